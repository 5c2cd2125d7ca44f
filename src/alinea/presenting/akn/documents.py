"""A document that is no resolution as an Akoma Ntoso ``doc``: report, note, letter, agenda and the like."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from alinea.model.document import Document, Request
from alinea.model.spans import Span
from alinea.model.text import Block, MarkKind, Role, Text
from alinea.presenting.akn.frame import link
from alinea.presenting.akn.meta import identified, own_element
from alinea.presenting.akn.profile import add_text, akn, child, element, filled
from alinea.presenting.akn.uri import Eids, Ontology, identifiers
from alinea.presenting.akn.writer import file_of

_HEAD = 60
"""Blocks among which the title stands, with which the cover page ends."""
_MASTHEAD = 300
"""Characters in which the symbol stands."""
_NUMBERED = re.compile(r"(\d{1,4}\.)\s+(?=\S)")
_LINED = frozenset((Role.MASTHEAD, Role.TITLE, Role.TABLE, Role.FURNITURE, Role.CLOSING))
"""Blocks of which the lines stand as they are printed; the words of others flow."""
_LEFT_OUT = (MarkKind.MARKUP, MarkKind.ASIDE)


def document_to_akn(document: Document, text: Text, *, generated_on: datetime.date) -> bytes:
    """Return a document as an AKN4UN file, in UTF-8: what Alinéa says of it, and all of its words.

    The file is valid against the OASIS schema whatever the text, and read back as an equal document.

    Args:
        document: what was read of it; text: that it was read from.
        generated_on: the date of the mark-up.
    """
    eids = Eids()
    ontology = Ontology(document.language, eids)
    series = next(iter(document.session), None) or (document.symbol or "").partition("/")[0] or None
    kind = ("doc", document.type)
    iris = identifiers(series, document.date, document.symbol, document.language, kind)
    words = _Words(document, text, eids)
    cover, body = words.parts()

    made = etree.Element(akn("doc"), name=document.type, contains="originalVersion")
    meta = child(made, "meta")
    days = {
        "work": (document.date, "issuance"),
        "expression": (document.date, "publication"),
        "manifestation": (generated_on, "markup"),
    }
    meta.append(
        identified(
            document.symbol, document.language, iris, ontology, days, organ=series, subtype=document.type
        )
    )
    if document.date and document.symbol:
        day, symbol = document.date.isoformat(), document.symbol
        child(meta, "publication", date=day, name=symbol, showAs=symbol, number=symbol)
    references = child(meta, "references", source=ontology.ref("alinea"))
    shown = document.symbol or iris.expression
    child(references, "original", eId=eids.new("", "original"), href=iris.expression, showAs=shown)
    references.extend(ontology.references())
    fields = child(meta, "proprietary", source=ontology.ref("alinea"))
    fields.append(own_element("document", document.model_dump_json(exclude={"source", "warnings"})))
    fields.append(own_element("source", mediaType=document.source.media_type, sha256=document.source.sha256))
    for warning in document.warnings:
        fields.append(own_element("warning", warning.message, code=warning.code))
    if len(cover):
        made.append(cover)
    made.append(filled(body))
    return file_of(made)


class _Words:
    """Writes the words of a document, a line or paragraph each, with what is known of its place."""

    def __init__(self, document: Document, text: Text, eids: Eids) -> None:
        self.document, self.text, self.eids = document, text, eids
        self.notes: dict[str, list[tuple[int, str]]] = {}
        self.note_ids: dict[int, str] = {}
        at = text.content.find(document.symbol, 0, _MASTHEAD) if document.symbol else -1
        self.symbol = Span(at, at + len(document.symbol or "")) if at >= 0 else None
        for block in text.blocks:
            if block.role is Role.FOOTNOTE and (
                mark := text.content[block.span.start : block.span.end].split()
            ):
                eid = self.note_ids[block.span.start] = eids.new("", "fn")
                self.notes.setdefault(mark[0].strip("[]()^.:"), []).append((block.span.start, eid))

    def parts(self) -> tuple[etree._Element, etree._Element]:
        """Return the cover page, which is empty where no title is found, and the body."""
        cover = element("coverPage", eId=self.eids.fixed("coverPage"))
        body = element("mainBody")
        wanted = "".join((self.document.title or "").split())
        last = -1
        for place, block in enumerate(self.text.blocks[:_HEAD] if wanted else ()):
            if wanted in "".join(self.text.content[block.span.start : block.span.end].split()):
                last = place
                break
        for place, block in enumerate(self.text.blocks):
            if place <= last:
                self._covering(cover, block, title=place == last)
            else:
                self._running(body, block)
        return cover, body

    def _covering(self, cover: etree._Element, block: Block, *, title: bool) -> None:
        line = child(cover, "p")
        line.set("class", block.role.value)
        self._inline(child(line, "docTitle") if title else line, block, block.span.start, lined=True)

    def _running(self, body: etree._Element, block: Block) -> None:
        number = _NUMBERED.match(self.text.content, block.span.start, block.span.end)
        if number and block.role in (Role.TEXT, Role.OPERATIVE):
            eid = self.eids.new("", "para", number[1].rstrip("."))
            paragraph = child(body, "paragraph", eId=eid)
            child(paragraph, "num", number[1])
            line = child(child(paragraph, "content", eId=f"{eid}__content"), "p")
            self._inline(line, block, number.end())
            return
        line = child(body, "p")
        if block.role is not Role.TEXT:
            line.set("class", block.role.value)
        if block.span.start in self.note_ids:
            line.set("eId", self.note_ids[block.span.start])
        self._inline(line, block, block.span.start)

    def _inline(self, line: etree._Element, block: Block, start: int, *, lined: bool = False) -> None:
        """Write the words of a block: calls of notes as such, requests as links, without what only marks up.

        Args:
            lined: its lines stand as they are printed.
        """
        lined = lined or block.role in _LINED
        at = start
        for span, made in self._within(block):
            if span.start < at:
                continue
            self._add(line, at, span.start, lined=lined)
            if made is not None:
                line.append(made)
            at = span.end
        self._add(line, at, block.span.end, lined=lined)

    def _within(self, block: Block) -> Iterator[tuple[Span, etree._Element | None]]:
        found: list[tuple[Span, etree._Element | None]] = []
        for mark in block.marks:
            if mark.kind in _LEFT_OUT:
                found.append((mark.span, None))
            elif (
                mark.kind is MarkKind.CALL and mark.span.start > block.span.start
            ):  # else the note's own number
                found.append((mark.span, self._call(mark.value, mark.span.start)))
        if self.symbol and block.span.start <= self.symbol.start < block.span.end:
            found.append((self.symbol, element("docNumber", self.document.symbol)))
        found += [
            (each.span, self._link(each)) for each in self.document.pursuant_to if _lies_in(each.span, block)
        ]
        yield from sorted(found, key=lambda each: each[0].start)

    def _call(self, number: str, at: int) -> etree._Element:
        below: Sequence[tuple[int, str]] = self.notes.get(number, ())
        to = next((eid for start, eid in below if start > at), "")
        return element("noteRef", marker=number, href=f"#{to}")

    def _link(self, asked: Request) -> etree._Element:
        made = link(asked.symbol, self.document.language)
        made.text = None
        add_text(made, " ".join(self.text.content[asked.span.start : asked.span.end].split()))
        return made

    def _add(self, line: etree._Element, start: int, end: int, *, lined: bool) -> None:
        words = self.text.content[start:end]
        lines = words.split("\n") if lined else [words]
        for place, each in enumerate(lines):
            if place:
                child(line, "eol")
            add_text(line, re.sub(r"\s+", " ", each))


def _lies_in(span: Span, block: Block) -> bool:
    return block.span.start <= span.start < span.end <= block.span.end
