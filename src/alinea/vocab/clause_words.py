"""The words that fill the rules of the reader of clauses, compiled; the rules are told in ``docs/reading.md``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from alinea.model.record import Deliverable, MeansClass
from alinea.vocab.finding import Finder
from alinea.vocab.loading import rows_of
from alinea.vocab.tables import table


@dataclass(frozen=True, slots=True)
class Outcome:
    """What will be there when a deed is done: told by a pattern, of commitments of these kinds."""

    id: Deliverable
    kinds: frozenset[str]
    pattern: Finder


class ClauseWords(NamedTuple):
    """The words of one language; all patterns are for folded text, see the comments in ``clauses.toml``.

    Attributes:
        joint, last_of_list, bare, again, beside, that, half, handing: how deeds of a sentence stand beside one another.
        recounted, resumed_verb: before and after a clause that tells what a text says.
        finite, may, weak, made, held, subject, passive, prohibited, negated: the verb of a clause; itself: the organ as
            its subject.
        undertaking, undertaken, undertaking_told, firm_promise, hosting: a promise of another.
        done_by_vote: what is done by the vote itself; purpose, aim: before an aim; so_that: before one told by a
            clause; meanwhile: before what is done at the same time; foretold: before the time of what is foreseen;
            elsewhere: before the time of an event; done: before a time, that others did something then; appointed:
            who appoints.
        gives, gives_things, sent, settled, tells: verbs of giving and telling; gathered, findings: a meeting held, what
            a body found; noun_of_report, noun_of_meeting: a deed told by its noun; observing: to keep a day told
            of before.
        part, head, bare_noun, end, clause, whole, within, inner, particular, resumed, attributive, loose: names in a
            list; qualified, lone: two nouns of which one thing is said; modifier, modified: two words of one noun;
            inner: a word that joins two names; shared, shared_by_article, before, item: a complement that two may
            share, and names that are not known before and after a joint.
        complement, proper_complement, full, bodies, more: what belongs to a name; but for `complement` these are for
            text as printed.
        half_before, half_after: before and behind a condition of a half without a verb (group ``to``); consents: it is
            the consent of those who were named.
        recipient, joined, causing, genitive, told, kept, granted, given, paid, own_organ, helped, source: before those
            for whom, and from whom, something is.
        conditions, apart, means, outcomes: adjuncts, and what will be there.
    """

    joint: Finder
    last_of_list: Finder
    bare: Finder
    again: Finder
    beside: Finder
    that: Finder
    half: Finder
    handing: Finder
    recounted: Finder
    resumed_verb: Finder
    finite: Finder
    may: Finder
    weak: Finder
    made: Finder
    held: Finder
    subject: Finder
    passive: Finder
    prohibited: Finder
    itself: Finder
    negated: Finder
    undertaking: Finder
    undertaken: Finder
    undertaking_told: Finder
    firm_promise: Finder
    hosting: Finder
    done_by_vote: Finder
    recipient: Finder
    joined: Finder
    half_before: Finder
    half_after: Finder
    consents: Finder
    causing: Finder
    genitive: Finder
    elsewhere: Finder
    done: Finder
    told: Finder
    kept: Finder
    granted: Finder
    given: Finder
    paid: Finder
    own_organ: Finder
    helped: Finder
    source: Finder
    conditions: Finder
    apart: Finder
    part: Finder
    head: Finder
    bare_noun: Finder
    end: Finder
    clause: Finder
    whole: Finder
    within: Finder
    particular: Finder
    resumed: Finder
    shared: Finder
    shared_by_article: Finder
    before: Finder
    item: Finder
    attributive: Finder
    qualified: Finder
    lone: Finder
    modifier: Finder
    modified: Finder
    loose: Finder
    complement: Finder
    proper_complement: Finder
    own: Finder
    full: Finder
    more: Finder
    bodies: Finder
    inner: Finder
    purpose: Finder
    so_that: Finder
    meanwhile: Finder
    foretold: Finder
    aim: Finder
    appointed: Finder
    gives: Finder
    gives_things: Finder
    sent: Finder
    settled: Finder
    tells: Finder
    gathered: Finder
    observing: Finder
    noun_of_report: Finder
    noun_of_meeting: Finder
    findings: Finder
    means: tuple[tuple[MeansClass, Finder], ...]
    outcomes: tuple[Outcome, ...]


@cache
def clause_words(language: str) -> ClauseWords:
    """Return the words of a language for the parts of a clause, read once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    # How a time begins is told where charges are: behind it no name goes on.
    words = rows_of(language, "clauses", time=table(language, "commitments")["parts"]["time"])
    names = words.within("names")
    return words.fill(
        ClauseWords,
        names,
        bare_noun=Finder(names.source("bare")),
        inner=Finder(rf"(?:\A|[ -]){names.source('within')}(?: |'|\Z)"),
        means=tuple((row.text("class"), Finder(row.source("pattern"))) for row in words.each("means")),
        outcomes=tuple(
            Outcome(row.rows["id"], frozenset(row.words("kinds")), Finder(row.source("pattern")))
            for row in words.each("deliverable")
        ),
    )
