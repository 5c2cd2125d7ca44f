"""What became of each paragraph from one text to the other."""

from __future__ import annotations

import random
import time

import pytest
from compared_texts import OPERATIVE, PREAMBLE, made, printed, read
from hypothesis import given, settings
from hypothesis import strategies as st

from alinea.comparing import compare
from alinea.model.comparison import Comparison, Outcome


def told(comparison: Comparison) -> dict[tuple[str, ...], Outcome]:
    """The outcomes of the paragraphs, by their addresses in both texts."""
    return {
        tuple(f"<{p.id}" for p in each.before) + tuple(f">{p.id}" for p in each.after): each.outcome
        for each in comparison.pairings
    }


def edited(
    preamble: tuple[str, ...] = PREAMBLE, operative: tuple[str, ...] = OPERATIVE
) -> dict[tuple[str, ...], Outcome]:
    return told(compare(read(printed()), read(printed(preamble, operative))))


def test_the_same_text_is_kept_throughout() -> None:
    assert set(edited().values()) == {Outcome.KEPT}


def test_a_paragraph_is_dropped_and_the_others_are_renumbered() -> None:
    outcomes = edited(operative=OPERATIVE[1:])
    assert outcomes["<op_1",] is Outcome.DROPPED
    assert outcomes["<op_2", ">op_1"] is Outcome.RENUMBERED


def test_a_paragraph_is_added() -> None:
    new = "Notant le travail des fontainiers de l'ancienne ville pour leurs canaux de pierre,"
    assert edited((*PREAMBLE[:2], new, *PREAMBLE[2:]))[">pp_3",] is Outcome.ADDED


def test_the_fewest_paragraphs_are_moved() -> None:
    outcomes = edited((PREAMBLE[3], *PREAMBLE[:3]))
    assert outcomes["<pp_4", ">pp_1"] is Outcome.MOVED
    assert outcomes["<pp_1", ">pp_2"] is Outcome.KEPT


def test_a_paragraph_is_split_in_two() -> None:
    first, second = OPERATIVE[2].split(", et engage")
    outcomes = edited(operative=(*OPERATIVE[:2], f"{first} ;", f"Engage{second}", OPERATIVE[3]))
    assert outcomes["<op_3", ">op_3", ">op_4"] is Outcome.SPLIT


def test_paragraphs_are_merged() -> None:
    joined = f"{OPERATIVE[0].rstrip(' ;')}, et {OPERATIVE[2][0].lower()}{OPERATIVE[2][1:]}"
    outcomes = edited(operative=(joined, OPERATIVE[1], OPERATIVE[3]))
    assert outcomes["<op_1", "<op_3", ">op_1"] is Outcome.MERGED


def test_the_best_assignment_on_the_whole_is_taken_and_not_the_first() -> None:
    """The first paragraph is like both of the second text; the second only like the one that the first likes most."""
    one = made(
        ["alpha beta gamma delta epsilon zeta eta theta", "alpha beta gamma delta epsilon zeta iota kappa"]
    )
    other = made(
        ["alpha beta gamma delta epsilon zeta iota theta", "alpha beta gamma delta lambda mu eta theta"]
    )
    pairs = {key for key in told(compare(one, other)) if len(key) == 2}
    assert pairs == {("<op_1", ">op_2"), ("<op_2", ">op_1")}


@given(st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_other_way_round_is_the_mirror(chance: random.Random) -> None:
    texts = [*PREAMBLE, *OPERATIVE]
    one, other = (made([each for each in chance.sample(texts, 8) if chance.random() < 0.8]) for _ in range(2))
    mirrored = {each.mirrored() for each in compare(other, one).pairings}
    assert set(compare(one, other).pairings) == mirrored


@given(st.lists(st.text(max_size=30), max_size=6), st.lists(st.text(max_size=30), max_size=6))
@settings(max_examples=60)
def test_every_paragraph_stands_in_one_pairing(one: list[str], other: list[str]) -> None:
    comparison = compare(made(one), made(other))
    for side, texts in (("before", one), ("after", other)):
        held = [passage.id for each in comparison.pairings for passage in getattr(each, side)]
        assert sorted(held) == sorted(f"op_{place}" for place in range(1, len(texts) + 1))


def test_an_empty_text_drops_all() -> None:
    assert set(told(compare(read(printed()), made([]))).values()) == {Outcome.DROPPED}
    assert compare(made([]), made([])).pairings == ()


def test_a_text_from_right_to_left_is_compared() -> None:
    words = "\u0627\u0644\u062c\u0645\u0639\u064a\u0629 \u0627\u0644\u0639\u0627\u0645\u0629 \u062a\u0642\u0631\u0631"
    outcomes = told(compare(made([words], language="ar"), made([f"{words} \u0623\u0646"], language="ar")))
    assert outcomes == {("<op_1", ">op_1"): Outcome.CHANGED}


def words(chance: random.Random, count: int) -> str:
    return " ".join(f"mot{chance.randrange(3000)}" for _ in range(count))


def test_three_hundred_paragraphs_take_about_a_second() -> None:
    chance = random.Random(3)
    one = [words(chance, 60) for _ in range(300)]
    other = [f"{text} {words(chance, 8)}" for text in one]
    compare(made(one[:2]), made(other[:2]))
    began = time.process_time()
    comparison = compare(made(one), made(other))
    assert time.process_time() - began < 3
    assert comparison.count(Outcome.CHANGED) == 300


@pytest.mark.parametrize("vocabulary", [2, 40, 100_000])
def test_thousands_of_paragraphs_on_either_side_are_answered(vocabulary: int) -> None:
    chance = random.Random(4)
    one, other = (
        made([" ".join(str(chance.randrange(vocabulary)) for _ in range(8)) for _ in range(3000)])
        for _ in range(2)
    )
    began = time.process_time()
    comparison = compare(one, other)
    assert time.process_time() - began < 30
    assert sum(len(each.before) for each in comparison.pairings) == 3000


def test_the_same_words_over_and_over_are_paired_in_order() -> None:
    texts = [f"mot {place % 7}" for place in range(3000)]
    assert set(told(compare(made(texts), made(texts))).values()) == {Outcome.KEPT}
