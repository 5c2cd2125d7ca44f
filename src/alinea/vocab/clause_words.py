"""The words that fill the rules of the reader of clauses, compiled; the rules are told in ``docs/reading.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from alinea.model.record import Deliverable, MeansClass
from alinea.vocab.tables import table

__all__ = ["ClauseWords", "Outcome", "clause_words"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What will be there when a deed is done: told by a pattern, of commitments of these kinds."""

    id: Deliverable
    kinds: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The words of one language; all patterns are for folded text, see the comments in ``clauses.toml``.

    Attributes:
        joint, last_of_list, bare, again, beside, that, half, handing: how deeds of a sentence stand beside one another.
        finite, may, subject, passive, prohibited, negated: the verb of a clause.
        undertaking, undertaken, undertaking_told, firm_promise, hosting: a promise of another.
        done_by_vote: what is done by the vote itself; purpose, aim: before an aim; itself: the organ, as one
            of those for whom something is; elsewhere: before the time of an event; done: before a time,
            that others did something then; appointed: who appoints.
        gives, sent, settled, tells: verbs of giving and telling; gathered, findings: a meeting held, what a body found.
        part, head, bare_noun, end, clause, whole, within, inner, particular, resumed, attributive, loose: names in a
            list; inner: a word that joins two names; shared, before, item: a complement that two may share, and names
            that are not known before and after a joint.
        complement, proper_complement, full, bodies, more: what belongs to a name; but for `complement` these are for
            text as printed.
        recipient, joined, causing, genitive, told, kept, given, paid, own_organ, source: before those for whom, and
            from whom, something is.
        conditions, means, outcomes: adjuncts, and what will be there.
    """

    joint: re.Pattern[str]
    last_of_list: re.Pattern[str]
    bare: re.Pattern[str]
    again: re.Pattern[str]
    beside: re.Pattern[str]
    that: re.Pattern[str]
    half: re.Pattern[str]
    handing: re.Pattern[str]
    finite: re.Pattern[str]
    may: re.Pattern[str]
    subject: re.Pattern[str]
    passive: re.Pattern[str]
    prohibited: re.Pattern[str]
    negated: re.Pattern[str]
    undertaking: re.Pattern[str]
    undertaken: re.Pattern[str]
    undertaking_told: re.Pattern[str]
    firm_promise: re.Pattern[str]
    hosting: re.Pattern[str]
    done_by_vote: re.Pattern[str]
    recipient: re.Pattern[str]
    joined: re.Pattern[str]
    causing: re.Pattern[str]
    genitive: re.Pattern[str]
    itself: re.Pattern[str]
    elsewhere: re.Pattern[str]
    done: re.Pattern[str]
    told: re.Pattern[str]
    kept: re.Pattern[str]
    given: re.Pattern[str]
    paid: re.Pattern[str]
    own_organ: re.Pattern[str]
    source: re.Pattern[str]
    conditions: re.Pattern[str]
    part: re.Pattern[str]
    head: re.Pattern[str]
    bare_noun: re.Pattern[str]
    end: re.Pattern[str]
    clause: re.Pattern[str]
    whole: re.Pattern[str]
    within: re.Pattern[str]
    particular: re.Pattern[str]
    resumed: re.Pattern[str]
    shared: re.Pattern[str]
    before: re.Pattern[str]
    item: re.Pattern[str]
    attributive: re.Pattern[str]
    loose: re.Pattern[str]
    complement: re.Pattern[str]
    proper_complement: re.Pattern[str]
    full: re.Pattern[str]
    more: re.Pattern[str]
    bodies: re.Pattern[str]
    inner: re.Pattern[str]
    purpose: re.Pattern[str]
    aim: re.Pattern[str]
    appointed: re.Pattern[str]
    gives: re.Pattern[str]
    sent: re.Pattern[str]
    settled: re.Pattern[str]
    tells: re.Pattern[str]
    gathered: re.Pattern[str]
    findings: re.Pattern[str]
    means: tuple[tuple[MeansClass, re.Pattern[str]], ...]
    outcomes: tuple[Outcome, ...]


_LISTS = frozenset(
    {
        "part",
        "head",
        "end",
        "clause",
        "whole",
        "within",
        "particular",
        "resumed",
        "shared",
        "before",
        "item",
        "attributive",
        "loose",
        "complement",
        "proper_complement",
        "full",
        "more",
        "bodies",
    }
)
_TABLES = frozenset({"means", "outcomes", "bare_noun", "inner"})


@cache
def clause_words(language: str) -> ClauseWords:
    """Return the words of a language for the parts of a clause, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = table(language, "clauses")
    names = words["names"]
    plain: dict[str, Any] = {
        name: re.compile(words[name]["pattern"])
        for name in ClauseWords.__dataclass_fields__
        if name not in _LISTS | _TABLES
    }
    return ClauseWords(
        **plain,
        **{name: re.compile(names[name]) for name in _LISTS},
        bare_noun=re.compile(names["bare"]),
        inner=re.compile(rf"(?:\A|[ -]){names['within']}(?: |'|\Z)"),
        means=tuple((row["class"], re.compile(row["pattern"])) for row in words["means"]),
        outcomes=tuple(
            Outcome(row["id"], frozenset(row["kinds"]), re.compile(row["pattern"]))
            for row in words["deliverable"]
        ),
    )
