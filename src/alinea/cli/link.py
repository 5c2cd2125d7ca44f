"""``alinea link``: what is not linked yet; and how adding, removing and restoring end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alinea.cli.gauges import Gauge
from alinea.cli.read import DONE
from alinea.cli.reporting import say
from alinea.library.likeness import teach
from alinea.library.processes import cores
from alinea.library.relinking import left, relink
from alinea.presenting.words import Words
from alinea.store.library import Library


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """What the command was asked to do: link what is new in `library`.

    Attributes:
        likeness: have it learn, too, which paragraphs say alike.
    """

    library: Path
    likeness: bool
    words: Words


def run(request: LinkRequest) -> int:
    """Link what is not linked yet and return the exit code.

    Raises:
        LibraryError: the library cannot be written.
    """
    words = request.words
    with Library.open(request.library, write=True) as library:
        followed = link(library, words)
        if request.likeness:
            with Gauge(words, "link.likeness", 0) as gauge:
                teach(library, gauge.reach)
        resolutions = words.count("resolutions", library.size())
    line = words(
        "link.done" if followed else "link.nothing", library=request.library, resolutions=resolutions
    )
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
