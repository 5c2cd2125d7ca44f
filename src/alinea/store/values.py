"""The values that the library takes and gives."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from alinea.model.spans import Span

PART = Literal["title", "preambular", "operative", "annex", "note"]


@dataclass(frozen=True, slots=True)
class Work:
    """A resolution, whatever the languages it is held in.

    Attributes:
        name: its symbol; ``file:1a2b3c4d5e6f/1`` (hash of the input, place in it) where it has none.
        organ, session, number, part, adopted_on, title: as its principal version has them, the French one
            where it is held, else the English one.
        languages: those it is held in, the principal one first.
        fragment: True where only a piece of it is held.
    """

    name: str
    symbol: str | None
    organ: str | None
    session: int | None
    number: str | None
    part: str | None
    adopted_on: datetime.date | None
    title: str | None
    languages: tuple[str, ...]
    fragment: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a resolution that is held, whether it is in use or stands behind another in its language.

    Attributes:
        sha256: of the input that it was read from; name: of that file, as it was given.
        fragment, media_type, doubts, extent: by which it is chosen: whether it is a piece, its format, how many
            warnings and paragraphs it has.
        added_at: ISO 8601 in UTC, None where it was not noted.
        current: it is the one in use in its language.
    """

    sha256: str
    name: str
    language: str
    fragment: bool
    media_type: str
    doubts: int
    extent: int
    added_at: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class Address:
    """Where something stands: a paragraph of a work in one language.

    Attributes:
        work: name of the work.
        paragraph: ``title``, ``pp_3``, ``op_7_a``, ``annex_1_p_12``, or ``note_2`` for the second footnote.
        part: what of the resolution that is.
        number: as printed: ``7.a``; of a footnote its number; None for a title or preambular paragraph.
    """

    work: str
    language: str
    paragraph: str
    part: PART
    number: str | None

    def __str__(self) -> str:
        return f"{self.work}#{self.paragraph}"


INSTRUMENT = "instrument"
"""The kind under which instruments that a text names stand beside the documents that it cites."""


@dataclass(frozen=True, slots=True)
class CitedAt:
    """A citation, and where it stands.

    Attributes:
        organ, session, adopted_on: of the work that cites.
        target, kind, date, pinpoint, text, span, at: see `alinea.model.record.Citation`; of an instrument the target
            is its key and the kind `INSTRUMENT`.
    """

    address: Address
    organ: str | None
    session: int | None
    adopted_on: datetime.date | None
    target: str
    kind: str
    date: datetime.date | None
    pinpoint: str | None
    text: str
    span: Span
    at: Span


@dataclass(frozen=True, slots=True)
class InstrumentNamed:
    """An instrument that texts name.

    Attributes:
        key: see `alinea.model.record.instrument_key`; texts: how many works name it.
        first, latest: work and paragraph of the first and the latest to do so; places: what of it they name.
    """

    key: str
    texts: int
    first: tuple[str, str]
    latest: tuple[str, str]
    places: tuple[str, ...]


class Change(StrEnum):
    """What adding an input did to the library."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Reader:
    """What read a text: a record made by a newer one takes the place of one made by an older.

    Attributes:
        version: of Alinéa, such as ``0.2.0``.
        revision: counts the changes of what reading finds; the greater is the newer.
    """

    version: str
    revision: int


@dataclass(frozen=True, slots=True)
class Held:
    """An input that the library holds.

    Attributes:
        sha256: of its bytes; asked: the language it was read in, ``auto`` where it was found.
        paths: files that hold these bytes, absolute.
        works: names of what was found in it, in order.
        left_out: number of fragments without a symbol, which make no work.
    """

    sha256: str
    size: int
    media_type: str
    asked: str
    reader: Reader
    paths: tuple[str, ...]
    works: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Source:
    """An input that the library holds, and the text that was read from it.

    Attributes:
        sha256, size, media_type: of its bytes.
        added_at: when it was added, ISO 8601 in UTC, None where that was not noted.
        paths: files that held these bytes when they were added, absolute.
        text: as read; spans of records are places in it. None where it was added before texts were kept.
        data: its bytes, where the library has them: of texts in UTF-8, and of what was in no file.
    """

    sha256: str
    size: int
    media_type: str
    added_at: str | None
    paths: tuple[str, ...]
    text: str | None
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some works of a list.

    Attributes:
        next: cursor for the page that follows, None where this is the last; total: works of the whole list.
    """

    works: tuple[Work, ...]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Added:
    """A work and when it came.

    Attributes:
        number: the greater, the later it came; cursor of the list of what came last.
        added_at: ISO 8601 in UTC, None where that was not noted.
    """

    number: int
    work: Work
    added_at: str | None


@dataclass(frozen=True, slots=True)
class Facets:
    """How much of what fits a question there is of each value.

    Attributes:
        works: number of resolutions that fit; passages: number of passages counted.
        more: True where yet more passages fit, adopted earlier than those that were counted.
        looked_at: number of passages, the latest adopted, that ``part``, ``act`` and ``kind`` were counted over.
        counts: by ``organ``, ``session``, ``year``, ``language``, ``part``, ``act`` and ``kind`` the values that
            there are, each with a number of passages; without a question, with a number of works. Sessions and
            years the latest first, others the most frequent first.
    """

    works: int
    passages: int
    more: bool
    looked_at: int
    counts: Mapping[str, tuple[tuple[str | int, int], ...]]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document that a work cites, or a work that cites it.

    Attributes:
        name: symbol, or name of the work; kind: as of a citation; held: its text is in the library.
        title, adopted_on: where it is held; times: how often it is cited.
    """

    name: str
    kind: str
    held: bool
    title: str | None
    adopted_on: datetime.date | None
    times: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What stands around a work in the web of citations.

    Attributes:
        cites, cited_by: some of the neighbours; all_cites, all_cited_by: how many there are.
    """

    name: str
    cites: tuple[Neighbour, ...]
    cited_by: tuple[Neighbour, ...]
    all_cites: int
    all_cited_by: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the United Nations publish of a resolution beside its text.

    Attributes:
        documents: symbols of the drafts and reports it was adopted on.
        adoption: how, as given: ``Without a vote``.
        yes, no, abstain: number of votes as given, None where there was no vote.
        sponsors: as given, States in capitals; later: those that joined after the draft was submitted.
        votes: pairs of a State and ``yes``, ``no`` or ``abstain``.
        subjects: pairs of a subject and the scheme it is of.
        goals: Sustainable Development Goals and targets: ``16``, ``2.a``.
        sha256: of the line it was read from.
        organ, session, item: of the agenda, as texts are browsed by them; None where the symbol or the item names none.
    """

    symbol: str
    title: str | None
    adopted_on: datetime.date | None
    meeting: str | None
    committee: str | None
    agenda_item: str | None
    agenda_title: str | None
    documents: tuple[str, ...]
    adoption: str | None
    yes: int | None
    no: int | None
    abstain: int | None
    sponsors: tuple[str, ...]
    later: tuple[str, ...]
    votes: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    sha256: str
    organ: str | None = field(default=None, compare=False)
    session: int | None = field(default=None, compare=False)
    item: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class KnownText:
    """A resolution that is held, or of which something is published, in a list.

    Attributes:
        name: its symbol, or the name of the work; adopted_on: None where it is not known.
        title, language: in the language asked for where there is one in it, else in another.
        languages: those it is held in, the principal one first; empty where it is not held.
    """

    name: str
    adopted_on: datetime.date | None
    title: str | None
    language: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Some of the texts that are known, held or not.

    Attributes:
        texts; next: cursor for the page that follows, None where this is the last.
        held, besides: of the whole list how many are held, and how many are not.
        counts: of the whole list, by what it can be narrowed by.
    """

    texts: tuple[KnownText, ...]
    next: str | None
    held: int
    besides: int
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that is no resolution, in a list.

    Attributes:
        symbol, type, language, title: as read; date: ISO 8601; each None where it is not known.
        organ, session: series of the first organ it goes to, and the session of it as printed.
    """

    symbol: str | None
    type: str
    language: str
    title: str | None
    date: str | None
    organ: str | None
    session: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the library that is not as it should be.

    Attributes:
        code: ``file``, ``links``, ``index``, ``record``, ``spans``, ``passages``, ``choice``, ``text``.
        where: name of the work, or of what of the file.
        detail: one English sentence.
    """

    code: str
    where: str
    detail: str
