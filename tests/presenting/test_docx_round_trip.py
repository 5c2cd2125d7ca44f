"""A draft as a Word document, read back: the same record."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx_documents import DAY, drafted, said, settled, word
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from alinea.library.drafting import draft_from
from alinea.pipeline import read_bytes, read_path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORM = """Assemblée générale

Quatre-vingt-cinquième session

Résolution adoptée par l'Assemblée générale le 3 décembre 2030

85/7. Garde des phares

L'Assemblée générale,

Rappelant sa résolution 84/9 du 2 décembre 2029,

Consciente que les phares guident les navires¹ et les bateaux²,

I

{first}

II

1. Prend note du rapport du Secrétaire général³ ;

2. Prie le Secrétaire général de lui rendre compte à sa quatre-vingt-sixième session.

40e séance plénière
3 décembre 2030

Annexe

Liste des phares

1. Les phares du nord sont blancs.

2. Les phares du sud sont rouges¹.

¹ Voir résolution 80/2.

² Voir résolution 55/2, par. 4.

³ A/85/133.
"""


@pytest.mark.parametrize("name", ["A-RES-62-27", "A-RES-75-28", "A-RES-75-272", "A-RES-76-299"])
def test_samples_read_back_are_the_same(samples: Path, name: str) -> None:
    (last,) = read_path(samples / f"{name}.fr.txt")
    draft = draft_from(last, (last.session or 0) + 1)
    (back,) = read_bytes(word(draft), "draft.docx")
    assert said(back) == said(draft.record)
    (text,) = read_bytes(draft.content.encode(), "draft.txt")
    assert said(text) == said(draft.record)


ITEMS = st.lists(
    st.sampled_from(
        ["De garder les phares", "De compter les bouées ; et d'en garder", "D'éclairer « le port »"]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.booleans(), ITEMS, ITEMS), min_size=1, max_size=4))
def test_any_tree_of_paragraphs_reads_back_the_same(tree: list[tuple[bool, list[str], list[str]]]) -> None:
    lines = []
    for number, (split, items, below) in enumerate(tree, 1):
        if not split:
            lines.append(f"{number}. Invite les États à garder les phares ;")
            continue
        lines.append(f"{number}. Prie le Secrétaire général :")
        for letter, item in zip("abcdefgh", items, strict=False):
            deeper = letter == "a" and len(below) > 1
            lines.append(f"{letter}) {item} :" if deeper else f"{letter}) {item} ;")
            if deeper:
                lines += [
                    f"{roman}) {each} ;"
                    for roman, each in zip(("i", "ii", "iii", "iv", "v"), below, strict=False)
                ]
    draft = drafted(FORM.format(first="\n\n".join(lines)))
    (back,) = read_bytes(word(draft), "draft.docx")
    assert said(back) == said(draft.record)


def draft_document() -> bytes:
    return word(drafted(FORM.format(first="1. Invite les États à garder les phares ;")))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def test_numbers_are_counted_by_word_and_not_typed() -> None:
    body = part(draft_document(), "word/document.xml")
    texts = ["".join(t.text or "" for t in each.iter(f"{W}t")) for each in body.iter(f"{W}p")]
    assert any(text.startswith("Invite les États") for text in texts)
    numbered = [each for each in body.iter(f"{W}p") if each.find(f"{W}pPr/{W}numPr") is not None]
    assert len(numbered) == 5


def test_footnotes_are_footnotes() -> None:
    data = draft_document()
    notes = part(data, "word/footnotes.xml").findall(f"{W}footnote")
    assert [note.get(f"{W}type") for note in notes] == [
        "separator",
        "continuationSeparator",
        None,
        None,
        None,
    ]
    body = part(data, "word/document.xml")
    assert len(list(body.iter(f"{W}footnoteReference"))) == 3  # the mark that stands again is printed raised


def test_comments_come_behind_the_footnotes_of_their_paragraph() -> None:
    body = part(draft_document(), "word/document.xml")
    for paragraph in body.iter(f"{W}p"):
        kinds = [each.tag for each in paragraph.iter(f"{W}footnoteReference", f"{W}commentReference")]
        assert kinds == sorted(kinds, reverse=True)


def test_the_document_says_what_it_is() -> None:
    data = draft_document()
    document = Document(io.BytesIO(data))
    assert document.core_properties.title == "Garde des phares"
    assert document.core_properties.created == datetime.datetime.combine(
        DAY, datetime.time(), tzinfo=document.core_properties.created.tzinfo
    )
    section = document.sections[0]
    assert "UNOFFICIAL DRAFT" in section.footer.paragraphs[0].text
    assert "A/86/L.[…]" in section.header.paragraphs[0].text
    styles = part(data, "word/styles.xml")
    assert next(each.get(f"{W}val") for each in styles.iter(f"{W}lang")) == "fr-FR"
    fields = [each.text for each in part(data, footer_of(data)).iter(f"{W}instrText")]
    assert [field.strip() for field in fields if field] == ["PAGE", "NUMPAGES"]
    assert draft_document() == data


def footer_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return next(name for name in package.namelist() if name.startswith("word/footer"))


def test_signs_that_xml_does_not_allow() -> None:
    draft = drafted(FORM.format(first="1. Invite les États à garder\x03 les phares ;"))
    (back,) = read_bytes(word(draft), "draft.docx")
    assert len(back.operative) == 3


@pytest.mark.timeout(110)
def test_the_pdf_that_libreoffice_makes_reads_back_the_same(
    office: Callable[..., None], tmp_path: Path, samples: Path
) -> None:
    drafts = {}
    for name in ("A-RES-62-27", "A-RES-75-28"):
        (last,) = read_path(samples / f"{name}.fr.txt")
        drafts[f"draft-{name[6:]}"] = draft_from(last, (last.session or 0) + 1)
    for name, draft in drafts.items():
        (tmp_path / f"{name}.docx").write_bytes(settled(word(draft), accepted=True))
    office("pdf", *(tmp_path / f"{name}.docx" for name in drafts))
    for name, draft in drafts.items():
        (back,) = read_path(tmp_path / f"{name}.pdf")
        assert said(back) == said(draft.record), name
