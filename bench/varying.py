"""Resolutions like those of a corpus, as many as are wanted: what the benches of the library fill it with.

The corpus is copied again and again. Each copy has symbols of its own, and its citations lead to texts of the same
copy, so that series, reports asked for and reports received stay what they are; what the corpus cites most is cited
by all copies alike, and what it does not hold is held by none. One word in twenty is another word of the corpus.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from alinea.library.reading import Indexer
from alinea.library.relinking import outlined_of
from alinea.model.problems import UnreadableError
from alinea.model.record import Citation, Footnote, Paragraph, Record
from alinea.pipeline import read_path
from alinea.store.rows import card
from alinea.store.texts import packed_text
from alinea.store.writing import Reading

APART = 10_000
"""What the numbers of one copy are above those of the copy before."""

HUBS = 10
"""The texts cited most, which all copies cite."""

_SYMBOL = re.compile(r"(/RES/(?:(?:[A-Z]+-)?\d+/)?)(\d+)(?=[A-Z]?(?:\(|\Z))")
_WORD = re.compile(r"[^\W_]+")

Shown = TypeVar("Shown", Paragraph, Footnote)


def whole(path: Path) -> list[Record]:
    """Return the whole resolutions with a symbol that a file holds."""
    try:
        return [each for each in read_path(path) if each.symbol and each.operative and not each.fragment]
    except UnreadableError:
        return []


def records(paths: Sequence[Path], processes: int) -> list[Record]:
    """Return the whole resolutions that files hold, one of each symbol that can be copied under another."""
    with get_context("fork").Pool(processes) as pool:
        found = [each for some in pool.imap(whole, paths, 8) for each in some]
    return list({each.symbol: each for each in found if _SYMBOL.search(each.symbol or "")}.values())


class Varied:
    """Makes resolutions that are like those of a corpus."""

    def __init__(self, base: Sequence[Record], seed: int) -> None:
        self.base = base
        self.seed = seed
        self.words: dict[int, list[str]] = {}
        held = {each.symbol for each in base}
        cited: Counter[str] = Counter()
        for record in base:
            for paragraph in record.paragraphs():
                cited.update({each.target for each in paragraph.citations} & held)
                for word in _WORD.findall(paragraph.text):
                    self.words.setdefault(len(word), []).append(word)
        self.copied = held - {symbol for symbol, _ in cited.most_common(HUBS)}

    def make(self, number: int) -> Record:
        """Return the resolution of a number, always the same one."""
        turn, place = divmod(number, len(self.base))
        record = self.base[place]
        chance = random.Random(f"{self.seed}-{number}")
        found = _SYMBOL.search(record.symbol or "")
        counted = str(int(found[2]) + APART * turn) if found else record.number
        source = record.source.model_copy(update={"sha256": f"{number:064x}", "path": f"{number}.txt"})
        return record.model_copy(
            update={
                "symbol": _apart(record.symbol or "", turn),
                "number": counted,
                "source": source,
                "preamble": tuple(self._paragraph(each, turn, chance) for each in record.preamble),
                "operative": tuple(self._paragraph(each, turn, chance) for each in record.operative),
                "footnotes": tuple(self._citing(each, turn) for each in record.footnotes),
            }
        )

    def _paragraph(self, paragraph: Paragraph, turn: int, chance: random.Random) -> Paragraph:
        """Return a paragraph in which some words are others of their length, none of those that say something."""
        found = (*paragraph.citations, *paragraph.actors, *paragraph.commitments)
        taken = [each.at for each in found] + ([paragraph.lead.at] if paragraph.lead else [])
        text = paragraph.text
        for word in _WORD.finditer(paragraph.text):
            if chance.random() < 0.05 and not any(
                at.start < word.end() and word.start() < at.end for at in taken
            ):
                other = chance.choice(self.words[len(word[0])])
                text = text[: word.start()] + other + text[word.end() :]
        children = tuple(self._paragraph(each, turn, chance) for each in paragraph.children)
        return self._citing(paragraph.model_copy(update={"text": text, "children": children}), turn)

    def _citing(self, shown: Shown, turn: int) -> Shown:
        """Return a paragraph or footnote of which the citations lead to the texts of a copy."""
        return shown.model_copy(update={"citations": tuple(self._citation(e, turn) for e in shown.citations)})

    def _citation(self, citation: Citation, turn: int) -> Citation:
        if citation.target not in self.copied:
            return citation
        return citation.model_copy(update={"target": _apart(citation.target, turn)})


def _apart(symbol: str, turn: int) -> str:
    return _SYMBOL.sub(lambda found: f"{found[1]}{int(found[2]) + APART * turn}", symbol)


_VARIED: list[Varied] = []
_INDEXER: list[Indexer] = []


def _reading(number: int) -> Reading:
    if not _INDEXER:
        _INDEXER.append(Indexer())
    record = _VARIED[0].make(number)
    made = card(record, _INDEXER[0], outlined_of(record))
    text = "\n\n".join(each.text for each in record.paragraphs())
    packed = packed_text(text, b"", keep=False)
    return Reading(None, made.sha256, len(text), made.media_type, "auto", (made,), packed)


def readings(
    varied: Varied, size: int, processes: int, batch: int, first: int = 0
) -> Iterator[list[Reading]]:
    """Yield so many resolutions ready for the shelves, some at a time, made by several processes."""
    _VARIED[:] = [varied]
    with get_context("fork").Pool(processes) as pool:
        some: list[Reading] = []
        for each in pool.imap(_reading, range(first, size), 25):
            some.append(each)
            if len(some) == batch:
                yield some
                some = []
        if some:
            yield some
