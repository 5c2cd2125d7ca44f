"""``alinea remove``: resolutions, files, or all files of a folder out of the library."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from alinea.cli.asking import Asked
from alinea.cli.link import link
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say
from alinea.library.adding import place
from alinea.library.indexing import Indexer
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.library.relinking import shelving
from alinea.presenting.words import Words
from alinea.store.library import Library


def run(asked: Asked, names: Sequence[str]) -> int:
    """Remove what was asked for and return the exit code.

    Args:
        names: symbols or paths.

    Raises:
        LibraryError: the library cannot be written.
    """
    missing = 0
    with asked.opened(write=True) as library:
        files = library.paths()
        indexer = Indexer()
        for name in names:
            held = list(_files(place(name), files))
            for path in held:
                with shelving(library, indexer) as shelves:
                    shelves.remove_file(path)
                files.pop(path)
                say(asked.words("remove.file", path=path))
            if not held and not _work(library, name, indexer, asked.words):
                missing += 1
                asked.tell("remove.nothing", what=name)
        link(library, asked.words)
    return FAILED if missing else DONE


def _files(path: str, files: dict[str, str]) -> Iterator[str]:
    """Yield the files of the library that a path names: itself, or all below it."""
    if path in files:
        yield path
    else:
        yield from sorted(each for each in files if each.startswith(path.rstrip(os.sep) + os.sep))


def _work(library: Library, name: str, indexer: Indexer, words: Words) -> bool:
    """Take out the resolution of a name; tell whether it was there."""
    try:
        found = locate(library, name)
    except NotHeldError:
        return _document(library, name, indexer, words)
    work = library.work(found.name)
    if work is None or found.paragraph is not None:
        return False
    with shelving(library, indexer) as shelves:
        shelves.remove_work(work.name)
    say(words("remove.work", name=work.name, languages=", ".join(work.languages)))
    return True


def _document(library: Library, name: str, indexer: Indexer, words: Words) -> bool:
    """Take out the document of a symbol that is no resolution; tell whether it was there."""
    symbol = symbol_of(name)
    if symbol is None or library.document(symbol) is None:
        return False
    with library.shelves(indexer) as shelves:
        languages = shelves.remove_document(symbol)
    say(words("remove.work", name=symbol, languages=", ".join(languages)))
    return True
