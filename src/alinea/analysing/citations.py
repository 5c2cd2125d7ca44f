"""The documents that a paragraph or footnote cites."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from typing import NamedTuple

from alinea.analysing.citation_chains import Chain, Cited, Reader
from alinea.analysing.citation_names import Kind, Named, of_symbols, once, with_places_after, with_ranges
from alinea.analysing.citation_numbers import Number, numbers_in
from alinea.analysing.citation_organs import Attribution
from alinea.analysing.symbols import plain_dashes, symbols_in
from alinea.model.problems import Problem
from alinea.model.record import Citation
from alinea.model.spans import MendedText
from alinea.vocab.bodies import bodies
from alinea.vocab.citation_words import CitationWords, citation_words
from alinea.vocab.folding import fold

_DECISIONS = 50
"""About how many decisions a session takes."""


class Found(NamedTuple):
    """What a paragraph or footnote cites, and what of it could not be read with confidence."""

    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...] = ()


def find_citations(
    text: MendedText, *, organ: str | None, language: str, note: bool = False, commission: str | None = None
) -> tuple[Citation, ...]:
    """Find the documents of the United Nations that a paragraph cites: the citations of `read_citations`."""
    return read_citations(text, organ=organ, language=language, note=note, commission=commission).citations


def read_citations(
    text: MendedText,
    *,
    organ: str | None,
    language: str,
    note: bool = False,
    commission: str | None = None,
    named: Callable[[str], bool] | None = None,
    marks: Container[str] = (),
) -> Found:
    """Find the documents of the United Nations that a paragraph cites, and what is doubtful of them.

    Args:
        text: the paragraph or footnote.
        organ: series of the organ that adopts the resolution (``A``, ``S``, ``E/CN.5``); what ``sa
            résolution`` means hangs on it. None where it is not known.
        language: tag of the language of the text, one of those whose vocabulary is whole.
        note: True for a footnote.
        commission: series of the commission last named in full before this paragraph (`last_commission`),
            whose resolution ``la résolution 53/4 de la Commission`` is; None where there is none.
        named: tells whether the text that the paragraph is part of names the organ of a series.
        marks: numbers of the footnotes of that text that nothing calls: the mark of one may be glued to a number.

    Returns:
        The citations in order of place. A list gives one for each of its members, a range one for each that lies
        in it, a number with parts (``53/243 A et B``) one for each part, the latter two over the same words. A
        symbol in brackets after the number that it repeats is part of that citation. Documents of other
        organizations, treaties and publications without a symbol are not cited as documents of the United Nations.

    A sample: ``ses résolutions 57/63 du 22 novembre 2002 et 58/44`` gives A/RES/57/63 and A/RES/58/44.
    """
    printed = text.text
    symbols = symbols_in(printed)
    words = citation_words(language)
    numbers = numbers_in(plain_dashes(printed), words) if any(c in printed for c in "/([") else []
    if not symbols and not numbers:
        return Found(())
    folded = fold(printed)
    names = of_symbols(printed, folded, symbols, language, words)
    problems: list[Problem] = []
    if numbers:
        reader = Reader(printed, folded, language, words, symbols, note)
        attribution = Attribution(reader, organ, commission, named)
        for chain in reader.chains(numbers):
            found, too_high = _of_chain(printed, folded, chain, attribution, words, marks)
            names += found
            for number in too_high:
                message = (
                    f"{number.first}/{number.second}: no session of the body comes to so high a number, and no note"
                    " lacks its mark; it was kept as it is printed"
                )
                span = text.span(number.start, number.end)
                problems.append(Problem("citation-number-high", message, span))
        for start, end in attribution.unknown:
            message = (
                f"whose {printed[start:end]!r} is cannot be told: the text names no organ that numbers so"
            )
            problems.append(Problem("citation-unattributed", message, text.span(start, end)))
    names.sort(key=lambda each: (each.start, each.targets))
    names = once(with_places_after(names, printed, folded, words), folded)
    names, open_ranges = with_ranges(names, folded, words)
    for start, end in open_ranges:
        message = f"{printed[start:end]!r} is a range of which only the two ends could be told"
        problems.append(Problem("range-open", message, text.span(start, end)))
    return Found(tuple(each for one in names for each in one.citations(text)), tuple(problems))


def _of_chain(
    text: str,
    folded: str,
    chain: Chain,
    attribution: Attribution,
    words: CitationWords,
    marks: Container[str],
) -> tuple[list[Named], list[Number]]:
    """Return what a chain of numbers cites, and those of them that are higher than their body's numbers go."""
    kind: Kind = "resolution"
    if chain.head and chain.head.kind == "decision":
        kind = "decision"
    elif chain.head and chain.head.kind == "statement":
        kind = "statement"
        if not _of_a_president(chain, folded, words):
            return [], []
    found: list[Named] = []
    too_high: list[Number] = []
    for index, cited in enumerate(chain.items):
        series = _council(cited) if kind == "statement" else attribution.of(chain, index)
        if series is None:
            continue
        if _too_high(cited, series, kind):
            whole = _without_mark(cited, series, marks)
            too_high += [] if whole else [cited.number]
            cited = whole or cited
        start = chain.head.start if chain.head and chain.adjoining and index == 0 else cited.number.start
        targets = list(_targets(series, kind, cited))
        own = cited.respective if len(cited.respective) == len(targets) else (cited.date,) * len(targets)
        pinpoint = _pinpoint(text, folded, chain, cited, index, words)
        dated = tuple(zip(targets, own, strict=True))
        found.append(Named(start, cited.named, cited.tail, kind, dated, pinpoint))
    return found, too_high


def _of_a_president(chain: Chain, folded: str, words: CitationWords) -> bool:
    """Tell whether a statement cited by number is that of a president: ``la déclaration 9/2 du Président``."""
    first, last = chain.items[0].number.start, chain.items[-1].tail
    before = bool(chain.head and words.president.match(folded, chain.head.end, first))
    return before or bool(words.president.match(folded, last))


def _council(cited: Cited) -> str | None:
    """Return the council whose president makes statements so numbered: 2011/20 or 9/2."""
    return {"year": "S", "session": "A/HRC"}.get(cited.number.shape)


def _too_high(cited: Cited, series: str, kind: Kind) -> bool:
    """Tell whether no resolution of the body has so high a number, at any session."""
    number, body = cited.number, bodies()[series]
    if number.shape != "session" or kind != "resolution" or body.highest is None:
        return False
    if cited.named != number.end or 0 <= number.second - body.decisions_from < _DECISIONS:
        return False  # a date follows, or it is a decision called a resolution
    return number.second > body.highest and number.cited == (f"{number.first}/{number.second}",)


def _without_mark(cited: Cited, series: str, marks: Container[str]) -> Cited | None:
    """Return a number without the footnote mark that a converter glued to it, None where no note lacks its mark.

    A sample: 73/671 is 73/67 and note 1, where the text has a note 1 that nothing calls.
    """
    number, highest = cited.number, bodies()[series].highest or 0
    printed = str(number.second)
    for cut in range(1, len(printed)):
        second = int(printed[:-cut])
        if second <= highest and printed[-cut:] in marks:
            whole = replace(
                number, end=number.end - cut, second=second, cited=(f"{number.first}/{printed[:-cut]}",)
            )
            return replace(cited, number=whole, named=whole.end)
    return None


def _targets(series: str, kind: Kind, cited: Cited) -> Iterator[str]:
    body = bodies()[series]
    form = {"decision": body.decision, "statement": series + "/PRST/{cited}"}.get(kind, body.resolution)
    for name in cited.number.cited:
        yield form.format(cited=name, session=cited.number.first, number=name.partition("/")[2])


def _pinpoint(
    text: str, folded: str, chain: Chain, cited: Cited, index: int, words: CitationWords
) -> str | None:
    """Return the place within the document that the words after it, or before its head, name."""
    if cited.place:
        return text[slice(*cited.place)]
    if index or chain.head is None:
        return None
    start = max(0, chain.head.start - 140)
    before = words.places.before.search(folded[start : chain.head.start])
    return text[start + before.start("place") : start + before.end("place")] if before else None
