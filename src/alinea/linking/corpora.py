"""From outlines of records to a corpus: works, links between them, series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from alinea.linking.outlines import outline
from alinea.linking.resolving import Holdings, resolve
from alinea.linking.series import POSSIBLE, series_link
from alinea.linking.standing import standing
from alinea.linking.works import works_of
from alinea.model.corpus import Corpus, Link, Outline, Place, SeriesLink, Work
from alinea.model.record import Record

__all__ = ["join", "link"]


def link(records: Iterable[Record]) -> Corpus:
    """Return the corpus of records: works in all their languages, citations between them, series.

    Args:
        records: in any order; those without a symbol are named in `Corpus.unnamed` and otherwise left out.
    """
    outlines: list[Outline] = []
    unnamed: list[str] = []
    for record in records:
        found = outline(record)
        if found is None:
            unnamed.append(record.source.path)
        else:
            outlines.append(found)
    return join(outlines, unnamed=unnamed)


def join(
    outlines: Iterable[Outline], held: Iterable[str] | None = None, unnamed: Iterable[str] = ()
) -> Corpus:
    """Return the corpus of outlines; what `link` does, without reading records again.

    Args:
        outlines: of the works that are to be linked and of those that their links lead to.
        held: symbols held; those of `outlines` where not given.
        unnamed: sources of records that have no symbol.
    """
    works = works_of(outlines)
    holdings = Holdings(held if held is not None else works)
    links = {symbol: tuple(_links(work, holdings)) for symbol, work in works.items()}
    earlier = {symbol: tuple(_earlier(work, works)) for symbol, work in works.items()}
    return Corpus(
        works=works,
        links=MappingProxyType(links),
        cited_by=_turned(each for found in links.values() for each in found),
        earlier=MappingProxyType({symbol: found for symbol, found in earlier.items() if found}),
        later=_successors(each for found in earlier.values() for each in found),
        unnamed=tuple(unnamed),
    )


def _links(work: Work, held: Holdings) -> Iterator[Link]:
    """Yield the citations of a work, those of its other languages only where the first does not have them."""
    seen: set[tuple[str, str]] = set()
    for version in work.versions:
        here: set[tuple[str, str]] = set()
        for cited in version.citations:
            citation = cited.citation
            if (cited.paragraph, citation.target) in seen or citation.target == work.symbol:
                continue
            here.add((cited.paragraph, citation.target))
            place = Place(work.symbol, cited.paragraph, version.language, citation.span, citation.text)
            outcome = resolve(citation.target, citation.kind, held)
            yield Link(place, citation.target, citation.pinpoint, outcome)
        seen |= here


def _turned(links: Iterable[Link]) -> Mapping[str, tuple[Link, ...]]:
    cited: dict[str, list[Link]] = {}
    for each in links:
        cited.setdefault(each.target, []).append(each)
    return MappingProxyType({symbol: tuple(found) for symbol, found in cited.items()})


def _earlier(work: Work, works: Mapping[str, Work]) -> list[SeriesLink]:
    """Return the links of a work to earlier texts that are or may be of its series, the nearest first."""
    recalled = dict.fromkeys(each.target for version in work.versions for each in version.recalls)
    found = [series_link(work, works.get(symbol), symbol) for symbol in recalled]
    links = [each for each in found if each is not None and each.confidence >= POSSIBLE]
    return sorted(links, key=lambda each: standing(each.earlier), reverse=True)


def _successors(links: Iterable[SeriesLink]) -> Mapping[str, tuple[SeriesLink, ...]]:
    later: dict[str, list[SeriesLink]] = {}
    for each in links:
        later.setdefault(each.earlier, []).append(each)
    return MappingProxyType(
        {
            symbol: tuple(sorted(found, key=lambda each: standing(each.later)))
            for symbol, found in later.items()
        }
    )
