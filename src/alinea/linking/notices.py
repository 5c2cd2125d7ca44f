"""Which reports a text takes note of, and which resolutions it says they answer."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.linking.recalls import subject_of
from alinea.model.corpus import Notice, Place, Report
from alinea.model.record import Footnote, Paragraph, Record
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import LinkingWords, linking_words

RECEIVING = frozenset(
    {
        "take-note",
        "note",
        "welcome",
        "consider",
        "recall",
        "commend",
        "thank",
        "endorse",
        "approve",
        "recognize",
    }
    | {"bear-in-mind", "concern", "regret", "stress", "reaffirm"}
)
"""Acts by which a text can take note of what it has received."""

BEFORE = 200  # characters before a resolution in which the report that answers it is named
DIRECT = 45  # characters between a verb and the report that it takes note of
TOPIC = 240  # characters after an author in which the report is said to be about something


def find_notices(record: Record) -> tuple[Notice, ...]:
    """Return the paragraphs of a record that take note of a report or another document received, in order.

    A sample: *Prend acte du rapport du Secrétaire général …, communiquées en application de sa résolution 61/62* with
    the footnote *A/62/133* takes note of A/62/133, by the Secretary-General, pursuant to A/RES/61/62.
    """
    try:
        words = linking_words(record.language)
    except FileNotFoundError:
        return ()
    notes = {note.number: note for note in record.footnotes}
    tops = (*record.preamble, *record.operative)
    paragraphs = (each for top in tops for each in top.walk())
    return tuple(
        notice for paragraph in paragraphs for notice in _in_paragraph(record, paragraph, words, notes)
    )


def _in_paragraph(
    record: Record, paragraph: Paragraph, words: LinkingWords, notes: dict[str, Footnote]
) -> Iterator[Notice]:
    if paragraph.lead is None:
        return
    folded = fold(paragraph.text)
    if words.report_overdue.search(folded):
        yield _missing(record, paragraph, paragraph.lead.act or "", folded)
        return
    if paragraph.lead.act not in RECEIVING:
        return
    reports = [
        found
        for found in words.report.finditer(folded)
        if found.start() >= paragraph.lead.at.end
        and not words.report_to_come.search(folded, max(0, found.start() - 80), found.start())
    ]
    if not reports or words.report_missing.search(folded):
        return
    called = [
        each
        for note in (notes[number] for number in paragraph.footnotes if number in notes)
        if not words.whereabouts.match(fold(note.text))
        for each in note.citations
    ]
    documents = [each.target for each in (*paragraph.citations, *called) if each.kind == "document"]
    pursuant = [
        each.target
        for each in paragraph.citations
        if each.kind in ("resolution", "decision")
        and words.pursuant.search(folded, max(0, each.at.start - BEFORE), each.at.start)
        and any(each.at.start - BEFORE <= found.end() <= each.at.start for found in reports)
    ]
    near = paragraph.lead.at.end + DIRECT
    authored = [
        report
        for found in reports
        for report in _report(paragraph, folded, found.end(), words, direct=found.start() <= near)
    ]
    yield Notice(
        place=Place(record.symbol or "", paragraph.id, record.language, paragraph.span, paragraph.text),
        act=paragraph.lead.act,
        documents=tuple(dict.fromkeys(documents)),
        pursuant=tuple(dict.fromkeys(pursuant)),
        reports=tuple(dict.fromkeys(authored)),
        named=tuple(dict.fromkeys(actor.id for actor in paragraph.actors if actor.id)),
        words=folded,
    )


def _missing(record: Record, paragraph: Paragraph, act: str, folded: str) -> Notice:
    """Return that a paragraph says that what a resolution asked for was not submitted."""
    return Notice(
        place=Place(record.symbol or "", paragraph.id, record.language, paragraph.span, paragraph.text),
        act=act,
        pursuant=tuple(
            dict.fromkeys(each.target for each in paragraph.citations if each.kind == "resolution")
        ),
        named=tuple(dict.fromkeys(actor.id for actor in paragraph.actors if actor.id)),
        words=folded,
        missing=True,
    )


def _report(
    paragraph: Paragraph, folded: str, end: int, words: LinkingWords, *, direct: bool
) -> Iterator[Report]:
    """Yield the report whose author is the first actor that the words after it name as such, if one is."""
    for actor in paragraph.actors:
        if end <= actor.at.start and words.author.fullmatch(folded, end, actor.at.start):
            tail = folded[actor.at.end : actor.at.end + TOPIC]
            if len(tail) == TOPIC:
                tail = tail.rpartition(" ")[0]  # a word cut short is another word
            subject = words.subject.match(tail)
            entitled = subject is not None and tail[subject.end() :].lstrip()[:1] in words.opening
            yield Report(actor.id or fold(actor.text), subject_of(tail, words), entitled, direct)
            return
