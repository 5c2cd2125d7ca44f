"""What a draft is held to: the rules by their identifiers, and the words and signs of one language, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from alinea.vocab.loading import rows_of
from alinea.vocab.tables import LANGUAGES, table

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for drafts.

    Attributes:
        id: such as ``AL101``; it never changes its meaning.
        severity: ``error``, ``warning`` or ``note``.
        shown: False where it is looked at only when asked for.
        languages: of the texts it is for.
        library: it compares with a library.
        mends: some of its findings can be mended without a person.
    """

    id: str
    severity: Severity
    shown: bool
    languages: frozenset[str]
    library: bool
    mends: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign or space that stands where another should: its rule, where it is found, and what is put there."""

    rule: str
    pattern: re.Pattern[str]
    replace: str


@dataclass(frozen=True, slots=True)
class LintingWords:
    """The words and signs of one language for the rules. Patterns are for folded text, those of `signs` are not.

    Attributes:
        feminine, masculine: words of the names of organs; empty where verbs do not agree with them.
        agreement: an opening that agrees with the organ, the word in the group ``form``; None where none does.
        forms: by a form, whether it is feminine, and the form of the other gender.
        adding: that an opening comes again; after: one of these that needs another before it; adverbs: what to write.
        parted: after an opening, a comma and the word for a clause that it governs (group ``word``).
        infinitive: what an infinitive ends in, and what the verb ends in where it opens a paragraph.
        wrong_label: a label of a sub-paragraph as other languages print it (group ``label``).
        comma, semicolon, stop, colon: what ends the paragraphs of a series, with the space before it.
        joints: a conjunction after the last sign.
        own: a reference to a paragraph of the text itself (groups ``first``, ``last``).
        review, retirement: that a text is to be reviewed, that what it creates ends.
        signs: of typography.
    """

    feminine: tuple[str, ...]
    masculine: tuple[str, ...]
    agreement: re.Pattern[str] | None
    forms: Mapping[str, tuple[bool, str]]
    adding: re.Pattern[str]
    after: re.Pattern[str]
    adverbs: tuple[str, ...]
    parted: re.Pattern[str]
    infinitive: tuple[str, str]
    wrong_label: re.Pattern[str]
    comma: str
    semicolon: str
    stop: str
    colon: str
    joints: re.Pattern[str]
    own: re.Pattern[str]
    review: re.Pattern[str]
    retirement: re.Pattern[str]
    signs: tuple[Sign, ...]


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by their identifiers, in order."""
    rows: list[dict[str, Any]] = table("common", "linting")["rule"]
    return MappingProxyType(
        {
            row["id"]: Rule(
                row["id"],
                row["severity"],
                row.get("shown", True),
                frozenset(row.get("languages", LANGUAGES)),
                row.get("library", False),
                row.get("mends", False),
            )
            for row in rows
        }
    )


@cache
def linting_words(language: str) -> LintingWords:
    """Return the words and signs of a language, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = rows_of(language, "linting")
    organs = words.rows.get("organs", {})
    pairs: list[list[str]] = words.rows.get("agreement", {}).get("forms", [])
    forms = {his: (False, hers) for his, hers in pairs} | {hers: (True, his) for his, hers in pairs}
    agreement = None
    if forms:
        either = "|".join(sorted(forms, key=len, reverse=True))
        agreement = words.within("agreement").writing(form=either).compiled("pattern")
    adding = words.within("adding")
    return words.within("series").fill(
        LintingWords,
        words.within("mandates"),
        feminine=tuple(organs.get("feminine", ())),
        masculine=tuple(organs.get("masculine", ())),
        agreement=agreement,
        forms=MappingProxyType(forms),
        adding=adding.compiled("pattern"),
        after=adding.compiled("after"),
        adverbs=adding.words("words"),
        parted=words.compiled("parted"),
        infinitive=tuple(words.within("openings").words("infinitive")),
        own=words.within("within").compiled("own"),
        wrong_label=words.within("labels").compiled("wrong"),
        signs=tuple(
            Sign(row.text("rule"), row.compiled("pattern"), row.text("replace"))
            for row in words.each("typography")
        ),
    )


def feminine_organ(enacting: str, language: str) -> bool | None:
    """Tell whether the organ of folded enacting words is feminine; None where the language or the words do not tell."""
    words = linting_words(language)
    genders = dict.fromkeys(words.masculine, False) | dict.fromkeys(words.feminine, True)
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", enacting):
        if word in genders:
            return genders[word]
    return None
