"""What holds of every record, whatever the text: findings stand where they say, parts partition the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alinea import read
from alinea.model.problems import UnreadableError
from alinea.model.record import Finding, Paragraph, Record
from alinea.pipeline import read_bytes

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").glob("*.txt"))


def findings(paragraph: Paragraph) -> Iterator[tuple[Finding, str]]:
    """Yield the findings of a paragraph with the words they claim."""
    if paragraph.lead:
        yield paragraph.lead, paragraph.lead.text
    yield from ((citation, citation.text) for citation in paragraph.citations)
    yield from ((actor, actor.text) for actor in paragraph.actors)
    for commitment in paragraph.commitments:
        yield commitment, commitment.quote


def holds(records: list[Record], content: str) -> None:
    """Assert what holds of the records of a file."""
    pieces = sorted(piece.span for record in records for piece in record.parts)
    place = 0
    for span in pieces:
        assert span.start == place
        place = span.end
    assert place == len(content)
    for record in records:
        for paragraph in record.paragraphs():
            assert 0 <= paragraph.span.start <= paragraph.span.end <= len(content)
            for found, claimed in findings(paragraph):
                assert paragraph.text[found.at.start : found.at.end] == claimed
                assert paragraph.span.start <= found.span.start <= found.span.end
                assert content[found.span.start : found.span.end].split()[:1] or not claimed
            for call in paragraph.calls:
                assert 0 <= call.at <= len(paragraph.text)
        ids = [paragraph.id for paragraph in record.paragraphs()]
        assert len(ids) == len(set(ids))
        assert Record.model_validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    records = list(read(path))
    assert len(records) == 1
    holds(records, path.read_text(encoding="utf-8"))
    # One line in the samples: the words of a finding that no line end cuts stand in the file as they are.
    content = path.read_text(encoding="utf-8")
    for paragraph in records[0].paragraphs():
        for citation in paragraph.citations:
            printed = content[citation.span.start : citation.span.end]
            if not any(sign in printed for sign in ("\n", "[", "](", "  ")):
                assert printed == citation.text


def test_views_and_report_of_the_sample_on_neutrality(samples: Path) -> None:
    (record,) = read(samples / "A-RES-75-28.fr.txt")
    charges = {(c.kind, c.due.session if c.due else None) for c in record.operative[5].commitments}
    assert {("views", 76), ("report", 76)} <= charges
    assert record.operative[4].commitments[0].due is not None
    assert record.operative[4].commitments[0].due.recurrence == "annual"


def test_the_year_that_a_preamble_announces(samples: Path) -> None:
    (record,) = read(samples / "A-RES-76-299.fr.txt")
    announced = [c for p in record.preamble for c in p.commitments if c.kind == "observance"]
    assert announced
    assert all(c.due is not None and c.due.recurrence == "every 5 years" for c in announced)


_LINES = st.sampled_from(
    [line for path in SAMPLES for line in path.read_text(encoding="utf-8").split("\n\n")]
    + [
        "A",
        "II",
        "\f",
        "__________",
        "1.",
        "a)",
        "Annexe",
        "Annex",
        "The General Assembly,",
        "1. Requests the Secretary-General to report to it at its ninth session;",
    ]
)


def _any(content: str) -> None:
    try:
        records = list(read_bytes(content.encode("utf-8"), "any.txt"))
    except UnreadableError as error:
        assert error.message
        return
    holds(records, content)


@settings(max_examples=60)
@given(st.lists(_LINES, max_size=20).map("\n\n".join))
def test_lines_of_resolutions_in_any_order(content: str) -> None:
    _any(content)


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_any_text(content: str) -> None:
    _any(content)
