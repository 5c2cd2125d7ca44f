"""What search gives where not all words stand in one passage, or stand nowhere: something, and what it lacks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from resolutions import ENGLISH, FRENCH, Ran, text

from alinea.library.search import Question, ask, found_elsewhere, in_order
from alinea.store.library import Library

Run = Callable[..., Ran]

TITLES = {
    27: "Aide humanitaire en Syrie",
    28: "Rôle des coopératives dans le développement",
    29: "Coopération pour le désarmement",
}


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    for number, title in TITLES.items():
        path = tmp_path / f"{number}.txt"
        path.write_text(text(number, title=title, matter="la question transfrontalière"), encoding="utf-8")
        assert run("add", path)[0] == 0
    return run


def hits(run: Run, *words: str) -> list[tuple[str, list[str]]]:
    code, out, _ = run("search", "--json", *words)
    assert code == 0
    return [(hit["work"], hit["lacking"]) for hit in json.loads(out)]


def test_the_title_speaks_for_the_paragraphs_and_what_lacks_a_word_comes_after(filled: Run) -> None:
    found = hits(filled, "examiner question transfrontalière Syrie")
    assert found[0] == ("A/RES/62/27", [])
    assert {work for work, lacking in found if lacking == ["syrie"]} >= {"A/RES/62/28", "A/RES/62/29"}
    whole = [not lacking for _, lacking in found]
    assert whole == sorted(whole, reverse=True)


def test_a_passage_that_lacks_words_says_which_in_both_languages(filled: Run) -> None:
    _, out, _ = filled("search", "désarmement Somalie", "--lang", "fr")
    assert "sans\N{NO-BREAK SPACE}: somalie" in out
    _, out, _ = filled("search", "désarmement Somalie", "--lang", "en")
    assert "without: somalie" in out


def test_words_that_say_the_same_find_one_another(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "30.txt"
    path.write_text(text(30, title="Proroger le mandat de la Mission"), encoding="utf-8")
    run("add", path)
    assert ("A/RES/62/30", []) in hits(run, "prolonger le mandat de la Mission")


def test_a_resolution_of_the_council_is_found_without_its_year(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "31.txt"
    cited = text(31, title="Femmes").replace(
        "sa résolution 61/62 du 6 décembre 2006", "la résolution 1325 (2000) du Conseil de sécurité"
    )
    path.write_text(cited, encoding="utf-8")
    run("add", path)
    assert hits(run, "S/RES/1325") == [("A/RES/62/31", [])]


def test_a_mistyped_word_is_told_with_the_one_that_was_looked_for(filled: Run) -> None:
    code, out, told = filled("search", "désarmemant", "--lang", "en")
    assert code == 0 and "A/RES/62/29" in out
    assert "désarmemant" in told and "desarmement" in told


def test_the_word_as_typed_comes_before_others_of_its_stem(filled: Run) -> None:
    assert hits(filled, "coopératives")[0][0] == "A/RES/62/28"
    assert hits(filled, "coopération")[0][0] == "A/RES/62/29"


def test_words_that_say_nothing_are_not_looked_for(filled: Run) -> None:
    assert hits(filled, "la question de Syrie transfrontalière")[0] == ("A/RES/62/27", [])


def test_by_date_the_latest_come_first_and_what_lacks_words_still_after(run: Run, tmp_path: Path) -> None:
    for number, title in (
        (41, "Désarmement"),
        (42, "Désarmement et climat"),
        (43, "Climat"),
        (44, "Climat du désarmement"),
    ):
        path = tmp_path / f"{number}.txt"
        path.write_text(text(number, title=title), encoding="utf-8")  # a day later each
        run("add", path)
    titled = ("--part", "title", "désarmement", "climat")
    assert [work for work, _ in hits(run, *titled, "--latest")] == [
        f"A/RES/62/{number}" for number in (44, 42, 43, 41)
    ]


def test_the_passages_of_a_text_are_one_line_that_says_how_many_more_there_are(filled: Run) -> None:
    words = ("session",)
    each = hits(filled, *words)
    _, out, _ = filled("search", "--json", "--by-text", *words)
    texts = json.loads(out)
    assert sorted(hit["work"] for hit in texts) == sorted({work for work, _ in each})
    assert sum(1 + hit["others"] for hit in texts) == len(each) > len(texts)
    assert all(address.startswith(hit["work"]) for hit in texts for address in hit["under"])
    _, out, _ = filled("search", "--by-text", *words, "--lang", "en")
    assert "other paragraph" in out


@pytest.mark.parametrize(("typed", "meant"), [("synr", None), ("srie", "syrie")])
def test_a_word_of_four_letters_is_taken_for_the_one_most_like_it(
    filled: Run, typed: str, meant: str | None
) -> None:
    _, out, said = filled("search", "--json", typed, "--lang", "en")
    assert (meant is not None) == bool(json.loads(out))
    assert meant is None or meant in said


def test_what_the_other_language_says_stands_before_what_lacks_words(
    run: Run, file: Path, tmp_path: Path
) -> None:
    for number, form, title in (
        (40, FRENCH, "Abolition de la peine de mort"),
        (41, ENGLISH, "Causes of death"),
    ):
        path = tmp_path / f"{number}.txt"
        path.write_text(text(number, title=title, form=form), encoding="utf-8")
        run("add", path)
    with Library.open(file) as library:

        def told(words: str) -> tuple[list[str], list[str], list[str]]:
            question = Question(words=words)
            found = library.search(ask(question)).hits
            other = found_elsewhere(library, question, found)
            before, after = in_order(found, other)
            hits = before, other.hits if other else (), after
            return tuple([each.address.work for each in some] for some in hits)  # type: ignore[return-value]

        before, other, after = told("death penalty")
        assert not before and other[0] == "A/RES/62/40" and after[0] == "A/RES/62/41"
        # Words that no subject has are not said in the other language: it does not go before what has them.
        before, other, after = told("death penalty causes")
        assert before[0] == "A/RES/62/41" and other[0] == "A/RES/62/40" and not after


def test_words_that_stand_together_come_before_words_that_stand_apart(run: Run, tmp_path: Path) -> None:
    for number, matter in (
        (42, "la question des droits des femmes, des hommes et de chaque enfant"),
        (43, "la question des droits de l'enfant dans les villes et dans tous les villages"),
    ):
        path = tmp_path / f"{number}.txt"
        path.write_text(text(number, title="Questions diverses", matter=matter), encoding="utf-8")
        run("add", path)
    assert hits(run, "droits de l'enfant")[0] == ("A/RES/62/43", [])
