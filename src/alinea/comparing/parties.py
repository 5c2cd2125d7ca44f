"""Whether two texts charge the same: names of one office, body or group in other words are no change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alinea.comparing.weighing import words_of
from alinea.model.record import Party
from alinea.model.spans import Span
from alinea.vocab.comparing_words import comparing_words
from alinea.vocab.folding import fold
from alinea.vocab.search_words import stem

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
