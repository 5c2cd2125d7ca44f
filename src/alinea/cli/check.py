"""``alinea check``: is the library sound?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alinea.cli.gauges import Gauge
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say
from alinea.library.indexing import Indexer
from alinea.presenting.words import Words
from alinea.store.checking import check
from alinea.store.library import Library


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What the command was asked to do: check `library`."""

    library: Path
    words: Words


def run(request: CheckRequest) -> int:
    """Check the library, print every fault, and return the exit code.

    Raises:
        LibraryError: it cannot even be opened.
    """
    words, faults = request.words, 0
    with Library.open(request.library) as library:
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
        say(words("check.closing", library=request.library, faults=words.count("faults", faults)))
        return FAILED
    resolutions = words.count("resolutions", counts.get("works", 0))
    say(words("check.sound", library=request.library, resolutions=resolutions))
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
