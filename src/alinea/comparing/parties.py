"""Whether two texts charge the same: names of one office, body or group in other words are no change."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alinea.comparing.weighing import words_of
from alinea.model.comparison import Change, Side
from alinea.model.record import Due, Party
from alinea.model.spans import Span
from alinea.vocab.comparing_words import comparing_words
from alinea.vocab.folding import fold
from alinea.vocab.search_words import stem
from alinea.vocab.sessions import session_window

_GARBLED = 5  # letters of a word from which one or two others may be a misreading of it
_FEW = 2  # letters that optical recognition mistakes in a word
_WORDY, _MOST = 4, 0.7  # words of a long name, and how many of all words two long names of one have in common
_SHARED = 0.6  # of the words of the shorter of two names that describe one
_LONG = 6  # letters of a name from which so many mistaken ones make no other name of it
_ROOT = 4  # letters that the name of a State has in common with the word for what is of it: mali, malien
_STATES = frozenset({"states", "member-states", "countries"})


@dataclass(frozen=True, slots=True)
class Named:
    """One who is charged, as a text names him.

    Attributes:
        text: the name; id: identifier; refers: the full name that it stands for.
        words: of the name that tell whose it is, their endings left off; full: those of the full name.
        proper: those of its words that are printed with a capital.
        plain: the words of the name in full, folded; many: it is a name of many, which a further word narrows.
        at: its place in the words that are compared, None where it stands elsewhere: above, or before.
    """

    text: str
    id: str | None
    words: tuple[str, ...]
    full: tuple[str, ...]
    proper: frozenset[str]
    plain: tuple[str, ...]
    many: bool
    at: Span | None


def named(party: Party, language: str, text: str, near: int) -> Named:
    """Return one who is charged.

    Args:
        text: the words that are compared; near: about where in them the charge stands.
    """
    # What comes after a comma tells more of the same: "les États Membres, en particulier ceux qui …".
    plain = tuple(words_of(party.text.partition(",")[0]))
    own = comparing_words(language)
    # A pronoun may be anybody: nothing is told of whom it stands for.
    words = _telling(plain, language) if own is None or not own.pronouns & set(plain[:1]) else ()
    head = next((word for word in plain if own is None or word not in own.small), "")
    many = own is not None and head in own.many
    if own is not None and own.possessive & set(plain[:2]):
        many = False
    full = _telling(words_of(party.refers), language) if party.refers else words
    capitals = " ".join(word for word in party.text.split() if word[:1].isupper())
    proper = frozenset(_telling(words_of(capitals), language))
    return Named(party.text, party.id, words, full, proper, plain, many, _place(party.text, text, near))


def _telling(words: Iterable[str], language: str) -> tuple[str, ...]:
    """Return the words of a name that tell whose it is: no articles, no figures, one form for each office."""
    own = comparing_words(language)
    if own is None:
        return tuple(words)
    left = [word for word in words if word not in own.articles and not word.isdigit()]
    for forms, office in own.roles:
        for place in range(len(left) - len(forms), -1, -1):
            if tuple(left[place : place + len(forms)]) == forms:
                left[place : place + len(forms)] = [office]
    return tuple(stem(word, language) for word in left if word not in own.small)


def _place(name: str, text: str, near: int) -> Span | None:
    """Return the place of a name in a text that is nearest to another place."""
    pattern = re.escape(fold(name))
    places = [Span(*found.span()) for found in re.finditer(pattern, fold(text))]
    return min(places, key=lambda span: abs(span.start - near), default=None)


def same_party(one: Named, other: Named) -> bool:
    """Tell whether two names are of the same.

    By their identifiers; *les États* for *les États Membres*, as the texts of a series have them by turns. Else by
    their words: one form of an office for another (*Rapporteur*, *Rapporteuse*), a short name for a full one (*the
    Department*, *the Department of Public Information*), letters that were misread.
    """
    if one.id and (one.id == other.id or {one.id, other.id} <= _STATES):
        return True
    if not one.words or not other.words or one.words == other.words or set(one.words) == set(other.words):
        return True
    if _much_alike(one.words, other.words) or _misread(
        one.plain, other.plain, known=bool(one.id and other.id)
    ):
        return True
    if one.id and other.id:
        return False
    return _short_for(one, other) or _short_for(other, one) or _described(one, other)


def _much_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names of many words have most of them in common."""
    ours, theirs = set(one), set(other)
    return min(len(ours), len(theirs)) >= _WORDY and len(ours & theirs) >= _MOST * len(ours | theirs)


def _described(one: Named, other: Named) -> bool:
    """Tell whether two names begin alike and only describe the same otherwise, with no proper name that differs."""
    ours, theirs = set(one.words), set(other.words)
    least = min(len(ours), len(theirs))
    if not one.words or one.words[:1] != other.words[:1] or len(ours & theirs) < max(2, _SHARED * least):
        return False
    return not (ours ^ theirs) & (one.proper | other.proper)


def _short_for(short: Named, full: Named) -> bool:
    """Tell whether a name is the short form of another: of the same words, and of no class that was narrowed."""
    if short.many and full.many and short.full == short.words:
        return False
    return any(
        _within(one, other) or _within(other, one)
        for one in (short.full, short.words)
        for other in (full.full, full.words)
    )


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the words of one name are among those of another, the adjective of a State for the State too."""
    return all(any(akin(word, each) for each in other) for word in one)


def akin(one: str, other: str) -> bool:
    """Tell whether two words are one, or one State and what is of it: *congolais*, *Congo*."""
    if one == other:
        return True
    least = min(len(one), len(other))
    return least >= _ROOT and one[: max(_ROOT, least - 1)] == other[: max(_ROOT, least - 1)]


def _misread(one: Sequence[str], other: Sequence[str], *, known: bool) -> bool:
    """Tell whether two names are one but for letters that were misread.

    Args:
        known: both are names of the vocabulary: then one word alone may differ, and no name is one word.
    """
    from rapidfuzz.distance import Levenshtein

    whole = "".join(one), "".join(other)
    if whole[0] == whole[1]:
        return True
    if len(one) != len(other):
        return not known and min(map(len, whole)) >= _LONG and Levenshtein.distance(*whole) <= _FEW
    if known and len(one) < 2:
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if known and len(unlike) > 1:
        return False
    return all(
        min(len(a), len(b)) >= _GARBLED and 0 < Levenshtein.distance(a, b) <= _FEW and not a.isdigit()
        for a, b in unlike
    )


def told_apart(
    before: Sequence[Named],
    after: Sequence[Named],
    texts: tuple[str, str],
    touched: tuple[Sequence[Span], Sequence[Span]],
    language: str,
) -> bool:
    """Tell whether another is charged: one who was charged is not any more, or one is who was not.

    It is told only where the words show it: a name that was deleted, and another that was inserted; one alone where the
    other text does not name him at all. Who is charged by words that stand in neither is not known surely enough.

    Args:
        texts: the words of either text, with those above them; touched: what was deleted, and what was inserted.
    """
    if not before or not after:
        return False
    if any(each.at is None and not _stands_in(each, texts[0], language) for each in before):
        return False
    if any(each.at is None and not _stands_in(each, texts[1], language) for each in after):
        return False
    gone = [each for each in before if not any(same_party(each, other) for other in after)]
    come = [each for each in after if not any(same_party(each, other) for other in before)]
    if any(each.at and not _touched(each, touched[0]) for each in gone) or any(
        each.at and not _touched(each, touched[1]) for each in come
    ):
        return False  # a name that both texts have in its place: one of them was taken for who is charged
    gone = [each for each in gone if _touched(each, touched[0])]
    come = [each for each in come if _touched(each, touched[1])]
    for one in [each for each in gone if not each.many and _stands_in(each, texts[1], language)]:
        # A body that goes on to be named has a fuller name now.
        fuller = [each for each in come if one.words and each.words[:1] == one.words[:1] and not each.many]
        if fuller:
            gone.remove(one)
            come.remove(fuller[0])
    if gone and come:
        return True
    alone = [(each, texts[1]) for each in gone] + [(each, texts[0]) for each in come]
    return any(not _stands_in(each, text, language) for each, text in alone)


def _touched(each: Named, touched: Sequence[Span]) -> bool:
    """Tell whether a name was deleted or inserted, in part at least."""
    at = each.at
    return at is not None and any(span.start < at.end and at.start < span.end for span in touched)


def _stands_in(each: Named, text: str, language: str) -> bool:
    """Tell whether a text names one, in these words or in other forms of them."""
    if fold(each.text) in fold(text):
        return True
    return bool(each.words) and set(each.words) <= set(_telling(words_of(text), language))


_NEXT = "next-session"

# Days by which two intervals may differ and still be one. A text is adopted some days sooner or later than the one
# before it; the session of another organ is held some weeks sooner or later each year.
_SHORT, _LONG_TIMES = 10, 45
_SHARE = 0.15  # of the interval, between those two
_SESSION = 75
_SOON = 120  # between two texts, up to which no organ meets again
_AHEAD = (
    12  # sessions; a session that is farther off, or past, and of which no organ is named is another organ's
)


def value(due: Due | None) -> str | None:
    """Return when something is due, apart from how often it comes again: ``session 64``, ``2015-06``, ``P90D``."""
    if due is None:
        return None
    parts = (f"session {due.session}" if due.session is not None else "", due.date or "")
    return " ".join(part for part in parts if part) or due.relative


def same_interval(one: Due, other: Due, sides: tuple[Side, Side]) -> bool:
    """Tell whether two times are as long after the texts that set them.

    Asked at the sixty-second session for the sixty-third, and at the sixty-third for the sixty-fourth, is the same; so
    is a year from March to March. Where one names a session and a day, and the other one of both, that one counts.
    Sessions of an organ that is not known move on with the years.
    """
    if one.session is not None and other.session is not None:
        counted = _sessions_on(one, sides[0]), _sessions_on(other, sides[1])
        if None not in counted:
            return counted[0] == counted[1]
    held, begun = (_times_held(one), _times_held(other)), (_adopted(sides[0]), _adopted(sides[1]))
    if held[0] and held[1] and begun[0] and begun[1] and one.organ == other.organ:
        return abs((held[1] - held[0]) - (begun[1] - begun[0])).days <= _SESSION
    if _NEXT in (one.relative, other.relative):
        counted = _sessions_on(one, sides[0]), _sessions_on(other, sides[1])
        return counted[0] == counted[1]
    if one.relative and other.relative:
        return one.relative == other.relative
    dated = [len(each.date) for each in (one, other) if each.date]
    if len(dated) > 1 and min(dated) == len("YYYY"):
        return _years_on(one, sides[0]) == _years_on(other, sides[1])
    days = _days_on(one, sides[0]), _days_on(other, sides[1])
    if days[0] is None or days[1] is None:
        if one.session is not None or other.session is not None:
            return _apart(sides) >= _SOON
        return _counted_years(one, sides[0]) == _counted_years(other, sides[1])
    return abs(days[0] - days[1]) <= _allowed(one, other, dated, max(days[0], days[1]))


def _apart(sides: tuple[Side, Side]) -> int:
    """Return how many days lie between two texts, 0 where that is not known."""
    days = [_adopted(side) for side in sides]
    return abs((days[1] - days[0]).days) if days[0] and days[1] else 0


def _allowed(one: Due, other: Due, dated: list[int], days: int) -> int:
    """Return by how many days two intervals may differ.

    Args:
        dated: letters of the dates named; days: of the longer interval.
    """
    if len(dated) > 1:
        exact = min(dated) == len("YYYY-MM-DD")
        return min(_LONG_TIMES, max(_SHORT, int(_SHARE * days))) if exact else _LONG_TIMES
    return _SESSION if one.session is not None or other.session is not None else _LONG_TIMES


def _sessions_on(due: Due, side: Side) -> int | None:
    """Return how many sessions of its own organ after a text something is due."""
    if due.relative == _NEXT and due.session is None:
        return 1
    if due.session is None or side.session is None or due.organ not in (None, side.organ):
        return None
    on = due.session - side.session
    return on if due.organ is not None or 0 <= on <= _AHEAD else None


def _years_on(due: Due, side: Side) -> int | None:
    """Return how many years after a text something is due."""
    begun = _adopted(side)
    return int(due.date[:4]) - begun.year if due.date and begun else None


def _counted_years(due: Due, side: Side) -> tuple[int | None, str]:
    """Return a date counted from its text where no day of adoption is known."""
    years = _years_on(due, side)
    if years is None and due.date:
        years = int(due.date[:4])
    return years, due.date[4:] if due.date else ""


def _times_held(due: Due) -> datetime.date | None:
    """Return when the session opens that is named with its organ."""
    window = session_window(due.organ, due.session) if due.organ and due.session is not None else None
    return window.opens if window else None


def _days_on(due: Due, side: Side) -> int | None:
    """Return how many days after the adoption of a text something is due."""
    begun, day = _adopted(side), _day(due)
    return (day - begun).days if begun and day else None


def _day(due: Due) -> datetime.date | None:
    if due.date and len(due.date) >= len("YYYY-MM"):
        parts = [int(part) for part in due.date.split("-")]
        try:
            return datetime.date(*[*parts, 15][:3])
        except ValueError:
            return None
    if due.session is not None and due.from_ is None:
        return _times_held(due) or due.to
    return due.from_ if due.session is not None else due.to or due.from_


def _adopted(side: Side) -> datetime.date | None:
    """Return when a text was adopted; of one without a date, when its session opened."""
    if side.adopted_on is not None:
        return side.adopted_on
    window = session_window(side.organ, side.session) if side.organ and side.session is not None else None
    return window.opens if window else None


_LIKE = 0.5  # of the words of a condition that the other text must have for it to be the same
_WHOLE = 4  # words of a condition with which another may begin and be the same, narrowed
_TOUCHED = 0.34  # of the letters of a condition that must be deleted or inserted for it to be gone or new


@dataclass(frozen=True, slots=True)
class Reserve:
    """A condition: its words, their place in what is compared, what it means, and the words that tell which it is."""

    text: str
    at: Span
    meaning: str | None
    words: frozenset[str]


def reserve(text: str, at: Span, language: str) -> Reserve:
    """Return a condition with what it means."""
    own = comparing_words(language)
    folded = fold(text)
    meaning = None
    if own is not None:
        meaning = next((name for name, pattern in own.conditions if pattern.search(folded)), None)
    return Reserve(text, at, meaning, _words(text, language))


def _words(text: str, language: str) -> frozenset[str]:
    own = comparing_words(language)
    small: frozenset[str] = own.small | own.leading if own else frozenset()
    return frozenset(
        stem(word, language) for word in words_of(text) if word not in small and not word.isdigit()
    )


def reserves_changed(
    before: Sequence[Reserve],
    after: Sequence[Reserve],
    texts: tuple[str, str],
    touched: tuple[Sequence[Span], Sequence[Span]],
    language: str,
) -> Iterator[Change]:
    """Yield the conditions that were added, dropped, or put in the place of others.

    A condition that the other text has in other words, or in another place, is the same.

    Args:
        before, after: of the charges that answer one another; texts: in which they stand.
        touched: what was deleted, and what was inserted.
    """
    gone = _left(before, after, texts[1], touched[0], language)
    come = _left(after, before, texts[0], touched[1], language)
    for ours, theirs, others, turned in ((gone, come, after, False), (come, gone, before, True)):
        for each in list(ours):
            kept = next((other for other in others if _begins(each, other)), None)
            if kept is not None:  # it goes on, with more or fewer words
                ours.remove(each)
                if kept in theirs:
                    theirs.remove(kept)
                change = Change("condition", each.text, kept.text, None, None, each.at, kept.at)
                yield change.mirrored() if turned else change
    for place in range(max(len(gone), len(come))):
        one = gone[place] if place < len(gone) else None
        other = come[place] if place < len(come) else None
        if one and other:
            yield Change("condition", one.text, other.text, None, None, one.at, other.at)
        elif one:
            yield Change("condition-dropped", one.text, None, None, None, one.at, None)
        elif other:
            yield Change("condition-added", None, other.text, None, None, None, other.at)


def _left(
    ours: Sequence[Reserve], theirs: Sequence[Reserve], other: str, touched: Sequence[Span], language: str
) -> list[Reserve]:
    """Return the conditions of one text that the other does not have, each meaning once."""
    own = comparing_words(language)
    folded = fold(other)
    meant = {each.meaning for each in theirs if each.meaning}
    if own is not None:
        meant |= {name for name, pattern in own.conditions if pattern.search(folded)}
    words = _words(other, language)
    found: list[Reserve] = []
    for each in ours:
        same = each.meaning in meant if each.meaning else _held(each.words, words) >= _LIKE
        named = _documents(each.text)
        same = same or (bool(named) and named <= _documents(other))
        if same or touched_share(each.at, touched) < _TOUCHED:
            continue
        if any(each.text == one.text or (each.meaning and each.meaning == one.meaning) for one in found):
            continue
        found.append(each)
    return found


def _begins(one: Reserve, other: Reserve) -> bool:
    """Tell whether one of two conditions begins with the whole of the other."""
    texts = sorted((fold(one.text).rstrip(" ,;."), fold(other.text).rstrip(" ,;.")), key=len)
    return len(texts[0].split()) >= _WHOLE and texts[1].startswith(texts[0])


def _documents(text: str) -> set[str]:
    """Return the numbers by which a text names documents: 55/282, 1325 (2000)."""
    return set(re.findall(r"\d+/\d+|\d{2,4} ?\((?:\d{4}|[IVXLC]+)\)", text))


def _held(words: frozenset[str], others: frozenset[str]) -> float:
    if not words:
        return 1.0
    return sum(any(akin(word, other) for other in others) for word in words) / len(words)


def touched_share(at: Span, touched: Sequence[Span]) -> float:
    """Return how much of a stretch was deleted or inserted."""
    length = at.end - at.start
    common = sum(max(0, min(at.end, span.end) - max(at.start, span.start)) for span in touched)
    return common / length if length else 0.0
