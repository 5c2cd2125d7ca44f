"""Lines for a person: answers on standard output; what failed, and progress, on standard error."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from alinea.presenting.problems import not_held, printable, refused
from alinea.presenting.words import Words

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from alinea.library.naming import NotHeldError
    from alinea.model.problems import Refusal


_EVERY = 0.1  # seconds between two pictures of the progress bar


def complaint(path: str, failure: Refusal, words: Words, **facts: str) -> str:
    """Return the line that says what is wrong with a file and what to do: ``alinea: x.pdf: …; …``."""
    return printable(f"alinea: {path}: {refused(failure, words, **facts)}")


def absent(error: NotHeldError, words: Words, told: str | None = None) -> str:
    """Return why nothing of the library is meant by a name, with the command that brings a text that it lacks."""
    from alinea.library.naming import symbol_of

    told = told or not_held(error, words)
    fetched = error.code == "not-held" and symbol_of(error.what)
    return words("show.fetch", told=told, what=error.what) if fetched else told


class Reporter:
    """Tells of failures, and shows progress where there is someone to see it."""

    def __init__(self, words: Words, *, total: int, bar: bool) -> None:
        """Begin to tell.

        Args:
            total: how many files there are.
            bar: whether a progress bar is shown.
        """
        self.words = words
        self.failed = 0
        self.total = total
        self.bar = bar
        self.progress: Progress | None = None
        self.task: TaskID | None = None
        self.shown = 0.0

    def __enter__(self) -> Reporter:
        if self.bar:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            # No thread draws it: processes are forked while it is shown.
            self.progress = Progress(
                TextColumn(self.words("progress.reading")),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[path]}", markup=False),
                console=Console(stderr=True),
                auto_refresh=False,
                transient=True,
            )
            self.task = self.progress.add_task("", total=self.total, path="")
            self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.progress is not None:
            self.progress.stop()

    def done(self, path: str) -> None:
        """Note that a file is done, well or not."""
        if self.progress is None or self.task is None:
            return
        self.progress.update(self.task, advance=1, path=printable(path)[-40:])
        now = time.monotonic()
        if now - self.shown >= _EVERY:
            self.progress.refresh()
            self.shown = now

    def fail(self, path: str, failure: Refusal, **facts: str) -> None:
        """Tell why a file was not read."""
        self.failed += 1
        self.say(complaint(path, failure, self.words, **facts))

    def say(self, line: str) -> None:
        """Print a line on standard error, above the progress bar."""
        if self.progress is not None:
            self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            stderr(line)


def say(*lines: str, hang: int = 2) -> None:
    """Print lines on standard output: on a terminal wrapped to its width, in a pipe, which has none, left whole.

    Args:
        hang: columns by which what is wrapped stands in from the beginning of its line.
    """
    for line in lines:
        sys.stdout.write("\n".join(wrapped(line, hang)) + "\n")
    sys.stdout.flush()


def wrapped(line: str, hang: int = 2) -> list[str]:
    """Return a line that can be printed as it stands, in as many as a terminal needs for it."""
    line = printable(line)
    if not sys.stdout.isatty():
        return [line]
    from alinea.presenting.terminal import broken

    width = shutil.get_terminal_size().columns
    said = line.lstrip(" ")
    indent = len(line) - len(said)
    # Where a column is so narrow that a word fills it, lines stand below one another.
    hang = hang if width - indent - hang >= 30 else 0
    first = next(broken(said, max(1, width - indent)), (0, 0))[1]
    rest = said[first:].lstrip(" ")
    others = (rest[start:end] for start, end in broken(rest, max(1, width - indent - hang)))
    return [" " * indent + said[:first], *(" " * (indent + hang) + each for each in others)]


def stderr(line: str) -> None:
    """Print a line on standard error; what its encoding does not know is written as ``\\xe9``."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    sys.stderr.flush()


class Gauge:
    """A bar with the number done, the rate and the time that remains, on standard error where that is a terminal."""

    def __init__(self, words: Words, title: str, total: int) -> None:
        """Begin.

        Args:
            title: key of the words that say what is done, such as ``progress.adding``.
            total: how many things there are to do; 0 where `reach` will tell.
        """
        self.words = words
        self.title = title
        self.total = total
        self.count = 0
        self.progress: Progress | None = None
        self.task: TaskID | None = None
        self.begun = self.shown = time.monotonic()

    def __enter__(self) -> Gauge:
        self._show()
        return self

    def _show(self) -> None:
        """Begin to be seen, as soon as there is more than one thing to do."""
        if self.progress is not None or self.total <= 1 or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn(self.words(self.title)),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
        )
        self.task = self.progress.add_task("", total=self.total, rate="")
        self.progress.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.progress is not None:
            self.progress.stop()

    def step(self) -> None:
        """Note that one thing more is done."""
        self.reach(self.count + 1, self.total)

    def reach(self, count: int, total: int, title: str = "") -> None:
        """Note how many things are done, and how many there are by now.

        Args:
            title: key of the words that say what is done by now, where that is another work than before.
        """
        if title and title != self.title:
            self.__exit__(None, None, None)
            self.progress, self.title, self.begun = None, title, time.monotonic()
            self.total = 0
        self.count, self.total = count, max(count, total)
        self._show()
        if self.progress is None or self.task is None:
            return
        now = time.monotonic()
        rate = self.words("progress.rate", n=round(self.count / max(now - self.begun, 0.1)))
        self.progress.update(self.task, completed=self.count, total=self.total, rate=rate)
        if now - self.shown >= _EVERY:
            self.progress.refresh()
            self.shown = now

    def say(self, line: str) -> None:
        """Print a line on standard error, above the bar."""
        if self.progress is not None:
            self.progress.console.print(printable(line), markup=False, highlight=False, soft_wrap=True)
        else:
            stderr(printable(line))
