"""What stands around the text of a statement: the masthead before it, the meeting and the vote after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from alinea.model.record import Record, Vote
from alinea.presenting.akn.profile import (
    add_text,
    child,
    element,
    filled,
    of_committee,
    ordinal,
    plural,
    printed_date,
    wording,
)
from alinea.presenting.akn.uri import Eids, Ontology, document_link


class Frame:
    """Writes what stands around the text of a record, in the words of its language.

    Args:
        record: the record.
        eids, ontology: of the document.
    """

    def __init__(self, record: Record, eids: Eids, ontology: Ontology) -> None:
        self.record = record
        self.eids = eids
        self.ontology = ontology
        self._words = wording(record.language)["printed"]

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
        if "distribution" in words and record.distributed_on and printed_number(record.symbol):
            child(child(cover, "p"), "docStatus", words["distribution"], refersTo=ref("generalDistribution"))
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
        if numbered_on_cover(record):
            number = words["council_number"].format(number=printed_number(record.symbol))
            child(child(cover, "p"), "docTitle", number, refersTo=ref("resolutionNumber"))
        if record.adopted_on and record.organ in organs and "adoption" in words:
            date = printed_date(record.adopted_on, record.language)
            child(
                child(cover, "p"), "docTitle",
                words["adoption"].format(organ=organs[record.organ][1], date=date),
            )  # fmt: skip
        self._basis(cover)
        return filled(cover)

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
        for title in dict.fromkeys(item.title for item in self.record.agenda_items if item.title):
            child(child(cover, "p"), "inline", title, name="agenda item name")

    def _joined(self, items: Sequence[str]) -> str:
        """Return items as an enumeration: ``12, 13 et 14``."""
        if len(items) < 2:
            return "".join(items)
        return ", ".join(items[:-1]) + str(self._words["joined"]) + items[-1]

    def _basis(self, cover: etree._Element) -> None:
        record, basis = self.record, self.record.basis
        if basis is None or not (basis.documents or basis.committee):
            return
        plenary = basis.kind == "no-main-committee"
        reported = basis.kind == "committee-report" and basis.committee
        name = "no_main_committee" if plenary else "committee_report" if reported else "other_basis"
        committee = of_committee(basis.committee, record.language) if basis.committee else ""
        before, _, after = self._words[name].replace("{committee}", committee).partition("{documents}")
        role = self.ontology.ref("noMainCommittee" if plenary else "committee")
        line = child(child(cover, "p"), "docProponent", before, refersTo=role)
        documents = child(line, "inline", name="originating document")
        for place, symbol in enumerate(basis.documents):
            if place:
                add_text(documents, self._words["joined"] if place == len(basis.documents) - 1 else ", ")
            documents.append(link(symbol, self.record.language))
        add_text(line, after)

    def conclusions(self) -> etree._Element | None:
        """Return the meeting and date of adoption, None where neither is known."""
        record = self.record
        if record.meeting is None and record.adopted_on is None and record.vote is None:
            return None
        conclusions = element("conclusions", eId=self.eids.fixed("conclusions"))
        if record.meeting is not None or record.adopted_on is not None:
            self._adoption(conclusions)
        if record.vote is not None:
            self._vote(conclusions, record.vote)
        return conclusions

    def _adoption(self, conclusions: etree._Element) -> None:
        record, ref = self.record, self.ontology.ref
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

    def _vote(self, conclusions: etree._Element, counted: Vote) -> None:
        """Write a recorded vote as the Human Rights Council prints it."""
        ref = self.ontology.ref
        vote = child(child(conclusions, "p"), "vote", by=self.ontology.organ(self.record.organ))
        vote.set("as", ref("author"))
        outcome = child(vote, "outcome", refersTo=ref("adoptedRecordedVote"))
        sides = {
            "yes": (counted.yes, "inFavour"),
            "no": (counted.no, "against"),
            "abstain": (counted.abstain, "abstaining"),
        }
        form = self._words["vote"].format(
            abstentions=plural(self._words["abstentions"], counted.abstain, self.record.language),
            yes="{yes}", no="{no}",
        )  # fmt: skip
        for piece in re.split(r"(\{\w+\})", form):
            if piece.strip("{}") in sides:
                number, side = sides[piece.strip("{}")]
                child(outcome, "quantity", str(number), normalized=str(number), refersTo=ref(side))
            else:
                add_text(outcome, piece)


def printed_number(symbol: str | None) -> str | None:
    """Return the number a resolution is known by: ``76/299``, ``2625 (XXV)``; None for another symbol."""
    _, found, number = (symbol or "").partition("/RES/")
    return re.sub(r"(?<=[^\s])\(", " (", number) if found else None


def numbered_on_cover(record: Record) -> bool:
    """Tell whether the masthead bears the number, as that of the Security Council does."""
    return record.organ == "S" and printed_number(record.symbol) is not None


def link(symbol: str, language: str) -> etree._Element:
    """Return a link to a document, shown by its symbol."""
    return element("a", symbol, href=document_link(symbol, language))
