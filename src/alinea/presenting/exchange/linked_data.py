"""Texts, what they cite, what they ask and the registers of it as linked data: JSON-LD, and RDF of the same.

**Identifiers** follow the pillars of the European Legislation Identifier (eur-lex.europa.eu/eli-register): an address
for the work, one for each language version, one for each part, made of what the publisher's own numbers say. The base
is the document service of the United Nations, so that those who name a resolution name it alike, whoever they are:

    https://docs.un.org/A/RES/75/28                   the resolution
    https://docs.un.org/fr/A/RES/75/28                its French text
    https://docs.un.org/A/RES/75/28#op_6              its paragraph 6, as everywhere in Alinéa
    https://docs.un.org/A/RES/75/28#op_6/report/1     what that asks for, as in the ledger

**Terms** are those of ELI for works (data.europa.eu/eli/ontology), of ODRL for what is to be done, may be done or must
not be done (w3.org/TR/odrl-vocab), of Dublin Core, SKOS and schema.org; what none of them has is Alinéa's own.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alinea.model.document import Document
from alinea.model.ledger import Entry
from alinea.model.record import Citation, Commitment, Paragraph, Party, Record
from alinea.presenting.akn.profile import language_code
from alinea.presenting.akn.uri import escaped, identifiers
from alinea.presenting.exchange.bibliographies import described
from alinea.presenting.jsonl import whole
from alinea.presenting.words import LANGUAGES, Words, words_in
from alinea.vocab.actor_names import name_of
from alinea.vocab.tables import table

if TYPE_CHECKING:
    from alinea.library.schedules.registers import Register


Node = dict[str, Any]

_BASE = "https://docs.un.org/"
_OWN = "urn:x-alinea:rdf:1:"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_COUNTRY = "http://publications.europa.eu/resource/authority/country/"

PREFIXES: Mapping[str, str] = {
    "alinea": _OWN,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CONTEXT: Mapping[str, object] = {
    **PREFIXES,
    **{
        term: {"@type": "@id"}
        for term in (
            "alinea:act",
            "alinea:deliverable",
            "alinea:kind",
            "alinea:nature",
            "alinea:recipient",
            "alinea:status",
            "eli:cites",
            "eli:language",
            "eli:passed_by",
            "eli:type_document",
            "odrl:action",
            "skos:exactMatch",
            "skos:member",
        )
    },
    **{
        term: {"@type": "xsd:date"}
        for term in ("alinea:asOf", "alinea:deadline", "dcterms:date", "eli:date_document")
    },
}
"""The context of JSON-LD: it stands in every answer, so that nothing has to be fetched to read one."""

_RULES = {"prohibition": "odrl:Prohibition", "permission": "odrl:Permission"}
"""Natures of a commitment that are no duties, in terms of ODRL."""


def rendered(node: Node) -> bytes:
    """Return a node as a document of JSON-LD in one line."""
    return _line({"@context": CONTEXT, **node}) + b"\n"


def _line(node: object) -> bytes:
    return json.dumps(whole(node), ensure_ascii=False, separators=(",", ":")).encode()


def graph(nodes: Iterable[Node]) -> Iterator[bytes]:
    """Yield a document of JSON-LD with many nodes, a line each."""
    yield b'{"@context":' + _line(CONTEXT) + b',"@graph":['
    between = b"\n"
    for node in nodes:
        yield between + _line(node)
        between = b",\n"
    yield b"\n]}\n"


def turtle(nodes: Iterable[Node]) -> Iterator[bytes]:
    """Yield nodes as RDF in Turtle, each after another: what one node says is never held with what others say.

    Raises:
        ImportError: rdflib is not installed.
    """
    from rdflib import Graph

    yield "".join(f"@prefix {name}: <{place}> .\n" for name, place in PREFIXES.items()).encode() + b"\n"
    for node in nodes:
        made = Graph(bind_namespaces="none")
        for name, place in PREFIXES.items():
            made.bind(name, place)
        made.parse(data=_line({"@context": CONTEXT, **node}), format="json-ld")
        text: str = made.serialize(format="turtle")
        yield "".join(
            line for line in text.splitlines(keepends=True) if not line.startswith("@prefix ")
        ).encode()


def address(symbol: str) -> str:
    """Return the identifier of a work by its symbol, or of a paragraph or commitment by its address."""
    work, sign, place = symbol.partition("#")
    return f"{_BASE}{escaped(work.replace(' ', ''))}{sign}{escaped(place)}"


def node_of(text: Record | Document, *, asked: bool = True) -> Node:
    """Return what is known of a text.

    Args:
        asked: with the commitments of a resolution; those of a work are those of its principal version.
    """
    return _record(text, asked=asked) if isinstance(text, Record) else _document(text)


def _record(record: Record, *, asked: bool) -> Node:
    """Return what is known of a resolution."""
    work = _work(record)
    node = {
        **_described(record, work),
        "dcterms:identifier": identifiers(
            record.organ, record.adopted_on, record.symbol, record.language
        ).work,
        "eli:number": record.number,
        "alinea:agendaItem": list(described(record).items),
        "eli:has_part": [
            _part(paragraph, work, record.language, asked=asked) for paragraph in record.paragraphs()
        ],
    }
    cited = [each for paragraph in record.paragraphs() for each in paragraph.citations]
    cited += [each for note in record.footnotes for each in note.citations]
    node["eli:cites"] = _cited(cited)
    return _kept(node)


def _document(document: Document) -> Node:
    node = _described(document, _work(document))
    node["eli:based_on"] = [{"@id": address(each.symbol)} for each in document.pursuant_to]
    return _kept(node)


def _work(text: Record | Document) -> str:
    """Return the identifier of a text; one without symbol is named by the hash of its file and its place there."""
    if text.symbol:
        return address(text.symbol)
    digest = base64.urlsafe_b64encode(bytes.fromhex(text.source.sha256)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}?at={text.source.span.start}"  # RFC 6920


def _described(text: Record | Document, work: str) -> Node:
    told = described(text)
    version = (
        f"{_BASE}{text.language}/{work.removeprefix(_BASE)}"
        if work.startswith(_BASE)
        else f"{work}&l={text.language}"
    )
    return {
        "@id": work,
        "@type": "eli:LegalResource",
        "eli:id_local": told.symbol,
        "eli:type_document": f"{_OWN}type:{text.type}",
        "eli:date_document": told.date and told.date.isoformat(),
        "eli:passed_by": told.organ and f"{_OWN}organ:{escaped(told.organ)}",
        "alinea:session": told.session,
        "eli:is_realized_by": _kept(
            {
                "@id": version,
                "@type": "eli:LegalExpression",
                "eli:title": _spoken(told.title, text.language),
                "eli:language": f"{_LANGUAGE}{language_code(text.language).upper()}",
            }
        ),
    }


def _part(paragraph: Paragraph, work: str, language: str, *, asked: bool) -> Node:
    place, counted = f"{work}#{escaped(paragraph.id)}", Counter[str]()
    laid = []
    for each in paragraph.commitments if asked else ():
        counted[each.kind] += 1
        laid.append(_commitment(each, f"{place}/{each.kind}/{counted[each.kind]}", language))
    lead = paragraph.lead
    return _kept(
        {
            "@id": place,
            "@type": "eli:LegalResourceSubdivision",
            "eli:number": paragraph.number,
            "alinea:act": lead and lead.act and f"{_OWN}act:{lead.act}",
            "schema:text": _spoken(paragraph.text, language),
            "eli:cites": _cited(paragraph.citations),
            "alinea:commitment": laid,
        }
    )


def _cited(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(address(each.target) for each in citations))


def _commitment(commitment: Commitment, place: str, language: str) -> Node:
    due = commitment.due
    return _kept(
        {
            "@id": place,
            "@type": ["alinea:Commitment", _RULES.get(commitment.nature or "", "odrl:Duty")],
            "odrl:action": f"{_OWN}kind:{commitment.kind}",
            "odrl:assignee": [
                _party(each, language) for each in _parties(commitment.bearers, commitment.bearer)
            ],
            "alinea:recipient": [
                _party(each, language) for each in _parties(commitment.recipients, commitment.recipient)
            ],
            "alinea:act": commitment.act and f"{_OWN}act:{commitment.act}",
            "alinea:nature": commitment.nature and f"{_OWN}nature:{commitment.nature}",
            "alinea:deliverable": commitment.deliverable and f"{_OWN}deliverable:{commitment.deliverable}",
            "alinea:due": _spoken(due.text if due else None, language),
            "alinea:dueSession": due and due.session,
            "alinea:recurrence": due and due.recurrence,
            "alinea:condition": _spoken(commitment.condition, language),
            "alinea:quote": _spoken(commitment.quote, language),
            "alinea:certain": commitment.certain,
            "odrl:constraint": due and due.to and _by(due.to.isoformat()),
        }
    )


def _parties(all_of_them: tuple[Party, ...], first: Party | None) -> tuple[Party, ...]:
    return all_of_them or ((first,) if first else ())


def _party(party: Party, language: str) -> Node:
    if party.id is None:
        return {"skos:prefLabel": _spoken(party.text, language)}
    code = table("common", "states").get(party.id, {}).get("iso3")
    return _kept(
        {
            "@id": f"{_OWN}actor:{escaped(party.id)}",
            "skos:prefLabel": [
                _spoken(name, each) for each in LANGUAGES if (name := name_of(party.id, each)) is not None
            ],
            "skos:exactMatch": code and f"{_COUNTRY}{code}",
        }
    )


def _by(day: str) -> Node:
    return {
        "@type": "odrl:Constraint",
        "odrl:leftOperand": {"@id": "odrl:dateTime"},
        "odrl:operator": {"@id": "odrl:lteq"},
        "odrl:rightOperand": {"@type": "xsd:date", "@value": day},
    }


def status_node(entry: Entry, as_of: str) -> Node:
    """Return where a commitment stands on a day, as a note about it: the ledger is asked on many days."""
    place = address(entry.obligation.id)
    return _kept(
        {
            "@id": f"{place}/{as_of}",
            "@type": "alinea:Standing",
            "dcterms:subject": {"@id": place},
            "alinea:asOf": as_of,
            "alinea:status": f"{_OWN}status:{entry.status.value}",
            "alinea:reason": entry.reason,
            "alinea:deadline": entry.deadline and entry.deadline.isoformat(),
            "dcterms:source": entry.shown and {"@id": address(entry.shown.place.address)},
        }
    )


def register_node(register: Register) -> Node:
    """Return a register: a collection of the commitments, paragraphs or items of agendas that stand in it."""
    members: list[object] = [address(each.entry.obligation.id) for each in register.standing]
    members += [address(str(each.address)) for each in register.proclaimed]
    for item in register.items:
        number = f"{item.item or ''}{item.sub}"
        members.append(
            _kept(
                {
                    "@id": f"{_OWN}agenda:{escaped(item.organ)}:{item.session}:{number}" if number else None,
                    "@type": "alinea:AgendaItem",
                    "alinea:session": item.session,
                    "eli:number": number,
                    "eli:passed_by": f"{_OWN}organ:{escaped(item.organ)}",
                    "dcterms:title": _spoken(item.title, item.language),
                    "dcterms:hasPart": [{"@id": address(each)} for each in (*item.texts, *item.documents)],
                    "eli:based_on": [{"@id": address(each.obligation.id)} for each in item.asked],
                }
            )
        )
    return _kept(
        {
            "@id": f"{_OWN}register:{register.name}",
            "@type": "skos:Collection",
            "skos:prefLabel": [
                _spoken(words_in(each).find(f"value.register.{register.name}"), each) for each in LANGUAGES
            ],
            "alinea:asOf": register.as_of.isoformat(),
            "skos:member": members,
        }
    )


def _spoken(text: str | None, language: str) -> Node | None:
    return {"@value": text, "@language": language} if text else None


def _kept(node: Node) -> Node:
    """Return a node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [], [None])}


CITED = 60
"""Documents cited that are told."""


def legislation(
    record: Record,
    address: str,
    languages: Sequence[str],
    forms: Mapping[str, str],
    subjects: Sequence[str],
    words: Words,
) -> dict[str, Any]:
    """Return a resolution as JSON-LD.

    Args:
        address: of its page, whole; languages: that it is held in; forms: addresses of its other forms, whole, by media
            type; subjects: as published; words: of the language in which the organ is named.
    """
    named = (each.target for paragraph in record.paragraphs() for each in paragraph.citations)
    cited = dict.fromkeys(each for each in named if "/RES/" in each)
    found: dict[str, Any] = {
        "@context": ["https://schema.org", {"eli": "http://data.europa.eu/eli/ontology#"}],
        "@type": ["Legislation", "eli:LegalResource"],
        "@id": address,
        "legislationType": "Resolution",
        "legislationIdentifier": record.symbol,
        "eli:id_local": record.symbol,
        "name": {"@value": record.title, "@language": record.language} if record.title else None,
        "legislationDate": record.adopted_on.isoformat() if record.adopted_on else None,
        "eli:date_document": record.adopted_on.isoformat() if record.adopted_on else None,
        "legislationPassedBy": {
            "@type": "GovernmentOrganization",
            "name": words.find(f"organ.{record.organ}"),
        }
        if record.organ and words.find(f"organ.{record.organ}")
        else None,
        "publisher": {"@type": "Organization", "name": words("web.document.united-nations")},
        "inLanguage": list(languages),
        "keywords": list(subjects),
        "citation": [{"@type": "Legislation", "legislationIdentifier": each} for each in list(cited)[:CITED]],
        "encoding": [
            {
                "@type": "LegislationObject",
                "encodingFormat": media,
                "contentUrl": place,
                "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
            }
            for media, place in forms.items()
        ],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}
