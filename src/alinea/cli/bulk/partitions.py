"""A partition: some documents, read and written by themselves, here or in a process of their own."""

from __future__ import annotations

import hashlib
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from alinea._version import __version__
from alinea.cli.bulk.places import LAST, place_at
from alinea.cli.work import Job, Outcome, read_all
from alinea.library.reading import REVISION
from alinea.model.record import Record
from alinea.presenting.exports import tabulate, write_parquet
from alinea.presenting.forms import Printing
from alinea.presenting.problems import printable
from alinea.presenting.tidy import TidyRow

SCHEME = "1"
"""Version of the tables: another one where a column changes its name, its type or its meaning."""

RULES = (SCHEME, __version__, REVISION)
"""What the tables of a document depend on besides the document."""

PROBLEMS = ("path", "symbol", "language", "code", "message", "span_start", "span_end")
"""The columns of what could not be read: a document, with no symbol, or something in a text."""


class OtherRulesError(Exception):
    """A worker has another version of Alinéa than the command that asks it."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Documents that are read and written by themselves.

    Attributes:
        name: of it, after what is in it and what it is read by; jobs: its documents.
        out: where it is put; language, printing: as of the command; processes: how many documents are read at a time.
        rules: of the command, `RULES`.
    """

    name: str
    jobs: tuple[Job, ...]
    out: str
    language: str
    printing: Printing
    processes: int
    rules: tuple[object, ...] = RULES


def partitions_of(
    jobs: Sequence[Job], size: int, out: str, language: str, printing: Printing, processes: int
) -> Iterator[Partition]:
    """Yield documents in partitions of a size."""
    left = iter(jobs)
    for number in range(0, len(jobs), size):
        those = tuple(islice(left, size))
        name = f"{number // size:05}-{_digest(those, language)}"
        yield Partition(name, those, out, language, printing, processes)


def _digest(jobs: Sequence[Job], language: str) -> str:
    """Return a name for what is in a partition, and for what it is read by."""
    told = json.dumps([(*RULES, language), [(job.path, job.size, _changed(job)) for job in jobs]])
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]


def _changed(job: Job) -> int:
    try:
        return Path(job.path).stat().st_mtime_ns
    except OSError:
        return 0


def read_here(partition: Partition) -> int:
    """Read and write a partition whole; return how many of its documents failed.

    Raises:
        OtherRulesError: this is another version of Alinéa than asked. OSError: it cannot be written.
        ImportError: Arrow is not installed.
    """
    if partition.rules != RULES:
        raise OtherRulesError(f"{RULES} for {partition.rules}")
    with place_at(partition.out).writing(partition.name) as folder:
        found = _Found()
        outcomes = read_all(partition.jobs, partition.language, partition.printing, partition.processes)
        tabulate(found.records(outcomes), folder, "parquet")
        write_parquet(folder / LAST, PROBLEMS, found.problems)
    return found.failed


def read_apart(partition: Partition) -> int:
    """Read a partition as `read_here` does, in a process of its own.

    A worker of a cluster works in threads, in which reading has no bounds of time, and may not be ended by a document:
    this process has them, and where a document ends it, it is read again with a process for each that does.

    Raises:
        as `read_here`; RuntimeError: the process ended all the same.
    """
    for processes in (partition.processes, max(2, partition.processes)):
        asked = pickle.dumps(replace(partition, processes=processes))
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-c", _APART], input=asked, capture_output=True, check=False
        )
        if done.returncode == 0:
            failed = pickle.loads(done.stdout)  # noqa: S301 - by the process that this one made
            if isinstance(failed, Exception):
                raise failed
            return int(failed)
    raise RuntimeError(f"reading ended with {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")


@dataclass(slots=True)
class _Found:
    """What came of the documents of a partition."""

    problems: list[TidyRow] = field(default_factory=list)
    failed: int = 0

    def records(self, outcomes: Iterator[Outcome]) -> Iterator[Record]:
        """Yield the records, as they are read; keep what could not be."""
        for outcome in outcomes:
            if outcome.failure is not None:
                self.failed += 1
                message = outcome.failure.message or str(outcome.failure.facts.get("reason", ""))
                self.problems.append(_problem(outcome.path, None, outcome.failure.code, message))
            for printed in outcome.printed:
                if "operative" not in json.loads(printed.data):
                    continue  # a document that is no resolution has no row in these tables
                record = Record.model_validate_json(printed.data)
                for each in record.warnings:
                    self.problems.append(_problem(outcome.path, record, each.code, each.message, each.span))
                yield record


def _problem(
    path: str, record: Record | None, code: str, message: str, span: tuple[int, int] | None = None
) -> TidyRow:
    return {
        "path": printable(path),
        "symbol": record and record.symbol,
        "language": record and record.language,
        "code": code,
        "message": printable(message),
        "span_start": span and span[0],
        "span_end": span and span[1],
    }


_APART = f"from {__name__} import answer; answer()"
"""What a process of its own is told; by its name, so that what it sends back is known by the same."""


def answer() -> None:
    """Read the partition that comes on standard input, and give what came of it on standard output."""
    asked = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - by the process that made this one
    try:
        told: int | Exception = read_here(asked)
    except (OtherRulesError, OSError) as error:
        told = error
    sys.stdout.buffer.write(pickle.dumps(told))
