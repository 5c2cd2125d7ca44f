"""Akoma Ntoso: the files of the United Nations (AKN4UN), valid or not, and those that Alinéa writes."""

from __future__ import annotations

from lxml import etree

from alinea.model.problems import Problem, UnreadableError
from alinea.model.text import Source, Text
from alinea.reading.akn.facts import facts_of, language_of
from alinea.reading.akn.print import name_of
from alinea.reading.akn.walk import Walk

MAX_SIZE = 50_000_000
"""Bytes. The largest file of the United Nations in 17,475 has 4 MB."""

_ROOTS = frozenset(("akomaNtoso", "statement", "documentCollection", "doc", "act", "bill"))


def read_akn(data: bytes, source: Source) -> Text:
    """Read an Akoma Ntoso file as printed text.

    Every character outside the metadata stands in the content once; footnotes stand below the paragraph that
    calls them. XML that is not well-formed is read as far as it can be, and the problem named. Nothing is
    fetched, no entity is expanded.

    Args:
        data: the file.
        source: where it came from.

    Returns:
        A text whose blocks have the roles that the mark-up gives them, with the number of a paragraph in its
        text (``1. Prie …``); ``indent`` is four for every list a point lies in.

    Raises:
        UnreadableError: the file is empty, too large, no XML, or no Akoma Ntoso.
    """
    root, problems = _parsed(data)
    walk = Walk()
    walk.document(root)
    if not walk.printer.blocks:
        raise UnreadableError("empty", "the file holds no text")
    return Text(
        content=walk.printer.content,
        source=source,
        blocks=tuple(walk.printer.blocks),
        problems=(*problems, *_entities(root), *walk.problems),
        language=language_of(root),
        facts=facts_of(root),
    )


def _parsed(data: bytes) -> tuple[etree._Element, list[Problem]]:
    """Return the root, and what was wrong with the XML."""
    if not data.strip():
        raise UnreadableError("empty", "the file is empty")
    if len(data) > MAX_SIZE:
        raise UnreadableError(
            "too-large", f"the file has more than {MAX_SIZE} bytes", megabytes=MAX_SIZE // 1_000_000
        )
    problems = []
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        problems.append(Problem("malformed-xml", f"the XML is not well-formed: {_reason(error)}"))
        root = _recovered(data)
    if name_of(root) not in _ROOTS:
        raise UnreadableError(
            "not-akn", f"the XML is no Akoma Ntoso: its root is {name_of(root)!r}", root=name_of(root)
        )
    if root.find(".//{*}identification") is None:
        problems.append(Problem("no-identification", "the metadata do not identify the document"))
    return root, problems


def _recovered(data: bytes) -> etree._Element:
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = _reason(error)
        raise UnreadableError("not-xml", f"the file is no XML: {reason}", reason=reason) from error
    if root is None:
        raise UnreadableError("not-xml", "the file is no XML")
    return root


def _reason(error: Exception) -> str:
    """Return what the parser says is wrong, on one line."""
    return " ".join(str(getattr(error, "msg", None) or error).split())


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )


def _entities(root: etree._Element) -> list[Problem]:
    if next(root.iter(etree.Entity), None) is None:
        return []
    return [Problem("entity", "the file uses entities of its own; they are left as they are written")]
