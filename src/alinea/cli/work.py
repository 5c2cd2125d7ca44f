"""Reading files, each to its outcome: its records in the form asked for, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from alinea.model.problems import Refusal, UnreadableError, unopened
from alinea.presenting.forms import Printing, render, render_document


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read.

    Attributes:
        path: as given.
        size: in bytes, 0 where it is not known.
        data: the bytes, where they are not in a file.
        failure: why it cannot be read, where that is known beforehand.
    """

    path: str
    size: int = 0
    data: bytes | None = None
    failure: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """One record in the form asked for.

    Attributes:
        symbol, language, fragment: of the record, to name the file by.
        data: what is printed.
    """

    symbol: str | None
    language: str
    fragment: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its records, and why there are no more of them, where something failed.

    Attributes:
        sha256: of the bytes that were read, None where no record came of them.
    """

    path: str
    printed: tuple[Printed, ...] = ()
    failure: Refusal | None = None
    sha256: str | None = None


def read_one(job: Job, language: str, printing: Printing) -> Outcome:
    """Read a file and put its records in the form asked for. Never raises: what fails is told in the outcome.

    Args:
        language: of the text, ``auto`` where it has to be found.
    """
    if job.failure:
        return Outcome(job.path, failure=job.failure)
    printed: list[Printed] = []
    failure: Refusal | None = None
    sha256: str | None = None
    try:
        from alinea import pipeline
        from alinea.library.confined import bounded
        from alinea.model.document import Document

        with bounded(job.size or len(job.data or b"")):
            text = pipeline.text_of(job.path, job.data)
            for each in pipeline.documents_from(text, language):
                sha256 = each.source.sha256
                if isinstance(each, Document):
                    printed.append(
                        Printed(each.symbol, each.language, False, render_document(each, printing, text))
                    )
                else:
                    printed.append(Printed(each.symbol, each.language, each.fragment, render(each, printing)))
        if not printed:
            failure = Refusal("no-resolution")
    except UnreadableError as error:
        failure = error.refusal
    except OSError as error:
        failure = unopened(error)
    except Exception as error:  # a fault of ours must not cost the other files
        failure = Refusal("internal", facts={"reason": f"{type(error).__name__}: {error}"[:200]})
    return Outcome(job.path, tuple(printed), failure, sha256)


def read_all(jobs: Iterable[Job], language: str, printing: Printing, processes: int) -> Iterator[Outcome]:
    """Yield the outcome of every job, in order.

    Args:
        processes: how many files are read at a time; with 1 they are read here, one by one.
    """
    if processes > 1:
        from alinea.library.processes import in_processes

        work = partial(read_one, language=language, printing=printing)
        yield from in_processes(jobs, work, _died, processes, load=_load)
        return
    for job in jobs:
        yield read_one(job, language, printing)


def _died(job: Job) -> Outcome:
    from alinea.library.processes import DIED

    return Outcome(job.path, failure=DIED)


def _load() -> None:
    from alinea import pipeline  # noqa: F401 - once, before processes part
