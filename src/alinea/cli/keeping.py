"""``alinea link``, ``check``, ``remove``, ``backup`` and ``restore``: what keeps a library in order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from alinea.cli.asking import Asked, keep_what_is_there
from alinea.cli.read import DONE, FAILED, UsageError
from alinea.cli.reporting import Gauge, say
from alinea.library.adding import place, remove
from alinea.library.likeness import teach
from alinea.library.processes import cores
from alinea.library.reading import Indexer
from alinea.library.relinking import left, relink, shelving
from alinea.presenting.words import Words
from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.maintenance import backup, check, restore


def run_link(asked: Asked, *, likeness: bool) -> int:
    """Link what is not linked yet and return the exit code.

    Args:
        likeness: have the library learn, too, which paragraphs say alike.
    """
    words = asked.words
    with asked.opened(write=True) as library:
        followed = link(library, words)
        if likeness:
            with Gauge(words, "link.likeness", 0) as gauge:
                teach(library, gauge.reach)
        resolutions = words.count("resolutions", library.size())
    line = words("link.done" if followed else "link.nothing", library=asked.library, resolutions=resolutions)
    say(line)
    return DONE


def link(library: Library, words: Words) -> int:
    """Link what came to a library or left it, shown as it goes on; return how many texts were looked at again.

    Raises:
        LibraryError: the library cannot be written. KeyboardInterrupt: told with what is left and how to go on.
    """
    with Gauge(words, "link.linking", 0) as gauge:
        try:
            return relink(library, gauge.reach, processes=cores())
        except KeyboardInterrupt:
            texts = words.count("texts", left(library))
            gauge.say(f"alinea: {words('link.left', texts=texts, library=library.path)}")
            raise


def run_check(asked: Asked) -> int:
    """Check the library, print every fault, and return the exit code.

    Raises:
        LibraryError: it cannot even be opened.
    """
    words, faults = asked.words, 0
    with asked.opened() as library:
        counts = _counts(library)
        with Gauge(words, "progress.checking", counts.get("versions", 0)) as gauge:
            for fault in check(library, Indexer()):
                if fault is None:
                    gauge.step()
                    continue
                faults += 1
                what = words(f"check.{fault.code}")
                detail = " ".join(fault.detail.split())[:300]
                say(words("check.fault", where=fault.where, what=what, detail=detail))
    if faults:
        say(words("check.closing", library=asked.library, faults=words.count("faults", faults)))
        return FAILED
    resolutions = words.count("resolutions", counts.get("works", 0))
    say(words("check.sound", library=asked.library, resolutions=resolutions))
    return DONE


def _counts(library: Library) -> dict[str, int]:
    """Return how much there is to check; nothing where the file is too damaged to tell."""
    from alinea.store.faults import LibraryError

    try:
        return library.counts()
    except LibraryError as error:
        if error.code != "damaged":
            raise
        return {}


def run_remove(asked: Asked, names: Sequence[str]) -> int:
    """Remove what was asked for and return the exit code.

    Args:
        names: symbols or paths.
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
