"""``alinea backup`` and ``alinea restore``: a copy of the library, and back."""

from __future__ import annotations

from pathlib import Path

from alinea.cli.asking import Asked
from alinea.cli.link import link
from alinea.cli.read import DONE, UsageError
from alinea.cli.reporting import say
from alinea.cli.whole import keep_what_is_there
from alinea.store.copying import backup, restore
from alinea.store.faults import LibraryError
from alinea.store.library import Library


def run_backup(asked: Asked, file: Path, *, force: bool) -> int:
    """Copy the library to the file and return the exit code.

    Raises:
        LibraryError: it cannot be read, or the copy cannot be written.
        UsageError: the file is there.
    """
    keep_what_is_there(file, asked.words, force=force)
    backup(asked.library, file)
    with asked.opened() as library:
        resolutions = asked.words.count("resolutions", library.size())
    say(asked.words("backup.done", target=file, resolutions=resolutions))
    return DONE


def run_restore(asked: Asked, file: Path, *, force: bool) -> int:
    """Put the copy in the place of the library and return the exit code.

    Raises:
        LibraryError: the copy is damaged or no library, or the library cannot be written.
        UsageError: the library holds texts.
    """
    if not force and (held := _held(asked.library)):
        resolutions = asked.words.count("resolutions", held)
        raise UsageError(asked.words("usage.holds", path=asked.library, resolutions=resolutions))
    moved = restore(asked.library, file)
    with asked.opened(write=True) as library:
        resolutions = asked.words.count("resolutions", library.size())
        say(asked.words("backup.restored", library=asked.library, resolutions=resolutions))
        if moved is not None:
            say(asked.words("backup.moved", moved=moved))
        link(library, asked.words)
    return DONE


def _held(path: Path) -> int:
    """Return how many resolutions a library holds; of one that is damaged nothing is lost, as it is moved aside."""
    try:
        with Library.open(path) as library:
            return library.size()
    except LibraryError:
        return 0
