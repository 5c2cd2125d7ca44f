"""The words of the questions asked of the library."""

from __future__ import annotations

from functools import partial

from alinea.presenting.chapters import chapter

question_words = partial(chapter, "questions")
"""Return the catalogue of a language with the words of the questions."""
