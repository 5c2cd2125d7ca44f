"""A draft as a Word document: changes tracked on the last text, what is left open highlighted, and why in comments."""

from __future__ import annotations

import datetime
from collections import defaultdict

from alinea.model.draft import MASTHEAD, Draft
from alinea.model.spans import Span
from alinea.presenting.docx import layout
from alinea.presenting.docx.document import Mark, write_document
from alinea.presenting.docx.head import Head
from alinea.presenting.drafts import notice_of, told_change, told_choice
from alinea.presenting.words import Words


def draft_to_docx(draft: Draft, words: Words, *, made_on: datetime.date) -> bytes:
    """Return a draft as a Word document in the layout of the Organization.

    Args:
        words: for comments and notices; made_on: the date it says it was made on.
    """
    masthead = draft.masthead
    head = Head(
        organization=masthead.organization,
        organ=masthead.organ,
        symbol=masthead.symbol,
        aside=(masthead.distribution, masthead.day, masthead.original),
        lines=(masthead.session, masthead.committee, masthead.item),
        running=words("draft.mark"),
        notice=words("draft.mark"),
    )
    before = [(masthead.proposal, layout.PROPOSAL)]
    if draft.record.title:
        before.append((draft.record.title, layout.TITLE))
    remarks: dict[str, list[str]] = defaultdict(list)
    for choice in draft.choices:
        if choice.paragraph == MASTHEAD:
            remarks[choice.text or draft.record.title or masthead.symbol].append(told_choice(choice, words))
    return write_document(
        draft.record,
        head,
        before,
        made_on=made_on,
        marks=_marks(draft, words),
        remarks=remarks,
        note=notice_of(words),
    )


def _marks(draft: Draft, words: Words) -> dict[str, list[Mark]]:
    """Return what is set off in each paragraph and footnote, by address."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for change in draft.changes:
        if change.paragraph != MASTHEAD and change.at.end > change.at.start:
            marks[change.paragraph].append(Mark("change", change.at, told_change(change, words), change.was))
    for choice in draft.choices:
        if choice.paragraph != MASTHEAD:
            marks[choice.paragraph].append(Mark("choice", choice.at, told_choice(choice, words)))
    calls: dict[str, tuple[str, int]] = {}
    texts = {each.id: each.text for each in draft.record.paragraphs()}
    for paragraph in draft.record.paragraphs():
        for call in paragraph.calls:
            calls.setdefault(call.number, (paragraph.id, call.at))
    # A comment cannot stand in a footnote: it stands at the word that calls it.
    for place, note in enumerate(draft.record.footnotes, 1):
        for mark in marks.get(f"note_{place}", ()):
            if note.number in calls:
                address, at = calls[note.number]
                text = texts[address]
                start = text.rfind(" ", 0, at) + 1
                marks[address].append(Mark("remark", Span(start, at), mark.comment))
    return marks
