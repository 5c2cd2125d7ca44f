"""The organs of the United Nations and the series in which their documents are numbered, compiled."""

from __future__ import annotations

from functools import cache

from alinea.vocab.tables import table


@cache
def series() -> frozenset[str]:
    """Return the first elements of the symbols of United Nations documents: ``A``, ``S``, ``CRC`` …"""
    return frozenset(table("common", "bodies")["series"]["elements"])
