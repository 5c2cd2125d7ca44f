"""``alinea export``: the whole library in a folder, as tables or in forms that other programs take in."""

from __future__ import annotations

import datetime
import sys
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.gauges import Gauge
from alinea.cli.read import DONE, FAILED, UsageError
from alinea.cli.reporting import stderr
from alinea.presenting.exports import ExportForm, MissingLibraryError, export, names
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.store.library import Library


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the command was asked to do: write what is in `library` into the folder `out`.

    Attributes:
        force: files that are there are written over; as_of: the day on which statuses stand.
    """

    library: Path
    out: Path
    form: ExportForm
    force: bool
    as_of: datetime.date
    words: Words


def run(request: ExportRequest) -> int:
    """Write the files, print their names, and return the exit code.

    Raises:
        UsageError: a file is there already and may not be written over.
        LibraryError: the library cannot be read.
    """
    words = request.words
    for name in names(request.form):
        if not request.force and (request.out / name).exists():
            raise UsageError(words("export.exists", path=request.out / name))
    with Library.open(request.library) as library:
        try:
            request.out.mkdir(parents=True, exist_ok=True)
            with Gauge(words, "progress.exporting", library.counts().get("versions", 0)) as gauge:
                paths = export(library, request.out, request.form, request.as_of, gauge.step)
        except MissingLibraryError as error:
            stderr(f"alinea: {words('export.extra', form=request.form, extra=error.extra)}")
            return FAILED
        except OSError as error:
            stderr(
                printable(
                    f"alinea: {words('export.failed', path=request.out, reason=error.strerror or error)}"
                )
            )
            return FAILED
    for path in paths:
        sys.stdout.write(printable(str(path)) + "\n")
    return DONE
