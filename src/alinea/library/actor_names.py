"""Who is meant by the name of an actor: an identifier, a code, an acronym, or a name as it is typed or printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from alinea.library.naming import characters
from alinea.linking.outlines import bare_name
from alinea.store.ledgers import Ledgers
from alinea.store.listed import called
from alinea.vocab.actor_names import authorities, level, spelled_out
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table


@dataclass(frozen=True, slots=True)
class Actors:
    """Who is meant by a name: identifiers, and names without one as bearers are printed, folded."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def meant_by(kept: Ledgers, named: str) -> Actors:
    """Return who is meant by an identifier, a code, or a name in any language, with its article or without.

    Those named just so come before those whose name has these words.

    Samples: ``le Secrétaire général``, ``SG`` and ``secretary-general`` are the Secretary-General and not his adjoints;
    ``OMS`` and ``WHO`` one organization; ``Centre régional`` is every regional centre; ``UZ``, ``UZB`` and ``860`` are
    Uzbekistan.
    """
    named = characters(named).strip()
    bare = tuple(dict.fromkeys(_bare_forms(named)))
    for form in (named, *bare):
        if (id := by_code(form)) is not None:
            return Actors((id,), ())
    forms = list(dict.fromkeys((" ".join(level(fold(named)).split()), *bare)))
    for form in forms:
        known = {id for name, id in known_names() if name == form}
        printed = called(kept, form, exactly=True)
        if known or printed:
            others = any(id not in known for _, id in printed)
            return Actors(tuple(sorted(known)), (form,) if others else ())
    return _having(kept, min(forms, key=len))


def identified(named: str) -> tuple[str, ...]:
    """Return the identifiers of those who bear a name just so, by the vocabulary alone; none where nobody is known.

    Samples: ``Cuba``, ``CU`` and ``la Cuba`` are one State; ``PNUD`` and ``UNDP`` one programme.
    """
    named = characters(named).strip()
    forms = tuple(dict.fromkeys((" ".join(level(fold(named)).split()), *_bare_forms(named))))
    coded = next((id for form in (named, *forms) if (id := by_code(form)) is not None), None)
    if coded is not None:
        return (coded,)
    found = ({id for name, id in known_names() if name == form} for form in forms)
    return tuple(sorted(next(filter(None, found), set())))


def _bare_forms(named: str) -> Iterator[str]:
    """Yield a name without its article, folded: as the finder of actors takes it off, and by the list of articles."""
    folded = level(fold(named)).strip()
    for language in LANGUAGES:
        yield bare_name(named, language)
        for article in table(language, "actors")["articles"]:
            opening = article if article.endswith("'") else f"{article} "
            if folded.startswith(opening):
                yield folded.removeprefix(opening)


def by_code(named: str) -> str | None:
    """Return the actor of an identifier, an acronym or the code of a State; None where it is none of these."""
    # The code of two letters of a State is taken in capitals only: "la" and "is" are words. Acronyms come first: SG is
    # the Secretary-General, and also the code of Singapore.
    code = named if len(named) == 2 else named.upper()
    acronym: str | None = table("common", "acronyms").get(code.replace(".", ""))
    if acronym is not None:
        return acronym
    if named in table("common", "actors") or any(named == id for _, id in known_names()):
        return named
    return _states().get(code)


def _having(kept: Ledgers, sought: str) -> Actors:
    """Return those whose name has some folded words: ``centre regional``."""
    padded = f" {sought} "
    bearers = called(kept, sought, exactly=False)
    same = {*bearers, *((name, id) for name, id in known_names() if padded in f" {name} ")}
    ids = sorted({id for name, id in same if id and (name, id) in known_names()})
    return Actors(tuple(ids), tuple(sorted({name for name, id in bearers if id not in ids})))


LIKE = 75
"""Likeness from which a name is offered for another, of 100: a letter or two wrong in a word, a word too few."""


def nearest(kept: Ledgers, named: str, most: int = 5) -> tuple[tuple[str, str | None], ...]:
    """Return those whose names are most like a name that means nobody: a name, folded, and identifier; each once."""
    from rapidfuzz import fuzz, process

    sought = " ".join(level(fold(characters(named))).split())
    ids = {**dict(called(kept, "", exactly=False)), **dict(sorted(known_names()))}
    found = process.extract(
        sought, sorted(ids), scorer=fuzz.token_sort_ratio, limit=4 * most, score_cutoff=LIKE
    )
    first: dict[str, tuple[str, str | None]] = {}
    for name, _, _ in found:
        first.setdefault(ids[name] or name, (name, ids[name]))
    return tuple(first.values())[:most]


@cache
def _states() -> Mapping[str, str]:
    """Return the ISO 3166 code of two letters of each State by that code, the one of three, and its M49 number."""
    return MappingProxyType(
        {
            each: code
            for code, row in table("common", "states").items()
            for each in (code, row["iso3"], row["m49"])
        }
    )


@cache
def known_names() -> frozenset[tuple[str, str]]:
    """Return every name of every actor of the vocabulary, folded, with its identifier."""
    return frozenset(
        (name, id)
        for language in LANGUAGES
        for tables in (
            table(language, "actors")["names"],
            table(language, "states")["names"],
            authorities(language),
        )
        for id, patterns in tables.items()
        for pattern in patterns
        for name in spelled_out(pattern)
    )
