"""At whose request a document is submitted: the resolutions and decisions that its opening words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alinea.analysing.citations import find_citations
from alinea.model.document import Request
from alinea.model.record import Citation
from alinea.model.spans import MendedText
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

_REACH = 320
"""Characters behind *pursuant to* within which the resolutions stand: a list of five with names of organs and dates."""

_JOINED = 60
"""Characters between two resolutions of one list: *of 23 December 2003 and Economic and Social Council resolution*."""


# A full stop, a capital: not behind "No.", "para.", "paras.", "chap.", "Corr.", an initial.
_END = re.compile(r"(?<!\bno)(?<!para)(?<!paras)(?<!chap)(?<!sect)(?<!\b[a-z])\.\d{0,2}[\"”»)]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: MendedText
    start: int
    end: int
    folded: str
    citations: tuple[Citation, ...]


def requests_of(
    paragraphs: Sequence[MendedText],
    notes: Sequence[MendedText],
    organ: str | None,
    language: str,
    words: DocumentWords,
) -> tuple[Request, ...]:
    """Return the resolutions and decisions at whose request a document is submitted.

    The first paragraph that says so counts, and the one behind it: those further down cite *in accordance with* for
    many other things.

    Args:
        paragraphs: of its summary and introduction, in order; notes: the footnotes to its title.
        organ: series of the organ that it is submitted to, whose *resolution 62/27* is meant where none is named.

    A sample: *The present report is submitted pursuant to paragraph 3 of General Assembly resolution 73/100* gives
    A/RES/73/100, paragraph 3.
    """
    before: list[_Sentence] = []
    found: list[Request] = []
    more = False
    for paragraph in paragraphs:
        about_before = False
        for sentence in _sentences(paragraph, organ, language):
            about = words.patterns["mandate.about"].search(sentence.folded) is not None
            about = about or (
                not before and any(trigger.match(sentence.folded) for _, trigger in words.triggers)
            )
            if about and (about_before or not words.patterns["mandate.it"].match(sentence.folded)):
                found += _triggered(sentence, words)
                if not found and words.patterns["mandate.pointing"].search(sentence.folded):
                    found += _asked_before(before, words)
            about_before = about
            before.append(sentence)
        if more:
            break
        more = bool(found)
    if not found:
        asked = [request for sentence in before for request in _asking(sentence, words)]
        found = [request for request in asked if request.paragraph or request.symbol == asked[0].symbol]
    if not found:
        for note in notes:
            for sentence in _sentences(note, organ, language):
                if not words.patterns["mandate.late"].search(sentence.folded):
                    found += _triggered(sentence, words)
    return tuple({request.symbol: request for request in reversed(found)}.values())[::-1]


def _sentences(paragraph: MendedText, organ: str | None, language: str) -> Iterator[_Sentence]:
    folded = fold(paragraph.text)
    citations = find_citations(paragraph, organ=organ, language=language)
    place = 0
    for end in [*(match.end() for match in _END.finditer(folded)), len(folded)]:
        mine = tuple(each for each in citations if place <= each.at.start < end)
        yield _Sentence(paragraph, place, end, folded[place:end], mine)
        place = end


def _triggered(sentence: _Sentence, words: DocumentWords) -> Iterator[Request]:
    """Yield the resolutions that stand behind *pursuant to*, and those joined to them."""
    taken: set[int] = set()
    for relation, trigger in words.triggers:
        for match in trigger.finditer(sentence.folded):
            place = reach = sentence.start + match.end()
            reach += _REACH
            first = True
            for citation in sentence.citations:
                if citation.at.start < place or citation.at.start in taken or citation.kind == "document":
                    continue
                between = sentence.folded[place - sentence.start : citation.at.start - sentence.start]
                if citation.at.start > reach or words.patterns["mandate.stop"].search(between):
                    break
                if not first and len(between) > _JOINED:
                    break
                if first and relation == "implementation of" and len(between) > _JOINED:
                    break
                taken.add(citation.at.start)
                yield _request(citation, relation, between, words)
                place, first = citation.at.end, False


def _asked_before(sentences: Sequence[_Sentence], words: DocumentWords) -> Iterator[Request]:
    """Yield what the nearest sentence before asks: *In its resolution …, the Assembly requested* …"""
    for sentence in reversed(sentences):
        found = list(_asking(sentence, words))
        if found:
            yield from (request.model_copy(update={"relation": "pursuant"}) for request in found)
            return


def _asking(sentence: _Sentence, words: DocumentWords) -> Iterator[Request]:
    """Yield the resolutions of a sentence in which an organ asks for a report or for views."""
    asking = words.patterns["mandate.asking.pattern"].search(sentence.folded)
    if asking is None or not words.patterns["mandate.asking.deliverable"].search(
        sentence.folded, asking.end()
    ):
        return
    for citation in sentence.citations:
        if (
            citation.kind not in ("resolution", "decision")
            or citation.at.start - sentence.start > asking.start()
        ):
            continue
        before = sentence.folded[: citation.at.start - sentence.start]
        yield _request(citation, "requested", before[-80:], words)


def _request(citation: Citation, relation: str, before: str, words: DocumentWords) -> Request:
    place = None
    for pinpoint in (fold(citation.pinpoint or ""), before):
        for match in words.patterns["mandate.paragraph"].finditer(pinpoint):
            place = re.sub(r"\s+", " ", match["numbers"]).strip()
    return Request(
        symbol=citation.target, paragraph=place, relation=relation, text=citation.text, span=citation.span
    )
