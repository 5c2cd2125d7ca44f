"""The parts of a statement: masthead, title, preamble, operative part, annexes, conclusions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from alinea.model.record import Annex, Heading, Paragraph, Record
from alinea.presenting.akn.eids import Eids, number_token
from alinea.presenting.akn.elements import add_text, child, element
from alinea.presenting.akn.inline import Inline
from alinea.presenting.akn.ontology import Ontology
from alinea.presenting.akn.profile import ordinal, printed_date, wording


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

    # The preface and the preamble

    def preface(self) -> etree._Element | None:
        """Return the number and title, None where the record has neither."""
        record = self.record
        if not record.title and not record.symbol:
            return None
        preface = element("preface")
        line = child(preface, "p")
        if record.symbol:
            child(line, "docNumber", printed_number(record.symbol))
        if record.title:
            if record.symbol:
                add_text(line, ". ")
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
        return _filled(body)

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
                section = child(body, "section", eId=self._section_eid(prefix, heading.number))
                child(section, "num", heading.number)
                child(section, "heading", heading.text)
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
        if not found or (section is not None and section.findtext("{*}num") == name):
            return section
        section = child(body, "section", eId=self._section_eid("", name))
        child(section, "num", name)
        return section

    def _section_eid(self, prefix: str, number: str) -> str:
        return self.eids.new(prefix, "sec", number_token(number))

    def _paragraph(self, holder: etree._Element, paragraph: Paragraph, prefix: str) -> None:
        number = (paragraph.number or "").rpartition("/")[2]
        eid = self._place(paragraph, self.eids.new(prefix, "para", number_token(number)))
        made = child(holder, "paragraph", eId=eid)
        if number:
            child(made, "num", self._words["paragraph_number"].format(number=number))
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

    # What stands around it

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
        return eid, preface, _filled(body)

    def cover_page(self) -> etree._Element:
        """Return the masthead: what the record knows, in the words of its language."""
        record, words, ref = self.record, self._words, self.ontology.ref
        cover = element("coverPage", eId=self.eids.fixed("coverPage"))
        organs = wording(record.language)["organs"]
        if "publisher" in words:
            child(child(cover, "p"), "docAuthority", words["publisher"], refersTo=ref("publisher"))
        if record.symbol:
            child(child(cover, "p"), "docNumber", record.symbol, refersTo=ref("symbol"))
        if record.organ in organs:
            child(child(cover, "p"), "docAuthority", organs[record.organ][0], refersTo=ref("issuingBody"))
        if record.distributed_on:
            day = record.distributed_on
            printed = printed_date(day, record.language)
            child(child(cover, "p"), "docDate", printed, date=day.isoformat(), refersTo=ref("dateOfIssuance"))
        if record.session is not None:
            child(
                child(cover, "p"), "session", self._session(record.session),
                refersTo=self.ontology.organ(record.organ), value=str(record.session),
            )  # fmt: skip
        self._agenda(cover)
        if record.adopted_on and record.organ in organs and "adoption" in words:
            date = printed_date(record.adopted_on, record.language)
            child(
                child(cover, "p"), "docTitle",
                words["adoption"].format(organ=organs[record.organ][1], date=date),
            )  # fmt: skip
        self._basis(cover)
        return cover if len(cover) else _empty_line(cover)

    def _session(self, number: int) -> str:
        form = self._words["session_of_year" if number >= 1900 else "session"]
        return str(form.format(number=number, ordinal=ordinal(number, self.record.language)))

    def _agenda(self, cover: etree._Element) -> None:
        items = [
            self._words["sub_item"].format(item=item.item, sub=item.sub) if item.sub else str(item.item)
            for item in self.record.agenda_items
        ]
        if items:
            printed = self._joined(items)
            form = self._words["agenda_items" if len(items) > 1 else "agenda_item"]
            child(
                child(cover, "p"), "inline", form.format(items=printed),
                name="agenda item", title=printed, refersTo=self.ontology.ref("agenda"),
            )  # fmt: skip

    def _joined(self, items: Sequence[str]) -> str:
        """Return items as an enumeration: ``12, 13 et 14``."""
        if len(items) < 2:
            return "".join(items)
        return ", ".join(items[:-1]) + str(self._words["joined"]) + items[-1]

    def _basis(self, cover: etree._Element) -> None:
        basis = self.record.basis
        if basis is None or not (basis.documents or basis.committee):
            return
        plenary = basis.kind == "no-main-committee"
        form = self._words["no_main_committee" if plenary else "committee_report"]
        before, _, after = form.replace("{committee}", basis.committee or "").partition("{documents}")
        role = self.ontology.ref("noMainCommittee" if plenary else "committee")
        line = child(child(cover, "p"), "docProponent", before, refersTo=role)
        documents = child(line, "inline", name="originating document")
        for place, symbol in enumerate(basis.documents):
            if place:
                add_text(documents, self._words["joined"] if place == len(basis.documents) - 1 else ", ")
            documents.append(self.inline.document(symbol))
        add_text(line, after)

    def conclusions(self) -> etree._Element | None:
        """Return the meeting and date of adoption, None where neither is known."""
        record, ref = self.record, self.ontology.ref
        if record.meeting is None and record.adopted_on is None:
            return None
        conclusions = element("conclusions", eId=self.eids.fixed("conclusions"))
        event = child(child(conclusions, "p"), "event", refersTo=ref("adoption"))
        if record.meeting is not None:
            number = record.meeting.number
            child(
                event, "location",
                self._words["adoption_meeting"].format(
                    number=number, ordinal=ordinal(number, record.language)
                ),
                title=str(number), refersTo=ref("adoptionMeeting"),
            )  # fmt: skip
        if record.adopted_on is not None:
            if record.meeting is not None:
                child(event, "eol")
            day = record.adopted_on
            printed = printed_date(day, record.language)
            child(event, "docDate", printed, date=day.isoformat(), refersTo=ref("adoptionDate"))
        return conclusions


def printed_number(symbol: str) -> str:
    """Return the number a resolution is known by: ``76/299``, ``2625 (XXV)`` for their symbols."""
    _, found, number = symbol.partition("/RES/")
    return number.replace("(", " (") if found else symbol


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


def _printed_heading(heading: Heading) -> str:
    return f"{heading.number}. {heading.text}" if heading.number else heading.text


def _filled(body: etree._Element) -> etree._Element:
    """Return the body with an empty line where it is empty, as the schema asks for content."""
    return body if len(body) else _empty_line(body)


def _empty_line(parent: etree._Element) -> etree._Element:
    child(parent, "p")
    return parent
