"""``alinea desk``: is the history whole; the desk copied, exported and imported."""

from __future__ import annotations

import sys
from pathlib import Path

from alinea.cli.at_desk import AtDesk
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say
from alinea.cli.whole import keep_what_is_there
from alinea.desk.copying import backup, export_lines, import_lines, lines_of
from alinea.library.whole import write_whole


def verify_desk(asked: AtDesk, noted: str | None) -> int:
    """Print every sign that the desk was altered, or that it was not, and return the exit code.

    Args:
        noted: a hash noted earlier, that must be in the history.
    """
    with asked.whole_desk() as desk:
        faults = desk.faults(noted)
        head, cases = desk.head(), desk.count()
        where = desk.where
    for fault in faults:
        said = asked.words(f"verify.{fault.code}", where=fault.where, detail=fault.detail)
        say(asked.words("verify.fault", fault=said))
    if faults:
        say(asked.words("verify.closing", desk=where, faults=asked.words.count("faults", len(faults))))
        return FAILED
    counts = {
        "changes": asked.words.count("changes", head.number),
        "cases": asked.words.count("cases", cases),
    }
    say(asked.words("verify.whole", desk=where, hash=head.hash, **counts))
    return DONE


def backup_desk(asked: AtDesk, file: Path, *, force: bool) -> int:
    """Copy the desk into a file and return the exit code.

    Raises:
        UsageError: the file is there; DeskError: the desk was altered, or the file is a desk that is in use.
    """
    keep_what_is_there(file, asked.words, force=force)
    with asked.whole_desk() as desk:
        taken = backup(desk, file)
    say(
        asked.words(
            "copy.made", file=file, changes=asked.words.count("changes", taken.added), hash=taken.head.hash
        )
    )
    return DONE


def export_desk(asked: AtDesk, file: Path | None, *, force: bool) -> int:
    """Write the desk as JSON Lines, into a file or on standard output, and return the exit code.

    Raises:
        UsageError: the file is there.
    """
    keep_what_is_there(file, asked.words, force=force)
    with asked.whole_desk() as desk:
        if file is None:
            for each in export_lines(desk):
                sys.stdout.buffer.write(each.encode())
            sys.stdout.buffer.flush()
            return DONE
        write_whole(file, "".join(export_lines(desk)).encode())
        head = desk.head()
    say(
        asked.words("copy.made", file=file, changes=asked.words.count("changes", head.number), hash=head.hash)
    )
    return DONE


def import_desk(asked: AtDesk, file: Path) -> int:
    """Take in an export or a copy of a desk, all or none, and return the exit code.

    Raises:
        DeskError: it is none, was altered or cut, or has another history than the desk; OSError: it cannot be opened.
    """
    lines = lines_of(file)
    with asked.whole_desk(create=True) as desk:
        taken = import_lines(desk, lines)
        where = desk.where
    counts = {"added": asked.words.count("changes", taken.added), "known": asked.words.number(taken.known)}
    say(asked.words("copy.taken", desk=where, hash=taken.head.hash, **counts))
    return DONE
