"""What is kept of a record, and the words that filters stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf_records import INDEXING, citation, lead, paragraph, record, report

from alinea.store import rows as cards_module
from alinea.store.expressions import facet
from alinea.store.rows import card, legible, pack, unpack
from alinea.store.works import Candidate, choose


def test_a_record_is_packed_and_unpacked() -> None:
    one = record(preamble=["Rappelant"], notes=["Une note"], warnings=1)
    packed, digest = pack(one)
    assert unpack(packed, digest) == one


def test_what_was_changed_is_not_unpacked() -> None:
    packed, digest = pack(record())
    other, _ = pack(record(title="Autre"))
    for wrong in (other, packed[:-4], b"", b"nothing"):
        with pytest.raises(ValueError, match="record"):
            unpack(wrong, digest)


def test_a_path_that_is_no_utf8_is_kept_legibly() -> None:
    one = record(path="r\udce9solution.txt")
    made = unpack(*pack(one))
    assert made.source.path == r"r\xe9solution.txt" == legible(one.source.path)
    assert legible("résolution") == "résolution"


def test_rows_of_a_card() -> None:
    text = "Prie le Secrétaire général de rendre compte de la résolution 61/62"
    child = paragraph("op_1_a", "Du désarmement ;", "1.a")
    top = paragraph(
        "op_1",
        text,
        "1",
        lead=lead(text, "Prie", "request", force=4),
        citations=(citation(text, "61/62", "A/RES/61/62"),),
        commitments=(report(text), report(text, "les États", None)),
        children=(child,),
    )
    made = card(record(preamble=["Rappelant"], operative=[top], notes=["Note"]), INDEXING)
    assert [row[:3] for row in made.passages] == [
        ("title", "title", None),
        ("pp_1", "preambular", None),
        ("op_1", "operative", "1"),
        ("op_1_a", "operative", "1.a"),
        ("note_1", "note", "1"),
    ]
    assert [row[0] for row in made.citations] == [2]
    assert [row[0] for row in made.commitments] == [2, 2]
    words = made.passages[2][-1].split()
    assert words[0] == facet("part", "operative")
    for kind, value in (
        ("organ", "A"),
        ("session", 62),
        ("language", "fr"),
        ("act", "request"),
        ("kind", "report"),
        ("bearer", "secretary-general"),
        ("bearer", "les Etats"),
        ("cites", "A/RES/61/62"),
    ):
        assert words.count(facet(kind, value)) == 1, kind  # type: ignore[arg-type]
    # What stands below a charge goes on with it.
    assert facet("act", "request") in made.passages[3][-1].split()
    assert facet("symbol", "A/RES/62/27") in made.passages[0][-1].split()
    assert made.agenda_items == ((98, "h"), (7, ""))


def test_a_resolution_with_too_many_paragraphs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards_module, "MOST_PASSAGES", 3)
    with pytest.raises(ValueError, match="paragraphs"):
        card(record(operative=["un", "deux", "trois"]), INDEXING)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_facet_is_one_word_and_tells_values_apart(one: str, other: str) -> None:
    import unicodedata

    word = facet("cites", one)
    assert word.isascii() and word.isalnum()

    def plain(value: str) -> str:
        letters = unicodedata.normalize("NFKD", value).casefold()
        return "".join(each for each in letters if not unicodedata.combining(each))

    assert (facet("cites", other) == word) == (plain(other) == plain(one))


candidates = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 50),
        language=st.sampled_from(["fr", "en", "es"]),
        fragment=st.booleans(),
        media_type=st.sampled_from(["text/plain", "application/pdf", "application/akn+xml", "x"]),
        doubts=st.integers(0, 2),
        extent=st.integers(0, 3),
        current=st.booleans(),
        principal=st.booleans(),
        sha256=st.sampled_from(["1", "2"]),
        place=st.integers(1, 2),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)


@given(candidates, st.randoms())
def test_the_choice_depends_on_no_order_and_gives_one_a_language(
    held: list[Candidate], chance: object
) -> None:
    choice = choose(held)
    chance.shuffle(held)  # type: ignore[attr-defined]
    assert choose(held) == choice
    if choice is None:
        assert not held
        return
    chosen = [each for each in held if each.id in choice.current]
    assert len({each.language for each in chosen}) == len(chosen)
    assert choice.principal in choice.current
    if any(not each.fragment for each in held):
        assert not any(each.fragment for each in chosen)
    languages = {each.language for each in chosen}
    (principal,) = [each for each in chosen if each.id == choice.principal]
    assert principal.language == next(each for each in ("fr", "en", "es") if each in languages)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"media_type": "application/akn+xml"}, {"media_type": "application/pdf", "extent": 9}),
        ({"media_type": "application/pdf", "doubts": 3}, {"media_type": "text/plain"}),
        ({"doubts": 0}, {"doubts": 1, "extent": 9}),
        ({"extent": 5}, {"extent": 4}),
        ({"sha256": "1"}, {"sha256": "2"}),
        ({"fragment": False, "doubts": 9}, {"fragment": True, "media_type": "application/akn+xml"}),
    ],
)
def test_the_better_version_is_chosen(better: dict[str, object], worse: dict[str, object]) -> None:
    base: dict[str, object] = {
        "language": "fr",
        "fragment": False,
        "media_type": "text/plain",
        "doubts": 0,
        "extent": 4,
        "current": False,
        "principal": False,
        "sha256": "",
        "place": 1,
    }
    one = Candidate(**{"id": 7, **base, **better})  # type: ignore[arg-type]
    other = Candidate(**{"id": 3, **base, **worse})  # type: ignore[arg-type]
    choice = choose([other, one])
    assert choice is not None and choice.principal == one.id


def test_a_record_that_could_not_be_read_back_is_not_kept() -> None:
    deep = paragraph("op_1", "Garde le phare")
    for place in range(120):  # pydantic writes JSON to 252 levels, and reads it to 96
        deep = deep.model_copy(update={"id": f"op_1_{place}", "children": (deep,)})
    with pytest.raises(ValueError):
        card(record(operative=[deep]), INDEXING)
