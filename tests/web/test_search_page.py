"""Search on its page: a question in one language finds texts that are held in the other alone, and says so."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from alinea.library.search import Question, elsewhere


@pytest.mark.parametrize(
    ("words", "other", "language"),
    [
        ("peine de mort", "death penalty", "en"),
        ("death penalty", "peine de mort", "fr"),
        ("neutralité", None, None),
        ('"peine de mort"', None, None),
        ("xyzzy", None, None),
        ("", None, None),
    ],
)
def test_what_is_asked_of_the_other_language(words: str, other: str | None, language: str | None) -> None:
    found = elsewhere(Question(words=words))
    if other is None:
        assert found is None or words not in ("xyzzy", "", '"peine de mort"')
    else:
        assert found is not None and found.languages == (language,)
        assert found.words.casefold() == other


def test_a_language_that_was_chosen_is_kept_to() -> None:
    assert elsewhere(Question(words="peine de mort", languages=("fr",))) is None


def test_an_english_question_finds_the_french_text_and_says_so(client: TestClient) -> None:
    text = client.get("/search", params={"q": "nuclear weapons", "lang": "en"}).text
    own, _, other = text.partition("In French texts")
    assert "/resolution/" not in own.partition('id="results"')[2]
    assert "armes nucléaires" in other and "/resolution/A/RES/62/27" in other
    chosen = client.get("/search", params={"q": "nuclear weapons", "language": "en", "lang": "en"}).text
    assert "In French texts" not in chosen


def test_a_word_of_the_other_language_alone_is_answered(client: TestClient) -> None:
    """It was looked for as the word most like it, which is itself, without end."""
    assert client.get("/search", params={"q": "neutralité", "language": "en"}).status_code == 200


def found(page: str) -> list[str]:
    """The texts of a page of results, one a hit, in order."""
    results = page.partition('<ol class="entries">')[2].partition('class="elsewhere"')[0]
    return re.findall(r'<p class="head"><a href="/resolution/([^?#"]+)', results)


def test_a_text_is_told_once_with_its_other_paragraphs_under_it(client: TestClient) -> None:
    by_text = client.get("/search", params={"q": "désarmement", "lang": "fr"}).text
    each = client.get("/search", params={"q": "désarmement", "lang": "fr", "by": "paragraph"}).text
    assert len(found(by_text)) == len(set(found(by_text))) == len(set(found(each)))
    assert len(found(each)) > len(found(by_text))
    assert "<details" not in each.partition('id="results"')[2]
    folded = re.search(r"<summary>(\d+)\N{NO-BREAK SPACE}?.*?autres? paragraphes?", by_text)
    assert folded and int(folded[1]) >= 1


def test_the_order_is_chosen_and_kept_when_words_are_typed_anew(client: TestClient) -> None:
    page = client.get("/search", params={"q": "sécurité", "lang": "fr", "order": "date"}).text
    # The last tells no day of adoption.
    assert found(page) == ["A/RES/76/299", "A/RES/75/28", "A/RES/62/27", "A/RES/75/272"]
    assert '<input type="hidden" name="order" value="date">' in page
    best = client.get("/search", params={"q": "sécurité", "lang": "fr"}).text
    assert found(best) != found(page)
    assert "order=date" in best and "by=paragraph" in best
