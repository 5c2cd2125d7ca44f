"""Two resolutions of the library, compared paragraph by paragraph; and the paragraphs of a series followed."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.comparing import NoTextError, series_threads
from alinea.model.comparison import Comparison, Threads
from alinea.server.api.parameters import Comparing, Naming
from alinea.server.api.problems import ProblemError
from alinea.server.api.resolutions import named, record_of
from alinea.server.api.responses import answer
from alinea.server.api.state import served_by
from alinea.server.api.weighty import weighty
from alinea.store.library import Library


def comparison(request: Request, asked: Annotated[Comparing, Query()]) -> Response:
    """Compare two resolutions that are held, in a language that both are held in."""
    from alinea.comparing import compare

    library = served_by(request).library()
    # Names are looked for in the library and nowhere else: what is typed here never names a file.
    before, after = named(library, asked.before), named(library, asked.after)
    language = asked.language or _shared(library, before, after)
    one, other = record_of(library, before, language), record_of(library, after, language)
    with weighty(one, other):
        made = compare(one, other)
    return answer(made, Comparison)


def threads(request: Request, symbol: str, asked: Annotated[Naming, Query()]) -> Response:
    """Follow each paragraph through the texts of a series that are held; of a text alone there is nothing to follow."""
    library = served_by(request).linked()
    name = named(library, symbol)
    with weighty(record_of(library, name, asked.language)):
        try:
            followed = series_threads(library, name, asked.language)
        except NoTextError as error:
            raise ProblemError("one-text", what=name) from error
    return answer(followed, Threads)


def _shared(library: Library, before: str, after: str) -> str:
    """Return the language that both are held in, the principal one of the first where there are several."""
    one, other = library.work(before), library.work(after)
    found = [each for each in (one.languages if one else ()) if other and each in other.languages]
    if not found:
        raise ProblemError("no-common-language", what=f"{before}, {after}")
    return found[0]
