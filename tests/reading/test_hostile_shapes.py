"""Texts of a shape that no drafter gives them: read in bounded time and depth, and read back."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator

import pytest
from reportlab.pdfgen.canvas import Canvas

from alinea.model.problems import UnreadableError
from alinea.model.record import Paragraph, Record
from alinea.pipeline import read_bytes
from alinea.reading.formats import read_text
from alinea.reading.pdf.zones import _gutter  # the piece that once asked for a gigabyte
from alinea.segmenting.labels import DEEPEST

HEAD = "62/27. Désarmement\n\nL'Assemblée générale,\n\nRappelant sa résolution 61/62,\n\n"


def depth(paragraph: Paragraph) -> int:
    return 1 + max(map(depth, paragraph.children), default=0)


def labels(count: int) -> Iterator[str]:
    kinds = ("(a)", "(i)", "(A)", "(1)")
    yield from (kinds[place % 4] for place in range(count))


@pytest.mark.parametrize("levels", [97, 1200])
def test_lists_that_nest_without_end_are_bounded_marked_and_read_back(levels: int) -> None:
    items = "\n\n".join(f"{label} De garder le phare :" for label in labels(levels))
    text = f"{HEAD}1. Prie le Secrétaire général :\n\n{items}\n"
    (record,) = read_bytes(text.encode(), "deep.txt")
    assert max(map(depth, record.operative)) <= DEEPEST + 1
    assert sum(1 for each in record.operative[0].walk()) == levels + 1
    assert record.warnings
    assert Record.model_validate_json(record.model_dump_json()) == record


def test_marks_of_notes_keep_their_places_however_many() -> None:
    text = f"{HEAD}1. Prend note {'mot¹ mot² ' * 400}du rapport."
    (record,) = read_bytes(text.encode(), "marks.txt")
    (paragraph,) = record.operative
    assert len(paragraph.calls) == 800
    assert all(paragraph.text[: call.at].endswith("mot") for call in paragraph.calls)


@pytest.mark.parametrize(
    "data",
    [
        b'<akomaNtoso i="" n="" n=""><mainBody>e</ ',
        "## 2. Décide\n\n1.\n\n2. Prie".encode(),
    ],
)
def test_what_is_cut_off_anywhere_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        list(read_bytes(data, "cut.txt"))


def test_a_word_far_off_the_page_opens_no_columns() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for line in range(40):
        canvas.drawString(72, 800 - 16 * line, "Le phare reste allumé toute la nuit")
    canvas.drawString(100_000_000, 400, "loin")
    canvas.showPage()
    canvas.save()
    assert "phare" in read_text(buffer.getvalue(), "far.pdf").content
    assert _gutter([]) is None


def calls(read: Callable[[], object]) -> int:
    """Count what Python calls meanwhile: a measure of the work that no load of the machine changes."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read()
    finally:
        sys.setprofile(before)
    return counted


def dates(times: int) -> str:
    return f"{HEAD}1. Prie le Secrétaire général de rendre compte {'de 2000 à 2010 ' * times}."


def resolutions(times: int) -> str:
    texts = (
        f"61/{n}. Garde des phares\n\nL'Assemblée générale,\n\nRappelant sa résolution 60/{n},\n\n1. Demande un rapport."
        for n in range(1, times + 1)
    )
    return "\n\n".join(texts)


def marks(times: int) -> str:
    return f"{HEAD}1. Prend note {'mot¹ mot² ' * times}du rapport."


@pytest.mark.parametrize(("shape", "times"), [(dates, 400), (resolutions, 150), (marks, 200)])
def test_four_times_the_text_is_some_four_times_the_work(shape: Callable[[int], str], times: int) -> None:
    few, many = (
        calls(lambda n=n: list(read_bytes(shape(n).encode(), "text.txt")))  # type: ignore[misc]
        for n in (times, 4 * times)
    )
    assert many < 6 * few


def test_what_stands_about_the_name_of_the_organ_is_not_of_it() -> None:
    for opening in ("## L'ASSEMBLÉE GÉNÉRALE,[32]", "L'Assemblée générale,[32]", "L'ASSEMBLÉE GÉNÉRALE,"):
        text = f"62/27. Désarmement\n\n{opening}\n\nRappelant sa résolution 61/62,\n\n1. Décide d'en rester saisie."
        (record,) = read_bytes(text.encode(), "text.txt")
        content = read_text(text.encode(), "text.txt").content
        bearers = [each.bearer for each in record.operative[0].commitments if each.bearer]
        assert bearers
        for bearer in bearers:
            assert bearer.text == "l'Assemblée générale" and bearer.span is not None
            assert content[bearer.span.start : bearer.span.end].casefold() == bearer.text.casefold()
