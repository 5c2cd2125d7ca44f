"""What is typed to search becomes a query, whatever it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from resolutions import write

from alinea.library.adding import Asked, add
from alinea.library.search import KINDS, MOST_TERMS, PARTS, Question, QuestionError, ask, bearer_ids, parse
from alinea.store.expressions import Term, expression_of
from alinea.store.library import Library


def told(words: str) -> tuple[list[list[str]], list[str]]:
    """The terms of a query in short: ``w:`` word, ``p:`` phrase, ``b:`` beginning, ``s:`` symbol."""
    wanted, unwanted = parse(words)
    return [[short(term) for term in group] for group in wanted], [short(term) for term in unwanted]


def short(term: Term) -> str:
    return {"word": "w", "phrase": "p", "prefix": "b", "symbol": "s"}[term.kind] + ":" + term.text


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("zone exempte", [["w:zone"], ["w:exempte"]], []),
        ("l'Asie d’État", [["w:asie"], ["w:etat"]], []),
        ("State's", [["w:state"]], []),
        ('"armes nucléaires"', [["p:armes nucleaires"]], []),
        ("«l'Asie centrale» “zone exempte”", [["p:l asie centrale"], ["p:zone exempte"]], []),
        ('"zone', [["p:zone"]], []),
        ("nucl*", [["b:nucl"]], []),
        ('"armes nucl*" "zone ex"*', [["b:armes nucl"], ["b:zone ex"]], []),
        ("drones|aéronefs | missiles", [["w:drones", "w:aeronefs", "w:missiles"]], []),
        ('paix -guerre -"armes lourdes"', [["w:paix"]], ["w:guerre", "p:armes lourdes"]),
        ("non-prolifération", [["p:non proliferation"]], []),
        ("A/RES/60/209 a/62/391", [["s:A/RES/60/209"], ["s:A/62/391"]], []),
        ("60/209", [["s:A/RES/60/209"]], []),
        ("et/ou", [["p:et ou"]], []),
        ('NEAR(a b) AND OR NOT text:x ^y "', None, []),
        ("", [], []),
        (' - | "" * - ', [], []),
        ("| paix |", [["w:paix"]], []),
        ("œuvre ÉTATS", [["w:œuvre"], ["w:etats"]], []),
    ],
)
def test_what_is_typed(typed: str, wanted: list[list[str]] | None, unwanted: list[str]) -> None:
    found = told(typed)
    assert found[1] == unwanted
    if wanted is not None:
        assert found[0] == wanted


def test_a_word_has_the_stems_of_all_languages() -> None:
    ((term,),) = parse("nucléaires")[0]
    assert term.stems == (("fr", "nucleair"), ("en", "nucleair"))


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Question(""), "no-words"),
        (Question("…"), "no-words"),
        (Question("-paix"), "not-only"),
        (Question("x" * 2000), "too-long"),
        (Question(" ".join(["mot"] * (MOST_TERMS + 1))), "too-long"),
        (Question("paix", acts=("zz",)), "unknown-act"),
        (Question("paix", cites=("zz",)), "unknown-symbol"),
    ],
)
def test_what_cannot_be_asked(question: Question, code: str) -> None:
    with pytest.raises(QuestionError) as error:
        ask(question)
    assert error.value.code == code


def test_filters() -> None:
    query = ask(
        Question(organs=("A", "S"), sessions=(62,), acts=("urge",), cites=("60/209",), languages=("fr",))
    )
    assert query.filters == (
        ("organ", "A"),
        ("organ", "S"),
        ("session", 62),
        ("language", "fr"),
        ("act", "urge"),
        ("cites", "A/RES/60/209"),
    )
    assert query.language == "fr"
    assert ask(Question("paix", languages=("fr", "en"))).language is None


def test_bearers_by_identifier_and_by_name() -> None:
    assert bearer_ids("secretary-general") == ("secretary-general",)
    assert bearer_ids("le Secrétaire général")[0] == "secretary-general"
    assert bearer_ids("the Secretary-General")[0] == "secretary-general"
    assert bearer_ids("mon voisin") == ("mon voisin",)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("asking")
    opened = Library.open(folder / "library.sqlite", create=True)
    add(opened, [Asked(str(path)) for path in write(folder, 1, 2, 3)], lambda _: None)
    return opened


pieces = st.sampled_from(
    [
        '"',
        "*",
        "-",
        "|",
        "(",
        ")",
        "NEAR",
        "AND",
        "OR",
        "NOT",
        ":",
        "{",
        "^",
        "'",
        "text",
        "désarm",
        " ",
        "+",
        "\\",
        "\0",
        ";",
    ]
)


BETWEEN_STRINGS = re.compile(r"(?:text|facets|AND|OR|NOT|[ :()*])*")


@settings(max_examples=200)
@given(st.lists(pieces | st.text(max_size=5), max_size=20).map("".join), st.text(max_size=8))
@example('a" OR facets : "x', '"')
@example("\ud800\udcff* désarm\udcff* \0*", "\udcff")
def test_what_is_typed_reaches_the_index_within_strings_only(
    library: Library, typed: str, other: str
) -> None:
    question = Question(typed, organs=(other,), bearers=(other,), languages=(other,))
    try:
        query = ask(question)
    except QuestionError:
        return
    with library.reading() as connection:
        expression = expression_of(connection, query)
    assert expression is not None
    strings = re.findall(r'"(?:[^"]|"")*"', expression)
    assert strings and BETWEEN_STRINGS.fullmatch(re.sub(r'"(?:[^"]|"")*"', "", expression))
    assert not any('"' in each[1:-1] for each in strings)
    library.search(query)


@pytest.mark.parametrize("years", [(0, 99_999), (-5, 5), (10**9, None), (None, -(10**9)), (9999, 1)])
def test_any_year_may_be_asked_for(library: Library, years: tuple[int | None, int | None]) -> None:
    library.search(ask(Question("paix", years=years)))


@settings(max_examples=300)
@given(st.lists(pieces | st.text(max_size=5), max_size=20).map("".join))
@example('text: ("a" OR "b") NOT c*')
@example("passage_index MATCH 'x' UNION SELECT 1")
@example('"""" - * NEAR(a, 5)')
def test_anything_may_be_typed(library: Library, typed: str) -> None:
    try:
        query = ask(Question(typed))
    except QuestionError:
        return
    for hit in library.search(query).hits:
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.marks)


@settings(max_examples=60)
@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(PARTS), st.sampled_from(KINDS))
def test_any_value_of_a_filter_may_be_typed(
    library: Library, organ: str, bearer: str, part: str, kind: str
) -> None:
    question = Question(
        "paix", organs=(organ,), bearers=(bearer,), parts=(part,), kinds=(kind,), years=(1, 9999)
    )
    library.search(ask(question))


def test_words_reach_what_they_mean(library: Library, tmp_path: Path) -> None:
    def found(words: str, **more: object) -> set[str]:
        return {str(hit.address) for hit in library.search(ask(Question(words, **more))).hits}  # type: ignore[arg-type]

    assert "A/RES/62/1#op_1" in found("arme nucleaire")
    assert found('"arme nucléaire"') == set()
    assert found("dot* -desarmer") == set()
    assert "A/RES/62/2#op_2" in found(
        "rapports|compte", bearers=("le Secrétaire général",), kinds=("report",)
    )
    assert found("", cites=("61/62",)) == {f"A/RES/62/{n}#pp_1" for n in (1, 2, 3)}
    assert found("61/62") == {f"A/RES/62/{n}#pp_1" for n in (1, 2, 3)}
    assert found("désarmement", parts=("title",), years=(2008, None)) == set()
