"""Texts as records of a library's catalogue: MARC 21 in XML, in the fields of the United Nations Digital Library.

Field 191 is the symbol with organ and session, 269 the date, 991 the item of the agenda, 993 documents that belong to
it, 996 the vote. `alinea.library.lists` reads the same fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from alinea.presenting.akn.profile import language_code
from alinea.presenting.exchange.bibliographies import Description

_NAMESPACE = "http://www.loc.gov/MARC21/slim"
OPENING = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{_NAMESPACE}">\n'.encode()
"""What stands before the records of a collection."""
CLOSING = b"</collection>\n"

_LEADER = "00000nam a2200000 u 4500"
"""New record of printed language material, a monograph; lengths are not told in XML (MARC 21, leader)."""

_BIBLIOGRAPHIC = {"fra": "fre", "zho": "chi", "deu": "ger", "nld": "dut", "fas": "per", "ell": "gre"}
"""The codes of languages of which catalogues use another than the rest of ISO 639-2 (its codes "B")."""

_Field = tuple[str, str, tuple[tuple[str, str | None], ...]]
"""Tag, indicators, and subfields by their codes."""


def marcxml(text: Description, *, whole: bool) -> bytes:
    """Return a record.

    Args:
        whole: as a document of its own; else as a part of a collection, between `OPENING` and `CLOSING`.
    """
    record = etree.Element("record", {"xmlns": _NAMESPACE} if whole else {})
    etree.SubElement(record, "leader").text = _LEADER
    etree.SubElement(record, "controlfield", tag="001").text = text.key
    etree.SubElement(record, "controlfield", tag="008").text = _fixed(text)
    for tag, indicators, subfields in _fields(text):
        held = [(code, value) for code, value in subfields if value]
        if not held:
            continue
        field = etree.SubElement(record, "datafield", tag=tag, ind1=indicators[0], ind2=indicators[1])
        for code, value in held:
            etree.SubElement(field, "subfield", code=code).text = value
    etree.indent(record)
    data: bytes = etree.tostring(record, encoding="UTF-8", xml_declaration=whole)
    return data + b"\n"


def _fixed(text: Description) -> str:
    """Return field 008, forty signs by their places (MARC 21, 008 Books): the date, place of publication, language."""
    year = f"{text.date.year:04}" if text.date else "uuuu"
    entered = f"{text.date:%y%m%d}" if text.date else "||||||"
    return f"{entered}s{year}    nyu     o    i000 0 {_language(text)} d"


def _language(text: Description) -> str:
    code = language_code(text.language)
    return _BIBLIOGRAPHIC.get(code, code)


def _fields(text: Description) -> Iterator[_Field]:
    year, day = (str(text.date.year), text.date.isoformat()) if text.date else (None, None)
    yield "041", "  ", (("a", _language(text)),)
    yield "191", "  ", (("a", text.symbol), ("b", text.organ and f"{text.organ}/"), ("c", text.session))
    yield "245", "10", (("a", text.title),)
    yield "260", "  ", (("b", text.publisher), ("c", year))
    yield "269", "  ", (("a", day),)
    yield "710", "2 ", (("a", text.author),)
    yield "856", "40", (("u", text.address),)
    yield "989", "  ", (("a", text.type),)
    for item in text.items:
        yield "991", "  ", (("b", item),)
    for symbol in text.documents:
        yield "993", "  ", (("a", symbol),)
    if text.vote is not None:
        counted = f"{text.vote.yes}-{text.vote.no}-{text.vote.abstain}"
        yield "996", "  ", (("a", counted),)
