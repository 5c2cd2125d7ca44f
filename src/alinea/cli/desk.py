"""``alinea desk``: is the history whole; the desk copied, exported and imported."""

from __future__ import annotations

import sys
from pathlib import Path

from alinea.cli.case import desk_place
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say
from alinea.cli.whole import keep_what_is_there
from alinea.desk.casework import Desk
from alinea.desk.copying import backup, export_lines, import_lines, lines_of
from alinea.library.whole import write_whole
from alinea.presenting.words import Words

__all__ = ["backup_desk", "export_desk", "import_desk", "verify_desk"]


def verify_desk(library: Path, given: str | None, noted: str | None, words: Words) -> int:
    """Print every sign that the desk was altered, or that it was not, and return the exit code.

    Args:
        noted: a hash noted earlier, that must be in the history.
    """
    with Desk.open(desk_place(library, given)) as desk:
        faults = desk.faults(noted)
        head, cases = desk.head(), desk.count()
        where = desk.where
    for fault in faults:
        said = words(f"verify.{fault.code}", where=fault.where, detail=fault.detail)
        say(words("verify.fault", fault=said))
    if faults:
        say(words("verify.closing", desk=where, faults=words.count("faults", len(faults))))
        return FAILED
    counts = {"changes": words.count("changes", head.number), "cases": words.count("cases", cases)}
    say(words("verify.whole", desk=where, hash=head.hash, **counts))
    return DONE


def backup_desk(library: Path, given: str | None, file: Path, words: Words, *, force: bool) -> int:
    """Copy the desk into a file and return the exit code.

    Raises:
        UsageError: the file is there; DeskError: the desk was altered, or the file is a desk that is in use.
    """
    keep_what_is_there(file, words, force=force)
    with Desk.open(desk_place(library, given)) as desk:
        taken = backup(desk, file)
    say(words("copy.made", file=file, changes=words.count("changes", taken.added), hash=taken.head.hash))
    return DONE


def export_desk(library: Path, given: str | None, file: Path | None, words: Words, *, force: bool) -> int:
    """Write the desk as JSON Lines, into a file or on standard output, and return the exit code.

    Raises:
        UsageError: the file is there.
    """
    keep_what_is_there(file, words, force=force)
    with Desk.open(desk_place(library, given)) as desk:
        if file is None:
            for each in export_lines(desk):
                sys.stdout.buffer.write(each.encode())
            sys.stdout.buffer.flush()
            return DONE
        write_whole(file, "".join(export_lines(desk)).encode())
        head = desk.head()
    say(words("copy.made", file=file, changes=words.count("changes", head.number), hash=head.hash))
    return DONE


def import_desk(library: Path, given: str | None, file: Path, words: Words) -> int:
    """Take in an export or a copy of a desk, all or none, and return the exit code.

    Raises:
        DeskError: it is none, was altered or cut, or has another history than the desk; OSError: it cannot be opened.
    """
    lines = lines_of(file)
    with Desk.open(desk_place(library, given), create=True) as desk:
        taken = import_lines(desk, lines)
        where = desk.where
    counts = {"added": words.count("changes", taken.added), "known": words.number(taken.known)}
    say(words("copy.taken", desk=where, hash=taken.head.hash, **counts))
    return DONE
