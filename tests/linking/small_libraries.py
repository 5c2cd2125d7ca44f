"""Libraries of small texts, added and linked as the product does, and what they answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alinea.library.adding import Asked, add
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.links import series
from alinea.model.corpus import Series, SeriesLink
from alinea.model.ledger import Entry
from alinea.store.ledgers import ledgers
from alinea.store.library import Library


@contextmanager
def library_of(*texts: str, language: str = "fr") -> Iterator[Library]:
    """Give a library of texts, linked."""
    with (
        TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library.sqlite", create=True) as library,
    ):
        asked = [Asked(f"{place}.txt", text.encode()) for place, text in enumerate(texts, 1)]
        add(library, asked, lambda _: None, language=language, processes=1)
        yield library


def entries_of(*texts: str, as_of: datetime.date) -> tuple[Entry, ...]:
    """Return everything that is owed under texts, on a day."""
    with library_of(*texts) as library:
        return answer(library, LedgerQuery(as_of, EVERY)).entries


def series_of(symbol: str, *texts: str) -> Series:
    """Return the series of one of some texts."""
    with library_of(*texts) as library:
        return series(library, symbol)


class Links:
    """The links of series that were found among texts: to earlier ones, and to later ones, by symbol."""

    def __init__(self, *texts: str) -> None:
        with library_of(*texts) as library, ledgers(library) as kept:
            links = [each for work in library.works() for each in kept.earlier(work.name)]
        self.earlier: dict[str, list[SeriesLink]] = {}
        self.later: dict[str, list[SeriesLink]] = {}
        for each in links:
            self.earlier.setdefault(each.later, []).append(each)
            self.later.setdefault(each.earlier, []).append(each)

    def of(self, symbol: str) -> Sequence[SeriesLink]:
        """Return the links of a text to earlier ones, the nearest first."""
        return self.earlier.get(symbol, ())
