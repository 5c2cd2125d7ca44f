"""Word documents with tracked changes: rejected they say what was there, accepted what is there now; Word opens them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx_documents import DAY, drafted, settled, word
from lxml import etree

from alinea.comparing import compare
from alinea.library.drafting import draft_from
from alinea.library.linting import lint_bytes
from alinea.linting.checking import chosen
from alinea.pipeline import read_bytes, read_path
from alinea.presenting.docx.redline import to_docx
from alinea.presenting.docx.remarks import with_remarks
from alinea.presenting.words import words_in


def lines(data: bytes, *, accepted: bool) -> str:
    """The words of a document with its changes accepted, or rejected."""
    return "\n".join(
        each.text for each in docx.Document(io.BytesIO(settled(data, accepted=accepted))).paragraphs
    )


def faulty() -> bytes:
    """A draft in Word with a space that breaks, in two runs, and a number that is missing."""
    document = docx.Document()
    for line in (
        "L’Assemblée générale,",
        "Rappelant sa résolution 62/27 du 5 décembre 2007,",
        "1. Prie le Secrétaire général de lui faire rapport le 31 mars 2023 au plus tard ;",
    ):
        document.add_paragraph(line)
    last = document.add_paragraph("3. ")
    last.add_run("Décide").italic = True
    last.add_run(" de rester saisie de la question des ports « anciens » ; et des bateaux.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def given_back(data: bytes) -> bytes:
    drafts = lint_bytes(data, "draft.docx", chosen())
    return with_remarks(data, drafts, words_in("en"), made_on=DAY)


def test_a_draft_given_back_is_the_draft_with_its_mends_tracked_and_the_rest_in_comments() -> None:
    data = faulty()
    back = given_back(data)
    plain = lines(data, accepted=True)
    assert lines(back, accepted=False) == plain
    assert lines(back, accepted=True) == plain.replace(" ;", "\xa0;").replace("« ", "«\xa0").replace(
        " »", "\xa0»"
    )
    comments = [each.text for each in docx.Document(io.BytesIO(back)).comments]
    assert any("AL101" in each and "2" in each for each in comments)
    assert not any("AL601" in each for each in comments)
    italic = [
        run.text for each in docx.Document(io.BytesIO(back)).paragraphs for run in each.runs if run.italic
    ]
    assert "".join(italic) == "Décide"


def test_a_document_given_back_twice_has_nothing_more_to_mend() -> None:
    once = given_back(faulty())
    assert lines(given_back(once), accepted=True) == lines(once, accepted=True)


def test_a_draft_is_tracked_on_the_last_text() -> None:
    draft = drafted(
        "85/12. Petits ports\n\nL’Assemblée générale,\n\nRappelant sa résolution 84/7 du 3 décembre 2029,\n\n"
        "1. Prie le Secrétaire général de lui présenter, à sa quatre-vingt-sixième session, un rapport sur les ports.\n"
        "\nAdoptée le 5 décembre 2030"
    )
    data = word(draft)
    before, after = lines(data, accepted=False), lines(data, accepted=True)
    assert "à sa quatre-vingt-sixième session, un rapport" in before
    assert "à sa quatre-vingt-septième session, un rapport" in after
    assert "85/12" not in before.replace("[85/12", "") and "85/12" in after


@pytest.mark.timeout(110)
def test_libreoffice_opens_them_and_knows_their_changes(
    office: Callable[..., None], tmp_path: Path, samples: Path
) -> None:
    (last,) = read_path(samples / "A-RES-62-27.fr.txt")
    (later,) = read_bytes(
        (samples / "A-RES-62-27.fr.txt").read_bytes().replace(b"8. *Prie* le", b"8. *Invite* le"), "t.md"
    )
    documents: dict[str, bytes] = {
        "compared": to_docx(compare(last, later), words_in("fr"), made_on=DAY),
        "checked": given_back(faulty()),
        "drafted": word(draft_from(last, 63)),
    }
    for name, data in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    office("fodt", *(tmp_path / f"{name}.docx" for name in documents))
    for name in documents:
        tree: Any = etree.parse(tmp_path / f"{name}.fodt", etree.XMLParser(huge_tree=True))
        text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
        for kind in ("insertion", "deletion"):
            assert tree.findall(f".//{{{text}}}changed-region/{{{text}}}{kind}"), (name, kind)
    assert "<office:annotation" in (tmp_path / "checked.fodt").read_text(encoding="utf-8")
