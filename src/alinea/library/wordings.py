"""What is owed, in the words of another language in which its text is held and lays the same on someone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from alinea.model.ledger import Obligation
from alinea.model.record import Commitment, Record

Wording = tuple[str | None, Mapping[str, tuple[Commitment, ...]]]
"""The title of a text in a language, and by paragraph what it lays on someone."""


def wording_of(record: Record) -> Wording:
    """Return what the text of a record lays on someone, by paragraph."""
    laid = {each.id: each.commitments for each in record.paragraphs() if each.commitments}
    return record.title, laid


def reworded(owed: Obligation, language: str, wording: Callable[[str], Wording | None]) -> Obligation:
    """Return an obligation in the words of a language, or as it is where the text is not held in it.

    A paragraph has the same address in every language. It says the same where it lays as much of the kind on someone,
    by the same verb, on as many; where it does not, the other language is what the reader is given.

    Args:
        wording: of a text in that language, by its symbol; None where it is not held in it.
    """
    if owed.language == language:
        return owed
    held = wording(owed.symbol)
    if held is None:
        return owed
    title, laid = held
    kind, _, place = owed.id.partition("#")[2].removeprefix(f"{owed.paragraph}/").partition("/")
    those = [each for each in laid.get(owed.paragraph, ()) if each.kind == kind]
    if not place.isdecimal() or not 1 <= int(place) <= len(those):
        return owed
    own = those[int(place) - 1]
    if own.act != owed.act or len(own.bearers) != len(owed.bearers) or own.nature != owed.nature:
        return owed
    return replace(
        owed,
        title=title or owed.title,
        language=language,
        quote=own.quote,
        condition=own.condition,
        what=own.what.text if own.what else None,
        # Who is meant by a name that stands for another is known from the whole text, and the same in both.
        bearers=tuple(
            said if said.id else said.model_copy(update={"id": known.id})
            for said, known in zip(own.bearers, owed.bearers, strict=True)
        ),
        subject=None,  # which is printed in the other language, and stands in the deed in this one
    )
