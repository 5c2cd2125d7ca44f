"""Records of every shape, for property tests: whatever the model allows."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from alinea.model.record import (
    AdoptionBasis,
    Annex,
    Citation,
    Commitment,
    Due,
    Footnote,
    FootnoteCall,
    Heading,
    Item,
    Lead,
    Meeting,
    Origin,
    Paragraph,
    Party,
    Record,
    Vote,
    Warning,
)
from alinea.model.spans import Span

WORDS = st.one_of(
    st.sampled_from(
        [
            "",
            "Prie",
            "Rappelant sa résolution 73/338 du 12 septembre 2019,",
            "a) b) (i) 1. II",
            "\x00\x0b\ud800\ufffe end",
            " \t\n\r x   ",
            "<p>&amp;]]>--</p>",
            "الجمعية العامة",
            "大会",
        ]
    ),
    st.text(max_size=30),
)
NUMBERS = st.one_of(
    st.sampled_from(
        [None, "", "1", "1", "2", "7.a", "I/1", "I/7.a.i", "II/1", "1.", " ", "a b", "–", "*", "/"]
    ),
    st.text(max_size=4),
)
NAMES = st.one_of(st.none(), st.sampled_from(["A", "S", "E", "A/HRC", "E/CN.5", ""]), st.text(max_size=8))
SYMBOLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["A/RES/76/299", "S/RES/2722(2024)", "A/RES/217A(III)", "A/62/391", "E/DEC/2006/222", "%zz"]
    ),
    st.text(max_size=12),
)
MARKS = st.one_of(st.sampled_from(["1", "2", "*", ""]), st.text(max_size=3))
DATES = st.one_of(st.none(), st.dates())
SPANS = st.builds(lambda a, b: Span(a, a + b), st.integers(0, 99), st.integers(0, 99))
PLACES = st.tuples(st.integers(-2, 40), st.integers(-2, 40)).map(lambda p: Span(*p))
IDS = st.one_of(st.sampled_from(["pp_1", "op_1", "op_2", "op_1_a", "annex_1_p_1"]), st.text(max_size=4))

LEADS = st.builds(
    Lead,
    text=WORDS,
    act=st.one_of(st.none(), st.sampled_from(["urge", "take-note"]), st.text(max_size=5)),
    act_class=st.sampled_from([None, "directive"]),
    force=st.one_of(st.none(), st.integers(1, 6)),
    span=SPANS,
    at=PLACES,
)
CITATIONS = st.builds(
    Citation,
    text=WORDS,
    target=SYMBOLS.map(lambda s: s or ""),
    kind=st.sampled_from(["resolution", "decision", "document", "statement"]),
    date=DATES,
    pinpoint=st.one_of(st.none(), WORDS),
    span=SPANS,
    at=PLACES,
)
PARTIES = st.builds(Party, text=WORDS, id=st.one_of(st.none(), WORDS))
COMMITMENTS = st.builds(
    Commitment,
    kind=st.sampled_from(["report", "views", "action"]),
    bearer=st.one_of(st.none(), PARTIES),
    recipient=st.one_of(st.none(), PARTIES),
    act=st.one_of(st.none(), WORDS),
    due=st.one_of(
        st.none(),
        st.builds(Due, session=st.one_of(st.none(), st.integers()), text=st.one_of(st.none(), WORDS)),
    ),
    condition=st.one_of(st.none(), WORDS),
    quote=WORDS,
    certain=st.booleans(),
    span=SPANS,
    at=PLACES,
)


def _tuples(strategy: st.SearchStrategy[Any], size: int) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=size).map(tuple)


def _paragraphs(children: st.SearchStrategy[Any] | None) -> st.SearchStrategy[Paragraph]:
    return st.builds(
        Paragraph,
        id=IDS,
        number=NUMBERS,
        text=WORDS,
        lead=st.one_of(st.none(), LEADS),
        citations=_tuples(CITATIONS, 3),
        commitments=_tuples(COMMITMENTS, 1),
        children=st.just(()) if children is None else _tuples(children, 3),
        footnotes=_tuples(MARKS, 2),
        calls=_tuples(st.builds(FootnoteCall, number=MARKS, at=st.integers(-2, 40)), 3),
        span=SPANS,
    )


PARAGRAPHS = st.recursive(_paragraphs(None), _paragraphs, max_leaves=4)
RECORDS = st.builds(
    Record,
    symbol=SYMBOLS,
    organ=NAMES,
    session=st.one_of(st.none(), st.integers(0, 3000)),
    number=st.one_of(st.none(), st.text(max_size=4)),
    part=st.one_of(st.none(), st.text(max_size=2)),
    title=st.one_of(st.none(), WORDS),
    language=st.one_of(st.sampled_from(["fr", "en", "ar", "fr-CA", "unknown", ""]), st.text(max_size=4)),
    adopted_on=DATES,
    distributed_on=DATES,
    agenda_items=_tuples(st.builds(Item, item=st.integers(), sub=st.one_of(st.none(), WORDS)), 3),
    meeting=st.one_of(st.none(), st.builds(Meeting, number=st.integers(), symbol=SYMBOLS)),
    basis=st.one_of(
        st.none(),
        st.builds(
            AdoptionBasis,
            kind=st.sampled_from([None, "committee-report", "no-main-committee"]),
            committee=st.one_of(st.none(), WORDS),
            documents=_tuples(SYMBOLS.map(lambda s: s or ""), 3),
        ),
    ),
    vote=st.one_of(st.none(), st.builds(Vote, yes=st.integers(), no=st.integers(), abstain=st.integers())),
    enacting=st.one_of(st.none(), WORDS),
    preamble=_tuples(PARAGRAPHS, 3),
    operative=_tuples(PARAGRAPHS, 4),
    headings=_tuples(
        st.builds(Heading, number=NUMBERS, text=WORDS, before=st.one_of(st.none(), IDS), span=SPANS), 4
    ),
    annexes=_tuples(st.builds(Annex, title=WORDS, paragraphs=_tuples(PARAGRAPHS, 2), span=SPANS), 2),
    footnotes=_tuples(
        st.builds(Footnote, number=MARKS, text=WORDS, citations=_tuples(CITATIONS, 1), span=SPANS), 4
    ),
    fragment=st.booleans(),
    source=st.builds(Origin, path=WORDS, media_type=WORDS, sha256=WORDS, span=SPANS),
    warnings=_tuples(st.builds(Warning, code=WORDS, message=WORDS, span=st.one_of(st.none(), SPANS)), 2),
)


def paragraph(identifier: str, number: str | None, text: str, start: int = 0, **rest: Any) -> Paragraph:
    """A paragraph that begins at `start` of its source."""
    return Paragraph(id=identifier, number=number, text=text, span=Span(start, start + len(text)), **rest)


def record(**fields: Any) -> Record:
    """A record of which only the fields given are known."""
    base: dict[str, Any] = {
        "symbol": "A/RES/76/299",
        "organ": "A",
        "session": 76,
        "number": "299",
        "title": "Zone de paix",
        "language": "fr",
        "adopted_on": datetime.date(2022, 7, 28),
        "source": Origin(path="-", media_type="text/plain", sha256="0" * 64, span=Span(0, 0)),
    }
    return Record(**(base | fields))
