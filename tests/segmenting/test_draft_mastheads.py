"""The mastheads of drafts, which have neither number nor date of adoption."""

from __future__ import annotations

import pytest
from segmented_texts import only

DRAFTS = {
    "fr": """Nations Unies

A/C.1/85/L.26

Assemblée générale

Distr. limitée
12 octobre 2030

Original : anglais

Quatre-vingt-cinquième session
Première Commission
Point 31 b) de l'ordre du jour

Indonésie : projet de résolution

Garde des phares

L'Assemblée générale,

Rappelant sa résolution 84/9 du 2 décembre 2029,

1. Prie le Secrétaire général de lui rendre compte à sa quatre-vingt-sixième session.
""",
    "en": """United Nations

A/C.1/85/L.26

General Assembly

Distr.: Limited
12 October 2030

Original: English

Eighty-fifth session
First Committee
Agenda item 31 (b)

Indonesia: draft resolution

Garde des phares

The General Assembly,

Recalling its resolution 84/9 of 2 December 2029,

1. Requests the Secretary-General to report to it at its eighty-sixth session.
""",
}


@pytest.mark.parametrize("language", DRAFTS)
def test_a_draft_has_its_session_its_item_and_its_title(language: str) -> None:
    read = only(DRAFTS[language], language)
    assert (read.organ, read.session, read.number) == ("A", 85, None)
    assert read.printed_symbol == "A/C.1/85/L.26"
    assert read.title is not None and read.title.text == "Garde des phares"
    assert [(item.item, item.sub) for item in read.agenda_items] == [(31, "b")]
    assert (len(read.preamble), len(read.operative)) == (1, 1)


def test_the_name_of_the_organ_is_its_own_paragraph_where_no_draft_is() -> None:
    text = DRAFTS["fr"].split("Indonésie")[1].partition("\n")[2]
    read = only(text)
    assert read.enacting is not None and read.enacting.text == "L'Assemblée générale,"
