"""The words by which a language says how one actor stands to another, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from alinea.vocab.finding import Finder
from alinea.vocab.tables import LANGUAGES, table

Relation = Literal["partner", "support", "auspices", "initiative", "office", "seat", "founded", "received"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
"""Works with; helps; founded under the auspices of; began; works through, its office; seat; founded by; welcomed."""

NAME = "@~*+"
"""What stands for a name in the text that rules are for: a sign of its own, drawn out to the length of the name."""

_BETWEEN = r"[^@;.]{0,110}?"  # a clause aside is no longer; a longer way leads to another matter
_SPOT = r"[a-z'-]+(?: [a-z'-]+){0,2}?(?: \(@~*\))?(?=[ ,.;]|\Z)"
_ARTICLE = r"(?:(?:d'|de |of )?(?:the |an? |its |their |les? |la |l'|une? |s(?:on|a|es) |leurs? )|des |du |de |of |d')?"


@dataclass(frozen=True, slots=True)
class RelationRule:
    """A rule: what relation it finds, and the pattern with the groups ``one``, and ``others`` or ``place``.

    What founds an actor are documents, and no group: those cited ``before``, ``after`` or ``around`` the words.
    """

    kind: Relation
    pattern: Finder
    documents: Literal["before", "after", "around"] | None = None


@cache
def name_ends(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what the name of an unknown body goes on with, and what none ends with, for text as printed.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    data = table(language, "relations")
    return re.compile(data["goes_on"]), re.compile(data["no_end"])


@cache
def joint(language: str) -> re.Pattern[str]:
    """Return what joins a name to one before it, at the end of the text between them, which is folded."""
    return re.compile(rf"{table(language, 'relations')['joins']} {_ARTICLE}\Z")


@cache
def relation_rules(language: str) -> tuple[RelationRule, ...]:
    """Return the rules of a language, in order; none for a language without them."""
    if language not in LANGUAGES:
        return ()
    data = table(language, "relations")
    through = data["through"].replace("NAME", NAME).replace("{_}", r"[^@;,.]{0,60}")
    listed = rf"{_ARTICLE}{NAME}(?:{through}{data['joins']} {_ARTICLE}{NAME})*"
    marks = {
        "{one}": f"{_ARTICLE}(?P<one>{NAME})",
        "{others}": f"(?P<others>{listed})",
        "{place}": f"(?P<place>{_SPOT})",
        "{_}": _BETWEEN,
    }

    def compiled(rule: str) -> Finder:
        for mark, pattern in marks.items():
            rule = rule.replace(mark, pattern)
        return Finder(rule)

    return tuple(
        RelationRule(each["kind"], compiled(each["rule"]), each.get("documents")) for each in data["relation"]
    )
