"""Findings for programs: one JSON object a finding, and a log in SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from alinea import _version
from alinea.library.linting import WRITTEN_BACK, Linted
from alinea.linting.findings import Edit, Finding
from alinea.presenting.findings import Lines, excerpt, said
from alinea.presenting.words import Words
from alinea.vocab.linting_words import rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Drafts = Mapping[str, Sequence[Linted]]
"""What was found, by the path of the file as given."""


def rows(path: str, drafts: Iterable[Linted], words: Words) -> list[dict[str, Any]]:
    """Return the findings of a file, each as an object whose fields are the same for all.

    ``span`` is in code points of the text that `alinea read` reads; ``line`` and ``column`` count from 1 in it;
    ``edits`` are what ``--fix`` would do.
    """
    found = []
    for draft in drafts:
        lines = Lines(draft.content)
        for finding in draft.findings:
            line, column = lines.place(finding.span.start)
            found.append(
                {
                    "path": path,
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "case": finding.case,
                    "message": said(finding, words),
                    "symbol": draft.record.symbol,
                    "address": finding.address,
                    "span": list(finding.span),
                    "line": line,
                    "column": column,
                    "words": excerpt(draft, finding),
                    "facts": dict(finding.facts),
                    "edits": [{"span": list(edit.span), "words": edit.words} for edit in finding.edits],
                }
            )
    return found


def sarif(files: Drafts, which: Iterable[str], words: Words) -> dict[str, Any]:
    """Return a log in SARIF 2.1.0 (OASIS, 2020) of one run over files.

    Args:
        files: what was found; which: the rules that were looked at; words: of the language of messages.
    """
    told = [each for each in rules() if each in set(which)]
    index = {rule: place for place, rule in enumerate(told)}
    results = [
        _result(path, draft, finding, index, words)
        for path, drafts in files.items()
        for draft in drafts
        for finding in draft.findings
    ]
    driver = {
        "name": "Alinéa",
        "version": _version.__version__,
        "semanticVersion": _version.__version__,
        "language": words.language,
        "rules": [_descriptor(rule, words) for rule in told],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(path)}} for path in files],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: str, words: Words) -> dict[str, Any]:
    def text(part: str) -> str:
        return words(f"rule.{rule}.{part}")

    told = [
        text("what"),
        f"{words('explain.why')} {text('why')}",
        f"{words('explain.source')} {text('source')}",
        f"{words('explain.wrong')}\n{text('wrong')}",
        f"{words('explain.right')}\n{text('right')}",
    ]
    return {
        "id": rule,
        "shortDescription": {"text": text("name")},
        "fullDescription": {"text": text("what")},
        "help": {"text": "\n\n".join(told)},
        "defaultConfiguration": {"level": rules()[rule].severity, "enabled": rules()[rule].shown},
    }


def _result(
    path: str, draft: Linted, finding: Finding, index: Mapping[str, int], words: Words
) -> dict[str, Any]:
    written = draft.record.source.media_type in WRITTEN_BACK
    lines = Lines(draft.content)
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if written:  # lines of other formats are those of what was read, not of the file
        place["region"] = _region(lines, finding.span.start, finding.span.end)
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.address is not None:
        name = "#".join(part for part in (draft.record.symbol, finding.address) if part)
        location["logicalLocations"] = [{"name": finding.address, "fullyQualifiedName": name}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity,
        "message": {"text": said(finding, words)},
        "locations": [location],
    }
    if finding.edits and written:
        replacements = [_replacement(lines, edit) for edit in finding.edits]
        change = {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _region(lines: Lines, start: int, end: int) -> dict[str, int]:
    line, column = lines.place(start)
    last_line, last_column = lines.place(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last_line,
        "endColumn": last_column,
        "charOffset": start,
        "charLength": end - start,
    }


def _replacement(lines: Lines, edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": _region(lines, edit.span.start, edit.span.end),
        "insertedContent": {"text": edit.words},
    }


def _uri(path: str) -> str:
    """Return a path as a relative reference (RFC 3986)."""
    return quote(path.replace("\\", "/"), safe="/-._~", errors="replace")
