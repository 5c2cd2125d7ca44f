"""Drafts: the next text from one that the library holds, and a draft looked at by the rules."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.drafting import DraftError, draft_of
from alinea.presenting.words import words_in
from alinea.server.api.aside import aside
from alinea.server.api.language import tongue
from alinea.server.api.looking import looked_at
from alinea.server.api.parameters import Drafting, Linting
from alinea.server.api.problems import ProblemError
from alinea.server.api.resolutions import named
from alinea.server.api.responses import answer, document
from alinea.server.api.state import served_by
from alinea.server.api.texts import body_of
from alinea.server.api.values import DraftGiven, Linted, LintFinding
from alinea.server.api.weighty import weighty


def draft(request: Request, symbol: str, asked: Annotated[Drafting, Query()]) -> Response:
    """Give the draft of the next text from a resolution."""
    from alinea.presenting.drafts import MEDIA, as_json, file_name, render

    served = served_by(request)
    library = served.linked()
    language = tongue(request)
    words = words_in(language)
    name = named(library, symbol)
    as_of = asked.as_of or served.today()
    try:
        with weighty(library.record(name, asked.language)):
            made = draft_of(library, name, asked.session, as_of, asked.language)
    except DraftError as error:
        said = words(f"error.draft-{error.code}", what=error.what)
        raise ProblemError("no-draft", code=error.code, said=said) from None
    told = {"content-language": made.record.language, "vary": "accept-language"}
    if asked.form == "json":
        return answer(DraftGiven.model_validate(as_json(made, words)), DraftGiven, told)
    told["content-disposition"] = f'attachment; filename="{file_name(made, asked.form)}"'
    return document(render(made, asked.form, words, served.today()), MEDIA[asked.form], told)


async def lint(request: Request, asked: Annotated[Linting, Query()]) -> Response:
    """Look at the drafts in a text that is sent by the rules."""
    from alinea.linting.checking import chosen

    try:
        which = chosen(asked.select, asked.ignore)
    except KeyError as error:
        raise ProblemError("unknown-rule", what=str(error.args[0])) from None
    data = await body_of(request)
    found = await aside(_linted, request, data, asked, which)
    return answer(found, Linted, {"cache-control": "no-store"})


def _linted(request: Request, data: bytes, asked: Linting, which: frozenset[str]) -> Linted:
    from alinea.presenting.findings import rows
    from alinea.vocab.linting_words import rules

    drafts = looked_at(served_by(request), data, asked.name, which, asked.language, library=asked.library)
    found = [LintFinding.model_validate(row) for row in rows(asked.name, drafts, words_in(tongue(request)))]
    used = which if asked.library else frozenset(rule for rule in which if not rules()[rule].library)
    return Linted(rules=tuple(sorted(used)), items=tuple(sorted(found, key=lambda each: each.span)))
