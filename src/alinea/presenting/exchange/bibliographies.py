"""Texts as entries of a bibliography: BibTeX, and RIS as programs that keep references take it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from alinea.linking.outlines import series_of
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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The abbreviations of months that every style of BibTeX defines, and writes in its own language."""

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""Signs that LaTeX takes for commands, and how they are printed."""

_BABEL = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian", "zh": "chinese"}
"""The names that biblatex has for languages, from the package babel."""


def bibtex(text: Description) -> bytes:
    """Return an entry of BibTeX, in UTF-8: a report of an institution, which has a type and a number.

    ``date`` and ``langid`` are of biblatex; BibTeX itself takes ``year`` and ``month`` and leaves these out. Names and
    titles stand in braces twice: the name of an organ is no first and last name, and no style changes capitals.
    """
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(text))
    return f"@techreport{{{text.key},\n{lines}}}\n\n".encode("utf-8", "replace")


def _fields(text: Description) -> Iterator[tuple[str, str]]:
    yield "author", _braced(text.author, whole=True)
    if text.title:
        yield "title", _braced(text.title, whole=True)
    yield "institution", _braced(text.publisher, whole=True)
    yield "type", _braced(text.type[:1].upper() + text.type[1:])
    if text.symbol:
        yield "number", _braced(text.symbol)
    if text.date:
        yield "year", f"{{{text.date.year}}}"
        yield "month", _MONTHS[text.date.month - 1]
        yield "date", f"{{{text.date.isoformat()}}}"
    main = text.language.partition("-")[0]
    if main in _BABEL:
        yield "langid", f"{{{_BABEL[main]}}}"
    if text.address:
        yield "url", f"{{{text.address}}}"


def _braced(value: str, *, whole: bool = False) -> str:
    escaped = value.translate(_LATEX)
    return f"{{{{{escaped}}}}}" if whole else f"{{{escaped}}}"


def ris(text: Description) -> bytes:
    """Return an entry of RIS, in UTF-8: a document of a government, its symbol as the number of the report.

    An author has no comma: programs take what stands before one for a last name.
    """
    tags = [
        ("TY", "GOVDOC"),
        ("AU", text.author.replace(",", "")),
        ("TI", text.title),
        ("PB", text.publisher),
        ("M3", text.type[:1].upper() + text.type[1:]),
        ("SN", text.symbol),
        ("PY", text.date and f"{text.date.year:04}"),
        ("DA", text.date and f"{text.date:%Y/%m/%d}"),
        ("LA", text.language),
        ("UR", text.address),
        ("ID", text.key),
        ("ER", ""),
    ]
    # Two spaces, a hyphen and a space follow each tag, and lines end as on the machines the form was made for.
    lines = "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value is not None)
    return f"{lines}\r\n".encode("utf-8", "replace")
