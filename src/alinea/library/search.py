"""What a person types to search becomes a query: words, phrases, beginnings of words, symbols, and filters.

``zone exempte`` both words, in all their forms · ``"Asie centrale"`` these words as they stand · ``nucl*`` words that
begin so · ``drones|aéronefs`` one or the other · ``-vote`` not this one · ``A/RES/60/209`` what cites or is it.

Anything at all may be typed: what is not understood as one of these is words, and words are all that reaches the
index, each in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from alinea.analysing.subjects import named_subjects
from alinea.library.actor_names import by_code, identified
from alinea.library.naming import characters, symbol_of
from alinea.store.expressions import Facet, Order, Query, Term, indexed, words_of
from alinea.store.library import Library
from alinea.store.searching import Hit
from alinea.vocab.bodies import of_the_council
from alinea.vocab.linking_words import linking_words
from alinea.vocab.search_words import announcing, elisions, stem, synonyms
from alinea.vocab.sessions import FURTHEST
from alinea.vocab.subject_words import subject_of, subjects
from alinea.vocab.tables import LANGUAGES, table

MOST_TERMS = 24
LONGEST = 1000
"""Words and phrases, and characters, that a query may have: more is no question, and would take long."""

OTHERS = 5
"""Passages of texts in the other language that are told after those that have all words."""

PARTS = ("preambular", "operative", "annex", "note", "title")
KINDS = ("report", "views", "agenda", "observance", "meeting", "term", "action")


class QuestionError(ValueError):
    """The question cannot be asked.

    Attributes:
        code: ``no-words`` (nothing to look for), ``too-long``, ``not-only`` (only what is not wanted),
            ``unknown-act``, ``unknown-subject``, ``unknown-symbol``.
        what: the words it is about.
    """

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code}: {what}" if what else code)
        self.code = code
        self.what = what


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        words: as typed.
        organs: series, such as ``A`` or ``A/HRC``; sessions; languages of the text.
        years: first and last year of adoption, either may be None.
        parts: of `PARTS`; acts: concepts, such as ``urge``; kinds: of commitments.
        bearers: of commitments: identifiers, or words by which they are named; mentions: actors named, the same.
        subjects: that the passage names: identifiers, numbers of UNBIS, or words in any language.
        cites: symbols, as typed.
        limit: number of hits.
        order: ``relevance``, the best first, or ``date``, the latest adopted first.
        by_text: the passages of one resolution are one hit; reader: language whose passages of it come first.
    """

    words: str = ""
    organs: tuple[str, ...] = ()
    sessions: tuple[int, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    languages: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    bearers: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    limit: int = field(default=20)
    order: Order = "relevance"
    by_text: bool = False
    reader: str | None = None


def ask(question: Question) -> Query:
    """Return the query for a question.

    Raises:
        QuestionError: it cannot be asked.
    """
    wanted, unwanted = parse(question.words)
    wanted = (*wanted, *_phrases(question.mentions))
    filters = tuple(_filters(question))
    if not wanted and not filters:
        raise QuestionError("not-only" if unwanted else "no-words", question.words)
    first, last = question.years
    language = characters(question.languages[0]) if len(question.languages) == 1 else None
    return Query(
        wanted,
        unwanted,
        filters,
        first,
        last,
        language,
        question.limit,
        question.order,
        question.by_text,
        question.reader,
    )


def elsewhere(question: Question) -> Question | None:
    """Return the question for texts in the other language, where its words name subjects; None where they name none.

    What it asks besides its words stays; words that name no subject are left out, as nothing says what they are in
    another language. A sample: ``peine de mort`` finds, in English, what names ``death penalty``.
    """
    found = _translated(question)
    return found[0] if found else None


def _translated(question: Question) -> tuple[Question, bool] | None:
    """Return the question for the other language, and whether it says all that the words say."""
    if question.languages or any(sign in question.words for sign in '"*|'):
        return None
    named = {tag: list(named_subjects(question.words, tag)) for tag in LANGUAGES}
    own = max(named, key=lambda tag: sum(each.span.end - each.span.start for each in named[tag]))
    # Of names within one another the longest is meant.
    chief = [
        each
        for each in named[own]
        if not any(
            each is not other and other.span.start <= each.span.start and each.span.end <= other.span.end
            for other in named[own]
        )
    ]
    if not chief:
        return None
    other = next(tag for tag in LANGUAGES if tag != own)
    words = " ".join(subjects()[each.id].names[other] for each in chief)
    said = question.words
    for each in sorted(chief, key=lambda each: -each.span.start):
        said = f"{said[: each.span.start]} {said[each.span.end :]}"
    whole = all(word in _stop() for word in words_of(said))
    return replace(question, words=words, languages=(other,)), whole


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What texts in the other language say of the subjects that words name, and the question that finds it.

    Attributes:
        whole: the subjects are all that the words say; else some of them are left out there.
    """

    question: Question
    hits: tuple[Hit, ...]
    whole: bool


def found_elsewhere(library: Library, question: Question, found: Sequence[Hit]) -> Elsewhere | None:
    """Return what texts in the other language say of the subjects that a question names; None where it names none.

    Args:
        found: what the question itself finds: texts among it that lack no word are not told again, and where there are
            few, the rest of what is asked for is told here.
    """
    full = [hit for hit in found if not hit.lacking]
    translated = _translated(question)
    if translated is None:
        return None
    other, whole = translated
    most = max(OTHERS, question.limit - len(full)) if whole else OTHERS
    other = replace(other, limit=most + len(found))
    known = {hit.address.work for hit in full}
    hits = [hit for hit in library.search(ask(other)).hits if hit.address.work not in known]
    return Elsewhere(other, tuple(hits[:most]), whole)


def in_order(found: Sequence[Hit], other: Elsewhere | None) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """Return what is told before what the other language says, and what after it: passages that lack some words.

    Where the other language says nothing, or not all that is asked for, all stands before.
    """
    if other is None or not other.hits or not other.whole:
        return tuple(found), ()
    return tuple(hit for hit in found if not hit.lacking), tuple(hit for hit in found if hit.lacking)


def parse(words: str) -> tuple[tuple[tuple[Term, ...], ...], tuple[Term, ...]]:
    """Return what is wanted, of each group one term at least, and what is not wanted.

    Raises:
        QuestionError: it is too long.
    """
    if len(words) > LONGEST:
        raise QuestionError("too-long", f"{words[:40]}…")
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joined = False
    count = 0
    for atom in _atom().finditer(_plain(words)):
        if atom["or"]:
            joined = bool(wanted)
            continue
        terms = tuple(_terms(atom))
        count += len(terms)
        if count > MOST_TERMS:
            raise QuestionError("too-long", f"{words[:40]}…")
        if not terms:
            continue
        if atom["not"]:
            unwanted += terms
        elif joined:
            wanted[-1] += terms
        else:
            wanted += ((term, *_same(term)) for term in terms)
        joined = False
    telling = [group for group in wanted if len(group) > 1 or group[0].text not in _stop()]
    return tuple(telling or wanted), tuple(unwanted)


@cache
def _stop() -> frozenset[str]:
    """Return the words that say nothing of what is looked for, in any language: ``de``, ``the``."""
    return frozenset(word for language in LANGUAGES for word in linking_words(language).stop)


def _same(term: Term) -> Iterator[Term]:
    """Yield what says the same: *proroger* and *prolonger*; a resolution of the Security Council with its year."""
    if term.kind == "symbol" and (found := re.fullmatch(r"S/RES/(\d{1,4})", term.text)):
        years = range(1946, FURTHEST)
        yield from (Term("symbol", f"{term.text}({y})") for y in years if of_the_council(int(found[1]), y))
    if term.kind == "word":
        for word in synonyms().get(term.text, ()):
            yield Term("word", indexed(word), _stems(word))


def _plain(words: str) -> str:
    """Return what is typed, symbols without the word that announces them: ``75/28`` for ``résolution 75/28``."""
    words = _dated().sub(r"\1(\2)", words)
    pieces = words.split()
    return " ".join(
        piece
        for place, piece in enumerate(pieces)
        if not (piece.lower() in announcing() and symbol_of("".join(pieces[place + 1 : place + 2])))
    )


@cache
def _dated() -> re.Pattern[str]:
    """A number with the year or session after it, which stand apart in a text: ``1325 (2000)``."""
    return re.compile(r"\b(\d{1,4}) \((\d{4}|[IVXL]+)\)")


@cache
def _atom() -> re.Pattern[str]:
    quotes = '"“”«»„'
    return re.compile(
        rf"(?P<or>\|)|(?P<not>(?<!\S)-(?=\S))?"
        rf"(?:[{quotes}](?P<phrase>[^{quotes}]*)(?:[{quotes}](?P<begun>\*)?)?|(?P<word>[^\s|{quotes}]+))"
    )


def _terms(atom: re.Match[str]) -> Iterator[Term]:
    """Yield the terms of a word or phrase: one, or none where it has neither letters nor figures."""
    phrase = atom["phrase"]
    if phrase is not None:
        words = _words(phrase)
        begun = bool(atom["begun"]) or phrase.rstrip().endswith("*")
        if words:
            yield Term("prefix" if begun else "phrase", " ".join(words))
        return
    typed = atom["word"]
    symbol = symbol_of(typed) if "/" in typed or "(" in typed else None
    if symbol:
        yield Term("symbol", symbol)
        return
    begun = typed.endswith("*")
    words = words_of(elisions().bare(typed.rstrip("*")))
    if not words:
        return
    if begun or len(words) > 1:
        yield Term("prefix" if begun else "phrase", " ".join(indexed(word) for word in words))
    else:
        actor = by_code(typed) if typed.isupper() else None
        yield Term("word", indexed(words[0]), _stems(words[0]), actor, words[0])


def _words(text: str) -> list[str]:
    return [indexed(word) for word in words_of(text)]


def _stems(word: str) -> tuple[tuple[str, str], ...]:
    return tuple((language, indexed(stem(word, language))) for language in LANGUAGES)


def _filters(question: Question) -> Iterator[tuple[Facet, str | int]]:
    plain: tuple[tuple[Facet, Iterable[str | int]], ...] = (
        ("organ", question.organs),
        ("session", question.sessions),
        ("language", question.languages),
        ("part", question.parts),
        ("kind", question.kinds),
    )
    for kind, values in plain:
        yield from ((kind, value) for value in values)
    for act in question.acts:
        if act not in table("common", "acts"):
            raise QuestionError("unknown-act", act)
        yield "act", act
    for bearer in question.bearers:
        yield from (("bearer", each) for each in bearer_ids(bearer))
    for named in question.mentions:
        yield from (("mentions", each) for each in identified(named))
    for named in question.subjects:
        subject = subject_of(named)
        if subject is None:
            raise QuestionError("unknown-subject", named)
        yield "subject", subject.id
    for typed in question.cites:
        symbol = symbol_of(typed)
        if symbol is None:
            raise QuestionError("unknown-symbol", typed)
        yield "cites", symbol


def _phrases(mentions: Iterable[str]) -> Iterator[tuple[Term, ...]]:
    """Yield the names of actors that are not known as phrases: they are named where their name stands."""
    for named in mentions:
        if not identified(named) and (words := _words(named)):
            yield (Term("phrase", " ".join(words)),)


def bearer_ids(named: str) -> tuple[str, ...]:
    """Return the identifiers of the actors that are meant by a name or an identifier; the name where none is known.

    Samples: ``secretary-general`` and ``le Secrétaire général`` give ``secretary-general``.
    """
    ids = identified(named)
    return ids if by_code(named) is not None else (*ids, named)


def years_of(typed: str) -> tuple[int | None, int | None]:
    """Return the first and last year that are meant: ``2007``, ``2000-2007``, ``2000-``, ``-2007``.

    Raises:
        ValueError: no year is meant.
    """
    found = re.fullmatch(r"\s*(\d{4})?\s*(-)?\s*(\d{4})?\s*", typed, re.ASCII)
    if found is None or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        raise ValueError(typed)
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else None
    return (first, last) if found[2] else (first or last, first or last)
