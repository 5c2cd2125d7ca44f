"""Full-text search: what is found, what is marked, what comes first."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf_records import INDEXING, citation, keep, lead, paragraph, record, report

from alinea.library.reading import Indexer
from alinea.store import expressions, searching
from alinea.store.expressions import MARK, UNMARK, Facet, Query, Term
from alinea.store.library import Library
from alinea.store.searching import unmarked


def found(library: Library, *wanted: Term, **more: object) -> list[str]:
    query = Query(tuple((term,) for term in wanted), **more)  # type: ignore[arg-type]
    return [str(hit.address) for hit in library.search(query).hits]


def word(text: str, *stems: tuple[str, str]) -> Term:
    return Term("word", text, stems)


def phrase(text: str) -> Term:
    return Term("phrase", text)


@pytest.fixture
def filled(library: Library) -> Library:
    text = "Prie le Secrétaire général de rendre compte de la résolution 61/62"
    asked = paragraph(
        "op_2",
        text,
        "2",
        lead=lead(text, "Prie", "request", force=4),
        citations=(citation(text, "61/62", "A/RES/61/62"),),
        commitments=(report(text),),
    )
    first = record(
        title="Zone exempte d’armes nucléaires en Asie centrale",
        preamble=["Considérant que les armes nucléaires menacent la paix"],
        operative=["Demande aux États dotés d'une arme nucléaire de désarmer", asked],
        notes=["Voir les armes nucléaires, CD/1234."],
    )
    keep(library, first)
    english = record(
        language="en",
        title="Zone free of nuclear weapons in Central Asia",
        operative=["Calls for disarmament"],
    )
    keep(library, english)
    keep(
        library,
        record(
            "S/RES/1540(2004)",
            title="Non-prolifération",
            organ="S",
            session=None,
            adopted_on=datetime.date(2004, 4, 28),
            operative=["Décide que les armes et leurs vecteurs…", "Engage à la mise en œuvre"],
        ),
    )
    return library


def test_words_are_found_in_all_their_forms_without_accents(filled: Library) -> None:
    assert set(found(filled, word("nucleaire"))) == {
        f"A/RES/62/27#{each}" for each in ("title", "pp_1", "op_1", "note_1")
    }
    assert found(filled, word("nucleaire"), word("etats"))[0] == "A/RES/62/27#op_1"


def test_a_word_that_stands_nowhere_is_found_by_its_stem(filled: Library) -> None:
    assert found(filled, word("nucleairement")) == []
    assert len(found(filled, word("nucleairement", ("fr", "nucl")))) == 4


def test_a_phrase_is_found_as_it_stands(filled: Library) -> None:
    assert set(found(filled, phrase("armes nucleaires"))) == {
        f"A/RES/62/27#{each}" for each in ("title", "pp_1", "note_1")
    }
    assert found(filled, phrase("nucleaires armes")) == []
    assert found(filled, phrase("exempte d armes")) == ["A/RES/62/27#title"]


def test_a_beginning_is_found(filled: Library) -> None:
    assert set(found(filled, Term("prefix", "desarm"))) == {"A/RES/62/27#op_1"}
    assert found(filled, Term("prefix", "mise en oe")) == []
    assert found(filled, Term("prefix", "mise en œu")) == ["S/RES/1540(2004)#op_2"]


def test_a_symbol_is_found_where_it_is_cited_and_where_it_is(filled: Library) -> None:
    assert found(filled, Term("symbol", "A/RES/61/62")) == ["A/RES/62/27#op_2"]
    assert set(found(filled, Term("symbol", "S/RES/1540(2004)"))) == {"S/RES/1540(2004)#title"}


def test_one_or_the_other_and_what_is_not_wanted(filled: Library) -> None:
    query = Query(((word("vecteurs"), word("paix")),))
    assert {str(hit.address) for hit in filled.search(query).hits} == {
        "A/RES/62/27#pp_1",
        "S/RES/1540(2004)#op_1",
    }
    assert set(found(filled, word("armes"), unwanted=(word("nucleaires"),))) == {"S/RES/1540(2004)#op_1"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ((("organ", "S"),), {"S/RES/1540(2004)#op_1"}),
        (
            (("organ", "S"), ("organ", "A"), ("part", "operative")),
            {"S/RES/1540(2004)#op_1", "A/RES/62/27#op_1"},
        ),
        ((("session", 62), ("part", "preambular")), {"A/RES/62/27#pp_1"}),
        ((("part", "note"),), {"A/RES/62/27#note_1"}),
        ((("language", "en"),), set()),
        ((("organ", "A' OR \"S"),), set()),
    ],
)
def test_filters(filled: Library, filters: tuple[tuple[Facet, str], ...], expected: set[str]) -> None:
    assert set(found(filled, word("armes"), filters=filters)) == expected


def test_filters_alone_give_the_latest_first(filled: Library) -> None:
    assert found(filled, filters=(("kind", "report"),)) == ["A/RES/62/27#op_2"]
    assert found(filled, filters=(("bearer", "secretary-general"), ("act", "request"))) == [
        "A/RES/62/27#op_2"
    ]
    assert found(filled, filters=(("cites", "A/RES/61/62"),)) == ["A/RES/62/27#op_2"]
    latest = found(filled, filters=(("part", "title"),))
    assert latest[-1] == "S/RES/1540(2004)#title"


def test_years(filled: Library) -> None:
    assert found(filled, word("armes"), first=2004, last=2004) == ["S/RES/1540(2004)#op_1"]
    assert len(found(filled, word("armes"), first=2005)) == 4
    assert found(filled, word("armes"), last=2004) == ["S/RES/1540(2004)#op_1"]
    assert found(filled, word("armes"), last=2003) == []
    keep(filled, record("A/RES/undated", adopted_on=None, operative=["Des armes"]))
    assert "A/RES/undated#op_1" not in found(filled, word("armes"), last=2004)


def test_nothing_to_look_for(filled: Library) -> None:
    with pytest.raises(ValueError, match="nothing"):
        filled.search(Query(unwanted=(word("armes"),)))


def test_titles_and_operative_paragraphs_come_first(library: Library) -> None:
    for place, (title, preamble, operative) in enumerate(
        [("Paix", "du désarmement", "x"), ("Désarmement", "x", "x"), ("Paix", "x", "du désarmement")]
    ):
        keep(library, record(f"A/RES/62/{place}", title=title, preamble=[preamble], operative=[operative]))
    assert found(library, word("desarmement")) == ["A/RES/62/1#title", "A/RES/62/2#op_1", "A/RES/62/0#pp_1"]


def test_a_rare_word_weighs_more_than_a_common_one(library: Library) -> None:
    for place in range(20):
        keep(library, record(f"A/RES/61/{place}", operative=["la paix"]))
    keep(library, record("A/RES/62/1", operative=["la paix et la paix et autre chose"]))
    keep(library, record("A/RES/62/2", operative=["le mercure et encore autre chose"]))
    query = Query(((word("paix"), word("mercure")),))
    assert str(library.search(query).hits[0].address) == "A/RES/62/2#op_1"


def test_what_was_found_is_marked(filled: Library) -> None:
    (hit,) = filled.search(Query(((phrase("exempte d armes"),), (word("asie"),)))).hits
    assert [hit.text[start:end] for start, end in hit.marks] == ["exempte d’armes", "Asie"]
    assert hit.title == hit.text
    assert (hit.organ, hit.session, hit.adopted_on) == ("A", 62, datetime.date(2007, 12, 5))


def test_what_is_weighed_is_bounded_and_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "WEIGHED", 3)
    for place in range(8):
        adopted = datetime.date(2000 + place, 1, 1)
        title = "La paix" if place == 0 else "Autre"
        keep(library, record(f"A/RES/55/{place}", title=title, adopted_on=adopted, operative=["la paix"]))
    answer = library.search(Query(((word("paix"),),)))
    assert answer.more and answer.weighed == 4
    # The title is weighed although it is the oldest; of the paragraphs the latest are.
    assert [str(hit.address) for hit in answer.hits] == [
        "A/RES/55/0#title",
        "A/RES/55/7#op_1",
        "A/RES/55/6#op_1",
        "A/RES/55/5#op_1",
    ]
    assert not library.search(Query(((word("autre"),),), first=2006)).more


def test_an_old_passage_with_all_words_comes_before_many_late_ones_that_lack_some(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "WEIGHED", 3)
    keep(library, record("A/RES/1/1", adopted_on=datetime.date(1946, 1, 24), operative=["embargo somalie"]))
    for place in range(8):
        adopted = datetime.date(2000 + place, 1, 1)
        keep(library, record(f"A/RES/55/{place}", adopted_on=adopted, operative=["embargo liberia"]))
    hits = library.search(Query(((word("embargo"),), (word("somalie"),)))).hits
    assert [(str(hit.address), hit.lacking) for hit in hits[:2]] == [
        ("A/RES/1/1#op_1", ()),
        ("A/RES/55/7#op_1", ("somalie",)),
    ]


def test_a_form_that_goes_on_beyond_the_word_counts_for_less(library: Library) -> None:
    keep(library, record("A/RES/1/1", operative=["rapport annuel"]))
    keep(library, record("A/RES/1/2", adopted_on=datetime.date(2020, 1, 1), operative=["rapportaient a"]))
    with_stem = Term("word", "rapport", (("fr", "rapport"),))
    hits = library.search(Query(((with_stem,),))).hits
    assert [hit.address.work for hit in hits] == ["A/RES/1/1", "A/RES/1/2"]


def test_a_beginning_with_many_forms_finds_the_rare_ones_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expressions, "MOST_FORMS", 2)
    keep(library, record("A/RES/1/1", operative=["con", "cona", "conb", "conc"]))
    keep(library, record("A/RES/1/2", operative=["cona", "conb"]))
    answer = library.search(Query(((Term("prefix", "con"),),)))
    assert {hit.text for hit in answer.hits} == {"con", "cona", "conb", "conc"}
    assert all(hit.score > 0 for hit in answer.hits)


def test_the_number_of_hits_is_as_asked(filled: Library) -> None:
    assert len(found(filled, word("armes"), limit=2)) == 2


@given(st.text(alphabet=MARK + UNMARK + "ab ", max_size=20))
def test_marks_are_read_whatever_the_text_holds(marked: str) -> None:
    text, marks = unmarked(marked)
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert MARK not in text


latin = st.characters(max_codepoint=0x17F, exclude_categories=["Cc"], exclude_characters="µſŉ")
cyrillic = st.characters(min_codepoint=0x400, max_codepoint=0x45F)


@settings(max_examples=200)
@given(st.text(latin | cyrillic, max_size=60), st.sampled_from(["fr", "en", "ru"]))
def test_every_word_kept_is_a_word_of_the_index(text: str, language: str) -> None:
    """A query asks for words by the forms that are kept: the index must have them so."""
    kept = {indexed for indexed, _ in Indexer().words(text, language)}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute('CREATE VIRTUAL TABLE t USING fts5(x, tokenize="unicode61 remove_diacritics 2")')
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, row)")
        connection.execute("INSERT INTO t VALUES (?)", (text,))
        terms = {row[0] for row in connection.execute("SELECT term FROM v")}
    assert kept <= terms


def test_words_of_french_and_english_are_those_of_the_index(tmp_path: Path) -> None:
    text = "L’œuvre d'État — Ça naïve, garçons élevés; ŒUVRE Ÿ É e\u0301tat Secretary-General's co-operation_x TÜRKİYE"
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute('CREATE VIRTUAL TABLE t USING fts5(x, tokenize="unicode61 remove_diacritics 2")')
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, row)")
        connection.execute("INSERT INTO t VALUES (?)", (text,))
        terms = {row[0] for row in connection.execute("SELECT term FROM v")}
    assert {indexed for indexed, _ in Indexer().words(text, "fr")} == terms
    assert {indexed for indexed, _ in INDEXING.words("Élevés, œuvre", "fr")} == {"eleves", "œuvre"}


def _of_one_day(library: Library, numbers: Iterable[int]) -> None:
    for number in numbers:
        keep(library, record(f"A/RES/62/{number}", title=f"Titre {number}", operative=["Garde les phares"]))


def test_hits_and_scores_depend_neither_on_what_was_there_once_nor_on_the_order_of_adding(
    library: Library, tmp_path: Path
) -> None:
    query = Query(((word("phares"),), (word("garde"),)))
    _of_one_day(library, range(30, 60))
    with library.shelves(INDEXING) as shelves:
        for number in range(36, 60):
            shelves.remove_work(f"A/RES/62/{number}")
    with library.shelves(INDEXING) as shelves:
        shelves.remove_work("A/RES/62/31")
    _of_one_day(library, [31])
    with Library.open(tmp_path / "other.sqlite", create=True) as other:
        _of_one_day(other, range(30, 36))
        ours, theirs = library.search(query).hits, other.search(query).hits
    assert [(str(hit.address), hit.score) for hit in ours] == [
        (str(hit.address), hit.score) for hit in theirs
    ]
    assert [hit.address.work for hit in ours] == [f"A/RES/62/{number}" for number in range(30, 36)]
