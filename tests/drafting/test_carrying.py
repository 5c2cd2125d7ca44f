"""The next text from the last: what is changed, and what is left open."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from drafted_texts import codes, drafted, plain, read, text, words
from hypothesis import given, settings
from hypothesis import strategies as st

from alinea.library.drafting import DraftError, draft_from
from alinea.model.corpus import Place
from alinea.model.draft import MASTHEAD, Known
from alinea.model.ledger import Entry, Evidence, Obligation, Status
from alinea.model.spans import Span
from alinea.pipeline import read_path


def test_75_28_is_recalled_with_the_texts_on_neutrality_not_with_those_on_aid(samples: Path) -> None:
    (last,) = read_path(samples / "A-RES-75-28.fr.txt")
    draft = draft_from(last, 78)
    recalled = {each.paragraph for each in draft.changes if each.code == "last-recalled"}
    assert recalled == {"pp_1"}
    told = next(each.text for each in draft.record.preamble if each.id == "pp_1")
    assert told.endswith("69/285 du 3 juin 2015, 71/275 du 2 février 2017 et 75/28 du 7 décembre 2020,")


def test_62_27_carried_to_the_sixty_third_session(samples: Path) -> None:
    (last,) = read_path(samples / "A-RES-62-27.fr.txt")
    draft = draft_from(last, 63)
    record = draft.record
    assert (record.symbol, record.session, record.title) == (None, 63, last.title)
    assert ", 61/62 du 6 décembre 2006 et 62/27 du 5 décembre 2007 sur la promotion" in words(draft, "pp_2")
    assert "A/62/133" not in draft.content
    assert words(draft, "note_2") == "[A/63/…]." and codes(draft, "note_2") == ["report-symbol"]
    assert "de sa résolution 62/27 ;" in words(draft, "op_7")
    asked = {(c.kind, c.due.session) for p in record.operative for c in p.commitments if c.due}
    assert asked == {("views", 64), ("report", 64), ("agenda", 64)}
    assert draft.masthead.symbol == "A/C.1/63/L.[…]" and not record.agenda_items
    untouched = {each.paragraph for each in draft.changes}
    for before, after in zip(last.paragraphs(), record.paragraphs(), strict=True):
        assert plain(before.text) == plain(after.text) or after.id in untouched


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_moved_on_in_each_language(language: str) -> None:
    draft = drafted(text(language))
    recalled, asked = words(draft, "pp_1"), words(draft, "op_2_b")
    expected = {
        "fr": (
            ", 84/9 du 2 décembre 2029 et 85/7 du 3 décembre 2030 sur",
            "sa quatre-vingt-septième session",
        ),
        "en": (", 84/9 of 2 December 2029 and 85/7 of 3 December 2030 on", "its eighty-seventh session"),
    }[language]
    assert expected[0] in recalled and expected[1] in asked
    assert "85/7" in words(draft, "op_1") and "84/9" not in words(draft, "op_1")
    assert words(draft, "note_2") == "[A/86/…]." and words(draft, "note_1").endswith("80/2.")
    assert {"symbol-open", "date-open", "item-open", "author-open"} == set(codes(draft, MASTHEAD))


def test_every_change_stands_where_it_is_said_to_stand() -> None:
    draft = drafted(text("fr"))
    said = [(each.paragraph, each.at, each.now) for each in draft.changes]
    said += [(each.paragraph, each.at, each.text) for each in draft.choices]
    for paragraph, at, printed in said:
        if paragraph != MASTHEAD:
            assert words(draft, paragraph)[at.start : at.end] == printed


@pytest.mark.parametrize(
    ("paragraph", "expected", "left"),
    [
        # The session of another organ, by its calendar; one that no calendar knows is left as it stands.
        (
            "Prie la Commission du développement social d'en débattre à sa soixante-dixième session",
            "sa soixante et onzième session",
            [],
        ),
        (
            "Prie le Secrétaire général d'en rendre compte à la soixante-dixième session de la Commission du développement social",
            "à la soixante et onzième session",
            [],
        ),
        (
            "Prie le Secrétaire général de faire rapport au Forum des phares à sa douzième session",
            "douzième",
            ["other-session"],
        ),
        ("Rappelle la décision prise à sa quatre-vingt-sixième session", "quatre-vingt-sixième", []),
        (
            "Prie le Secrétaire général de lui faire rapport à ses quatre-vingt-sixième et quatre-vingt-septième sessions",
            "ses quatre-vingt-septième et quatre-vingt-huitième sessions",
            [],
        ),
        (
            "Décide de reprendre l'examen de la question à la reprise de sa présente session",
            "sa présente session",
            ["present-session"],
        ),
        (
            "Prie le Secrétaire général de lui présenter chaque année un rapport, à compter de sa quatre-vingt-sixième session",
            "à compter de sa quatre-vingt-sixième session",
            ["future-session"],
        ),
        (
            "Prie le Secrétaire général de lui présenter un rapport le 30 juin 2031 au plus tard",
            "le 30 juin [2032]",
            ["date-moved"],
        ),
        ("Décide de convoquer une conférence sur les phares en mai 2031", "en mai 2031", ["lapsed"]),
        (
            "Rappelle le vingt et unième anniversaire de la garde des phares",
            "vingt et unième anniversaire",
            ["anniversary"],
        ),
    ],
)
def test_times_of_the_operative_part(paragraph: str, expected: str, left: list[str]) -> None:
    draft = drafted(text("fr", paragraph=paragraph))
    assert expected in words(draft, "op_3")
    assert codes(draft, "op_3") == left


def test_an_anniversary_is_left_open_with_its_number_in_each_language() -> None:
    for language, paragraph, named in (
        (
            "fr",
            "Rappelle le vingt et unième anniversaire de la garde des phares",
            "vingt et unième anniversaire",
        ),
        (
            "en",
            "Recalls the twenty-first anniversary of the keeping of lighthouses",
            "twenty-first anniversary",
        ),
    ):
        draft = drafted(text(language, paragraph=paragraph))
        assert [each.text for each in draft.choices if each.code == "anniversary"] == [named]


def test_two_sessions_further() -> None:
    draft = drafted(text("fr"), session=87)
    assert "sa quatre-vingt-huitième session" in words(draft, "op_2_b")
    assert "interval" in codes(draft, MASTHEAD)


def test_a_year_that_is_over_is_pointed_out() -> None:
    content = text("fr", paragraph="Proclame l'année 2031 Année internationale des phares")
    draft = drafted(content, session=87)
    assert "2031" in words(draft, "op_3") and codes(draft, "op_3") == ["observance-past"]
    assert codes(drafted(content, session=86), "op_3") == []


def test_what_the_library_knows_is_told() -> None:
    content = text("fr", paragraph="Prie le Secrétaire général de lui présenter un rapport sur les bouées")
    known = Known((entry("op_2_b", "A/86/210"), entry("op_3", None)))
    draft = drafted(content, known=known)
    assert words(draft, "note_2") == "A/86/210."
    assert [change.code for change in draft.changes if change.paragraph == "note_2"] == ["report-found"]
    assert codes(draft, "op_3") == ["met"]
    assert next(choice.shown for choice in draft.choices if choice.code == "met") == "A/RES/86/3#op_1"


def entry(paragraph: str, document: str | None) -> Entry:
    """A report that a later text takes note of."""
    place = Place("A/RES/86/3", "op_1", "fr", Span(0, 4), "Note")
    shown = Evidence("report-noted", place, datetime.date(2031, 12, 1), document)
    obligation = Obligation(
        "x", "A/RES/85/7", "A", 85, None, None, "fr", paragraph, "report", None, None, None, None, None, None, None,
        True, "", Span(0, 0), None, None, None, None, None, None, evidence=(shown,),
    )  # fmt: skip
    return Entry(obligation, Status.MET, "report-noted", shown)


def test_footnotes_are_numbered_anew_and_none_is_lost() -> None:
    content = text("fr").replace("²", "⁷").replace("³", "⁷").replace("¹ Voir", "⁹ Lu nulle part.\n\n¹ Voir")
    draft = drafted(content)
    assert [note.number for note in draft.record.footnotes] == ["1", "2", "3"]
    assert draft.record.footnotes[2].text == "Lu nulle part."
    assert "note-uncalled" in codes(draft, "note_3")


@pytest.mark.parametrize(
    ("session", "code"), [(85, "before"), (12, "before"), (300, "far")], ids=["same", "earlier", "far"]
)
def test_sessions_that_no_draft_is_made_for(session: int, code: str) -> None:
    with pytest.raises(DraftError) as error:
        drafted(text("fr"), session=session)
    assert error.value.code == code


def test_an_organ_without_sessions_moves_nothing_on() -> None:
    content = """Résolution 1325 (2000)

Adoptée par le Conseil de sécurité à sa 4213e séance, le 31 octobre 2000

Le Conseil de sécurité,

Rappelant ses résolutions 1261 (1999) et 1296 (2000),

1. Prie le Secrétaire général de lui présenter un rapport le 30 avril 2001 au plus tard.
"""
    draft = drafted(content, session=1)
    assert "1296 (2000) et 1325 (2000)," in words(draft, "pp_1")
    assert "no-session" in codes(draft, MASTHEAD) and draft.masthead.session == ""


@settings(max_examples=40)
@given(st.lists(st.sampled_from("abé 12.,;:¹ »'()[]/…\n-"), max_size=60).map("".join))
def test_any_words_are_carried_without_loss(noise: str) -> None:
    content = text("fr", paragraph=f"Invite les États {noise} à garder les phares")
    last = read(content)
    if last.symbol is None or last.fragment:
        return
    draft = draft_from(last, 86)
    assert len(list(draft.record.paragraphs())) >= len(last.preamble) + len(last.operative)


@pytest.mark.parametrize(
    ("language", "opening", "settled"),
    [
        (
            "fr",
            "Décide de réexaminer, d’ici au […],",
            "Décide que le mandat prendra fin le 3 mai 2035 et de réexaminer l'application de la présente résolution",
        ),
        (
            "en",
            "Decides to review, by […],",
            "Decides that the mandate shall end on 3 May 2035 and to review the implementation of the present resolution",
        ),
    ],
)
def test_clauses_of_review_and_retirement_are_offered_where_they_are_lacking(
    language: str, opening: str, settled: str
) -> None:
    offered = [each for each in drafted(text(language)).choices if each.code.endswith("-clause")]
    assert [(each.code, each.paragraph) for each in offered] == [
        ("review-clause", "op_4"),
        ("retirement-clause", "op_4"),
    ]
    assert dict(offered[0].facts)["clause"].startswith(opening)
    assert not [
        each for each in drafted(text(language, paragraph=settled)).choices if each.code.endswith("-clause")
    ]
