"""The line that begins a resolution: its number, and the symbol that follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from alinea.segmenting.stretches import Stretch
from alinea.vocab.ordinals import parse_roman
from alinea.vocab.recognition import as_numeral
from alinea.vocab.structure import Structure
from alinea.vocab.tables import table

_SESSION_ALIKE = 50.0
"""Of 100: how like the session of the title before it a garbled one must be, "]7" or "UI" where it is 37 or II."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a resolution as a title prints it.

    Attributes:
        session: of the organ; a year for the Economic and Social Council; None for the Security Council.
        number: ``27``; part: ``A`` or None.
        form: ``new`` (62/27), ``roman`` (2625 (XXV)), ``year`` (1325 (2000)), ``special`` (S-27/2).
        printed: the session as the symbol has it: ``62``, ``XXV``, ``2000``, ``ES-10``.
        decision: it is called a decision.
    """

    session: int | None
    number: str
    part: str | None
    form: str
    printed: str
    decision: bool = False


def to_roman(value: int) -> str:
    """Return a number from 1 to 399 as a Roman numeral: 25 gives ``XXV``."""
    out = []
    for size, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip # noqa: E501
        while value >= size:
            out.append(sign)
            value -= size
    return "".join(out)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # 62/27. Promotion du multilatéralisme …   62/111 A. …   S-27/2. …   2019/33. …
        "new": re.compile(
            r"(?P<session>(?:(?:es|s)\s?-\s?)?\d{1,4})\s?/\s?(?P<number>\d{1,4})"
            r"(?:\s?(?P<part>[a-z])(?=\s?[.,:]|\s*\Z))?(?P<stop>\s?[.,:](?!\d))?\s*"
        ),
        # 330 (IV). Suppression de l'analphabétisme …
        "roman": re.compile(
            r"(?P<number>\d{1,4})\s*(?:(?P<part>[a-z])\s)?\s*[({\[]\s?(?P<roman>[ivxlcd1!|tjyu]{1,8}|[es]{1,2}-\s?[ivx]+)\s?"
            r"(?P<bracket>[)}\].])?(?P<stop>\s?[.,:·])\s*"
        ),
        # The same, garbled: ]7/4. …   175 UI). …
        "garbled_new": re.compile(
            r"(?P<session>[^\s/]{1,3})\s?/\s?(?P<number>\d{1,3})\s?\.\s+(?=[^\W\d_a-z])"
        ),
        "garbled_roman": re.compile(
            r"(?P<number>\d{1,4})\s+[({\[]?(?P<session>[^\s()]{1,8})[)}\]]\s?[.,]\s+(?=[^\W\d_a-z])"
        ),
        # Résolution 799 (1992) du 18 décembre 1992
        "year": re.compile(r"(?P<number>\d{1,4})\s*\(\s?(?P<year>(?:19|20)\d{2})\s?\)\.?\s*"),
    }


@dataclass(frozen=True, slots=True)
class Title:
    """A title line: the number, and where in the stretch the words of the title begin."""

    number: Number
    words_at: int
    sure: bool


def title_of(stretch: Stretch, words: Structure) -> Title | None:
    """Return the number a stretch opens with, where it may be the title of a resolution.

    Args:
        stretch: the stretch.
        words: the structure words of the language.

    A sample: ``62/27. Promotion du multilatéralisme dans le domaine du désarmement``.
    """
    folded = stretch.folded[:200].lstrip(" .·'`-")
    skipped = len(stretch.folded[:200]) - len(folded)
    found = _title_at(folded, words)
    if found is None or not skipped:
        return found
    return Title(found.number, found.words_at + skipped, found.sure)


def _title_at(folded: str, words: Structure) -> Title | None:
    called = words.patterns["body.decision_word"].match(folded)
    word = called or words.patterns["body.resolution_word"].match(folded)
    start = 0
    if word:
        start = word.end()
        while start < len(folded) and folded[start] in " \t\n:":
            start += 1
    if start >= len(folded) or folded[start] not in "0123456789se":
        return None
    if not word and (found := title_in(folded, "", start)):
        return found if found.number.form != "year" else None
    found = title_in(folded, "year", start) if word else None
    if found is None or word is not called:
        return found
    return replace(found, number=replace(found.number, decision=True))


def title_in(text: str, form: str, start: int = 0) -> Title | None:
    """Return the number that stands at a place of a text.

    Args:
        text: the text; its letters may be of either case.
        form: ``year`` where a number with a year in brackets, as the Security Council has it, may be one.
        start: where to look.
    """
    folded = text.lower()
    patterns = _patterns()
    if form == "year" and (match := patterns["year"].match(folded, start)):
        return Title(Number(None, match["number"], None, "year", match["year"]), match.end(), sure=True)
    if match := patterns["new"].match(folded, start):
        printed = re.sub(r"\s", "", match["session"]).upper()
        special = "-" in printed
        session = int(printed.rsplit("-", 1)[-1])
        part = match["part"].upper() if match["part"] else None
        number = Number(session, match["number"], part, "special" if special else "new", printed)
        return Title(number, match.end(), sure=match["stop"] is not None)
    if match := patterns["roman"].match(folded, start):
        return _roman_title(match)
    return None


def _roman_title(match: re.Match[str]) -> Title | None:
    numeral = match["roman"].replace(" ", "")
    special = ""
    if "-" in numeral:
        special, numeral = numeral.split("-", 1)
    if not match["bracket"] and numeral[-1] in "l1!|jt" and len(numeral) > 1:
        numeral = numeral[:-1]  # "137 (Ill." is "137 (II).": the bracket was read as a stroke
    value = parse_roman(numeral)
    if value is None:
        value = parse_roman(as_numeral(numeral))
    # "142 (ID." is "142 (II).": a bracket read as a letter.
    if value is None and numeral.endswith("d"):
        value = parse_roman(numeral[:-1] + "i")
    if value is None:
        return None
    printed = f"{special.upper()}-{to_roman(value)}" if special else to_roman(value)
    part = match["part"].upper() if match["part"] else None
    return Title(Number(value, match["number"], part, "roman", printed), match.end(), sure=True)


def next_title(raw: str, before: Number) -> Title | None:
    """Return the title that follows in a series, where its session is garbled: ``]7/4. Coopération …`` after 37/3.

    Args:
        raw: the stretch.
        before: the number of the resolution before it.
    """
    match = _patterns()[f"garbled_{before.form}"].match(raw) if before.form in ("new", "roman") else None
    if match is None or not before.number.isdigit() or int(match["number"]) != int(before.number) + 1:
        return None
    if fuzz.ratio(match["session"].upper(), before.printed) < _SESSION_ALIKE:
        return None
    return Title(replace(before, number=match["number"], part=None), match.end(), sure=True)


def symbol(organ: str | None, number: Number) -> str | None:
    """Return the canonical symbol of a resolution.

    Args:
        organ: the series of the adopting organ (``A``, ``S``, ``E``, ``A/HRC``, ``E/CN.4`` …), None if unknown.
        number: as its title prints it.

    A sample: organ ``A`` and 62/27 give ``A/RES/62/27``; 2625 (XXV) gives ``A/RES/2625(XXV)``.
    """
    part = number.part or ""
    if number.form == "year":
        return f"{organ or 'S'}/RES/{number.number}({number.printed})"
    if number.form == "roman":
        return f"{organ or 'A'}/RES/{number.number}{part}({number.printed})"
    if organ is None:
        return None
    if organ in table("common", "structure")["dotted"]:
        return f"{organ}.{number.printed}/RES.{number.number}{part}"
    kind = "DEC" if number.decision else "RES"
    return f"{organ}/{kind}/{number.printed}/{number.number}{part}"


def decision_of(organ: str | None, number: Number) -> Number:
    """Return the number of a text in the form of a decision: that of one, where the organ counts its decisions so.

    A sample: 81/412 of the General Assembly, whose paragraphs bear letters, is that of a decision.
    """
    first = table("common", "structure")["decisions_from"].get(organ)
    counted = first is not None and number.number.isdigit() and int(number.number) >= first
    return replace(number, decision=True) if counted and number.form == "new" else number
