"""Ordinal numbers as a language spells them, and Roman numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from alinea.vocab.folding import fold
from alinea.vocab.tables import table

# What a page break, a converter or a scan leaves between the parts of a number: "trente› deuxieme".
_GAP = "[\\s\\-\u00ad\u203a]*"


@dataclass(frozen=True, slots=True)
class Ordinals:
    """The number words of one language, folded, without hyphens or spaces.

    Attributes:
        add: parts that are added: ``soixante`` 60.
        times: parts that multiply: ``cent`` 100.
        last: the closing part of an ordinal: ``troisieme`` 3.
        joining: words that stand between parts.
        digits: matches an ordinal in figures: ``63e``.
    """

    add: dict[str, int]
    times: dict[str, int]
    last: dict[str, int]
    joining: tuple[str, ...]
    digits: re.Pattern[str]


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def ordinals(language: str) -> Ordinals:
    """Return the number words of a language.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = table(language, "ordinals")
    return Ordinals(
        add=words["add"],
        times=words["times"],
        last=words["last"],
        joining=tuple(words["forms"]["joining"]),
        digits=re.compile(rf"(\d{{1,4}})[\s\u203a-]*(?:{_either(words['forms']['endings'])})"),
    )


def _value(parts: list[str], words: Ordinals) -> int | None:
    """Return the number that parts make together, None where no number is made so."""
    total = group = 0
    last_added = 10_000
    for place, part in enumerate(parts):
        final = place == len(parts) - 1
        if final and part in words.last:
            value = words.last[part]
            if value >= 100:
                return total + max(group, 1) * value
            return total + group + value if value < last_added else None
        if final or part in words.last:
            return None
        if part in words.times:
            group = max(group, 1) * words.times[part]
            if words.times[part] >= 1000:
                total, group = total + group, 0
            last_added = words.times[part]
            continue
        value = words.add[part]
        if value >= last_added:
            return None
        group, last_added = group + value, value
    return None


def _split(letters: str, words: Ordinals) -> list[str] | None:
    """Cut a string of letters into the parts of a number; None where something is left over.

    The longest part is tried first, then shorter ones: *quatre-vingt-sixième* is not *quatre-vingts* and *ixième*.
    """
    known = (*words.last, *words.add, *words.times)
    longest = max(map(len, known))
    dead: set[int] = set()

    def cut(place: int, parts: list[str]) -> list[str] | None:
        if place == len(letters):
            return parts
        if place in dead:
            return None
        for size in range(min(longest, len(letters) - place), 0, -1):
            piece = letters[place : place + size]
            joins = bool(parts) and piece in words.joining
            if joins or piece in words.last or piece in words.add or piece in words.times:
                found = cut(place + size, parts if joins else [*parts, piece])
                if found is not None:
                    return found
        dead.add(place)
        return None

    return cut(0, [])


@lru_cache(maxsize=2048)
def _parse(folded: str, language: str) -> int | None:
    words = ordinals(language)
    figures = words.digits.fullmatch(folded)
    if figures:
        return int(figures[1])
    parts = _split("".join(letter for letter in folded if letter.isalpha()), words)
    return _value(parts, words) if parts else None


def parse_ordinal(words: str, language: str) -> int | None:
    """Return the number that an ordinal number says.

    Case, accents, and whatever stands between the letters count for nothing, so that a number whose hyphen
    was lost or broken by a page end is read as well.

    Args:
        words: the number alone, as printed: ``soixante-troisième``, ``trente› deuxieme``, ``63e``.
        language: a language tag.

    Returns:
        The number; None where `words` are no ordinal number.
    """
    if len(words) > 80:
        return None
    return _parse(fold(words).strip(), language)


@cache
def number_pattern(language: str) -> str:
    """Return the source of a pattern for a cardinal number in figures or in words, such as ``twenty-one``."""
    spelled = "|".join(sorted(ordinals(language).add, key=len, reverse=True))
    return rf"\d{{1,3}}|(?:{spelled})(?:[ -](?:{spelled})){{0,3}}"


@cache
def ordinal_pattern(language: str) -> str:
    """Return the source of a regular expression that matches an ordinal number in folded running text.

    The expression has no capturing group. It matches a little more than ordinal numbers: what it matches
    is to be given to `parse_ordinal`.

    Args:
        language: a language tag.
    """
    words = table(language, "ordinals")

    compound = _either([*words["add"], *words["times"]])
    joining = _either(words["forms"]["joining"])
    last = _either(list(words["last"]))
    endings = _either(words["forms"]["endings"])
    spelled = rf"(?:(?:{compound}){_GAP}(?:(?:{joining})\b{_GAP})?){{0,6}}(?:{last})"
    return rf"\b(?:{spelled}|\d{{1,4}}[ \u203a-]{{0,2}}(?:{endings}))\b"


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = re.compile(r"M{0,3}(CM|CD|D?C{0,4})(XC|XL|L?X{0,4})(IX|IV|V?I{0,4})")


def parse_roman(numeral: str) -> int | None:
    """Return the value of a Roman numeral: ``XXVIII`` gives 28; None where it is none.

    Args:
        numeral: in either case; four equal signs in a row, which old mastheads have, are allowed.
    """
    letters = numeral.strip().upper()
    if not letters or not _ROMAN_FORM.fullmatch(letters):
        return None
    values = [_ROMAN[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-value if value < later else value for value, later in zip(values, following, strict=True))
