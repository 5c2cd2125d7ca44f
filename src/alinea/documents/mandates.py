"""At whose request a document is submitted: the resolutions and decisions that its opening words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alinea.analysing.citations import find_citations
from alinea.model.document import Request
from alinea.model.spans import MendedText, Span
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold
from alinea.vocab.instrument_words import instrument_words

_REACH = 320
"""Characters behind *pursuant to* within which the resolutions stand: a list of five with names of organs and dates."""

_BEFORE = 90
"""Characters before *submitted pursuant to* in which it may be said that it was an earlier report."""

_CALLED = 24
"""Characters before a symbol in which it may be called a resolution: *adopted draft resolution A/AC.109/2024/L.7*."""

_JOINED = 60
"""Characters between two resolutions of one list: *of 23 December 2003 and Economic and Social Council resolution*."""


_BOARDS = {"DP": "UNDP", "E/ICEF": "UNICEF", "UNW": "UN-Women", "WFP/EB": "WFP"}
"""Whose Executive Board an organ is, by its series: its decisions have no symbol of their own."""


# A full stop, a capital: not behind "No.", "para.", "paras.", "chap.", "Corr.", an initial.
_END = re.compile(
    r"(?<!\bno)(?<!para)(?<!paras)(?<!chap)(?<!sect)(?<!\b[a-z])(?:(?<!\d)\.\d{0,2}|(?<=\d)\.)[\"”»)]?\s+(?=\S)"
)
_LABEL = re.compile(r"(?:\d{1,3}|[ivx]{1,5})\s?\.\s+")
_NUMBER = re.compile(r"\d{4}/\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a sentence names that may have asked for the document: a citation, a treaty, a decision of a board."""

    symbol: str
    kind: str
    text: str
    at: Span
    span: Span
    pinpoint: str | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: MendedText
    start: int
    end: int
    folded: str
    citations: tuple[_Cited, ...]


def requests_of(
    paragraphs: Sequence[MendedText],
    headings: Sequence[MendedText],
    notes: Sequence[MendedText],
    organ: str | None,
    by: str | None,
    language: str,
    words: DocumentWords,
) -> tuple[Request, ...]:
    """Return the resolutions and decisions at whose request a document is submitted.

    The first paragraph that says so counts, and the one behind it: those further down cite *in accordance with* for
    many other things.

    Args:
        paragraphs: of its summary and introduction, in order; headings: what it calls itself and its title; notes:
            the footnotes to that.
        organ: series of the organ that it is submitted to, whose *resolution 62/27* is meant where none is named.
        by: who submits it: of several requests those that are made of this one count.

    A sample: *The present report is submitted pursuant to paragraph 3 of General Assembly resolution 73/100* gives
    A/RES/73/100, paragraph 3.
    """
    before: list[_Sentence] = []
    found: list[Request] = []
    more = False
    for paragraph in paragraphs:
        about_before = False
        for sentence in _sentences(paragraph, organ, language, words):
            about = words.patterns["mandate.about"].search(sentence.folded) is not None
            about = about or (
                not before
                and any(
                    trigger.match(
                        sentence.folded,
                        label.end() if (label := _LABEL.match(sentence.folded)) else 0,
                    )
                    for _, trigger in words.triggers
                )
            )
            if about and (about_before or not words.patterns["mandate.it"].match(sentence.folded)):
                found += _triggered(sentence, words)
                if words.patterns["mandate.pointing"].search(sentence.folded) and not any(
                    "/RES/" in each.symbol or "/DEC/" in each.symbol for each in found
                ):
                    found += _asked_before(before, words)
                elif not found and words.patterns["mandate.of_a_report"].search(sentence.folded):
                    found += _reported_before(before, sentence, words)
            about_before = about
            before.append(sentence)
        if more:
            break
        more = bool(found)
    if not found:
        found = [each for heading in headings for each in _of_text(heading, organ, language, words)]
    if not found:
        found = _asked(before, by, words)
    if not found:
        notes = [note for note in notes if not words.patterns["mandate.late"].search(fold(note.text))]
        found = [each for note in notes for each in _of_text(note, organ, language, words)]
    return tuple({request.symbol: request for request in reversed(found)}.values())[::-1]


def _asked(sentences: Sequence[_Sentence], by: str | None, words: DocumentWords) -> list[Request]:
    """Return what the sentences say was asked: of who submits the document, where that is said anywhere."""
    who = words.patterns["submitters.subject"].split(fold(by or ""), maxsplit=1)[0]
    asking: list[tuple[bool, list[Request]]] = []
    for place, sentence in enumerate(sentences):
        if not words.patterns["mandate.preambular"].match(sentence.folded):
            found = list(_asking(sentence, sentences[:place], words))
            # "The Council made the same request" asks it of the same one.
            again = (
                asking[-1][0] if asking and words.patterns["mandate.again"].search(sentence.folded) else False
            )
            asking += [(again or (bool(who) and who in sentence.folded), found)] if found else []
    named = [found for of_whom, found in asking if of_whom]
    if named:
        return [request for found in named for request in found]
    first = {request.symbol for request in asking[0][1]} if asking else set()
    return [
        request for _, found in asking for request in found if request.paragraph or request.symbol in first
    ]


def _of_text(text: MendedText, organ: str | None, language: str, words: DocumentWords) -> Iterator[Request]:
    for sentence in _sentences(text, organ, language, words):
        yield from _triggered(sentence, words)


def _sentences(
    paragraph: MendedText, organ: str | None, language: str, words: DocumentWords
) -> Iterator[_Sentence]:
    folded = fold(paragraph.text)
    cited = sorted(_cited(paragraph, folded, organ, language, words), key=lambda each: each.at.start)
    label = _LABEL.match(folded)
    place = 0
    ends = _END.finditer(folded, label.end() if label else 0)
    for end in [*(match.end() for match in ends), len(folded)]:
        mine = tuple(each for each in cited if place <= each.at.start < end)
        yield _Sentence(paragraph, place, end, folded[place:end], mine)
        place = end


def _cited(
    paragraph: MendedText, folded: str, organ: str | None, language: str, words: DocumentWords
) -> Iterator[_Cited]:
    """Yield what a paragraph names that may have asked for the document.

    A treaty counts where one of its articles is named; its identifier stands for the symbol it has not: *article 21 of
    the Convention on the Elimination of All Forms of Discrimination against Women* gives CEDAW. So do the words that
    name a decision of an Executive Board.
    """
    for each in find_citations(paragraph, organ=organ, language=language):
        called = words.patterns["mandate.called"].search(
            folded, max(0, each.at.start - _CALLED), each.at.start
        )
        kind = "resolution" if called else each.kind
        yield _Cited(each.target, kind, each.text, each.at, each.span, each.pinpoint)
    instruments = instrument_words(language)
    for article in words.patterns["mandate.article"].finditer(folded):
        treaty = instruments.known.match(folded, article.end())
        if treaty:
            at = Span(treaty.start(), treaty.end())
            name = paragraph.text[at.start : at.end]
            symbol = instruments.ids[treaty.lastgroup or ""].upper()
            yield _Cited(symbol, "treaty", name, at, paragraph.span(at.start, at.end), article[0].strip())
    if owner := _BOARDS.get(organ or ""):
        for decisions in words.patterns["mandate.board"].finditer(folded):
            for number in _NUMBER.finditer(folded, decisions.start(), decisions.end()):
                at = Span(number.start(), number.end())
                symbol = f"{owner}ExecutiveBoarddecision{number[0]}"
                yield _Cited(symbol, "decision", number[0], at, paragraph.span(at.start, at.end), None)


def _triggered(sentence: _Sentence, words: DocumentWords) -> Iterator[Request]:
    """Yield the resolutions that stand behind *pursuant to*, and those joined to them."""
    taken: set[_Cited] = set()
    for relation, trigger in words.triggers:
        for match in trigger.finditer(sentence.folded):
            before = sentence.folded[: match.start()][-_BEFORE:]
            if any(words.patterns[f"mandate.{name}"].search(before) for name in ("previous", "of_a_body")):
                continue
            place = reach = sentence.start + match.end()
            reach += _REACH
            first, last = True, None
            for citation in sentence.citations:
                again = not first and citation.at == last  # "58/37 A and B" is named twice in one place
                if (
                    (citation.at.start < place and not again)
                    or citation in taken
                    or citation.kind == "document"
                ):
                    continue
                between = sentence.folded[place - sentence.start : citation.at.start - sentence.start]
                if citation.at.start > reach or words.patterns["mandate.stop"].search(between):
                    break
                if not first and len(between) > _JOINED:
                    break
                if first and relation == "implementation of" and len(between) > _JOINED:
                    break
                taken.add(citation)
                yield _request(citation, relation, between, words)
                place, first, last = citation.at.end, False, citation.at


def _asked_before(sentences: Sequence[_Sentence], words: DocumentWords) -> Iterator[Request]:
    """Yield what the nearest sentence before asks: *In its resolution …, the Assembly requested* …"""
    for place in reversed(range(len(sentences))):
        found = list(_asking(sentences[place], sentences[:place], words))
        if found:
            yield from (request.model_copy(update={"relation": "pursuant"}) for request in found)
            return
    # "On 16 December 1993, the Assembly adopted resolution 48/75 A, the operative part of which reads: …"
    for sentence in reversed(sentences):
        if named := [each for each in sentence.citations if each.kind in ("resolution", "decision")]:
            if words.patterns["mandate.adopted"].search(sentence.folded):
                yield _request(named[0], "pursuant", sentence.folded, words)
            return


def _reported_before(
    sentences: Sequence[_Sentence], pointing: _Sentence, words: DocumentWords
) -> Iterator[Request]:
    """Yield the report that was named last: *pursuant to paragraph 19 of the report of the working group*."""
    cited = [each for sentence in sentences for each in sentence.citations if each.kind == "document"]
    if cited:
        yield _request(cited[-1], "pursuant", pointing.folded, words)


def _asking(sentence: _Sentence, before: Sequence[_Sentence], words: DocumentWords) -> Iterator[Request]:
    """Yield the resolutions of a sentence in which an organ asks for a report or for views.

    Those joined to the first of them count with it: *in its resolutions 75/21 and 76/22*. *In paragraph 4 of the same
    resolution* is of the one named last.
    """
    asking = words.patterns["mandate.asking.pattern"].search(sentence.folded)
    if asking is None or not words.patterns["mandate.asking.deliverable"].search(
        sentence.folded, asking.end()
    ):
        return
    named = [
        citation
        for citation in sentence.citations
        if citation.kind in ("resolution", "decision")
        and citation.at.start - sentence.start <= asking.start()
    ]
    if not named and words.patterns["mandate.same"].search(sentence.folded, 0, asking.start()):
        earlier = [
            each for one in before for each in one.citations if each.kind in ("resolution", "decision")
        ]
        for citation in earlier[-1:]:
            yield _request(citation, "requested", sentence.folded[: asking.start()], words)
    recalled = words.patterns["mandate.recalled"].search(
        sentence.folded, named[0].at.end - sentence.start if named else 0, asking.start()
    )
    for citation in named:
        if recalled and citation.at.start - sentence.start > recalled.start():
            return  # "in its resolution 69/90, the Assembly reaffirmed its resolution 41/128 and requested"
        yield _request(
            citation, "requested", sentence.folded[: citation.at.start - sentence.start][-80:], words
        )


def _request(citation: _Cited, relation: str, before: str, words: DocumentWords) -> Request:
    place = None
    for pinpoint in (fold(citation.pinpoint or ""), before):
        for match in words.patterns["mandate.paragraph"].finditer(pinpoint):
            place = re.sub(r"\s+", " ", match["numbers"]).strip()
    return Request(
        symbol=citation.symbol, paragraph=place, relation=relation, text=citation.text, span=citation.span
    )
