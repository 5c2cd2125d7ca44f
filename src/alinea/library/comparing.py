"""What a person wants compared: symbols of the library or files, a series, one text in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from alinea.comparing import across, compare, follow
from alinea.library.links import series
from alinea.library.naming import NotHeldError, locate
from alinea.model.comparison import Comparison, Parallel, Threads
from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.store.library import Library

MOST_TEXTS = 120
"""Texts of a series that are followed at most."""


class NoTextError(LookupError):
    """What was named cannot be compared so.

    Attributes:
        code: ``several`` resolutions in a file, ``no-language``, ``no-common-language``, ``one-text`` in a series.
        what: as named; candidates: the resolutions of the file, or the languages held.
    """

    def __init__(self, code: str, what: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {what}")
        self.code = code
        self.what = what
        self.candidates = tuple(candidates)


class UnreadableFileError(UnreadableError):
    """One of the files that were named cannot be read.

    Attributes:
        path: which, as typed; code, message: as of `UnreadableError`.
    """

    def __init__(self, path: str, error: UnreadableError) -> None:
        super().__init__(error.code, error.message, **error.facts)
        self.path = path


def pair(library: Library | None, before: str, after: str, language: str | None = None) -> Comparison:
    """Compare two texts.

    Args:
        library: None where only files are named.
        before, after: symbols as typed, or paths of files; ``file.txt#2`` is the second resolution of a file.
        language: of the texts, where the library holds several; without it one that both are held in.

    Raises:
        NotHeldError: neither held nor a file. NoTextError: not in one language, or several in a file.
        UnreadableFileError, OSError: a file cannot be read.
    """
    one, other = records_of(library, before, language), records_of(library, after, language)
    shared = [tag for tag in one if tag in other]
    if not shared:
        raise NoTextError("no-common-language", f"{before}, {after}", sorted({*one, *other}))
    return compare(one[shared[0]], other[shared[0]])


def text_of(library: Library | None, named: str, language: str | None = None) -> Record:
    """Return the record of a text, in the language asked for or else the principal one; see `pair` for the rest."""
    return next(iter(records_of(library, named, language).values()))


def records_of(library: Library | None, named: str, language: str | None = None) -> dict[str, Record]:
    """Return the records of a text by language, the principal one first; see `pair` for the rest."""
    path, _, which = named.rpartition("#") if named.rpartition("#")[2].isdigit() else (named, "", "")
    if Path(path).is_file():
        record = _in_file(path, which, named)
        if language not in (None, record.language):
            raise NoTextError("no-language", named, [record.language])
        return {record.language: record}
    if library is None:
        raise NotHeldError("not-held", named)
    found = locate(library, named)
    if found.paragraph is not None:
        raise NotHeldError("no-paragraph", named)
    return _held(library, found.name, language)


def _held(library: Library, name: str, language: str | None) -> dict[str, Record]:
    work = library.work(name)
    languages = work.languages if work else ()
    if language is not None and language not in languages:
        raise NoTextError("no-language", name, languages)
    principal = library.record(name, language)
    if principal is None:
        raise NotHeldError("not-held", name)
    records = {principal.language: principal}
    for other in languages if language is None else ():
        record = None if other in records else library.record(name, other)
        if record is not None:
            records[other] = record
    return records


def _in_file(path: str, which: str, named: str) -> Record:
    from alinea import pipeline

    try:
        found = list(pipeline.read_path(path))
    except UnreadableError as error:
        raise UnreadableFileError(path, error) from error
    if which:
        place = int(which)
        if 1 <= place <= len(found):
            return found[place - 1]
    elif len(found) == 1:
        return found[0]
    names = [f"#{place} {each.symbol or ''}".strip() for place, each in enumerate(found, 1)]
    raise NoTextError("several", path if which else named, names)


def series_threads(library: Library, named: str, language: str | None = None) -> Threads:
    """Follow every paragraph through the texts of a series that are held.

    Args:
        named: symbol of one of them, as typed; language: of the texts, that of the one named where not given.

    Raises:
        NotHeldError: it is not held. NoTextError: no other text of its series is, in this language.
    """
    name = locate(library, named).name
    tag = language or next(iter(_held(library, name, None)))
    members = series(library, name).members
    held: list[Record] = []
    missing: list[str] = []
    for member in members:
        record = library.record(member.symbol, tag) if member.held else None
        if record is None or record.fragment:
            missing.append(member.symbol)
        else:
            held.append(record)
    if len(held) < 2:
        raise NoTextError("one-text", name)
    at = next((place for place, each in enumerate(held) if each.symbol == name), len(held) - 1)
    first = max(0, min(at - MOST_TEXTS // 2, len(held) - MOST_TEXTS))
    kept = held[first : first + MOST_TEXTS]
    missing += (each.symbol for each in _others(held, kept) if each.symbol)
    return replace(follow(kept), missing=tuple(missing))


def _others(held: Sequence[Record], kept: Sequence[Record]) -> Iterator[Record]:
    return (each for each in held if all(each is not other for other in kept))


def parallel(
    library: Library | None, named: str, languages: tuple[str, str], other: str | None = None
) -> Parallel:
    """Compare a text in two languages.

    Args:
        named: symbol as typed, or a file; languages: of the two versions.
        other: file or symbol of the second version, where the library does not hold both.

    Raises:
        NotHeldError, NoTextError, UnreadableFileError, OSError: as `pair`.
    """
    one = records_of(library, named, languages[0])[languages[0]]
    return across(one, records_of(library, other or named, languages[1])[languages[1]])
