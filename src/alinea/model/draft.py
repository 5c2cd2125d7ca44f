"""What drafting gives: the next text from the last, each change made in it, and each choice left to a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from alinea.model.ledger import Entry
from alinea.model.record import Record
from alinea.model.spans import Span

ChangeCode = Literal[
    "session",  # a session at which something is asked for moved on
    "year",  # a year that stands for a session moved on
    "last-recalled",  # the last text was added to the resolutions recalled
    "last-put-first",  # the last text stands where the one before it was named as the latest
    "recall-added",  # a paragraph that recalls the last text was put in
    "report-of-last",  # the report is now the one that the last text asked for
    "report-found",  # the report that the last text asked for, as the library knows it
    "masthead-session",
]
"""What was done without asking, by the words of the text alone."""

ChoiceCode = Literal[
    "symbol-open", "date-open", "item-open", "author-open", "title-names-session", "adoption-unknown",
    "report-symbol", "report-noted", "noted-before", "met", "superseded", "lapsed", "overdue",
    "observance-past", "date-moved", "date-named", "other-session", "own-session", "future-session",
    "present-session", "anniversary", "recall-place", "last-not-in-list", "interval", "no-session", "annex",
    "review-clause", "retirement-clause", "note-missing", "note-uncalled",
]  # fmt: skip
"""What no rule settles."""

MASTHEAD = "masthead"
"""The place of what is changed or left open in no paragraph but in the masthead."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was made in the text, and why.

    Attributes:
        code: what it is; the words a person reads are in the catalogues.
        paragraph: address in the draft: ``pp_2``, ``op_8``, ``note_2`` for the second footnote, ``masthead``.
        was: the words of the last text; empty where something was put in.
        now: the words that stand there instead; empty where something was taken out.
        at: place of `now` in the text of the paragraph or footnote of the draft.
        facts: what the words of the catalogue need, such as ``("symbol", "A/RES/62/27")``.
    """

    code: ChangeCode
    paragraph: str
    was: str
    now: str
    at: Span = Span(0, 0)
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a person must settle.

    Attributes:
        code, paragraph, at, facts: as of `Change`.
        text: the words that it is about; those in square brackets stand open in the text.
        shown: the place in a later text that it rests on, as an address; None where it rests on no other text.
    """

    code: ChoiceCode
    paragraph: str
    text: str = ""
    at: Span = Span(0, 0)
    facts: tuple[tuple[str, str], ...] = ()
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text to be: as of `alinea.model.record.Paragraph`, without what is found in it.

    Attributes:
        id: address in the last text; empty for a paragraph that was put in.
        number: as there; text: its words now; calls: footnote marks, as pairs (number, place in the text).
        italic: how many characters of its beginning are the opening, which is set in italics.
    """

    id: str
    number: str | None
    text: str
    calls: tuple[tuple[str, int], ...] = ()
    italic: int = 0
    children: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and the address in the last text of the paragraph it stands before (None: at the end)."""

    number: str | None
    text: str
    before: str | None


@dataclass(frozen=True, slots=True)
class AnnexLines:
    """A text annexed to the one to be."""

    title: str
    paragraphs: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of the text to be, line by line, as it is printed; empty where a line is not printed.

    Attributes:
        organization, organ: names; symbol: with its place left open: ``A/C.1/63/L.[…]``.
        distribution, day, original: the lines of the right-hand column.
        session, committee, item: the lines of the left-hand column; proposal: who submits it.
    """

    organization: str
    organ: str
    symbol: str
    distribution: str
    day: str
    original: str
    session: str
    committee: str
    item: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The text to be, before it is read as any text is: what drafting itself gives.

    Attributes:
        language; organ: series of the organ; session: of the text to be; last: symbol of the last text.
        masthead; title; enacting; preamble, operative, headings, annexes: the text.
        notes: footnotes, as pairs (number, text).
        changes, choices: in order of the text; their addresses are those of the last text.
    """

    language: str
    organ: str
    session: int
    last: str
    masthead: Masthead
    title: str
    enacting: str
    preamble: tuple[Line, ...]
    operative: tuple[Line, ...]
    headings: tuple[Heading, ...] = ()
    annexes: tuple[AnnexLines, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the last text itself, where a library tells.

    Attributes:
        entries: where each of its commitments stands when the draft is made.
        series: symbols of the earlier texts of its series.
        later: symbols of later texts of the series that are held already.
    """

    entries: tuple[Entry, ...] = ()
    series: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The next text from the last.

    Attributes:
        last: the text that it was made from.
        session: of the text to be.
        content: the text to be, as a file of plain text; the spans of `record` refer to it.
        record: the same, read as any text is; its symbol is None, as a person will give it.
        masthead: what stands above the title, line by line.
        changes, choices: in order of the text; addresses and places are those of `record`.
    """

    last: Record
    session: int
    content: str
    record: Record
    masthead: Masthead
    changes: tuple[Change, ...] = field(default=())
    choices: tuple[Choice, ...] = field(default=())
