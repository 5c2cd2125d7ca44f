"""``alinea draft``: the next text from the last."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alinea.cli.asking import Asked, library_file, linked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import absent, stderr
from alinea.library.whole import write_whole
from alinea.presenting.drafts import Form, open_points, render
from alinea.presenting.problems import printable, refused
from alinea.presenting.words import Words, words_in

if TYPE_CHECKING:
    from alinea.model.draft import Draft, Known
    from alinea.model.record import Record


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What the command was asked to do.

    Attributes:
        source: symbol of a resolution of the library, path of a file, or ``-`` for standard input.
        session: of the text to be; form: of what is written; out: file, None for standard output.
        library: file of the library, None where none was named; language: of the text.
    """

    asked: Asked
    source: str
    session: int
    form: Form
    out: Path | None
    library: Path | None
    language: str | None


def run(request: DraftRequest) -> int:
    """Write the next text from the last and return the exit code."""
    from alinea.library.drafting import DraftError
    from alinea.library.naming import NotHeldError
    from alinea.model.problems import UnreadableError

    words = request.asked.words
    try:
        draft = _drafted(request)
    except DraftError as error:
        return _failed(words(f"error.draft-{error.code}", what=error.what))
    except NotHeldError as error:
        return _failed(absent(error, words))
    except UnreadableError as error:
        return _failed(f"{request.source}: {refused(error, words)}")
    except OSError as error:
        return _failed(f"{request.source}: {error.strerror or type(error).__name__}")
    told_in = words_in(request.asked.chosen or draft.record.language)
    data = render(draft, request.form, told_in, request.asked.today)
    if request.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif not _written(request.out, data, words):
        return FAILED
    changes = words.count("draft-changes", len(draft.changes))
    choices = words.count("draft-choices", len(draft.choices))
    stderr(f"alinea: {words('draft.closing', changes=changes, choices=choices)}")
    if request.out is not None:
        for point in open_points(draft, told_in):
            stderr(printable(f"  ? {point.line}"))
    return DONE


def _failed(told: str) -> int:
    stderr(printable(f"alinea: {told}"))
    return FAILED


def _drafted(request: DraftRequest) -> Draft:
    """Return the draft, from a file where the source is one, else from the library."""
    from alinea.library.drafting import draft_from, draft_of

    if request.source == "-" or Path(request.source).is_file():
        record = _only(request)
        return draft_from(record, request.session, _known(record, request))
    with linked(library_file(request.library), request.asked.words) as library:
        return draft_of(library, request.source, request.session, request.asked.today, request.language)


def _only(request: DraftRequest) -> Record:
    """Return the one resolution of a file; of one in two languages that in the language asked for.

    Raises:
        UnreadableError: it cannot be read; DraftError: it holds several.
    """
    from alinea import pipeline
    from alinea.library.drafting import DraftError

    language = request.language or "auto"
    if request.source == "-":
        records = list(pipeline.read_bytes(sys.stdin.buffer.read(), "-", language))
    else:
        records = list(pipeline.read_path(request.source, language))
    whole = [record for record in records if not record.fragment] or records
    symbols = {record.symbol for record in whole}
    if len(symbols) > 1 or len({record.language for record in whole}) != len(whole):
        raise DraftError("several", ", ".join(record.symbol or "?" for record in whole[:20]))
    return whole[0]


def _known(record: Record, request: DraftRequest) -> Known | None:
    """Return what the library that was named knows of the text of a file; None where none was named, or nothing."""
    from alinea.library.drafting import known_of
    from alinea.library.naming import NotHeldError, locate

    if request.library is None or record.symbol is None:
        return None
    with linked(request.library, request.asked.words) as library, contextlib.suppress(NotHeldError):
        return known_of(library, locate(library, record.symbol).name, request.asked.today)
    return None


def _written(path: Path, data: bytes, words: Words) -> bool:
    """Write a file, whole or not at all; tell where it could not be."""
    try:
        write_whole(path, data)
    except OSError as error:
        stderr(printable(f"alinea: {words('error.draft-unwritten', path=path, reason=error.strerror or '')}"))
        return False
    return True
