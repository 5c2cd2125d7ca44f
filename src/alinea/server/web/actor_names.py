"""Actors named in the words of a page, whatever the language of the text that charges them."""

from __future__ import annotations

from alinea.library.actors import bare, is_name, name_of
from alinea.model.record import Party
from alinea.presenting.actor_names import titled

__all__ = ["named"]


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
