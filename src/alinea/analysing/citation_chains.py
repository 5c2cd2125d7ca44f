"""Which numbers of a paragraph cite resolutions, and what the words around each say of it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from alinea.analysing.citation_checks import borne_out, can_bear, stands_alone
from alinea.analysing.citation_numbers import Number
from alinea.model.spans import Span
from alinea.vocab.citation_words import CitationWords, citation_words
from alinea.vocab.dates import date_at
from alinea.vocab.folding import spaced

_MAX_LOOSE_GAP = 320
_MOST_NEAR = 40
"""How many organs, numbers or symbols near a place are looked at."""
FOREIGN = "foreign"
CUT_SHORT = ("assembly", "council", "commission")
_MAX_DATED_GAP = 900
_FAR = 160
"""Characters after a number within which words say who adopted it."""
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Head:
    """A word that numbers follow: its kind (``resolution``, ``decision``, ``statement``) and place."""

    kind: str
    start: int
    end: int
    plural: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A number that cites, and what follows it.

    Attributes:
        number: the number.
        organ: what the words directly after it say of whose it is, a value of `CitationWords.series`.
        relative: the subject of a relative clause after it: a weaker sign of the same.
        other: the words after it say that it is of a body that is not known here: ``de la Conférence``.
        date: the date that follows it.
        respective: dates that follow it, one for each of the numbers before it: ``en date respectivement du``.
        named: where its own words end: the number, and the date if that follows at once.
        tail: where all that follows of it ends.
        place: where the words that name a place within it stand, after it: ``, sect. III``.
    """

    number: Number
    organ: str | None
    relative: str | None
    date: datetime.date | None
    respective: tuple[datetime.date, ...]
    named: int
    tail: int
    place: Span | None = None
    other: bool = False


@dataclass(slots=True)
class Chain:
    """A head and the numbers that follow it.

    Attributes:
        head: None for a number that stands without one.
        organ: the organ between the head and its first number, or before the head in some languages.
        adjoining: nothing stands between the head and its first number.
        other: the words before the head name a body that is not known here: ``Conference resolution``.
        items: the numbers, in order.
        follows: the chain before, where nothing but linking words lies between.
        series: whose its last number was found to be, once that is known.
    """

    head: Head | None
    organ: str | None = None
    adjoining: bool = False
    other: bool = False
    items: list[Cited] = field(default_factory=list)
    follows: Chain | None = None
    series: str | None = None


class Mention(NamedTuple):
    """The name of an organ: its place, and what it stands for, a value of `CitationWords.series`."""

    start: int
    end: int
    series: str


@cache
def sentence_end() -> re.Pattern[str]:
    """Match, in text as printed, where one sentence ends and the next begins."""
    return re.compile(r"[.!?]\s+(?=[A-ZÀ-Ý«“\"])")


@cache
def _clause_end() -> re.Pattern[str]:
    return re.compile(r"[;:]|\d\s?/\s?\d|\d \((?:19|20)\d\d\)")


@cache
def _acronym() -> re.Pattern[str]:
    return re.compile(r"[A-Z][A-Z&-]+(?![\w/(-])")


@cache
def _capital() -> re.Pattern[str]:
    """Match the word with a capital that ends a text, and what shows that it opens a sentence."""
    return re.compile(r"(?P<opening>(?:\A|[.!?:;(“\"«]\s?|\n))?(?<![\w-])(?P<word>[A-Z][\w&'’.-]*)\s$")


@cache
def _few_words() -> re.Pattern[str]:
    return re.compile(r"\s(?:[a-z'-]+\s){1,3}")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|\d{4,}|[^\W_]*\d[^\W_]*/\S*")


@lru_cache(maxsize=4)
def organs_in(folded: str, language: str) -> tuple[Mention, ...]:
    """Return the names of organs in a folded text, in order."""
    # A paragraph is asked for them twice: for whose its numbers are, and for the commission it names last.
    words = citation_words(language)
    found: list[Mention] = []
    following = done = 0
    for word in spaced(folded).split(" "):
        start, following = following, following + len(word) + 1
        if word[:2] in words.organ_opening and start >= done and (match := words.organ.match(folded, start)):
            done = match.end()
            found.append(Mention(start, done, words.series[match.lastgroup or ""]))
    return tuple(found)


class Reader:
    """Reads the chains of citations of one paragraph.

    Args:
        text: the paragraph as printed; folded: the same, folded.
        language: its tag; words: the citation words of it.
        taken: document symbols with their places: a number within one cites nothing.
        note: True for a footnote, which can consist of a number and nothing else.
    """

    def __init__(
        self,
        text: str,
        folded: str,
        language: str,
        words: CitationWords,
        taken: tuple[tuple[str, int, int], ...],
        note: bool = False,
    ) -> None:
        self.text = text
        self.folded = folded
        self.language = language
        self.words = words
        self.taken = taken
        self.note = note
        self.heads = [
            Head(match.lastgroup or "", match.start(), match.end(), match[0].endswith("s"))
            for match in words.head.finditer(folded)
            if match.lastgroup != "statement" or words.president.search(folded, match.end(), match.end() + 80)
        ]
        self._head_ends = [head.end for head in self.heads]
        self._taken_starts = [start for _, start, _ in taken]

    def chains(self, numbers: list[Number]) -> list[Chain]:
        """Return the chains of the numbers that cite; the others are left out."""
        chains: list[Chain] = []
        for number in numbers:
            symbol = self.symbol_before(number.end)
            if symbol and symbol[2] > number.start:
                continue
            self._place(number, chains)
        for chain in chains:
            dates = chain.items[-1].respective
            items = chain.items[-len(dates) :]
            parted = len(chain.items[-1].number.cited) == len(dates)  # each date is of a part
            if 1 < len(dates) == len(items) and not parted and not any(cited.date for cited in items):
                chain.items[-len(dates) :] = [
                    replace(cited, date=date) for cited, date in zip(items, dates, strict=True)
                ]
        return chains

    def _place(self, number: Number, chains: list[Chain]) -> None:
        """Put a number into the last chain, or open a chain with it, or leave it."""
        last = chains[-1] if chains else None
        tail = last.items[-1].tail if last else 0
        head = self._head_before(number.start)
        if head and head.start >= tail:
            if self._follows_head(head, number):
                chain = Chain(head)
                gap = self.folded[head.end : number.start]
                organs = self.organs(head.end, number.start)
                chain.adjoining = not gap.strip()
                chain.organ = organs[-1] if organs else self._organ_before(head)
                chain.other = chain.organ in (None, *CUT_SHORT) and self._other_before(head)
                if chain.other:
                    chain.organ = None
                if last and self._is_linking(tail, self._determined(head.start)):
                    chain.follows = last
                chain.items.append(self._cited(number))
                chains.append(chain)
                return
            if last is None or last.head is None or not self._same_sentence(tail, number.start):
                self._alone(number, chains)
                return
        if last is not None and self._continues(last, tail, number):
            last.items.append(self._cited(number))
        else:
            self._alone(number, chains)

    def _alone(self, number: Number, chains: list[Chain]) -> None:
        """Open a chain without head for a number that can only cite, though the head be unreadable or cut off."""
        cited = self._cited(number)
        opening = not self.text[: number.start].strip()
        if opening and number.shape in ("roman", "annual"):
            return  # the heading of another resolution
        counted = self.words.counted.search(self.folded, max(0, number.start - 12), number.start)
        told = (
            stands_alone(number)
            or borne_out(number, cited.date)
            or (cited.organ is not None and can_bear(cited.organ, number))
        )
        if (self.note and opening) or (told and not counted):
            chains.append(Chain(None, items=[cited]))

    def _follows_head(self, head: Head, number: Number) -> bool:
        gap_length = number.start - head.end
        if gap_length > _MAX_LOOSE_GAP:
            return False
        if self._is_linking(head.end, number.start):
            return True
        if number.shape != "annual" and _few_words().fullmatch(self.folded, head.end, number.start):
            return True
        return head.plural and self._loosely(head.end, number)

    def _continues(self, chain: Chain, tail: int, number: Number) -> bool:
        gap_length = number.start - tail
        if gap_length > _MAX_DATED_GAP:
            return False
        gap = self.folded[tail : number.start]
        if self._is_linking(tail, number.start) and (gap.strip() or number.shape != "session"):
            return True
        if not self._loosely(tail, number):
            return False
        if chain.head is not None and chain.head.plural and gap_length <= _MAX_LOOSE_GAP:
            return True
        return borne_out(number, self._cited(number).date)

    def _loosely(self, start: int, number: Number) -> bool:
        """Tell whether a number goes on with a list although other words, such as titles, lie between."""
        gap = self.folded[max(start, number.start - 24) : number.start]
        separated = bool(self.words.separator.search(gap)) or (
            number.shape == "annual" and stands_alone(number)
        )
        return separated and self._same_sentence(start, number.start)

    def _same_sentence(self, start: int, end: int) -> bool:
        return not sentence_end().search(self.text, start, end)

    def _is_linking(self, start: int, end: int) -> bool:
        """Tell whether only names of organs, dates and linking words lie between two places."""
        if end <= start:
            return True
        gap = self.folded[start:end]
        if "." in gap and sentence_end().search(self.text, start, end):
            return False
        for _, taken_start, taken_end in self.taken[bisect_left(self._taken_starts, start) :][:_MOST_NEAR]:
            if taken_start >= end:
                break
            gap = gap.replace(self.folded[taken_start:taken_end], " ")
        gap = self._without_dates(gap)
        if self._all_linking(gap):
            return True
        return self._all_linking(self.words.organ.found.sub(" ", gap))

    def _all_linking(self, gap: str) -> bool:
        return all(word in self.words.linking for word in _word().findall(gap))

    def _without_dates(self, gap: str) -> str:
        if not any(c.isdigit() for c in gap):
            return gap
        pieces, at = [], 0
        for match in re.finditer(r"\b[0-9il]", gap):
            if match.start() < at:
                continue
            found = date_at(gap, match.start(), self.language)
            if found:
                pieces.append(gap[at : match.start()])
                at = found[1]
        return " ".join([*pieces, gap[at:]])

    def _determined(self, start: int) -> int:
        """Return where the article or possessive before a head begins."""
        match = re.search(r"(?:\w+'?\s){1,2}$", self.folded[max(0, start - 30) : start])
        return start - len(match[0]) if match else start

    @cached_property
    def _mentions(self) -> tuple[tuple[Mention, ...], list[int]]:
        found = organs_in(self.folded, self.language)
        return found, [mention.start for mention in found]

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Return the names of organs between two places; of very many the last."""
        found, starts = self._mentions
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        return [mention for mention in found[max(first, last - _MOST_NEAR) : last] if mention.end <= end]

    def organs(self, start: int, end: int) -> list[str]:
        """Return the organs named between two places, as values of `CitationWords.series`, in order."""
        return [mention.series for mention in self.mentions(start, end) if mention.series != "none"]

    def symbol_before(self, place: int) -> tuple[str, int, int] | None:
        """Return the last document symbol that begins before a place."""
        index = bisect_left(self._taken_starts, place) - 1
        return self.taken[index] if index >= 0 else None

    def _head_before(self, place: int) -> Head | None:
        index = bisect_right(self._head_ends, place) - 1
        return self.heads[index] if index >= 0 else None

    def of_an_earlier_head(self, head: Head) -> list[str]:
        """Return the organs whose resolutions an earlier head of the sentence speaks of, before it names one.

        A sample: ``les résolutions pertinentes de la Commission des droits de l'homme, dont la résolution``.
        """
        earlier = self._head_before(head.start - 1)
        if earlier is None or head.start - earlier.end > _MAX_LOOSE_GAP:
            return []
        if not self._same_sentence(earlier.end, head.start):
            return []
        named = self.mentions(earlier.end, head.start)
        if named and named[-1].series == FOREIGN and self._is_linking(named[-1].end, head.start):
            return [FOREIGN]
        return [mention.series for mention in named if mention.series not in ("none", FOREIGN)]

    def _organ_before(self, head: Head) -> str | None:
        if not self.words.organ_before_head:
            return None
        start = max(0, head.start - 110)
        named = self.mentions(start, head.start)
        if not named:
            return None
        between = self.folded[named[-1].end : head.start].strip(" '")
        if between and not self._all_linking(between):
            return None
        return None if named[-1].series == "none" else named[-1].series

    def _cited(self, number: Number) -> Cited:
        """Read what follows a number: a date, an organ, or the organ and then the date."""
        named = tail = number.end
        organ = relative = place = None
        other = False
        dates: list[datetime.date] = []
        respective = False
        for _ in range(4):
            if not dates and (intro := self.words.before_date.match(self.folded, tail)):
                respective = bool(self.words.respectively.search(intro[0]))
                dates, tail = self._dates(intro.end(), tail)
                if dates:
                    if "(" in intro[0] and self.folded[tail : tail + 1] == ")":
                        tail += 1
                    respective = respective or len(dates) > 1
                    named = tail if organ is None and place is None else named
                    continue
            if organ is None and (name := self._organ_at(tail)):
                organ, tail = name
                continue
            if place is None and (place := self.place_at(tail)):
                tail = place.end
                continue
            break
        if organ is None:
            relative = self._relative(tail)
            other = relative == FOREIGN or self._other_at(tail) or self._adopted_by_another(tail)
        date = dates[0] if dates and not respective else None
        return Cited(
            number, organ, relative, date, tuple(dates) if respective else (), named, tail, place, other
        )

    def _relative(self, tail: int) -> str | None:
        """Return the organ that is the subject of a relative clause at a place; of another's only where it acts."""
        match = self.words.relative.match(self.folded, tail)
        subject = self.words.organ.match(self.folded, match.end()) if match else None
        if subject is None:
            return None
        series = self.words.series[subject.lastgroup or ""]
        return (
            None if series == FOREIGN and self.words.spoken_of.match(self.folded, subject.end()) else series
        )

    def _other_at(self, at: int) -> bool:
        """Tell whether a body that is not known here is named directly after a place: `` de la Conférence``."""
        intro = self.words.before_organ.match(self.folded, at)
        if intro is None or "," in intro[0] or not self.words.of_body.search(intro[0]):
            return False
        return not self.words.organ.match(self.folded, intro.end()) and self._is_body(intro.end())

    def _adopted_by_another(self, tail: int) -> bool:
        """Tell whether words further on say that a body that is not known here adopted it."""
        stop = min(len(self.folded), tail + _FAR)
        if ended := _clause_end().search(self.folded, tail, stop):
            stop = ended.start()
        found = self.words.adopted_by.search(self.folded, tail, stop)
        if found is None:
            return False
        name = self.words.organ.match(self.folded, found.end())
        if name is None:
            return self._is_body(found.end())
        series = self.words.series[name.lastgroup or ""]
        return series == FOREIGN or (series in CUT_SHORT and self._of_another(name.end()))

    def _is_body(self, at: int) -> bool:
        """Tell whether what is printed at a place is a name, of a kind of body or in capitals: *UIT*."""
        acronym = _acronym().match(self.text, at)
        if acronym:
            return acronym[0].lower() not in self.words.no_bodies
        return self.text[at : at + 1].isupper() and self.words.body.match(self.folded, at) is not None

    def _of_another(self, end: int) -> bool:
        """Tell whether a name cut short is that of another body: ``l'Assemblée de l'OACI``."""
        if self.words.qualified.match(self.folded, end):
            return True
        intro = self.words.before_organ.match(self.folded, end)
        if intro is None or "," in intro[0] or not self.words.of_body.search(intro[0]):
            return False
        name = self.words.organ.match(self.folded, intro.end())
        if name is not None:
            return self.words.series[name.lastgroup or ""] == FOREIGN
        return self._is_body(intro.end())

    def _other_before(self, head: Head) -> bool:
        """Tell whether the name before a head is that of a body not known here: ``ICAO Assembly resolution``."""
        if not self.words.organ_before_head:
            return False
        named = self.mentions(max(0, head.start - 110), head.start)
        end = head.start
        if named and not self.folded[named[-1].end : head.start].strip():
            if named[-1].series not in CUT_SHORT:
                return False
            if len(named) > 1 and not self.folded[named[-2].end : named[-1].start].strip():
                return named[-2].series == FOREIGN
            end = named[-1].start
        word = _capital().search(self.text, max(0, end - _LONGEST_WORD), end)
        if word is None:
            return False
        said = self.folded[word.start("word") : word.end("word")]
        if said in self.words.no_bodies:
            return False
        if end == head.start and self.words.body.fullmatch(said):
            return True
        return not word["opening"] and not said.endswith("ing") and word.start("word") > 0

    def place_at(self, tail: int) -> Span | None:
        """Return where a place within what was cited is named directly after it: not one in what is cited next."""
        found = self.words.places.after.match(self.folded, tail)
        if found is None or self.words.places.of_next.match(self.folded, found.end()):
            return None
        return Span(*found.span("place"))

    def _dates(self, start: int, tail: int) -> tuple[list[datetime.date], int]:
        """Return the date at a place, or the list of dates that begins there, and where it ends.

        Args:
            start: where the first date would stand.
            tail: what to return as the end where there is none.
        """
        dates: list[datetime.date] = []
        while found := date_at(self.folded, start, self.language):
            dates.append(found[0])
            tail = found[1]
            following = self.words.further_date.match(self.folded, tail)
            if following is None:
                break
            start = following.end()
        return dates, tail

    def _organ_at(self, at: int) -> tuple[str, int] | None:
        """Return the organ named directly after a place, with what introduces it, and where it ends."""
        intro = self.words.before_organ.match(self.folded, at)
        if intro is None:
            return None
        name = self.words.organ.match(self.folded, intro.end())
        if name is None:
            return None
        series = self.words.series[name.lastgroup or ""]
        if series in CUT_SHORT and self._of_another(name.end()):
            series = FOREIGN
        return None if series == "none" else (series, name.end())
