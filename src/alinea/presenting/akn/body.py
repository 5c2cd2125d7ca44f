"""The text of a statement: title, preamble, operative part, annexes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from alinea.model.record import Annex, Heading, Paragraph, Record
from alinea.presenting.akn.frame import numbered_on_cover, printed_number
from alinea.presenting.akn.inline import Inline
from alinea.presenting.akn.profile import add_text, child, element, filled, wording
from alinea.presenting.akn.uri import Eids, Ontology, number_token


class Body:
    """Writes the text of a record.

    Args:
        record: the record.
        eids, ontology: of the document.

    Attributes:
        inline: what writes the words; it knows the references made.
        places: eId of each paragraph, by its id in the record.
    """

    def __init__(self, record: Record, eids: Eids, ontology: Ontology) -> None:
        self.record = record
        self.eids = eids
        self.ontology = ontology
        self.inline = Inline(record, eids, ontology)
        self.places: dict[str, str] = {}
        self._words = wording(record.language)["printed"]
        self._headings = _headings_by_paragraph(record)
        self._section_name = ""

    # The preface and the preamble

    def preface(self) -> etree._Element | None:
        """Return the number and title, None where the record has neither."""
        record = self.record
        # The number of a fragment is inferred: it was never printed as a title.
        untitled = record.fragment or numbered_on_cover(record)
        number = None if untitled else printed_number(record.symbol)
        if not record.title and not number:
            return None
        preface = element("preface")
        line = child(preface, "p")
        if number:
            child(line, "docNumber", f"{number}.")
        if record.title:
            add_text(line, " " if number else "")
            child(line, "docTitle", record.title, refersTo=self.ontology.ref("resolutionTitle"))
        return preface

    def preamble(self) -> tuple[etree._Element | None, Sequence[Paragraph]]:
        """Return the preamble, None where it is empty, and the preambular paragraphs left for the body.

        Those stand in a section of the operative part, below its heading.
        """
        paragraphs = self.record.preamble
        first = self.record.operative[0].span.start if self.record.operative else None
        count = 0
        for paragraph in paragraphs:
            if paragraph.id in self._headings or (first is not None and paragraph.span.start > first):
                break
            count += 1
        preamble = element("preamble")
        if self.record.enacting:
            eid = self.eids.new("preamble", "formula")
            formula = child(preamble, "formula", name="enactingFormula", eId=eid)
            child(formula, "p", self.record.enacting)
        for paragraph in paragraphs[:count]:
            preamble.append(self._container(paragraph, "preamble"))
        return (preamble if len(preamble) else None), paragraphs[count:]

    def _container(self, paragraph: Paragraph, parent: str) -> etree._Element:
        """Return a preambular paragraph as a container named by its opening phrase."""
        eid = self._place(paragraph, self.eids.new(parent, "container"))
        lead = paragraph.lead
        container = element("container", eId=eid, name=lead.text if lead else "preambular")
        container.set("refersTo", self._preambular(paragraph))
        if paragraph.children:
            self._block_list(container, paragraph, eid)
        else:
            self._words_of(child(container, "p"), paragraph, eid)
        return container

    def _preambular(self, paragraph: Paragraph) -> str:
        concepts = [self.ontology.ref("preamble")]
        if paragraph.lead and paragraph.lead.act:
            concepts.append(self.ontology.act(paragraph.lead.act))
        return " ".join(concepts)

    def _block_list(self, parent: etree._Element, paragraph: Paragraph, prefix: str) -> None:
        eid = self.eids.new(prefix, "list")
        listing = child(parent, "blockList", eId=eid)
        self._words_of(child(listing, "listIntroduction"), paragraph, prefix)
        for point in paragraph.children:
            printed = self._point_number(point, paragraph)
            place = self._place(point, self.eids.new(eid, "item", number_token(printed)))
            item = child(listing, "item", eId=place)
            if printed:
                child(item, "num", printed)
            if point.children:
                self._block_list(item, point, place)
            else:
                self._words_of(child(item, "p"), point, place)

    # The operative part

    def main_body(self, preambular: Sequence[Paragraph]) -> etree._Element:
        """Return the operative part; `preambular` are the preambular paragraphs that stand within it."""
        body = element("mainBody")
        waiting = list(preambular)
        section: etree._Element | None = None
        for paragraph in self.record.operative:
            while waiting and waiting[0].span.start < paragraph.span.start:
                section = self._preambular_within(body, section, waiting.pop(0))
            section = self._headings_before(paragraph.id, body, section, "")
            section = self._section_of(paragraph, body, section)
            self._paragraph(body if section is None else section, paragraph, _eid(section))
        for paragraph in waiting:
            section = self._preambular_within(body, section, paragraph)
        self._headings_before(None, body, section, "")
        return filled(body)

    def _preambular_within(
        self, body: etree._Element, section: etree._Element | None, paragraph: Paragraph
    ) -> etree._Element | None:
        """Write a preambular paragraph within the body; return the section it stands in."""
        section = self._headings_before(paragraph.id, body, section, "")
        if section is None:
            body.append(self._container(paragraph, ""))
            return None
        # The schema allows nothing but a cross heading between the heading and the paragraphs of a section.
        self._cross_heading(section, paragraph, "")
        return section

    def _cross_heading(self, section: etree._Element, paragraph: Paragraph, printed: str) -> None:
        eid = self._place(paragraph, self.eids.new(_eid(section), "crossHeading"))
        heading = child(section, "crossHeading", eId=eid, refersTo=self._preambular(paragraph))
        add_text(heading, f"{printed} " if printed else "")
        self._words_of(heading, paragraph, eid)
        for point in paragraph.children:
            self._cross_heading(section, point, self._point_number(point, paragraph))

    def _headings_before(
        self, paragraph: str | None, body: etree._Element, section: etree._Element | None, prefix: str
    ) -> etree._Element | None:
        """Write the headings that stand before a paragraph; return the section that is open then."""
        for heading in self._headings.pop(paragraph, ()):
            if heading.number:
                section = self._section(body, prefix, heading.number)
                numeral, words = _split_heading(heading)
                child(section, "num", numeral)
                if words:
                    child(section, "heading", words)
            else:
                holder = child(body if section is None else section, "paragraph")
                holder.set("class", "heading")
                eid = self.eids.new(_eid(section) or prefix, "subheading")
                child(holder, "subheading", heading.text, eId=eid)
        return section

    def _section_of(
        self, paragraph: Paragraph, body: etree._Element, section: etree._Element | None
    ) -> etree._Element | None:
        """Return the section a paragraph's number puts it in, begun here where no heading began it."""
        name, found, _ = (paragraph.number or "").rpartition("/")
        if not found or (section is not None and self._section_name == name):
            return section
        section = self._section(body, "", name)
        child(section, "num", name)
        return section

    def _section(self, body: etree._Element, prefix: str, number: str) -> etree._Element:
        self._section_name = number
        return child(body, "section", eId=self.eids.new(prefix, "sec", number_token(number)))

    def _paragraph(self, holder: etree._Element, paragraph: Paragraph, prefix: str) -> None:
        number = (paragraph.number or "").rpartition("/")[2]
        eid = self._place(paragraph, self.eids.new(prefix, "para", number_token(number)))
        made = child(holder, "paragraph", eId=eid)
        if number:
            # Paragraphs of a decision that are lettered are printed as points are.
            form = "paragraph_number" if number[0].isdigit() else "point_number"
            child(made, "num", self._words[form].format(number=number))
        self._content(made, paragraph, eid)

    def _content(self, made: etree._Element, paragraph: Paragraph, eid: str) -> None:
        """Write the words of a paragraph or point, and below them its points."""
        if not paragraph.children:
            content = child(made, "content", eId=f"{eid}__content")
            self._words_of(child(content, "p"), paragraph, eid)
            return
        listing = child(made, "list", eId=self.eids.new(eid, "list"))
        intro = child(listing, "intro", eId=f"{_eid(listing)}__intro")
        self._words_of(child(intro, "p"), paragraph, eid)
        for point in paragraph.children:
            for heading in self._headings.pop(point.id, ()):
                crossing = self.eids.new(_eid(listing), "crossHeading")
                child(listing, "crossHeading", _printed_heading(heading), eId=crossing)
            printed = self._point_number(point, paragraph)
            place = self._place(point, self.eids.new(_eid(listing), "point", number_token(printed)))
            element_ = child(listing, "point", eId=place)
            if printed:
                child(element_, "num", printed)
            self._content(element_, point, place)

    def _point_number(self, point: Paragraph, parent: Paragraph) -> str:
        """Return the number of a point as it is printed: ``a)``, ``(a)``."""
        number, above = point.number or "", parent.number or ""
        if not number or number == above:
            return ""
        own = number.removeprefix(f"{above}.") if above else number
        if own == number:
            own = number.rpartition("/")[2].rpartition(".")[2]
        if not any(character.isalnum() for character in own):
            return own  # a dash or bullet
        return str(self._words["point_number"].format(number=own))

    def _words_of(self, into: etree._Element, paragraph: Paragraph, prefix: str) -> None:
        placed = [call.number for call in paragraph.calls]
        unplaced = []
        for number in paragraph.footnotes:
            if number in placed:
                placed.remove(number)
            else:
                unplaced.append(number)
        self.inline.write(
            into, paragraph.text, prefix=prefix, lead=paragraph.lead, citations=paragraph.citations,
            calls=paragraph.calls, uncounted=unplaced,
        )  # fmt: skip

    def _place(self, paragraph: Paragraph, eid: str) -> str:
        self.places.setdefault(paragraph.id, eid)
        return eid

    # Annexes

    def annex(self, annex: Annex, number: int) -> tuple[str, etree._Element | None, etree._Element]:
        """Return an annex: its eId, its title and its body."""
        eid = self.eids.new("", "att", str(number))
        preface = None
        if annex.title:
            preface = element("preface")
            child(child(preface, "p"), "docTitle", annex.title)
        body = element("mainBody")
        section: etree._Element | None = None
        for paragraph in annex.paragraphs:
            section = self._headings_before(paragraph.id, body, section, eid)
            self._paragraph(body if section is None else section, paragraph, _eid(section) or eid)
        self._headings_before(_end_of(annex), body, section, eid)
        return eid, preface, filled(body)


def _headings_by_paragraph(record: Record) -> dict[str | None, list[Heading]]:
    """Return the headings by the paragraph they stand before; those at an end by the part they close."""
    known = {paragraph.id for paragraph in record.preamble}
    for body in (record.operative, *(annex.paragraphs for annex in record.annexes)):
        known |= {paragraph.id for top in body for paragraph in top.walk()}
    by: dict[str | None, list[Heading]] = defaultdict(list)
    for heading in record.headings:
        if heading.before in known:
            by[heading.before].append(heading)
            continue
        within = [annex for annex in record.annexes if annex.span.start <= heading.span.start]
        by[_end_of(within[-1]) if within else None].append(heading)
    return by


def _end_of(annex: Annex) -> str:
    return f"end of annex {annex.span.start}"


def _eid(made: etree._Element | None) -> str:
    return "" if made is None else made.get("eId", "")


def _split_heading(heading: Heading) -> tuple[str, str]:
    """Return the numeral of a section as it is printed, and the words behind it, if any.

    Samples: ``II`` and ``Progiciel`` for *II. Progiciel*; all of *Section II* is numeral.
    """
    number = heading.number or ""
    found = re.match(rf"(?:\w+\s)?{re.escape(number)}(?!\w)[\s.]*", heading.text, re.IGNORECASE)
    if found is None:
        return number, heading.text
    return heading.text[: found.end()].strip(), heading.text[found.end() :]


def _printed_heading(heading: Heading) -> str:
    return f"{heading.number}. {heading.text}" if heading.number else heading.text
