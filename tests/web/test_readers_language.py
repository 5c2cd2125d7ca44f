"""Titles, deeds and quotations in the language of the page where the text is held in it; else as they are, and said."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

TEXTS = {
    ("fr", 27): ("Désarmement général", "9"),
    ("en", 27): ("General disarmament", "9"),
    ("fr", 28): ("Aide humanitaire", "10"),
}
FORMS = {
    "fr": """Nations Unies A/RES/62/{number}

Assemblée générale

Résolution adoptée par l'Assemblée générale le {day} décembre 2007

[sur la base du rapport de la Première Commission (A/62/391)]

62/{number}. {title}

L'Assemblée générale,

Rappelant sa résolution 61/62 du 6 décembre 2006,

1. Prie le Secrétaire général de lui rendre compte de l'application de la présente résolution à sa soixante-troisième \
session ;

2. Décide d'examiner la question à sa soixante-troisième session.
""",
    "en": """United Nations A/RES/62/{number}

General Assembly

Resolution adopted by the General Assembly on {day} December 2007

[on the report of the First Committee (A/62/391)]

62/{number}. {title}

The General Assembly,

Recalling its resolution 61/62 of 6 December 2006,

1. Requests the Secretary-General to report to it on the implementation of the present resolution at its sixty-third \
session;

2. Decides to consider the question at its sixty-third session.
""",
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A library that holds one text in both languages, and one in French alone, on a day on which both fall due."""
    folder = tmp_path_factory.mktemp("both")
    path = folder / "library.sqlite"
    texts = [
        Asked(f"{number}-{tag}.txt", FORMS[tag].format(number=number, title=title, day=day).encode())
        for (tag, number), (title, day) in TEXTS.items()
    ]
    with Library.open(path, create=True) as library:
        add(library, texts, lambda outcome: None, processes=1)
    desk = ServedLibrary(path, today=lambda: datetime.date(2008, 3, 1), read_only=True)
    with TestClient(build(desk), base_url="http://localhost:8420") as client:
        yield client
    desk.close()


def said(page: str) -> set[tuple[str, str]]:
    """What a page says in a language that it names: language and words."""
    plain = re.sub(r"</?(?:mark|em|a|b)\b[^>]*>", "", page)
    return {(tag, " ".join(words.split())) for tag, words in re.findall(r'lang="(\w+)"[^>]*>([^<]+)<', plain)}


@pytest.mark.parametrize("path", ["/due", "/", "/actor/secretary-general", "/due?by=session"])
def test_what_is_owed_is_told_in_the_language_of_the_page(both: TestClient, path: str) -> None:
    told = said(both.get(f"{path}{'&' if '?' in path else '?'}lang=en").text)
    assert any(tag == "en" and "report to it on the implementation" in words for tag, words in told)
    assert ("en", "General disarmament") in told and ("fr", "Désarmement général") not in told
    # What is held in French alone stays in it, and is marked as such.
    assert ("fr", "Aide humanitaire") in told
    assert any(tag == "fr" and "rendre compte" in words for tag, words in told)


def test_a_french_reader_is_given_the_french(both: TestClient) -> None:
    told = said(both.get("/due", params={"lang": "fr"}).text)
    assert ("fr", "Désarmement général") in told and not any("report to it" in words for _, words in told)


def test_the_words_and_the_reason_are_of_the_language_of_the_page(both: TestClient) -> None:
    page = both.get("/due", params={"lang": "en", "bearer": "secretary-general"}).text
    assert '<blockquote lang="en">' in page and "Secretary-General to report" in page


def test_a_draft_is_made_from_the_text_in_the_language_of_the_page(both: TestClient) -> None:
    page = both.get("/draft/A/RES/62/27", params={"session": 63, "lang": "en"}).text
    assert "General disarmament" in page and "Désarmement général" not in page
    assert "Aide humanitaire" in both.get("/draft/A/RES/62/28", params={"session": 63, "lang": "en"}).text
