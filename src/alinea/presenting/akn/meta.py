"""The metadata of a statement: identification, workflow, vote, analysis, references, and Alinéa's own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from lxml import etree

from alinea.model.record import Commitment, Lead, Paragraph, Party, Record
from alinea.presenting.akn.body import Body
from alinea.presenting.akn.profile import child, common, element, language_code, legal, own
from alinea.presenting.akn.uri import Identifiers, Ontology, escaped, number_segment

_LEVELS = (("FRBRWork", "work"), ("FRBRExpression", "expression"), ("FRBRManifestation", "manifestation"))


def identification(
    record: Record,
    iris: Identifiers,
    ontology: Ontology,
    *,
    generated_on: datetime.date,
    component: str = "main",
) -> etree._Element:
    """Return the identification of a statement or of an annex.

    Args:
        record: the record.
        iris: its IRIs; component: ``main`` or ``annex_1``.
        ontology: of the document.
        generated_on: the date of the mark-up.
    """
    return identified(
        record.symbol,
        record.language,
        iris,
        ontology,
        {
            "work": (record.adopted_on, "adoption"),
            "expression": (record.distributed_on, "publication"),
            "manifestation": (generated_on, "markup"),
        },
        organ=record.organ,
        component=component,
    )


def identified(
    symbol: str | None,
    language: str,
    iris: Identifiers,
    ontology: Ontology,
    dates: Mapping[str, tuple[datetime.date | None, str]],
    *,
    organ: str | None,
    subtype: str = "deliberation",
    component: str = "main",
) -> etree._Element:
    """Return the identification of a text of any kind.

    Args:
        dates: by level the day and what was done on it; subtype: as in its identifiers.
    """
    made = element("identification", source=ontology.ref("alinea"))
    unknown = common()["dates"]["unknown"]
    for name, level in _LEVELS:
        block = child(made, name)
        child(block, "FRBRthis", value=iris.this(level, component))
        child(block, "FRBRuri", value=iris.whole(level))
        if level == "work" and symbol:
            child(block, "FRBRalias", name="symbol", value=symbol)
        day, event = dates[level]
        child(block, "FRBRdate", date=day.isoformat() if day else unknown, name=event)
        who = ontology.ref("alinea") if level == "manifestation" else ontology.organ(organ)
        role = {"work": "author", "expression": "issuer", "manifestation": "editor"}[level]
        child(block, "FRBRauthor", href=who, as_=ontology.ref(role))
        if level == "work":
            child(block, "FRBRcountry", value="un")
            child(block, "FRBRsubtype", value=subtype)
            if symbol:
                shown = symbol.partition("/RES/")[2] or symbol
                child(block, "FRBRnumber", value=number_segment(symbol), showAs=shown)
            child(block, "FRBRauthoritative", value="false")
        elif level == "expression":
            child(block, "FRBRlanguage", language=language_code(language))
        else:
            child(block, "FRBRformat", value="xml")
    return made


def publication(record: Record) -> etree._Element | None:
    """Return when the document was distributed, None where that is not known."""
    if record.distributed_on is None or not record.symbol:
        return None
    day, symbol = record.distributed_on.isoformat(), record.symbol
    return element("publication", date=day, name=symbol, showAs=symbol, number=symbol)


def workflow(record: Record, ontology: Ontology) -> etree._Element | None:
    """Return the draft or report adopted on, and the adoption; None where neither is known."""
    made = element("workflow", source=ontology.ref("alinea"))
    unknown = common()["dates"]["unknown"]
    if record.basis:
        plenary = record.basis.kind == "no-main-committee"
        outcome = ontology.ref("draftResolution" if plenary else "recommendedForAdoption")
        for symbol in record.basis.documents:
            child(made, "step", date=unknown, outcome=outcome, as_=escaped(symbol), by="")
    if record.adopted_on:
        step = child(made, "step", date=record.adopted_on.isoformat(), outcome=ontology.ref("adopted"))
        if record.meeting and record.meeting.symbol:
            step.set("as", escaped(record.meeting.symbol))
        step.set("by", ontology.organ(record.organ))
    return made if len(made) else None


def analysis(body: Body) -> etree._Element | None:
    """Return the vote, the addresses of what is cited, and what Alinéa found; None where there is nothing."""
    record, ontology = body.record, body.ontology
    made = element("analysis", source=ontology.ref("alinea"))
    if record.vote:
        parliamentary = child(made, "parliamentary")
        voting = child(
            parliamentary, "voting",
            eId=body.eids.new("", "voting"), outcome=ontology.ref("adoptedRecordedVote"),
        )  # fmt: skip
        vote = record.vote
        for number, side in ((vote.yes, "inFavour"), (vote.no, "against"), (vote.abstain, "abstaining")):
            eid = body.eids.new(voting.get("eId", ""), "count")
            child(voting, "count", eId=eid, value=str(number), refersTo=ontology.ref(side))
    if body.inline.alternatives:
        others = child(made, "otherReferences", source=ontology.ref("alinea"))
        for eid, link in body.inline.alternatives:
            child(others, "alternativeReference", for_=f"#{eid}", href=link)
    findings = list(_findings(body))
    if findings:
        child(made, "otherAnalysis", source=ontology.ref("alinea")).extend(findings)
    return made if len(made) else None


def _findings(body: Body) -> Iterator[etree._Element]:
    for eid, lead in body.inline.leads:
        yield _lead(eid, lead, body.ontology)
    for paragraph in body.record.paragraphs():
        for commitment in paragraph.commitments:
            yield _commitment(paragraph, commitment, body)


def _lead(eid: str, lead: Lead, ontology: Ontology) -> etree._Element:
    return own_element(
        "lead",
        about=f"#{eid}",
        act=ontology.act(lead.act) if lead.act else None,
        **{"class": lead.act_class},
        force=lead.force,
        method="rule",
        reviewed=False,
    )


def _commitment(paragraph: Paragraph, commitment: Commitment, body: Body) -> etree._Element:
    made = own_element(
        "commitment",
        about=f"#{body.places[paragraph.id]}",
        kind=commitment.kind,
        act=body.ontology.act(commitment.act) if commitment.act else None,
        force=commitment.force,
        condition=commitment.condition,
        certain=commitment.certain,
        nature=commitment.nature,
        deliverable=commitment.deliverable,
        confidence=commitment.confidence,
        method="rule",
        reviewed=False,
    )
    if commitment.what is not None:
        made.append(own_element("what", commitment.what.text))
    charged = commitment.bearers or ((commitment.bearer,) if commitment.bearer else ())
    meant = commitment.recipients or ((commitment.recipient,) if commitment.recipient else ())
    for name, parties in (("bearer", charged), ("recipient", meant), ("source", commitment.sources)):
        for party in parties:
            made.append(_party(name, party))
    for reserve in commitment.conditions:
        made.append(own_element("reserve", reserve.text, scope="all" if reserve.scope == "all" else "part"))
    if commitment.means is not None:
        made.append(own_element("means", commitment.means.text, **{"class": commitment.means.class_}))
    due = commitment.due
    if due is not None:
        when = due.model_dump(mode="json", exclude={"text", "exact"})
        if not due.exact:
            when["exact"] = False
        made.append(own_element("due", due.text, **when))
    made.append(own_element("quote", commitment.quote))
    return made


def _party(name: str, party: Party) -> etree._Element:
    return own_element(name, party.text, id=party.id, refers=party.refers)


def own_element(name: str, text: str | None = None, /, **attributes: object) -> etree._Element:
    """Return an element of Alinéa's own namespace; attributes that are None are left out."""
    made = etree.Element(own(name))
    for key, value in attributes.items():
        if value is not None:
            made.set(key, legal(str(value).lower() if isinstance(value, bool) else str(value)))
    if text is not None:
        made.text = legal(text)
    return made


def proprietary(record: Record, ontology: Ontology) -> etree._Element:
    """Return the record's own fields, which then need not be read from words, and what is doubtful."""
    made = element("proprietary", source=ontology.ref("alinea"))
    fields = own_element(
        "record", symbol=record.symbol, organ=record.organ, session=record.session, number=record.number,
        part=record.part, language=record.language, title=record.title, adoptedOn=record.adopted_on,
        distributedOn=record.distributed_on, fragment=record.fragment, type=record.type,
        printedType=record.printed_type, date=record.date, submittedBy=record.submitted_by, amends=record.amends,
    )  # fmt: skip
    for name, values in (("otherSymbol", record.other_symbols), ("sponsor", record.sponsors)):
        fields.extend(own_element(name, value) for value in values)
    for item in record.agenda_items:
        fields.append(own_element("agendaItem", item=item.item, sub=item.sub, title=item.title))
    if record.meeting:
        fields.append(own_element("meeting", number=record.meeting.number, symbol=record.meeting.symbol))
    if record.basis:
        basis = own_element("basis", kind=record.basis.kind, committee=record.basis.committee)
        basis.extend(own_element("document", symbol) for symbol in record.basis.documents)
        fields.append(basis)
    if record.vote:
        vote = record.vote
        fields.append(own_element("vote", yes=vote.yes, no=vote.no, abstain=vote.abstain))
    made.append(fields)
    made.append(own_element("source", mediaType=record.source.media_type, sha256=record.source.sha256))
    for warning in record.warnings:
        made.append(own_element("warning", warning.message, code=warning.code))
    return made
