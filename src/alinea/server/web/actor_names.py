"""Actors named in the words of a page, whatever the language of the text that charges them."""

from __future__ import annotations

from typing import Any

from alinea.library.actors import Named, bare, is_name
from alinea.model.record import Party
from alinea.presenting.actor_names import titled
from alinea.server.web.legible import legible
from alinea.server.web.request import Visit
from alinea.vocab.actor_names import name_of


def named(party: Party, printed: str, language: str) -> tuple[str, str]:
    """Return one charged as a page in a language names it, and the language of that name.

    One that is one known actor and nothing else is named by the vocabulary; any other stays as printed, as only
    the text says who is meant. A sample: *le Secrétaire général* on an English page is *Secretary-General*.

    Args:
        printed: language of the text; language: of the page.
    """
    who = " ".join(party.text.split())
    if party.id is None or printed == language:
        return who, printed
    own = name_of(party.id, language) if is_name(bare(who, printed), party.id) else None
    return (titled(own, language), language) if own else (who, printed)


def told_actor(each: Named, visit: Visit) -> dict[str, Any]:
    """Return an actor as a page tells it: in the words of the page where the vocabulary has them."""
    id_, own = each.actor.id, None
    # Letters that stand for a name are the same in both languages.
    if id_ and not (
        is_name(each.printed, id_) and (each.language == visit.language or each.printed.isupper())
    ):
        own = name_of(id_, visit.language)
    said = titled(own, visit.language) if own else each.printed[:1].upper() + each.printed[1:]
    return {
        "said": legible(said),
        "language": visit.language if own else each.language,
        "place": visit.actor(id_ or each.actor.name or ""),
        "charges": each.actor.charges,
        "id": id_,
    }
