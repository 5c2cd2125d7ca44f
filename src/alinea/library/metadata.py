"""The metadata that the United Nations publish: JSON Lines with sponsors, votes by State, subjects and goals."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from alinea.analysing.symbols import symbols_in
from alinea.library.actor_names import identified
from alinea.library.naming import symbol_of
from alinea.store.values import Metadata
from alinea.vocab.dates import find_dates

_ABSENT = ("", "N.A.")
_VOTES = (("MS_in_favour", "yes"), ("MS_against", "no"), ("MS_abstaining", "abstain"))
_LARGEST = 1 << 30
_READ = b"2\n"
"""By which rules a line is read: with others, what was kept of the same line is kept anew."""

_PARTS = re.compile(r"(?P<whole>[A-Z/]+/[\w-]+/\d+) ?(?P<first>[A-Z])(?: ?-|,? and) ?(?P<last>[A-Z])")


class MetadataError(ValueError):
    """A file of metadata cannot be read.

    Attributes:
        code: ``not-json``, ``no-symbol``, ``not-utf8`` or ``too-large``.
        line: number of the line, 0 where it is about the whole file.
    """

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {code}")
        self.code = code
        self.line = line


def read_metadata(path: str | Path) -> Iterator[Metadata]:
    """Yield what a file of JSON Lines says of resolutions: one for each line, or several where it has parts.

    Raises:
        MetadataError: a line is no JSON, or says nothing of a resolution; those before it were given.
        OSError: the file cannot be opened.
    """
    if Path(path).stat().st_size > _LARGEST:
        raise MetadataError("too-large")
    with open(path, encoding="utf-8-sig") as file:  # noqa: PTH123 - the path stays the string that was given
        number = 0
        try:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield from parse_line(line, number)
        except UnicodeDecodeError:
            raise MetadataError("not-utf8", number + 1) from None


def parse_line(line: str, number: int = 1) -> Iterator[Metadata]:
    """Yield what a line says of a resolution, or of each of its parts.

    Args:
        number: of the line, for the message.

    Raises:
        MetadataError: it is no JSON, or says nothing of a resolution.
    """
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise MetadataError("not-json", number) from None
    symbol = said.get("symbol") if isinstance(said, dict) else None
    if not isinstance(symbol, str) or "/" not in symbol:
        raise MetadataError("no-symbol", number)
    digest = hashlib.sha256(_READ + line.strip().encode("utf-8", "replace")).hexdigest()
    for each in _symbols(symbol):
        yield _metadata(each, said, digest)


def _symbols(symbol: str) -> Iterator[str]:
    """Yield the symbols of a line: ``A/RES/75/254 A-C`` is three resolutions."""
    parts = _PARTS.fullmatch(" ".join(symbol.split()))
    if parts is None:
        yield symbol_of(symbol) or "".join(symbol.split())
        return
    for letter in range(ord(parts["first"]), ord(parts["last"]) + 1):
        yield f"{parts['whole']}{chr(letter)}"


def _metadata(symbol: str, said: dict[str, Any], digest: str) -> Metadata:
    voted = bool(any(_names(said, field) for field, _ in _VOTES))
    votes = {state: vote for field, vote in reversed(_VOTES) for state in _names(said, field)}
    counts = [_count(said, f"{field}_count", voted=voted) for field, _ in _VOTES]
    subjects = [each for each in _list(said, "subjects") if isinstance(each, list) and len(each) == 2]
    documents = _text(said, "originating_document") or ""
    return Metadata(
        symbol=symbol,
        title=_text(said, "title"),
        adopted_on=_date(_text(said, "adoption_date")),
        meeting=_text(said, "pv"),
        committee=_committee(_text(said, "committee")),
        agenda_item=_text(said, "agenda_item"),
        agenda_title=_text(said, "agenda_item_name"),
        documents=tuple(dict.fromkeys(found for found, _, _ in symbols_in(documents))),
        adoption=_text(said, "adoption_type"),
        yes=counts[0],
        no=counts[1],
        abstain=counts[2],
        sponsors=_names(said, "sponsors"),
        later=_names(said, "additional_sponsors"),
        votes=tuple(sorted(votes.items())),
        # Some lines list the item of the agenda among the subjects, with the document that holds the agenda.
        subjects=tuple((str(name), str(scheme)) for name, scheme in subjects if "/" not in str(scheme)),
        goals=_names(said, "SDGs"),
        sha256=digest,
    )


def vote_of(beside: Metadata, states: Collection[str]) -> str | None:
    """Return how one of some States voted: ``yes``, ``no``, ``abstain``; None where it did not, or there was no vote.

    Args:
        states: identifiers.
    """
    return next((vote for name, vote in beside.votes if set(identified(name)) & set(states)), None)


def _text(said: dict[str, Any], field: str) -> str | None:
    value = said.get(field)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return None if text in _ABSENT else text


def _committee(name: str | None) -> str | None:
    """Return the name of a committee; some lines have what stands for it in a file: ``#fifthCommittee``."""
    if name is None or not name.startswith("#"):
        return name
    return " ".join(each.capitalize() for each in re.findall(r"[A-Z]?[a-z]+", name))


def _list(said: dict[str, Any], field: str) -> list[Any]:
    value = said.get(field)
    return value if isinstance(value, list) else []


def _names(said: dict[str, Any], field: str) -> tuple[str, ...]:
    names = (" ".join(each.split()) for each in _list(said, field) if isinstance(each, str))
    return tuple(dict.fromkeys(name for name in names if name))


def _count(said: dict[str, Any], field: str, *, voted: bool) -> int | None:
    """Return a number of votes as given; none given means none, where there was a vote."""
    value = str(said.get(field, "")).strip()
    if value.isascii() and value.isdigit():
        return int(value) if voted or int(value) else None
    return 0 if voted else None


def _date(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return next((date for date, _, _ in find_dates(text, "en")), None)
