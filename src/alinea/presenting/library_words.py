"""The words of the commands of the library."""

from __future__ import annotations

from functools import partial

from alinea.presenting.chapters import chapter

library_words = partial(chapter, "library")
"""Return the catalogue of a language with the words of the library."""
