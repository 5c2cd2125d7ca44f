"""``alinea read``: reads what is asked for, prints or writes it, and tells what failed."""

from __future__ import annotations

import datetime
import errno
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alinea.cli.reporting import Reporter
from alinea.cli.work import Job, Outcome, read_all
from alinea.model.problems import Refusal
from alinea.presenting.forms import ALONE, SUFFIX, Printing, opening
from alinea.presenting.words import Words
from alinea.reading.inputs import READABLE, STANDARD_INPUT, Input, find_inputs

if TYPE_CHECKING:
    from alinea.cli.outputs import OutputFolder

DONE, FAILED, USAGE = 0, 1, 2
"""What the command ends with: all was read; something was not; the command was not understood."""

WORTH_MORE_PROCESSES = 2 * 1024 * 1024
"""Bytes from which several files are read at a time unless ``--jobs`` says otherwise: some two seconds' work."""

LARGEST_STANDARD_INPUT = 1 << 30


@dataclass(frozen=True, slots=True)
class Request:
    """What the command was asked to do.

    Attributes:
        paths: as given; out: folder to write to, None to print.
        language: of the texts; printing: the form and words of what is printed.
        jobs: how many files at a time, None where it is left to the command.
        words: of the language of messages.
    """

    paths: tuple[str, ...]
    out: Path | None
    language: str
    printing: Printing
    jobs: int | None
    words: Words


class UsageError(Exception):
    """The command was not understood: what is wrong with it, in words of the catalogue."""


_NO_MORE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def now(words: Words) -> datetime.datetime:
    """Return the instant, in UTC, or that of ``SOURCE_DATE_EPOCH`` where a build must be repeatable.

    Raises:
        UsageError: the variable names no day of the calendar.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (epoch.isascii() and epoch.isdigit()):
        return datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(words("usage.source-date", value=epoch[:40])) from None


def run(request: Request) -> int:
    """Do what was asked and return the exit code.

    Raises:
        UsageError: what is asked cannot be done.
        BrokenPipeError: nobody reads what is printed any more.
        KeyboardInterrupt: the user wants no more of it.
    """
    inputs = list(find_inputs(request.paths, leave=request.out))
    form = request.printing.form
    if [each.path for each in inputs].count(STANDARD_INPUT) > 1:
        raise UsageError(request.words("usage.standard-input-twice"))
    if form in ALONE and request.out is None and len(inputs) > 1:
        raise UsageError(request.words("usage.one-document"))
    folder = None
    if request.out is not None:
        from alinea.cli.outputs import OutputFolder

        lang = request.printing.lang or "-"
        shown = (lang,) if form in ("text", "markdown") else ()
        try:
            folder = OutputFolder(request.out, SUFFIX[form], (form, request.language, *shown))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UsageError(request.words("usage.out", path=request.out, reason=reason)) from None
    bar = len(inputs) > 1 and sys.stderr.isatty() and (folder is not None or not sys.stdout.isatty())
    with Reporter(request.words, total=len(inputs), bar=bar) as reporter:
        if folder is None:
            _print(request, inputs, reporter)
        else:
            _write(request, inputs, reporter, folder)
    return FAILED if reporter.failed else DONE


def _print(request: Request, inputs: Sequence[Input], reporter: Reporter) -> None:
    """Print the records of all inputs, in order, each as soon as those before it are printed."""
    out = sys.stdout.buffer
    form = request.printing.form
    out.write(opening(form, file=False))
    for outcome in _outcomes(request, inputs, reporter):
        printed = outcome.printed
        if form in ALONE and len(printed) > 1:
            printed = printed[:1]
            reporter.fail(outcome.path, Refusal("one-document"))
        for each in printed:
            out.write(each.data)
        out.flush()


def _write(request: Request, inputs: Sequence[Input], reporter: Reporter, folder: OutputFolder) -> None:
    """Write one file a resolution, leaving out the inputs that were read before."""
    form = request.printing.form
    skipped = resolutions = 0
    asked = []
    for each in inputs:
        if each.problem is None and each.path != STANDARD_INPUT and folder.holds(each.path):
            skipped += 1
            reporter.done(each.path)
        else:
            asked.append(each)
    for outcome in _outcomes(request, asked, reporter):
        try:
            resolutions += len(folder.write(outcome, opening(form, file=True)))
        except OSError as error:
            reporter.fail(
                outcome.path,
                Refusal("cannot-write", facts={"reason": error.strerror or type(error).__name__}),
            )
            if error.errno in _NO_MORE:
                break  # nor can any other file be written: one line says it
    if sys.stderr.isatty():
        words = request.words
        told = [
            words(
                "progress.written", resolutions=words.count("resolutions", resolutions), folder=folder.folder
            )
        ]
        if skipped:
            told.append(words("progress.skipped", files=words.count("files", skipped)))
        if reporter.failed:
            told.append(words("progress.failed", files=words.count("files", reporter.failed)))
        reporter.say(", ".join(told))


def _outcomes(request: Request, inputs: Sequence[Input], reporter: Reporter) -> Iterator[Outcome]:
    """Yield what came of every input that is a file, having told what failed."""
    jobs, total = jobs_of(inputs), sum(map(_size, inputs))
    processes = request.jobs or (_several() if total >= WORTH_MORE_PROCESSES else 1)
    for outcome in read_all(jobs, request.language, request.printing, min(processes, len(inputs))):
        if outcome.failure:
            reporter.fail(outcome.path, outcome.failure, suffixes=" ".join(READABLE))
        yield outcome
        reporter.done(outcome.path)


def jobs_of(inputs: Sequence[Input]) -> Iterator[Job]:
    """Yield what is to be read, with its size."""
    for each in inputs:
        if each.problem:
            yield Job(each.path, failure=Refusal(each.problem))
        elif each.path == STANDARD_INPUT:
            yield Job(each.path, data=sys.stdin.buffer.read(LARGEST_STANDARD_INPUT))
        else:
            yield Job(each.path, _size(each))


def _several() -> int:
    from alinea.library.processes import cores  # loaded where there is much to read

    return cores()


def _size(each: Input) -> int:
    try:
        return os.stat(each.path).st_size  # noqa: PTH116
    except OSError:
        return 0
