"""``alinea link``: what is not linked yet; and how adding, removing and restoring end."""

from __future__ import annotations

from alinea.cli.asking import Asked
from alinea.cli.gauges import Gauge
from alinea.cli.read import DONE
from alinea.cli.reporting import say
from alinea.library.likeness import teach
from alinea.library.processes import cores
from alinea.library.relinking import left, relink
from alinea.presenting.words import Words
from alinea.store.library import Library


def run(asked: Asked, *, likeness: bool) -> int:
    """Link what is not linked yet and return the exit code.

    Args:
        likeness: have the library learn, too, which paragraphs say alike.

    Raises:
        LibraryError: the library cannot be written.
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
