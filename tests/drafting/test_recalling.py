"""The last text joins the resolutions recalled."""

from __future__ import annotations

import pytest
from drafted_texts import codes, drafted, text, words

CASES = [
    (
        "fr",
        "Rappelant sa résolution 84/9 du 2 décembre 2029,",
        "Rappelant ses résolutions 84/9 du 2 décembre 2029 et 85/7 du 3 décembre 2030,",
    ),
    (
        "fr",
        "Rappelant sa résolution 84/9 du 2 décembre 2029, intitulée « Garde des phares »,",
        "Rappelant ses résolutions 84/9 du 2 décembre 2029 et 85/7 du 3 décembre 2030, intitulées « Garde des phares »,",
    ),
    (
        "fr",
        "Rappelant ses résolutions 82/1, 83/4 et 84/9,",
        "Rappelant ses résolutions 82/1, 83/4, 84/9 et 85/7,",
    ),
    (
        "fr",
        "Rappelant sa résolution 83/4 du 5 décembre 2028 et sa résolution 84/9 du 2 décembre 2029,",
        "Rappelant sa résolution 83/4 du 5 décembre 2028, sa résolution 84/9 du 2 décembre 2029 et sa résolution 85/7 du 3 décembre 2030,",
    ),
    (
        "fr",
        "Rappelant ses résolutions sur la garde des phares, dont la plus récente est la résolution 84/9 du 2 décembre 2029,",
        "Rappelant ses résolutions sur la garde des phares, dont la plus récente est la résolution 85/7 du 3 décembre 2030,",
    ),
    (
        "fr",
        "Rappelant sa résolution 84/9 du 2 décembre 2029 et ses résolutions antérieures sur la question,",
        "Rappelant sa résolution 85/7 du 3 décembre 2030 et ses résolutions antérieures sur la question,",
    ),
    (
        "fr",
        "Rappelant ses résolutions 84/9 du 2 décembre 2029, 83/4 du 5 décembre 2028 et 82/1 du 4 décembre 2027,",
        "Rappelant ses résolutions 85/7 du 3 décembre 2030, 84/9 du 2 décembre 2029, 83/4 du 5 décembre 2028 et 82/1 du 4 décembre 2027,",
    ),
    (
        "en",
        "Recalling its resolution 84/9 of 2 December 2029,",
        "Recalling its resolutions 84/9 of 2 December 2029 and 85/7 of 3 December 2030,",
    ),
    (
        "en",
        "Recalling its resolutions 83/4 of 5 December 2028 and 84/9 of 2 December 2029, and its resolution 45/55 of 4 December 1990, which confirms the importance of beacons,",
        "Recalling its resolutions 83/4 of 5 December 2028, 84/9 of 2 December 2029 and 85/7 of 3 December 2030, and its resolution 45/55 of 4 December 1990, which confirms the importance of beacons,",
    ),
]
APART = [
    (
        "fr",
        "Rappelant sa résolution 84/9 du 2 décembre 2029, dans laquelle elle a proclamé la Journée des phares,",
    ),
    ("fr", "Rappelant le Pacte sur les phares, approuvé dans sa résolution 84/9 du 2 décembre 2029,"),
    (
        "fr",
        "Rappelant sa résolution 46/182 du 19 décembre 1991 et les principes directeurs énoncés dans l'annexe,",
    ),
    (
        "fr",
        "Rappelant ses résolutions 83/4 du 5 décembre 2028 et 84/9 du 2 décembre 2029, intitulées « Hygiène des ports »,",
    ),
    ("en", "Guided by the Charter of the United Nations,"),
]


@pytest.mark.parametrize(("language", "recall", "expected"), CASES, ids=range(len(CASES)))
def test_the_last_text_joins_the_list(language: str, recall: str, expected: str) -> None:
    draft = drafted(text(language, recall=recall))
    assert words(draft, "pp_1") == expected
    assert len(draft.record.preamble) == 2
    (change,) = [each for each in draft.changes if each.paragraph == "pp_1"]
    assert "85/7" in change.now and dict(change.facts)["symbol"] == "A/RES/85/7"


@pytest.mark.parametrize(("language", "recall"), APART, ids=range(len(APART)))
def test_a_list_that_says_something_else_is_left_as_it_stands(language: str, recall: str) -> None:
    draft = drafted(text(language, recall=recall))
    sentence = {
        "fr": "Rappelant sa résolution 85/7 du 3 décembre 2030,",
        "en": "Recalling its resolution 85/7 of 3 December 2030,",
    }[language]
    assert [words(draft, "pp_1"), words(draft, "pp_2")] == [sentence, recall]
    assert codes(draft, "pp_1") == ["recall-place"]


def test_a_text_without_date_leaves_it_open() -> None:
    content = text("fr").replace("le 3 décembre 2030", "").replace("\n3 décembre 2030", "")
    draft = drafted(content)
    assert "85/7 du […]" in words(draft, "pp_1") and "adoption-unknown" in codes(draft, "pp_1")
