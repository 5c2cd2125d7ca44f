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
from alinea.library.relinking import shelving
from alinea.library.versions import remove


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
            if held:
                continue
            found = remove(library, name, indexer)
            if found is None:
                missing += 1
                asked.tell("remove.nothing", what=name)
            else:
                say(asked.words("remove.work", name=found[0], languages=", ".join(found[1])))
        link(library, asked.words)
    return FAILED if missing else DONE


def _files(path: str, files: dict[str, str]) -> Iterator[str]:
    """Yield the files of the library that a path names: itself, or all below it."""
    if path in files:
        yield path
    else:
        yield from sorted(each for each in files if each.startswith(path.rstrip(os.sep) + os.sep))
