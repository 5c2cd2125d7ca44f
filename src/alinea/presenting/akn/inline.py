"""The words of a paragraph as mark-up: its opening phrase, what it cites, its footnotes at their calls."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from lxml import etree

from alinea.model.record import Citation, Footnote, FootnoteCall, Lead, Record
from alinea.presenting.akn.profile import add_text, child, element
from alinea.presenting.akn.uri import Eids, Ontology, cited_work, document_link


@dataclass(frozen=True)
class _Range:
    """A stretch of characters that becomes an element, which `make` makes without its content.

    Others may lie within one that `holds`.
    """

    start: int
    end: int
    make: Callable[[], etree._Element]
    holds: bool = False


class Notes:
    """The footnotes of a record, each given to the first call that has its number."""

    def __init__(self, footnotes: Sequence[Footnote]) -> None:
        self._footnotes = footnotes
        self._waiting: dict[str, deque[int]] = defaultdict(deque)
        for index, note in enumerate(footnotes):
            self._waiting[note.number].append(index)
        self._eids: dict[int, str] = {}
        self._last: dict[str, str] = {}

    def take(self, number: str, eid: str) -> Footnote | None:
        """Return the next footnote with that number, None where there is none left.

        Args:
            number: as printed.
            eid: of the element it is to be written in.
        """
        waiting = self._waiting.get(number)
        if not waiting:
            return None
        index = waiting.popleft()
        self._eids[index] = self._last[number] = eid
        return self._footnotes[index]

    def place(self, number: str) -> str | None:
        """Return the eId of the footnote of that number written last; None where none is left to write first."""
        return None if self._waiting.get(number) else self._last.get(number)

    def left(self) -> list[tuple[Footnote, str | None]]:
        """Return the footnotes that nothing calls, each with the eId of the first called one behind it."""
        out: list[tuple[Footnote, str | None]] = []
        following: str | None = None
        for index in range(len(self._footnotes) - 1, -1, -1):
            following = self._eids.get(index, following)
            if index not in self._eids:
                out.append((self._footnotes[index], following))
        return out[::-1]


class Inline:
    """Writes words with what was found in them.

    Args:
        record: the record they come from; for its language and footnotes.
        eids, ontology: of the document.

    Attributes:
        notes: the footnotes not yet written.
        alternatives: for each reference by IRI its eId and the address of the document.
        leads: for each opening phrase its eId and what is known of it.
    """

    def __init__(self, record: Record, eids: Eids, ontology: Ontology) -> None:
        self._language = record.language
        self._eids = eids
        self._ontology = ontology
        self.notes = Notes(record.footnotes)
        self.alternatives: list[tuple[str, str]] = []
        self.leads: list[tuple[str, Lead]] = []

    def write(
        self,
        parent: etree._Element,
        text: str,
        *,
        prefix: str,
        lead: Lead | None = None,
        citations: Iterable[Citation] = (),
        calls: Sequence[FootnoteCall] = (),
        uncounted: Sequence[str] = (),
    ) -> None:
        """Write a paragraph's words into an element.

        Args:
            parent: the element, as a rule ``p``.
            text: the words.
            prefix: eId under which what stands in it is numbered.
            lead, citations: what was found, with its place in `text`; what lies outside it, or across
                another finding, is left unmarked.
            calls: footnote marks, with their places.
            uncounted: numbers of footnotes that are called, but it is not known where: written at the end.
        """
        size = len(text)
        ranges: list[_Range] = []
        if lead is not None:
            ranges.append(_Range(*lead.at, partial(self._term, lead, prefix), holds=True))
        ranges += [_Range(*cited.at, partial(self._reference, cited, prefix)) for cited in citations]
        kept = _nested([r for r in ranges if 0 <= r.start < r.end <= size])
        points = sorted(((min(max(call.at, 0), size), call.number) for call in calls), key=lambda p: p[0])
        points += [(size, number) for number in uncounted]
        self._fill(parent, text, 0, size, kept, deque(points), last=True)

    def _fill(
        self,
        parent: etree._Element,
        text: str,
        start: int,
        end: int,
        ranges: list[_Range],
        points: deque[tuple[int, str]],
        *,
        last: bool = False,
    ) -> None:
        """Write ``text[start:end]``; a call at its very end is left to the element around it."""
        at = start
        while ranges or points:
            opening = ranges[0].start if ranges else end + 1
            place = points[0][0] if points else end + 1
            if place <= opening and (place < end or (last and place == end)):
                add_text(parent, text[at:place])
                at = place
                parent.append(self.call(points.popleft()[1]))
            elif opening < end:
                first = ranges.pop(0)
                inner = []
                while ranges and ranges[0].end <= first.end:
                    inner.append(ranges.pop(0))
                add_text(parent, text[at : first.start])
                made = first.make()
                parent.append(made)
                self._fill(made, text, first.start, first.end, inner, points)
                at = first.end
            else:
                break
        add_text(parent, text[at:end])

    def call(self, number: str) -> etree._Element:
        """Return the footnote of that number as it stands at its call.

        A second call of one footnote refers to the first; a call of a footnote that is not there is an
        empty note marked ``incomplete``.
        """
        before = self.notes.place(number)
        if before is not None:
            return element("noteRef", marker=number, href=f"#{before}")
        eid = self._eids.new("", "authorialNote")
        made = element("authorialNote", eId=eid, marker=number, placement="bottom")
        note = self.notes.take(number, eid)
        if note is None:
            made.set("status", "incomplete")
            child(made, "p")
        else:
            self.note(made, note)
        return made

    def note(self, made: etree._Element, note: Footnote) -> None:
        """Write the words of a footnote into its element."""
        self.write(child(made, "p"), note.text, prefix=made.get("eId", ""), citations=note.citations)

    def _term(self, lead: Lead, prefix: str) -> etree._Element:
        eid = self._eids.new(prefix, "term")
        self.leads.append((eid, lead))
        made = element("term", eId=eid, refersTo=self._ontology.term(lead.text))
        made.set("class", "italic")
        return made

    def _reference(self, citation: Citation, prefix: str) -> etree._Element:
        """Return a reference by IRI where the text gives the date, a link to the document elsewhere."""
        link = document_link(citation.target, self._language)
        work = cited_work(citation.target, citation.date) if citation.date else None
        if work is None:
            return element("a", href=link)
        eid = self._eids.new(prefix, "ref")
        self.alternatives.append((eid, link))
        return element("ref", eId=eid, href=work)


def _nested(ranges: list[_Range]) -> list[_Range]:
    """Return the ranges in order, without those that lie across or within another that does not hold them."""
    kept: list[_Range] = []
    for candidate in sorted(ranges, key=lambda r: (r.start, not r.holds, -r.end)):
        if all(candidate.start >= o.end or (o.holds and candidate.end <= o.end) for o in kept):
            kept.append(candidate)
    return kept
