"""Addresses of paragraphs, as a person names them."""

from __future__ import annotations

from alinea.presenting.words import Words

__all__ = ["place_named"]

_ROMAN = frozenset("IVXLC")


def place_named(address: str, words: Words) -> str:
    """Return a place within a resolution in words: ``paragraphe 6 a)``, ``alinéa 3 du préambule``, ``note 2``.

    Args:
        address: such as ``op_6_a``, ``pp_3``, ``note_2``, ``op_II_4`` (of a section), ``op_u1`` (unnumbered).
        words: catalogue of the language.
    """
    part, _, rest = address.partition("_")
    marks = rest.split("_") if rest else []
    if part == "title":
        return words("phrase.at-title")
    if part == "note" and marks:
        return words("phrase.at-note", number=rest)
    if part == "annex" and marks:
        return _in_annex(marks, words)
    if part not in ("pp", "op") or not marks:
        return address
    section = ""
    if len(marks) > 1 and set(marks[0]) <= _ROMAN:
        section = words("phrase.at-section", number=marks.pop(0))
    key = "phrase.at-preambular" if part == "pp" else "phrase.at-paragraph"
    if marks[0].startswith("u") and marks[0][1:].isdigit():
        key, marks[0] = "phrase.at-unnumbered", marks[0][1:]
    named = words(key, number=_number(marks, words))
    return f"{section}, {named}" if section else named


def _in_annex(marks: list[str], words: Words) -> str:
    annex = words("phrase.at-annex") + ("" if marks[0] == "1" else f" {marks[0]}")
    paragraph = marks[2:] if marks[1:2] == ["p"] else []
    return (
        f"{annex}, {words('phrase.at-paragraph', number=_number(paragraph, words))}" if paragraph else annex
    )


def _number(marks: list[str], words: Words) -> str:
    """Return the number of a paragraph with the letters of what is below it: ``6 a)``, ``6 (a)``, ``1.2``."""
    number = marks[0]
    for mark in marks[1:]:
        number += f".{mark}" if mark.isdigit() else f" {words('phrase.sub-paragraph', letter=mark)}"
    return number
