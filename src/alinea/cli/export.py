"""``alinea export``: the whole library in a folder, as tables or in forms that other programs take in."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from alinea.cli.asking import Asked
from alinea.cli.gauges import Gauge
from alinea.cli.read import DONE, FAILED, UsageError
from alinea.presenting.exports import ExportForm, export, names
from alinea.presenting.problems import printable


def run(asked: Asked, out: Path, form: ExportForm, as_of: datetime.date, *, force: bool) -> int:
    """Write the files, print their names, and return the exit code.

    Args:
        out: folder; as_of: the day on which statuses stand; force: files that are there are written over.

    Raises:
        UsageError: a file is there already and may not be written over.
        LibraryError: the library cannot be read.
    """
    for name in names(form):
        if not force and (out / name).exists():
            raise UsageError(asked.words("export.exists", path=out / name))
    with asked.opened() as library:
        try:
            out.mkdir(parents=True, exist_ok=True)
            with Gauge(asked.words, "progress.exporting", library.counts().get("versions", 0)) as gauge:
                paths = export(library, out, form, as_of, gauge.step)
        except OSError as error:
            asked.tell("export.failed", path=out, reason=error.strerror or error)
            return FAILED
    for path in paths:
        sys.stdout.write(printable(str(path)) + "\n")
    return DONE
