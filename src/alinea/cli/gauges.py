"""How far a long piece of work has come, shown where there is someone to see it."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from alinea.cli.reporting import stderr
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY = 0.1  # seconds between two pictures


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
