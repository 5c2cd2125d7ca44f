"""Texts that are sent: read, and not kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Query
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from alinea.library.comparing import NoTextError, series_threads
from alinea.library.confined import lint_confined, read_there
from alinea.library.drafting import DraftError, draft_of
from alinea.library.linting import Linted as LintedDraft
from alinea.library.linting import shelf_of
from alinea.linting.checking import TIMED, lint
from alinea.model.comparison import Comparison, Threads
from alinea.presenting.words import words_in
from alinea.server.api.language import tongue
from alinea.server.api.limits import aside, weighty
from alinea.server.api.parameters import Comparing, Drafting, Linting, Naming, TextIn
from alinea.server.api.problems import ProblemError
from alinea.server.api.resolutions import named, record_of
from alinea.server.api.responses import answer, document
from alinea.server.api.state import ServedLibrary, served_by
from alinea.server.api.values import DraftGiven, Linted, LintFinding, ReadTexts
from alinea.store.library import Library
from alinea.vocab.linting_words import rules

LARGEST = 25_000_000
"""Bytes that a text may have."""

MEDIA_TYPES = (
    "application/octet-stream", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/msword",
    "application/rtf", "application/vnd.oasis.opendocument.text", "application/vnd.wordperfect",
    "application/akn+xml", "application/xml", "application/xhtml+xml", "text/xml", "text/html",
    "text/markdown", "text/plain",
)  # fmt: skip
"""What a text may be said to be; what it is shows in its bytes."""


async def read(request: Request, asked: Annotated[TextIn, Query()]) -> Response:
    """Read a text and give the record of each resolution in it, and the document it is where it is none."""
    data = await body_of(request)
    found = await aside(read_there, data, asked.name, asked.language)
    given = ReadTexts(items=found.records, documents=found.documents)
    return answer(given, ReadTexts, {"cache-control": "no-store"})


async def body_of(request: Request) -> bytes:
    """Return the bytes that are sent with a request.

    Raises:
        ProblemError: they are too many, or of a type that is not read.
    """
    given = request.headers.get("content-type", "application/octet-stream")
    if given.partition(";")[0].strip().lower() not in MEDIA_TYPES or "content-encoding" in request.headers:
        raise ProblemError("unsupported-media-type", headers={"accept-post": ", ".join(MEDIA_TYPES)})
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > LARGEST):
        raise ProblemError("too-large", most=LARGEST // 1_000_000)
    data = bytearray()
    try:
        async for piece in request.stream():
            data += piece
            if len(data) > LARGEST:
                raise ProblemError("too-large", most=LARGEST // 1_000_000)
    except ClientDisconnect:
        raise ProblemError("incomplete") from None
    return bytes(data)


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


def looked_at(
    served: ServedLibrary, data: bytes, name: str, which: frozenset[str], language: str, *, library: bool
) -> list[LintedDraft]:
    """Return the drafts of a text that is sent, with what is found in them in order of its place.

    Args:
        which: identifiers of the rules; language: of the drafts, or ``auto``; library: compare with the library.

    Raises:
        UnreadableError: it cannot be read. BusyError: too many are being read.
    """
    compared = frozenset(rule for rule in which if rules()[rule].library)
    timed = frozenset(rule for rule in which if rule.startswith(TIMED))
    drafts = lint_confined(data, name, which - compared - timed, language)
    # The process in which the text was read has neither a library nor a day: what needs either is looked at here.
    shelf = shelf_of(served.library()) if compared and library else None
    here = timed | compared if shelf else timed
    return [
        replace(
            each,
            findings=tuple(
                sorted(
                    (*each.findings, *lint(each.record, each.content, here, shelf, served.today())),
                    key=lambda finding: (finding.span, finding.rule),
                )
            ),
        )
        for each in drafts
    ]


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


async def lint_text(request: Request, asked: Annotated[Linting, Query()]) -> Response:
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
