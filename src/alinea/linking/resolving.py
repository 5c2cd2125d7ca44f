"""Which work a citation leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from alinea.model.corpus import Ambiguous, Outcome, Resolved, Unresolved

_LETTERED = re.compile(r"(?P<stem>.*?/RES/[^()]*?\d)(?P<part>[A-Z])?(?P<bracket>\([^()]*\))?")
"""Match a symbol with the letter of a part: ``A/RES/50/80A``, ``A/RES/217A(III)``; or without."""


class Holdings:
    """The symbols held, and for each without its letter the parts that are held."""

    def __init__(self, symbols: Iterable[str]) -> None:
        self.symbols = frozenset(symbols)
        parts: dict[str, list[str]] = {}
        for symbol in sorted(self.symbols):
            above = whole(symbol)
            if above is not None and above != symbol:
                parts.setdefault(above, []).append(symbol)
        self.parts: Mapping[str, tuple[str, ...]] = {above: tuple(each) for above, each in parts.items()}


def whole(symbol: str) -> str | None:
    """Return the symbol without the letter of a part; None where it is not that of a resolution."""
    found = _LETTERED.fullmatch(symbol)
    return found["stem"] + (found["bracket"] or "") if found else None


def resolve(target: str, kind: str, held: Holdings) -> Outcome:
    """Return the work that a cited symbol leads to.

    Args:
        target: canonical symbol; kind: of the citation, as in `alinea.model.record.Citation`.
        held: what is held.

    A sample: of *résolution 57/270* where parts A and B are held, both are candidates.
    """
    if target in held.symbols:
        return Resolved(target)
    if kind != "resolution":
        return Unresolved(target, "not-a-resolution")
    parts = held.parts.get(target, ())
    if parts:
        return Ambiguous(parts, "part-not-said")
    above = whole(target)
    if above is not None and above != target and above in held.symbols:
        # The resolution is held as one text: the part cited may be the whole text or lie within it.
        return Ambiguous((above,), "part-of-a-whole")
    return Unresolved(target, "not-held")
