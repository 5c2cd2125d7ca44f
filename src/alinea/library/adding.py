"""Adding texts to the library: read by several processes, written by this one, few at a time and each time whole."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from alinea._version import __version__
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.library.processes import cores
from alinea.library.reading import REVISION, Indexer, Job, Made, digest, read_all
from alinea.library.relinking import STEP, outlined_of, relink, shelving
from alinea.model.document import Document
from alinea.model.problems import Refusal, unopened
from alinea.model.record import Record
from alinea.store.library import Library
from alinea.store.rows import card, legible
from alinea.store.texts import packed_text
from alinea.store.values import Change, Reader, Version
from alinea.store.works import Candidate, choose
from alinea.store.writing import Reading, Shelves, name_of

WORTH_MORE_PROCESSES = 1024 * 1024
"""Bytes from which several processes read, unless it is said how many: some two seconds' work."""

_SECONDS = 1.0
_BYTES = 8 * 1024 * 1024
"""What is written is made safe after so many seconds' work, or so many bytes of text, whichever comes first."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to add.

    Attributes:
        path: as given.
        data: its bytes, where it is in no file.
        refusal: why it cannot be read, where that is known beforehand.
    """

    path: str
    data: bytes | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a text: told only once it is safe on disk.

    Attributes:
        path: as given.
        change: what it did to the library, None where it was refused.
        works: names of the resolutions found in it, in order; empty for one that was held already.
        left_out: number of fragments without a symbol, which are not kept.
        refusal: why it was not taken in.
        documents: symbols of the documents in it that are no resolutions, or what they are where they have none.
    """

    path: str
    change: Change | None = None
    works: tuple[str, ...] = ()
    left_out: int = 0
    refusal: Refusal | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read of a text that is to be kept as it was read.

    Attributes:
        name: as its sender gave it; data: its bytes.
        records, documents: what was read of it; content: the text they are places in.
    """

    name: str
    data: bytes
    records: Sequence[Record]
    documents: Sequence[Document]
    content: str


def reader() -> Reader:
    """Return what reads texts here and now."""
    return Reader(__version__, REVISION)


def add(
    library: Library,
    texts: Iterable[Asked],
    tell: Callable[[Outcome], None],
    *,
    language: str = "auto",
    processes: int | None = None,
    size: int = 0,
    now: datetime.datetime | None = None,
    linking: Callable[[int, int], None] | None = None,
) -> None:
    """Add texts to a library, leaving out those that are held unchanged, and link what is new.

    Interrupted while it links, it has told of every text; what is left is linked when it is called again.

    Args:
        tell: is told what became of each text, once that is safe on disk; not always in order.
        language: of the texts: ``fr``, ``en``, or ``auto`` where it has to be found.
        processes: how many texts are read at a time, None where that depends on `size`, bytes of all of them.
        now: the time, noted with what is new; with its zone.
        linking: is told how much of the linking is done, and of how much.

    Raises:
        LibraryError: the library cannot be written; what was told before is in it.
    """
    adding = _Adding(library, tell, language, now)
    several = processes or (cores() if size >= WORTH_MORE_PROCESSES else 1)
    try:
        with closing(read_all(adding.jobs(texts), language, several, let_go=library.rest)) as reading:
            for made in reading:
                adding.take(made)
    except KeyboardInterrupt:
        adding.flush()
        raise
    adding.flush()
    relink(library, linking, processes=several)


def keep(
    library: Library, texts: Iterable[Kept], now: datetime.datetime, *, file: bool = False
) -> tuple[Outcome, ...]:
    """Keep what was read of texts, as it was read, and link it; tell what became of each, in order.

    Where much else was not linked, all is left to ``alinea link``: that takes long.

    Args:
        now: the time, with its zone.
        file: each name is the path of a file that holds the text, by which it can be removed, and changed; all is
            linked then.
    """
    told: list[Outcome] = []
    adding = _Adding(library, told.append, "auto", now)
    for each in texts:
        cards = tuple(card(record, adding.indexer, outlined_of(record)) for record in each.records)
        text = packed_text(each.content, each.data, keep=not file)
        job = Job(each.name, len(each.data), None if file else each.data)
        adding.take(Made(job, cards, text, documents=tuple(each.documents)))
    adding.flush()
    relink(library, most=None if file else STEP)
    return tuple(told)


class _Adding:
    """What was read and waits to be written."""

    def __init__(
        self, library: Library, tell: Callable[[Outcome], None], language: str, now: datetime.datetime | None
    ) -> None:
        self.library = library
        self.tell = tell
        self.language = language
        self.now = now.astimezone(datetime.UTC).isoformat(timespec="seconds") if now else None
        self.reader = reader()
        self.indexer = Indexer()
        self.held = library.readers()
        self.files = library.paths()
        self.waiting: list[Made] = []
        self.bytes = 0
        self.written = time.monotonic()

    def jobs(self, texts: Iterable[Asked]) -> Iterator[Job]:
        """Yield what has to be read; what is held or refused is told of at once."""
        for text in texts:
            if text.refusal:
                self.tell(Outcome(text.path, refusal=text.refusal))
                continue
            if text.data is not None:
                yield Job(text.path, len(text.data), text.data)
                continue
            try:
                sha256, size = digest(text.path), os.stat(text.path).st_size  # noqa: PTH116
            except OSError as error:
                self.tell(Outcome(text.path, refusal=unopened(error)))
                continue
            if not self._current(sha256):
                yield Job(text.path, size)
                continue
            change = Change.UNCHANGED
            if self.files.get(place(text.path)) != sha256:
                try:
                    with shelving(self.library, self.indexer) as shelves:
                        change = shelves.note(place(text.path), sha256)
                except LookupError:
                    # The one file that held these bytes holds others since this run began: they are read again.
                    self.held.pop(sha256, None)
                    yield Job(text.path, size)
                    continue
            self.tell(Outcome(text.path, change))

    def take(self, made: Made) -> None:
        """Take in what was read of a text, and write what waits when it is time."""
        if made.refusal:
            self.tell(Outcome(made.job.path, refusal=made.refusal))
            return
        self.waiting.append(made)
        self.bytes += made.job.size
        if self.bytes >= _BYTES or time.monotonic() - self.written >= _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits, in one transaction, and tell of it."""
        if self.waiting:
            with shelving(self.library, self.indexer) as shelves:
                outcomes = [self._shelve(shelves, made) for made in self.waiting]
            self.waiting, self.bytes = [], 0
            for outcome in outcomes:
                self.tell(outcome)
        self.written = time.monotonic()

    def _current(self, sha256: str) -> bool:
        """Tell whether a text is held as read in the language asked for, by this reader or a newer one."""
        asked, by = self.held.get(sha256, ("", None))
        return by is not None and asked == self.language and _age(by) >= _age(self.reader)

    def _shelve(self, shelves: Shelves, made: Made) -> Outcome:
        sha256, media_type = (
            (made.cards[0].sha256, made.cards[0].media_type)
            if made.cards
            else (made.documents[0].source.sha256, made.documents[0].source.media_type)
        )
        path = None if made.job.data is not None else place(made.job.path)
        reading = Reading(
            path,
            sha256,
            made.job.size,
            media_type,
            self.language,
            made.cards,
            made.text,
            self.now,
            made.documents,
        )
        change = shelves.shelve(reading, self.reader)
        if path is not None:
            self.files[path] = sha256
        self.held[sha256] = (self.language, self.reader)
        placed = enumerate(made.cards, 1)
        names = tuple(name_of(each, n) for n, each in placed if each.symbol is not None or not each.fragment)
        documents = tuple(each.symbol or each.type for each in made.documents)
        return Outcome(made.job.path, change, names, len(made.cards) - len(names), documents=documents)


def place(path: str) -> str:
    """Return the name by which the library knows a file: its absolute path, in characters that UTF-8 has."""
    return legible(os.path.abspath(path))  # noqa: PTH100 - symbolic links stay as they are


def _age(each: Reader) -> tuple[tuple[int, ...], int]:
    numbers = tuple(int(part) for part in each.version.split(".")[:3] if part.isdecimal())
    return numbers, each.revision


def in_use(record: Record, held: Sequence[Version]) -> bool:
    """Tell whether a text would be in use in its language if it were added beside those that are held."""
    own = Version(
        sha256=record.source.sha256,
        name=record.source.path,
        language=record.language,
        fragment=record.fragment,
        media_type=record.source.media_type,
        doubts=len(record.warnings),
        extent=sum(1 for _ in record.paragraphs()),
        added_at=None,
        current=False,
    )
    candidates = [
        Candidate(
            id=number,
            language=each.language,
            fragment=each.fragment,
            media_type=each.media_type,
            doubts=each.doubts,
            extent=each.extent,
            current=False,
            principal=False,
            sha256=each.sha256,
            place=1,
        )
        for number, each in enumerate((own, *held))
    ]
    choice = choose(candidates)
    return choice is not None and 0 in choice.current


def remove(library: Library, named: str, indexer: Indexer) -> tuple[str, tuple[str, ...]] | None:
    """Take out the resolution or document of a symbol, and return its name and the languages it was held in.

    What stood on it is linked anew by `alinea.library.relinking.relink`. None where nothing of that name is held, or
    a paragraph is named.

    Args:
        named: symbol as typed; indexer: for the words of what is shown in the place of something.
    """
    try:
        found = locate(library, named)
    except NotHeldError:
        return _document(library, named, indexer)
    work = library.work(found.name)
    if work is None or found.paragraph is not None:
        return None
    with shelving(library, indexer) as shelves:
        shelves.remove_work(work.name)
    return work.name, work.languages


def remove_version(library: Library, name: str, sha256: str, indexer: Indexer) -> None:
    """Take out what was read of a resolution from one input; another text of it that is held is in use then.

    Raises:
        LookupError: nothing of that resolution was read from that input.
    """
    with shelving(library, indexer) as shelves:
        shelves.remove_work(name, sha256)


def _document(library: Library, named: str, indexer: Indexer) -> tuple[str, tuple[str, ...]] | None:
    symbol = symbol_of(named)
    if symbol is None or library.document(symbol) is None:
        return None
    with library.shelves(indexer) as shelves:
        return symbol, shelves.remove_document(symbol)
