"""What a bibliography or a library's catalogue says of a text: one description, of which each form is written."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from alinea.linking.recalls import series_of
from alinea.model.document import Document
from alinea.model.record import Record, Vote
from alinea.presenting.akn.profile import wording
from alinea.presenting.akn.uri import document_link
from alinea.presenting.problems import printable
from alinea.presenting.words import words_in


@dataclass(frozen=True, slots=True)
class Description:
    """A text as a bibliography names it; texts have no sign that cannot be shown.

    Attributes:
        symbol, title, date: None where not known; date: of its adoption, else of its distribution.
        organ: series of the organ that adopted it, or that it is submitted to; session: of that organ.
        author: by whom it is, in the language of the text; type: what it is, in that language.
        publisher: the United Nations, in that language; address: of its document service, None without a symbol.
        items: of the agenda, as printed; documents: symbols of those it was adopted on, or pursuant to; vote: recorded.
    """

    symbol: str | None
    title: str | None
    language: str
    date: datetime.date | None
    organ: str | None
    session: str | None
    author: str
    type: str
    publisher: str
    address: str | None
    items: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    vote: Vote | None = None

    @property
    def key(self) -> str:
        """A name for it in a bibliography: ``A-RES-75-28.fr``."""
        stem = re.sub(r"[^A-Za-z0-9.]+", "-", self.symbol or self.title or "text").strip("-.")[:80]
        return f"{stem or 'text'}.{self.language}"


def described(text: Record | Document) -> Description:
    """Return what a bibliography says of a resolution, or of a document that is none."""
    language = text.language
    said = words_in(language)
    publisher: str = wording(said.language)["printed"]["publisher"]
    if isinstance(text, Record):
        organ = text.organ
        session = None if text.session is None else str(text.session)
        date = text.adopted_on or text.date or text.distributed_on
        documents = text.basis.documents if text.basis else ()
        items = tuple(
            f"{each.item} ({each.sub})" if each.sub else str(each.item) for each in text.agenda_items
        )
        vote = text.vote
    else:
        organ, number = next(iter(text.session.items()), (series_of(text.symbol or ""), None))
        session = None if number is None else str(number)
        date, vote = text.date, None
        documents = tuple(dict.fromkeys(each.symbol for each in text.pursuant_to))
        items = tuple(each.printed for each in text.agenda_items)
    name = organ and (said.find(f"organ.{organ}") or organ)
    by = text.submitted_by or (None if isinstance(text, Document) else name)
    return Description(
        symbol=text.symbol and printable(text.symbol),
        title=text.title and " ".join(printable(text.title).split()),
        language=language,
        date=date,
        organ=organ or None,
        session=session,
        author=printable(f"{publisher}. {by}" if by else publisher),
        type=said(f"document-type.{text.type}"),
        publisher=publisher,
        address=document_link(text.symbol, language) if text.symbol else None,
        items=tuple(printable(each) for each in items),
        documents=tuple(printable(each) for each in documents),
        vote=vote,
    )
