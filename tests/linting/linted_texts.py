"""Drafts for the tests of linting: a frame about a piece of one, and what is found in it."""

from __future__ import annotations

import datetime

from alinea.library.linting import lint_bytes
from alinea.linting.checking import chosen
from alinea.linting.findings import Finding, Held

ORGANS = {"fr": "L’Assemblée générale,", "en": "The General Assembly,"}
CHARTER = {
    "fr": "Rappelant la Charte des Nations Unies,",
    "en": "Recalling the Charter of the United Nations,",
}
END = {"fr": "Décide de rester saisie de la question.", "en": "Decides to remain seized of the matter."}
LAST = {"fr": "2.\u00a0Décide d’agir.", "en": "2. Decides to act."}
FIRST = {"fr": "1.\u00a0Se félicite de ce rapport\u00a0;", "en": "1. Welcomes that report;"}


def framed(piece: str, language: str) -> str:
    """A draft with a piece in its place: a whole text, a preamble with or without what follows, an operative part."""
    organ = ORGANS[language]
    if piece.startswith((organ.rstrip(","), "General Assembly", "Assemblée générale")):
        return piece + "\n"
    if piece[0].isdigit() or piece.startswith(("Décide", "Decides")):
        return f"{organ}\n\n{CHARTER[language]}\n\n{piece}\n"
    if "\n\n1." in piece or f"\n\n{END[language]}" in piece:
        return f"{organ}\n\n{piece}\n"
    return f"{organ}\n\n{piece}\n\n{FIRST[language]}\n\n{LAST[language]}\n"


def found_in(text: str, *select: str, held: bool = False, name: str = "draft.txt") -> tuple[Finding, ...]:
    """What is found in a draft; with a library that holds a few, where one is asked for."""
    drafts = lint_bytes(text.encode(), name, chosen(select), held=shelf if held else None)
    return tuple(finding for draft in drafts for finding in draft.findings)


def shelf(target: str) -> Held | None:
    """A library that holds three resolutions, and a later one of the series of the first."""
    return {
        "A/RES/62/26": Held(
            datetime.date(2007, 12, 5), later="A/RES/63/26", later_on=datetime.date(2008, 12, 4)
        ),
        "A/RES/63/26": Held(datetime.date(2008, 12, 4)),
        "A/RES/62/27": Held(datetime.date(2007, 12, 5)),
        "A/RES/62/28": Held(),
    }.get(target)
