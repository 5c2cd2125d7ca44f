"""The note verbale and the compiled report drafted from a case: nothing invented, nothing lost, what is open shown."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from desk_cases import Run

ROOT = Path(__file__).resolve().parents[2]

ENGLISH = """United Nations
A/RES/62/27
General Assembly
Sixty-second session
Agenda item 98 (h)

Resolution adopted by the General Assembly on 5 December 2007

[on the report of the First Committee (A/62/391)]

62/27. Promotion of multilateralism in the area of disarmament and non-proliferation

The General Assembly,

Recalling its resolution 61/62 of 6 December 2006,

1. Reaffirms multilateralism as the core principle;

2. Also reaffirms multilateralism as the core principle in resolving concerns;

3. Urges the participation of all interested States;

4. Underlines the importance of preserving the existing agreements;

5. Calls once again upon all Member States to renew their commitments;

6. Requests the States parties to consult and cooperate among themselves;

7. Takes note of the report of the Secretary-General;

8. Requests the Secretary-General to seek the views of Member States on the issue of the promotion of multilateralism \
in the area of disarmament and non-proliferation and to submit a report thereon to the General Assembly at its \
sixty-third session;

9. Decides to include in the provisional agenda of its sixty-third session the item entitled \
"Promotion of multilateralism in the area of disarmament and non-proliferation".

61st plenary meeting
5 December 2007
"""


@pytest.fixture
def called(run: Run) -> Run:
    """The call for views of 62/27 with a last day for replies, and its note sent."""
    assert run("add", ROOT / "samples")[0] == 0
    assert run("case", "open", "62/27#op_8", "--kind", "call-for-views")[0] == 0
    run("case", "log", 1, "--step", "replies", "--due", "2008-04-30")
    run("case", "log", 1, "--step", "note-verbale", "--on", "2008-02-25")
    return run


def text_of(path: Path) -> str:
    """All words of a Word document, its masthead too."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(each.text for each in document.paragraphs)])


def highlighted(path: Path) -> list[str]:
    document = docx.Document(str(path))
    return [run.text for each in document.paragraphs for run in each.runs if run.font.highlight_color]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_note_has_the_words_of_the_paragraph_and_the_day(called: Run, tmp_path: Path) -> None:
    out = tmp_path / "note.docx"
    code, _, told = called("case", "draft", 1, "note-verbale", "--out", out)
    text = text_of(out)
    assert code == 0
    case = json.loads(called("case", "show", 1, "--json")[1])
    assert case["basis"]["text"].rstrip(" ;.") in text
    assert "résolution 62/27 de l’Assemblée générale en date du 5 décembre 2007" in text
    assert "au plus tard le 30 avril 2008" in text and "25 février 2008" in text
    assert "missions permanentes des États Membres" in text
    assert set(highlighted(out)) == {"[référence]", "[Le bureau émetteur]"}
    assert "[référence]" in told


def test_a_day_that_nobody_set_is_left_open(run: Run) -> None:
    run("add", ROOT / "samples")
    run("case", "open", "62/27#op_8", "--kind", "call-for-views")
    _, out, told = run("case", "draft", 1, "note-verbale", "--office", "Le Bureau")
    assert "au plus tard le [date]" in flat(out) and "[date]" in told
    assert "Le Bureau présente ses compliments" in flat(out)


def test_in_another_language_the_words_are_those_of_the_library_or_are_marked(
    called: Run, tmp_path: Path
) -> None:
    out = tmp_path / "note.docx"
    _, _, told = called("case", "draft", 1, "note-verbale", "--language", "en", "--out", out)
    assert "another language only" in told
    assert any("Prie le Secrétaire général" in each for each in highlighted(out))
    (tmp_path / "A-RES-62-27.en.txt").write_text(ENGLISH, encoding="utf-8")
    assert called("add", tmp_path / "A-RES-62-27.en.txt")[0] == 0
    _, text, told = called("case", "draft", 1, "note-verbale", "--language", "en")
    assert "“Requests the Secretary-General to seek the views of Member States" in flat(text)
    assert "entitled “Promotion of multilateralism in the area" in flat(text)
    assert "By paragraph 8 of that resolution" in text and "another language" not in told


def test_every_class_of_addressee_is_named(run: Run) -> None:
    run("add", ROOT / "samples")
    run("case", "open", "75/28#op_6", "--kind", "call-for-views", "--on", "2021-01-18")
    _, out, _ = run("case", "draft", 1, "note-verbale")
    said = flat(out)
    for name in (
        "les États Membres",
        "entités compétentes du système des Nations Unies",
        "commissions régionales",
    ):
        assert name in said
    assert "aux destinataires de la présente note" in said


def test_the_report_has_every_reply_once_by_state_with_language_and_day(called: Run, tmp_path: Path) -> None:
    for sender, day, text in (
        ("Qatar", "2008-04-03", "Views of Qatar.\n\nSecond paragraph."),
        ("Émirats arabes unis", "2008-04-04", "Views of the Emirates."),
        ("CHL", "2008-04-05", "Views of Chile."),
        ("Chili", "2008-04-06", "Views of Chile."),
        ("Chili", "2008-04-07", "Further views of Chile."),
    ):
        assert (
            called("case", "reply", 1, "--from", sender, "--on", day, "--text", text, "--original", "es")[0]
            == 0
        )
    (tmp_path / "lb.pdf").write_bytes(b"%PDF-1.4 cut short")
    called("case", "reply", 1, tmp_path / "lb.pdf", "--from", "Liban", "--on", "2008-04-08")
    called("case", "reply", 1, "--from", "UNEP", "--on", "2008-05-02", "--text", "Views of the Programme.")
    called("case", "reply", 1, "--from", "Club d'Ici", "--on", "2008-05-03", "--text", "Views of a club.")
    out = tmp_path / "report.docx"
    code, _, told = called("case", "draft", 1, "report", "--out", out)
    lines = text_of(out).split("\n")
    assert code == 0
    after = lines[lines.index("II. Réponses reçues des gouvernements", lines.index("I. Introduction") + 5) :]
    names = [
        each
        for each in after
        if each in ("Chili", "Émirats arabes unis", "Liban", "Qatar", "UNEP", "Club d'Ici")
    ]
    assert names[-6:] == [
        "Chili",
        "Émirats arabes unis",
        "Liban",
        "Qatar",
        "UNEP",
        "Club d'Ici",
    ]
    body = "\n".join(after)
    for text in (
        "Views of Qatar.",
        "Second paragraph.",
        "Views of Chile.",
        "Further views of Chile.",
        "Views of a club.",
    ):
        assert lines.count(text) == 1, text
    assert "[Original\N{NO-BREAK SPACE}: espagnol]" in body and "[3 avril 2008]" in body
    assert any("lb.pdf" in each for each in highlighted(out))
    for said in (
        "reply 6 (Liban) cannot be read",
        "reply 4 (Chili) is the same",
        "reply 5 (Chili) is a further reply",
    ):
        assert said in told
    assert "reply 7 (UNEP) came after the last day" in told


def test_what_comes_after_the_report_is_for_an_addendum(called: Run) -> None:
    called("case", "reply", 1, "--from", "Cuba", "--on", "2008-04-03", "--text", "Views of Cuba.")
    called("case", "log", 1, "--step", "report", "--on", "2008-06-01")
    called("case", "log", 1, "--step", "submission", "--on", "2008-06-20", "--document", "A/63/126")
    called("case", "reply", 1, "--from", "Japan", "--on", "2008-06-21", "--text", "Views of Japan.")
    _, report, told = called("case", "draft", 1, "report")
    assert "Views of Cuba." in report and "Views of Japan." not in report
    assert "reply 2 (Japan), received on 21 June 2008, is for an addendum" in told
    _, added, _ = called("case", "draft", 1, "report", "--addendum", 1)
    assert "Views of Japan." in added and "Views of Cuba." not in added
    assert "A/63/126/Add.1" in added


def test_a_report_without_replies_says_so(called: Run) -> None:
    assert "aucune réponse n’avait été reçue" in flat(called("case", "draft", 1, "report")[1])


def test_a_reply_that_was_taken_back_is_in_no_report(called: Run) -> None:
    called("case", "reply", 1, "--from", "Cuba", "--on", "2008-04-03", "--text", "Views of Cuba.")
    called("case", "revert", 1, 4, "--why", "of another case")
    assert "Views of Cuba." not in called("case", "draft", 1, "report")[1]


def test_whatever_a_reply_holds_the_document_opens(called: Run, tmp_path: Path) -> None:
    called(
        "case", "reply", 1, "--from", "Cuba\x0b", "--text", "a\x0b\x1f<b>&amp;\ue000[open]\ue001 \U0001f600"
    )
    out = tmp_path / "report.docx"
    assert called("case", "draft", 1, "report", "--out", out)[0] == 0
    assert "<b>&amp;" in text_of(out)
    assert "[open]" not in highlighted(out)


def test_the_same_draft_is_the_same_bytes_and_is_marked_as_a_draft(called: Run, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        called("case", "draft", 1, "report", "--out", tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.docx").read_bytes())) as archive:
        footers = [archive.read(each) for each in archive.namelist() if "footer" in each]
    assert footers and all(b"PROJET NON OFFICIEL" in each for each in footers)


def test_other_kinds_have_no_such_draft_and_files_are_kept(called: Run, tmp_path: Path) -> None:
    called("case", "open", "62/27#op_9")
    assert called("case", "draft", 2, "report")[0] == 1
    (tmp_path / "x.docx").write_text("mine")
    assert called("case", "draft", 1, "report", "--out", tmp_path / "x.docx")[0] == 2
    assert (tmp_path / "x.docx").read_text() == "mine"
    assert called("case", "draft", 1, "report", "--out", tmp_path / "x.pdf")[0] == 2


def test_a_concept_note_has_the_eight_parts_with_what_the_review_holds(run: Run, tmp_path: Path) -> None:
    run("add", ROOT / "samples")
    run("case", "open", "62/27#op_3", "--kind", "mandate-review")
    assert run("case", "draft", 1, "concept-note")[0] == 0  # nothing is reviewed yet: all is left open
    facts = ("--lead", "UNODA", "--contributor", "UNIDIR", "--resources", "Ressources existantes.")
    run(
        "case",
        "review",
        1,
        *facts,
        "--propose",
        "merge",
        "--with",
        "A/RES/62/27#op_1",
        "--why",
        "Même objet.",
    )
    code, _, told = run("case", "draft", 1, "concept-note", "--language", "fr", "--out", tmp_path / "n.docx")
    said = text_of(tmp_path / "n.docx").replace("\N{NO-BREAK SPACE}", " ")
    headings = [each for each in said.split("\n") if each[:2] in {f"{number}." for number in range(1, 9)}]
    assert code == 0 and len(headings) == 8
    assert headings[0] == "1. Contexte et justification" and headings[6].startswith("7. Responsable")
    for each in ("Demande instamment", "Même objet.", "UNODA", "UNIDIR", "Ressources existantes.", "#op_1"):
        assert each in said
    assert "[qui, au secrétariat, répond aux questions techniques]" in highlighted(tmp_path / "n.docx")
    assert "UNODA" not in highlighted(tmp_path / "n.docx") and "interlocuteur" not in told


def test_a_meeting_has_an_invitation_to_those_who_are_to_meet(run: Run, tmp_path: Path) -> None:
    run("add", ROOT / "samples")
    assert run("case", "open", "76/299#op_7", "--kind", "meeting", "--on", "2023-01-01")[0] == 0
    run("case", "log", 1, "--step", "holding", "--due", "2023-09-23")
    code, said, _ = run("case", "draft", 1, "invitation", "--language", "fr")
    said = flat(said.replace("\N{NO-BREAK SPACE}", " "))
    assert code == 0 and "qui se tiendra le 23 septembre 2023 à [lieu]" in said
    assert "les ministres des affaires étrangères des États d'Asie centrale" in said
    assert run("case", "draft", 1, "invitation", "--out", tmp_path / "invitation.eml")[0] == 0
    assert (tmp_path / "invitation.eml").read_bytes().startswith(b"Subject: invitation")
