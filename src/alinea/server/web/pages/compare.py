"""Two texts beside one another, a series through its years, and a text in two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from alinea.comparing import across, compare
from alinea.library.comparing import NoTextError, series_threads
from alinea.library.confined import BusyError, read_there
from alinea.library.links import series
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.model.comparison import Bead, Comparison, Pairing, Parallel, Thread, Threads
from alinea.model.problems import UnreadableError
from alinea.presenting.comparisons.page import body as pair_body
from alinea.presenting.comparisons.page import parallel_body, series_body, thread_body
from alinea.presenting.comparisons.page import style as comparison_style
from alinea.presenting.comparisons.wording import places
from alinea.presenting.drafts import MEDIA
from alinea.presenting.links import ground, possible
from alinea.presenting.places import place
from alinea.presenting.problems import not_held, refused
from alinea.server.api.limits import aside, weighty
from alinea.server.api.resolutions import published
from alinea.server.api.state import ServedLibrary
from alinea.server.web.caching import kept
from alinea.server.web.known import meant
from alinea.server.web.pagination import MOST_OF_WHOLE, Contents, contents, shown
from alinea.server.web.rendering import download, page, stem
from alinea.server.web.request import Visit, Visiting
from alinea.server.web.sending import (
    FIELD,
    LARGEST,
    MEGABYTES,
    WaitingRoom,
    checked,
    field,
    from_here,
    give,
    texts,
    token_of,
)
from alinea.store.library import Library

_PAIRING, _CHANGE, _EDIT = 420, 160, 25
"""Bytes of mark-up that stand around a pairing, a change that is told of, and a stretch of a redline."""

_LINE, _SIGN = 280, 50
"""Bytes of mark-up of a paragraph in the table of a series, and of its sign for a text."""

LONGEST = 200
"""Characters of a symbol that is typed."""

Typed = Annotated[str, Query(max_length=LONGEST)]
Language = Annotated[str | None, Query(max_length=12)]


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a comparison is asked for: all of it, side by side, a part of a long one, or as a Word document."""

    every: bool = False
    beside: bool = False
    start: Annotated[int | None, Query(alias="from", ge=0, le=1_000_000)] = None
    whole: Annotated[bool, Query(alias="all")] = False
    form: Annotated[Literal["docx"] | None, Query()] = None


routes = APIRouter()


@routes.get("/compare")
def _ask(visit: Visiting, a: Typed = "", b: Typed = "") -> Response:
    if not (a.strip() and b.strip()):
        return _form(visit, a=a, b=b)
    try:
        names = [locate(visit.library, each).name for each in (a, b)]
    except NotHeldError as error:
        return _form(visit, 404, a=a, b=b, trouble=not_held(error, visit.words))
    return RedirectResponse(visit.url(f"/compare/{names[0]}/{names[1]}"), 303)


ROOM = WaitingRoom()
"""What was sent, until it is decided on."""


@routes.post("/compare")
async def _send(request: Request, visit: Visiting) -> Response:
    from_here(request)
    # Parsed here and not by a parameter, so that the bounds hold while the form comes in.
    async with request.form(max_files=1, max_fields=4, max_part_size=LARGEST) as form:
        checked(request, field(form, FIELD))
        sent, typed = await texts(form), field(form, "held")[:LONGEST]
    try:
        name = (await run_in_threadpool(locate, visit.library, typed)).name
        file, data = sent[0]
        read = await aside(read_there, data, file)
    except NotHeldError as error:
        return _form(visit, 404, held=typed, unread=not_held(error, visit.words))
    except IndexError:
        return _form(visit, 422, held=typed, unread=visit.words("web.lint.nothing"))
    except UnreadableError as error:
        return _form(visit, 422, held=typed, unread=refused(error, visit.words))
    except BusyError:
        return _form(visit, 503, held=typed, unread=visit.words("web.lint.busy"))
    if len(read.records) != 1:
        return _form(visit, 422, held=typed, unread=visit.words("web.compare.several", n=len(read.records)))
    key = ROOM.put(token_of(request), file, data, read).key
    return RedirectResponse(visit.url(f"/compare/draft/{key}/{name}"), 303)


@routes.get("/compare/draft/{key}/{name:path}")
def _draft(key: str, name: str, visit: Visiting, seen: Annotated[_Seen, Depends()]) -> Response:
    waiting = ROOM.get(token_of(visit.request), key)
    if waiting is None:
        raise HTTPException(404, {"told": visit.words("web.add.gone")})  # type: ignore[arg-type]
    sent = waiting.read.records[0]
    held = visit.library.record(meant(visit, name).name, sent.language)
    if held is None:
        told_so = visit.words("web.compare.no-language", a=name, b=waiting.name)
        raise HTTPException(404, {"told": told_so})  # type: ignore[arg-type]
    with weighty(held, sent):
        found = compare(published(held), published(sent))
    answer = _shown(visit, found, seen, (name, waiting.name), None)
    answer.headers["cache-control"] = "no-store"
    return answer


@routes.get("/compare/{pair:path}")
@kept
def _two(pair: str, visit: Visiting, seen: Annotated[_Seen, Depends()], text: Language = None) -> Response:
    named = _split(visit.library, pair)
    if named is None:
        return _not_held(visit, pair)
    before, after = named
    tag = _shared(visit, before, after, text)
    found = _compared(visit.served, visit.served.generation(), before, after, tag)
    return _shown(visit, found, seen, (before, after), visit.url(f"/compare/{after}/{before}", text=text))


@routes.get("/series/{name:path}")
@kept
def _series_of(
    name: str,
    visit: Visiting,
    text: Language = None,
    at: Annotated[str, Query(max_length=2 * LONGEST)] = "",
    start: Annotated[str | None, Query(max_length=8, alias="from")] = None,
    whole: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    known = meant(visit, name).name
    try:
        threads = _threads(visit.served, visit.served.generation(), known, text)
    except NoTextError:
        return _alone(visit, known)
    parts = None
    thread = _thread_at(threads, at if "#" in at else f"{known}#{at}") if at else None
    if at and thread is None:
        raise HTTPException(404)
    if thread is None:
        weight = _LINE + _SIGN * len(threads.texts)
        of_it = shown([(str(n), weight) for n in range(len(threads.threads))], start, whole=whole)
        parts = contents(of_it, visit, lambda n: _placed(threads.threads[int(n)], visit))
        body = series_body(
            threads,
            visit.words,
            follow=lambda each: visit.here(at=_last(threads, each), **{"from": None, "all": None}),
            only=[each for n, each in enumerate(threads.threads) if str(n) in of_it.held],
        )
    else:
        body = thread_body(threads, thread, visit.words, link=_link(visit))
    title = visit.words("web.compare.series", name=known)
    if thread is not None:
        title = visit.words("web.compare.followed", name=known, place=_placed(thread, visit))
    all_of_it = visit.here(at=None) if thread else None
    return _compared_page(visit, title, (known,), body, whole=all_of_it, parts=parts)


@routes.get("/languages/{name:path}")
@kept
def _languages(
    name: str,
    visit: Visiting,
    start: Annotated[int | None, Query(alias="from", ge=0, le=1_000_000)] = None,
    whole: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    known = meant(visit, name).name
    work = visit.library.work(known)
    tags = work.languages if work else ()
    records = [each for tag in tags[:2] if (each := visit.library.record(known, tag)) is not None]
    if len(records) < 2:
        told = visit.words("web.compare.one-language", name=known)
        raise HTTPException(404, {"told": told})  # type: ignore[arg-type]
    with weighty(*records):
        answering = across(published(records[0]), published(records[1]))
    weighed = [(str(n), _weight_of_bead(each)) for n, each in enumerate(answering.beads)]
    of_it = shown(weighed, _key(start), whole=whole)
    only = frozenset(map(int, of_it.held))
    body = parallel_body(answering, visit.words, link=_link(visit), only=only, most=of_it.most)
    return _compared_page(
        visit,
        visit.words("web.compare.languages", name=known),
        (known,),
        body,
        parts=contents(of_it, visit, lambda n: _place(answering, int(n), visit)),
    )


@routes.get("/comparison.css")
def _style() -> Response:
    return Response(
        comparison_style(), media_type="text/css", headers={"cache-control": "public, max-age=3600"}
    )


def _form(
    visit: Visit,
    status: int = 200,
    *,
    a: str = "",
    b: str = "",
    trouble: str = "",
    known: str = "",
    held: str = "",
    unread: str = "",
) -> Response:
    """Return the forms: of two texts that are held, and of a draft and one that is."""
    token = token_of(visit.request)
    answer = page(
        visit,
        "compare.html",
        status,
        a=a,
        b=b,
        trouble=trouble,
        known=known,
        held=held,
        unread=unread,
        token=token,
        megabytes=MEGABYTES,
    )
    give(visit.request, answer, token)
    return answer


def _shown(
    visit: Visit, found: Comparison, seen: _Seen, names: tuple[str, str], turned: str | None
) -> Response:
    """Return a comparison as a page, or as a Word document with tracked changes.

    Args:
        names: of the texts; turned: address of the same the other way round, None where there is none.
    """
    if seen.form:
        from alinea.presenting.docx.redline import to_docx

        return download(to_docx(found, visit.words), MEDIA["docx"], f"{stem(names[0])}-{stem(names[1])}.docx")
    of_it = shown(
        [(str(n), _weight(each)) for n, each in enumerate(found.pairings)], _key(seen.start), whole=seen.whole
    )
    made = pair_body(
        found,
        visit.words,
        every=seen.every,
        link=lambda symbol, paragraph: visit.resolution(symbol, paragraph) if symbol in names else None,
        only=[each for n, each in enumerate(found.pairings) if str(n) in of_it.held],
        most=of_it.most,
        beside=seen.beside,
    )
    return _compared_page(
        visit,
        visit.words("web.compare.of", a=names[0], b=names[1]),
        [name for name, side in zip(names, (found.before, found.after), strict=True) if side.symbol == name],
        made,
        seen=seen,
        parts=contents(of_it, visit, lambda n: places(found.pairings[int(n)], visit.words)),
        back=turned,
    )


def _compared_page(
    visit: Visit,
    title: str,
    names: Sequence[str],
    body: str,
    *,
    seen: _Seen | None = None,
    parts: Contents | None = None,
    back: str | None = None,
    whole: str | None = None,
) -> Response:
    """Return the page around what was compared.

    Args:
        names: of the texts that are held; body: mark-up, escaped where it was made.
        seen: how two texts are asked for; parts: those of a long one; back: address of the same the other way round;
            whole: of all paragraphs, where one is shown.
    """
    return page(
        visit,
        "compared.html",
        title=title,
        names=names,
        body=Markup(body),  # noqa: S704
        seen=seen,
        parts=parts,
        back=back,
        whole=whole,
    )


@lru_cache(maxsize=8)
def _threads(served: ServedLibrary, generation: str, name: str, language: str | None) -> Threads:
    """Return the paragraphs of a series through its texts; the page of each paragraph asks for the same."""
    del generation
    with weighty():
        return series_threads(served.linked(), name, language)


def _placed(thread: Thread, visit: Visit) -> str:
    """Return where a paragraph stands in the last text that has it."""
    passage = thread.steps[-1].passage
    return place(passage.id, visit.words, passage.number)


def _thread_at(threads: Threads, address: str) -> Thread | None:
    """Return the paragraph that has an address in one of the texts of a series: ``A/RES/62/27#op_6``."""
    symbol, _, paragraph = address.rpartition("#")
    return next(
        (
            thread
            for thread in threads.threads
            for step in thread.steps
            if step.passage.id == paragraph and threads.texts[step.text].symbol == symbol
        ),
        None,
    )


def _last(threads: Threads, thread: Thread) -> str:
    """Return the address of a paragraph in the last text that has it."""
    step = thread.steps[-1]
    return f"{threads.texts[step.text].symbol}#{step.passage.id}"


def _alone(visit: Visit, name: str) -> Response:
    """Show what is known of the series of which no other text is held."""
    found, words = series(visit.linked, name), visit.words
    return page(
        visit,
        "series.html",
        title=words("web.compare.series", name=name),
        told=words("web.compare.alone", name=name),
        members=[
            {
                "name": each.symbol,
                "place": visit.resolution(each.symbol) if each.held else None,
                "day": words.date(each.adopted_on) if each.adopted_on else "",
                "titled": visit.titled(each.symbol, each.title, "und"),
                "why": ground(each, words) if each.links else "",
            }
            for each in found.members
        ],
        doubtful=[possible(each, words) for each in found.doubtful],
    )


def _split(library: Library, pair: str) -> tuple[str, str] | None:
    """Return the two works that an address names, one after the other: ``A/RES/61/62/A/RES/62/27``.

    None where the library does not hold two works that are named so.
    """
    for names in _pairs(pair):
        if all(library.work(name) is not None for name in names):
            return names
    for first, second in _pairs(pair):
        try:
            return locate(library, first).name, locate(library, second).name
        except NotHeldError:
            continue
    return None


def _pairs(pair: str) -> Iterator[tuple[str, str]]:
    steps = pair[: 2 * LONGEST].split("/", 24)
    yield from (("/".join(steps[:step]), "/".join(steps[step:])) for step in range(1, len(steps)))


def _not_held(visit: Visit, pair: str) -> Response:
    """Return the form with the two symbols that an address names, and which of them the library does not hold.

    Raises:
        HTTPException: 404, it names no two symbols.
    """
    for names in _pairs(pair):
        if not all("/RES/" in (symbol_of(name) or "") for name in names):
            continue
        for name in names:
            try:
                locate(visit.library, name)
            except NotHeldError as error:
                trouble, known = not_held(error, visit.words), visit.resolution(symbol_of(name) or name)
                return _form(visit, 404, a=names[0], b=names[1], trouble=trouble, known=known)
    raise HTTPException(404)


@lru_cache(maxsize=8)
def _compared(served: ServedLibrary, generation: str, before: str, after: str, language: str) -> Comparison:
    """Return the comparison of two works; every part of a long one asks for the same.

    Raises:
        HTTPException: 404, one of them is not held in this language any more.
    """
    del generation
    one, other = (served.library().record(name, language) for name in (before, after))
    if one is None or other is None:
        raise HTTPException(404)
    with weighty(one, other):
        return compare(published(one), published(other))


def _weight_of_bead(bead: Bead) -> int:
    """Return the bytes of the mark-up of paragraphs that answer to one another, by estimate."""
    texts = (*bead.before, *bead.after)
    letters = sum(min(len(each.text), MOST_OF_WHOLE) + _EDIT for each in texts)
    return _PAIRING + letters + _CHANGE * len(bead.disagreements)


def _place(found: Parallel, number: int, visit: Visit) -> str:
    bead = found.beads[number]
    first = (bead.after or bead.before)[0]
    return place(first.id, visit.words, first.number)


def _key(start: int | None) -> str | None:
    return None if start is None else str(start)


def _weight(pairing: Pairing) -> int:
    """Return the bytes of the mark-up of a pairing, by estimate."""
    letters = sum(len(each.text_after) + _EDIT for each in pairing.redline)
    return _PAIRING + min(letters, MOST_OF_WHOLE) + _CHANGE * len(pairing.changes)


def _shared(visit: Visit, before: str, after: str, asked: str | None) -> str:
    """Return the language in which two works are compared: one that both are held in, that of the page before others.

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
    return chosen


def _link(visit: Visit) -> Callable[[str, str], str | None]:
    def link(symbol: str, paragraph: str) -> str | None:
        return visit.resolution(symbol, paragraph)

    return link
