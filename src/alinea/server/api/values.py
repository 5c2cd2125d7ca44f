"""What answers are made of, besides the values of the library itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from alinea.library.browsing import AgendaTally
from alinea.model.corpus import Ambiguous, Link, Resolved
from alinea.model.document import Document
from alinea.model.ledger import Entry, Explanation
from alinea.model.record import Footnote, Paragraph, Record
from alinea.model.spans import Span
from alinea.store.searching import Hit
from alinea.store.values import PART, Facets, HeldDocument, KnownText, Work


class Given(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


class Page(Given):
    """A page of an answer.

    Attributes:
        next: cursor for the page that follows, null where this is the last.
    """

    next: str | None


class Resolutions(Page):
    """Resolutions, in the order asked for.

    Attributes:
        total: number of those that fit.
    """

    total: int
    items: tuple[Work, ...]


class Documents(Page):
    """Documents that are no resolutions, in order of date and symbol.

    Attributes:
        total: number of those that fit.
    """

    total: int
    items: tuple[HeldDocument, ...]


class DocumentInPlace(Given):
    """A document that is no resolution, and what it answers.

    Attributes:
        as_of: the day on which the statuses stand; answers: the commitments that it shows to be met.
    """

    as_of: datetime.date
    document: Document
    answers: tuple[Entry, ...]


class Passages(Page):
    """Passages that fit a question, the best first.

    Attributes:
        weighed: number of passages they were chosen from.
        more: true where yet more passages fit, adopted earlier than those that were weighed.
        instead: words that stand nowhere, each with the one that was looked for in its place.
    """

    items: tuple[Hit, ...]
    weighed: int
    more: bool
    instead: tuple[tuple[str, str], ...] = ()


class Counted(Given):
    """A value and how many have it."""

    value: str | int
    count: int


class FacetCounts(Given):
    """How much of what fits a question there is of each value; see `alinea.store.values.Facets`."""

    works: int
    passages: int
    more: bool
    looked_at: int
    counts: dict[str, tuple[Counted, ...]]


class KnownTexts(Page):
    """Resolutions that are in the library or of which something is published; see `alinea.library.browsing.Browsed`."""

    held: int
    besides: int
    items: tuple[KnownText, ...]
    counts: dict[str, tuple[Counted, ...]]
    agenda: tuple[AgendaTally, ...]
    cited: tuple[str, ...]
    all_cited: int


class Commitments(Page):
    """What is owed.

    Attributes:
        as_of: the day on which the statuses stand.
    """

    as_of: datetime.date
    items: tuple[Entry, ...]


class Measured(Given):
    """A number of statistics: what is measured, of what, which value."""

    measure: str
    of: str
    value: str
    count: int


class StatisticsGiven(Given):
    """What the ledger amounts to.

    Attributes:
        as_of: the day on which the statuses stand.
    """

    as_of: datetime.date
    items: tuple[Measured, ...]


class Explanations(Given):
    """How commitments come to stand where they do.

    Attributes:
        as_of: the day on which the statuses stand.
    """

    as_of: datetime.date
    items: tuple[Explanation, ...]


class ScheduleSection(Given):
    """A table of a paper.

    Attributes:
        heading; rows: values by column; days as ``YYYY-MM-DD``.
    """

    heading: str
    rows: tuple[dict[str, str | int | float | None], ...]


class Schedule(Given):
    """A paper made of the ledger.

    Attributes:
        title, lead, notice: in the language asked for; as_of: the day on which the statuses stand; sections: tables.
    """

    title: str
    lead: tuple[str, ...]
    notice: str
    as_of: datetime.date
    sections: tuple[ScheduleSection, ...]


class CitationLink(Given):
    """A citation and what it leads to.

    Attributes:
        address, work, paragraph, language, span, text: where it stands; target, pinpoint: what is cited.
        outcome: what was found; reason: why no more; symbol: of the work it leads to; candidates: works of which one
            may be meant.
    """

    address: str
    work: str
    paragraph: str
    language: str
    target: str
    pinpoint: str | None
    outcome: Literal["resolved", "ambiguous", "unresolved"]
    reason: str | None
    symbol: str | None
    candidates: tuple[str, ...]
    text: str
    span: Span


class Citations(Page):
    """Citations, in order of the text, or of the adoption of the texts that cite."""

    items: tuple[CitationLink, ...]


class PassageInPlace(Given):
    """A paragraph, footnote or title in its place.

    Attributes:
        address: its permanent one: ``A/RES/75/28#op_6``; part: of the resolution.
        title, adopted_on: of the resolution.
        text: its words; paragraph: all that was found in it, with those below it; footnote: likewise.
        footnotes: those that it calls; before, after: addresses of the paragraphs around it.
    """

    address: str
    work: str
    language: str
    part: PART
    title: str | None
    adopted_on: datetime.date | None
    text: str
    paragraph: Paragraph | None
    footnote: Footnote | None
    footnotes: tuple[Footnote, ...]
    before: str | None
    after: str | None


class KnownActor(Given):
    """An actor of the vocabulary.

    Attributes:
        id: identifier: ``secretary-general``, ``FR``; kind: ``officer``, ``organ``, ``state`` …
        name: to show, by language; names: what texts call it, without accents, by language.
    """

    id: str
    kind: str
    name: dict[str, str]
    names: dict[str, tuple[str, ...]]


class Actors(Page):
    """Actors, in order of their identifiers."""

    items: tuple[KnownActor, ...]


class ActorOwing(Given):
    """What is laid on an actor, counted.

    Attributes:
        ids: who was understood; names: bearers without identifier that were understood, folded.
        charges: number of commitments; statuses: how many of each.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    as_of: datetime.date
    charges: int
    statuses: dict[str, int]


class Counts(Given):
    """What is in the library, counted.

    Attributes:
        version: of Alinéa; unlinked: texts that are still to be linked: links and ledger lack what they say.
        counts: of works, versions, files, passages, citations, commitments, warnings, metadata.
        charges: commitments in the ledger by kind; series: links between successive texts, sure and doubtful.
    """

    version: str
    unlinked: int
    counts: dict[str, int]
    charges: dict[str, int]
    series: dict[str, int]


class SourceText(Given):
    """The text that records were read from.

    Attributes:
        sha256, media_type, size: of the bytes; added_at: when they came, ISO 8601 in UTC.
        text: as read; the spans of the records are places in it, in code points.
    """

    sha256: str
    media_type: str
    size: int
    added_at: str | None
    text: str


class DraftStep(Given):
    """Something that was changed in a text, or that a person must settle; see `alinea.model.draft`."""

    code: str
    paragraph: str
    at: Span
    why: str
    facts: dict[str, str]
    was: str | None = None
    now: str | None = None
    text: str | None = None
    shown: str | None = None


class DraftGiven(Given):
    """The next text from one that is held, as a draft.

    Attributes:
        last: symbol of that text; session: for which; unofficial: what a draft of Alinéa is not.
        masthead: its lines by their names; changes: what was changed; choices: what a person must settle.
        content: the text; record: read from it.
    """

    last: str | None
    session: int
    language: str
    unofficial: str
    masthead: dict[str, str]
    changes: tuple[DraftStep, ...]
    choices: tuple[DraftStep, ...]
    content: str
    record: Record


class LintEdit(Given):
    """Characters of the text, and what to put in their place."""

    span: Span
    words: str


class LintFinding(Given):
    """One departure of a draft from a rule; see `alinea.linting.findings.Finding`."""

    path: str
    rule: str
    severity: Literal["error", "warning", "note"]
    case: str
    message: str
    symbol: str | None
    address: str | None
    span: Span
    line: int
    column: int
    words: str
    facts: dict[str, str | int]
    edits: tuple[LintEdit, ...]


class Linted(Given):
    """What the drafts in a text depart from.

    Attributes:
        rules: by which they were looked at; items: in order of the text.
    """

    rules: tuple[str, ...]
    items: tuple[LintFinding, ...]


class ReadTexts(Given):
    """What was read from a text that was sent: each resolution, and the documents that are none. Nothing is kept."""

    items: tuple[Record, ...]
    documents: tuple[Document, ...] = ()


def counted(counts: Mapping[str, Sequence[tuple[str | int, int]]]) -> dict[str, tuple[Counted, ...]]:
    """Return counts with each value and number named."""
    return {
        name: tuple(Counted(value=value, count=count) for value, count in pairs)
        for name, pairs in counts.items()
    }


def facet_counts(found: Facets) -> FacetCounts:
    """Return counts with each value and number named."""
    return FacetCounts(
        works=found.works,
        passages=found.passages,
        more=found.more,
        looked_at=found.looked_at,
        counts=counted(found.counts),
    )


def citation_link(link: Link) -> CitationLink:
    """Return a citation with what it leads to, flat."""
    place, outcome = link.place, link.outcome
    ambiguous, resolved = isinstance(outcome, Ambiguous), isinstance(outcome, Resolved)
    return CitationLink(
        address=place.address,
        work=place.symbol,
        paragraph=place.paragraph,
        language=place.language,
        target=link.target,
        pinpoint=link.pinpoint,
        outcome="resolved" if resolved else "ambiguous" if ambiguous else "unresolved",
        reason=None if isinstance(outcome, Resolved) else outcome.reason,
        symbol=outcome.symbol if isinstance(outcome, Resolved) else None,
        candidates=outcome.candidates if isinstance(outcome, Ambiguous) else (),
        text=place.text,
        span=place.span,
    )
