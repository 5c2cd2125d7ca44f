"""The identifiers of elements within a document (eId), after the naming convention of Akoma Ntoso."""

from __future__ import annotations

import re
from functools import cache


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {"between_figures": re.compile(r"(?<=\d)[\W_]+(?=\d)"), "other": re.compile(r"[^\w-]+|_+|^-+|-+$")}


def number_token(printed: str | None) -> str:
    """Return a printed number as it stands in an eId: without brackets and final punctuation.

    Args:
        printed: ``1.``, ``a)``, ``(ii)``, ``11.2 Rev.A``.

    Samples: ``1``, ``a``, ``ii``, ``11-2RevA``; empty where nothing is left.
    """
    if not printed:
        return ""
    return _patterns()["other"].sub("", _patterns()["between_figures"].sub("-", printed))


class Eids:
    """Gives every element of a document an identifier that no other has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def new(self, parent: str, kind: str, token: str = "") -> str:
        """Return a new eId.

        Args:
            parent: eId of the element it lies in; empty at the top.
            kind: the abbreviation of the naming convention: ``para``, ``point``, ``ref`` …
            token: its number, see `number_token`; where empty, its place among those of its kind.

        Samples: ``para_1``, ``sec_II__para_3``, ``para_2__list_1__point_a``; a number that comes twice
        under one parent becomes ``para_3-2``.
        """
        stem = f"{parent}__{kind}" if parent else kind
        if not token:
            return self._counted(stem)
        base = wanted = f"{stem}_{token}"
        again = 1
        while wanted in self._taken:
            again += 1
            wanted = f"{base}-{again}"
        self._taken.add(wanted)
        return wanted

    def _counted(self, stem: str) -> str:
        number = self._counts.get(stem, 0)
        while True:
            number += 1
            wanted = f"{stem}_{number}"
            if wanted not in self._taken:
                break
        self._counts[stem] = number
        self._taken.add(wanted)
        return wanted

    def fixed(self, name: str) -> str:
        """Return `name` itself, or with a number behind it where it is taken already."""
        wanted, again = name, 1
        while wanted in self._taken:
            again += 1
            wanted = f"{name}-{again}"
        self._taken.add(wanted)
        return wanted
