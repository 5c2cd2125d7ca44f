"""The one way to say in a language where something stands in a resolution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alinea.model.address import Address
from alinea.model.record import Record
from alinea.model.spans import Span
from alinea.presenting.words import Words
from alinea.vocab.tables import table


def place(address: str, words: Words, number: str | None = None) -> str:
    """Return a place in words: ``paragraphe 6 a)``, ``septième alinéa du préambule``; English ``para. 6 (a)``.

    Args:
        address: as `Address` has it; what is none is returned as it stands.
        words: catalogue of the language.
        number: as the paragraph or note bears it, where that is known (``7.a``, ``I/7.a``): addresses count notes and
            the paragraphs of annexes, whatever number is printed.
    """
    found = Address.parse(address)
    if found is None:
        return address
    match found.part:
        case "masthead" | "title" | "heading":
            return words(f"place.{found.part}")
        case "note":
            return words("place.note", number=number or found.number)
        case "pp":
            return _below(_counted("preambular", found.number, words), found.below, words)
        case "annex":
            return _in_annex(found, number, words)
    if number and not found.counted:
        found = Address.parse(f"op_{number.translate(_STEPS)}") or found
    if found.counted:
        said = _below(_counted("unnumbered", found.number, words), found.below, words)
    else:
        said = words("place.operative", number=_printed((found.number, *found.below), words))
    return f"{words('place.section', number=found.section)}, {said}" if found.section else said


def printed_numbers(record: Record) -> Mapping[str, str | None]:
    """Return the number that each paragraph and note bears, by address; None or empty where none is printed."""
    return {
        **{each.id: each.number for each in record.paragraphs()},
        **{f"note_{count}": note.number for count, note in enumerate(record.footnotes, 1)},
    }


def place_of_span(record: Record, span: Span | None, words: Words) -> str | None:
    """Return where a span of the source lies: the innermost paragraph that covers it; None where it has no place."""
    if span is None:
        return None
    for top in (*record.operative, *record.preamble):
        inside = [each for each in top.walk() if each.span.covers(span)]
        if inside:
            return place(inside[-1].id, words, inside[-1].number)
    return words("place.span", start=span.start, end=span.end)


_STEPS = str.maketrans("./", "__")
"""What stands between the steps of a printed number, as addresses have it."""


def _in_annex(found: Address, number: str | None, words: Words) -> str:
    annex = words("place.annex") if found.annex == 1 else words("place.annex-of-several", number=found.annex)
    if not found.number:
        return annex
    if number:
        steps = [step for step in number.translate(_STEPS).split("_") if step]
        return f"{annex}, {words('place.operative', number=_printed(steps, words))}"
    return f"{annex}, {_below(_counted('annexed', found.number, words), found.below, words)}"


def _counted(key: str, number: str, words: Words) -> str:
    """Return a paragraph that bears no number by its place: ``septième alinéa du préambule``."""
    return words(f"place.{key}", ordinal=_ordinal(int(number), words))


def _ordinal(number: int, words: Words) -> str:
    """Return an ordinal number spelled; in figures where it is higher than any text needs."""
    spelled: list[str] = table(words.language, "drafting")["ordinals"]["spelled"]
    # The table spells the ordinals of sessions; where the word for a paragraph differs in gender, the catalogue has it.
    own = words.find(f"place.ordinal-{number}")
    return own or (spelled[number - 1] if 1 <= number <= len(spelled) else words.ordinal(number))


def _below(said: str, below: Sequence[str], words: Words) -> str:
    letters = " ".join(words("phrase.sub-paragraph", letter=mark) for mark in below)
    return words("place.below", place=said, letters=letters) if letters else said


def _printed(steps: Sequence[str], words: Words) -> str:
    """Return a number with what is below it, as texts print it: ``6 a)``, ``6 (a)``, ``1.2``."""
    number = steps[0]
    for step in steps[1:]:
        number += f".{step}" if step.isdigit() else f" {words('phrase.sub-paragraph', letter=step)}"
    return number
