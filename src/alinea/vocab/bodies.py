"""The organs of the United Nations and the series in which their documents are numbered, compiled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from alinea.vocab.tables import table


@dataclass(frozen=True, slots=True)
class Body:
    """A body whose resolutions and decisions are cited by number alone.

    Attributes:
        series: of its documents: ``A``, ``E/CN.5``.
        shapes: how they are numbered: ``session``, ``year``, ``annual``, ``roman``, ``special``.
        sessions: the lowest and highest session that such a number names.
        years: the first and last year that such a number names.
        began: the year of its first session, None where that is not known.
        held_in: the years of its sessions, where they are not regular.
        per_year: sessions held in a year.
        opens: the month in which each session opens, to last until the next one does; None where it is shorter.
        highest: the highest number that a resolution of any session has, None where there is no such limit.
        decisions_from: the lowest number that a decision has.
        parts: its resolutions can have parts.
        resolution, decision: form of the canonical symbol.
        report: what the symbols of its reports look like, None where its resolutions are not cited by them.
    """

    series: str
    shapes: frozenset[str]
    sessions: tuple[int, int]
    years: tuple[int, int]
    began: int | None
    held_in: tuple[int, ...]
    per_year: int
    opens: int | None
    highest: int | None
    decisions_from: int
    parts: bool
    resolution: str
    decision: str
    report: re.Pattern[str] | None

    def year_of(self, session: int) -> int | None:
        """Return the year in which a session opened, to within a year; None where that is not known."""
        if self.held_in:
            return self.held_in[session - 1] if 1 <= session <= len(self.held_in) else None
        return None if self.began is None else self.began + (session - 1) // self.per_year

    def held(self, session: int, date: datetime.date) -> bool:
        """Tell whether a text of that session can bear that date."""
        opened = self.year_of(session)
        if opened is not None and self.opens is not None:
            begins, ends = datetime.date(opened, self.opens, 1), datetime.date(opened + 1, self.opens, 30)
            return begins <= date <= ends
        return opened is None or opened - 1 <= date.year <= opened + 1


@cache
def series() -> frozenset[str]:
    """Return the first elements of the symbols of United Nations documents: ``A``, ``S``, ``CRC`` …"""
    return frozenset(table("common", "bodies")["series"]["elements"])


@cache
def bodies() -> Mapping[str, Body]:
    """Return the bodies whose resolutions are cited by number, by series."""

    def body(row: dict[str, Any]) -> Body:
        name = row["series"]
        return Body(
            series=name,
            shapes=frozenset(row["shapes"]),
            sessions=tuple(row.get("sessions", (1, 130))),
            years=tuple(row.get("years", (1946, 2100))),
            held_in=tuple(row.get("held_in", ())),
            began=row.get("began"),
            per_year=row.get("per_year", 1),
            opens=row.get("opens"),
            highest=row.get("highest"),
            decisions_from=row.get("decisions_from", 1),
            parts=row.get("parts", False),
            resolution=row.get("resolution", name + "/RES/{cited}"),
            decision=row.get("decision", name + "/DEC/{cited}"),
            report=re.compile(row["report"]) if "report" in row else None,
        )

    return MappingProxyType({row["series"]: body(row) for row in table("common", "bodies")["body"]})


@cache
def _numerals(organ: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    rows: dict[str, int] = table("common", "bodies")[f"{organ}_numerals"]
    return tuple(rows), tuple(rows.values())


def of_the_assembly(number: int, numeral: str) -> bool:
    """Tell whether the General Assembly can have adopted a resolution of that number and numeral."""
    special: list[int] | None = table("common", "bodies")["assembly_specials"].get(numeral)
    if special:
        return special[0] <= number <= special[1]
    return _of_numeral("assembly", number, numeral, 15)


def of_the_economic_council(number: int, numeral: str) -> bool:
    """Tell whether the Economic and Social Council can have adopted a resolution of that number and numeral."""
    return _of_numeral("economic_council", number, numeral, 40)


def _of_numeral(organ: str, number: int, numeral: str, before: int) -> bool:
    """Tell whether a number lies where the count of an organ stood at a session, or at most `before` below."""
    numerals, first = _numerals(organ)
    if numeral not in numerals[:-1]:
        return False
    place = numerals.index(numeral)
    return first[place] - before <= number <= first[place + 1] + 40


@cache
def _council_years() -> tuple[int, tuple[int, ...]]:
    rows: list[dict[str, Any]] = table("common", "bodies")["council_years"]
    return int(rows[0]["years"][:4]), tuple(number for row in rows for number in row["first"])


def of_the_council(number: int, year: int) -> bool:
    """Tell whether the Security Council can have adopted a resolution of that number in that year."""
    begun, first = _council_years()
    place = year - begun
    if not 0 <= place < len(first):
        return place >= len(first) and first[-1] <= number <= first[-1] + 80 * (place - len(first) + 2)
    after = first[place + 1] if place + 1 < len(first) else first[place] + 80
    return first[place] - 5 <= number <= after + 5
