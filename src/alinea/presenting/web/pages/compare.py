"""Two texts beside one another, a series through its years, and a text in two languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from alinea.comparing import across, compare
from alinea.librarian.comparing import NoTextError, series_threads
from alinea.librarian.naming import NotHeldError, locate
from alinea.model.record import Record
from alinea.presenting.comparisons.page import body as pair_body
from alinea.presenting.comparisons.page import parallel_body
from alinea.presenting.comparisons.series_page import series_body
from alinea.presenting.comparisons.styles import style as comparison_style
from alinea.presenting.web.rendering import page
from alinea.presenting.web.visits import Visit, visit_of
from alinea.store.library import Library

__all__ = ["router"]

LONGEST = 200
"""Characters of a symbol that is typed."""

Typed = Annotated[str, Query(max_length=LONGEST)]
Language = Annotated[str | None, Query(max_length=12)]


def router(*, read_only: bool) -> APIRouter:
    """Return the routes of comparison."""
    del read_only
    routes = APIRouter()

    @routes.get("/compare", response_class=HTMLResponse)
    def ask(visit: Annotated[Visit, Depends(visit_of)], a: Typed = "", b: Typed = "") -> Response:
        if not (a.strip() and b.strip()):
            return page(visit, "compare.html", a=a, b=b, trouble="")
        try:
            names = [locate(visit.library, each).name for each in (a, b)]
        except NotHeldError as error:
            return page(visit, "compare.html", 404, a=a, b=b, trouble=_untold(visit, error))
        return RedirectResponse(visit.url(f"/compare/{names[0]}/{names[1]}"), 303)

    @routes.get("/compare/{pair:path}", response_class=HTMLResponse)
    def two(
        pair: str,
        visit: Annotated[Visit, Depends(visit_of)],
        text: Language = None,
        every: bool = False,
    ) -> Response:
        before, after = _split(visit.library, pair)
        records = _in_one_language(visit, before, after, text)
        made = pair_body(compare(*records), visit.words, every=every, link=_link(visit))
        return page(
            visit,
            "compared.html",
            title=visit.words("web.compare.of", a=before, b=after),
            names=(before, after),
            body=Markup(made),  # noqa: S704 - escaped where it is made
            every=every,
            back=visit.url(f"/compare/{after}/{before}", text=text),
        )

    _through_the_years(routes)
    _in_two_languages(routes)

    @routes.get("/comparison.css")
    def style() -> Response:
        return Response(
            comparison_style(), media_type="text/css", headers={"cache-control": "public, max-age=3600"}
        )

    return routes


def _through_the_years(routes: APIRouter) -> None:
    @routes.get("/series/{name:path}", response_class=HTMLResponse)
    def series(name: str, visit: Annotated[Visit, Depends(visit_of)], text: Language = None) -> Response:
        known = _name(visit, name)
        try:
            threads = series_threads(visit.linked, known, text)
        except NoTextError:
            raise HTTPException(404, {"told": visit.words("web.compare.alone", name=known)}) from None  # type: ignore[arg-type]
        return page(
            visit,
            "compared.html",
            title=visit.words("web.compare.series", name=known),
            names=(known,),
            body=Markup(series_body(threads, visit.words, link=_link(visit))),  # noqa: S704
            every=None,
            back=None,
        )


def _in_two_languages(routes: APIRouter) -> None:
    @routes.get("/languages/{name:path}", response_class=HTMLResponse)
    def languages(name: str, visit: Annotated[Visit, Depends(visit_of)]) -> Response:
        known = _name(visit, name)
        work = visit.library.work(known)
        tags = work.languages if work else ()
        records = [found for tag in tags[:2] if (found := visit.library.record(known, tag)) is not None]
        if len(records) < 2:
            told = visit.words("web.compare.one-language", name=known)
            raise HTTPException(404, {"told": told})  # type: ignore[arg-type]
        body = parallel_body(across(records[0], records[1]), visit.words, link=_link(visit))
        return page(
            visit,
            "compared.html",
            title=visit.words("web.compare.languages", name=known),
            names=(known,),
            body=Markup(body),  # noqa: S704 - escaped where it is made
            every=None,
            back=None,
        )


def _untold(visit: Visit, error: NotHeldError) -> str:
    return visit.words(f"show.{error.code}", what=error.what, candidates=", ".join(error.candidates[:30]))


def _name(visit: Visit, typed: str) -> str:
    """Return the work that is meant.

    Raises:
        HTTPException: 404, it is not held.
    """
    try:
        return locate(visit.library, typed).name
    except NotHeldError as error:
        told = {"told": _untold(visit, error), "candidates": error.candidates[:30]}
        raise HTTPException(404, told) from None  # type: ignore[arg-type]


def _split(library: Library, pair: str) -> tuple[str, str]:
    """Return the two works that an address names, one after the other: ``A/RES/61/62/A/RES/62/27``.

    Raises:
        HTTPException: 404, the library does not hold two works that are named so.
    """
    steps = pair[: 2 * LONGEST].split("/", 24)
    for place in range(1, len(steps)):
        names = "/".join(steps[:place]), "/".join(steps[place:])
        if all(library.work(name) is not None for name in names):
            return names
    for place in range(1, len(steps)):
        try:
            first = locate(library, "/".join(steps[:place])).name
            return first, locate(library, "/".join(steps[place:])).name
        except NotHeldError:
            continue
    raise HTTPException(404)


def _in_one_language(visit: Visit, before: str, after: str, asked: str | None) -> tuple[Record, Record]:
    """Return the texts of two works in a language that both are held in, that of the page before others.

    Raises:
        HTTPException: 404, there is no such language.
    """
    works = [visit.library.work(name) for name in (before, after)]
    shared = [
        tag for tag in (works[0].languages if works[0] else ()) if works[1] and tag in works[1].languages
    ]
    chosen = (
        asked if asked in shared else visit.language if visit.language in shared else next(iter(shared), None)
    )
    if chosen is None or (asked and asked not in shared):
        raise HTTPException(404, {"told": visit.words("web.compare.no-language", a=before, b=after)})  # type: ignore[arg-type]
    records = [visit.library.record(name, chosen) for name in (before, after)]
    if records[0] is None or records[1] is None:
        raise HTTPException(404)
    return records[0], records[1]


def _link(visit: Visit) -> Callable[[str, str], str | None]:
    def link(symbol: str, paragraph: str) -> str | None:
        return visit.resolution(symbol, paragraph)

    return link
