"""Reading PDF: order, paragraphs, footnotes, furniture, marks, and what cannot be read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pdfs
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alinea.model.problems import UnreadableError
from alinea.model.text import Block, MarkKind, Role, Source, Text
from alinea.reading.pdf import reader as pdf
from alinea.reading.pdf.reader import read_pdf
from alinea.reading.pdf.runs import characters_of


def read(data: bytes) -> Text:
    source = Source("a.pdf", "application/pdf", hashlib.sha256(data).hexdigest(), len(data))
    text = read_pdf(data, source)
    check_partition(text)
    return text


def check_partition(text: Text) -> None:
    """The blocks hold all that is not white space, in order, and begin and end with print."""
    place = 0
    for block in text.blocks:
        start, end = block.span
        assert not text.content[place:start].strip()
        assert start < end
        assert text.content[start:end] == text.content[start:end].strip()
        for mark in block.marks:
            assert block.span.covers(mark.span)
            assert mark.span.start < mark.span.end
        place = end
    assert not text.content[place:].strip()


def words_of(text: Text, block: Block) -> str:
    return " ".join(text.content[block.span.start : block.span.end].split())


def those(text: Text, *roles: Role) -> list[str]:
    return [words_of(text, block) for block in text.blocks if block.role in roles]


def marked(text: Text, kind: MarkKind) -> list[tuple[str, str]]:
    return [
        (text.content[mark.span.start : mark.span.end], mark.value)
        for block in text.blocks
        for mark in block.marks
        if mark.kind is kind
    ]


def block_of(text: Text, opening: str) -> Block:
    return next(block for block in text.blocks if words_of(text, block).startswith(opening))


@pytest.fixture(scope="module")
def small() -> Text:
    return read(pdfs.small_resolution().done())


def test_paragraphs_are_blocks(small: Text) -> None:
    body = those(small, Role.TEXT)
    assert [paragraph[:24] for paragraph in body] == [
        "(sans renvoi à une grand",
        "L’Assemblée générale,",
        "Rappelant sa résolution ",
        "Se déclarant préoccupée ",
        "1. Prend acte du rapport",
        "2. Invite les États Memb",
        "bibliothèques, à en dres",
        "a) Que la liste est tenu",
        "b) Qu’elle comprend :",
        "i) Les fonds antérieurs ",
        "ii) Les autres fonds ;",
        "3. Décide de rester sais",
        "70e séance plénière",
        "31 mars 2036",
    ]
    assert body[8:10] == [
        "b) Qu’elle comprend :",
        "i) Les fonds antérieurs à l’an 1800, quelle que soit la langue dans laquelle ils sont écrits et quel que soit"
        " leur état de conservation ;",
    ]


def test_headings_title_and_masthead(small: Text) -> None:
    assert those(small, Role.HEADING) == [
        "Résolution adoptée par l’Assemblée générale le 31 mars 2036",
        "Suite à donner",
    ]
    assert those(small, Role.TITLE) == ["91/14. Les archives des petites bibliothèques et leur sauvegarde"]
    assert those(small, Role.MASTHEAD) == [
        "Nations Unies A/RES/91/14",
        "Assemblée générale Distr. générale",
        "2 avril 2036",
        "Quatre-vingt-onzième session",
        "Point 12 b) de l’ordre du jour",
    ]


def test_furniture_and_footnotes(small: Text) -> None:
    assert those(small, Role.FURNITURE) == [
        "__________________",
        "36-04893 (F) 020436 060436",
        "Merci de recycler",
        "*3604893*",
        "Les archives des petites bibliothèques",
        "A/RES/91/14",
        "2/9 36-04893",
    ]
    assert those(small, Role.FOOTNOTE) == [
        "1 Voir Documents officiels, supplément no 12 (A/90/12).",
        "2 A/90/411, annexe.",
    ]


def test_a_paragraph_cut_by_the_page_end_is_joined(small: Text) -> None:
    assert [words_of(small, block)[:14] for block in small.blocks if block.joined] == ["bibliothèques,"]


def test_footnote_marks_are_no_ordinals_and_no_measures(small: Text) -> None:
    assert marked(small, MarkKind.CALL) == [("1", "1"), ("2", "2")]
    assert "1er rapport" in small.content
    assert re.search(r"50\skm2 de", small.content)
    assert "2035" + "1 et le" in small.content


def test_italics_and_links(small: Text) -> None:
    italics = [words for words, _ in marked(small, MarkKind.ITALIC)]
    assert "Se déclarant préoccupée" in italics
    assert "L’Assemblée générale" in italics
    assert marked(small, MarkKind.LINK) == [("90/3", "https://undocs.org/fr/A/RES/90/3")]


def test_indents_are_in_half_ems(small: Text) -> None:
    assert block_of(small, "1. Prend").indent == 5
    assert block_of(small, "i) Les").indent == 5
    assert block_of(small, "91/14.").indent == 0


def test_lines_pages_and_source(small: Text) -> None:
    assert small.content.count("\f") == 2
    assert small.content.endswith("\n\f")
    assert small.source.pages == 2
    assert [block.page for block in small.blocks] == sorted(block.page or 0 for block in small.blocks)
    assert "conservent leurs\n" in small.content  # as printed, line by line


def test_no_word_is_lost_or_doubled() -> None:
    data = pdfs.small_resolution().done()
    with pypdfium2.PdfDocument(data) as document:
        bare = Counter("".join("".join(page.get_textpage().get_text_bounded().split()) for page in document))
    assert Counter("".join(read(data).content.split())) == bare


def test_columns_are_read_one_after_the_other() -> None:
    sheet = pdfs.Typesetter(left=60, right=290, top=650, foot=False)
    sheet.put(
        60,
        690,
        "*Résolutions adoptées sur les rapports de la Première Commission au cours de la session*",
        12,
    )
    french = [
        f"Notant que le fonds {n} n’est pas encore recensé et qu’il doit l’être sans attendre davantage,"
        for n in "ABCDEF"
    ]
    english = [
        f"Noting that fonds {n} has not yet been listed and that it should be so without any delay,"
        for n in "ABCDEF"
    ]
    for paragraph in french:
        sheet.paragraph(paragraph, first=12)
    sheet.left, sheet.right, sheet.y = 320.0, 550.0, 646.0
    for paragraph in english:
        sheet.paragraph(paragraph, first=12)
    text = read(sheet.done())
    assert those(text, Role.TEXT) == french + english
    assert those(text, Role.HEADING) == [
        "Résolutions adoptées sur les rapports de la Première Commission au cours de la session"
    ]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    sheet = pdfs.Typesetter(left=60, right=290, top=650, foot=False)
    long = "à recenser les fonds que conservent leurs bibliothèques et à en dresser la liste, " * 6
    for _ in range(3):
        sheet.paragraph(f"Invite les États {long}et prend date ;", first=12)
    sheet.paragraph(f"Prie le Secrétaire général {long}", first=12)
    sheet.left, sheet.right, sheet.y = 320.0, 550.0, 650.0
    sheet.paragraph(f"et à les tenir à jour, {long}et à en rendre compte ;", first=0)
    for _ in range(3):
        sheet.paragraph(f"Prie le Secrétaire général {long}et prend date ;", first=12)
    text = read(sheet.done())
    assert [block.joined for block in text.blocks] == [False] * 4 + [True] + [False] * 3


def test_a_short_last_page_has_the_columns_of_the_others() -> None:
    sheet = pdfs.Typesetter(left=60, right=290, top=650, foot=False, symbol="", running="", lined=False)
    long = "les fonds que conservent leurs bibliothèques et dont la liste est dressée, " * 2
    for page in range(2):
        for side in (0, 1):
            sheet.left, sheet.right, sheet.y = (60.0, 290.0, 650.0) if side == 0 else (320.0, 550.0, 650.0)
            for number in range(5 if page == 0 or side == 0 else 1):
                sheet.paragraph(f"Note {long}page {page}, colonne {side}, alinéa {number} ;", first=12)
        if page == 0:
            sheet.new_page()
    ends = [words.split("page ")[1] for words in those(read(sheet.done()), Role.TEXT)]
    assert ends == [
        f"{page}, colonne {side}, alinéa {number} ;"
        for page in range(2)
        for side in (0, 1)
        for number in range(5 if page == 0 or side == 0 else 1)
    ]


class Guessed(pdfs.Typesetter):
    """Sets every word in a size and on a baseline a little off, as optical character recognition does."""

    def _row(self, x: float, y: float, row: list[pdfs.Word], size: float) -> float:
        for place, word in enumerate(row):
            x += 0.25 * size if place and word.space else 0.0
            width, step = word.width(size), len(word.text) * 7 % 5 - 2
            guess = size * (1 + 0.06 * step)
            text = self.canvas.beginText()
            text.setTextRenderMode(3)
            text.setFont("Times-Roman", guess)
            text.setHorizScale(100 * width / word.width(guess))
            text.setTextOrigin(x, y + 0.3 * step)
            text.textOut(word.text)
            self.canvas.drawText(text)
            x += width
        return x


def test_sizes_that_are_guessed() -> None:
    sheet = Guessed(foot=False, after=0)
    paragraphs = [
        f"Considérant que le fonds {letter} n’est ni recensé ni mis à l’abri de l’humidité, et que les travaux"
        " engagés à cette fin par les petites bibliothèques ne sont pas achevés à ce jour,"
        for letter in "ABCDEFGH"
    ]
    for paragraph in paragraphs:
        sheet.paragraph(paragraph)
    assert those(read(sheet.done()), Role.TEXT) == paragraphs


def test_heads_of_the_1990s() -> None:
    sheet = pdfs.Typesetter(foot=False, symbol="", running="", lined=False)
    sheet.paragraph("_Prend acte_ du rapport ;", "1.")
    sheet.new_page()
    sheet.put(60, 745, "A/RES/50/225")
    sheet.put(60, 733, "Page 2")
    sheet.paragraph("_Décide_ d’y revenir.", "2.")
    sheet.put(500, 50, "/...")
    assert those(read(sheet.done()), Role.FURNITURE) == ["A/RES/50/225", "Page 2", "/..."]


def test_documents_put_together_in_one_file() -> None:
    sheet = pdfs.Typesetter()
    for number in ("1", "2"):
        sheet.masthead(f"Organe {number}", "2 avril 2036", [])
        sheet.paragraph("_Décide_ de rester saisie de la question et d’y revenir quand il lui plaira.")
        if number == "1":
            sheet._finish_page()
            sheet.canvas.showPage()
    mastheads = those(read(sheet.done()), Role.MASTHEAD)
    assert [words for words in mastheads if "Organe" in words] == [
        "Organe 1 Distr. générale",
        "Organe 2 Distr. générale",
    ]


def test_running_heads_without_a_rule_are_known_by_repetition() -> None:
    sheet = pdfs.Typesetter(lined=False, symbol="")
    for number in range(1, 40):
        sheet.paragraph(
            "_Prend acte_ du rapport, " + "dont elle a pris connaissance, " * 6 + "et clôt ;", f"{number}."
        )
    text = read(sheet.done())
    assert sheet.pages > 2
    assert those(text, Role.FURNITURE).count(sheet.running) == sheet.pages - 1
    body = "".join("".join(those(text, Role.TEXT)).split())
    assert "Lesarchives" not in body
    numbers = [words.split(".")[0] for words in those(text, Role.TEXT) if words[0].isdigit()]
    assert numbers == [str(number) for number in range(1, 40)]


def test_rows_of_cells_are_a_table() -> None:
    sheet = pdfs.Typesetter(foot=False)
    sheet.paragraph(
        "_Approuve_ les crédits ci-après, qui sont répartis entre les bibliothèques comme l’indique le tableau :"
    )
    for row, name in enumerate(("Nord", "Sud", "Est", "Ouest")):
        for column, cell in enumerate((name, f"{row}1", f"{row}2", f"{row}3")):
            sheet.put(130 + 80 * column, sheet.y, cell)
        sheet.y -= sheet.pitch
    sheet.y -= sheet.pitch
    sheet.paragraph("_Décide_ de réexaminer la question lorsque les bibliothèques lui auront fait rapport.")
    text = read(sheet.done())
    assert [block.role for block in text.blocks] == [Role.TEXT, Role.TABLE, Role.TEXT]
    assert text.content.splitlines()[2] == "Nord    01    02    03"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_printed_sideways_is_read_as_if_upright(turn: int) -> None:
    sheet = pdfs.Typesetter(top=400, foot=False)
    sheet.canvas.setPageRotation((360 - turn) % 360)
    sheet.canvas.translate(300, 400)
    sheet.canvas.rotate(turn)
    sheet.canvas.translate(-300, -400)
    sheet.paragraph(
        "_Invite_ les États Membres à recenser les fonds que conservent leurs bibliothèques, à en dresser la liste ;"
    )
    sheet.paragraph("_Décide_ de rester saisie de la question.")
    text = read(sheet.done())
    assert [words[:12] for words in those(text, Role.TEXT)] == ["Invite les É", "Décide de re"]


def test_what_stands_at_an_angle_is_furniture() -> None:
    sheet = pdfs.Typesetter(foot=False)
    sheet.paragraph("_Décide_ de rester saisie de la question, et d’y revenir quand il lui plaira.")
    sheet.canvas.saveState()
    sheet.canvas.rotate(90)
    sheet.write(200, -20, "36-04893")
    sheet.canvas.restoreState()
    assert those(read(sheet.done()), Role.FURNITURE)[0] == "36-04893"


def test_paragraphs_neither_set_in_nor_spaced() -> None:
    sheet = pdfs.Typesetter(after=0)
    sheet.paragraph(
        "_Rappelant_ sa résolution 90/3, par laquelle elle a décidé de sauvegarder les archives des petites bibliothèques,",
        first=0,
    )
    sheet.paragraph("_Consciente_ de leur prix,", first=0)
    sheet.paragraph(
        "_Invite_ les États à les recenser sans attendre, à en dresser la liste et à la tenir à jour autant que possible ;",
        "1.",
        first=0,
    )
    sheet.paragraph("_Décide_ d’y revenir.", "2.", first=0)
    assert [words[:9] for words in those(read(sheet.done()), Role.TEXT)] == [
        "Rappelant",
        "Conscient",
        "1. Invite",
        "2. Décide",
    ]


def test_glyphs() -> None:
    assert characters_of(" eﬀet \N{SOFT HYPHEN} ﬁn\x02 ") == "effet - fin-"
    assert characters_of("\uf0b7  a\x00b") == "• ab"


def test_encrypted() -> None:
    with pytest.raises(UnreadableError) as raised:
        read(pdfs.small_resolution().done(password="secret"))
    assert raised.value.code == "encrypted"


def test_scanned() -> None:
    with pytest.raises(UnreadableError) as raised:
        read(pdfs.picture_pdf(3))
    assert raised.value.code == "no-text-layer"
    assert "--ocr" in raised.value.message


def test_blank() -> None:
    with pytest.raises(UnreadableError) as raised:
        read(pdfs.blank_pdf(2))
    assert raised.value.code == "no-text-layer"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_cut_short(kept: float) -> None:
    data = pdfs.small_resolution().done()
    with pytest.raises(UnreadableError) as raised:
        read(data[: int(kept * len(data))])
    assert raised.value.code == "damaged"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF\n", b"no PDF at all", b"\0" * 5000])
def test_no_pdf(data: bytes) -> None:
    with pytest.raises(UnreadableError) as raised:
        read(data)
    assert raised.value.code == "damaged"


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdfs.small_resolution().done()
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(UnreadableError) as raised:
        read(data)
    assert raised.value.code == "too-many-pages"
    monkeypatch.setattr(pdf, "MAX_PAGES", 10)
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 500)
    with pytest.raises(UnreadableError) as raised:
        read(data)
    assert raised.value.code == "too-large"
    monkeypatch.setattr(pdf, "MAX_BYTES", 1000)
    with pytest.raises(UnreadableError) as raised:
        read(data)
    assert raised.value.code == "too-large"


WHOLE = pdfs.small_resolution().done()


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=20
    ),
    st.integers(0, 2000),
)
def test_corrupted_bytes_are_read_or_refused(changes: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(WHOLE)
    for place, piece in changes:
        data[place : place + len(piece)] = piece
    del data[len(data) - cut : len(data) - cut // 2]
    try:
        read(bytes(data))
    except UnreadableError as error:
        assert error.code in {"damaged", "encrypted", "no-text-layer", "too-large", "too-many-pages"}


@pytest.mark.shared
@pytest.mark.parametrize("name", ["A_RES_73_3-EN", "A_RES_73_7-EN", "A_RES_80_251-EN"])
def test_real_ones_lose_nothing(shared: Path, name: str) -> None:
    data = (shared / "pdf" / f"{name}.pdf").read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    bare = Counter(
        "".join("".join(page.split()) for page in pages).replace("\ufffe", "-").replace("\x02", "-")
    )
    assert Counter("".join(read(data).content.split())) == bare


@pytest.mark.shared
def test_a_real_one_has_its_paragraphs(shared: Path) -> None:
    text = read((shared / "pdf" / "A_RES_80_251-EN.pdf").read_bytes())
    body = those(text, Role.TEXT)
    numbers = [words.split()[0] for words in body if re.match(r"\d+\. ", words)]
    assert numbers == [f"{number}." for number in range(1, 34)]
    letters = [words.split()[0].strip("()") for words in body if re.match(r"\([a-z]+\) ", words)]
    assert letters == [*"abcdefghijklmn", *"abcd", "i", "ii", "iii", "iv", "v", "vi", "vii", *"efgh"]
    assert not any(block.joined for block in text.blocks)
    days = ["end of June", "end of September", "end of December", "1 May", "30 April", "end of May"]
    days += ["end of July", "end of August", "mid-December", "mid-February", "end of March"]
    dated = re.findall(rf"(?:{'|'.join(days)}) 202[67]", " ".join(body))
    assert len(dated) == 12  # the thirteenth falls due at the end of a session
    assert those(text, Role.HEADING)[1:] == [
        "Mandate creation",
        "Mandate implementation",
        "Mandate review",
        "System-wide coordination and coherence",
        "Next steps",
    ]
