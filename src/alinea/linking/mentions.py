"""Who is meant where a text uses a short name for an actor it has named in full before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from alinea.analysing.actors import actors_in
from alinea.model.record import Paragraph, Party, Record
from alinea.vocab.actor_names import level, names_in
from alinea.vocab.folding import fold

Key = tuple[str, str, int]  # paragraph, kind of commitment, which of its kind


def bearers_of(record: Record) -> dict[Key, tuple[Party, ...]]:
    """Return all who bear each commitment, by paragraph, kind and ordinal, with their identifiers where known.

    A bearer without identifier is the actor that the text has named before in full, if the short name begins the
    full one and only one actor has been so named. In *Rôle du Centre régional des Nations Unies pour la diplomatie
    préventive*, *Encourage le Centre à continuer* charges the Regional Centre. In the texts of the Human Rights Council
    *le Haut-Commissariat* is that for human rights.
    """
    try:
        usual: Mapping[str, str] = names_in(record.language, record.organ or "")
    except FileNotFoundError:
        usual = {}
    known: dict[str, set[str]] = {}
    bearers: dict[Key, tuple[Party, ...]] = {}

    def known_as(party: Party) -> Party:
        if party.id:
            return party
        names = [bare_name(each, record.language) for each in (party.text, party.refers) if each]
        meant = next(filter(None, (_named_before(each, known) or usual.get(each) for each in names)), None)
        return party.model_copy(update={"id": meant}) if meant else party

    for paragraph in _paragraphs(record):
        for actor in paragraph.actors:
            if actor.id:
                known.setdefault(bare_name(actor.text, record.language), set()).add(actor.id)
        counted: Counter[str] = Counter()
        for commitment in paragraph.commitments:
            counted[commitment.kind] += 1
            parties = commitment.bearers or ((commitment.bearer,) if commitment.bearer else ())
            bearers[paragraph.id, commitment.kind, counted[commitment.kind]] = tuple(map(known_as, parties))
    return bearers


def bare_name(text: str, language: str) -> str:
    """Return an actor's name folded, levelled and without its article: ``secretaire general``."""
    levelled = level(fold(text))
    try:
        mention = next(actors_in(text, levelled, language), None)
    except FileNotFoundError:
        mention = None
    return levelled[mention.name :].strip() if mention and mention.start == 0 else levelled.strip()


def _paragraphs(record: Record) -> Iterator[Paragraph]:
    for top in (*record.preamble, *record.operative):
        yield from top.walk()


def _named_before(bare: str, known: dict[str, set[str]]) -> str | None:
    short = bare + " "
    meant = {id for name, ids in known.items() if name.startswith(short) for id in ids}
    return meant.pop() if len(meant) == 1 else None
