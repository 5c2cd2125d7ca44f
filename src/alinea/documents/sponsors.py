"""Who submits a document, and which States sponsor a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from alinea.documents.entities import listed, states_in
from alinea.documents.kinds import PROPOSALS, Kind
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

_ALIKE = 72.0
"""Per cent of letters in common from which a garbled name is that of an officer: *tbe SecEetaly-General*."""

_ARTICLE = re.compile(r"\s+")


def sponsors_of(kind: Kind | None, language: str, words: DocumentWords) -> tuple[str, ...]:
    """Return the States and entities that sponsor a draft, in the order in which they are printed.

    A sample: ``Azerbaijan,* Bangladesh and Viet Nam: draft resolution`` gives three.
    """
    if kind is None or kind.type not in PROPOSALS or not kind.by:
        return ()
    folded = fold(kind.by)
    if not any(True for _ in states_in(kind.by, language, words)) or words.patterns[
        "submitters.officer"
    ].match(folded):
        return ()
    named, place = "", 0
    for behalf in words.patterns["submitters.on_behalf"].finditer(folded):
        named, place = named + kind.by[place : behalf.start()], behalf.end()
    named += kind.by[place:]
    return tuple(dict.fromkeys(entity.name for entity in listed(named, language, words)))


def submitter_of(
    kind: Kind | None,
    title: str | None,
    sponsors: tuple[str, ...],
    series: str,
    organs: Sequence[str],
    words: DocumentWords,
) -> str | None:
    """Return who submits a document, without article; of a draft in the words printed.

    Args:
        kind: what the document calls itself; title: of it; sponsors: of a draft, States have no other submitter.
        series: of its organ: *the Council* of the Economic and Social Council is this.
        organs: names in its masthead: *Report of the Executive Director* is that of the fund which stands there.
    """
    if kind is None or sponsors or kind.type == "agenda":
        return None
    if kind.by is None and organs and words.patterns["submitters.of_its_organ"].match(fold(kind.printed)):
        above = (title or "").partition(f": {kind.printed}")
        return above[0] if above[1] else organs[-1]
    if kind.by is None:
        budget = words.patterns["submitters.proposed_budget"].search(fold(title or kind.printed))
        return words.lists["submitters.known.budget"][0] if budget else None
    by = _ARTICLE.sub(" ", kind.by).strip().rstrip("*").strip()
    if kind.type in PROPOSALS:
        return by
    folded = fold(by)
    article = words.patterns["submitters.article"].match(folded)
    if article:
        by, folded = by[article.end() :], folded[article.end() :]
    if kind.type != "letter":
        end = words.patterns["submitters.end"].search(folded)
        if end:
            by, folded = by[: end.start()].rstrip(" ,:"), folded[: end.start()].rstrip(" ,:")
        subject = words.patterns["submitters.subject"].search(folded)
        if subject and not words.patterns["submitters.with_subject"].search(folded[: subject.start()]):
            by, folded = by[: subject.start()], folded[: subject.start()]
    officer = words.patterns["submitters.of_the_organ"].match(folded)
    if officer and series in ("E", "A/HRC"):
        name = words.lists[f"submitters.names.{series.replace('/', '_')}"][0]
        by = f"{by[: officer.start('organ')]}{name}"
    by = _of_entity(by, title, organs, words)
    return _recognised(by, words) if by else None


def _of_entity(by: str, title: str | None, organs: Sequence[str], words: DocumentWords) -> str:
    """Return the name of an officer or office with the entity that it is of, where only title or masthead say it.

    Samples: *Activities of the UNDP Ethics Office in 2024: report of the Ethics Office*; *United Nations Children’s
    Fund … Report of the Executive Director*.
    """
    if not words.patterns["submitters.lone_officer"].fullmatch(fold(by)):
        return by
    longer = re.search(rf"(?P<name>[A-Z][A-Z-]+ {re.escape(by)})\b", title or "")
    if longer:
        return longer["name"]
    for name in (*(title or "").split(": ")[-1:], *organs):
        # "Executive Board of the United Nations Development Programme, the …": of several the first is whose it is.
        behind = words.patterns["submitters.board_of"].match(fold(name))
        name = name[behind.end() :] if behind else name
        end = words.patterns["submitters.entity_end"].search(fold(name))
        name = name[: end.start()] if end else name
        if not words.patterns["submitters.entity"].fullmatch(fold(name)):
            continue
        masculine, feminine, vowel = words.lists["submitters.of_entity"]
        article = (
            vowel
            if fold(name[:1]) in "aeiou"
            else feminine
            if words.patterns["submitters.feminine"].match(fold(name))
            else masculine
        )
        return f"{by} {article}{name}"
    return by


def _recognised(by: str, words: DocumentWords) -> str:
    """Return a name with a capital; one that optical recognition garbled as it is known."""
    if by not in (known := words.lists["submitters.known.officers"]) and by.count(" ") <= 1:
        like = process.extractOne(by, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if like is not None:
            return str(like[0])
    return by[:1].upper() + by[1:]
