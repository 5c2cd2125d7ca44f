"""Changes made all at once: the words, and where everything stands after them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alinea.drafting.rewriting import Rewriting

TEXT = "à sa soixante-troisième session, puis à la suivante"


def test_words_and_places() -> None:
    rewriting = Rewriting("op_1", TEXT)
    start = TEXT.index("soixante")
    assert rewriting.put(start, start + 18, "soixante-quatrième", change="session")
    assert not rewriting.put(start + 2, start + 4, "xx", change="session")
    rewriting.mark(TEXT.index("suivante"), len(TEXT), "date-named")
    text, (change,), (choice,) = rewriting.result()
    assert text == "à sa soixante-quatrième session, puis à la suivante"
    assert (change.was, change.now) == ("soixante-troisième", "soixante-quatrième")
    assert text[change.at.start : change.at.end] == change.now
    assert text[choice.at.start : choice.at.end] == choice.text == "suivante"


def test_a_footnote_mark_stays_behind_the_word_it_follows() -> None:
    rewriting = Rewriting("pp_1", "57/63 sur")
    rewriting.put(5, 5, " et 62/27", change="last-recalled")
    assert rewriting.result()[0] == "57/63 et 62/27 sur"
    assert rewriting.place(5) == 5 and rewriting.place(6) == 15


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("xyz", max_size=5)), max_size=6))
def test_places_rise_and_what_is_kept_is_kept(edits: list[tuple[int, int, str]]) -> None:
    original = "abcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVW"
    rewriting = Rewriting("op_1", original)
    touched: set[int] = set()
    for start, length, now in edits:
        if rewriting.put(start, start + length, now, change="session"):
            touched |= set(range(start, start + length))
    text, changes, _ = rewriting.result()
    places = [rewriting.place(at) for at in range(len(original))]
    assert places == sorted(places)
    for at, letter in enumerate(original):
        if at not in touched and not any(start == at for start, _, _ in edits):
            assert text[rewriting.place(at)] == letter
    assert all(text[each.at.start : each.at.end] == each.now for each in changes)
