"""What is in the library, counted; what the API itself can tell of itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from alinea._version import __version__
from alinea.library import statistics as library_statistics
from alinea.library.links import certain_links
from alinea.presenting.words import words_in
from alinea.server.api.language import tongue
from alinea.server.api.parameters import Measuring, Reading
from alinea.server.api.problems import STATUSES, ProblemError
from alinea.server.api.responses import answer
from alinea.server.api.state import served_by
from alinea.server.api.values import Counts, Measured, StatisticsGiven
from alinea.store.ledgers import ledgers


def stats(request: Request, _asked: Annotated[Reading, Query()]) -> Response:
    """Count what is in the library."""
    served = served_by(request)
    library = served.linked()
    links, sure = certain_links(library)
    with ledgers(library) as kept:
        charges = kept.kinds()
    given = Counts(
        version=__version__,
        unlinked=served.left,
        counts=library.counts(),
        charges=charges,
        series={"sure": sure, "doubtful": links - sure},
    )
    return answer(given, Counts)


def statistics(request: Request, asked: Annotated[Measuring, Query()]) -> Response:
    """Tell what the ledger amounts to, over years and by organ."""
    served = served_by(request)
    as_of = asked.as_of or served.today()
    found = library_statistics.statistics(
        served.linked(), library_statistics.StatisticsQuery(as_of, asked.organ)
    )
    rows = tuple(Measured(**row) for row in found.rows())
    return answer(StatisticsGiven(as_of=as_of, items=rows), StatisticsGiven)


class Explained(BaseModel):
    """A kind of problem in words.

    Attributes:
        type: reference to it; title; status: of the answers; meaning: when it is met with, and what to do.
    """

    model_config = ConfigDict(frozen=True)

    type: str
    title: str
    status: int
    meaning: str


def problem(request: Request, name: str, _asked: Annotated[Reading, Query()]) -> Response:
    """Explain a kind of problem."""
    if name not in STATUSES:
        raise ProblemError("no-such-problem", candidates=sorted(STATUSES), what=name)
    language = tongue(request)
    words = words_in(language)
    given = Explained(
        type=f"/api/v1/problems/{name}",
        title=words(f"problem.{name}.title"),
        status=STATUSES[name],
        meaning=words(f"problem.{name}.meaning"),
    )
    return answer(given, Explained, {"content-language": language, "vary": "accept-language"})
