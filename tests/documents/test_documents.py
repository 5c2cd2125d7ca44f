"""Documents that are no resolutions: what the command prints of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alinea.cli.app import command
from alinea.documents import document_in
from alinea.reading.formats import read_text

Lines = Callable[[str], list[dict[str, Any]]]

REPORT = """\
United Nations A/74/192
General Assembly
Distr.: General
18 July 2019
Original: English

Seventy-fourth session
Item 97 (b) of the provisional agenda*
General and complete disarmament: small lights

Transparency of small lights

Report of the Secretary-General

Summary

The present report is submitted pursuant to paragraph 3 of General Assembly resolution 73/100 of 7 December 2018.

I. Introduction

1. In its resolution 73/100, the General Assembly invited Member States to submit their views on small lights.

2. As at 30 June 2019, replies had been received from the Governments of Cuba, Iran (Islamic Republic of), Ireland and
the Syrian Arab Republic. The European Union also replied. No reply was received from Utopia.

3. In line with resolution 70/1, lights are lit.

* A/74/50.
"""

REPLIES = """\
Nations Unies A/62/133
Assemblée générale
Distr. générale
16 juillet 2007
Français
Original : anglais

Soixante-deuxième session
Point 100 b) de la liste préliminaire*
Désarmement général et complet : petites lampes

Les petites lampes

Rapport du Secrétaire général

I. Introduction

1. Au paragraphe 4 de sa résolution 61/99 du 6 décembre 2006, l’Assemblée générale a prié le Secrétaire général de lui
présenter un rapport à sa soixante-deuxième session. Le présent rapport est soumis en application de cette demande.

II. Réponses reçues des gouvernements

Cuba

[Original : espagnol]
[14 mai 2007]

Cuba appuie les petites lampes.

Liban

[Original : anglais]

Le Liban les appuie aussi.

III. Réponses reçues des organisations internationales

Union européenne

[Original : anglais]

L’Union européenne éclaire.

* A/62/50.
"""


@pytest.fixture
def lines(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Lines:
    """Read a text with the command and return the lines printed."""

    def lines_(text: str) -> list[dict[str, Any]]:
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        assert command(["read", str(path), "--to", "jsonl"]) == 0
        sys.stdout.flush()
        return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]

    return lines_


def masthead(symbol: str, kind: str, title: str = "Small lights") -> str:
    """The head of a document of the eighty-first session."""
    return (
        f"United Nations {symbol}\nGeneral Assembly Distr.: General\n20 October 2026\nOriginal: English\n\n"
        f"Eighty-first session\nAgenda item 67 (b)\nPromotion of light\n\n{kind}\n\n{title}\n\n"
    )


def test_a_report_says_what_it_is(lines: Lines) -> None:
    (report,) = lines(REPORT)
    assert report["type"] == "report"
    assert report["printed_type"] == "Report of the Secretary-General"
    assert (report["symbol"], report["date"], report["language"]) == ("A/74/192", "2019-07-18", "en")
    assert report["session"] == {"A": 74}
    assert report["organ"] == ["General Assembly"]
    assert report["submitted_by"] == "Secretary-General"
    assert report["title"] == "Transparency of small lights"
    (item,) = report["agenda_items"]
    assert (item["organ"], item["item"], item["sub"], item["printed"]) == ("A", 97, "b", "97 (b)")
    assert item["title"] == "General and complete disarmament: small lights"


def test_only_what_asked_for_a_report_is_what_it_is_pursuant_to(lines: Lines) -> None:
    (report,) = lines(REPORT)
    (request,) = report["pursuant_to"]
    assert (request["symbol"], request["paragraph"], request["relation"]) == ("A/RES/73/100", "3", "pursuant")
    assert REPORT[slice(*request["span"])] == request["text"]


def test_replies_are_those_received_and_each_has_its_place(lines: Lines) -> None:
    (report,) = lines(REPORT)
    assert report["replies_from"] == [
        "Cuba",
        "Iran (Islamic Republic of)",
        "Ireland",
        "Syrian Arab Republic",
        "European Union",
    ]
    assert [reply["id"] for reply in report["replies"]][:4] == ["CU", "IR", "IE", "SY"]
    assert all(REPORT[slice(*reply["span"])] == reply["name"] for reply in report["replies"])


def test_headings_over_replies_in_french(lines: Lines) -> None:
    (report,) = lines(REPLIES)
    assert (report["type"], report["language"], report["date"]) == ("report", "fr", "2007-07-16")
    assert report["submitted_by"] == "Secrétaire général"
    assert report["replies_from"] == ["Cuba", "Liban", "Union européenne"]
    assert [item["printed"] for item in report["agenda_items"]] == ["100 b)"]
    (request,) = report["pursuant_to"]
    assert (request["symbol"], request["paragraph"]) == ("A/RES/61/99", "4")


def test_headings_that_are_states_are_no_replies_where_no_reply_is_spoken_of(lines: Lines) -> None:
    text = masthead("A/81/200", "Report of the Secretary-General").replace("Small lights\n\n", "", 1)
    text += "I. Introduction\n\n1. The present report describes what was seen.\n\nCuba\n\n2. It was dark.\n\n"
    (report,) = lines(text + "Peru\n\n3. It was light.\n")
    assert report["replies_from"] == []


def test_a_joint_document_has_two_symbols_sessions_and_items(lines: Lines) -> None:
    text = (
        "United Nations    A/79/797-S/2025/109\nGeneral Assembly    Distr.: General\n21 February 2025\n"
        "Security Council\nOriginal: English\n\nGeneral Assembly    Security Council\n"
        "Seventy-ninth session    Eightieth year\nAgenda item 36\nThe situation in Utopia\n\n"
        "The situation in Utopia and its implications\n\nReport of the Secretary-General\n\nI. Introduction\n\n"
        "1. The present report is submitted pursuant to General Assembly resolution 74/9 and Security Council "
        "resolution 2727 (2024).\n"
    )
    (report,) = lines(text)
    assert (report["symbol"], report["other_symbols"]) == ("A/79/797", ["S/2025/109"])
    assert report["session"] == {"A": 79, "S": "80th year"}
    assert [each["symbol"] for each in report["pursuant_to"]] == ["A/RES/74/9", "S/RES/2727(2024)"]


def test_a_note_that_transmits_a_report_is_a_note(lines: Lines) -> None:
    text = masthead("A/81/188", "Human rights and lamps", "Note by the Secretary-General")
    text += (
        "The Secretary-General has the honour to transmit to the General Assembly the report of the Special Rapporteur "
        "on lamps, submitted in accordance with Human Rights Council resolution 57/31.\n\n"
        "Report of the Special Rapporteur on lamps\n\nSummary\n\nLamps are dear.\n"
    )
    (note,) = lines(text)
    assert (note["type"], note["submitted_by"]) == ("note", "Secretary-General")
    assert note["title"] == "Human rights and lamps"
    assert [each["symbol"] for each in note["pursuant_to"]] == ["A/HRC/RES/57/31"]


def test_a_letter_says_from_whom(lines: Lines) -> None:
    kind = (
        "Letter dated 3 March 2026 from the Permanent Representative of Peru to the United Nations addressed to the "
        "Secretary-General"
    )
    (letter,) = lines(masthead("A/81/93", kind, "").rstrip() + "\n\nI have the honour to write.\n")
    assert letter["type"] == "letter"
    assert letter["submitted_by"] == "Permanent Representative of Peru to the United Nations"


def test_sponsors_whose_names_have_an_and_in_them(lines: Lines) -> None:
    kind = "Antigua and Barbuda,* Bosnia and Herzegovina, Iran (Islamic Republic of) and Viet Nam:* draft resolution"
    text = masthead("A/C.3/81/L.12", kind)
    text += (
        "The General Assembly,\n\nRecalling its resolution 79/118 of 4 December 2024,\n\n1. Decides to act.\n"
    )
    (draft,) = lines(text)
    assert (draft["type"], draft["symbol"], draft["title"]) == (
        "draft-resolution",
        "A/C.3/81/L.12",
        "Small lights",
    )
    assert draft["sponsors"] == [
        "Antigua and Barbuda",
        "Bosnia and Herzegovina",
        "Iran (Islamic Republic of)",
        "Viet Nam",
    ]
    assert (draft["date"], draft["submitted_by"], len(draft["operative"])) == ("2026-10-20", None, 1)


def test_on_whose_behalf_a_sponsor_speaks_is_no_sponsor(lines: Lines) -> None:
    kind = "Egypt (on behalf of the States Members of the League of Arab States) and South Africa: revised draft resolution"
    text = (
        masthead("A/C.1/81/L.5/Rev.1", kind)
        + "The General Assembly,\n\nRecalling its resolution 79/1,\n\n1. Decides.\n"
    )
    assert lines(text)[0]["sponsors"] == ["Egypt", "South Africa"]


@pytest.mark.parametrize(
    ("kind", "by"),
    [
        ("Draft decision submitted by the President of the Council", "the President of the Council"),
        (
            "Draft decision submitted by the Vice-President of the Council, A. Person (Peru)",
            "the Vice-President of the Council, A. Person (Peru)",
        ),
    ],
)
def test_a_draft_without_sponsors_says_who_submits_it(lines: Lines, kind: str, by: str) -> None:
    text = masthead("E/2026/L.4", kind) + "The Economic and Social Council takes note of the lamps.\n"
    draft = lines(text)[0]
    assert (draft["type"], draft["submitted_by"], draft["sponsors"]) == ("draft-decision", by, [])


def test_an_amendment_names_the_draft_it_amends_and_is_no_resolution(lines: Lines) -> None:
    text = masthead("A/C.3/81/L.62", "Peru: amendment to draft resolution A/C.3/81/L.20/Rev.1")
    (amendment,) = lines(text + "After the fourteenth preambular paragraph, insert a paragraph reading:\n")
    assert (amendment["type"], amendment["symbol"]) == ("amendment", "A/C.3/81/L.62")
    assert (amendment["amends"], amendment["sponsors"]) == ("A/C.3/81/L.20/Rev.1", ["Peru"])
    assert (amendment["title"], amendment["session"], amendment["operative"]) == ("Small lights", 81, [])


def test_an_agenda_has_items_with_what_they_rest_on(lines: Lines) -> None:
    text = (
        "United Nations A/81/150\nGeneral Assembly\nDistr.: General\n11 July 2026\n\nEighty-first session\n\n"
        "Provisional agenda of the eighty-first regular session of the General Assembly\n\n"
        "1. Opening of the session (rule 30).\n\n2. General debate (resolution 57/301).\n\n"
        "3. Small lights (resolutions 80/1 and 80/2 and decision 80/501):\n\n(a) Lamps (resolution 79/5);\n\n"
        "(b) Candles.\n\n4. Other lights.\n"
    )
    (agenda,) = lines(text)
    assert (agenda["type"], agenda["session"]) == ("agenda", {"A": 81})
    assert [(item["number"], item["title"]) for item in agenda["items"]] == [
        ("1", "Opening of the session"),
        ("2", "General debate"),
        ("3", "Small lights"),
        ("4", "Other lights"),
    ]
    assert agenda["items"][2]["resolutions"] == ["80/1", "80/2"]
    assert [sub["title"] for sub in agenda["items"][2]["sub_items"]] == ["Lamps", "Candles"]


def test_an_agenda_in_french(lines: Lines) -> None:
    text = (
        "Nations Unies A/81/150\nAssemblée générale\nDistr. générale\n11 juillet 2026\n\nQuatre-vingt-unième session\n\n"
        "Ordre du jour provisoire\n\n1. Ouverture de la session (art. 30).\n\n2. Débat général (résolution 57/301).\n\n"
        "3. Petites lampes (résolution 80/1 et décision 80/501) :\n\na) Lampes ;\n\nb) Bougies.\n"
    )
    (agenda,) = lines(text)
    last = agenda["items"][2]
    assert (last["title"], last["resolutions"]) == ("Petites lampes", ["80/1"])
    assert [(sub["number"], sub["title"]) for sub in last["sub_items"]] == [
        ("a)", "Lampes"),
        ("b)", "Bougies"),
    ]


def test_a_letter_and_a_note_in_french(lines: Lines) -> None:
    head = "Nations Unies S/2026/93\nConseil de sécurité\nDistr. générale\n5 mars 2026\n\n"
    (letter,) = lines(
        f"{head}Lettre datée du 3 mars 2026, adressée à la Présidente du Conseil de sécurité par le Représentant permanent "
        "du Pérou auprès de l’Organisation des Nations Unies\n\nJ’ai l’honneur de vous écrire.\n"
    )
    assert (letter["type"], letter["date"], letter["session"]) == ("letter", "2026-03-05", {"S": 2026})
    assert (
        letter["submitted_by"] == "Représentant permanent du Pérou auprès de l’Organisation des Nations Unies"
    )
    (note,) = lines(
        f"{head}Les lampes\n\nNote du Secrétaire général\n\nLe Secrétaire général a l’honneur d’écrire.\n"
    )
    assert (note["type"], note["submitted_by"], note["title"]) == ("note", "Secrétaire général", "Les lampes")


def test_a_committee_report_gives_itself_and_its_draft(lines: Lines) -> None:
    text = masthead("A/81/391", "Report of the First Committee", "Rapporteur: Mr. A. PERSON (Peru)")
    text += (
        "I. Introduction\n\n1. At its 3rd plenary meeting, the General Assembly decided to include the item.\n\n"
        "II. Recommendation of the First Committee\n\n2. The First Committee recommends to the General Assembly the "
        "adoption of the following draft resolution:\n\nSmall lights\n\nThe General Assembly,\n\n"
        "Recalling its resolution 79/118 of 4 December 2024,\n\n1. Decides to act;\n\n2. Requests the Secretary-General "
        "to report to it at its eighty-third session.\n"
    )
    report, *drafts = lines(text)
    assert (report["type"], report["submitted_by"]) == ("committee-report", "First Committee")
    assert report["title"] == "Report of the First Committee"
    assert all(draft["type"] == "draft-resolution" for draft in drafts)


def test_what_bears_a_symbol_and_calls_itself_nothing_is_another_document(lines: Lines) -> None:
    text = (
        "United Nations A/81/77\nGeneral Assembly\nDistr.: General\n20 October 2026\n\nLamps\n\nThey burn.\n"
    )
    (document,) = lines(text)
    assert (document["type"], document["printed_type"], document["symbol"]) == ("other", None, "A/81/77")


def test_a_resolution_is_one() -> None:
    from alinea import read

    sample = Path(__file__).parents[2] / "samples/A-RES-62-27.fr.txt"
    assert [record.type for record in read(sample)] == ["resolution"]


def test_a_text_without_symbol_or_kind_is_refused_still(tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("The cat sat on the mat, and the report of the dog was long.\n", encoding="utf-8")
    assert command(["read", str(path), "--to", "jsonl"]) == 1


@pytest.mark.parametrize(("lang", "word"), [("en", "Replies from"), ("fr", "Réponses de")])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_person_reads_it_in_both_languages(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], form: str, lang: str, word: str
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    assert command(["--lang", lang, "read", str(path), "--to", form]) == 0
    sys.stdout.flush()
    shown = capfdbinary.readouterr().out.decode()
    assert word in shown and "A/RES/73/100, par" in shown and "Ireland" in shown


def test_a_document_is_a_row_of_the_table(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    assert command(["read", str(path), "--to", "csv"]) == 0
    sys.stdout.flush()
    assert b",report,2019-07-18,97 (b),Secretary-General," in capfdbinary.readouterr().out


def test_programs_that_ask_for_resolutions_get_none_of_the_paragraphs_of_a_report() -> None:
    from alinea import UnreadableError, read

    text = masthead("A/81/36", "Report of the High Commissioner for Human Rights", "")
    text += "Chapter I\n\nIntroduction\n\n1. The present report gives an overview.\n\nThe General Assembly,\n\n2. It goes on.\n"
    with pytest.raises(UnreadableError, match="report"):
        list(read(text.encode()))


def test_a_compendium_of_statements_in_another_language_is_read_by_its_head(lines: Lines) -> None:
    spoken = (
        "El Gobierno de la República apoya las lámparas y los faros de la costa, y por ello los mantiene con el apoyo de "
        "los países vecinos, como se dice en la resolución. "
    )
    text = masthead("A/81/300", "Note by the Secretariat", "").rstrip()
    text += "\n\n1. The present note contains statements received from delegations.\n\nMember States\n\n"
    text += (
        f"Argentina\n\n[Original: Spanish]\n\n{spoken * 40}\n\nCuba\n\n[Original: Spanish]\n\n{spoken * 40}\n"
    )
    (note,) = lines(text)
    assert (note["type"], note["symbol"]) == ("note", "A/81/300")
    assert note["replies_from"] == ["Argentina", "Cuba"]


def test_leaders_in_the_contents_of_an_agenda_are_passed_over_in_no_time() -> None:
    # A title that goes on behind its leaders was once tried in every way in which their stops can be parted.
    leaders = ". " * 40 + "3 Extensions of what goes on" + "." * 60
    items = "\n".join(f"{number}. Coast {number}.{number} {leaders}" for number in range(1, 8))
    agenda = (
        f"United Nations E/ICEF/2025/11\nDistr.: General\n9 April 2025\n\nProvisional agenda\n\n{items}\n"
    )
    document = document_in(read_text(agenda.encode(), "agenda.txt"))
    assert document is not None
    assert [each.number for each in document.items] == list("1234567")
