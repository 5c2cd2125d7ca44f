"""Drafts looked at by the rules: read, compared with a library where there is one, and mended where that is safe."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from alinea.library.links import series
from alinea.library.relinking import left
from alinea.linting.checking import PASSES, lint, mended
from alinea.linting.findings import Finding, Held, Shelf
from alinea.model.record import Record
from alinea.pipeline import read_from
from alinea.store.faults import LibraryError
from alinea.store.library import Library

WRITTEN_BACK = frozenset({"text/plain", "text/markdown"})
"""Formats whose file is its text, so that it can be written back with nothing else changed."""

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Linted:
    """One draft, the text that its places are in, and what it departs from."""

    record: Record
    content: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with what could be mended mended.

    Attributes:
        data: its bytes; made: how many edits were made, 0 where there was nothing to mend.
        drafts: what is found in it now.
    """

    data: bytes
    made: int
    drafts: tuple[Linted, ...]


class NotMendableError(Exception):
    """A file that cannot be mended.

    Attributes:
        code: ``format`` (it is no text file), ``encoding`` (it is not in UTF-8).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lint_bytes(
    data: bytes,
    path: str,
    which: Collection[str],
    language: str = "auto",
    held: Shelf | None = None,
    today: datetime.date | None = None,
) -> tuple[Linted, ...]:
    """Return every draft of a file with its findings.

    Args:
        data: of a PDF, Word, HTML, AKN4UN or text file; path: its name, for messages.
        which: identifiers of the rules, from `alinea.linting.checking.chosen`.
        language: of the draft, ``fr``, ``en`` or ``auto``.
        held: what a library holds, from `shelf_of`; None where there is none to compare with.
        today: the day by which times are past where a draft has neither day nor session.

    Raises:
        UnreadableError: it cannot be read, or holds no resolution.
    """
    from alinea.reading.formats import read_text

    text = read_text(data, path)
    return tuple(
        Linted(record, text.content, lint(record, text.content, which, held, today))
        for record in read_from(text, language)
    )


def mend_bytes(
    data: bytes,
    path: str,
    which: Collection[str],
    language: str = "auto",
    held: Shelf | None = None,
    today: datetime.date | None = None,
) -> Mended:
    """Return a file with the findings that can be mended safely mended, and what is found in it then.

    Args are those of `lint_bytes`.

    Raises:
        UnreadableError: it cannot be read, or holds no resolution.
        NotMendableError: it is no text file in UTF-8.
    """
    drafts = lint_bytes(data, path, which, language, held, today)
    if any(each.record.source.media_type not in WRITTEN_BACK for each in drafts):
        raise NotMendableError("format")
    mark = _MARK if data.startswith(_MARK) else b""
    made = 0
    for _ in range(PASSES):
        content = drafts[0].content
        if mark + content.encode("utf-8", "replace") != data:
            raise NotMendableError("encoding")
        text, count = mended(content, (finding for each in drafts for finding in each.findings))
        if not count:
            break
        data = mark + text.encode("utf-8")
        made += count
        drafts = lint_bytes(data, path, which, language, held, today)
    return Mended(data, made, drafts)


def shelf_of(library: Library) -> Shelf:
    """Return what a library knows of the texts that are cited, by canonical symbol, as linting asks for it.

    Args:
        library: of one that was never linked nothing is known of series.
    """
    linked = _linked(library)

    @cache
    def held(target: str) -> Held | None:
        work = library.work(target)
        members = series(library, target).members if linked else ()
        place = next((n for n, each in enumerate(members) if each.symbol == target), len(members))
        later = next((each for each in reversed(members[place + 1 :]) if each.held), None)
        if work is None and later is None:
            return None
        return Held(
            work.adopted_on if work else None,
            work is not None,
            later.symbol if later else None,
            later.adopted_on if later else None,
        )

    return held


def _linked(library: Library) -> bool:
    try:
        left(library)
    except LibraryError:
        return False
    return True
