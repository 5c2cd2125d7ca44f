"""Records of one resolution in several languages, and in several files, as one work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from alinea.model.corpus import Outline, Work
from alinea.vocab.tables import LANGUAGES


def works_of(outlines: Iterable[Outline]) -> Mapping[str, Work]:
    """Return the works that outlines are versions of, by symbol, in order of the first mention.

    Of several outlines in one language the most complete is kept: whole before a fragment, longer before shorter.
    The first version of a work is one that is whole, in the order of `alinea.vocab.tables.LANGUAGES`.
    """
    versions: dict[str, dict[str, Outline]] = {}
    for each in outlines:
        held = versions.setdefault(each.symbol, {})
        other = held.get(each.language)
        if other is None or _worth(each) > _worth(other):
            held[each.language] = each
    return MappingProxyType(
        {
            symbol: Work(symbol, tuple(sorted(held.values(), key=_precedence)))
            for symbol, held in versions.items()
        }
    )


def _worth(each: Outline) -> tuple[bool, int, str]:
    return not each.fragment, each.paragraphs, each.path


def _precedence(each: Outline) -> tuple[bool, int, str]:
    order = LANGUAGES.index(each.language) if each.language in LANGUAGES else len(LANGUAGES)
    return each.fragment, order, each.language
