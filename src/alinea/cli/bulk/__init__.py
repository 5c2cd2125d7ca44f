"""``alinea bulk``: any number of documents read into partitioned Parquet, to be gone on with where it was stopped.

Inputs are put in order and cut into partitions. Each is read and written by itself, and gets its name only once it is
whole: what was interrupted leaves nothing that could be taken for a partition, and a second run does only those that
are not there. A partition is named after what is in it and after the rules it was read by, so that changed inputs, or a
newer Alinéa, are read anew.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.bulk.partitions import SCHEME, OtherRulesError, Partition, partitions_of, read_here
from alinea.cli.bulk.places import Place, place_at
from alinea.cli.read import DONE, FAILED, jobs_of
from alinea.cli.reporting import Gauge, say, stderr
from alinea.presenting.exports import DESCRIPTION, described
from alinea.presenting.forms import Printing
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.reading.inputs import find_inputs


@dataclass(frozen=True, slots=True)
class BulkRequest:
    """What the command was asked to do: read `paths` into `out`, a folder or the address of an object store.

    Attributes:
        size: documents in a partition; jobs: how many are read at a time; printing: of records as JSON.
        scheduler: the address of that of a Dask cluster whose workers read; None to read here.
        linked: whether the partitions are linked at the end.
    """

    paths: tuple[str, ...]
    out: str
    language: str
    size: int
    jobs: int
    printing: Printing
    words: Words
    scheduler: str | None = None
    linked: bool = False


def run(request: BulkRequest) -> int:
    """Read what is not read yet, tell what came of it, and return the exit code.

    Raises:
        OSError: what is asked for cannot be written.
    """
    words = request.words
    try:
        place = place_at(request.out)
    except ValueError as error:  # an address of a kind that Arrow does not know
        stderr(f"alinea: {words('bulk.no-place', out=printable(request.out), reason=printable(str(error)))}")
        return FAILED
    try:
        paths = request.paths
        if request.scheduler:  # a worker stands elsewhere: documents have their whole paths
            paths = tuple(str(Path(each).absolute()) for each in paths)
        leave = None if "://" in request.out else Path(request.out)
        jobs = sorted(jobs_of(list(find_inputs(paths, leave=leave))), key=lambda job: job.path)
        processes = 1 if request.scheduler else request.jobs
        asked = list(
            partitions_of(jobs, request.size, request.out, request.language, request.printing, processes)
        )
        there = place.done()
        read, failed = 0, 0
        with Gauge(words, "progress.reading", len(jobs)) as gauge:
            for partition, lost in _read(
                [each for each in asked if each.name not in there], request.scheduler
            ):
                read, failed = read + len(partition.jobs), failed + lost
                gauge.reach(read, len(jobs))
        for name in there.difference(each.name for each in asked):
            place.remove(name)  # so that all that are there are of one run
        names = [each.name for each in asked]
        _put(place, DESCRIPTION, _description(names))
        linked = _linked(place, names) if request.linked else None
    except OtherRulesError as error:
        stderr(f"alinea: {words('bulk.other-rules', reason=printable(str(error)))}")
        return FAILED
    line = words(
        "bulk.done",
        partitions=words.count("partitions", len(names)),
        read=words.count("files", read),
        failed=failed,
    )
    say(printable(f"{line} {request.out}"))
    if linked is not None:
        say(words("bulk.linked", n=linked))
    return FAILED if failed else DONE


def _read(partitions: Sequence[Partition], scheduler: str | None) -> Iterator[tuple[Partition, int]]:
    """Yield each partition that is not there yet with how many of its documents failed, when it is."""
    if scheduler is None:
        for partition in partitions:
            yield partition, read_here(partition)
        return
    from alinea.cli.bulk.clusters import read_by_workers

    if partitions:  # nobody need answer where there is nothing to ask
        yield from read_by_workers(scheduler, partitions)


def _linked(place: Place, names: Sequence[str]) -> int:
    from alinea.cli.bulk.links import link

    return link(place, names)


def _put(place: Place, name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="alinea-") as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        place.put(name, file)


def _description(names: Sequence[str]) -> bytes:
    """Return the description of all partitions: the tables with their columns, each with its files."""
    package = described("parquet")
    package |= {"name": "alinea-bulk", "version": SCHEME}
    for resource in package["resources"]:
        resource["path"] = [f"{name}/{resource['name']}.parquet" for name in names]
    return json.dumps(package, indent=1).encode() + b"\n"
