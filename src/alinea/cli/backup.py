"""``alinea backup`` and ``alinea restore``: a copy of the library, and back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alinea.cli.link import link
from alinea.cli.read import DONE, UsageError
from alinea.cli.reporting import say
from alinea.cli.whole import keep_what_is_there
from alinea.presenting.words import Words
from alinea.store.copying import backup, restore
from alinea.store.faults import LibraryError
from alinea.store.library import Library


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """What the command was asked to do: copy `library` to or from `file`; `force` to replace what is there."""

    library: Path
    file: Path
    force: bool
    words: Words


def run_backup(request: CopyRequest) -> int:
    """Copy the library to the file and return the exit code.

    Raises:
        LibraryError: it cannot be read, or the copy cannot be written.
        UsageError: the file is there.
    """
    keep_what_is_there(request.file, request.words, force=request.force)
    backup(request.library, request.file)
    with Library.open(request.library) as library:
        resolutions = request.words.count("resolutions", library.size())
    say(request.words("backup.done", target=request.file, resolutions=resolutions))
    return DONE


def run_restore(request: CopyRequest) -> int:
    """Put the copy in the place of the library and return the exit code.

    Raises:
        LibraryError: the copy is damaged or no library, or the library cannot be written.
        UsageError: the library holds texts.
    """
    if not request.force and (held := _held(request.library)):
        resolutions = request.words.count("resolutions", held)
        raise UsageError(request.words("usage.holds", path=request.library, resolutions=resolutions))
    moved = restore(request.library, request.file)
    with Library.open(request.library, write=True) as library:
        resolutions = request.words.count("resolutions", library.size())
        say(request.words("backup.restored", library=request.library, resolutions=resolutions))
        if moved is not None:
            say(request.words("backup.moved", moved=moved))
        link(library, request.words)
    return DONE


def _held(path: Path) -> int:
    """Return how many resolutions a library holds; of one that is damaged nothing is lost, as it is moved aside."""
    try:
        with Library.open(path) as library:
            return library.size()
    except LibraryError:
        return 0
