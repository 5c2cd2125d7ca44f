"""Comparing: two texts paragraph by paragraph, a series through its years, one text in two languages."""

from __future__ import annotations

from alinea.comparing.languages import across
from alinea.comparing.pairings import compare
from alinea.comparing.threads import follow

__all__ = ["across", "compare", "follow"]
