"""The view of a resolution in a terminal."""

from __future__ import annotations

import re

import pytest
from akn_records import RECORDS
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_records import RECORD
from rich.cells import cell_len

from alinea.presenting.terminal import WIDEST, broken, render
from alinea.presenting.words import words_in

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def test_the_view_in_french() -> None:
    view = render(RECORD, words_in("fr"), width=80)
    for line in (
        "│ A/RES/62/27 ",
        "Assemblée générale, 62e session",
        "98 h) et 99",
        "5 décembre 2007",
        "1er janvier 2008",
        "61e séance (A/62/PV.61)",
        "rapport\u00a0: Première Commission (A/62/391)",
        "123 pour, 6 contre, 51 abstentions",
        "a.txt · 3 pages",
        "L'Assemblée générale,",
        "── Préambule ──",
        " 2 alinéas ──",
        "cite A/RES/56/24T · A/RES/57/63 · A/RES/58/44",
        "du Millénaire¹ et ce qui",
        "       I. Mesures",
        "    1. Décide de créer un groupe ;",
        "       → le Secrétaire général\u00a0: recueillir ou communiquer des vues",
        "       → le Secrétaire général\u00a0: rendre compte, à la 63e session, en mai 2008,",
        "tous les 2 ans [à vérifier]",
        "         a) De promouvoir la paix ;",
        "              i) Y compris par la résolution 60/59 ;",
        "                 cite A/RES/60/59",
        "── Annexe ──",
        "     ¹ Voir résolution 55/2.",
        "  ! un numéro de paragraphe manque (paragraphe 2)",
        "  ! something new",
        "Lecture non officielle",
        "Organisation des",
    ):
        assert line in view, line


def test_the_view_in_english_keeps_the_text_in_its_language() -> None:
    view = render(RECORD, words_in("en"), width=112)
    assert "General Assembly, 62nd session" in view
    assert (
        "→ le Secrétaire général: report, at the 63rd session, in May 2008, every 2 years [to check]" in view
    )
    assert "! the number of paragraph 3 is missing (para. 2)" in view
    assert "Décide de créer un groupe ;" in view


@pytest.mark.parametrize("width", [48, 80, 120, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in render(RECORD, words_in("fr"), width=width).splitlines():
        assert cell_len(line) <= min(width, WIDEST)
        assert line == line.rstrip()


def test_colour_changes_no_word() -> None:
    plain = render(RECORD, words_in("fr"), width=80)
    colour = render(RECORD, words_in("fr"), width=80, colour="standard")
    assert "\x1b" not in plain
    assert "\x1b[1;32mDécide" in colour
    legend = "  décide · demande · juge · constate · rappelle\n"
    assert ESCAPE.sub("", colour).replace(legend, "") == plain


def test_the_text_cannot_command_the_terminal() -> None:
    hostile = RECORD.model_copy(update={"title": "a\x1b]0;owned\x07b\x9bc", "symbol": "A\x1b[2J"})
    view = render(hostile, words_in("fr"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", view)


@settings(max_examples=60)
@given(RECORDS)
def test_any_record_has_a_view(record: object) -> None:
    view = render(record, words_in("fr"), width=60, colour="truecolor")  # type: ignore[arg-type]
    view.encode()
    for line in render(record, words_in("en"), width=60).splitlines():  # type: ignore[arg-type]
        assert cell_len(line) <= 60


@given(st.text(st.sampled_from("ab  ;«»大\u00a0"), max_size=80), st.integers(4, 30))
def test_lines_hold_all_words_and_fit(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in broken(text, width)]
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))
    assert all(cell_len(line) <= width for line in lines)


def test_lines_do_not_begin_with_a_mark_that_french_sets_off() -> None:
    text = "un deux trois ; quatre « cinq » six"
    for width in range(6, 20):
        lines = [text[start:end] for start, end in broken(text, width)]
        assert not any(line.startswith((";", "»")) for line in lines if width >= 9)
