"""What optical recognition makes of print, so that words and numbers are known again."""

from __future__ import annotations

from functools import cache

from alinea.vocab.tables import table


@cache
def _read_for(section: str) -> dict[int, str]:
    return str.maketrans(dict(table("common", "recognition")[section]))


def as_letters(folded: str) -> str:
    """Return a word with its signs and figures as the letters they are read for: ``rappe/ant`` gives ``rappelant``."""
    return folded.translate(_read_for("letters"))


def as_figures(folded: str) -> str:
    """Return a number with its strokes and letters as the figures they are read for: ``28/6`` gives ``2816``."""
    return folded.translate(_read_for("figures"))


def as_numeral(folded: str) -> str:
    """Return a Roman numeral with what is read for its letters put right: ``ill`` gives ``iii``."""
    return folded.translate(_read_for("numerals"))


def blurred(folded: str) -> str:
    """Return a word with one letter for all that print leaves alike: ``lnvitc`` and ``invite`` give the same."""
    return folded.translate(_read_for("alike"))


@cache
def capitals() -> dict[str, str]:
    """Return what capitals at the beginning of a paragraph are read as, with the letters they stand for."""
    return dict(table("common", "recognition")["capitals"])


@cache
def labels_read_as() -> dict[str, tuple[str, ...]]:
    """Return by the letter of a point what it is read as."""
    return {letter: tuple(read) for letter, read in table("common", "recognition")["labels"].items()}
