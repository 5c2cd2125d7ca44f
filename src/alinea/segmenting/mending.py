"""From stretches of the source to a text as a reader would copy it out, with the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

from alinea.model.spans import MendedText, Span
from alinea.vocab.tables import table

_COMMON = "\n\t\f\r\u00a0\u202f"
"""White space beside the plain one that texts are full of; of any other a text mostly has none."""

# It begins with the hyphen, so that the engine skips to these; the word before it is looked at afterwards.
_LINE_END = re.compile(r"[-‐]\s{0,20}\n\s{0,20}([^\W\d_]{1,40})")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}\Z")
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _rare() -> tuple[str, ...]:
    return tuple(sign for sign in map(chr, range(1, 0x3001)) if sign.isspace() and sign not in _COMMON + " ")


@lru_cache(maxsize=8)
def _has_rare(content: str) -> bool:
    # Asked for every paragraph of a text.
    return any(sign in content for sign in _rare())


@cache
def _pattern(language: str, rare: bool) -> re.Pattern[str]:
    """Compile what is mended: all that is not one plain space between two words.

    Every alternative begins with one literal character, so that the engine skips to these characters instead of
    trying all alternatives at every place; what was matched is told by that character.

    - a soft hyphen, and the sign old converters left for a hyphen at a line end (``pren› dre``), with the white
      space after it: dropped;
    - a hyphen at a line end (``sous-⏎régional``): the hyphen stays, unless it parts one word (``réso-⏎lution``);
    - an elided article set apart from its noun (``l' Assemblée``), in languages that have one;
    - white space before a comma or full stop (``générale ,``), and any other than one plain space. A single line
      feed between two words, by far the commonest, is left where it stands: `_Maker.made` writes it as a space.
    """
    try:
        elided = table(language, "structure").get("mending", {}).get("elided", "")
    except FileNotFoundError:
        elided = ""
    parts = [r"\u00ad\s*"]
    parts += [rf"{sign}\s*(?=[^\W\d_A-Z])" for sign in "›¬"]
    parts += [rf"{sign}(?<=\w{sign})\s*\n\s*(?=\w)" for sign in ("-", "‐")]
    if elided:
        parts += [rf"{sign}(?<=(?<![^\W\d_])[{elided}]{sign})\s(?=\w)" for sign in "'’"]
    apart = rf"['’](?<=(?<![^\W\d_])[{elided}] ['’])\s?(?=\w)|" if elided else ""
    parts += [rf" (?:{apart}\s+|(?=[,.](?:\s|\Z)))"]
    parts += [r"\n(?:\s+|(?<![^\s‐-]\n)|(?=[,.]|\Z))"]
    # The fewer alternatives, the sooner each plain space is passed over.
    parts += [rf"{re.escape(sign)}\s*" for sign in (*_COMMON[1:], *(_rare() if rare else ()))]
    return re.compile("|".join(parts))


_LONG = 100_000
"""Characters of a text from which on all its words are told once: in a shorter one each is sooner looked for."""
_SOON = 50
"""Places within other words that are passed over before all words are told: short ones stand in many."""


def _hyphenated(content: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield where words stand that a line end parts, and their halves."""
    done = 0
    for match in _LINE_END.finditer(content):
        first = _WORD_BEFORE.search(content, max(done, match.start() - 41), match.start())
        if first is not None:
            yield first.start(), match.end(), first[0], match[1]
            done = match.end()


@lru_cache(maxsize=8)
def _folded(content: str) -> str:
    return content.casefold()


@lru_cache(maxsize=8)
def _whole(content: str) -> str:
    """Return a text in small letters, those words left out that a line end parts."""
    kept, place = [], 0
    for start, end, _, _ in _hyphenated(content):
        kept.append(content[place:start])
        place = end
    return _folded(" ".join((*kept, content[place:])))


@lru_cache(maxsize=8)
def _words_of(folded: str) -> frozenset[str]:
    """Return the words of a text, and its compounds that stand in one line: ``cessez-le``."""
    parts = [(match.start(), match[0]) for match in _LETTERS.finditer(folded)]
    compounds = (
        f"{one}-{other}"
        for (start, one), (then, other) in pairwise(parts)
        if then == start + len(one) + 1 and folded[then - 1] == "-"
    )
    return frozenset(chain((word for _, word in parts), compounds))


def _stands(word: str, folded: str) -> bool:
    """Tell whether a word, or a compound, stands in a text between signs that are no letters."""
    if len(folded) > _LONG:
        return word in _words_of(folded)
    place = -1
    for _ in range(_SOON):
        place = folded.find(word, place + 1)
        if place < 0:
            return False
        end = place + len(word)
        if not (_is_letter(folded[max(place - 1, 0) : place]) or _is_letter(folded[end : end + 1])):
            return True
    return word in _words_of(folded)


def _is_letter(sign: str) -> bool:
    return _LETTERS.match(sign) is not None


@lru_cache(maxsize=8)
def _parts_words(content: str) -> bool:
    """Tell whether a text parts words at its line ends, as old print does: more of them than compounds with hyphens."""
    parted = compounds = 0
    for _, _, first, last in _hyphenated(_folded(content)):
        parted += _stands(first + last, _whole(content))
        compounds += _stands(f"{first}-{last}", _folded(content))
    return parted > compounds


def _parts_a_word(content: str, at: int, end: int, language: str) -> bool:
    """Tell whether a hyphen at a line end parts one word, which then stands elsewhere in the text without it."""
    if not content[at - 1].islower() or not content[end].islower():
        return False
    start = _start_of_word(content, at)
    found = _LINE_END.match(content, at)
    if found is None or not 0 < at - start <= 40:
        return False
    first, last = content[start:at].casefold(), found[1].casefold()
    if _stands(first + last, _whole(content)):
        return True
    if (
        first in _prefixes(language)
        or _stands(f"{first}-{last}", _folded(content))
        or _stands(first, _whole(content))
    ):
        return False
    return _parts_words(content)


def _start_of_word(content: str, at: int) -> int:
    while at and content[at - 1].isalpha():
        at -= 1
    return at


@cache
def _prefixes(language: str) -> frozenset[str]:
    """Return the words that keep their hyphen when a line breaks after it: *sous-régional*."""
    try:
        return frozenset(table(language, "structure").get("mending", {}).get("prefixes", ()))
    except FileNotFoundError:
        return frozenset()


def mend(
    content: str, pieces: Iterable[Span], drops: Sequence[Span] = (), language: str = "fr"
) -> MendedText:
    """Return the text of stretches of the source, mended.

    Args:
        content: the source.
        pieces: the stretches, in reading order; between two of them stands a space, unless a word is
            hyphenated over the gap.
        drops: stretches to leave out (mark-up, footnote marks), in order of place.
        language: tag of the language, for its elisions.

    A sample: ``L' Assemblée  générale ,`` gives ``L'Assemblée générale,``.
    """
    maker = _Maker()
    search = _pattern(language, _has_rare(content)).finditer
    first = True
    for piece in pieces:
        if not first:
            maker.space(piece.start)
        first = False
        for start, end in _kept(piece, drops):
            place = start
            for match in search(content, start, end):
                at = match.start()
                if at > place:
                    maker.words(place, content[place:at])
                sign = content[at]
                if sign in "-‐":
                    if not _parts_a_word(content, at, match.end(), language):
                        maker.words(at, sign)
                elif sign in "'’":
                    maker.words(at, sign)
                elif sign not in "\u00ad›¬":
                    apostrophe = content[at + 1 : match.end()][:1]
                    if apostrophe and apostrophe in "'’":
                        maker.words(at + 1, apostrophe)
                    else:
                        maker.space(at)
                place = match.end()
            if place < end:
                maker.words(place, content[place:end])
    return maker.made()


def _kept(piece: Span, drops: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield what is left of a piece when the drops are taken out."""
    place = piece.start
    for drop in drops:
        if drop.end <= place:
            continue
        if drop.start >= piece.end:
            break
        if drop.start > place:
            yield place, drop.start
        place = drop.end
    if place < piece.end:
        yield place, piece.end


class _Maker:
    """Gathers runs of words, one space between them at most, none at the ends and none before a comma."""

    __slots__ = ("expected", "held", "hyphenated", "length", "sources", "starts", "text")

    def __init__(self) -> None:
        self.text: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self.length = 0
        self.expected = -1
        self.held = -1  # the place of white space that waits for what comes after it
        self.hyphenated = False

    def space(self, place: int) -> None:
        """Take white space."""
        if self.length and self.held < 0 and not self.hyphenated:
            self.held = place

    def words(self, place: int, characters: str) -> None:
        """Take characters that stand at a place of the source, plain spaces among them."""
        body = characters.strip()
        if not body:
            self.space(place)
            return
        lead = characters.index(body[0]) if characters[0] != body[0] else 0
        if lead:
            self.space(place)
        if self.held >= 0:
            if not (body[0] in ",." and body[1:2] in ("", " ", "\n")):
                self._add(self.held, " ")
            self.held = -1
        self._add(place + lead, body)
        end = lead + len(body)
        self.hyphenated = False
        if end < len(characters):
            self.held = place + end
        else:
            # A word hyphenated over a page end goes on without a space.
            self.hyphenated = body[-1] in "-‐" and len(body) > 1 and body[-2].isalpha()

    def _add(self, place: int, characters: str) -> None:
        if place != self.expected:
            self.starts.append(self.length)
            self.sources.append(place)
        self.text.append(characters)
        self.length += len(characters)
        self.expected = place + len(characters)

    def made(self) -> MendedText:
        """Return the text; the line feeds that stand in it each part two words."""
        return MendedText("".join(self.text).replace("\n", " "), tuple(self.starts), tuple(self.sources))
