"""The documents that a paragraph or footnote cites."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from alinea.analysing.citation_chains import Chain, Cited, Reader
from alinea.analysing.citation_names import Kind, Named, of_symbols, once, with_places_after, with_ranges
from alinea.analysing.citation_numbers import numbers_in
from alinea.analysing.citation_organs import Attribution, last_commission
from alinea.analysing.symbols import plain_dashes, symbols_in
from alinea.model.problems import Problem
from alinea.model.record import Citation
from alinea.model.spans import MendedText
from alinea.vocab.bodies import bodies
from alinea.vocab.citation_words import CitationWords, citation_words
from alinea.vocab.folding import fold

__all__ = ["find_citations", "last_commission", "read_citations"]

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
            names += _of_chain(printed, folded, chain, attribution, words)
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
    text: str, folded: str, chain: Chain, attribution: Attribution, words: CitationWords
) -> list[Named]:
    kind: Kind = "resolution"
    if chain.head and chain.head.kind == "decision":
        kind = "decision"
    elif chain.head and chain.head.kind == "statement":
        kind = "statement"
        if not _of_a_president(chain, folded, words):
            return []
    found: list[Named] = []
    for index, cited in enumerate(chain.items):
        series = _council(cited) if kind == "statement" else attribution.of(chain, index)
        if series is None:
            continue
        cited = _without_mark(cited, series, kind)
        start = chain.head.start if chain.head and chain.adjoining and index == 0 else cited.number.start
        targets = list(_targets(series, kind, cited))
        own = cited.respective if len(cited.respective) == len(targets) else (cited.date,) * len(targets)
        pinpoint = _pinpoint(text, folded, chain, cited, index, words)
        dated = tuple(zip(targets, own, strict=True))
        found.append(Named(start, cited.named, cited.tail, kind, dated, pinpoint))
    return found


def _of_a_president(chain: Chain, folded: str, words: CitationWords) -> bool:
    """Tell whether a statement cited by number is that of a president: ``la déclaration 9/2 du Président``."""
    first, last = chain.items[0].number.start, chain.items[-1].tail
    before = bool(chain.head and words.president.match(folded, chain.head.end, first))
    return before or bool(words.president.match(folded, last))


def _council(cited: Cited) -> str | None:
    """Return the council whose president makes statements so numbered: 2011/20 or 9/2."""
    return {"year": "S", "session": "A/HRC"}.get(cited.number.shape)


def _without_mark(cited: Cited, series: str, kind: Kind) -> Cited:
    """Return a number without the footnote mark that a converter glued to it.

    No session of the body comes to so high a number: 73/671 is 73/67 and note 1.
    """
    number, body = cited.number, bodies()[series]
    highest = body.highest
    if number.shape != "session" or kind != "resolution" or highest is None or number.second <= highest:
        return cited
    if cited.named != number.end or 0 <= number.second - body.decisions_from < _DECISIONS:
        return cited  # a date follows, or it is a decision called a resolution
    printed = f"{number.first}/{number.second}"
    if number.cited != (printed,):
        return cited
    cut = 1
    while number.second // 10**cut > highest:
        cut += 1
    end = number.end - cut
    whole = replace(number, end=end, second=number.second // 10**cut, cited=(printed[:-cut],))
    return replace(cited, number=whole, named=end)


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
