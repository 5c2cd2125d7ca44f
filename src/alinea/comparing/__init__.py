"""Comparing: two texts paragraph by paragraph, a series through its years, one text in two languages."""

from __future__ import annotations

from alinea.comparing.texts import compare

__all__ = ["compare"]
