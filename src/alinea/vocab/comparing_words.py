"""What makes no difference between two texts of a language that are compared: signs, names, conditions; compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.loading import rows_of
from alinea.vocab.tables import LANGUAGES


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
    words = rows_of(language, "comparing")
    bearers, articles = words.within("bearers"), linking_words(language).stop
    roles = [
        (tuple(word for word in form.split(" ") if word not in articles), forms[0].split(" ")[-1])
        for forms in (row.words("forms") for row in words.each("role"))
        for form in forms
    ]
    return words.fill(
        ComparingWords,
        bearers,
        usages=tuple(
            (
                re.compile(rf"(?:{row.source('pattern')})\b"),
                frozenset(row.words("acts")),
                row.rows.get("officer", False),
            )
            for row in words.each("usage")
        ),
        conditions=tuple((row.text("id"), row.compiled("pattern")) for row in words.each("condition")),
        leading=frozenset(words.within("reserves").words("lead")),
        roles=tuple(sorted(roles, key=lambda each: -len(each[0]))),
        articles=articles,
        small=frozenset(bearers.words("small")) | articles,
    )


@cache
def joined() -> re.Pattern[str]:
    """Return what is printed with a space within or without, in any language: ``1 er``, ``n o``."""
    return re.compile("|".join(rows_of(language, "comparing").source("joined") for language in LANGUAGES))
