"""The words of a text with their stems, and the subjects that it names, for the index of the library."""

from __future__ import annotations

from alinea.analysing.subjects import named_subjects
from alinea.store.wording import indexed, words_of
from alinea.vocab.search_words import stem

_MOST = 500_000  # words remembered; a text of noise must not fill the memory


class Indexer:
    """Finds the words and the subjects of texts; each word is brought to its stem once, then remembered."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, tuple[str, str] | None]] = {}

    def words(self, text: str, language: str) -> set[tuple[str, str]]:
        """Return the words of a text as pairs (word as the index has it, stem); numbers are left out.

        Args:
            language: a language tag.
        """
        known = self.known.setdefault(language, {})
        words = set(words_of(text))
        if len(known) > _MOST:
            known.clear()
        for word in words:
            if word not in known:
                known[word] = _pair(word, language)
        return {pair for word in words if (pair := known[word])}

    def subjects(self, text: str, language: str) -> tuple[str, ...]:
        """Return the identifiers of the subjects that a text names, each once."""
        return tuple(dict.fromkeys(each.id for each in named_subjects(text, language)))


def _pair(word: str, language: str) -> tuple[str, str] | None:
    """Return a word as the index has it, and its stem; None for what begins with a figure."""
    if not word[0].isalpha():
        return None
    return indexed(word), indexed(stem(word, language))
