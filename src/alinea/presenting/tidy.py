"""Records as four tidy tables: one row a resolution, a paragraph, a commitment, a citation, joined by their keys.

Every table begins with `symbol` and `language`; what stands in a paragraph has its address in `paragraph`. The columns
are explained in ``docs/codebook.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from alinea.model.record import Citation, Commitment, Item, Paragraph, Party, Record

TidyRow = dict[str, object]
"""Cells by column: text, numbers, days, booleans, or None where nothing is known."""


SEVERAL = "; "
"""Between the parts of a cell that holds several: symbols and names have no semicolon in them."""


def _resolutions(record: Record) -> Iterator[TidyRow]:
    meeting, basis, vote = record.meeting, record.basis, record.vote
    yield {
        **_keys(record),
        "organ": record.organ,
        "session": record.session,
        "number": record.number,
        "part": record.part,
        "title": record.title,
        "adopted_on": record.adopted_on,
        "distributed_on": record.distributed_on,
        "agenda_items": SEVERAL.join(
            f"{each.item}{f' ({each.sub})' if each.sub else ''}" for each in record.agenda_items
        ),
        "meeting": meeting and meeting.symbol,
        "committee": basis and basis.committee,
        "yes": vote and vote.yes,
        "no": vote and vote.no,
        "abstain": vote and vote.abstain,
        "fragment": record.fragment,
        "warnings": SEVERAL.join(dict.fromkeys(each.code for each in record.warnings)),
        "path": record.source.path,
        "sha256": record.source.sha256,
    }


def _paragraphs(record: Record) -> Iterator[TidyRow]:
    for section, paragraph in _places(record):
        lead = paragraph.lead
        yield {
            **_keys(record),
            "paragraph": paragraph.id,
            "section": section,
            "number": paragraph.number,
            "lead": lead and lead.text,
            "act": lead and lead.act,
            "force": lead and lead.force,
            "text": paragraph.text,
            "span_start": paragraph.span.start,
            "span_end": paragraph.span.end,
        }


def _commitments(record: Record) -> Iterator[TidyRow]:
    for section, paragraph in _places(record):
        for commitment in paragraph.commitments:
            yield {
                **_keys(record),
                "paragraph": paragraph.id,
                "section": section,
                "number": paragraph.number,
                **charged(commitment),
            }


def charged(commitment: Commitment) -> TidyRow:
    """Return the cells of a commitment, without those that say where its paragraph stands."""
    bearer, recipient, due = commitment.bearer, commitment.recipient, commitment.due
    return {
        "kind": commitment.kind,
        "bearer": bearer and bearer.text,
        "bearer_id": bearer and bearer.id,
        "recipient": recipient and recipient.text,
        "recipient_id": recipient and recipient.id,
        "act": commitment.act,
        "force": commitment.force,
        "due_session": due and due.session,
        "due_organ": due and due.organ,
        "due_date": due and due.date,
        "recurrence": due and due.recurrence,
        "due_text": due and due.text,
        "condition": commitment.condition,
        "quote": commitment.quote,
        "certain": commitment.certain,
        "span_start": commitment.span.start,
        "span_end": commitment.span.end,
        "what": commitment.what and commitment.what.text,
        "bearers": _named(commitment.bearers),
        "recipients": _named(commitment.recipients),
        "sources": _named(commitment.sources),
        "nature": commitment.nature,
        "deliverable": commitment.deliverable,
        "means": commitment.means and commitment.means.class_,
        "confidence": commitment.confidence,
    }


def _named(parties: tuple[Party, ...]) -> str:
    """Return names in one cell."""
    return SEVERAL.join(party.text for party in parties)


def _citations(record: Record) -> Iterator[TidyRow]:
    for section, paragraph in _places(record):
        for citation in paragraph.citations:
            yield {**_keys(record), "paragraph": paragraph.id, "section": section, **_citation(citation)}
    for note in record.footnotes:
        for citation in note.citations:
            yield {
                **_keys(record),
                "paragraph": f"note_{note.number}",
                "section": "note",
                **_citation(citation),
            }


def _citation(citation: Citation) -> TidyRow:
    return {
        "target": citation.target,
        "kind": citation.kind,
        "date": citation.date,
        "pinpoint": citation.pinpoint,
        "text": citation.text,
        "span_start": citation.span.start,
        "span_end": citation.span.end,
    }


def _item(item: Item) -> str:
    return f"{item.item} ({item.sub})" if item.sub else str(item.item)


def _keys(record: Record) -> TidyRow:
    return {"symbol": record.symbol, "language": record.language}


def _places(record: Record) -> Iterator[tuple[str, Paragraph]]:
    sections = [("preamble", record.preamble), ("operative", record.operative)]
    sections += [(f"annex {number}", annex.paragraphs) for number, annex in enumerate(record.annexes, 1)]
    for section, tops in sections:
        for top in tops:
            for paragraph in top.walk():
                yield section, paragraph


TABLES: Mapping[str, Callable[[Record], Iterator[TidyRow]]] = {
    "resolutions": _resolutions,
    "paragraphs": _paragraphs,
    "commitments": _commitments,
    "citations": _citations,
}
"""The tables, by name."""

_PLACE = ("symbol", "language", "paragraph", "section")
_SPAN = ("span_start", "span_end")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "resolutions": (
        *(
            "symbol",
            "language",
            "organ",
            "session",
            "number",
            "part",
            "title",
            "adopted_on",
            "distributed_on",
        ),
        *(
            "agenda_items",
            "meeting",
            "committee",
            "yes",
            "no",
            "abstain",
            "fragment",
            "warnings",
            "path",
            "sha256",
        ),
    ),
    "paragraphs": (*_PLACE, "number", "lead", "act", "force", "text", *_SPAN),
    "commitments": (
        *(*_PLACE, "number", "kind", "bearer", "bearer_id", "recipient", "recipient_id", "act", "force"),
        *("due_session", "due_organ", "due_date", "recurrence", "due_text", "condition", "quote", "certain"),
        *(*_SPAN, "what", "bearers", "recipients", "sources", "nature", "deliverable", "means", "confidence"),
    ),
    "citations": (*_PLACE, "target", "kind", "date", "pinpoint", "text", *_SPAN),
}
"""The columns of each table, in order: also those of a table without rows."""
