"""Reading many files in several processes, each made ready for the shelves where it was read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from alinea.analysing.subjects import named_subjects
from alinea.library.processes import DIED, in_processes
from alinea.model.document import Document
from alinea.model.problems import Refusal, UnreadableError, unopened
from alinea.store.expressions import indexed, words_of
from alinea.vocab.search_words import stem

if TYPE_CHECKING:
    from alinea.store.rows import Card
    from alinea.store.texts import PackedText


REVISION = 12
"""Counts the changes of what reading finds in a text: raise it, and texts read before are read anew when added."""


@dataclass(frozen=True, slots=True)
class Job:
    """A text to read.

    Attributes:
        path: as given.
        size: in bytes.
        data: the bytes, where they are in no file.
    """

    path: str
    size: int
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an input: the cards of its records, its documents and its text, or why there are none.

    Attributes:
        documents: those that are no resolutions.
    """

    job: Job
    cards: tuple[Card, ...] = ()
    text: PackedText | None = None
    refusal: Refusal | None = None
    documents: tuple[Document, ...] = ()


def read_one(job: Job, language: str) -> Made:
    """Read a text and make the cards of its records. Never raises: what fails is told in what it returns.

    Args:
        language: of the text, ``auto`` where it has to be found.
    """
    try:
        from alinea.library.confined import bounded

        with bounded(job.size):
            return _read(job, language)
    except UnreadableError as error:
        return Made(job, refusal=error.refusal)
    except OSError as error:
        return Made(job, refusal=unopened(error))
    except Exception as error:  # a fault of ours must not cost the other files
        return Made(
            job, refusal=Refusal("internal", facts={"reason": f"{type(error).__name__}: {error}"[:200]})
        )


def _read(job: Job, language: str) -> Made:
    from alinea import pipeline
    from alinea.library.relinking import outlined_of
    from alinea.reading.formats import load, read_text
    from alinea.store.rows import card
    from alinea.store.texts import packed_text

    data = load(job.path) if job.data is None else job.data
    text = read_text(data, job.path)
    found = tuple(pipeline.documents_from(text, language))
    documents = tuple(each for each in found if isinstance(each, Document))
    records = (each for each in found if not isinstance(each, Document))
    cards = tuple(card(record, _indexer(), outlined_of(record)) for record in records)
    if not found:
        return Made(job, refusal=Refusal("no-resolution"))
    kept = packed_text(text.content, data, keep=job.data is not None)
    return Made(job, cards, kept, documents=documents)


def digest(path: str) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - the path stays the string that was given
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_all(
    jobs: Iterable[Job], language: str, processes: int, *, let_go: Callable[[], None] = lambda: None
) -> Generator[Made, None, None]:
    """Yield what came of every text, in order.

    Args:
        processes: how many texts are read at a time; with 1 they are read here, one by one.
        let_go: called before processes part from this one: it closes what they must not have open.
    """
    if processes <= 1:
        for job in jobs:
            yield read_one(job, language)
        return
    work = partial(read_one, language=language)
    yield from in_processes(jobs, work, _died, processes, load=load_stages, let_go=let_go)


def _died(job: Job) -> Made:
    return Made(job, refusal=DIED)


def load_stages() -> None:
    """Load what reading needs, once, before processes part from this one."""
    from alinea import pipeline  # noqa: F401
    from alinea.library import relinking  # noqa: F401
    from alinea.reading import formats  # noqa: F401
    from alinea.store import rows, texts  # noqa: F401


@cache
def _indexer() -> Indexer:

    return Indexer()


_MOST = 500_000  # words remembered; a text of noise must not fill the memory


class Indexer:
    """Finds the words and the subjects of texts; each word is brought to its stem once, then remembered."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, tuple[str, str] | None]] = {}

    def words(self, text: str, language: str) -> set[tuple[str, str]]:
        """Return the words of a text as pairs (word as the index has it, stem); numbers are left out.

        Args:
            language: a language tag.
        """
        known = self.known.setdefault(language, {})
        words = set(words_of(text))
        if len(known) > _MOST:
            known.clear()
        for word in words:
            if word not in known:
                known[word] = _pair(word, language)
        return {pair for word in words if (pair := known[word])}

    def subjects(self, text: str, language: str) -> tuple[str, ...]:
        """Return the identifiers of the subjects that a text names, each once."""
        return tuple(dict.fromkeys(each.id for each in named_subjects(text, language)))


def _pair(word: str, language: str) -> tuple[str, str] | None:
    """Return a word as the index has it, and its stem; None for what begins with a figure."""
    if not word[0].isalpha():
        return None
    return indexed(word), indexed(stem(word, language))
