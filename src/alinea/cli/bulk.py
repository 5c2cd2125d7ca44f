"""``alinea bulk``: any number of documents read into partitioned Parquet, to be gone on with where it was stopped.

Inputs are put in order and cut into partitions. Each is read and written by itself, into a folder that gets its name
only once it is whole: what was interrupted leaves nothing that could be taken for a partition, and a second run does
only those that are not there. A partition is named after what is in it and after the rules it was read by, so that
changed inputs, or a newer Alinéa, are read anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from alinea._version import __version__
from alinea.cli.gauges import Gauge
from alinea.cli.read import DONE, FAILED, jobs_of
from alinea.cli.reporting import say, stderr
from alinea.cli.work import Job, Outcome, read_all
from alinea.library.reading import REVISION
from alinea.library.whole import write_whole
from alinea.model.record import Record
from alinea.presenting.exports import DESCRIPTION, MissingLibraryError, described, tabulate, write_parquet
from alinea.presenting.forms import Printing
from alinea.presenting.problems import printable
from alinea.presenting.tidy import TidyRow
from alinea.presenting.words import Words
from alinea.reading.inputs import find_inputs

__all__ = ["SCHEME", "BulkRequest", "run"]

SCHEME = "1"
"""Version of the tables: another one where a column changes its name, its type or its meaning."""

PROBLEMS = ("path", "symbol", "language", "code", "message", "span_start", "span_end")
"""The columns of what could not be read: a document, with no symbol, or something in a text."""


_NAME = re.compile(r"\d{5}-[0-9a-f]{12}")
"""Names of partitions: those of inputs that have changed are taken away, so that all that are there are of one run."""


@dataclass(frozen=True, slots=True)
class BulkRequest:
    """What the command was asked to do: read `paths` into the folder `out`.

    Attributes:
        size: documents in a partition; jobs: how many are read at a time; printing: of records as JSON.
    """

    paths: tuple[str, ...]
    out: Path
    language: str
    size: int
    jobs: int
    printing: Printing
    words: Words


@dataclass(slots=True)
class _Read:
    """What came of the documents of a partition."""

    request: BulkRequest
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


def run(request: BulkRequest) -> int:
    """Read what is not read yet, tell what came of it, and return the exit code.

    Raises:
        OSError: the folder cannot be written to.
    """
    words, read, failed = request.words, 0, 0
    request.out.mkdir(parents=True, exist_ok=True)
    jobs = sorted(jobs_of(list(find_inputs(request.paths, leave=request.out))), key=lambda job: job.path)
    with Gauge(words, "progress.reading", len(jobs)) as gauge:
        names = []
        for number, partition in enumerate(_cut(jobs, request.size)):
            name = f"{number:05}-{_digest(partition, request.language)}"
            names.append(name)
            if not (request.out / name).is_dir():
                try:
                    failed += _write(request, name, partition)
                except MissingLibraryError as error:
                    stderr(f"alinea: {words('export.extra', form='parquet', extra=error.extra)}")
                    return FAILED
                read += len(partition)
            gauge.reach(min(len(jobs), (number + 1) * request.size), len(jobs))
    for each in request.out.iterdir():
        if _NAME.fullmatch(each.name) and each.name not in names:
            shutil.rmtree(each)
    write_whole(request.out / DESCRIPTION, _description(names))
    line = words(
        "bulk.done",
        partitions=words.count("partitions", len(names)),
        read=words.count("files", read),
        failed=failed,
    )
    say(printable(f"{line} {request.out}"))
    return FAILED if failed else DONE


def _cut(jobs: Sequence[Job], size: int) -> Iterator[list[Job]]:
    left = iter(jobs)
    while partition := list(islice(left, size)):
        yield partition


def _digest(partition: Sequence[Job], language: str) -> str:
    """Return a name for what is in a partition, and for what it is read by."""
    rules = (SCHEME, __version__, REVISION, language)
    told = json.dumps([rules, [(job.path, job.size, _changed(job)) for job in partition]])
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]


def _changed(job: Job) -> int:
    try:
        return Path(job.path).stat().st_mtime_ns
    except OSError:
        return 0


def _write(request: BulkRequest, name: str, partition: Sequence[Job]) -> int:
    """Read and write a partition whole; return how many of its documents failed."""
    begun = request.out / f".{name}.part"
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir()
    try:
        found = _Read(request)
        outcomes = read_all(partition, request.language, request.printing, request.jobs)
        tabulate(found.records(outcomes), begun, "parquet")
        write_parquet(begun / "problems.parquet", PROBLEMS, found.problems)
        begun.replace(request.out / name)
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    return found.failed


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


def _description(names: Sequence[str]) -> bytes:
    """Return the description of all partitions: the tables with their columns, each with its files."""
    package = described("parquet")
    package |= {"name": "alinea-bulk", "version": SCHEME}
    for resource in package["resources"]:
        resource["path"] = [f"{name}/{resource['name']}.parquet" for name in names]
    return json.dumps(package, indent=1).encode() + b"\n"
