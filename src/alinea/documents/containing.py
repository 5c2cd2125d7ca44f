"""What a text is given as: the document itself, and the resolutions and drafts that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alinea.documents.kinds import PROPOSALS
from alinea.model.document import Document
from alinea.model.record import DocumentType, Item, Origin, Record
from alinea.vocab.folding import fold

_HOLDING = frozenset({"report", "committee-report", "letter", "note"})
"""Types of documents in which drafts and resolutions stand."""

_FORMULA = 0.5
"""Share of the paragraphs of a draft that open as those of resolutions do; of a report's few do."""


# With its article: without it the name of the organ stands in a masthead.
_ENACTING = re.compile(r"(?:the|l'|le|la)\s?[a-z' -]+")


def within(document: Document | None, records: Sequence[Record]) -> Iterator[Record | Document]:
    """Yield what a text holds, in order.

    Args:
        document: what it is by its head, None where its head does not say.
        records: the resolutions found in it. Of a report, those that are none are left out: its own paragraphs.
    """
    if document is None or (document.type == "treaty" and records):
        yield from (_typed(record) for record in records)
        return
    if document.type in PROPOSALS:
        # What an amendment would insert is no text of its own.
        amends = document.type == "amendment"
        wholes = [record for record in records if not amends and (record.enacting or record.operative)]
        first, *rest = wholes or [_bare(document)]
        yield _proposed(first, document)
        yield from (_typed(record) for record in rest)
        return
    if _is_volume(document, records):
        yield from (_typed(record) for record in records)
        return
    yield document
    if document.type in _HOLDING:
        for record in records:
            if _is_own(record, document):
                # The only draft of a committee's report stands under the symbol of the report, and has none itself.
                if document.symbol is not None and record.symbol == document.symbol:
                    record = record.model_copy(update={"symbol": None, "agenda_items": _items(document)})
                yield _typed(record, draft=True)


def _items(document: Document) -> tuple[Item, ...]:
    return tuple(Item(item=each.item, sub=each.sub, title=each.title) for each in document.agenda_items)


def _is_volume(document: Document, records: Sequence[Record]) -> bool:
    """Tell whether a text without symbol is a volume or page of resolutions, or one resolution whose title misleads."""
    if document.symbol is not None:
        return False
    return any(
        "/RES/" in (record.symbol or "") or (document.type not in _HOLDING and _is_own(record, document))
        for record in records
    )


def _is_own(record: Record, document: Document) -> bool:
    """Tell whether what was read as a resolution is one, and not the paragraphs of the report around it."""
    if record.enacting is None or not _ENACTING.fullmatch(fold(record.enacting).strip(" ,:")):
        return False
    same = document.symbol is not None and record.symbol == document.symbol
    if same and document.type != "committee-report":
        return False
    paragraphs = [*record.preamble, *record.operative]
    opened = sum(paragraph.lead is not None and paragraph.lead.act is not None for paragraph in paragraphs)
    return bool(paragraphs) and opened >= _FORMULA * len(paragraphs)


def _typed(record: Record, *, draft: bool = False) -> Record:
    """Return a record with its type, told by its symbol; of one in a report that has none, a draft."""
    type = type_of(record.symbol)
    if type == "resolution" and draft and record.symbol is None:
        type = "draft-resolution"
    return record if type == record.type else record.model_copy(update={"type": type})


def type_of(symbol: str | None) -> DocumentType:
    """Return what a text that is built as a resolution is, by its symbol: a decision, a statement, a draft."""
    elements = (symbol or "").split("/")
    if "PRST" in elements:
        return "statement"
    if "DEC" in elements:
        return "decision"
    if any(element.startswith("L.") for element in elements):
        return "draft-resolution"
    return "resolution"


def _bare(document: Document) -> Record:
    """Return the record of a proposal of which no more was read than its head."""
    series, session = next(iter(document.session.items()), (None, None))
    source = document.source
    return Record(
        symbol=document.symbol,
        organ=series,
        session=session if isinstance(session, int) and series != "S" else None,
        number=None,
        title=document.title,
        language=document.language,
        agenda_items=_items(document),
        source=Origin(
            path=source.path,
            media_type=source.media_type,
            sha256=source.sha256,
            pages=source.pages,
            span=source.span,
        ),
        warnings=document.warnings,
    )


def _proposed(record: Record, document: Document) -> Record:
    """Return the record of a draft with what its head says of it: its own symbol among it, where it names others."""
    symbol = document.symbol or record.symbol
    return record.model_copy(
        update={
            "type": document.type,
            "printed_type": document.printed_type,
            "symbol": symbol,
            "warnings": tuple(each for each in record.warnings if symbol is None or each.code != "no-symbol"),
            "other_symbols": document.other_symbols,
            "date": document.date,
            "distributed_on": record.distributed_on or document.date,
            "title": document.title or record.title,
            "agenda_items": _items(document) or record.agenda_items,
            "submitted_by": document.submitted_by,
            "sponsors": document.sponsors,
            "amends": document.amends,
        }
    )
