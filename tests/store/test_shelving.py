"""What adding and removing does to the library."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from shelf_records import INDEXING, READER, citation, keep, lead, paragraph, record, report

from alinea.store.library import Library
from alinea.store.maintenance import check
from alinea.store.values import Change, Reader

NEWER = Reader("1.0.0", 2)


def sound(library: Library) -> bool:
    return [fault for fault in check(library, INDEXING) if fault] == []


def test_the_record_comes_back_as_it_was(library: Library) -> None:
    text = "Prie le Secrétaire général de rendre compte de la résolution 61/62"
    given = record(
        preamble=["Rappelant la Charte"],
        operative=[
            paragraph(
                "op_1",
                text,
                "1",
                lead=lead(text, "Prie", "request", force=4),
                citations=(citation(text, "61/62", "A/RES/61/62"),),
                commitments=(report(text),),
            )
        ],
        notes=["Voir A/62/133."],
        warnings=1,
    )
    assert keep(library, given, path="/a.txt") is Change.NEW
    assert library.record("A/RES/62/27") == given
    assert dict(library.records()) == {"A/RES/62/27": given}
    assert sound(library)
    work = library.work("A/RES/62/27")
    assert work is not None
    assert (work.organ, work.session, work.adopted_on) == ("A", 62, datetime.date(2007, 12, 5))
    assert (work.title, work.languages, work.fragment) == ("Promotion du multilatéralisme", ("fr",), False)


def test_what_is_found_in_paragraphs_is_asked_for_by_itself(library: Library) -> None:
    text = "Prie le Secrétaire général de rendre compte de la résolution 61/62"
    found = paragraph(
        "op_7", text, "7", citations=(citation(text, "61/62", "A/RES/61/62"),), commitments=(report(text),)
    )
    keep(library, record(operative=[found]))
    (cited,) = library.cited_by("A/RES/61/62")
    assert (str(cited.address), cited.address.number, cited.text) == ("A/RES/62/27#op_7", "7", "61/62")
    assert (cited.pinpoint, cited.session, text[cited.at.start : cited.at.end]) == (
        "paragraphe 5",
        62,
        "61/62",
    )
    assert library.citations_of("A/RES/62/27") == (cited,) == tuple(library.citations())
    assert library.cited_by("A/RES/60/1") == ()
    with library.reading() as connection:
        laid = connection.exec_driver_sql(
            "SELECT kind, bearer, bearer_id, due_session, due_organ, quote FROM commitments"
        ).all()
    assert [tuple(each) for each in laid] == [
        ("report", "le Secrétaire général", "secretary-general", 63, "A", text)
    ]


def test_adding_again_changes_nothing(library: Library) -> None:
    one = record()
    keep(library, one, path="/a.txt")
    before = library.counts()
    assert keep(library, one, path="/a.txt") is Change.UNCHANGED
    assert library.counts() == before


def test_the_same_bytes_in_another_file_are_one_input(library: Library) -> None:
    one = record()
    keep(library, one, path="/a.txt")
    other = one.model_copy(update={"source": one.source.model_copy(update={"path": "/b.txt"})})
    assert keep(library, other, path="/b.txt") is Change.UNCHANGED
    assert [held.paths for held in library.held()] == [("/a.txt", "/b.txt")]
    with library.shelves(INDEXING) as shelves:
        assert shelves.remove_file("/a.txt") == ("A/RES/62/27",)
    assert library.record("A/RES/62/27") == one
    with library.shelves(INDEXING) as shelves:
        shelves.remove_file("/b.txt")
    assert library.works() == () and set(library.counts().values()) == {0}


def test_a_file_with_other_bytes_replaces_what_it_held(library: Library) -> None:
    keep(library, record(source="before"), path="/a.txt")
    assert keep(library, record("A/RES/62/28", source="after"), path="/a.txt") is Change.CHANGED
    assert [work.name for work in library.works()] == ["A/RES/62/28"]
    assert sound(library)


def test_a_newer_reader_replaces_the_record(library: Library) -> None:
    one = record(operative=["Demande aux Etats"])
    better = record(operative=["Demande aux États", "Décide de rester saisie"])
    keep(library, one, sha256="aa")
    assert keep(library, better, sha256="aa", reader=NEWER) is Change.CHANGED
    assert library.record("A/RES/62/27") == better
    assert library.readers() == {"aa": ("auto", NEWER)}
    assert keep(library, better, sha256="aa", reader=Reader("1.1.0", 2)) is Change.UNCHANGED
    assert sound(library)


def test_replacing_is_whole_or_not_at_all(library: Library) -> None:
    one = record()
    keep(library, one, path="/a.txt")
    with pytest.raises(RuntimeError), library.shelves(INDEXING) as shelves:
        shelves.remove_file("/a.txt")
        raise RuntimeError
    assert library.record("A/RES/62/27") == one
    assert sound(library)


def test_languages_of_a_resolution_are_one_work(library: Library) -> None:
    french, english = record(), record(language="en", title="Promotion of multilateralism")
    keep(library, english)
    assert library.record("A/RES/62/27") == english
    keep(library, french)
    (work,) = library.works()
    assert (work.languages, work.title) == (("fr", "en"), "Promotion du multilatéralisme")
    assert library.record("A/RES/62/27") == french
    assert library.record("A/RES/62/27", "en") == english
    assert library.record("A/RES/62/27", "es") is None
    assert len(list(library.records())) == 1
    assert len(list(library.records(principal=False))) == 2
    assert [name for name, _ in library.records("en")] == ["A/RES/62/27"]


def test_findings_of_another_language_are_asked_for_by_it(library: Library) -> None:
    for language in ("fr", "en"):
        text = f"61/62 {language}"
        found = paragraph("op_1", text, "1", citations=(citation(text, "61/62", "A/RES/61/62"),))
        keep(library, record(language=language, operative=[found]))
    assert [each.address.language for each in library.cited_by("A/RES/61/62")] == ["fr"]
    assert [each.address.language for each in library.cited_by("A/RES/61/62", "en")] == ["en"]


def test_of_two_readings_the_better_is_in_use(library: Library) -> None:
    text = record(source="text", operative=["Demande un"])
    pdf = record(source="pdf", media_type="application/pdf", operative=["Demande deux"])
    keep(library, text, path="/a.txt")
    keep(library, pdf, path="/a.pdf")
    assert library.record("A/RES/62/27") == pdf
    assert library.counts()["passages"] == 2
    with library.shelves(INDEXING) as shelves:
        shelves.remove_file("/a.pdf")
    assert library.record("A/RES/62/27") == text
    assert sound(library)


def test_a_fragment_gives_way_to_the_whole(library: Library) -> None:
    fragment = record(source="fragment", language="en", fragment=True, operative=["Requests"])
    keep(library, fragment, path="/fragment.txt")
    assert library.work("A/RES/62/27") is not None
    assert library.record("A/RES/62/27") == fragment
    whole = record(source="whole")
    keep(library, whole, path="/whole.txt")
    (work,) = library.works()
    assert (work.languages, work.fragment) == (("fr",), False)
    with library.shelves(INDEXING) as shelves:
        shelves.remove_file("/whole.txt")
    (work,) = library.works()
    assert (work.languages, work.fragment) == (("en",), True)
    assert sound(library)


def test_a_fragment_without_symbol_is_no_work(library: Library) -> None:
    keep(library, record(None, fragment=True), record(), sha256="aa")
    assert [work.name for work in library.works()] == ["A/RES/62/27"]
    assert [held.left_out for held in library.held()] == [1]


def test_resolutions_without_symbol_are_named_by_their_input(library: Library) -> None:
    one, other = record(None, title="Une"), record(None, title="Autre")
    keep(library, one, other, sha256="ab" * 32)
    names = [f"file:{each.source.sha256[:12]}/{place}" for place, each in ((1, one), (2, other))]
    assert sorted(work.name for work in library.works()) == sorted(names)
    assert library.record(names[1]) == other


def test_removing_a_work_leaves_the_others_of_its_file(library: Library) -> None:
    keep(library, record(), record("A/RES/62/28"), path="/volume.txt")
    with library.shelves(INDEXING) as shelves:
        shelves.remove_work("A/RES/62/27")
    assert [work.name for work in library.works()] == ["A/RES/62/28"]
    assert library.paths().keys() == {"/volume.txt"}
    with library.shelves(INDEXING) as shelves:
        shelves.remove_work("A/RES/62/28")
    assert library.paths() == {}
    assert sound(library)


def test_removing_what_is_not_there(library: Library) -> None:
    for remove in ("remove_work", "remove_file"):
        with pytest.raises(LookupError), library.shelves(INDEXING) as shelves:
            getattr(shelves, remove)("nothing")


def test_nothing_is_left_of_what_was_removed(library: Library) -> None:
    keep(library, record(warnings=2, notes=["Une note"]), path="/a.txt")
    with library.shelves(INDEXING) as shelves:
        shelves.remove_file("/a.txt")
    with closing(sqlite3.connect(library.path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        full = [
            name
            for name in names
            if not name.startswith(("passage_index", "title_index", "document_words"))
            and connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        ]
    assert full == ["migrations"]
    assert sound(library)


def test_latest_adopted_come_last_in_order(library: Library) -> None:
    for year in (2010, 1946, 2024):
        keep(library, record(f"A/RES/{year}", adopted_on=datetime.date(year, 1, 1), source=str(year)))
    keep(library, record("A/RES/none", adopted_on=None))
    with library.reading() as connection:
        ids = connection.exec_driver_sql(
            "SELECT version_id FROM passages GROUP BY version_id ORDER BY min(id)"
        )
        names = [
            connection.exec_driver_sql(
                "SELECT w.name FROM versions v JOIN works w ON w.id = v.work_id WHERE v.id = ?", (each,)
            ).scalar()
            for each in ids.scalars()
        ]
    assert names == ["A/RES/none", "A/RES/1946", "A/RES/2010", "A/RES/2024"]
    assert [work.name for work in library.works()] == names


def test_counted_uses_of_words_follow_what_is_in_use(library: Library) -> None:
    def uses(word: str) -> int:
        with library.reading() as connection:
            order = "SELECT coalesce(sum(uses), 0) FROM words WHERE word = ?"
            return int(connection.exec_driver_sql(order, (word,)).scalar_one())

    keep(library, record("A/RES/1/1", operative=["Désarmer et désarmer"]), path="/1")
    keep(library, record("A/RES/1/2", operative=["Désarmer"]), path="/2")
    assert uses("desarmer") == 2
    with library.shelves(INDEXING) as shelves:
        shelves.remove_file("/1")
    assert uses("desarmer") == 1
    with library.shelves(INDEXING) as shelves:
        shelves.remove_file("/2")
    assert uses("desarmer") == 0


def test_a_process_that_reads_sees_what_was_whole(library: Library) -> None:
    keep(library, record("A/RES/1/1"))
    with Library.open(library.path) as other, other.reading() as connection:
        count = "SELECT count(*) FROM works"
        assert connection.exec_driver_sql(count).scalar() == 1
        with library.shelves(INDEXING) as shelves:
            from shelf_records import cards

            from alinea.store.writing import Reading

            (made,) = cards(record("A/RES/1/2"))
            shelves.shelve(Reading(None, made.sha256, 1, made.media_type, "auto", (made,)), READER)
            assert [work.name for work in other.works()] == ["A/RES/1/1"]
        assert connection.exec_driver_sql(count).scalar() == 1  # still that moment
        assert len(other.works()) == 2


def test_of_two_versions_of_equal_merit_the_same_is_in_use_in_whatever_order_they_came(
    tmp_path: Path,
) -> None:
    titles = []
    for place, order in enumerate(("ab", "ba")):
        with Library.open(tmp_path / f"{place}.sqlite", create=True) as library:
            for source in order:
                keep(library, record(title=f"Titre {source}", source=source))
            (work,) = library.works()
            titles.append(work.title)
            assert sound(library)
    assert titles[0] == titles[1]


def test_the_first_read_of_equal_versions_in_use_is_no_fault(library: Library) -> None:
    for source in "ab":
        keep(library, record(title=f"Titre {source}", source=source))
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE versions SET current = 1 - current, principal = 1 - principal")
    assert not any(fault and fault.code == "choice" for fault in check(library, INDEXING))
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE versions SET current = 1")
    assert any(fault and fault.code == "choice" for fault in check(library, INDEXING))
