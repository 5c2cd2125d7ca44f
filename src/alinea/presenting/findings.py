"""Findings in words: the line of each, what a rule says, and the view that a person reads."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from alinea import _version
from alinea.library.linting import WRITTEN_BACK, Linted
from alinea.linting.findings import Edit, Finding
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.vocab.linting_words import rules

MOST_ALIKE = 3
"""Findings of one rule of typography that the view prints for each file; the others are counted."""
FOLDED = "AL6"
UNQUOTED = ("AL6", "AL101", "AL102", "AL103", "AL105", "AL406", "AL407")
"""Rules whose messages say themselves what stands there, or that are about more than can be quoted."""
LONGEST_WORDS = 60
SHORTEST_WORDS = 12
_DATES = frozenset({"date", "other"})


class Lines:
    """The lines of a text, to tell where a character stands.

    Lines end as `str.splitlines` has it only for line feeds, with or without a carriage return before.
    """

    def __init__(self, content: str) -> None:
        self.starts = [0]
        place = content.find("\n")
        while place >= 0:
            self.starts.append(place + 1)
            place = content.find("\n", place + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of a character, both from 1, in code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def said(finding: Finding, words: Words) -> str:
    """Return what a finding says, in the words of a catalogue."""
    facts = {name: _fact(name, fact, words) for name, fact in finding.facts.items()}
    return words(f"rule.{finding.rule}.says.{finding.case}", **facts)


def _fact(name: str, fact: str | int, words: Words) -> str | int:
    """Return a fact as a person reads it: dates and places in words, signs by their names."""
    if name in _DATES and isinstance(fact, str):
        return words.date(datetime.date.fromisoformat(fact))
    if name in ("sign", "found") and isinstance(fact, str):
        return words.find(f"sign.{SIGN_NAMES.get(fact, 'none')}") or fact
    if name == "where" and isinstance(fact, str):
        return words.listing([place(address, words) for address in fact.split(", ")])
    return fact


SIGN_NAMES = {",": "comma", ";": "semicolon", ".": "stop", ":": "colon"}


def excerpt(draft: Linted, finding: Finding) -> str:
    """Return the words of a draft that a finding is about, on one line; of a mere sign, the words before it too."""
    start, end = finding.span
    if end - start < SHORTEST_WORDS:
        start, end = _about(draft.content, start, end)
    found = " ".join(draft.content[start : min(end, start + 4 * LONGEST_WORDS)].split())
    return printable(found if len(found) <= LONGEST_WORDS else found[: LONGEST_WORDS - 1].rstrip() + "…")


def _about(content: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of whole words about a place, on its line."""
    reach = LONGEST_WORDS // 2
    first = max(content.rfind("\n", 0, start) + 1, start - reach)
    last = content.find("\n", end)
    last = min(last if last >= 0 else len(content), end + reach)
    while first < start and first > 0 and not content[first - 1].isspace():
        first += 1
    while last > end and last < len(content) and not content[last].isspace():
        last -= 1
    return first, last


def view(path: str, drafts: Sequence[Linted], words: Words) -> Iterator[str]:
    """Yield the lines that a person reads of one file, without line ends."""
    shown = [(draft, finding) for draft in drafts for finding in draft.findings]
    yield printable(path)
    alike: Counter[str] = Counter()
    lines = {id(draft): Lines(draft.content) for draft in drafts}
    numbers = {id(draft): printed_numbers(draft.record) for draft in drafts}
    for draft, finding in shown:
        alike[finding.rule] += 1
        if finding.rule.startswith(FOLDED) and alike[finding.rule] > MOST_ALIKE:
            continue
        line, column = lines[id(draft)].place(finding.span.start)
        severity = words(f"severity.{finding.severity}")
        address = finding.address or ""
        where = place(address, words, numbers[id(draft)].get(address))
        yield f"  {f'{line}:{column}':<8}{finding.rule}  {severity}  {printable(where)}".rstrip()
        yield f"          {printable(said(finding, words))}"
        if not finding.rule.startswith(UNQUOTED) and (quote := excerpt(draft, finding)):
            yield f"          {words('findings.here', words=quote)}"
    for rule, count in sorted(alike.items()):
        if rule.startswith(FOLDED) and count > MOST_ALIKE:
            yield f"  {words('findings.more', rule=rule, n=count - MOST_ALIKE)}"


def total(
    drafts: Sequence[Linted], words: Words, given_back: Collection[str] = WRITTEN_BACK, how: str = ""
) -> str:
    """Return the line that counts what was found: errors, warnings, notes, and what can be mended.

    Args:
        given_back: media types of the drafts that can be given back mended; how: by what means, ``--fix``.
    """
    counts = Counter(finding.severity for draft in drafts for finding in draft.findings)
    counted = [words.count(each, counts[each]) for each in ("error", "warning", "note") if counts[each]]
    mendable = sum(
        bool(finding.edits)
        for draft in drafts
        if draft.record.source.media_type in given_back
        for finding in draft.findings
    )
    line = words.listing(counted) if counted else words("findings.none")
    if not mendable:
        return line
    told = words("findings.mendable", n=mendable)
    return f"{line} {told} ({how})" if how else f"{line} {told}"


def explained(rule: str, words: Words) -> str:
    """Return what a rule is, why it is, on what source, and a wrong and a right sample, for a terminal."""
    known = rules()[rule]
    parts = [
        f"{rule}  {words(f'rule.{rule}.name')}",
        "",
        words(f"rule.{rule}.what"),
        "",
        f"{words('explain.why')}  {words(f'rule.{rule}.why')}",
        f"{words('explain.source')}  {words(f'rule.{rule}.source')}",
        "",
        words("explain.wrong"),
        _indented(words(f"rule.{rule}.wrong")),
        words("explain.right"),
        _indented(words(f"rule.{rule}.right")),
        "",
        words(f"explain.severity-{known.severity}"),
    ]
    if not known.shown:
        parts.append(words("explain.asked", rule=rule))
    if known.library:
        parts.append(words("explain.library"))
    if known.mends:
        parts.append(words("explain.mends"))
    if len(known.languages) == 1:
        parts.append(words(f"explain.only-{min(known.languages)}"))
    return "\n".join(parts) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


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
