"""Pages that are pictures: their characters are recognised where that is asked for, and what is unsure is told."""

from __future__ import annotations

import io
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pdfs
import pypdfium2
import pytest
from PIL import Image
from rapidfuzz.fuzz import ratio

from alinea import read
from alinea.cli.app import command
from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.model.spans import Span
from alinea.model.text import Mark, MarkKind
from alinea.pipeline import read_from
from alinea.reading.formats import read_text
from alinea.reading.ocr import VARIABLE

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "A-RES-75-28.fr.txt"


@pytest.fixture
def tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognition in French; where Tesseract is not installed the test is skipped, but not where all is needed."""
    if shutil.which("tesseract") is None:
        assert not os.environ.get("ALINEA_TESTS_NEED_ALL"), "tesseract is not installed"
        pytest.skip("tesseract is not installed")
    monkeypatch.setenv(VARIABLE, "fra")


def scanned(pdf: bytes, *, degrees: float = 1.3, specks: float = 0.002, dots: int = 200) -> list[Image.Image]:
    """The pages of a PDF as a scanner gives them: laid askew on the glass, with dust on it."""
    chance = np.random.default_rng(7)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dots / 72, grayscale=True).to_pil()
        turned = np.array(picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255))
        turned[chance.random(turned.shape) < specks] = 0
        pages.append(Image.fromarray(turned))
    return pages


def as_pdf(pages: list[Image.Image], dots: int = 200) -> bytes:
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    return buffer.getvalue()


def set_in_print(record: Record) -> bytes:
    """A record of a sample, set on pages as the Organization prints it."""
    sheet = pdfs.Typesetter(symbol="A/RES/75/28", running="Rôle de la neutralité", size=11, pitch=13)
    sheet.masthead(
        "Assemblée générale",
        "9 décembre 2020",
        ["*Soixante-quinzième session*", "Point 66 de l’ordre du jour"],
    )
    sheet.heading("Résolution adoptée par l’Assemblée générale le 7 décembre 2020", size=14)
    sheet.heading(record.title or "", "75/28.", size=12)
    sheet.paragraph("_L’Assemblée générale_,")
    for paragraph in record.paragraphs():
        sheet.paragraph(paragraph.text, f"{paragraph.number}." if paragraph.number else "")
    sheet.closing("36^e^ séance plénière", "7 décembre 2020")
    return sheet.done()


def cited(record: Record) -> set[str | None]:
    return {citation.target for paragraph in record.paragraphs() for citation in paragraph.citations}


@pytest.mark.usefixtures("tesseract")
def test_a_sample_scanned_askew_and_with_dust_is_read_as_the_sample() -> None:
    (sample,) = read(SAMPLE)
    (record,) = read(as_pdf(scanned(set_in_print(sample))))
    assert (record.symbol, record.adopted_on) == (sample.symbol, sample.adopted_on)
    expected = [(p.number, p.text) for p in sample.paragraphs()]
    found = [(p.number, p.text) for p in record.paragraphs()]
    alike = sum(any(n == m and ratio(a, b) > 97 for m, b in found) for n, a in expected)
    assert 2 * alike / (len(expected) + len(found)) >= 0.97
    assert cited(record) == cited(sample)
    assert "recognised" in [warning.code for warning in record.warnings]


@pytest.mark.usefixtures("tesseract")
def test_pictures_of_every_kind_are_read(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    pages = scanned(pdfs.small_resolution().done(), degrees=0, specks=0)
    pages[0].save(tmp_path / "sheet.tiff", save_all=True, append_images=pages[1:])
    pages[0].save(tmp_path / "sheet.png")
    assert command(["read", "--ocr", "--to", "jsonl", str(tmp_path)]) == 0
    records = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [(each["symbol"], each["source"]["pages"]) for each in records] == [
        ("A/RES/91/14", 1),
        ("A/RES/91/14", 2),
    ]


@pytest.mark.usefixtures("tesseract")
def test_words_recognised_with_little_confidence_are_marked_where_they_stand() -> None:
    blurred = scanned(pdfs.small_resolution().done(), degrees=0, specks=0, dots=60)
    text = read_text(as_pdf(blurred, 60), "blurred.pdf")
    doubtful = [mark for block in text.blocks for mark in block.marks if mark.kind is MarkKind.DOUBTFUL]
    assert doubtful and all(
        int(mark.value) < 70 and text.content[slice(*mark.span)].strip() for mark in doubtful
    )
    told = [problem for problem in text.problems if problem.code == "doubtful-letters"]
    assert all(problem.span in {mark.span for mark in doubtful} for problem in told)


def test_findings_that_rest_on_doubtful_letters_are_marked() -> None:
    text = read_text(SAMPLE.read_bytes(), "sample.txt")
    (sure,) = read_from(text)
    asked = next(c for p in sure.operative for c in p.commitments if c.kind == "report")
    cited = next(c for p in sure.paragraphs() for c in p.citations)
    assert asked.certain and asked.what is not None
    places = [
        Span(asked.what.span.start, asked.what.span.start + 4),
        Span(cited.span.start, cited.span.start + 3),
    ]
    blocks = tuple(
        replace(
            block,
            marks=(
                *block.marks,
                *(
                    Mark(place, MarkKind.DOUBTFUL, "41")
                    for place in places
                    if block.span.start <= place.start < block.span.end
                ),
            ),
        )
        for block in text.blocks
    )
    (record,) = read_from(replace(text, blocks=blocks))
    doubtful = [c for p in record.operative for c in p.commitments if c.confidence == 0.41]
    assert asked.quote in {c.quote for c in doubtful} and not any(c.certain for c in doubtful)
    told = [warning for warning in record.warnings if warning.code == "doubtful-letters"]
    assert {warning.span for warning in told} == set(places)


def test_without_being_asked_for_nothing_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    buffer = io.BytesIO()
    Image.new("L", (600, 800), 255).save(buffer, "PNG")
    with pytest.raises(UnreadableError) as raised:
        read_text(buffer.getvalue(), "sheet.png")
    assert raised.value.code == "picture" and "--ocr" in raised.value.message


@pytest.mark.usefixtures("tesseract")
def test_a_white_sheet_and_a_damaged_picture_are_told() -> None:
    buffer = io.BytesIO()
    Image.new("L", (600, 800), 255).save(buffer, "PNG")
    for data, code in ((buffer.getvalue(), "no-characters"), (buffer.getvalue()[:60], "damaged")):
        with pytest.raises(UnreadableError) as raised:
            read_text(data, "sheet.png")
        assert raised.value.code == code


def test_a_language_that_tesseract_lacks_is_told(tesseract: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "xyz")
    with pytest.raises(UnreadableError) as raised:
        read_text(pdfs.picture_pdf(), "scan.pdf")
    assert raised.value.code == "no-ocr-language" and "xyz" in raised.value.message


def test_where_tesseract_is_missing_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from alinea.reading import ocr

    monkeypatch.setenv(VARIABLE, "fra")
    monkeypatch.setattr(ocr, "_held", lambda: None)
    with pytest.raises(UnreadableError) as raised:
        read_text(pdfs.picture_pdf(), "scan.pdf")
    assert raised.value.code == "no-ocr" and "tesseract-ocr" in raised.value.message
