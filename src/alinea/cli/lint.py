"""``alinea lint``: looks at drafts by the rules, prints what it finds, and mends what can be mended safely."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED, LARGEST_STANDARD_INPUT, UsageError
from alinea.cli.reporting import complaint, stderr
from alinea.library.linting import Linted, NotMendableError, lint_bytes, mend_bytes, shelf_of
from alinea.library.whole import write_whole
from alinea.linting.checking import chosen
from alinea.linting.findings import Shelf
from alinea.model.problems import UnreadableError, unopened
from alinea.presenting.findings import explained, rows, sarif, total, view
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.reading.inputs import READABLE, STANDARD_INPUT, find_inputs
from alinea.vocab.linting_words import rules

Form = Literal["text", "json", "sarif"]


@dataclass(frozen=True, slots=True)
class LintRequest:
    """What the command was asked to do.

    Attributes:
        paths: as given; form: of what is printed; language: of the drafts.
        fix: mend what can be; explain: rules to explain, instead of looking at drafts.
        select, ignore: identifiers of rules or their beginnings, several in one separated by commas.
        library: to compare with, None where there is none.
        asked: its day is that by which times are past where a draft has neither day nor session.
    """

    asked: Asked
    paths: tuple[str, ...]
    form: Form
    language: str
    fix: bool
    explain: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    library: Path | None


def run(request: LintRequest) -> int:
    """Do what was asked and return the exit code: 0 nothing above a note, 1 something, or a file not read.

    Raises:
        UsageError: a rule is not known, or there is nothing to look at.
    """
    if request.explain:
        wanted = _rules(request.explain, (), request.asked.words)
        told = [explained(rule, request.asked.words) for rule in rules() if rule in wanted]
        sys.stdout.buffer.write("\n".join(told).encode("utf-8", "replace"))
        return DONE
    which = _rules(request.select, request.ignore, request.asked.words)
    inputs = list(find_inputs(request.paths))
    if [each.path for each in inputs].count(STANDARD_INPUT) > 1:
        raise UsageError(request.asked.words("usage.standard-input-twice"))
    found: dict[str, tuple[Linted, ...]] = {}
    failed = False
    with _shelf(request.library, request.asked.words) as held:
        for each in inputs:
            drafts = _draft(request, each.path, each.problem, which, held)
            if drafts is None:
                failed = True
            else:
                found[each.path] = drafts
                _print(request, each.path, drafts)
    _end(request, found, which)
    above = any(
        finding.severity != "note" for each in found.values() for draft in each for finding in draft.findings
    )
    return FAILED if failed or above else DONE


def _rules(select: Collection[str], ignore: Collection[str], words: Words) -> frozenset[str]:
    """Return the rules that are asked for.

    Raises:
        UsageError: one is not known.
    """
    try:
        return chosen(_listed(select), _listed(ignore))
    except KeyError as error:
        listed = ", ".join(rules())
        raise UsageError(words("usage.unknown-rule", rule=error.args[0], rules=listed)) from None


def _listed(given: Collection[str]) -> list[str]:
    return [part.strip() for each in given for part in each.split(",") if part.strip()]


@contextmanager
def _shelf(file: Path | None, words: Words) -> Iterator[Shelf | None]:
    if file is None:
        yield None
        return
    from alinea.cli.asking import linked

    with linked(file, words) as library:
        yield shelf_of(library)


def _draft(
    request: LintRequest, path: str, problem: str | None, which: Collection[str], held: Shelf | None
) -> tuple[Linted, ...] | None:
    """Return the drafts of a file with what is found, mended where that is asked; None where it cannot be read."""
    try:
        if problem is not None:
            raise UnreadableError(problem, "")
        data = _data(path)
        if request.fix:
            return _mend(request, path, data, which, held)
        return lint_bytes(data, path, which, request.language, held, request.asked.today)
    except UnreadableError as error:
        failure = error.refusal
    except OSError as error:
        failure = unopened(error)
    stderr(complaint(path, failure, request.asked.words, suffixes=" ".join(READABLE)))
    return None


def _data(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST_STANDARD_INPUT)
    return Path(path).read_bytes()


def _mend(
    request: LintRequest, path: str, data: bytes, which: Collection[str], held: Shelf | None
) -> tuple[Linted, ...]:
    """Mend a file and return what is found in it then; where it cannot be mended, say why.

    Raises:
        UnreadableError: it cannot be read.
        OSError: it cannot be written.
    """
    words = request.asked.words
    try:
        if path == STANDARD_INPUT:
            raise NotMendableError("input")
        mended = mend_bytes(data, path, which, request.language, held, request.asked.today)
    except NotMendableError as error:
        stderr(printable(f"alinea: {path}: {words(f'fix.{error.code}')}"))
        return lint_bytes(data, path, which, request.language, held, request.asked.today)
    if mended.made:
        write_whole(Path(path).resolve(), mended.data)  # a link stays one
        stderr(printable(f"alinea: {path}: {words.count('mended', mended.made)}"))
    return mended.drafts


def _print(request: LintRequest, path: str, drafts: tuple[Linted, ...]) -> None:
    if request.form == "text" and any(draft.findings for draft in drafts):
        lines = "".join(f"{line}\n" for line in view(path, drafts, request.asked.words))
        sys.stdout.buffer.write(lines.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


def _end(request: LintRequest, found: dict[str, tuple[Linted, ...]], which: Collection[str]) -> None:
    """Print what ends the output: the counts for a person, or all of it for a program."""
    out = sys.stdout.buffer
    words = request.asked.words
    if request.form == "text":
        drafts = [draft for each in found.values() for draft in each]
        if drafts:
            lines = [total(drafts, words, how="--fix"), words("findings.unofficial")]
            out.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    elif request.form == "json":
        told = [row for path, drafts in found.items() for row in rows(path, drafts, words)]
        text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in told)
        out.write(f"[\n{text}\n]\n".encode("utf-8", "replace"))
    else:
        log = json.dumps(sarif(found, which, words), ensure_ascii=False, indent=2)
        out.write(f"{log}\n".encode("utf-8", "replace"))
    out.flush()
