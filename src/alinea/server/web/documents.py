"""A resolution laid out for a page: paragraphs with what stands in their margin, headings, notes, annexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alinea.library.likeness import taught
from alinea.library.resolution import Consulted
from alinea.model.corpus import Ambiguous, Link, Resolved
from alinea.model.record import Annex, Footnote, Heading, Paragraph, Record
from alinea.presenting.masthead import label
from alinea.presenting.places import place
from alinea.presenting.problems import told
from alinea.server.web.ledger_view import Charged, charged
from alinea.server.web.pagination import MOST_OF_WHOLE, Shown
from alinea.server.web.request import Visit
from alinea.server.web.resolution_view import note_setting, setting

CANDIDATES = 12
"""Texts that a citation may mean, at most, that the margin names."""

MARGIN = 40
"""Charges, documents cited and reservations that are told of at a place; of more, how many there are."""

_ROW, _CHARGE, _CARD, _NOTE = 750, 800, 330, 260
"""Bytes of mark-up that stand around a paragraph, a charge, a document cited, a note."""


@dataclass(frozen=True, slots=True)
class Card:
    """A document that is cited, as the margin tells it.

    Attributes:
        symbol; place: address on this site; pinpoint: the place in it, as printed; title, language: where it is held.
        day: of its adoption, written out; held: its name in the catalogue: ``resolved``, ``not-held`` …
        candidates: names and addresses of the works that may be meant.
    """

    symbol: str
    place: str
    pinpoint: str | None
    title: str | None
    language: str | None
    day: str
    held: str
    candidates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph on a page, with its margin.

    Attributes:
        id: its address; label: its number as printed, with the point; depth: 0 for a paragraph of its own.
        text: mark-up; act: what kind of act it opens with, empty where it opens with none that is known.
        charges, cards: what is asked in it, what it cites; place: the paragraph as a person names it.
        source: address of the page that shows it in its source; alike: of what else says it, None where the library
            has not learnt that; followed: of the paragraph through its series, None where no other text of it is held.
        cut: its text goes on there; more: charges and documents cited that are not told of.
    """

    id: str
    label: str
    depth: int
    text: Markup
    act: str
    charges: tuple[Charged, ...]
    cards: tuple[Card, ...]
    place: str
    source: str
    cut: bool = False
    more: int = 0
    headings: tuple[Heading, ...] = ()
    alike: str | None = None
    followed: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote on a page."""

    id: str
    number: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Laid:
    """A resolution laid out for a page.

    Attributes:
        preamble, operative: their paragraphs; annexes: titles and paragraphs; notes; warnings: what was doubtful.
        doubts: how many warnings there are; trailing: headings that stand before no paragraph that is known.
    """

    preamble: tuple[Row, ...]
    operative: tuple[Row, ...]
    annexes: tuple[tuple[str, tuple[Row, ...]], ...]
    notes: tuple[Note, ...]
    warnings: tuple[tuple[str, tuple[str, str]], ...]
    doubts: int
    trailing: tuple[Heading, ...]


def weighed(consulted: Consulted, beside: Record | None = None) -> list[tuple[str, int]]:
    """Return the paragraphs and notes of a resolution by their addresses, with the bytes of their mark-up, by estimate.

    Args:
        beside: the text in another language, where that is shown beside this one.
    """
    there = {each.id: len(each.text) for each in beside.paragraphs()} if beside else {}
    found = []
    for each in consulted.record.paragraphs():
        size = _ROW + min(len(each.text) + there.get(each.id, 0), MOST_OF_WHOLE)
        size += _CHARGE * min(len(consulted.entries.get(each.id, ())), MARGIN)
        size += _CARD * min(len(each.citations), MARGIN) + 110 * len(each.citations)
        found.append((each.id, size))
    found += [
        (f"note_{place}", _NOTE + min(len(note.text), MOST_OF_WHOLE) + 110 * len(note.citations))
        for place, note in enumerate(consulted.record.footnotes, 1)
    ]
    return found


def lay_out(consulted: Consulted, visit: Visit, shown: Shown[str]) -> Laid:
    """Return a resolution laid out for a page, so much of it as the page shows."""
    return _Layout(consulted, visit, shown).laid()


class _Layout:
    def __init__(self, consulted: Consulted, visit: Visit, shown: Shown[str]) -> None:
        self.consulted, self.visit, self.record = consulted, visit, consulted.record
        self.shown, self.held = shown, shown.held
        self.targets = {start: self._target(link) for start, link in consulted.links.items()}
        self.notes = _note_ids(self.record.footnotes)
        self.headings = _headings(self.record)
        self.taught = taught(visit.library)
        self.several = sum(each.held for each in consulted.series.members) > 1

    def laid(self) -> Laid:
        record, words = self.record, self.visit.words
        known = {each.id for each in record.paragraphs()}
        return Laid(
            preamble=tuple(self._rows(record.preamble)),
            operative=tuple(self._rows(record.operative)),
            annexes=tuple(self._annex(each) for each in record.annexes),
            notes=tuple(
                Note(f"note_{place}", each.number, note_setting(each, self.targets, self.shown.most))
                for place, each in enumerate(record.footnotes, 1)
                if f"note_{place}" in self.held
            ),
            warnings=tuple(
                (told("warning", each.code, each.message, words), self._at(each.span))
                for each in record.warnings[:MARGIN]
            )
            if self.shown.first
            else (),
            doubts=len(record.warnings),
            trailing=tuple(each for each in record.headings if each.before not in known)[:MARGIN]
            if self.shown.last
            else (),
        )

    def _annex(self, annex: Annex) -> tuple[str, tuple[Row, ...]]:
        return annex.title, tuple(self._rows(annex.paragraphs))

    def _rows(self, paragraphs: Sequence[Paragraph], depth: int = 0) -> Iterator[Row]:
        for each in paragraphs:
            if each.id in self.held:
                yield self._row(each, depth)
            yield from self._rows(each.children, depth + 1)

    def _row(self, paragraph: Paragraph, depth: int) -> Row:
        record, visit, name = self.record, self.visit, self.consulted.work.name
        entries, cards = self.consulted.entries.get(paragraph.id, ()), tuple(self._cards(paragraph))
        return Row(
            id=paragraph.id,
            label=label(paragraph.number, record.language),
            depth=depth,
            text=setting(paragraph, self.targets, self._note, self.shown.most),
            act=(paragraph.lead.act_class or "") if paragraph.lead else "",
            charges=tuple(charged(each, visit) for each in entries[:MARGIN]),
            cards=cards[:MARGIN],
            place=place(paragraph.id, visit.words, paragraph.number),
            source=visit.url(f"/source/{name}", "here", text=record.language, at=paragraph.id),
            alike=visit.url("/alike", q=f"{name}#{paragraph.id}") if self.taught else None,
            followed=visit.url(f"/series/{name}", text=record.language, at=paragraph.id)
            if self.several
            else None,
            cut=len(paragraph.text) > self.shown.most,
            more=max(0, len(entries) - MARGIN) + max(0, len(cards) - MARGIN),
            headings=self.headings.get(paragraph.id, ())[:MARGIN],
        )

    def _note(self, number: str) -> str:
        """Return the address of a note: on the page, or of the page that has it."""
        id_ = self.notes.get(number, "notes")
        return f"#{id_}" if id_ in self.held or id_ == "notes" else self.link(id_)

    def link(self, id_: str) -> str:
        """Return the address of a place of the text, whichever part has it."""
        if id_ in self.held:
            return f"#{id_}"
        return f"{self.visit.here(**{'from': id_})}#{id_}"

    def _cards(self, paragraph: Paragraph) -> Iterator[Card]:
        seen = set()
        for cited in (*paragraph.citations, *paragraph.open_references):
            link = self.consulted.links.get(cited.span.start)
            if link is not None and (link.target, link.pinpoint) not in seen:
                seen.add((link.target, link.pinpoint))
                yield self._card(link)

    def _card(self, link: Link) -> Card:
        outcome, visit = link.outcome, self.visit
        work = self.consulted.cited.get(outcome.symbol) if isinstance(outcome, Resolved) else None
        title, language = visit.titled(work.name, work.title, work.languages[0]) if work else (None, None)
        several = outcome.candidates if isinstance(outcome, Ambiguous) else ()
        return Card(
            symbol=link.target,
            place=self._target(link),
            pinpoint=link.pinpoint,
            title=title,
            language=language,
            day=visit.words.date(work.adopted_on) if work and work.adopted_on else "",
            held="resolved" if work else "ambiguous" if several else getattr(outcome, "reason", "not-held"),
            candidates=tuple((name, visit.resolution(name)) for name in several[:CANDIDATES]),
        )

    def _target(self, link: Link) -> str:
        """Return where a citation leads: to the text, or to all that is known of a document that is not held."""
        if isinstance(link.outcome, Resolved):
            return self.visit.resolution(link.outcome.symbol)
        if isinstance(link.outcome, Ambiguous) and link.outcome.reason.startswith("open-"):
            return self.link(link.place.paragraph)  # no document has that name
        return self.visit.cited(link.target)

    def _at(self, span: object) -> tuple[str, str]:
        """Return the paragraph that a place of the source lies in, and its address; empty where it lies in none."""
        for each in self.record.paragraphs():
            if span is not None and each.span.covers(span):  # type: ignore[arg-type]
                return place(each.id, self.visit.words, each.number), self.link(each.id)
        return "", ""


def _note_ids(notes: Sequence[Footnote]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for count, note in enumerate(notes, 1):
        found.setdefault(note.number, f"note_{count}")
    return found


def _headings(record: Record) -> Mapping[str, tuple[Heading, ...]]:
    found: dict[str, tuple[Heading, ...]] = {}
    for heading in record.headings:
        if heading.before:
            found[heading.before] = (*found.get(heading.before, ()), heading)
    return found


def quotation(record: Record, visit: Visit) -> str:
    """Return how a resolution is cited: ``Assemblée générale, résolution 62/27 du 5 décembre 2007``."""
    words = visit.words
    organ = words.find(f"organ.{record.organ}") or record.organ or ""
    symbol = (record.symbol or "").rpartition("/RES/")[2] or words("label.unnumbered")
    day = words("web.document.dated", day=words.date(record.adopted_on)) if record.adopted_on else ""
    return words("web.document.quotation", organ=organ, symbol=symbol, day=day)
