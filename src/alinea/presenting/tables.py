"""Records as a table for a spreadsheet: a row for every commitment, and one for every paragraph without any.

The columns are explained one by one in ``docs/codebook.md``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from alinea.model.document import Document
from alinea.model.record import Commitment, Paragraph, Record
from alinea.presenting.documents import cells
from alinea.presenting.problems import printable
from alinea.presenting.tidy import charged

COLUMNS = (
    "symbol", "organ", "session", "adopted_on", "language", "title", "section", "paragraph", "number", "lead",
    "act", "act_class", "force", "kind", "bearer", "bearer_id", "recipient", "recipient_id", "charge_act",
    "charge_force", "due_session", "due_organ", "due_date", "recurrence", "due_text", "condition", "certain",
    "quote", "cites", "text", "span_start", "span_end", "fragment", "path", "sha256", "what", "bearers",
    "recipients", "sources", "nature", "deliverable", "means", "confidence", "type", "date", "agenda_items",
    "submitted_by", "sponsors", "pursuant_to", "replies_from", "amends",
)  # fmt: skip


def header(more: tuple[str, ...] = ()) -> bytes:
    """Return the first line of the table, with names of more columns where there are any."""
    return _line((*COLUMNS, *more))


def render(record: Record, more: tuple[object, ...] = ()) -> bytes:
    """Return the rows of a resolution in CSV (RFC 4180), UTF-8, without the header, each with more cells at its end.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which says that it is text
    (OWASP, "CSV Injection").
    """
    return b"".join(_line([*(row.get(column) for column in COLUMNS), *more]) for row in _rows(record))


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
    """Return the cells of a commitment; those of its paragraph keep the names that both have."""
    told = charged(commitment) if commitment else {}
    own = {f"charge_{name}": told.pop(name, None) for name in ("act", "force")}
    return own | {name: told.get(name) for name in COLUMNS if name in told and not name.startswith("span_")}


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
