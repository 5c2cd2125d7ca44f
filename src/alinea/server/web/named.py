"""What an address names: the work that is meant, or the words that say why none is."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from alinea.library.naming import Located, NotHeldError, locate
from alinea.presenting.problems import CANDIDATES, not_held
from alinea.server.web.request import Visit


def meant(visit: Visit, typed: str) -> Located:
    """Return the work, and the paragraph, that a person or an address names: ``75/28#op_6``.

    Raises:
        HTTPException: 404, it is not held, with the candidates where it is not clear which is meant.
        LibraryError: the library cannot be read.
    """
    try:
        return locate(visit.library, typed)
    except NotHeldError as error:
        told = {"told": not_held(error, visit.words), "candidates": error.candidates[:CANDIDATES]}
        raise HTTPException(404, told) from None  # type: ignore[arg-type]
