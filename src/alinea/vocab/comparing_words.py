"""What makes no difference between two texts of a language that are compared: signs, names, conditions; compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.tables import LANGUAGES, table

_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class ComparingWords:
    """The words of one language. All patterns are for folded text; see the comments in ``comparing.toml``.

    Attributes:
        vacated: all of what is put in the place of a paragraph that was taken out.
        numbered: before a figure that is no footnote mark.
        usages: verbs that stand for either of several acts, and whether they do so for officers and bodies only.
        conditions: by what they mean.
        leading: words by which a condition begins, and that do not tell which it is.
        roles: forms of names of one office, the words of each, with what stands for all of them.
        articles: words that stand before and within names; small: these and others that do not tell whose a name is.
        many: names of many, which every further word narrows; possessive: that they are someone's named before;
            pronouns: that begin the name of somebody named before.
    """

    vacated: re.Pattern[str]
    numbered: re.Pattern[str]
    usages: tuple[tuple[re.Pattern[str], frozenset[str], bool], ...]
    conditions: tuple[tuple[str, re.Pattern[str]], ...]
    leading: frozenset[str]
    roles: tuple[tuple[tuple[str, ...], str], ...]
    articles: frozenset[str]
    small: frozenset[str]
    many: frozenset[str]
    possessive: frozenset[str]
    pronouns: frozenset[str]

    def acts(self, phrase: str, act: str, *, officer: bool = False) -> frozenset[str]:
        """Return the acts that a verb may stand for.

        Args:
            phrase: as printed; act: for which it is taken.
            officer: it is addressed to an officer or body of the Organization.

        A sample: *Demande de nouveau* stands for ``call-upon`` and ``request``, *Prie* for ``request`` alone.
        """
        folded = fold(phrase)
        more = (
            acts
            for pattern, acts, officers in self.usages
            if (officer or not officers) and pattern.match(folded)
        )
        return frozenset({act}).union(*more)


@cache
def comparing_words(language: str) -> ComparingWords | None:
    """Return the words of a language for comparing, compiled once; None for a language that has none."""
    if language not in LANGUAGES:
        return None
    words = table(language, "comparing")
    articles = linking_words(language).stop
    roles = [
        (tuple(word for word in form.split(" ") if word not in articles), row["forms"][0].split(" ")[-1])
        for row in words["role"]
        for form in row["forms"]
    ]
    return ComparingWords(
        vacated=re.compile(words["vacated"]["pattern"]),
        numbered=re.compile(words["numbered"]["pattern"]),
        usages=tuple(
            (re.compile(rf"(?:{row['pattern']})\b"), frozenset(row["acts"]), row.get("officer", False))
            for row in words["usage"]
        ),
        conditions=tuple((row["id"], re.compile(row["pattern"])) for row in words["condition"]),
        leading=frozenset(words["reserves"]["lead"]),
        roles=tuple(sorted(roles, key=lambda each: -len(each[0]))),
        articles=articles,
        small=frozenset(words["bearers"]["small"]) | articles,
        many=frozenset(words["bearers"]["many"]),
        possessive=frozenset(words["bearers"]["possessive"]),
        pronouns=frozenset(words["bearers"]["pronouns"]),
    )


@cache
def joined() -> re.Pattern[str]:
    """Return what is printed with a space within or without, in any language: ``1 er``, ``n o``."""
    return re.compile("|".join(table(language, "comparing")["joined"]["pattern"] for language in LANGUAGES))
