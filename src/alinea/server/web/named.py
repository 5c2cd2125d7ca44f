"""What an address names: the work that is meant, or the words that say why none is."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from alinea.library.naming import Located, NotHeldError, locate
from alinea.server.web.request import Visit

__all__ = ["meant", "why_not"]

LISTED = 30
"""Candidates that are told where it is not clear which work is meant."""


def meant(visit: Visit, typed: str) -> Located:
    """Return the work, and the paragraph, that a person or an address names: ``75/28#op_6``.

    Raises:
        HTTPException: 404, it is not held, with the candidates where it is not clear which is meant.
        LibraryError: the library cannot be read.
    """
    try:
        return locate(visit.library, typed)
    except NotHeldError as error:
        told = {"told": why_not(visit, error), "candidates": error.candidates[:LISTED]}
        raise HTTPException(404, told) from None  # type: ignore[arg-type]


def why_not(visit: Visit, error: NotHeldError) -> str:
    """Say why no work is meant, in the language of the page."""
    candidates = ", ".join(error.candidates[:LISTED])
    return visit.words(f"show.{error.code}", what=error.what, candidates=candidates)
