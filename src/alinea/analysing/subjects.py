"""Which subjects a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from alinea.model.spans import Span
from alinea.vocab.subject_words import plain, singular, subject_phrases

_WORD = re.compile(r"\w+")


class Named(NamedTuple):
    """A subject that is named: its identifier, and the place of the words in the text."""

    id: str
    span: Span


def named_subjects(text: str, language: str) -> Iterator[Named]:
    """Yield the subjects that a text names, in the order of their places.

    Names may lie within one another: *nuclear weapons* in *non-proliferation of nuclear weapons* is named too.

    Args:
        text: of a title or paragraph; language: it is in; of one without vocabulary nothing is found.

    A sample: «des ressources en eau» names ``water`` twice over, and is given once.
    """
    phrases = subject_phrases(language)
    found = list(_WORD.finditer(plain(text))) if phrases else []
    words = [singular(each.group()) for each in found]
    reached: dict[str, int] = {}
    for place, word in enumerate(words):
        for phrase, id in phrases.get(word, ()):
            end = place + len(phrase)
            if end > reached.get(id, 0) and tuple(words[place:end]) == phrase:
                reached[id] = end
                yield Named(id, Span(found[place].start(), found[end - 1].end()))
