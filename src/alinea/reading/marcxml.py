"""MARCXML: records of a library's catalogue, as their fields and subfields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree


def marc_records(data: bytes) -> Iterator[Mapping[tuple[str, str], Sequence[str]]]:
    """Yield the records of MARCXML: the values of each field and subfield, ``("191", "a")``, in order.

    Raises:
        ValueError: it is no XML.
    """
    # Nothing outside the file is looked up, and no entity of it is expanded.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    for record in root.iter("{*}record"):
        held: dict[tuple[str, str], list[str]] = {}
        for field in record.iter("{*}datafield"):
            for subfield in field.iter("{*}subfield"):
                key = (field.get("tag", ""), subfield.get("code", ""))
                held.setdefault(key, []).append(" ".join((subfield.text or "").split()))
        yield held
