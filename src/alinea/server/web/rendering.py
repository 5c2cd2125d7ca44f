"""Pages made of templates: escaped throughout, with the words and addresses of a visit at hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from fastapi.responses import HTMLResponse, Response, StreamingResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from alinea._version import __version__
from alinea.presenting.ledger import through
from alinea.server.web.facets import said
from alinea.server.web.request import Visit, legible
from alinea.vocab.subject_words import subject_of

_WHITE = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
"""White space that may be one space; those that do not break stay."""


@cache
def environment() -> Environment:
    """Return the templates. What a template names and nobody gave is an error, not a blank."""
    made = Environment(
        loader=PackageLoader("alinea.server.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tidy"] = tidy
    made.globals["said"] = said
    made.globals["subject_of"] = subject_of
    made.globals["through"] = through
    made.globals["version"] = __version__
    made.globals["static_version"] = static_version()
    return made


@cache
def static_version() -> str:
    """Return a mark of the style and scripts, so that a browser may keep them until they are others."""
    digest = hashlib.sha256()
    folder = resources.files("alinea.server.web").joinpath("static")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


LONGEST = 2_000
"""Letters of what stands on one line: of a title, a name, a quotation."""


def tidy(text: object) -> Markup:
    """Return a text fit to be shown: escaped, on one line, without signs that command a screen or turn it round.

    A very long one is cut: no title is, and what is shown so stands whole elsewhere.
    """
    said = str(text)
    said = said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
    return escape(legible(_WHITE.sub(" ", said).strip(" ")))


def page(visit: Visit, template: str, /, status: int = 200, **facts: Any) -> HTMLResponse:
    """Return a page.

    Args:
        template: file name; facts: what it shows.
    """
    return HTMLResponse(fragment(visit, template, **facts), status, headers=_headers(visit))


def fragment(visit: Visit, template: str, /, **facts: Any) -> str:
    """Return what a template makes of the facts."""
    words = visit.words
    return environment().get_template(template).render(visit=visit, w=words, url=visit.url, **facts)


def _headers(visit: Visit) -> Mapping[str, str]:
    return {"content-language": visit.language, "vary": "Accept-Language", "cache-control": "no-cache"}


def download(body: bytes | Iterator[bytes], media_type: str, name: str, **headers: str) -> Response:
    """Return a file; a browser keeps it and never shows it as a page.

    Args:
        body: of the file, or pieces of it, of one that is long; media_type: what it is.
        name: proposed for it, of letters and figures of ASCII, hyphens and full stops.
        headers: more, ``cache_control="no-cache"``.
    """
    told = {key.replace("_", "-"): value for key, value in headers.items()}
    told["content-disposition"] = f'attachment; filename="{name}"'
    if not isinstance(body, bytes):
        return StreamingResponse(body, media_type=media_type, headers=told)
    return Response(body, media_type=media_type, headers=told)


def stem(work: str) -> str:
    """Return the name of a work as the beginning of a file's name: ``A-RES-62-27``."""
    return "".join(each if each.isascii() and each.isalnum() else "-" for each in work).strip("-")
