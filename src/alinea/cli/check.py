"""``alinea check``: is the library sound?"""

from __future__ import annotations

from alinea.cli.asking import Asked
from alinea.cli.gauges import Gauge
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say
from alinea.library.indexing import Indexer
from alinea.store.checking import check
from alinea.store.library import Library


def run(asked: Asked) -> int:
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
