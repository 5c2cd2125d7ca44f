"""The words of a language put into the values that stages ask: each entry checked, each mistake told as a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from alinea.vocab.finding import Finder
from alinea.vocab.tables import VocabularyError, table

_Words = TypeVar("_Words")
_PART = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of a file of the vocabulary.

    A pattern is written as it stands, or as a list of patterns of which one is to match, an entry a line, or as a table
    with the entry ``pattern`` beside its examples; lists of such a table stand in it for their names in braces. Beside
    an entry of a list words may stand that it matches: ``['en cas de (?:besoin|necessite)', "en cas de besoin"]``.

    Attributes:
        place: the file and the table, as they are told: ``fr/clauses.toml [names]``.
        rows: the entries as they are written.
        parts: what stands in a pattern for a name in braces: ``{month}``.
    """

    place: str
    rows: Mapping[str, Any]
    parts: Mapping[str, str] = field(default_factory=dict)

    def writing(self, **parts: str) -> Rows:
        """Return the table with more of what stands in its patterns for names in braces."""
        return Rows(self.place, self.rows, {**self.parts, **parts})

    def within(self, name: str) -> Rows:
        """Return a table of the table.

        Raises:
            VocabularyError: there is none of that name.
        """
        return Rows(f"{self.place} [{name}]", self._entry(name, Mapping, "a table"), self.parts)

    def each(self, name: str) -> tuple[Rows, ...]:
        """Return the tables of a list, ``[[name]]``.

        Raises:
            VocabularyError: it is none.
        """
        found = self._entry(name, list, "a list of tables")
        return tuple(
            Rows(f"{self.place} [[{name}]] {place}", row, self.parts) for place, row in enumerate(found, 1)
        )

    def source(self, name: str) -> str:
        """Return a pattern as the engine takes it.

        Raises:
            VocabularyError: there is none, or what is there is no pattern.
        """
        found = self._entry(name, str | list | Mapping, "a pattern, a list of them or a table with one")
        if isinstance(found, Mapping):
            return self.within(name).source("pattern")
        parts = self.parts
        if name == "pattern":
            lists = {key: _any(value) for key, value in self.rows.items() if isinstance(value, list)}
            parts = {**parts, **lists}
        found = _written(found)
        while (written := _PART.sub(lambda part: parts.get(part[1], part[0]), found)) != found:
            found = written  # a part may have parts
        return str(found)

    def compiled(self, name: str) -> re.Pattern[str]:
        """Return a pattern, compiled.

        Raises:
            VocabularyError: there is none, or the engine does not take it.
        """
        try:
            return re.compile(self.source(name))
        except re.error as error:
            raise VocabularyError(f"{self.place}: `{name}` is no regular expression: {error}.") from error

    def text(self, name: str) -> str:
        """Return a text as it is written.

        Raises:
            VocabularyError: there is none.
        """
        return str(self._entry(name, str, "a text"))

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of words.

        Raises:
            VocabularyError: it is none.
        """
        found = self._entry(name, list, "a list of words")
        if not all(isinstance(each, str) for each in found):
            raise VocabularyError(
                f"{self.place}: every entry of `{name}` should be a word in quotation marks."
            )
        return tuple(found)

    def fill(self, kind: type[_Words], *others: Rows, **given: Any) -> _Words:
        """Return a value with all that is not given from the entries that bear the names of its fields.

        Args:
            others: tables that are looked into for what this one does not have, in order.

        Raises:
            VocabularyError: an entry is missing, or of another form than the field.
        """
        for name, form in kind.__annotations__.items():
            if name not in given:
                there = next((rows for rows in (self, *others) if name in rows.rows), self)
                # A tuple with names has its annotations as references, another class as they are written.
                given[name] = _FORMS[str(getattr(form, "__forward_arg__", form))](there, name)
        return kind(**given)

    def _entry(self, name: str, form: Any, told: str) -> Any:
        if name not in self.rows:
            raise VocabularyError(f"{self.place}: `{name}` is missing; {told} is expected.")
        found = self.rows[name]
        if not isinstance(found, form):
            raise VocabularyError(f"{self.place}: `{name}` should be {told}.")
        return found


def _written(pattern: str | list[Any]) -> str:
    return f"(?:{_any(pattern)})" if isinstance(pattern, list) else pattern


def _any(entries: list[Any]) -> str:
    """Return a pattern that matches what one of the entries of a list does."""
    return "|".join(each[0] if isinstance(each, list) else str(each) for each in entries)


_FORMS: Mapping[str, Callable[[Rows, str], Any]] = {
    "Finder": lambda rows, name: Finder(rows.source(name)),
    "re.Pattern[str]": Rows.compiled,
    "tuple[str, ...]": Rows.words,
    "frozenset[str]": lambda rows, name: frozenset(rows.words(name)),
    "str": Rows.text,
    "bool": lambda rows, name: rows._entry(name, bool, "true or false"),
    "Mapping[str, str]": lambda rows, name: MappingProxyType(rows._entry(name, Mapping, "a table")),
    "Mapping[str, int]": lambda rows, name: MappingProxyType(rows._entry(name, Mapping, "a table")),
}
"""How an entry is read into a field, by the type of the field as it is written."""


def rows_of(language: str, name: str, **parts: str | list[Any]) -> Rows:
    """Return a file of the vocabulary, such as ``rows_of("fr", "clauses")``.

    Args:
        parts: what stands in its patterns for names in braces, as patterns are written.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return Rows(
        f"{language}/{name}.toml", table(language, name), {key: _written(each) for key, each in parts.items()}
    )
