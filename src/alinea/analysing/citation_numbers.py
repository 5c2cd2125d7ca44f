"""The numbers by which resolutions are cited: ``57/63``, ``2007/27``, ``1325 (2000)``, ``217 A (III)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from alinea.vocab.citation_words import CitationWords
from alinea.vocab.folding import fold
from alinea.vocab.recognition import as_numeral

_FIGURES = str.maketrans("lI", "11", " ")
_MAX_PARTS = 26
_FIRST_YEAR, _LAST_YEAR = 1946, 2100
_SHARED = 120
"""How far before its bracket a number may stand, in characters and in the count of resolutions."""
_HEAD = 20
"""Letters in which the word for a resolution stands."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that may cite a resolution.

    Attributes:
        start, end: its place in the text, with its parts and its numeral.
        shape: ``session`` (57/63), ``special`` (S-27/2), ``year`` (2007/27), ``annual`` (1325 (2000)) or
            ``roman`` (217 A (III)).
        first: the session or year; for ``annual`` the year; 0 where it is a numeral.
        second: the number within it.
        cited: as the canonical symbol has it, one for each part: ``57/284A`` and ``57/284B``.
        numeral: ``XXV``, ``S-IV``; empty for the other shapes.
    """

    start: int
    end: int
    shape: str
    first: int
    second: int
    cited: tuple[str, ...]
    numeral: str = ""


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d+")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        # Recognition sets digits apart: "31/ I 22", "resolution 15 8 (III)".
        re.compile(r"[0-9lI]{1,4}\s?/\s?(?:[lI]\s[0-9]{1,2}|[0-9lI]{1,4})"),
        re.compile(
            r"(?P<number>(?:(?<=[oe]n\s)[0-9]{1,2}\s(?=[0-9]{1,2}\s?\([IVXl]))?[0-9]{1,4})(?P<parts>\s?[A-Z](?:(?:\s?[,-]\s?|\s[a-zà]{1,3}\s)[A-Z]){0,4})?\s?[(\[]\s?"
            r"(?:(?P<year>(?:19|20)\s?\d\s?\d)|(?P<numeral>(?:E?S\s?-\s?)?[IVXLTYUlt1!|j]{1,8}))\s?[)\]]"
        ),
        re.compile(r"(?P<special>E?S)\s?-\s?\Z"),
        re.compile(r"(?:E?S-)?(?:L?X{0,4}|XL)(?:IX|IV|V?I{0,4})\Z"),
    )


def numbers_in(text: str, words: CitationWords) -> list[Number]:
    """Find all numbers of a shape that cites a resolution, whatever they are of, in order of place.

    Args:
        text: as printed, with plain hyphens.
        words: of its language.
    """
    found: list[Number] = []
    if "/" in text:
        found += _with_stroke(text, words)
    if "(" in text or "[" in text:
        found += _with_bracket(text, words)
    found.sort(key=lambda number: number.start)
    return [number for i, number in enumerate(found) if not i or number.start >= found[i - 1].end]


def _stands_alone(text: str, start: int, end: int, before: int = -1) -> bool:
    """Tell whether nothing before or after makes the characters part of a longer number or symbol.

    Args:
        before: where the number before it ended: of a range (``70/1-70/4``) only a hyphen parts the two.
    """
    if start and (text[start - 1].isalnum() or text[start - 1] in "/.-") and start - 1 != before:
        return False
    after = text[end : end + 2]
    if after[:1] == "-" and after[1:].isalpha():  # "4/32-POL"
        return False
    return not (after[:1].isalnum() or after[:1] == "/" or (after[:1] == "." and after[1:2].isdigit()))


def _letters(match: re.Match[str] | None, words: CitationWords) -> tuple[str, ...]:
    """Return the letters of the parts: A and B for `` A et B``, A, B and C for `` A à C``."""
    if match is None:
        return ()
    pieces = re.findall(r"[A-Z]|[^A-Z\s,]+", match["letters"])
    letters: list[str] = []
    ranged = False
    for piece in pieces:
        if len(piece) == 1 and piece.isupper():
            if ranged and letters and letters[-1] < piece:
                letters += [chr(code) for code in range(ord(letters[-1]) + 1, ord(piece))]
            letters.append(piece)
            ranged = False
        else:
            ranged = piece in words.through
    return tuple(dict.fromkeys(letters))[:_MAX_PARTS]


def _with_stroke(text: str, words: CitationWords) -> Iterator[Number]:
    stroke, _, special, _ = _patterns()
    last = -1
    for match in stroke.finditer(text):
        start, end = match.span()
        left, _, right = match[0].partition("/")
        left, right = left.strip(), right.strip().replace(" ", "")
        if (
            not (any(c.isdigit() for c in left + right) and _figures(left) and _figures(right))
            or right[0] == "0"
        ):
            continue
        before = special.search(text, max(0, start - 5), start)
        if before:
            start = before.start()
        elif text[start - 1 : start] == " " and start > 1:
            start, left = _rejoined(text, start, left, match[0])
        if not _stands_alone(text, start, end, last):
            continue
        parts = words.parts.match(text, end)
        letters = _letters(parts, words)
        end = parts.end() if parts else end
        first, second = int(left.translate(_FIGURES)), int(right.translate(_FIGURES))
        number = f"{first}/{second}"
        if before:
            shape, number = "special", f"{before['special']}-{number}"
        elif _FIRST_YEAR <= first <= _LAST_YEAR:
            shape = "year"
        elif 1 <= first <= 130:
            shape = "session"
        else:
            continue
        last = end
        yield Number(start, end, shape, first, second, tuple(number + a for a in letters) or (number,))
        short = words.last.match(text, end)
        if short and second < int(short["number"]) <= second + _SHARED:
            ended = int(short["number"])
            name = f"{number.rpartition('/')[0]}/{ended}"
            yield Number(short.start("number"), short.end(), shape, first, ended, (name,))


def _figures(printed: str) -> bool:
    """Tell whether the characters are figures, letters read for a 1 among them."""
    return printed.isdigit() or (len(printed) > 1 and any(c.isdigit() for c in printed))


def _rejoined(text: str, start: int, left: str, printed: str) -> tuple[int, str]:
    """Rejoin a session or year broken by a space: ``3 7 /51``, ``I 978/50``."""
    before = text[start - 2]
    alone = start < 3 or not text[start - 3].isalnum()
    if alone and before in "1lI" and len(left) == 3 and left[0] == "9":
        return start - 2, before + left
    if alone and before.isdigit() and len(left) == 1 and printed[1] == " ":
        return start - 2, before + left
    return start, left


def _with_bracket(text: str, words: CitationWords) -> Iterator[Number]:
    _, bracket, _, numeral_form = _patterns()
    for match in bracket.finditer(text):
        start, end = match.span()
        if not _stands_alone(text, start, end):
            continue
        second = int(match["number"].replace(" ", ""))
        letters: tuple[str, ...] = ()
        if match["parts"]:
            parts = words.parts.fullmatch(match["parts"].rstrip())
            if parts is None:
                continue
            letters = _letters(parts, words)
        if match["year"]:
            year = int(match["year"].translate(_FIGURES))
            for begun, ended, number in _sharing(text, start, second, words):
                yield Number(begun, ended, "annual", year, number, (f"{number}({year})",))
            yield Number(start, end, "annual", year, second, (f"{second}({year})",))
            continue
        numeral = _numeral(match["numeral"])
        if numeral_form.match(numeral) and second:
            for begun, ended, number in _sharing(text, start, second, words):
                yield Number(begun, ended, "roman", 0, number, (f"{number}({numeral})",), numeral)
            cited = tuple(f"{second}{letter}({numeral})" for letter in letters or ("",))
            yield Number(start, end, "roman", 0, second, cited, numeral)


def _numeral(printed: str) -> str:
    """Return a Roman numeral as print had it: ``XVTIl`` is XVIII, ``S - IV`` S-IV."""
    printed = re.sub(r"\s", "", printed)
    if _plain_numeral().fullmatch(printed) or not any(sign in printed for sign in "VX"):
        return printed.replace("l", "I").replace("1", "I")
    special, dash, numeral = printed.rpartition("-")
    return special + dash + as_numeral(numeral.casefold()).upper()


@cache
def _plain_numeral() -> re.Pattern[str]:
    return re.compile(r"(?:E?S-)?[IVXLl1]+")


def _sharing(text: str, start: int, last: int, words: CitationWords) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers before one with a bracket that share it, with their places: ``1325, 1326 et 1327 (2000)``.

    They stand directly behind the word for a resolution and rise to the last.
    """
    joined = words.sharing.search(text, max(0, start - _SHARED), start)
    if joined is None:
        return
    before = fold(text[max(0, joined.start() - _HEAD) : joined.start()]).rstrip()
    if not any(match.end() == len(before) for match in words.head.finditer(before)):
        return
    numbers = [
        (*match.span(), int(match[0])) for match in _figure().finditer(text, joined.start(), joined.end())
    ]
    rising = [*(number for _, _, number in numbers), last]
    if all(0 < after - before <= _SHARED for before, after in pairwise(rising)):
        yield from numbers
