"""The redline loses no character and is readable."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from alinea.comparing.pairings import redline
from alinea.model.comparison import Edit

PIECES = st.lists(
    st.sampled_from(
        [
            "Prie",
            "invite",
            "le",
            "Secrétaire",
            "général",
            " ",
            "  ",
            ",",
            ";",
            "\n",
            "'",
            "\u0639",
            "63",
            "\u2019",
            "\u2011",
            "-",
            "\u00a0",
        ]
    ),
    max_size=25,
).map("".join)


@given(PIECES | st.text(max_size=60), PIECES | st.text(max_size=60))
def test_every_character_is_there(before: str, after: str) -> None:
    edits = redline(before, after)
    assert "".join(each.text for each in edits if each.kind != "inserted") == before
    assert "".join(each.text_after for each in edits if each.kind != "deleted") == after
    assert all(each.text or each.other for each in edits)


@given(PIECES, PIECES)
def test_no_kind_stands_twice_in_a_row_and_deleted_comes_first(before: str, after: str) -> None:
    kinds = [each.kind for each in redline(before, after)]
    assert all(one != other for one, other in pairwise(kinds))
    assert all(pair != ("inserted", "deleted") for pair in pairwise(kinds))


def test_a_verb_is_replaced() -> None:
    assert redline("Prie le Comité", "Invite le Comité") == (
        Edit("deleted", "Prie"),
        Edit("inserted", "Invite"),
        Edit("kept", " le Comité"),
    )


def test_a_word_by_chance_between_changes_is_not_kept_apart() -> None:
    edits = redline("prend note avec satisfaction de la réunion", "se félicite vivement de cette rencontre")
    assert [each.kind for each in edits] == ["deleted", "inserted"]


def test_very_long_texts_are_bounded() -> None:
    one, other = " ".join(f"a{n}" for n in range(30_000)), " ".join(f"b{n}" for n in range(30_000))
    assert [each.kind for each in redline(f"x {one} y", f"x {other} y")] == [
        "kept",
        "deleted",
        "inserted",
        "kept",
    ]


def test_another_apostrophe_changes_no_word() -> None:
    edits = redline("de l'armement", "de l\u2019armement")
    assert edits == (Edit("kept", "de l'armement", "de l\u2019armement"),)
