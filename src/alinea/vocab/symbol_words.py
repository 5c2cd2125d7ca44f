"""How document symbols are written and miswritten, compiled."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from alinea.vocab.tables import table


class SymbolWords(NamedTuple):
    """The patterns by which symbols are told, for text as printed (not folded).

    Attributes:
        opening: one to eight capitals and a stroke: where a symbol can begin.
        element: an element after a stroke, and white space that stands within it.
        division: a part or volume in brackets.
        tail: a joiner and a suffix that applies to the symbol before: `` et Add.1``; group ``through`` for a range.
        further: a joiner and a number more of the suffix before: `` et 2``; group ``through`` for a range.
        last: the end of a range that is cut short: `` à 79``, ``-280``, `` à L.4``.
        divisions: what a division is called, and its canonical form.
        unnumbered: a division in brackets that has no number; its words joined are its form.
        misread: elements that are often misread, and what is meant.
        suffixes: ``Add``, ``Corr``, ``Rev`` …
    """

    opening: re.Pattern[str]
    element: re.Pattern[str]
    division: re.Pattern[str]
    tail: re.Pattern[str]
    further: re.Pattern[str]
    last: re.Pattern[str]
    divisions: dict[str, str]
    unnumbered: re.Pattern[str]
    misread: dict[str, str]
    suffixes: frozenset[str]


_NUMERAL = r"(?:[0-9][0-9lIO]{0,6}|[lI][0-9lI]{0,5})(?![A-Za-z0-9])"
_YEAR_BROKEN = r"[lI]\s9\d\d(?=\s?/)"
_NUMBERED = (
    r"[A-Za-z]{1,10}(?:\.[A-Z]{1,6})?\.\s?"
    r"(?:[0-9][0-9lIO]{0,6}(?:\.\d+)?|[lI][0-9lI]{0,5}|[IVX]{1,6})(?![A-Za-z0-9])"
)
_NAME = r"[A-Z][A-Za-z]{0,11}(?:\.[A-Z]{1,6})?(?:\(\d{1,4}\))?(?![A-Za-z0-9])"
_SESSION = r"(?:S|ES|SS)\s?[-.]\s?(?:\d{1,3}|[IVXL]{1,6})(?![A-Za-z0-9])"


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def symbol_words() -> SymbolWords:
    """Return the patterns of symbols, compiled once."""
    words: dict[str, Any] = table("common", "symbols")
    divisions = {name: form for form, names in words["divisions"].items() for name in names}
    joiner = rf"(?:\s?,|\s?,?\s(?:{_alternatives(words['joiners'])})\s)"
    through = _alternatives(words["through"])
    suffix = _alternatives(words["suffixes"])
    number = r"(?:\d{1,3}|[lI])(?![A-Za-z0-9/])"
    return SymbolWords(
        opening=re.compile(r"[A-Z]{1,8}(?:\.\d{1,3})?\s?/\s?(?=[A-Z0-9l])"),
        element=re.compile(rf"(?:{_YEAR_BROKEN}|{_SESSION}|{_NUMERAL}|{_NUMBERED}|{_NAME})"),
        division=re.compile(
            rf"\s?\(\s?(?P<name>{_alternatives(list(divisions))})\.?\s?(?P<numbers>[IVX\d]{{1,5}}"
            rf"(?:\s?(?:-|,|{_alternatives(words['joiners'])})\s?[IVX\d]{{1,5}})?)\s?\)"
        ),
        tail=re.compile(
            rf"(?:{joiner}|\s?(?P<through>{through})\s)\s?(?P<suffix>{suffix})\s?\.\s?(?P<number>\d{{1,3}}|[lI])"
            r"(?![A-Za-z0-9])"
        ),
        further=re.compile(rf"(?:{joiner}|\s?(?P<through>{through})\s?)\s?(?P<number>{number})"),
        last=re.compile(
            rf"\s?(?:{through})\s?(?:(?P<name>[A-Z]{{1,4}})\.)?(?P<number>\d{{1,5}})"
            rf"(?=\s?[,;.:)\]]|\s*\Z|\s(?:{_alternatives(words['joiners'])})\s)(?!\.\d)"
        ),
        divisions=divisions,
        unnumbered=re.compile(
            rf"\s?\(\s?(?P<name>{_alternatives([each for row in words['unnumbered'].values() for each in row])})\s?\)"
        ),
        misread=dict(words["misread"]),
        suffixes=frozenset(words["suffixes"]),
    )
