"""How an answer leaves: as JSON with its entity tag, or as the word that the one who asks has it already."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from alinea.server.api.language import tongue
from alinea.server.api.parameters import Paging
from alinea.server.api.problems import ProblemError, answer_to
from alinea.server.api.state import ServedLibrary, served_by
from alinea.store.faults import LibraryError


def answer(value: Any, kind: Any, headers: Mapping[str, str] | None = None) -> Response:
    """Return a value as JSON.

    Args:
        kind: its type, as the specification has it; headers: of the answer besides.
    """
    return document(_adapter(kind).dump_json(value), "application/json", headers)


def document(body: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return bytes with their entity tag."""
    tag = urlsafe_b64encode(hashlib.sha256(body).digest()[:18]).decode()
    told = {"etag": f'"{tag}"', "cache-control": "private, no-cache", **(headers or {})}
    return Response(body, headers=told, media_type=media_type)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def next_link(request: Request, cursor: str | None) -> dict[str, str]:
    """Return the header that leads to the page after a cursor (RFC 8288), none where there is no cursor."""
    if cursor is None:
        return {}
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    query = urlencode([*kept, ("cursor", cursor)])
    # What was asked for is not in the address as it came, but decoded: it may hold anything.
    return {"link": f'<{quote(request.scope["path"], safe="/:()")}?{query}>; rel="next"'}


UNLINKED = "alinea-unlinked"
"""The header that tells how many texts are still to be linked, where any are."""


class Speaking(APIRoute):
    """A route of the API: whatever goes wrong is answered with problem details, what is asked again from memory."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                served = served_by(request)
                key = await run_in_threadpool(_key, served, request) if _kept(request) else None
                response = served.answers.find(key) if key else None
                if response is None:
                    response = await inner(request)
                    if key and response.status_code == 200:
                        if left := await run_in_threadpool(_left, served):
                            response.headers[UNLINKED] = str(left)
                        served.answers.keep(key, response)
                return _fresh(request, response)
            except (
                Exception
            ) as error:  # the one who asks is told what is wrong, never how the program is made
                return answer_to(request, error)

        return handle


def _kept(request: Request) -> bool:
    """Tell whether an answer may be kept: it depends on the library alone, which cases do not."""
    return request.method != "POST" and not request.url.path.startswith("/api/v1/cases")


def _key(served: ServedLibrary, request: Request) -> tuple[str, ...] | None:
    """Return what an answer is remembered by, None where the library cannot be read: the question will tell why."""
    try:
        return (
            served.generation(),
            served.today().isoformat(),
            tongue(request),
            request.url.path,
            request.url.query,
        )
    except LibraryError:
        return None


def _left(served: ServedLibrary) -> int:
    """Return how many texts are still to be linked; 0 where no answer stands on links."""
    try:
        return served.left
    except LibraryError:
        return 0


def _fresh(request: Request, response: Response) -> Response:
    """Return an answer, or 304 where the one who asks names its tag (RFC 9110, 13.1.2)."""
    tag = response.headers.get("etag")
    named = request.headers.get("if-none-match")
    if tag is None or named is None or response.status_code != 200:
        return response
    tags = {each.strip().removeprefix("W/") for each in named.split(",")}
    if tag not in tags and "*" not in tags:
        return response
    kept = ("etag", "cache-control", "vary", "content-location", "link")
    return Response(
        status_code=304, headers={name: response.headers[name] for name in kept if name in response.headers}
    )


Key = Sequence[str | int | float | None]
"""What tells the place of a thing in its list; of one list always as many values of the same types."""

LONGEST = 1000


def cursor(question: str, key: Key) -> str:
    """Return the cursor for what follows a thing.

    Args:
        question: all that was asked but for cursor and limit; key: of the last thing of the page.
    """
    data = json.dumps(list(key), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_seal(question, data) + data).decode().rstrip("=")


def key_of(question: str, given: str) -> list[str | int | float | None]:
    """Return the key of which a cursor was made.

    Raises:
        ProblemError: it is no cursor, or that of another question.
    """
    try:
        data = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        seal, data = data[:_SEAL], data[_SEAL:]
        if len(given) > LONGEST or seal != _seal(question, data):
            raise ValueError(given)
        found = json.loads(data)
    except (ValueError, binascii.Error):
        raise ProblemError("invalid-cursor") from None
    return list(found)


_SEAL = 6  # bytes: enough to tell a slip; a cursor opens nothing that the question does not


def _seal(question: str, data: bytes) -> bytes:
    return hashlib.sha256(question.encode("utf-8", "replace") + b"\0" + data).digest()[:_SEAL]


T = TypeVar("T")


def page(
    things: Sequence[T], key: Callable[[T], Key], asked: Paging, path: str = ""
) -> tuple[tuple[T, ...], str | None]:
    """Return the things of one page, and the cursor for the next.

    Args:
        things: in ascending order of their keys; key: of a thing, with no two the same.
        path: what is asked besides the parameters, such as the symbol in the address.

    Raises:
        ProblemError: the cursor is not one of this question.
    """
    question = asked.question(path)
    first = _after(things, key, key_of(question, asked.cursor)) if asked.cursor is not None else 0
    some = tuple(things[first : first + asked.limit])
    more = first + asked.limit < len(things)
    return some, cursor(question, key(some[-1])) if more else None


def _after(things: Sequence[T], key: Callable[[T], Key], last: list[Any]) -> int:
    """Return the place of the first thing that comes after a key."""
    low, high = 0, len(things)
    try:
        while low < high:
            middle = (low + high) // 2
            if list(key(things[middle])) <= last:
                low = middle + 1
            else:
                high = middle
    except TypeError:  # a key of another scheme, from before an update
        raise ProblemError("invalid-cursor") from None
    return low
