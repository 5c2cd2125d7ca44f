"""From stretches of the source to a text as a reader would copy it out, with the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from alinea.model.spans import MendedText, Span, mended
from alinea.vocab.tables import table

_PLAIN_END = re.compile(r"\s+\Z")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Compile what is mended: all that is not one plain space between two words.

    Named groups, first match wins:
        soft: a soft hyphen, with the white space after it.
        broken: the sign old converters left for a hyphen at a line end: ``pren› dre``.
        hyphen: a hyphen at a line end: ``sous-⏎régional``; the hyphen stays, the line end goes.
        point: white space before a comma or full stop: ``générale ,``.
        elision: ``l' Assemblée``.
        blank: any other white space than one plain space.
    """
    try:
        elision = table(language, "structure").get("mending", {}).get("elision")
    except FileNotFoundError:
        elision = None
    parts = [
        r"(?P<soft>\u00ad\s*)",
        r"(?P<broken>[›¬]\s*(?=[^\W\d_A-Z]))",
        r"(?P<hyphen>(?<=\w)[-‐]\s*\n\s*(?=\w))",
        r"(?P<point>\s+(?=[,.](?:\s|\Z)))",
        r"(?P<blank>\s{2,}|[^\S ])",
    ]
    if elision:
        parts.insert(3, f"(?P<elision>{elision})")
    return re.compile("|".join(parts))


def mend(
    content: str, pieces: Iterable[Span], drops: Sequence[Span] = (), language: str = "fr"
) -> MendedText:
    """Return the text of stretches of the source, mended.

    Args:
        content: the source.
        pieces: the stretches, in reading order; between two of them stands a space, unless a word is
            hyphenated over the gap.
        drops: stretches to leave out (mark-up, footnote marks), in order of place.
        language: tag of the language, for its elisions.

    A sample: ``L' Assemblée  générale ,`` gives ``L'Assemblée générale,``.
    """
    return mended(_tidied(_runs(content, pieces, drops, _pattern(language))))


def _runs(
    content: str, pieces: Iterable[Span], drops: Sequence[Span], pattern: re.Pattern[str]
) -> Iterator[tuple[int, str]]:
    """Yield runs (place, characters) of the pieces, without what is dropped, white space folded."""
    first = True
    for piece in pieces:
        if not first:
            yield piece.start, " "
        first = False
        for start, end in _kept(piece, drops):
            place = start
            for match in pattern.finditer(content, start, end):
                at, until = match.span()
                if at > place:
                    yield place, content[place:at]
                yield from _replaced(content, match)
                place = until
            if place < end:
                yield place, content[place:end]


def _replaced(content: str, match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield what stands for something mended, or nothing."""
    kind = match.lastgroup
    at = match.start()
    if kind == "blank":
        yield at, " "
    elif kind == "hyphen":
        yield at, content[at]
    elif kind == "elision":
        yield at, content[at]
        apostrophe = at + 1
        while content[apostrophe] not in "'’":
            apostrophe += 1
        yield apostrophe, content[apostrophe]


def _kept(piece: Span, drops: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield what is left of a piece when the drops are taken out."""
    place = piece.start
    for drop in drops:
        if drop.end <= place:
            continue
        if drop.start >= piece.end:
            break
        if drop.start > place:
            yield place, drop.start
        place = drop.end
    if place < piece.end:
        yield place, piece.end


def _tidied(runs: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Fold spaces that meet where runs meet, and drop those at both ends and before a comma."""
    held: tuple[int, str] | None = None  # white space that waits for what comes after it
    begun = False
    hyphenated = False
    for place, characters in runs:
        if not characters.strip():
            if begun and held is None and not hyphenated:
                held = (place, " ")
            continue
        body = characters
        if body[0].isspace():
            stripped = body.lstrip()
            if begun and held is None and not hyphenated:
                held = (place, " ")
            place += len(body) - len(stripped)
            body = stripped
        if begun and held is not None and not (body[0] in ",." and body[1:2] in ("", " ")):
            yield held
        held = None
        end = _PLAIN_END.search(body)
        if end:
            held = (place + end.start(), " ")
            body = body[: end.start()]
        yield place, body
        begun = True
        # A word hyphenated over a page end goes on without a space.
        hyphenated = held is None and body[-1] in "-‐" and len(body) > 1 and body[-2].isalpha()
