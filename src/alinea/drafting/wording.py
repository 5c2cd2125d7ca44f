"""The words by which a language makes the next text from the last, compiled."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from alinea.vocab.ordinals import ordinal_pattern, parse_ordinal
from alinea.vocab.tables import LANGUAGES, table


@dataclass(frozen=True, slots=True)
class DraftingWords:
    """The words of one language; patterns are for folded text, the rest is printed as it stands.

    Attributes:
        language: its tag; table: the file.
        ordinal: an ordinal number, or what looks like one.
        session: patterns of the part *session*; recall: of *recall*; supplement: of *report*.
    """

    language: str
    table: dict[str, Any]
    ordinal: re.Pattern[str]
    session: dict[str, re.Pattern[str]]
    recall: dict[str, re.Pattern[str]]
    supplement: re.Pattern[str]

    def spelled(self, number: int, like: str) -> str:
        """Return an ordinal number as printed in the place of another: in figures or spelled, of the same case.

        A sample: 64 like ``Soixante-troisième`` is ``Soixante-quatrième``, like ``63e`` it is ``64e``.
        """
        words = self.table["ordinals"]
        if any(sign.isdigit() for sign in like) or not 1 <= number <= len(words["spelled"]):
            by_two = words["endings"].get(str(number % 100) if number > 9 else str(number))
            return f"{number}{by_two or words['endings_of_last'].get(str(number % 10)) or words['ending']}"
        printed: str = words["spelled"][number - 1]
        if like.isupper():
            return printed.upper()
        return printed[0].upper() + printed[1:] if like[:1].isupper() else printed

    def date(self, day: datetime.date) -> str:
        """Return a date written out: ``5 décembre 2007``."""
        words = self.table["dates"]
        first = words["first"] if day.day == 1 else str(day.day)
        printed: str = words["form"].format(day=first, month=words["months"][day.month - 1], year=day.year)
        return printed

    def ordinals_in(self, folded: str) -> list[tuple[int, int, int]]:
        """Return every ordinal number in a folded text, as its value and its place."""
        found = []
        for match in self.ordinal.finditer(folded):
            value = parse_ordinal(match[0], self.language)
            if value is not None:
                found.append((value, match.start(), match.end()))
        return found


_SESSION = ("word", "special", "between", "own", "since", "over", "present", "anniversary", "year")
_RECALL = (
    "head", "head_of_several", "gap", "goes_on", "goes_on_with", "governed", "titled", "dates_behind",
    "agree", "latest", "earlier",
)  # fmt: skip


@cache
def drafting_words(language: str) -> DraftingWords:
    """Return the words of a language, compiled once.

    Raises:
        LookupError: drafts are not made in that language.
    """
    if language not in LANGUAGES:
        raise LookupError(language)
    words = table(language, "drafting")
    return DraftingWords(
        language=language,
        table=words,
        ordinal=re.compile(ordinal_pattern(language)),
        session=_patterns(words["session"], _SESSION),
        recall=_patterns(words["recall"], _RECALL),
        supplement=re.compile(words["report"]["supplement"]),
    )


def _patterns(part: dict[str, Any], names: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(part[name]) for name in names}
