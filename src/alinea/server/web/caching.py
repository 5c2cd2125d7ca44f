"""Pages kept in memory until the library or the day is another one, with a tag by which a browser asks for them."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Generic, TypeVar

from fastapi.responses import Response

from alinea.server.web.request import Visit
from alinea.store.faults import LibraryError


def kept(route: Callable[..., Response]) -> Callable[..., Response]:
    """Have what a route answers remembered, see `remembered`."""

    @wraps(route)
    def answer(visit: Visit, **given: Any) -> Response:
        return remembered(visit, lambda: route(visit=visit, **given))

    return answer


def remembered(visit: Visit, make: Callable[[], Response]) -> Response:
    """Return the answer to a visit: the one given before, the one that is made, or 304 where the browser has it.

    Args:
        make: makes it; what it answers depends on the address, the language, the day and the library alone.
    """
    served, request = visit.served, visit.request
    try:
        place = request.url.path, request.url.query, str(request.base_url)
        key = "page", served.generation(), visit.today.isoformat(), visit.language, *place
    except LibraryError:
        return make()  # it tells why
    response = served.answers.find(key)
    if response is None:
        with visit.library.one_moment():
            response = make()
        if response.status_code != 200:
            return response
        digest = hashlib.sha256(bytes(response.body)).digest()[:18]
        response.headers["etag"] = f'"{urlsafe_b64encode(digest).decode()}"'
        served.answers.keep(key, response)
    return _unless_known(visit, response)


def _unless_known(visit: Visit, response: Response) -> Response:
    """Return an answer, or 304 where the one who asks names its tag (RFC 9110, 13.1.2)."""
    named = visit.request.headers.get("if-none-match", "")
    tags = {each.strip().removeprefix("W/") for each in named.split(",")}
    if response.headers["etag"] not in tags and "*" not in tags:
        return response
    kept = ("etag", "cache-control", "vary", "content-language")
    return Response(
        status_code=304, headers={name: response.headers[name] for name in kept if name in response.headers}
    )


_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Unkeyed(Generic[_Value]):
    """A value that is equal to any other: what it would change in the answer, other arguments tell.

    A sample: a visit, beside the language and the generation of the library that it is to.
    """

    value: _Value = field(compare=False)
