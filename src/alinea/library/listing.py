"""Who is meant by the name of an actor as it is typed or printed, with its article."""

from __future__ import annotations

from alinea.library.naming import characters
from alinea.library.owed import Actors, actors_named, known_names
from alinea.linking.mentions import bare_name
from alinea.store.ledgers import Ledgers
from alinea.store.listed import called
from alinea.vocab.actor_names import level
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES

__all__ = ["meant_by"]


def meant_by(kept: Ledgers, named: str) -> Actors:
    """Return who is meant by an identifier, or by a name as it is typed or printed: with its article, too.

    Those named just so come before those whose name has these words.
    """
    named = characters(named)
    if any(named == id for _, id in known_names()):
        return Actors((named,), ())
    forms = [" ".join(level(fold(named)).split())]
    forms += [bare for language in LANGUAGES if (bare := bare_name(named, language)) and bare not in forms]
    for form in forms:
        known = {id for name, id in known_names() if name == form}
        printed = called(kept, form, exactly=True)
        if known or printed:
            others = any(id not in known for _, id in printed)
            return Actors(tuple(sorted(known)), (form,) if others else ())
    return actors_named(kept, min(forms, key=len))
