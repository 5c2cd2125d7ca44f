"""Records as a table for a spreadsheet: a row for every commitment, and one for every paragraph without any.

The columns are explained one by one in ``docs/codebook.md``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from alinea.model.document import Document
from alinea.model.record import Commitment, Paragraph, Party, Record
from alinea.presenting.documents import cells
from alinea.presenting.problems import printable

COLUMNS = (
    "symbol",
    "organ",
    "session",
    "adopted_on",
    "language",
    "title",
    "section",
    "paragraph",
    "number",
    "lead",
    "act",
    "act_class",
    "force",
    "kind",
    "bearer",
    "bearer_id",
    "recipient",
    "recipient_id",
    "charge_act",
    "charge_force",
    "due_session",
    "due_organ",
    "due_date",
    "recurrence",
    "due_text",
    "condition",
    "certain",
    "quote",
    "cites",
    "text",
    "span_start",
    "span_end",
    "fragment",
    "path",
    "sha256",
    "what",
    "bearers",
    "recipients",
    "sources",
    "nature",
    "deliverable",
    "means",
    "confidence",
    "type",
    "date",
    "agenda_items",
    "submitted_by",
    "sponsors",
    "pursuant_to",
    "replies_from",
    "amends",
)


def header(more: tuple[str, ...] = ()) -> bytes:
    """Return the first line of the table, with names of more columns where there are any."""
    return _line((*COLUMNS, *more))


def render(record: Record, more: tuple[object, ...] = ()) -> bytes:
    """Return the rows of a resolution in CSV (RFC 4180), UTF-8, without the header, each with more cells at its end.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which says that it is text
    (OWASP, "CSV Injection").
    """
    return b"".join(_line([*(row[column] for column in COLUMNS), *more]) for row in _rows(record))


def render_document(document: Document) -> bytes:
    """Return the rows of a document that is no resolution in the same columns; of an agenda one for each item more."""
    return b"".join(_line([row.get(column) for column in COLUMNS]) for row in cells(document))


def _rows(record: Record) -> Iterator[dict[str, object]]:
    sections = [("preamble", record.preamble), ("operative", record.operative)]
    sections += [(f"annex {number}", annex.paragraphs) for number, annex in enumerate(record.annexes, 1)]
    whole = _whole(record)
    for section, tops in sections:
        for paragraph in (each for top in tops for each in top.walk()):
            row = {**whole, "section": section, **_paragraph(paragraph)}
            for commitment in paragraph.commitments or (None,):
                yield {**row, **_commitment(commitment)}


def _whole(record: Record) -> dict[str, object]:
    return {
        "symbol": record.symbol,
        "organ": record.organ,
        "session": record.session,
        "adopted_on": record.adopted_on,
        "language": record.language,
        "title": record.title,
        "fragment": record.fragment,
        "path": record.source.path,
        "sha256": record.source.sha256,
        "type": record.type,
        "date": record.date,
        "agenda_items": "; ".join(
            f"{each.item} ({each.sub})" if each.sub else str(each.item) for each in record.agenda_items
        ),
        "submitted_by": record.submitted_by,
        "sponsors": "; ".join(record.sponsors),
        "pursuant_to": "",
        "replies_from": "",
        "amends": "",
    }


def _paragraph(paragraph: Paragraph) -> dict[str, object]:
    lead = paragraph.lead
    return {
        "paragraph": paragraph.id,
        "number": paragraph.number,
        "lead": lead and lead.text,
        "act": lead and lead.act,
        "act_class": lead and lead.act_class,
        "force": lead and lead.force,
        "cites": "; ".join(dict.fromkeys(citation.target for citation in paragraph.citations)),
        "text": paragraph.text,
        "span_start": paragraph.span.start,
        "span_end": paragraph.span.end,
    }


def _commitment(commitment: Commitment | None) -> dict[str, object]:
    bearer = commitment and commitment.bearer
    recipient = commitment and commitment.recipient
    due = commitment and commitment.due
    return {
        "kind": commitment and commitment.kind,
        "bearer": bearer and bearer.text,
        "bearer_id": bearer and bearer.id,
        "recipient": recipient and recipient.text,
        "recipient_id": recipient and recipient.id,
        "charge_act": commitment and commitment.act,
        "charge_force": commitment and commitment.force,
        "due_session": due and due.session,
        "due_organ": due and due.organ,
        "due_date": due and due.date,
        "recurrence": due and due.recurrence,
        "due_text": due and due.text,
        "condition": commitment and commitment.condition,
        "certain": commitment and commitment.certain,
        "quote": commitment and commitment.quote,
        "what": commitment and commitment.what and commitment.what.text,
        "bearers": commitment and _named(commitment.bearers),
        "recipients": commitment and _named(commitment.recipients),
        "sources": commitment and _named(commitment.sources),
        "nature": commitment and commitment.nature,
        "deliverable": commitment and commitment.deliverable,
        "means": commitment and commitment.means and commitment.means.class_,
        "confidence": commitment and commitment.confidence,
    }


def _named(parties: tuple[Party, ...]) -> str:
    """Return names in one cell."""
    return "; ".join(party.text for party in parties)


def _line(cells: tuple[object, ...] | list[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow([cell(value) for value in cells])
    return out.getvalue().encode()


def cell(value: object) -> str:
    """Return what stands in a cell: empty for None, ``yes`` or ``no``, and no formula.

    Sample: ``=1+1`` becomes ``'=1+1``.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = printable(str(value))
    risky = text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    return f"'{text}" if risky and text != "-" else text
