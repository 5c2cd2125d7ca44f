"""Whose a cited number is: said by the words around it, or told by how it is built and dated."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

from alinea.analysing.citation_chains import Chain, Cited, Reader
from alinea.analysing.citation_numbers import Number
from alinea.vocab.bodies import bodies, of_the_assembly

FOREIGN = "foreign"
_LAST = "A/HRC"  # a number of a low session that nothing in the text gives to anyone
_WINDOW = 260
_MAX_CLAUSE = 120


@cache
def _clause() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"(?:[.;:!?]\s)"),
        re.compile(r"(\w+)['’]?\s?(?:l'|l '|le |la |the )?\s?$"),
        re.compile(r",?\s?$"),
    )


def can_bear(series: str, number: Number) -> bool:
    """Tell whether a body numbers its resolutions so: ``E`` 2007/27 but not 57/63."""
    body = bodies().get(series)
    if body is None or number.shape not in body.shapes:
        return False
    if number.shape == "session":
        return body.sessions[0] <= number.first <= body.sessions[1]
    if number.shape == "year":
        return body.years[0] <= number.first <= body.years[1]
    if number.shape == "roman" and series == "A":
        return of_the_assembly(number.second, number.numeral)
    return True


def agrees(series: str, number: Number, date: datetime.date | None, kind: str) -> bool:
    """Tell whether number and date can both be of a resolution or decision of the body."""
    body = bodies()[series]
    if number.shape == "session":
        if date and not body.held(number.first, date):
            return False
        if kind == "resolution" and body.highest is not None and number.second > body.highest:
            return False
        if kind == "decision" and number.second < body.decisions_from:
            return False
    return True


class Attribution:
    """Tells whose each cited number of a paragraph is.

    Args:
        reader: of the paragraph.
        adopting: the series of the organ that adopts the resolution, None where it is not known.
    """

    def __init__(self, reader: Reader, adopting: str | None) -> None:
        self.reader = reader
        self.adopting = adopting

    def of(self, chain: Chain, index: int) -> str | None:
        """Return the series of the body whose the number is; None where that is not known or it is foreign.

        What the text says directly holds where the body numbers so at all. What follows from the context
        must also agree with the date.
        """
        cited = chain.items[index]
        kind = chain.head.kind if chain.head else "resolution"
        for said in self._said(chain, index):
            if said == FOREIGN:
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
        if implied and implied[0] == FOREIGN:
            return None
        implied = [series for series in implied if series != FOREIGN and can_bear(series, number)]
        possible = (*implied, *(series for series in self._by_shape(number) if can_bear(series, number)))
        for series in possible:
            if agrees(series, number, cited.date, kind):
                return series
        for said in reversed(self.reader.organs(0, number.start)):
            if said == FOREIGN:
                return None
            for series in self._full(said, cited):
                if can_bear(series, number) and agrees(series, number, cited.date, kind):
                    return series
        for series in possible:
            if agrees(series, number, None, kind):
                return series
        if can_bear(_LAST, number) and agrees(_LAST, number, cited.date, kind):
            return _LAST
        return implied[0] if implied else None

    def _said(self, chain: Chain, index: int) -> Iterator[str]:
        """Yield what the words directly at the number or its list say, the nearest first."""
        cited = chain.items[index]
        if attached := self._attached(chain):
            yield attached
        if cited.organ:
            yield cited.organ
        if chain.organ:
            yield chain.organ
        if chain.head is None or not self._possessive(chain):
            following = next((item.organ for item in chain.items[index + 1 :] if item.organ), None)
            if following:
                yield following

    def _attached(self, chain: Chain) -> str | None:
        """Return whose a resolution is that is cited by the document holding it: ``E/2002/23, chap. II, résolution``.

        It is of the body that reports in such documents, otherwise of one that is not known here.
        """
        if chain.head is None or chain.head.plural:
            return None
        folded, head = self.reader.folded, chain.head.start
        symbol, end = next(((s, e) for s, _, e in reversed(self.reader.taken) if e <= head), ("", 0))
        if not symbol or head - end > 80 or folded[end:head].rstrip()[-1:] != ",":
            return None
        place = self.reader.words.pinpoint_after.match(folded, end)
        if folded[place.end() if place else end : head].strip(" ,)"):
            return None
        return next((b.series for b in bodies().values() if b.report and b.report.fullmatch(symbol)), FOREIGN)

    def _implied(self, chain: Chain, index: int) -> Iterator[str]:
        """Yield what the context lets expect, the likeliest first."""
        possessive = self._possessive(chain)
        if possessive:
            if subject := self._subject(chain, possessive):
                yield subject
            if self.adopting:
                yield self.adopting
        cited = chain.items[index]
        if cited.relative:
            yield cited.relative
        for earlier in reversed(chain.items[:index]):
            if earlier.organ:
                yield earlier.organ
        if chain.follows and not possessive:
            before = chain.follows
            yield from self._said(before, len(before.items) - 1)
            yield from self._implied(before, len(before.items) - 1)

    def _possessive(self, chain: Chain) -> re.Match[str] | None:
        if chain.head is None:
            return None
        start = max(0, chain.head.start - 60)
        return self.reader.words.possessive.search(self.reader.folded[start : chain.head.start])

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
        for name in reversed(list(reader.words.organ.finditer(reader.folded, start, head.start))):
            series = reader.words.series[name.lastgroup or ""]
            if series == "none":
                continue
            lead = before.search(reader.folded, max(0, name.start() - 40), name.start())
            gap = reader.folded[name.end() : possessive_at].strip(" ,")
            if not gap:
                return series
            if len(gap) > _MAX_CLAUSE or reader.words.pronoun.search(gap):
                continue
            if lead and lead[1] in reader.words.subject:
                return series
        return None

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
        named = self.reader.organs(0, cited.number.start)
        named = [series for series in named if series in bodies() and "/" in series and series != "A/HRC"]
        if named:
            return (named[-1],)
        if self.adopting and self.adopting.startswith(("E/", "LC")):
            return (self.adopting,)
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
