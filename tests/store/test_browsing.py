"""What pages are made of: lists by page, counts, neighbours, and the texts as they were read."""

from __future__ import annotations

import datetime
import hashlib

import pytest
from shelf_records import INDEXING, READER, cards, citation, keep, paragraph, record

from alinea.model.record import Record
from alinea.store.expressions import Query, Term, facet, value_of
from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.opening import writing
from alinea.store.texts import PackedText, packed_text
from alinea.store.values import Change, Reader
from alinea.store.writing import Reading


def numbered(number: int, session: int = 62, **more: object) -> Record:
    """A resolution of a session."""
    return record(f"A/RES/{session}/{number}", session=session, source=str(number), **more)  # type: ignore[arg-type]


def walk(library: Library, **asked: object) -> list[str]:
    """The names of all pages, two works on each."""
    names: list[str] = []
    after = None
    while True:
        page = library.page(after, 2, **asked)  # type: ignore[arg-type]
        names += [work.name for work in page.works]
        if page.next is None:
            return names
        after = page.next


def test_pages_are_in_order_of_number_and_miss_nothing(library: Library) -> None:
    for number in (10, 9, 100, 2, 1):
        keep(library, numbered(number))
    keep(library, numbered(3, 61))
    keep(library, record(None, organ=None, session=None, adopted_on=None))
    ordered = ["A/RES/61/3", *(f"A/RES/62/{n}" for n in (1, 2, 9, 10, 100))]
    assert walk(library)[:6] == ordered and len(walk(library)) == 7
    assert walk(library, session=62, organ="A") == ordered[1:]
    page = library.page(None, 2, session=62)
    assert page.total == 5
    keep(library, numbered(0))  # comes before the cursor: what follows is the same
    assert [work.name for work in library.page(page.next, 2, session=62).works] == [
        "A/RES/62/9",
        "A/RES/62/10",
    ]


def test_pages_by_adoption(library: Library) -> None:
    for number, year in ((1, 2007), (2, 1999), (3, 2007), (4, 2020)):
        keep(library, numbered(number, adopted_on=datetime.date(year, 5, 1)))
    keep(library, numbered(5, adopted_on=None))
    assert [name[-1] for name in walk(library, order="newest")] == ["4", "3", "1", "2", "5"]
    assert [name[-1] for name in walk(library, order="oldest")] == ["5", "2", "1", "3", "4"]
    assert [name[-1] for name in walk(library, order="newest", year=2007)] == ["3", "1"]
    assert walk(library, language="en") == []


def test_what_came_last(library: Library) -> None:
    for number in (1, 2, 3):
        (made,) = cards(numbered(number))
        with library.shelves(INDEXING) as shelves:
            when = f"2026-11-2{number}T10:00:00+00:00"
            shelves.shelve(
                Reading(None, made.sha256, 1, made.media_type, "auto", (made,), None, when), READER
            )
    first = library.latest(2)
    assert [(each.work.name, each.added_at) for each in first] == [
        ("A/RES/62/3", "2026-11-23T10:00:00+00:00"),
        ("A/RES/62/2", "2026-11-22T10:00:00+00:00"),
    ]
    assert [each.work.name for each in library.latest(2, first[-1].number)] == ["A/RES/62/1"]


def test_values_are_read_out_of_the_words_that_stand_for_them() -> None:
    for kind, value in (("act", "take-note"), ("session", "62"), ("cites", "a/res/60/209"), ("bearer", "é́z")):
        found = value_of(facet(kind, value))  # type: ignore[arg-type]
        assert found == (kind, "ez" if kind == "bearer" else value)
    assert value_of("") is None and value_of("x1") is None


def test_counts_of_what_fits(library: Library) -> None:
    keep(library, numbered(1, operative=("La paix", "La guerre"), preamble=("La paix",), title="Paix"))
    keep(
        library, numbered(2, 63, operative=("La paix",), title="Autre", adopted_on=datetime.date(2008, 12, 1))
    )
    keep(
        library, record("S/RES/1", organ="S", session=None, operative=("La guerre",), title=None, source="s")
    )
    found = library.facets(Query(((Term("word", "paix"),),)))
    assert (found.works, found.passages, found.more, found.looked_at) == (2, 4, False, 4)
    assert found.counts["organ"] == (("A", 4),)
    assert found.counts["session"] == ((63, 1), (62, 3))
    assert found.counts["year"] == ((2008, 1), (2007, 3))
    assert dict(found.counts["part"]) == {"title": 1, "preambular": 1, "operative": 2}
    whole = library.facets()
    assert whole.works == 3 and dict(whole.counts["organ"]) == {"A": 2, "S": 1}
    assert whole.counts["year"] == ((2008, 1), (2007, 2))


def test_counting_is_bounded(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from alinea.store import searching

    monkeypatch.setattr(searching, "COUNTED", 3)
    monkeypatch.setattr(searching, "LOOKED_AT", 2)
    keep(library, numbered(1, operative=("paix",) * 5))
    found = library.facets(Query(((Term("word", "paix"),),)))
    assert (found.passages, found.more, found.looked_at) == (3, True, 2)
    assert found.counts["part"] == (("operative", 2),)


def test_hits_and_counts_are_found_in_one_go(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from alinea.store import searching

    monkeypatch.setattr(searching, "WEIGHED", 3)
    for number in range(1, 5):
        keep(
            library,
            numbered(number, operative=("paix", "paix"), adopted_on=datetime.date(2000 + number, 1, 1)),
        )
    query = Query(((Term("word", "paix"),),))
    for most in (1, 2, 3, 4, 7, 8, 9):  # fewer than are weighed, as many, more, all there are
        found, counted = library.survey(query, most)
        assert found == library.search(query)
        asked = library.facets(query, most)
        assert (counted.works, counted.passages, counted.more) == (asked.works, asked.passages, asked.more)
        assert counted.counts == asked.counts and counted.looked_at == counted.passages == min(most, 8)
    one = library.survey(Query(((Term("word", "paix"),),), last=2001), 9)[1]
    assert (one.works, one.passages, one.more) == (1, 2, False)
    with pytest.raises(ValueError, match="nothing to look for"):
        library.survey(Query(), 9)


def test_neighbours(library: Library) -> None:
    text = "Rappelant sa résolution 61/62 et la résolution 60/59"
    cited = citation(text, "61/62", "A/RES/61/62"), citation(text, "60/59", "A/RES/60/59")
    once = paragraph("pp_1", text, citations=cited)
    twice = paragraph("pp_2", text, citations=cited[:1])
    keep(library, numbered(27, preamble=(once, twice)))
    keep(library, numbered(62, 61, title="Suivi"))
    around = library.neighbourhood("A/RES/62/27")
    assert [(each.name, each.held, each.title, each.times) for each in around.cites] == [
        ("A/RES/61/62", True, "Suivi", 2),
        ("A/RES/60/59", False, None, 1),
    ]
    assert around.cited_by == () and (around.all_cites, around.all_cited_by) == (2, 0)
    back = library.neighbourhood("A/RES/60/59", 1)
    assert [(each.name, each.times) for each in back.cited_by] == [("A/RES/62/27", 1)]
    assert library.neighbourhood("A/RES/62/27", 1).all_cites == 2


def shelve(library: Library, text: PackedText | None, reader: Reader = READER) -> tuple[str, Change]:
    """Add an input with its text."""
    (made,) = cards(numbered(1))
    reading = Reading("/a.txt", made.sha256, 1, made.media_type, "auto", (made,), text)
    with library.shelves(INDEXING) as shelves:
        return made.sha256, shelves.shelve(reading, reader)


def test_texts_are_given_back(library: Library) -> None:
    content = "L’Assemblée\r\ngénérale \ud83c x"
    sha256, _ = shelve(library, packed_text(content, b"%PDF", keep=True))
    found = library.source(sha256)
    assert found is not None and found.paths == ("/a.txt",)
    assert found.text == content.replace("\ud83c", "?") and found.data == b"%PDF"
    assert library.source("0" * 64) is None


def test_bytes_that_the_text_gives_are_not_kept_twice(library: Library) -> None:
    data = "Résolution 62/27".encode()
    packed = packed_text("Résolution 62/27", data, keep=True)
    assert packed.exact and packed.data is None
    sha256, _ = shelve(library, packed)
    found = library.source(sha256)
    assert found is not None and found.data == data
    latin = packed_text("Résolution", "Résolution".encode("latin-1"), keep=False)
    assert not latin.exact and latin.data is None


def test_a_text_comes_to_what_was_added_without(library: Library) -> None:
    sha256, _ = shelve(library, None)
    assert library.source(sha256).text is None  # type: ignore[union-attr]
    newer = Reader("1.0.0", 2)
    _, change = shelve(library, packed_text("paix", b"%PDF", keep=True), newer)
    assert change is Change.UNCHANGED
    assert library.source(sha256).text == "paix"  # type: ignore[union-attr]
    # Read again from its file: the bytes that were given before are still those of the input.
    shelve(library, packed_text("Paix", b"%PDF", keep=False), Reader("1.0.0", 3))
    found = library.source(sha256)
    assert found is not None and (found.text, found.data) == ("Paix", b"%PDF")


def test_a_damaged_text_is_told_of(library: Library) -> None:
    sha256, _ = shelve(library, packed_text("paix", b"paix", keep=True))
    with writing(library.engine) as connection:
        connection.exec_driver_sql("UPDATE texts SET sha256 = ?", (hashlib.sha256(b"guerre").digest(),))
    with pytest.raises(LibraryError) as told:
        library.source(sha256)
    assert told.value.code == "damaged"


def test_a_text_goes_with_its_input(library: Library) -> None:
    sha256, _ = shelve(library, packed_text("paix", b"paix", keep=True))
    with library.shelves(INDEXING) as shelves:
        shelves.remove_file("/a.txt")
    assert library.source(sha256) is None
    with library.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM texts").scalar() == 0


def test_check_looks_at_the_texts(library: Library) -> None:
    from alinea.store.maintenance import check

    shelve(library, packed_text("paix", b"%PDF", keep=True))
    faults = [each for each in check(library, INDEXING) if each]
    assert [(each.code, "hash differs" in each.detail) for each in faults] == [("text", True)]
