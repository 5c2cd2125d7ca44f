"""``alinea add``: texts into the library, or what the United Nations publish of resolutions beside their texts."""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.read import DONE, FAILED, LARGEST_STANDARD_INPUT, UsageError
from alinea.cli.reporting import Gauge, complaint, stderr
from alinea.library.adding import Asked, Kept, Outcome, add, keep
from alinea.library.lists import ListError, mapped, read_list
from alinea.library.metadata import MetadataError, read_metadata
from alinea.model.problems import Refusal, unopened
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.reading.inputs import STANDARD_INPUT, SUFFIXES, Input, find_inputs
from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.values import Change, Metadata

_AT_A_TIME = 500  # entries of metadata


@dataclass(frozen=True, slots=True)
class AddRequest:
    """What the command was asked to do.

    Attributes:
        paths: as given; library: file of the library.
        language: of the texts; jobs: how many are read at a time, None where it is left to the command.
        metadata: the files are metadata; documents: they are lists of documents, read as `columns` says.
        json: print a line of JSON for each text.
        words: of the language of messages.
    """

    paths: tuple[str, ...]
    library: Path
    language: str
    jobs: int | None
    metadata: bool
    json: bool
    words: Words
    documents: bool = False
    columns: Path | None = None


def run(request: AddRequest) -> int:
    """Add what was asked for and return the exit code.

    Raises:
        UsageError: what is asked cannot be done.
    """
    if request.documents:
        return _lists(request)
    return _metadata(request) if request.metadata else _texts(request)


def _texts(request: AddRequest) -> int:
    words = request.words
    inputs = list(find_inputs(request.paths))
    if [each.path for each in inputs].count(STANDARD_INPUT) > 1:
        raise UsageError(words("usage.standard-input-twice"))
    size = sum(map(_size, inputs))
    telling = _Telling(request)
    if not request.library.exists() and not any(_there(each.path) for each in inputs if not each.problem):
        # No library is made of nothing: questions would be answered with nothing, not with where to begin.
        _tell_refused(inputs, telling)
        return FAILED
    with Library.open(request.library, create=True) as library:
        try:
            with Gauge(words, "progress.adding", len(inputs)) as gauge:
                telling.gauge = gauge
                add(
                    library,
                    (_asked(each) for each in inputs),
                    telling.tell,
                    language=request.language,
                    processes=request.jobs,
                    size=size,
                    now=datetime.datetime.now(datetime.UTC),
                    linking=lambda done, total: gauge.reach(done, total, "link.linking"),
                )
        except (LibraryError, KeyboardInterrupt):
            telling.close("add.stopped")
            raise
        telling.held = library.size()
    telling.close("add.closing")
    return FAILED if telling.counts["refused"] else DONE


class _Telling:
    """Tells what became of each text, and of all."""

    def __init__(self, request: AddRequest) -> None:
        self.request = request
        self.counts: Counter[str] = Counter()
        self.held = 0
        self.gauge: Gauge | None = None

    def tell(self, outcome: Outcome) -> None:
        """Tell what became of a text."""
        self.counts[outcome.change.value if outcome.change else "refused"] += 1
        self.counts["left-out"] += outcome.left_out
        self.counts["documents"] += len(outcome.documents)
        if outcome.refusal:
            line = refusal_line(outcome.path, outcome.refusal, self.request.words)
            self.gauge.say(line) if self.gauge else stderr(line)
        if self.request.json:
            print_outcome(outcome)
        if self.gauge:
            self.gauge.step()

    def close(self, key: str) -> None:
        """Print the closing line."""
        words, counts = self.request.words, self.counts
        told = {kind: words.count(kind, counts[kind]) for kind in ("new", "changed", "unchanged", "refused")}
        resolutions = words.count("resolutions", self.held)
        line = words(key, resolutions=resolutions, library=self.request.library, **told)
        if counts["documents"]:
            line = words("add.besides", told=line, more=words.count("documents", counts["documents"]))
        if counts["left-out"]:
            line = words("add.besides", told=line, more=words.count("left-out", counts["left-out"]))
        _closing(line, request=self.request)


def refusal_line(path: str, refusal: Refusal, words: Words) -> str:
    """Return the line that says why a text was not taken in, and what to do."""
    return complaint(path, refusal, words, suffixes=" ".join(SUFFIXES))


def print_outcome(outcome: Outcome) -> None:
    """Print what became of a text as a line of JSON, at once: it is safe on disk."""
    row = {
        "path": printable(outcome.path),
        "outcome": outcome.change.value if outcome.change else "refused",
        "works": outcome.works,
        "documents": outcome.documents,
        "left_out": outcome.left_out,
        "reason": outcome.refusal.code if outcome.refusal else None,
    }
    sys.stdout.write(json.dumps(row, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _closing(line: str, *, request: AddRequest) -> None:
    """Print the closing line, where it does not stand among lines of JSON."""
    if request.json:
        stderr(printable(line))
    else:
        sys.stdout.write(printable(line) + "\n")
        sys.stdout.flush()


def _asked(each: Input) -> Asked:
    if each.problem:
        return Asked(each.path, refusal=Refusal(each.problem))
    if each.path == STANDARD_INPUT:
        return Asked(each.path, sys.stdin.buffer.read(LARGEST_STANDARD_INPUT))
    return Asked(each.path)


def _tell_refused(inputs: Sequence[Input], telling: _Telling) -> None:
    """Tell of inputs of which none is there."""
    for each in inputs:
        telling.tell(Outcome(each.path, refusal=Refusal(each.problem or "not-found")))


def _there(path: str) -> bool:
    return path == STANDARD_INPUT or os.path.lexists(path)


def _size(each: Input) -> int:
    try:
        return os.stat(each.path).st_size  # noqa: PTH116
    except OSError:
        return 0


def _lists(request: AddRequest) -> int:
    """Keep the documents that lists name, and what the lists cover."""
    words, counts = request.words, Counter[str]()
    now = datetime.datetime.now(datetime.UTC)
    try:
        how = mapped(request.columns)
    except ListError as error:
        raise UsageError(words(f"list.{error.code}", what=printable(error.what))) from None
    for path in request.paths:
        try:
            found = read_list(Path(path), how, now.date())
        except ListError as error:
            counts["refused"] += 1
            stderr(printable(f"alinea: {path}: {words(f'list.{error.code}', what=error.what)}"))
            continue
        except OSError as error:
            counts["refused"] += 1
            stderr(refusal_line(path, unopened(error), words))
            continue
        with Library.open(request.library, create=True) as library:
            keep(library, [Kept(path, found.data, (), found.documents, found.content)], now, file=True)
        counts["lists"] += 1
        counts["covering"] += sum(each.type == "list" for each in found.documents)
        counts["documents"] += sum(each.type != "list" for each in found.documents)
    documents, covered = (
        words.count("documents", counts["documents"]),
        words.count("covered", counts["covering"]),
    )
    _closing(words("add.listed", documents=documents, covered=covered), request=request)
    return FAILED if counts["refused"] else DONE


def _metadata(request: AddRequest) -> int:
    words = request.words
    counts: Counter[str] = Counter()
    if not request.library.exists() and not any(map(_there, request.paths)):
        for path in request.paths:
            stderr(refusal_line(path, Refusal("not-found"), words))
        return FAILED
    with Library.open(request.library, create=True) as library:
        for path in _metadata_files(request.paths):
            try:
                _import(library, path, counts)
            except MetadataError as error:
                counts["refused"] += 1
                reason = words(f"metadata.{error.code}")
                where = (
                    words("add.line", path=path, line=error.line, reason=reason)
                    if error.line
                    else f"{path}: {reason}"
                )
                stderr(printable(f"alinea: {where}"))
            except OSError as error:
                counts["refused"] += 1
                stderr(refusal_line(path, unopened(error), words))
    told = {kind: words.count(f"notices-{kind}", counts[kind]) for kind in ("new", "changed", "unchanged")}
    _closing(words("add.metadata", notices=words.count("notices", counts["all"]), **told), request=request)
    return FAILED if counts["refused"] else DONE


def _import(library: Library, path: str, counts: Counter[str]) -> None:
    """Keep the entries of a file, some hundreds at a time."""
    waiting: list[Metadata] = []
    try:
        for entry in read_metadata(path):
            waiting.append(entry)
            if len(waiting) >= _AT_A_TIME:
                _keep(library, waiting, counts)
                waiting = []
    finally:
        _keep(library, waiting, counts)


def _keep(library: Library, entries: Sequence[Metadata], counts: Counter[str]) -> None:
    new, changed = library.keep_metadata(entries)
    counts["all"] += len(entries)
    counts[Change.NEW] += new
    counts[Change.CHANGED] += changed
    counts[Change.UNCHANGED] += len(entries) - new - changed


def _metadata_files(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that hold metadata: those named, and those in folders named."""
    for path in paths:
        folder = Path(path)
        if folder.is_dir():
            yield from (str(each) for each in sorted(folder.rglob("*")) if each.suffix in (".json", ".jsonl"))
        else:
            yield path
