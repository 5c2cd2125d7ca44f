"""A document that is no resolution, as rows, a view, Markdown and cells of a table."""

from __future__ import annotations

from collections.abc import Iterator

from alinea import _version
from alinea.model.document import AgendaEntry, Document, Request
from alinea.presenting.markdown import block, escaped
from alinea.presenting.problems import printable, told
from alinea.presenting.words import Words


def headline(document: Document, words: Words) -> str:
    """Return the symbol of a document, those of a joint one with strokes between."""
    return " – ".join((document.symbol or words("label.unnumbered"), *document.other_symbols))


def rows(document: Document, words: Words) -> list[tuple[str, str]]:
    """Return what is known of a document as pairs (label, value), unknown things left out."""
    return [*facts(document, words), *_linked(document, words)]


def facts(document: Document, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what is known of a document as `rows` does, but for what leads elsewhere: requests, replies, the source."""
    type = words(f"document-type.{document.type}")
    yield words("label.type"), f"{type} · {document.printed_type}" if document.printed_type else type
    if document.organ:
        yield words("label.organ"), words.listing(document.organ)
    if document.session:
        yield (
            words("label.session"),
            words.listing([_session(*each, words) for each in document.session.items()]),
        )
    for item in document.agenda_items:
        number = words("phrase.sub-item", item=item.item, sub=item.sub) if item.sub else str(item.item)
        yield (
            words("label.item"),
            words("phrase.item-title", item=number, title=item.title) if item.title else number,
        )
    if document.date:
        yield words("label.date"), words.date(document.date)
    if document.submitted_by:
        yield words("label.submitted-by"), document.submitted_by
    if document.sponsors:
        yield words("label.sponsors"), words.listing(document.sponsors)
    if document.amends:
        yield words("label.amends"), document.amends


def request(asked: Request, words: Words) -> str:
    """Return the resolution that asked for a document, with the paragraph where it names one."""
    if asked.paragraph is None:
        return asked.symbol
    return words("phrase.request", symbol=asked.symbol, paragraph=asked.paragraph)


def _linked(document: Document, words: Words) -> Iterator[tuple[str, str]]:
    if document.pursuant_to:
        yield (
            words("label.pursuant-to"),
            words.listing([request(each, words) for each in document.pursuant_to]),
        )
    if document.replies_from:
        yield words("label.replies"), words.listing(document.replies_from)
    source = document.source
    pages = words.count("pages", source.pages) if source.pages else ""
    yield (
        words("label.source"),
        words("phrase.pages", path=source.path, pages=pages) if pages else source.path,
    )


def _session(series: str, session: int | str, words: Words) -> str:
    shown = words.numbered(session) if isinstance(session, int) else session
    return words("phrase.session-of", session=shown, organ=words.find(f"organ.{series}") or series)


def markdown(document: Document, words: Words) -> str:
    """Return a document as Markdown, ending in an empty line."""
    return "\n\n".join(_blocks(document, words)) + "\n\n"


def _blocks(document: Document, words: Words) -> Iterator[str]:
    yield f"# {escaped(headline(document, words))}"
    yield f"**{escaped(document.title or words('label.untitled'))}**"
    table = [f"| {name} | {escaped(value)} |" for name, value in rows(document, words)]
    yield "\n".join(["| | |", "|---|---|", *table])
    if document.items:
        yield f"## {words('label.items')}"
        yield "\n".join(line for entry in document.items for line in _entry(entry))
    if document.warnings:
        yield f"## {words('label.warnings')}"
        yield "\n".join(f"- {block(line)}" for line in warnings(document, words))
    yield f"*{escaped(words('phrase.unofficial', version=_version.__version__))}*"


def _entry(entry: AgendaEntry) -> Iterator[str]:
    yield f"- {escaped(entry.number)}\\. {_titled(entry.title, entry.basis)}"
    for sub in entry.sub_items:
        yield f"  - {escaped(sub.number)} {_titled(sub.title, sub.basis)}"


def _titled(title: str, basis: str | None) -> str:
    return f"{escaped(title)} ({escaped(basis)})" if basis else escaped(title)


def warnings(document: Document, words: Words) -> Iterator[str]:
    """Yield what could not be read with confidence, in words."""
    for warning in document.warnings:
        yield printable(told("warning", warning.code, warning.message, words))


def cells(document: Document) -> Iterator[dict[str, object]]:
    """Yield the rows of a document in the table of records: one, and of an agenda one for each of its items."""
    series, session = next(iter(document.session.items()), (None, None))
    whole: dict[str, object] = {
        "symbol": document.symbol,
        "organ": series,
        "session": session,
        "language": document.language,
        "title": document.title,
        "fragment": False,
        "path": document.source.path,
        "sha256": document.source.sha256,
        "span_start": document.source.span.start,
        "span_end": document.source.span.end,
        "type": document.type,
        "date": document.date,
        "agenda_items": "; ".join(item.printed for item in document.agenda_items),
        "submitted_by": document.submitted_by,
        "sponsors": "; ".join(document.sponsors),
        "pursuant_to": "; ".join(each.symbol for each in document.pursuant_to),
        "replies_from": "; ".join(document.replies_from),
        "amends": document.amends,
    }
    yield whole
    for entry in document.items:
        place = {"section": entry.section, "span_start": entry.span.start, "span_end": entry.span.end}
        yield {**whole, **place, "number": entry.number, "text": entry.title}
        for sub in entry.sub_items:
            place = {"section": entry.section, "span_start": sub.span.start, "span_end": sub.span.end}
            yield {**whole, **place, "number": f"{entry.number} {sub.number}", "text": sub.title}
