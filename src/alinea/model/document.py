"""The document: what Alinéa says of a text that is no resolution, and the JSON form of it.

As for a resolution (`alinea.model.record`), unknown is null or an empty list, never a guess, and what was found in
running words carries its place in the source.
"""

from __future__ import annotations

import datetime

from pydantic import Field

from alinea.model.record import DocumentType, Frozen, Warning
from alinea.model.spans import Span


class DocumentItem(Frozen):
    """The item of an organ's agenda under which a document is submitted.

    Attributes:
        organ: series of the organ whose agenda it is: ``A``, ``E/CN.6``.
        item, sub: 25 (b) is item 25, sub-item b.
        title: the item's title as headed, None where none is printed or it cannot be told from another's.
        printed: number as printed: ``25 (b)``.
    """

    organ: str | None = None
    item: int
    sub: str | None = None
    title: str | None = None
    printed: str


class Request(Frozen):
    """A resolution or decision that asked for the document.

    Attributes:
        symbol: canonical.
        paragraph: number of the paragraph that asks, None where the document names none.
        relation: the words that say so: ``pursuant``, ``in accordance with``, ``in response to`` …
        text: the words that name it; span: their place in the source.
    """

    symbol: str
    paragraph: str | None = None
    relation: str
    text: str
    span: Span


class Reply(Frozen):
    """A reply that the document holds or lists.

    Attributes:
        name: of the State, entity or organization, as printed.
        id: identifier in Alinéa's vocabulary, None where it is not known.
        date: day of the reply, None where none is printed beside it.
        language: its original language, None where none is printed.
        page: on which the name stands, None where there are no pages.
        span: where the name stands.
    """

    name: str
    id: str | None = None
    date: datetime.date | None = None
    language: str | None = None
    page: int | None = None
    span: Span


class SubItem(Frozen):
    """A sub-item of an agenda: its number as printed, ``(a)``, its title, and what it rests on."""

    number: str
    title: str
    basis: str | None = None
    span: Span


class AgendaEntry(Frozen):
    """An item of an agenda.

    Attributes:
        number: as printed, without its full stop.
        title: without the bracket that says what the item rests on.
        basis: the words of that bracket; resolutions: the numbers of the resolutions in it, as printed.
        section: heading it stands under.
        sub_items: in order.
    """

    number: str
    title: str
    basis: str | None = None
    resolutions: tuple[str, ...] = ()
    section: str | None = None
    sub_items: tuple[SubItem, ...] = ()
    span: Span


class DocumentOrigin(Frozen):
    """The input a document was read from: path as given, media type, hash of its bytes, pages where it has any."""

    path: str
    media_type: str
    sha256: str
    pages: int | None = None
    span: Span


class Document(Frozen):
    """All that Alinéa says of one document that is no resolution.

    Attributes:
        type: what it is; printed_type: what it calls itself, None where it does not.
        symbol: canonical; of a joint document the first; other_symbols: the others.
        organ: names of the organs it is submitted to; session: by series of the organ.
        submitted_by: who submits it; sponsors: States that sponsor a draft or amendment.
        pursuant_to: resolutions and decisions that asked for it.
        replies_from: whose replies it holds or lists; replies: the same with their places.
        items: of an agenda; amends: of an amendment, the symbol of the draft. Drafts and amendments are printed as
            records (`alinea.model.record`), which take over what their heads say.
    """

    type: DocumentType
    printed_type: str | None = None
    symbol: str | None = None
    other_symbols: tuple[str, ...] = ()
    language: str
    title: str | None = None
    date: datetime.date | None = None
    organ: tuple[str, ...] = ()
    session: dict[str, int | str] = Field(default_factory=dict)
    agenda_items: tuple[DocumentItem, ...] = ()
    submitted_by: str | None = None
    sponsors: tuple[str, ...] = ()
    pursuant_to: tuple[Request, ...] = ()
    replies_from: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    items: tuple[AgendaEntry, ...] = ()
    amends: str | None = None
    source: DocumentOrigin
    warnings: tuple[Warning, ...] = ()
