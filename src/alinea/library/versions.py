"""The texts that are held of a resolution: which of them is in use, and taking them out of the library."""

from __future__ import annotations

from collections.abc import Sequence

from alinea.library.indexing import Indexer
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.library.relinking import shelving
from alinea.model.record import Record
from alinea.store.choosing import Candidate, choose
from alinea.store.library import Library
from alinea.store.values import Version


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

    Raises:
        LibraryError: the library cannot be written.
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
        LibraryError: the library cannot be written.
    """
    with shelving(library, indexer) as shelves:
        shelves.remove_work(name, sha256)


def _document(library: Library, named: str, indexer: Indexer) -> tuple[str, tuple[str, ...]] | None:
    symbol = symbol_of(named)
    if symbol is None or library.document(symbol) is None:
        return None
    with library.shelves(indexer) as shelves:
        return symbol, shelves.remove_document(symbol)
