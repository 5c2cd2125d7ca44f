"""A record as an Akoma Ntoso statement, after the profile of the United Nations (AKN4UN)."""

from __future__ import annotations

import datetime
from typing import cast

from lxml import etree

from alinea.model.record import Record
from alinea.presenting.akn.body import Body
from alinea.presenting.akn.frame import Frame
from alinea.presenting.akn.meta import analysis, identification, proprietary, publication, workflow
from alinea.presenting.akn.profile import akn, child, element, namespace, own
from alinea.presenting.akn.uri import Eids, Identifiers, Ontology, identifiers

_NOTICE = (
    " Unofficial copy: text of the United Nations, marked up by Alinéa for information only."
    " The United Nations is acknowledged as the source; its own edition alone is authoritative. "
)
# Elements that hold words: white space within them is text, so nothing within them is set in.
_WORDS = frozenset(
    ("p", "num", "heading", "subheading", "crossHeading", "listIntroduction", "quote", "due", "docTitle")
)


def to_akn(record: Record, *, generated_on: datetime.date) -> bytes:
    """Return a record as an AKN4UN file, in UTF-8.

    The file is valid against the OASIS schema whatever the record. Characters that XML does not allow are
    written as U+FFFD. Dates that are not known are ``0001-01-01``, as in the files of the United Nations.

    Args:
        record: what was read of one resolution.
        generated_on: the date of the mark-up, printed as that of the manifestation.
    """
    eids = Eids()
    ontology = Ontology(record.language, eids)
    iris = identifiers(record.organ, record.adopted_on, record.symbol, record.language)
    body = Body(record, eids, ontology)

    frame = Frame(record, eids, ontology)

    cover, preface = frame.cover_page(), body.preface()
    preamble, within = body.preamble()
    parts = [cover, preface, preamble, body.main_body(within), frame.conclusions()]
    annexes = _attachments(body, iris, generated_on)
    if annexes is not None:
        parts.append(annexes)

    statement = element("statement", name=record.type, contains="originalVersion")
    statement.append(_meta(body, iris, generated_on))
    statement.extend([part for part in parts if part is not None])
    return file_of(statement)


def file_of(text: etree._Element) -> bytes:
    """Return a file, in UTF-8, that holds a statement or a document."""
    prefixes = {None: namespace("akn"), "al": namespace("own")}
    root = etree.Element(akn("akomaNtoso"), nsmap=cast(dict[str, str], prefixes))
    root.append(etree.Comment(_NOTICE))
    root.append(text)
    _set_in(root, "\n")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _attachments(body: Body, iris: Identifiers, generated_on: datetime.date) -> etree._Element | None:
    if not body.record.annexes:
        return None
    attachments = element("attachments")
    for number, annex in enumerate(body.record.annexes, 1):
        eid, preface, text = body.annex(annex, number)
        document = child(child(attachments, "attachment", eId=eid), "doc", name="annex")
        meta = child(document, "meta")
        meta.append(
            identification(
                body.record, iris, body.ontology, generated_on=generated_on, component=f"annex_{number}"
            )
        )
        if preface is not None:
            document.append(preface)
        document.append(text)
    return attachments


def _meta(body: Body, iris: Identifiers, generated_on: datetime.date) -> etree._Element:
    """Return the metadata; written last, as the references list what the text refers to."""
    record, ontology = body.record, body.ontology
    notes = _notes(body)
    blocks = [
        identification(record, iris, ontology, generated_on=generated_on),
        publication(record),
        workflow(record, ontology),
        analysis(body),
    ]
    fields = proprietary(record, ontology)
    references = element("references", source=ontology.ref("alinea"))
    original = body.eids.new("", "original")
    child(references, "original", eId=original, href=iris.expression, showAs=record.symbol or iris.expression)
    references.extend(ontology.references())
    meta = element("meta")
    meta.extend([block for block in (*blocks, references, notes, fields) if block is not None])
    return meta


def _notes(body: Body) -> etree._Element | None:
    """Return the footnotes that nothing in the text calls, None where there are none.

    Each says which of the called ones it stands before.
    """
    left = body.inline.notes.left()
    if not left:
        return None
    notes = element("notes", source=body.ontology.ref("alinea"))
    for footnote, following in left:
        note = child(notes, "note", eId=body.eids.new("", "note"), marker=footnote.number)
        if following is not None:
            note.set(own("before"), f"#{following}")
        body.inline.note(note, footnote)
    return notes


def _set_in(parent: etree._Element, line: str) -> None:
    """Break the lines between elements and set them in, where no words stand between them."""
    if not len(parent) or (isinstance(parent.tag, str) and etree.QName(parent).localname in _WORDS):
        return
    inner = line + "  "
    parent.text = inner
    for element_ in parent:
        element_.tail = inner
        _set_in(element_, inner)
    parent[-1].tail = line
