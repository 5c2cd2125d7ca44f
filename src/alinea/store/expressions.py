"""What a query asks for, and the expression of the index that asks it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import combinations
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection

MARK, UNMARK = "\ue000", "\ue001"
"""Characters for private use that stand around the words of a passage that a query found."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case and with their accents, as the index tells them apart.

    Letters and figures are words, after the tokenizer ``unicode61`` of FTS5; anything else stands between them.
    """
    # The capital I with a dot, as of the State that begins so, has no small letter: it would leave the dot alone.
    plain = unicodedata.normalize("NFC", text.lower().replace("i\u0307", "i"))
    return _WORD.findall(plain)


def indexed(word: str) -> str:
    """Return a word as the index has it: in lower case, and Latin letters without accents.

    A sample: ``Désarmement`` gives ``desarmement``.
    """
    return word.lower() if word.isascii() else word.lower().translate(_plain_letters())


@cache
def _plain_letters() -> dict[int, str]:
    """Return the letters of ASCII that stand for others, after ``remove_diacritics 2`` of the tokenizer."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii() and chr(code).islower():
            table[code] = base
    return table


def indexed_phrase(text: str) -> str:
    """Return the words of a text as the index has them, with one space between."""
    return " ".join(indexed(word) for word in words_of(text))


Facet = Literal[
    "part", "organ", "session", "language", "act", "kind", "bearer", "mentions", "subject", "cites", "symbol"
]

_LETTER: dict[Facet, str] = {
    "part": "p",
    "organ": "o",
    "session": "s",
    "language": "l",
    "act": "v",
    "kind": "k",
    "bearer": "b",
    "mentions": "m",
    "subject": "t",
    "cites": "c",
    "symbol": "w",
}

_WRITTEN = re.compile(r"z([0-9a-f]{1,6})z")
_OTHER = re.compile(r"[^a-y0-9]")


def facet(kind: Facet, value: str | int) -> str:
    """Return the word that stands for a value, one word for the tokenizer of the index whatever is in it.

    Letters of ASCII in lower case, z apart, and figures stand for themselves; anything else is ``z``, its code
    point in hexadecimal, ``z``. Values that differ only in case or accents give the same word.

    A sample: ``facet("cites", "A/RES/60/209")`` is ``caz2fzresz2fz60z2fz209``.
    """
    return _LETTER[kind] + _encoded(str(value))


def letter_of(kind: Facet) -> str:
    """Return the letter that the words for the values of a kind begin with."""
    return _LETTER[kind]


def value_of(word: str) -> tuple[Facet, str] | None:
    """Return the kind and the value that a word stands for, the value in lower case; None where it stands for none.

    A sample: ``vcallz2duponz`` is no word that `facet` gives; ``vtakez2dnote`` gives ``("act", "take-note")``.
    """
    kind = _kinds().get(word[:1])
    if kind is None:
        return None
    return kind, _WRITTEN.sub(lambda found: chr(int(found[1], 16)), word[1:])


@cache
def _kinds() -> dict[str, Facet]:
    return {letter: kind for kind, letter in _LETTER.items()}


@lru_cache(maxsize=4096)
def _encoded(value: str) -> str:
    plain = unicodedata.normalize("NFKD", value).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _OTHER.sub(lambda found: f"z{ord(found[0]):x}z", bare)


Order = Literal["relevance", "date"]

MOST_FORMS = 120
"""Forms of a word that a query asks for by name; of a prefix with more, those used most, unless few are found."""

_SHORTEST = 4  # letters: shorter words are too like one another
_LIKE = 0.79  # one slip in five letters, two in ten: those are 0.8, which a cutoff of 0.8 leaves out


@dataclass(frozen=True, slots=True)
class Term:
    """What is looked for.

    Attributes:
        kind: ``word``, found in all forms of its stem; ``phrase``, its words one after another as they are;
            ``prefix``, a phrase of which the last word only begins so; ``symbol`` of a document.
        text: words with a space between, or the canonical symbol.
        stems: pairs (language, stem) of a word, for one that stands nowhere in the library in this form.
        typed: as it was typed, where that is another form.
        actor: identifier of an actor whose acronym the word is: passages that name it fit, by whatever name.
    """

    kind: Literal["word", "phrase", "prefix", "symbol"]
    text: str
    stems: tuple[tuple[str, str], ...] = ()
    actor: str | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the index.

    Attributes:
        wanted: of each group at least one term must be in the passage.
        unwanted: none of these may be.
        filters: values of facets; of those of one facet the passage has at least one.
        first, last: years of adoption, both included.
        language: of the words that are looked for in all their forms.
        limit: number of hits returned.
        order: the best first, or the latest adopted first; either way what has all words comes before what lacks some.
        by_text: the passages of one resolution are one hit, the others told under the first of them.
        reader: language whose passages come first among those of one resolution.
    """

    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()
    filters: tuple[tuple[Facet, str | int], ...] = ()
    first: int | None = None
    last: int | None = None
    language: str | None = None
    limit: int = 20
    order: Order = "relevance"
    by_text: bool = False
    reader: str | None = None


def expression_of(connection: Connection, query: Query) -> str | None:
    """Return the expression of FTS5 for a query, None where it asks for nothing."""
    return worded(query, Forms(connection, query.language), exact=True)


class Forms:
    """The forms of words that are in the library, and how many resolutions use them.

    Attributes:
        cut: True once a prefix had more forms than are asked for by name.
        instead: by words that stand nowhere in the library, those most like them that do.
    """

    def __init__(self, connection: Connection, language: str | None) -> None:
        self.connection = connection
        self.language = language
        self.cut = False
        self.known: dict[Term, dict[str, int]] = {}
        self.instead: dict[str, str] = {}

    def of(self, term: Term) -> dict[str, int]:
        """Return the forms of a word or prefix, each with the number of resolutions that use it."""
        if term not in self.known:
            self.known[term] = self._word(term) if term.kind == "word" else self._prefix(term)
        return self.known[term]

    def uses(self, words: str) -> int:
        """Return how many resolutions use the rarest of some words, none where nothing is known of them."""
        order = "SELECT sum(uses) FROM words WHERE word = ?"
        counts = [self.connection.exec_driver_sql(order, (word,)).scalar() for word in words.split()]
        return min((count for count in counts if count), default=0)

    def total(self) -> int:
        """Return how many versions are held.

        Their numbers only grow: by the greatest, scores would depend on what was there once. Those in use alone take a
        thousand times as long to count, as the index has all.
        """
        order = "SELECT count(*) FROM versions"
        return int(self.connection.exec_driver_sql(order).scalar_one())

    def _word(self, term: Term) -> dict[str, int]:
        order = "SELECT DISTINCT language, stem FROM words WHERE word = ? AND (? IS NULL OR language = ?)"
        stems = self.connection.exec_driver_sql(order, (term.text, self.language, self.language)).all()
        forms: dict[str, int] = {}
        order = (
            "SELECT word, uses FROM words WHERE language = ? AND stem = ? ORDER BY uses DESC, word LIMIT ?"
        )
        for language, stem in sorted({(row[0], row[1]) for row in stems} or set(term.stems)):
            for word, uses in self.connection.exec_driver_sql(order, (language, stem, MOST_FORMS)):
                forms[word] = forms.get(word, 0) + uses
        # A word that is used in another language only is most like itself.
        if not forms and term.actor is None and (like := self._like(term.text)) not in (None, term.text):
            self.instead[term.typed or term.text] = like
            return self._word(Term("word", like))
        return forms or {term.text: 0}

    def _like(self, word: str) -> str | None:
        """Return the word of the library that one mistyped most likely is: of like length, and begun alike."""
        if len(word) < _SHORTEST:
            return None
        order = (
            "SELECT DISTINCT word FROM words WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
        )
        values = (word[0], word[0] + "\U0010ffff", len(word) - 2, len(word) + 2)
        known = self.connection.exec_driver_sql(order, values).scalars().all()
        best = process.extractOne(word, sorted(known), scorer=OSA.normalized_similarity, score_cutoff=_LIKE)
        return str(best[0]) if best else None

    def _prefix(self, term: Term) -> dict[str, int]:
        order = (
            "SELECT word, sum(uses) AS all_uses FROM words WHERE word >= ? AND word < ?"
            " GROUP BY word ORDER BY all_uses DESC, word LIMIT ?"
        )
        values = (term.text, term.text + "\U0010ffff", MOST_FORMS + 1)
        rows = self.connection.exec_driver_sql(order, values).all()
        self.cut |= len(rows) > MOST_FORMS
        return {row[0]: row[1] for row in rows[:MOST_FORMS]}


def in_part(query: Query, forms: Forms, left_out: int) -> str | None:
    """Return the expression for passages that fit all but so many of the groups of a query."""
    kept = combinations(query.wanted, len(query.wanted) - left_out)
    parts = [worded(replace(query, wanted=groups), forms, exact=False) for groups in kept]
    return " OR ".join(f"({part})" for part in parts if part) or None


def worded(query: Query, forms: Forms, *, exact: bool) -> str | None:
    """Return the expression of FTS5 for a query; every word in it is a quoted string.

    Args:
        exact: leave prefixes to the index, all their forms however many.
    """
    parts = [_either(group, forms, exact=exact) for group in query.wanted]
    for kind in dict.fromkeys(kind for kind, _ in query.filters):
        values = [_quoted(facet(kind, value)) for each, value in query.filters if each == kind]
        parts.append(f"facets : ({' OR '.join(values)})")
    if not parts:
        return None
    wanted = " AND ".join(f"({part})" for part in parts)
    if query.unwanted:
        return f"({wanted}) NOT ({_either(query.unwanted, forms, exact=exact)})"
    return wanted


def _either(terms: Iterable[Term], forms: Forms, *, exact: bool) -> str:
    return " OR ".join(_term(term, forms, exact=exact) for term in terms)


def _term(term: Term, forms: Forms, *, exact: bool) -> str:
    if term.kind == "symbol":
        named = " OR ".join(_quoted(facet(kind, term.text)) for kind in ("cites", "symbol"))
        return f"(facets : ({named}) OR text : {_quoted(indexed_phrase(term.text))})"
    if term.kind == "word" or (term.kind == "prefix" and " " not in term.text and not exact):
        named = " OR ".join(_quoted(form) for form in forms.of(term))
        if named and term.actor is not None:
            return f"(text : ({named}) OR facets : {_quoted(facet('mentions', term.actor))})"
        if named:
            return f"text : ({named})"
    return f"text : ({_quoted(term.text)}{' *' if term.kind == 'prefix' else ''})"


def _quoted(words: str) -> str:
    """Return a string of FTS5, of which the tokenizer alone decides what is in it."""
    return '"' + words.replace('"', '""') + '"'
