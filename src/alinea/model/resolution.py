"""What segmenting gives: a resolution cut into its paragraphs, before anyone asks what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from alinea.model.problems import Problem
from alinea.model.spans import MendedText, Span


@dataclass(frozen=True, slots=True)
class Call:
    """A footnote mark within a paragraph.

    Attributes:
        number: as printed, such as ``1`` or ``*``.
        at: its place in the mended text of the paragraph: the mark stood before this character.
        span: the mark itself, in the source.
    """

    number: str
    at: int
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A preambular, operative or annexed paragraph.

    Attributes:
        id: unique within the resolution and stable: ``pp_3``, ``op_7``, ``op_7_a``, ``annex_1_p_12``.
        number: None for a preambular paragraph; ``7``, ``7.a``, ``I/1`` for an operative one, the empty
            string for one that is printed without a number.
        text: its own words, without number, footnote marks, page furniture, hyphenation, sub-paragraphs.
        span: from its first character (the number, where it has one) to its last.
        pieces: the stretches of the source it is made of; more than one where a page end, a footnote or a
            sub-paragraph lies between.
        calls: footnote marks, in order.
        children: its sub-paragraphs.
    """

    id: str
    number: str | None
    text: MendedText
    span: Span
    pieces: tuple[Span, ...]
    calls: tuple[Call, ...] = ()
    children: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number as printed, and its text."""

    number: str
    text: MendedText
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading within the operative part or an annex.

    Attributes:
        number: the printed numeral of a section that restarts the numbering (``II``), or None.
        text: the heading's words.
        span: where it stands.
        before: id of the paragraph it stands before, None at the very end.
    """

    number: str | None
    text: MendedText
    span: Span
    before: str | None


@dataclass(frozen=True, slots=True)
class AnnexedText:
    """A text annexed to the resolution: its title, and its paragraphs in order."""

    title: MendedText
    span: Span
    passages: tuple[Passage, ...]


class PartKind(StrEnum):
    """What a stretch of the text is part of. The parts partition the text."""

    MASTHEAD = "masthead"
    TITLE = "title"
    ENACTING = "enacting"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    HEADING = "heading"
    CLOSING = "closing"
    ANNEX = "annex"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"
    VOTE = "vote"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the source and what it is part of.

    Attributes:
        kind: see `PartKind`.
        span: the stretch; white space belongs to the part before it.
        owner: index of the resolution in the file (from 0); None for what belongs to no resolution.
        id: id of the paragraph it belongs to, where it belongs to one.
    """

    kind: PartKind
    span: Span
    owner: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda under which a resolution was adopted: ``98 (h)`` is item 98, sub h.

    Attributes:
        title: as printed below its number; None where it is not.
    """

    item: int
    sub: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """The adoption bracket: on what report or draft a resolution was adopted.

    Attributes:
        kind: ``committee-report``, or ``no-main-committee`` for one adopted in plenary without reference to
            a main committee; None where it is neither.
        committee: the committee's name as printed, None where there is none.
        text: the words of the bracket; the documents it names are found later, by analysing.
        documents: their symbols, where the format of the file states them.
    """

    kind: str | None
    committee: str | None
    text: MendedText
    documents: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """One resolution, cut into its parts. Whatever the text does not say is None or empty.

    Attributes:
        index: its place among the resolutions of the file, from 0.
        symbol: canonical, such as ``A/RES/62/27``, ``S/RES/1325(2000)``, ``A/RES/2625(XXV)``.
        printed_symbol: the symbol that the masthead prints on a line of its own, as printed.
        organ: ``A``, ``S``, ``E``, ``A/HRC``, ``E/CN.4`` …
        number: ``131``; part: ``A``; session: of the organ, None for the Security Council.
        fragment: True where only a piece of it stands in the file, as on the pages of old volumes.
        proposed: True where the report it stands in calls it a draft.
        span: from its first part to its last.
    """

    index: int
    language: str
    span: Span
    symbol: str | None = None
    printed_symbol: str | None = None
    organ: str | None = None
    session: int | None = None
    number: str | None = None
    part: str | None = None
    title: MendedText | None = None
    adopted_on: date | None = None
    distributed_on: date | None = None
    agenda_items: tuple[AgendaItem, ...] = ()
    meeting: int | None = None
    basis: Basis | None = None
    vote: tuple[int, int, int] | None = None
    enacting: MendedText | None = None
    preamble: tuple[Passage, ...] = ()
    operative: tuple[Passage, ...] = ()
    sections: tuple[Section, ...] = ()
    annexes: tuple[AnnexedText, ...] = ()
    footnotes: tuple[Note, ...] = ()
    fragment: bool = False
    proposed: bool = False
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Segmented:
    """All resolutions of a text, and the parts that partition it."""

    resolutions: tuple[Resolution, ...]
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()
