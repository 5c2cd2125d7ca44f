"""The record: what Alinéa says of one resolution, and the JSON form of it.

The fields and their meaning are a contract with every reader of the output: fields are added, their
meaning never changes. Unknown is null or an empty list, never a guess. Every finding carries its
``span``, its place in the source, and ``at``, its place in the text of its paragraph.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from alinea.model.spans import Span

CommitmentKind = Literal["report", "views", "agenda", "observance", "meeting", "term", "action"]
Nature = Literal["request", "decision", "obligation", "prohibition", "undertaking", "permission"]
Deliverable = Literal[
    "report", "oral-briefing", "study", "list", "guidelines", "plan", "strategy", "template", "meeting",
    "summary", "views", "observance", "agenda-item", "term", "appointment", "assistance", "other",
]  # fmt: skip
MeansClass = Literal["existing-resources", "voluntary", "regular-budget", "other"]
ActClass = Literal["deciding", "directive", "evaluative", "observing", "recalling"]


class Frozen(BaseModel):
    """A value: never changed once made, and nothing in it that is not named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(Frozen):
    """Something found in the words of a paragraph or footnote.

    Attributes:
        span: its place in the text of the source.
        at: its place in the ``text`` of the paragraph: ``paragraph.text[at[0]:at[1]]`` are its words.
    """

    span: Span
    at: Span


class Lead(Finding):
    """The opening verb phrase of a paragraph: *Demande instamment* (aux gouvernements de …).

    Attributes:
        text: the verb phrase with its adverbs, as printed; nothing of its object.
        act: a concept of the scheme shared by all languages (``urge``), None where the verb is not known.
        act_class: what kind of act it is.
        force: for directives, the rank of force from 1 (encourage) to 6 (demand); None for the others.
    """

    text: str
    act: str | None = None
    act_class: ActClass | None = None
    force: int | None = None


class Citation(Finding):
    """A document that the text names.

    Attributes:
        text: the words that name it: ``58/44 du 8 décembre 2003``.
        target: canonical symbol: ``A/RES/58/44``.
        kind: ``resolution``, ``decision``, ``document``, ``statement`` (of a president).
        date: the date the text gives it, None where it gives none.
        pinpoint: the place within the document, as printed: ``paragraphe 5``, ``annexe``; or None.
        joint: the whole symbol of a document that has several, ``A/70/652-S/2016/20``: the citations that bear it
            are one; None for others.
        through: the last document of a range that begins here, where those between cannot be told.
    """

    text: str
    target: str
    kind: Literal["resolution", "decision", "document", "statement"]
    date: datetime.date | None = None
    pinpoint: str | None = None
    joint: str | None = None
    through: str | None = None


class Instrument(Finding):
    """A work that the text names without a symbol: the Charter, a treaty, a declaration, a plan of action.

    Attributes:
        text: the name as printed, without its article; or words of the Charter that are taken up without
            saying of which article they are, which `place` tells then.
        id: identifier in Alinéa's vocabulary (``un-charter``), None where it is not known.
        refers: the full name that a short one stands for: *the Convention*.
        place: the place within it, as printed: ``Article 51``; or None.
        documents: symbols of the documents that hold it, as the text gives them in brackets or in a footnote; a
            joint symbol is one.
    """

    text: str
    id: str | None = None
    refers: str | None = None
    place: str | None = None
    documents: tuple[str, ...] = ()


def instrument_key(name: str, id: str | None) -> str:
    """Return what an instrument is asked for by: its identifier, or its name in small letters where it has none."""
    return id or " ".join(name.split()).casefold().replace("\u2019", "'")


class OpenReference(Finding):
    """Resolutions or decisions spoken of without their numbers: *d'autres résolutions pertinentes*.

    Attributes:
        text: the words.
        kind: ``resolution`` or ``decision``, the first that is named.
        sense: which are meant: ``subsequent`` ones (*ultérieures*), ``earlier`` (*antérieures*), ``relevant``,
            ``other``; the first of these that the words say.
        organ: series of the organ whose they are, None where the words do not say.
    """

    text: str
    kind: Literal["resolution", "decision"]
    sense: Literal["subsequent", "earlier", "relevant", "other"]
    organ: str | None = None


class Actor(Finding):
    """Someone named: an organ, an officer, a State, a group, an organization.

    Attributes:
        text: the name as printed, with its article.
        id: identifier in Alinéa's vocabulary (``secretary-general``), None where it is not known.
    """

    text: str
    id: str | None = None


class Party(Frozen):
    """Who owes, or to whom: the words, and the identifier where the actor is known.

    Attributes:
        refers: the full name that a short one stands for: *the Centre* for the body that the text introduced.
    """

    text: str
    id: str | None = None
    span: Span | None = None
    refers: str | None = None


class Due(Frozen):
    """When a commitment falls due: whatever of these the text names.

    Attributes:
        session: number of the session of the organ: 63.
        organ: whose session it is, ``A``, ``E/CN.5`` …; None where the text does not say.
        date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        recurrence: ``annual``, ``biennial``, ``every 5 years``, ``every 6 months``, ``periodic``.
        text: the words that say so.
        relative: how long after the adoption, an ISO 8601 duration (``P90D``, ``P6M``), or ``next-session``.
        from_, to: the window, both days in it, where text, adoption and the rules of sessions determine it;
            ``from`` in JSON. What is due *by* a day has ``to`` alone.
        starts, until: the first and last occasion of a recurrence: a session, or a date as ``date``.
        exact: False where only the months or the year of a session are known.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    session: int | None = None
    organ: str | None = None
    date: str | None = None
    recurrence: str | None = None
    text: str | None = None
    relative: str | None = None
    from_: datetime.date | None = Field(default=None, alias="from")
    to: datetime.date | None = None
    starts: int | str | None = None
    until: int | str | None = None
    exact: bool = True


class Deed(Finding):
    """What is to be done, in the words of the text: from its verb or noun to the end of its clause."""

    text: str


class Condition(Finding):
    """A reserve that the text makes, and what it binds.

    Attributes:
        text: its words: ``s'ils y consentent``.
        scope: ``all``, or the span of the part that it binds; binds: the words of a part that is not the whole deed:
            ``avec les autres parties intéressées``; None where it binds that.
        whose: of a consent, those who are to give it, where the words before name them.
        at: empty where it stands in the paragraph above, whose sub-paragraphs it binds.
    """

    text: str
    scope: Literal["all"] | Span = "all"
    binds: str | None = None
    whose: str | None = None


class Means(Finding):
    """With which means something is to be done.

    Attributes:
        text: the words: ``within existing resources``.
        class_: of means, ``class`` in JSON.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    text: str
    class_: MeansClass = Field(alias="class")


class Commitment(Finding):
    """A charge laid on someone by a paragraph.

    Attributes:
        kind: ``report``, ``views``, ``agenda``, ``observance``, ``meeting``, ``term``, or ``action`` for
            every other charge on a named actor.
        bearer: who must act, the first of `bearers`; recipient: for whom, the first of `recipients`.
        what: the deed in the text's own words.
        bearers: all who are charged, in order; recipients: all for whom; sources: all whose views are sought.
        nature: ``request``; ``decision`` of the organ itself; ``obligation``; ``prohibition``; ``undertaking``,
            another's promise that the organ welcomes or notes; ``permission``.
        deliverable: what will be there when it is done.
        conditions: the reserves the text makes; means: with which it is to be done.
        confidence: how surely all of it is right: of those said at 0.9, nine in ten are.
        act, force: of the verb that lays the charge, which need not be the one the paragraph opens with.
        condition: a reserve the text makes: ``s'ils y consentent``.
        quote: the words that prove it, verbatim from the paragraph.
        certain: `confidence` is 0.9 or more: False where the rule that found it is known to err, and a person decides.
    """

    kind: CommitmentKind
    bearer: Party | None
    recipient: Party | None = None
    act: str | None = None
    force: int | None = None
    due: Due | None = None
    condition: str | None = None
    quote: str
    certain: bool = True
    what: Deed | None = None
    bearers: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    sources: tuple[Party, ...] = ()
    nature: Nature | None = None
    deliverable: Deliverable | None = None
    conditions: tuple[Condition, ...] = ()
    means: Means | None = None
    confidence: float | None = None


class FootnoteCall(Frozen):
    """A footnote mark: its number as printed, and its place in the text of the paragraph.

    Attributes:
        number: ``1``, ``*`` …
        at: the mark stands before this character of ``text``.
    """

    number: str
    at: int


class Paragraph(Frozen):
    """A preambular, operative or annexed paragraph and what was found in it.

    Attributes:
        id: its address within the resolution: ``pp_3``, ``op_7_a``, ``annex_1_p_12``.
        number: None for a preambular paragraph; ``7``, ``7.a``, ``7.a.i``; the empty string for one printed
            without number; ``I/1`` where sections restart the numbering.
        text: its own words, without number, footnote marks, page furniture and hyphenation; without those
            of its sub-paragraphs.
        span: from its first to its last character in the source.
        pieces: the stretches of the source that hold it, where more than one.
        footnotes: numbers of the footnotes called, in order; calls: where each mark stands.
    """

    id: str
    number: str | None
    text: str
    lead: Lead | None = None
    citations: tuple[Citation, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    open_references: tuple[OpenReference, ...] = ()
    actors: tuple[Actor, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    children: tuple[Paragraph, ...] = ()
    footnotes: tuple[str, ...] = ()
    calls: tuple[FootnoteCall, ...] = ()
    span: Span
    pieces: tuple[Span, ...] = ()

    def walk(self) -> Iterator[Paragraph]:
        """Yield this paragraph and all below it, in order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


class Footnote(Frozen):
    """A footnote and the documents it names."""

    number: str
    text: str
    citations: tuple[Citation, ...] = ()
    span: Span


class Heading(Frozen):
    """A heading within the operative part or an annex, and the paragraph it stands before."""

    number: str | None = None
    text: str
    before: str | None = None
    span: Span


class Annex(Frozen):
    """A text annexed to the resolution."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    span: Span


class Item(Frozen):
    """An item of the agenda: 98 (h) is item 98, sub-item h.

    Attributes:
        title: as the masthead prints it, None where it does not.
    """

    item: int
    sub: str | None = None
    title: str | None = None


class Meeting(Frozen):
    """The meeting of the organ at which the resolution was adopted."""

    number: int
    symbol: str | None = None


class AdoptionBasis(Frozen):
    """The adoption bracket, such as *[sur la base du rapport de la Première Commission (A/62/391)]*."""

    kind: Literal["committee-report", "no-main-committee"] | None
    committee: str | None = None
    documents: tuple[str, ...] = ()
    span: Span | None = None


class Vote(Frozen):
    """A recorded vote, where the text prints it."""

    yes: int
    no: int
    abstain: int


class Origin(Frozen):
    """The input a record was read from.

    Attributes:
        path: as given; media_type; sha256 of its bytes; pages, where it has any.
        span: the stretch of its text that this resolution takes up.
    """

    path: str
    media_type: str
    sha256: str
    pages: int | None = None
    span: Span


class Warning(Frozen):
    """Something that could not be read with confidence, and where."""

    code: str
    message: str
    span: Span | None = None


class Piece(Frozen):
    """A stretch of the source and what it is part of; the pieces of all records of a file partition it."""

    kind: str
    span: Span
    id: str | None = None


DocumentType = Literal[
    "resolution", "decision", "statement", "draft-resolution", "draft-decision", "amendment", "report",
    "committee-report", "note", "letter", "agenda", "treaty", "list", "other",
]  # fmt: skip
"""What a document is; of a `Record` one of the first six."""


class Record(Frozen):
    """All that Alinéa says of one resolution, or of a decision, statement or draft that is built as one.

    Attributes:
        type: what it is; printed_type: what a draft calls itself: ``Cuba: draft resolution``.
        other_symbols: of a joint document, those beside `symbol`.
        date: of a draft, as distributed; of what was adopted, `adopted_on` and `distributed_on` say it.
        submitted_by: who submits a draft, where no States do; sponsors: the States and entities that sponsor it.
        amends: of an amendment, the symbol of the draft it amends.
    """

    type: DocumentType = "resolution"
    printed_type: str | None = None
    symbol: str | None
    other_symbols: tuple[str, ...] = ()
    organ: str | None
    session: int | None
    number: str | None
    part: str | None = None
    title: str | None
    language: str
    adopted_on: datetime.date | None = None
    distributed_on: datetime.date | None = None
    date: datetime.date | None = None
    submitted_by: str | None = None
    sponsors: tuple[str, ...] = ()
    amends: str | None = None
    agenda_items: tuple[Item, ...] = ()
    meeting: Meeting | None = None
    basis: AdoptionBasis | None = None
    vote: Vote | None = None
    enacting: str | None = None
    preamble: tuple[Paragraph, ...] = ()
    operative: tuple[Paragraph, ...] = ()
    headings: tuple[Heading, ...] = ()
    annexes: tuple[Annex, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    fragment: bool = False
    source: Origin
    warnings: tuple[Warning, ...] = ()
    parts: tuple[Piece, ...] = Field(default=(), repr=False)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph of the preamble, the operative part and the annexes, in order."""
        for paragraph in (*self.preamble, *self.operative):
            yield from paragraph.walk()
        for annex in self.annexes:
            for paragraph in annex.paragraphs:
                yield from paragraph.walk()


Paragraph.model_rebuild()
