"""The instruments that a text names as works of their own: the Charter, treaties, declarations, plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from alinea.model.record import Citation, Instrument
from alinea.model.resolution import Passage
from alinea.model.spans import Span
from alinea.vocab.folding import fold
from alinea.vocab.instrument_words import InstrumentWords, instrument_name, instrument_words

_CHARTER = "un-charter"
_LONGEST = 260
"""Letters of the name of an instrument that is not known."""
_NOTE = 320
"""Letters after a name within which the mark of its footnote stands."""
_BEFORE = 90
_NEXT = 12
"""Names that may stand in the description of one."""
_MOST = 200
"""Names that are kept in mind; no text that is known introduces half as many."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the text has said of an instrument: its full name, its identifier, the documents that hold it."""

    name: str
    id: str | None
    documents: tuple[str, ...]


@cache
def _word_before() -> re.Pattern[str]:
    return re.compile(r"(?<![\w'’-])(?P<word>[A-Z0-9À-Ý][\w'’\u2010-\u2013-]*)\s$")


@cache
def _word_after() -> re.Pattern[str]:
    return re.compile(r"\s(?P<word>[\w'’\u2010-\u2013-]+)")


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"\s?[(\[][^)\]]*[)\]]")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"\s?[«“][^»”]{3,200}[»”]")


@cache
def _short() -> re.Pattern[str]:
    """Match a short name in brackets behind the full one: ``(Document final d'Achgabat)``, ``(“the Plan”)``."""
    return re.compile(r"\s?\(\s?[“«\"‘]?\s?(?P<short>[^()\d/“”«»\"]{3,80}?)\s?[”»\"’]?\s?\)")


class Instruments:
    """Finds instruments, paragraph after paragraph: a short name stands for what was named in full before.

    Args:
        language: of the text.
        notes: what each footnote cites, by its number.
    """

    def __init__(self, language: str, notes: Mapping[str, tuple[Citation, ...]]) -> None:
        self._language = language
        self._words: InstrumentWords = instrument_words(language)
        self._notes = notes
        self._known: dict[str, _Known] = {}

    def of(self, passage: Passage, citations: Sequence[Citation]) -> tuple[Instrument, ...]:
        """Return the instruments that a paragraph names, in order.

        Args:
            passage: the paragraph.
            citations: what was found in it: those in brackets behind a name are the documents that hold it.

        A sample: *Rappelant le Document final de la Conférence …, adopté le 12 décembre 2015¹*, where note 1 is
        *A/70/652-S/2016/20, annexe*.
        """
        text = passage.text.text
        folded = fold(text)
        places = list(self._names(text, folded))
        found: list[Instrument] = []
        for index, (start, end, id) in enumerate(places):
            inner = index > 0 and self._within(folded, places[index - 1][1], start)
            stop = self._stop(folded, places, index)
            name = text[start:end]
            said = self._meant(name, id)
            if said is None:
                continue
            short = _short().match(text, end)
            tail = short.end() if short else end
            held = self._in_bracket(text, citations, tail)
            if not held and not inner:
                held = self._in_note(passage, citations, start, tail, stop)
            documents = held or said.documents
            said = _Known(said.name, said.id, documents)
            if len(self._known) < _MOST:
                self._known[fold(said.name)] = said
                if short:
                    self._known[self._bare(short["short"])] = said
            found.append(
                Instrument(
                    text=name,
                    id=said.id,
                    refers=said.name if said.name != name else None,
                    place=self._place(text, folded, start, tail),
                    documents=documents,
                    at=Span(start, end),
                    span=passage.text.span(start, end),
                )
            )
        return tuple(sorted((*found, *self._taken(passage, folded)), key=lambda each: each.at.start))

    def _taken(self, passage: Passage, folded: str) -> Iterator[Instrument]:
        """Yield what a paragraph takes up of the Charter in its words, with the article that has them."""
        text = passage.text
        for place, pattern in self._words.taken:
            words = pattern.search(folded)
            if words is not None:
                at, span = Span(*words.span()), text.span(*words.span())
                name = instrument_name(_CHARTER, self._language)
                yield Instrument(
                    text=text.text[slice(*words.span())],
                    id=_CHARTER,
                    refers=name,
                    place=place,
                    at=at,
                    span=span,
                )

    def _names(self, text: str, folded: str) -> Iterator[tuple[int, int, str | None]]:
        """Yield the place of each name in a text, with the identifier of one that is known."""
        done = 0
        for head in self._words.head.finditer(folded):
            if head.start() < done or not text[head.start()].isupper():
                continue
            starts = self._starts(text, head.start(), done)
            for start in starts:
                known = self._words.known.match(folded, start)
                if known and known.end() >= head.end():
                    done = known.end()
                    yield start, done, self._words.ids[known.lastgroup or ""]
                    break
            else:
                done = head.end()
                if self._words.goes_on.match(folded, done) or not self._named(head[0]):
                    done = self._end(text, folded, done)
                yield starts[0], done, None

    def _named(self, head: str) -> bool:
        """Tell whether an instrument with this head was named before."""
        return any(key == head or key.startswith(head + " ") for key in self._known)

    def _starts(self, text: str, at: int, done: int) -> list[int]:
        """Return where a name with a head at a place may begin, the farthest first: at a capital before it."""
        starts = [at]
        while self._words.capitals and len(starts) < 12:
            before = _word_before().search(text, max(done, starts[-1] - 40), starts[-1])
            if before is None or before.start("word") == 0 or fold(before["word"]) in self._words.not_before:
                break
            starts.append(before.start("word"))
        return starts[::-1]

    def _end(self, text: str, folded: str, end: int) -> int:
        """Return where a name that is not known ends."""
        if not self._words.capitals:
            ended = self._words.ends.search(folded, end, end + _LONGEST)
            stop = ended.start() if ended else min(len(text), end + _LONGEST)
            # A name may close with words in quotation marks: sur le thème « Politique de neutralité ».
            quoted = _quoted().match(text, stop)
            return quoted.end() if quoted else len(text[:stop].rstrip())
        at = end
        for _ in range(40):
            word = _word_after().match(text, at)
            if word is None:
                break
            if word["word"][0].isupper() or word["word"][0].isdigit():
                end = word.end()
            elif word["word"] not in self._words.small:
                break
            at = word.end()
        return end

    def _meant(self, name: str, id: str | None) -> _Known | None:
        """Return what a name stands for: itself, or what was named in full before and begins so; None for neither."""
        bare = self._bare(name)
        if id:
            return self._known.get(bare) or _Known(name, id, ())
        if bare in self._known:
            return self._known[bare]
        longer = {each.name: each for key, each in self._known.items() if key.startswith(bare + " ")}
        if len(longer) == 1:
            return next(iter(longer.values()))
        if bare in self._words.alone and not longer:
            return _Known(name, self._words.alone[bare], ())
        head = self._words.head.fullmatch(bare)
        return None if head else _Known(name, None, ())

    def _bare(self, name: str) -> str:
        """Return a name folded, from its first capital on: ``the Plan`` is ``plan``."""
        first = next((place for place, sign in enumerate(name) if sign.isupper()), 0)
        return fold(name[first:]).strip()

    def _within(self, folded: str, end: int, start: int) -> bool:
        """Tell whether a name stands in the description of the one before it: no comma, and no joining word alone."""
        gap = folded[end:start]
        return not re.search(r"[,;:.]", gap) and not self._words.joint.match(gap)

    def _stop(self, folded: str, places: Sequence[tuple[int, int, str | None]], index: int) -> int:
        """Return where the next name begins that does not stand in the description of this one."""
        for before, after in pairwise(places[index : index + _NEXT]):
            if not self._within(folded, before[1], after[0]):
                return after[0]
        return len(folded)

    def _in_bracket(self, text: str, citations: Sequence[Citation], tail: int) -> tuple[str, ...]:
        """Return the documents that stand in brackets directly behind a name."""
        bracket = _bracket().match(text, tail)
        if bracket is None:
            return ()
        inside = (each for each in citations if bracket.start() <= each.at.start < bracket.end())
        return tuple(dict.fromkeys(each.joint or each.target for each in inside))

    def _in_note(
        self, passage: Passage, citations: Sequence[Citation], start: int, tail: int, stop: int
    ) -> tuple[str, ...]:
        """Return the documents that the footnote names whose mark stands behind a name, in the same clause."""
        reach = min(stop, tail + _NOTE)
        clause = passage.text.text.find(";", tail, reach)
        others = [each.at.start for each in citations if tail <= each.at.start < reach]
        reach = min([reach, *others, *([clause] if clause >= 0 else [])])
        for call in passage.calls:
            if start < call.at <= reach and call.number in self._notes:
                return tuple(dict.fromkeys(each.joint or each.target for each in self._notes[call.number]))
        return ()

    def _place(self, text: str, folded: str, start: int, tail: int) -> str | None:
        """Return the place in an instrument that the words before or after its name name."""
        begin = max(0, start - _BEFORE)
        found = self._words.article_before.search(folded[begin:start])
        if found:
            return text[begin + found.start("place") : begin + found.end("place")]
        after = self._words.article_after.match(folded, tail)
        return text[slice(*after.span("place"))] if after else None
