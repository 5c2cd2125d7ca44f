"""What linking gives: works in all their languages, the citations between them, and series on one matter."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alinea.model.record import Citation, Commitment, Item, Party
from alinea.model.spans import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is shown: words in a paragraph of one language version of a work.

    Attributes:
        symbol: of the work; paragraph: address within it, such as ``op_7``, empty in a document that is no resolution;
            language: of the version.
        span: in the text of its source; text: the words that stand there.
    """

    symbol: str
    paragraph: str
    language: str
    span: Span
    text: str

    @property
    def address(self) -> str:
        """The stable address of the paragraph: ``A/RES/75/28#op_6``; of a document that has none, its symbol."""
        return f"{self.symbol}#{self.paragraph}" if self.paragraph else self.symbol


@dataclass(frozen=True, slots=True)
class Recall:
    """An earlier resolution of the same organ that a preambular paragraph cites.

    Attributes:
        target: its symbol.
        place: of the citation; order: of the paragraph within the preamble, from 0.
        act: concept of the verb that the paragraph opens with.
        listed: symbols cited with it in one list, in order, itself among them.
        subject: the words by which the text says what the list is about, folded; empty where it says nothing.
        prior: the words call them the earlier resolutions on the same question.
        content: the text goes on to say what was decided there, which one does of other matters' texts.
        date: of its adoption, where the text gives it.
    """

    target: str
    place: Place
    order: int
    act: str | None
    listed: tuple[str, ...] = ()
    subject: str = ""
    prior: bool = False
    content: bool = False
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report that a paragraph speaks of as received.

    Attributes:
        author: identifier of the actor named as its author, or the name, folded, of one without identifier.
        topic: the words by which the paragraph says what it is about, folded; empty where it does not.
        entitled: those words are its title.
        direct: it is what the verb takes note of, and not named beside that.
    """

    author: str
    topic: str = ""
    entitled: bool = False
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph that takes note of a report, or of another document, as received; or as not received.

    Attributes:
        place: of the words; act: concept of the verb that takes note.
        documents: symbols of the documents named there or in its footnotes.
        pursuant: resolutions named as those that asked for it.
        reports: those whose authors are named; named: identifiers of all actors in the paragraph.
        words: the paragraph's own words, folded.
        missing: the paragraph says that what was asked for was not submitted.
    """

    place: Place
    act: str
    documents: tuple[str, ...] = ()
    pursuant: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    named: tuple[str, ...] = ()
    words: str = ""
    missing: bool = False

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors of the reports, each once."""
        return tuple(dict.fromkeys(each.author for each in self.reports))

    def by(self, author: str | None) -> tuple[Report, ...]:
        """Return the reports of an author, those that the verb takes note of first."""
        return tuple(
            sorted((each for each in self.reports if each.author == author), key=lambda each: not each.direct)
        )


@dataclass(frozen=True, slots=True)
class Charge:
    """A commitment and the paragraph that makes it.

    Attributes:
        paragraph: address within the work; preambular: it stands in the preamble.
        ordinal: which of the commitments of its kind in that paragraph, from 1; with the paragraph and the kind
            it is the stable name of the commitment.
        commitment: as the record has it; text: the words of the paragraph.
        bearers: all who are charged, each with its identifier also where only an earlier mention in the text tells who
            is meant.
        recurrence: as of the commitment; where that says *periodic*, the period the paragraph names beside.
        subject: name of the day or year observed, or title of the item of the agenda, as printed.
        day: month and day of the year on which it falls each time; year: of the first time.
    """

    paragraph: str
    preambular: bool
    ordinal: int
    commitment: Commitment
    text: str
    bearers: tuple[Party, ...] = ()
    recurrence: str | None = None
    subject: str | None = None
    day: tuple[int, int] | None = None
    year: int | None = None

    @property
    def bearer_id(self) -> str | None:
        """The identifier of the first who is charged, None where the actor is not known."""
        return self.bearers[0].id if self.bearers else None


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and the paragraph or footnote in which it stands.

    Attributes:
        paragraph: address within the work: ``pp_2``, ``op_7_a``, ``note_2`` for the second footnote.
    """

    paragraph: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Outline:
    """What linking and following need to know of one language version of a resolution, and no more.

    Attributes:
        symbol, organ, session, number, part, language, title, adopted_on, agenda_items, committee: as in the record.
        path, sha256: of its source; fragment: only a piece of it is held.
        paragraphs: how many it has; of two versions in one language the longer counts.
        recalls, notices, charges, citations, tellings: in order of the text; the last are the paragraphs that tell of
            what was held or founded.
    """

    symbol: str
    organ: str
    session: int | None
    number: str | None
    part: str | None
    language: str
    title: str | None
    adopted_on: datetime.date | None
    agenda_items: tuple[Item, ...]
    committee: str | None
    path: str
    sha256: str
    fragment: bool
    paragraphs: int
    recalls: tuple[Recall, ...] = ()
    notices: tuple[Notice, ...] = ()
    charges: tuple[Charge, ...] = ()
    citations: tuple[Cited, ...] = ()
    tellings: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that says that a resolution asked for it, or says of none that it did.

    Attributes:
        symbol; on: the day it was distributed; sessions: by series of the organ, where numbered.
        authors: identifiers of those who submit it; paragraphs: numbers of those that it says asked for it.
        place: where it says so, the beginning of a document that does not; replies: how many replies it holds.
        titles: of it and of the items of the agenda it is submitted under.
        covers: it is a list that is declared to have all reports of its sessions, by its authors where it has any.
    """

    symbol: str
    on: datetime.date | None
    sessions: tuple[tuple[str, int], ...]
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]
    place: Place
    replies: int
    titles: tuple[str, ...] = ()
    covers: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A resolution, whatever the languages it is held in.

    Attributes:
        symbol: canonical.
        versions: by language, the most complete of each.
    """

    symbol: str
    versions: tuple[Outline, ...]

    @property
    def chief(self) -> Outline:
        """The version that is read where one must be chosen: the first whole one."""
        return self.versions[0]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The document cited is held."""

    symbol: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several works held may be meant, or one that is not surely meant.

    Attributes:
        candidates: their symbols, in order; reason: a stable name such as ``part-not-said``.
    """

    candidates: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """The symbol is known and no text of it is held.

    Attributes:
        symbol: canonical; reason: ``not-held``, or ``not-a-resolution`` for a document of another kind.
    """

    symbol: str
    reason: str


Outcome = Resolved | Ambiguous | Unresolved


@dataclass(frozen=True, slots=True)
class Link:
    """A citation and the work it leads to.

    Attributes:
        place: where it stands; target: the symbol cited; pinpoint: the place within it that is cited, as printed.
        outcome: what was found.
    """

    place: Place
    target: str
    pinpoint: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for or against a link between two texts of a series.

    Attributes:
        code: stable name, such as ``same-title``; the words a person reads are in the catalogues.
        weight: from -1 to 1: how much it counts for (above 0) or against (below 0).
        fact: what was found, as printed: a title, a session; empty where the code says all.
        place: where it is shown, None where it is nowhere in particular.
    """

    code: str
    weight: float
    fact: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SeriesLink:
    """A text and an earlier one on the same matter.

    Attributes:
        later, earlier: symbols; held: the earlier text is held; earlier_on: the day it was adopted.
        confidence: from 0 to 1, made of the weights of the reasons.
        reasons: in order of weight.
    """

    later: str
    earlier: str
    held: bool
    earlier_on: datetime.date | None
    confidence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A text of a series.

    Attributes:
        symbol; title: None where it is not held or has none; adopted_on: as its text or a later one says.
        held: its text is held.
        links: to the earlier members, nearest first; of a text that is not held, those that lead to it.
    """

    symbol: str
    title: str | None
    adopted_on: datetime.date | None
    held: bool
    links: tuple[SeriesLink, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Successive texts on one matter, as seen from one of them.

    Attributes:
        seen_from: symbol of that text; members: in order of adoption, itself among them.
        doubtful: earlier texts that it recalls and that may be of the series: a person decides.
    """

    seen_from: str
    members: tuple[Member, ...]
    doubtful: tuple[SeriesLink, ...] = ()
