"""A comparison as a person reads it in a terminal; without colour deleted words are [-so-], inserted ones {+so+}."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from alinea import _version
from alinea.model.comparison import (
    Bead,
    Comparison,
    Edit,
    Outcome,
    Pairing,
    Parallel,
    Passage,
    Thread,
    Threads,
)
from alinea.presenting.comparisons.page import sign
from alinea.presenting.comparisons.wording import (
    PARTS,
    disagreement,
    heading,
    outcomes,
    places,
    stretches,
    summary,
    tell,
    thread_story,
    told,
)
from alinea.presenting.places import place
from alinea.presenting.problems import printable
from alinea.presenting.terminal import NARROWEST, WIDEST, ColourSystem, broken, printed
from alinea.presenting.words import Words

_STYLES = {"deleted": "strike red", "inserted": "underline green", "kept": ""}
_MARKS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}"), "kept": ("", "")}
_OUTCOMES = {
    Outcome.ADDED: "green",
    Outcome.DROPPED: "red",
    Outcome.SPLIT: "magenta",
    Outcome.MERGED: "magenta",
}
_MARGIN = 2


class View:
    """Lines of a terminal.

    Args:
        words: of the language of labels.
        width: columns; colour: what colours are coded in, None for none.
    """

    def __init__(self, words: Words, *, width: int = 80, colour: ColourSystem | None = None) -> None:
        self.words = words
        self.width = max(NARROWEST, min(width, WIDEST))
        self.colour = colour

    def comparison(self, comparison: Comparison, *, dates: bool = False, every: bool = False) -> str:
        """Return a comparison.

        Args:
            dates: show paragraphs of which only dates and numbers changed; every: and those that are the same.
        """
        return printed(self._comparison(comparison, dates, every), self.width, self.colour)

    def threads(self, threads: Threads, symbol: str) -> str:
        """Return a series: a line of signs for each paragraph, and its story."""
        return printed(self._threads(threads, symbol), self.width, self.colour)

    def parallel(self, parallel: Parallel, *, every: bool = False) -> str:
        """Return a text in two languages: what they disagree on, and which paragraphs have no answer.

        Args:
            every: show all paragraphs.
        """
        return printed(self._parallel(parallel, every), self.width, self.colour)

    def _comparison(self, comparison: Comparison, dates: bool, every: bool) -> Iterator[Text]:
        words = self.words
        for side in (comparison.before, comparison.after):
            yield Text(printable(heading(side, words)), style="bold")
            if side.title:
                yield from self._plain(side.title, "italic")
        yield Text(printable(" · ".join(summary(comparison, words))))
        if comparison.bounded:
            yield from self._plain(words("compare.bounded"), "bold red")
        part = ""
        for stretch in stretches(comparison, dates=dates, every=every):
            if stretch.part != part:
                part = stretch.part
                yield from self._part(part)
            if stretch.folded:
                yield Text(f"  {words.count('routine', len(stretch.pairings))}", style="dim")
                continue
            for pairing in stretch.pairings:
                yield from self._pairing(pairing)
        yield Text()
        yield from self._plain(words("compare.unofficial", version=_version.__version__), "dim")

    def _part(self, part: str) -> Iterator[Text]:
        title = f"── {self.words(f'compare.{part}')} "
        yield Text()
        yield Text(title + "─" * max(2, self.width - len(title)), style="blue")

    def _pairing(self, pairing: Pairing) -> Iterator[Text]:
        words = self.words
        yield Text()
        line = Text(printable(places(pairing, words)), style="bold")
        line.append(f" · {outcomes(pairing, words)}", style=_OUTCOMES.get(pairing.outcome, ""))
        yield line
        for change, said in told(pairing.changes, words):
            style = "dim" if change.routine else "magenta" if change.kind.startswith("force") else ""
            yield from self._plain(f"• {said}", style)
        yield from self._redline(pairing.redline)

    def _redline(self, redline: Sequence[Edit]) -> Iterator[Text]:
        """Yield the lines of a redline, broken where lines may be, each word in the style of what became of it."""
        text = Text()
        for each in redline:
            opening, closing = ("", "") if self.colour else _MARKS[each.kind]
            text.append(f"{opening}{printable(each.text_after)}{closing}", style=_STYLES[each.kind])
        yield from self._lines(text)

    def _plain(self, text: str, style: str = "") -> Iterator[Text]:
        yield from self._lines(Text(printable(text), style=style))

    def _lines(self, text: Text) -> Iterator[Text]:
        for start, end in broken(text.plain, self.width - _MARGIN):
            yield Text(" " * _MARGIN) + text[start:end]

    def _threads(self, threads: Threads, symbol: str) -> Iterator[Text]:
        words = self.words
        yield Text(printable(words("compare.of-series", symbol=symbol)), style="bold")
        for number, side in enumerate(threads.texts, 1):
            yield Text(printable(f"{number:>4}  {heading(side, words)}"))
        if threads.missing:
            yield from self._plain(
                words("thread.missing", symbols=words.listing(list(threads.missing))), "dim"
            )
        yield from self._plain(words("thread.legend"), "dim")
        part = ""
        for thread in threads.threads:
            name = PARTS[thread.steps[-1].passage.kind]
            if name != part:
                part = name
                yield from self._part(part)
            yield from self._thread(thread, threads)
        yield Text()
        yield from self._plain(words("compare.unofficial", version=_version.__version__), "dim")

    def _thread(self, thread: Thread, threads: Threads) -> Iterator[Text]:
        words = self.words
        last = thread.steps[-1].passage
        steps = {step.text: step for step in thread.steps}
        yield Text()
        yield Text("".join(sign(steps.get(text)) for text in range(len(threads.texts))), style="cyan")
        opening = " ".join(last.text.split())
        opening = opening if len(opening) <= 160 else f"{opening[:159].rstrip()}…"
        yield from self._plain(words("thread.line", place=place(last.id, words, last.number), text=opening))
        yield from self._plain(thread_story(thread, threads, words), "dim")
        for step in thread.steps:
            for change in step.changes:
                if change.kind in ("force-raised", "force-lowered", "bearer", "deadline", "periodicity"):
                    name = threads.texts[step.text].name
                    said = words("thread.line", place=name, text=tell(change, words))
                    yield from self._plain(f"• {said}", "magenta")

    def _parallel(self, parallel: Parallel, every: bool) -> Iterator[Text]:
        words = self.words
        before, after = parallel.before, parallel.after
        title = words("compare.in-languages", name=before.name, before=before.language, after=after.language)
        yield Text(printable(title), style="bold")
        alone = sum(not each.before or not each.after for each in parallel.beads)
        found = sum(len(each.disagreements) for each in parallel.beads)
        counts = [words.count("beads", len(parallel.beads) - alone), words.count("disagreements", found)]
        counts += [words.count("without-answer", alone)] if alone else []
        yield Text(printable(", ".join(counts)))
        for bead in parallel.beads:
            if every or bead.disagreements or not bead.before or not bead.after:
                yield from self._bead(bead)
        yield Text()
        yield from self._plain(words("compare.unofficial", version=_version.__version__), "dim")

    def _bead(self, bead: Bead) -> Iterator[Text]:
        words = self.words
        yield Text()
        for passages in (bead.before, bead.after):
            yield from self._passages(passages)
        for each in bead.disagreements:
            yield from self._plain(f"• {disagreement(each, words)}", "magenta")

    def _passages(self, passages: Sequence[Passage]) -> Iterator[Text]:
        if not passages:
            yield Text(f"  {self.words('compare.nothing-there')}")
        for each in passages:
            text = " ".join(each.text.split())
            text = text if len(text) <= 240 else f"{text[:239].rstrip()}…"
            yield from self._plain(
                self.words("thread.line", place=place(each.id, self.words, each.number), text=text)
            )
