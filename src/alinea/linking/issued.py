"""What a document that is no resolution says to following: who submits it, when, and at whose request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alinea.analysing.actors import mentions
from alinea.model.corpus import Issued, Place
from alinea.model.document import Document, Request
from alinea.model.spans import Span
from alinea.vocab.tables import LANGUAGES

TYPES = frozenset({"report", "note", "letter", "other"})
"""Types of documents that are submitted at somebody's request."""

SECRETARIAT = {"secretariat": "secretary-general"}
"""Who submits for whom: the Secretariat's notes are those of its head (Charter, Article 97)."""


def issued_of(document: Document, work: str) -> Issued | None:
    """Return a document as one that answers a resolution, None where it does not say so.

    Args:
        work: symbol of the resolution that asked for it.
    """
    asked = [request for request in document.pursuant_to if request.symbol == work]
    return _issued(document, asked) if asked else None


def unasked(document: Document) -> Issued | None:
    """Return a document that names no resolution that asked for it, None where it is of another kind."""
    return None if document.pursuant_to else _issued(document, ())


def _issued(document: Document, asked: Sequence[Request]) -> Issued | None:
    covers = document.type == "list"
    if not covers and (document.symbol is None or document.type not in TYPES):
        return None
    symbol = document.symbol or document.source.path.rpartition("/")[2]
    place = Place(symbol, "", document.language, Span(0, 0), document.title or "")
    if asked:
        place = replace(place, span=asked[0].span, text=asked[0].text)
    titles = (document.title, *(item.title for item in document.agenda_items))
    # A list has its own language for authors: "Secretary-General" beside titles in French.
    languages = dict.fromkeys((document.language, *LANGUAGES))
    named = (mentions(document.submitted_by or "", each) for each in languages if each in LANGUAGES)
    authors = next(filter(None, ([each.id for each in found if each.id] for found in named)), [])
    return Issued(
        symbol=symbol,
        on=document.date,
        sessions=tuple(
            (series, session) for series, session in document.session.items() if isinstance(session, int)
        ),
        authors=tuple(dict.fromkeys(SECRETARIAT.get(each, each) for each in authors)),
        paragraphs=tuple(request.paragraph for request in asked if request.paragraph),
        place=place,
        replies=len(document.replies_from),
        titles=tuple(dict.fromkeys(each for each in titles if each)),
        covers=covers,
    )
