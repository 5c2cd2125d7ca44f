"""Every example of ``docs/reading.md`` is read as the document says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from alinea.analysing.commitments import find_commitments
from alinea.model.record import Commitment, Due, Party
from alinea.model.resolution import AnnexedText, Passage, Resolution
from alinea.model.spans import Span, mended

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
ENACTING = {
    ("en", "A"): "The General Assembly,",
    ("en", "S"): "The Security Council,",
    ("en", "E"): "The Economic and Social Council,",
    ("en", "A/HRC"): "The Human Rights Council,",
    ("fr", "A"): "L'Assemblée générale,",
    ("fr", "S"): "Le Conseil de sécurité,",
    ("fr", "E"): "Le Conseil économique et social,",
    ("fr", "A/HRC"): "Le Conseil des droits de l'homme,",
}
SESSIONS = {"A": 79, "S": None, "E": 2025, "A/HRC": 57}
ADOPTED = datetime.date(2024, 12, 12)


def passage(id: str, number: str | None, text: str, points: tuple[Passage, ...] = ()) -> Passage:
    span = Span(0, len(text))
    return Passage(id, number, mended([(0, text)]), span, (span,), (), points)


def read(language: str, organ: str, text: str) -> tuple[Commitment, ...]:
    """Read the last paragraph of a text: those before it, parted by ``//``, are its preamble; ``annex:`` an annex.

    Its points stand behind it, parted by ``/``.
    """
    *before, last = text.split(" // ")
    last, *told = last.split(" / ")
    points = tuple(
        passage(f"op_1_{n}", f"1.{n}", re.sub(r"\A\(?\w\) ", "", each)) for n, each in enumerate(told)
    )
    annexed = last.startswith("annex: ")
    last = last.removeprefix("annex: ")
    annex = (
        AnnexedText(mended([(0, "Annex")]), Span(0, len(last)), (passage("annex_1_1", "1", last),))
        if annexed
        else None
    )
    resolution = Resolution(
        index=0,
        language=language,
        span=Span(0, 1),
        organ=organ,
        session=SESSIONS[organ],
        adopted_on=ADOPTED,
        enacting=mended([(0, ENACTING[language, organ])]),
        preamble=tuple(passage(f"pp_{n}", None, each) for n, each in enumerate(before, 1)),
        operative=() if annexed else (passage("op_1", "1", last, points),),
        annexes=(annex,) if annex else (),
    )
    found = find_commitments(resolution, language)
    ids = ["annex_1_1" if annexed else "op_1", *(each.id for each in points)]
    return tuple(made for id in ids for made in found.get(id, ()))


def names(parties: Iterable[Party]) -> str:
    return "; ".join(each.text + (f" = {each.refers}" if each.refers else "") for each in parties)


def time_of(due: Due | None) -> str:
    told = due.model_dump(mode="json", by_alias=True, exclude_none=True) if due else {}
    return ", ".join(f"{key} {value}" for key, value in told.items() if key not in ("text", "exact"))


def conditions_of(made: Commitment) -> str:
    return "; ".join(each.text + (" (all)" if each.scope == "all" else " (this)") for each in made.conditions)


def told(made: Commitment) -> str:
    """Return a commitment as the document writes it."""
    parts = {
        "who": names(made.bearers),
        "what": made.what.text if made.what else "",
        "to": names(made.recipients),
        "from": names(made.sources),
        "time": time_of(made.due),
        "if": conditions_of(made),
        "with": f"{made.means.text} ({made.means.class_})" if made.means else "",
        "confidence": str(made.confidence) if (made.confidence or 1) < 0.6 else "",
    }
    head = f"{made.nature} · {made.kind}" + (
        f" ({made.deliverable})" if made.deliverable != made.kind else ""
    )
    return " | ".join([head, *(f"{key}: {value}" for key, value in parts.items() if value)])


def examples() -> Iterator[tuple[str, str, str, list[str]]]:
    for block in re.findall(r"^```text\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S):
        for example in re.split(r"\n(?=\[)", block.strip("\n")):
            first, *lines = example.splitlines()
            head = re.fullmatch(r"\[(\w\w) ([A-Z/]+)\] (.+)", first)
            assert head, first
            yield head[1], head[2], head[3], [line.strip() for line in lines]


def test_there_is_an_example_in_each_language_of_every_rule() -> None:
    rules = re.split(r"^### ", DOCUMENT.read_text(encoding="utf-8"), flags=re.M)[1:]
    assert len(rules) > 25
    for rule in rules:
        assert {"[en ", "[fr "} <= set(re.findall(r"^\[\w\w ", rule, re.M)), rule.splitlines()[0]


@pytest.mark.parametrize(("language", "organ", "text", "expected"), list(examples()))
def test_an_example_is_read_as_it_says(language: str, organ: str, text: str, expected: list[str]) -> None:
    assert [told(each) for each in read(language, organ, text)] == expected
