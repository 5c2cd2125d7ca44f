"""Replies as reports set them out: in a sentence, a list, under headings, in a table of contents; in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from alinea.documents import document_in
from alinea.reading.formats import read_text

HEAD = {
    "en": "United Nations A/72/333\nGeneral Assembly\nDistr.: General\n16 August 2017\n\nSeventy-second session\n"
    "Item 37 of the provisional agenda*\nThe coast\n\nThe situation on the coast\n\nReport of the Secretary-General\n\n"
    "1. The present report is submitted pursuant to General Assembly resolutions 71/24 and 71/25.\n\n"
    "2. On 2 May 2017, notes verbales were addressed to all Member States, among them Chile and Kenya.\n\n",
    "fr": "Nations Unies A/72/333\nAssemblée générale\nDistr. générale\n16 août 2017\n\nSoixante-douzième session\n"
    "Point 37 de l’ordre du jour provisoire*\nLa côte\n\nLa situation sur la côte\n\nRapport du Secrétaire général\n\n"
    "1. Le présent rapport est soumis en application des résolutions 71/24 et 71/25 de l’Assemblée générale.\n\n"
    "2. Le 2 mai 2017, des notes verbales ont été adressées aux États Membres, dont le Chili et le Kenya.\n\n",
}
NAMES = {
    "en": (
        "Antigua and Barbuda",
        "Iran (Islamic Republic of)",
        "Micronesia (Federated States of)",
        "Viet Nam",
    ),
    "fr": ("Antigua-et-Barbuda", "Côte d’Ivoire", "Iran (République islamique d’)", "Viet Nam"),
}
CHAPTER = {"en": "II. Replies received from Governments", "fr": "II. Réponses reçues des gouvernements"}
BELOW = {
    "en": "\n\n[Original: English]\n[10 July 2017]\n\nThe Government supports the resolution.",
    "fr": "\n\n[Original : anglais]\n[10 juillet 2017]\n\nLe Gouvernement appuie la résolution.",
}
SENTENCES = {
    "en": (
        "3. As at 15 August 2017, replies had been received from {}. They are reproduced below.",
        "3. By 15 August 2017, the following Member States had replied: {}.",
        "3. The Secretary-General received replies from the Governments of {}.",
        "3. In response to that request, {} submitted their views. No other replies have been received.",
    ),
    "fr": (
        "3. Au 15 août 2017, des réponses avaient été reçues des pays suivants : {}. Elles sont reproduites ci-après.",
        "3. Les États Membres suivants ont répondu : {}.",
        "3. Le Secrétaire général a reçu des réponses des gouvernements des pays suivants : {}.",
        "3. En réponse à cette demande, {} ont communiqué leurs vues. Aucune autre réponse n’a été reçue.",
    ),
}


def found(text: str) -> tuple[str, ...]:
    """Whose replies a text is said to hold."""
    document = document_in(read_text(text.encode(), "report.txt"))
    assert document is not None
    assert [each.symbol for each in document.pursuant_to] == ["A/RES/71/24", "A/RES/71/25"]
    return document.replies_from


@pytest.mark.parametrize(
    ("language", "sentence"), [(tag, each) for tag in SENTENCES for each in SENTENCES[tag]]
)
def test_in_a_sentence(language: str, sentence: str) -> None:
    *first, last = NAMES[language]
    listed = f"{', '.join(first)} {'and' if language == 'en' else 'et'} {last}"
    assert found(HEAD[language] + sentence.format(listed) + "\n") == NAMES[language]


def headings(names: Sequence[str], language: str) -> str:
    return "\n\n".join(name + BELOW[language] for name in names)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "headings": lambda tag: f"{CHAPTER[tag]}\n\n{headings(NAMES[tag], tag)}",
    "lettered": lambda tag: (
        f"{CHAPTER[tag]}\n\n{headings([f'{letter}. {name}' for letter, name in zip('ABCD', NAMES[tag], strict=True)], tag)}"
    ),
    "listed": lambda tag: (
        SENTENCES[tag][0].partition("{}")[0]
        + {"en": "the following States:\n\n", "fr": "\n\n"}[tag]
        + "\n\n".join(f"({letter}) {name};" for letter, name in zip("abcd", NAMES[tag], strict=True))
    ),
    "contents": lambda tag: (
        "\n".join(f"{name} ................ {page}" for page, name in enumerate(NAMES[tag], 2))
        + f"\n\n{CHAPTER[tag]}\n\n{headings(NAMES[tag], tag)}"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", list(HEAD))
def test_as_a_layout_has_them(language: str, layout: str) -> None:
    assert found(HEAD[language] + LAYOUTS[layout](language) + "\n") == NAMES[language]


MORE = tomllib.loads((Path(__file__).parent / "replies.toml").read_text(encoding="utf-8"))["layout"]


@pytest.mark.parametrize("row", MORE, ids=lambda row: f"{row['language']} {row['name']}")
def test_in_other_layouts(row: dict[str, Any]) -> None:
    assert found(HEAD[row["language"]] + row["text"] + "\n") == tuple(row["replies"])


@pytest.mark.parametrize(
    ("text", "replies"),
    [
        (
            "II. Replies received from Governments\n\nQatar\n\n[Original: Arabic] [28 May 2017]\n\nQatar agrees.\n\n"
            "Togo\n\n[Original: French]\n[3 May 2017]\n\nTogo agrees.",
            [("Qatar", "2017-05-28", "ar"), ("Togo", "2017-05-03", "fr")],
        ),
        (
            "3. As at 9 June 2017, replies had been received from Austria (2 May 2017) and Cuba (3 May 2017).",
            [("Austria", "2017-05-02", None), ("Cuba", "2017-05-03", None)],
        ),
        (
            "Annex\n\nReplies received from Member States\n\nChile      17 April 2017   Spanish\nGuyana     4 May 2017      English",
            [("Chile", "2017-04-17", "es"), ("Guyana", "2017-05-04", "en")],
        ),
    ],
)
def test_a_reply_has_its_day_and_its_language(text: str, replies: list[tuple[str, str, str | None]]) -> None:
    document = document_in(read_text((HEAD["en"] + text + "\n").encode(), "report.txt"))
    assert document is not None
    assert [(each.name, str(each.date), each.language) for each in document.replies] == replies


def test_associations_are_the_entries_of_the_contents_where_the_title_says_they_submitted() -> None:
    names = ("Action femmes et enfants", "Coast Watch", "Mayors of the Coast")
    contents = [f"{number}. {name} ................ {number + 1}" for number, name in enumerate(names, 1)]
    document = document_in(
        read_text(
            (
                "United Nations E/C.2/2025/2\nEconomic and Social Council\nDistr.: General\n11 November 2024\n\n"
                "Committee on Non-Governmental Organizations\n2025 regular session\n\n"
                "Quadrennial reports submitted by non-governmental organizations\n\nNote by the Secretary-General\n\n"
                "Contents\n\nPage\n\n"
                + "\n".join(contents)
                + "\n\nAims of the organization\n\nWe work on the coast, and with the people who live there.\n"
            ).encode(),
            "note.txt",
        )
    )
    assert document is not None
    assert document.replies_from == names


TIGHT = """United Nations
A/59/128
General Assembly
Distr.: General
9 July 2004
Original: English
Fifty-ninth session
Item 24 (c) of the provisional agenda*
Culture of quays
Report of the Secretary-General
* A/59/150.
1. The General Assembly, in paragraph 8 of its resolution 58/44, requested the Secretary-General to report to it.
2. By a note verbale dated 8 March 2004, Member States were invited to submit their views. The replies received are
summarized below.
Lebanon
3. Lebanon encourages studies of quays.
4. In 2003 it held a seminar with Cyprus.
Mauritius:
5. Mauritius reported that its quays were new.
"""


def test_a_report_without_empty_lines() -> None:
    document = document_in(read_text(TIGHT.encode(), "report.txt"))
    assert document is not None
    assert (document.submitted_by, document.title) == ("Secretary-General", "Culture of quays")
    assert document.replies_from == ("Lebanon", "Mauritius")
