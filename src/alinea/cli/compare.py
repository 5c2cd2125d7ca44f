"""``alinea compare``: two texts, the texts of a series, or one text in two languages."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import absent, stderr
from alinea.library.comparing import NoTextError, UnreadableFileError, pair, parallel, series_threads
from alinea.library.naming import NotHeldError
from alinea.library.whole import write_whole
from alinea.model.comparison import Comparison, Parallel, Threads
from alinea.presenting.problems import printable, refused
from alinea.presenting.terminal import ColourSystem
from alinea.store.library import Library

Form = Literal["text", "html", "docx", "json"]
Found = Comparison | Threads | Parallel


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """What the command was asked to do.

    Attributes:
        texts: as typed; series: symbol of a text of it; languages: of the two versions of one text.
        language: of the texts; out: file to write into.
        dates, every: what is not folded away.
    """

    asked: Asked
    texts: tuple[str, ...]
    form: Form
    width: int = 80
    colour: ColourSystem | None = None
    series: str | None = None
    languages: tuple[str, str] | None = None
    language: str | None = None
    out: Path | None = None
    dates: bool = False
    every: bool = False


def run(request: CompareRequest) -> int:
    """Print or write the comparison and return the exit code."""
    words = request.asked.words
    try:
        found = _found(request)
    except NotHeldError as error:
        candidates = ", ".join(error.candidates[:30])
        told = words(f"compare.error.{error.code}", what=error.what, candidates=candidates)
        return _failed(absent(error, words, told))
    except NoTextError as error:
        candidates = ", ".join(error.candidates[:30])
        return _failed(words(f"compare.error.{error.code}", what=error.what, candidates=candidates))
    except UnreadableFileError as error:
        return _failed(f"{error.path}: {refused(error, words)}")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _failed(f"{error.filename}: {words('error.cannot-open', reason=reason)}")
    data = rendered(found, request)
    if request.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    try:
        write_whole(request.out, data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _failed(words("compare.error.cannot-write", path=request.out, reason=reason))
    stderr(printable(f"alinea: {words('compare.wrote', path=request.out)}"))
    return DONE


def _failed(message: str) -> int:
    stderr(printable(f"alinea: {message}"))
    return FAILED


def _found(request: CompareRequest) -> Found:
    if request.series is not None:
        with request.asked.linked() as library:
            return series_threads(library, request.series, request.language)
    with _library(request) as held:
        if request.languages is not None:
            other = request.texts[1] if len(request.texts) > 1 else None
            return parallel(held, request.texts[0], request.languages, other)
        return pair(held, request.texts[0], request.texts[1], request.language)


@contextlib.contextmanager
def _library(request: CompareRequest) -> Iterator[Library | None]:
    """Open the library where a text is named that is no file."""
    if all(Path(each.rpartition("#")[0] or each).is_file() or Path(each).is_file() for each in request.texts):
        yield None
        return
    with Library.open(request.asked.library) as library:
        yield library


def rendered(found: Found, request: CompareRequest) -> bytes:
    """Return what was found in the form asked for."""
    if request.form == "docx" and isinstance(found, Comparison):
        from alinea.presenting.docx.redline import to_docx

        return to_docx(found, request.asked.words, every=request.every)
    if request.form == "json":
        return _json(found)
    if request.form == "html":
        return _html(found, request).encode("utf-8", "replace")
    return _text(found, request).encode("utf-8", "replace")


def _json(found: Found) -> bytes:
    import json

    from alinea.presenting.comparisons import plain

    if isinstance(found, Comparison):
        value = plain.as_json(found)
    else:
        value = plain.series_json(found) if isinstance(found, Threads) else plain.parallel_json(found)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _html(found: Found, request: CompareRequest) -> str:
    from alinea.presenting.comparisons import page

    words = request.asked.words
    if isinstance(found, Comparison):
        return page.page(found, words, dates=request.dates, every=request.every)
    if isinstance(found, Threads):
        return page.series_page(found, words, request.series or "")
    return page.parallel_page(found, words)


def _text(found: Found, request: CompareRequest) -> str:
    from alinea.presenting.terminal_comparison import View

    view = View(
        request.asked.words, width=request.width, colour=request.colour if request.out is None else None
    )
    if isinstance(found, Comparison):
        return view.comparison(found, dates=request.dates, every=request.every)
    if isinstance(found, Threads):
        return view.threads(found, request.series or "")
    return view.parallel(found, every=request.every)
