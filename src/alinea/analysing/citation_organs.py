"""Whose a cited number is: said by the words around it, or told by how it is built and dated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from alinea.analysing.citation_chains import FOREIGN, Chain, Cited, Reader, organs_in
from alinea.analysing.citation_checks import agrees, can_bear, stands_alone
from alinea.analysing.citation_numbers import Number
from alinea.vocab.bodies import bodies
from alinea.vocab.citation_words import citation_words
from alinea.vocab.folding import fold

_LAST = "A/HRC"  # a number of a low session, where the text names this organ and gives the number to no other
_LAST_YEAR_OF_NUMERALS = 1979
_WINDOW = 260
_AFTER = 1200
_NEAR = 100
_MAX_CLAUSE = 120


@cache
def _clause() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"(?:[.;:!?]\s)"),
        re.compile(r"(\w+)['’]?\s?(?:l'|l '|le |la |the )?\s?$"),
        re.compile(r",?\s?$"),
    )


def is_commission(series: str) -> bool:
    """Tell whether a series is that of a commission, which later mentions call just so."""
    return series.startswith(("E/", "LC", "HS/")) and series in bodies()


def last_commission(text: str, language: str) -> str | None:
    """Return the series of the commission that a text names last in full, or None.

    A sample: ``la Commission des stupéfiants`` gives ``E/CN.7``.
    """
    words = citation_words(language)
    folded = fold(text)
    if not words.commission.search(folded):
        return None
    named = (mention.series for mention in reversed(organs_in(folded, language)))
    return next((series for series in named if is_commission(series)), None)


class Attribution:
    """Tells whose each cited number of a paragraph is.

    Args:
        reader: of the paragraph.
        adopting: the series of the organ that adopts the resolution, None where it is not known.
        commission: the series of the commission last named in full before the paragraph, or None.
        named: tells whether the text names the organ of a series anywhere.

    Attributes:
        unknown: the places of the numbers that could be of several bodies, and that nothing gives to one.
    """

    def __init__(
        self,
        reader: Reader,
        adopting: str | None,
        commission: str | None = None,
        named: Callable[[str], bool] | None = None,
    ) -> None:
        self.reader = reader
        self.named = named
        self.adopting = adopting
        self.commission = commission
        self.unknown: list[tuple[int, int]] = []
        self._possessives: dict[int, re.Match[str] | None] = {}

    def of(self, chain: Chain, index: int) -> str | None:
        """Return the series of the body whose the number is; None where that is not known or it is foreign.

        What the text says directly holds where the body numbers so at all. What follows from the context
        must also agree with the date.
        """
        series = self._of(chain, index)
        chain.series = series or FOREIGN
        return series

    def _of(self, chain: Chain, index: int) -> str | None:
        cited = chain.items[index]
        kind = chain.head.kind if chain.head else "resolution"
        for said in self._said(chain, index):
            if said == FOREIGN:
                if stands_alone(cited.number):
                    continue
                return None
            for series in self._full(said, cited):
                if can_bear(series, cited.number):
                    return series
            if said == "commission":
                return None
        return self._expected(chain, index, kind)

    def _expected(self, chain: Chain, index: int, kind: str) -> str | None:
        """Return whose a number is by context and shape, where the words at it do not say.

        A date decides between several bodies; it can be misprinted, and does not rule out the only one.
        """
        cited = chain.items[index]
        number = cited.number
        implied = [series for said in self._implied(chain, index) for series in self._full(said, cited)]
        if implied and implied[0] == FOREIGN and not stands_alone(number):
            return None
        implied = [series for series in implied if series != FOREIGN and can_bear(series, number)]
        possible = (*implied, *(series for series in self._by_shape(number) if can_bear(series, number)))
        if number.shape == "roman" and cited.date and cited.date.year > _LAST_YEAR_OF_NUMERALS:
            possible = tuple(series for series in possible if series != "E")
        for series in possible:
            if agrees(series, number, cited.date, kind):
                return series
        named = self._named(cited, kind)
        if named:
            return None if named == FOREIGN else named
        for series in possible:
            if agrees(series, number, None, kind):
                return series
        if can_bear(_LAST, number) and agrees(_LAST, number, cited.date, kind):
            if cited.date or self._is_named(_LAST):
                return _LAST
            self.unknown.append((number.start, number.end))
            return None
        if implied:
            return implied[0]
        # Too high a number for any session: a footnote mark is glued to it, or it is none of a resolution.
        return possible[0] if possible and kind == "resolution" else None

    def _is_named(self, series: str) -> bool:
        """Tell whether the paragraph, or the text it stands in, names an organ."""
        if self.adopting == series or series in self.reader.organs(0, len(self.reader.folded)):
            return True
        return self.named is not None and self.named(series)

    def _named(self, cited: Cited, kind: str) -> str | None:
        """Return the organ named in the paragraph that the number is of by its date, or that stands nearest."""
        number = cited.number
        before = list(reversed(self.reader.organs(0, number.start)))
        after = self.reader.organs(cited.tail, cited.tail + _AFTER)
        for said in (*before, *after):
            for series in self._full(said, cited) if said != FOREIGN else ():
                known = cited.date is not None and bodies()[series].year_of(number.first) is not None
                if can_bear(series, number) and known and agrees(series, number, cited.date, kind):
                    return series
        for said in before:
            if said == FOREIGN:
                return FOREIGN
            for series in self._full(said, cited):
                if can_bear(series, number) and agrees(series, number, cited.date, kind):
                    return series
        return None

    def _said(self, chain: Chain, index: int) -> Iterator[str]:
        """Yield what the words directly at the number or its list say, the nearest first."""
        cited = chain.items[index]
        if attached := self._attached(chain):
            yield attached
        if cited.organ:
            yield cited.organ
        if chain.organ:
            yield chain.organ
        if chain.head is not None and self._possessive(chain):
            return
        for item in chain.items[index : index + _NEAR]:
            if item.organ or item.other:
                yield item.organ or FOREIGN
                return
        if chain.other and cited.relative in (None, FOREIGN):
            yield FOREIGN

    def _attached(self, chain: Chain) -> str | None:
        """Return whose a resolution is that is cited by the document holding it: ``E/2002/23, chap. II, résolution``.

        It is of the body that reports in such documents, otherwise of one that is not known here.
        """
        if chain.head is None or chain.head.plural:
            return None
        folded, head = self.reader.folded, chain.head.start
        held = self.reader.symbol_before(head)
        if held is None:
            return None
        symbol, _, end = held
        if head - end > 80 or folded[end:head].rstrip()[-1:] != ",":
            return None
        place = self.reader.words.places.after.match(folded, end)
        if folded[place.end() if place else end : head].strip(" ,)"):
            return None
        return next((b.series for b in bodies().values() if b.report and b.report.fullmatch(symbol)), FOREIGN)

    def _implied(self, chain: Chain, index: int) -> Iterator[str]:
        """Yield what the context lets expect, the likeliest first."""
        cited = chain.items[index]
        possessive = self._possessive(chain)
        if possessive and (subject := self._subject(chain, possessive)):
            yield subject
        if cited.relative and cited.relative != FOREIGN:
            yield cited.relative
        if possessive and self.adopting:
            yield self.adopting
        for earlier in reversed(chain.items[max(0, index - _NEAR) : index]):
            if earlier.organ:
                yield earlier.organ
        if possessive:
            return
        if chain.follows:
            if chain.follows.series:
                yield chain.follows.series
        elif chain.head:
            yield from reversed(self.reader.of_an_earlier_head(chain.head))

    def _possessive(self, chain: Chain) -> re.Match[str] | None:
        if chain.head is None:
            return None
        head = chain.head.start
        if head not in self._possessives:  # asked for every number of the chain
            before = self.reader.folded[max(0, head - 60) : head]
            self._possessives[head] = self.reader.words.possessive.search(before)
        return self._possessives[head]

    def _subject(self, chain: Chain, possessive: re.Match[str]) -> str | None:
        """Return the organ whose *its* is: ``l'Assemblée générale, dans sa résolution``."""
        if chain.head is None or not possessive["within"]:
            return None
        reader, head = self.reader, chain.head
        clause, before, _ = _clause()
        start = max(0, head.start - _WINDOW)
        for match in clause.finditer(reader.folded, start, head.start):
            start = match.end()
        possessive_at = head.start - len(possessive[0])
        for name in reversed(reader.mentions(start, head.start)):
            series = name.series
            if series == "none":
                continue
            lead = before.search(reader.folded, max(0, name.start - 40), name.start)
            gap = reader.folded[name.end : possessive_at].strip(" ,")
            if not gap:
                return series
            if len(gap) > _MAX_CLAUSE or reader.words.pronoun.search(gap):
                continue
            if series == FOREIGN and not (
                possessive["within"] in reader.words.inside and self._one_clause(gap)
            ):
                continue
            if lead and lead[1] in reader.words.subject:
                return series
        return None

    def _one_clause(self, gap: str) -> bool:
        """Tell whether no joining word parts a subject from what follows it."""
        return not any(word in self.reader.words.joiners for word in gap.split())

    def _full(self, said: str, cited: Cited) -> tuple[str, ...]:
        """Return the series that a name cut short can stand for, the likeliest first."""
        if said == "assembly":
            own = (self.adopting,) if self.adopting in ("UNEP/EA", "HSP/HA") else ()
            return (*own, "A")
        if said == "council":
            return ("S", "E", "A/HRC", "T")
        if said == "commission":
            return self._commission(cited)
        return (said,)

    def _commission(self, cited: Cited) -> tuple[str, ...]:
        """Return the commission last named in full, the adopting one, or the one before the Council."""
        named = [series for series in self.reader.organs(0, cited.number.start) if is_commission(series)]
        if named:
            return (named[-1],)
        if self.adopting and is_commission(self.adopting):
            return (self.adopting,)
        if self.commission:
            return (self.commission,)
        return ("E/CN.4",) if self.adopting == "A/HRC" else ()

    def _by_shape(self, number: Number) -> tuple[str, ...]:
        """Return the bodies that number so, the likeliest first."""
        own = (self.adopting,) if self.adopting else ()
        if number.shape == "annual":
            return ("S",)
        if number.shape == "year":
            return ("E/CN.4", "E") if self.adopting == "E/CN.4" else ("E",)
        if number.shape == "special":
            return (*own, "A") if number.cited[0].startswith("S-") else ("A",)
        if number.shape == "roman":
            return ("A", *own, "E")
        if self.adopting in ("S", "E"):
            own = ()
        return (*own, "A")
