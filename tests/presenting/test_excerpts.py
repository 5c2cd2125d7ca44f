"""The part of a paragraph that shows why a search found it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alinea.presenting.hits import CUT, excerpt

LONG = " ".join(f"mot{number}" for number in range(200))


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("Demande aux États", [(0, 7)]) == ("Demande aux États", ((0, 7),))


def test_a_long_text_is_cut_at_words_around_its_marks() -> None:
    start = LONG.index("mot120")
    text, marks = excerpt(LONG, [(start, start + 6)], 100)
    assert text.startswith(CUT + " mot") and text.endswith(CUT) and len(text) <= 104
    assert [text[first:last] for first, last in marks] == ["mot120"]


def test_the_stretch_with_most_marks_is_shown() -> None:
    lone, pair = LONG.index("mot3 "), LONG.index("mot150")
    text, marks = excerpt(LONG, [(lone, lone + 4), (pair, pair + 6), (pair + 7, pair + 13)], 100)
    assert [text[first:last] for first, last in marks] == ["mot150", "mot151"]


def test_without_marks_the_beginning_is_shown() -> None:
    assert excerpt(LONG, [], 50)[0].startswith("mot0 mot1")


@given(
    st.text("ab é", max_size=300),
    st.lists(st.tuples(st.integers(0, 299), st.integers(1, 9)), max_size=6),
    st.integers(20, 120),
)
def test_marks_stay_on_their_words(text: str, places: list[tuple[int, int]], most: int) -> None:
    marks = [(start, start + size) for start, size in sorted(places) if start + size <= len(text)]
    shown, kept = excerpt(text, marks, most)
    assert len(shown) <= most + 4
    words = [text[first:last] for first, last in marks]
    for first, last in kept:
        assert shown[first:last] in words
