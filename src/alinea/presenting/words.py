"""The words a person reads: catalogues, one TOML file a language, and dates, ranks and counts as it writes them."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from typing import Any

LANGUAGES = ("fr", "en")
"""Languages that have a catalogue."""


class Words:
    """The catalogue of a language.

    Attributes:
        language: ``fr``, ``en`` …
        entries: every entry under its dotted key, such as ``label.organ``.
    """

    def __init__(self, language: str, entries: Mapping[str, str]) -> None:
        self.language = language
        self.entries = entries

    def __call__(self, key: str, /, **facts: object) -> str:
        """Return the words under `key`, the facts put in their places.

        Raises:
            KeyError: the catalogue has no such entry, or the entry has a place with no fact for it.
        """
        words = self.entries[key]
        return words.format(**facts) if facts else words

    def find(self, key: str) -> str | None:
        """Return the words under `key` as they stand, None where there are none."""
        return self.entries.get(key)

    @cached_property
    def locale(self) -> Any:
        """The locale of the language, for dates, lists and plural forms."""
        from babel import Locale

        return Locale(self.language)

    def ordinal(self, number: int) -> str:
        """Return a rank: ``63e``, ``63rd``."""
        form = self.locale.ordinal_form(number)
        return self(f"ordinal.{form}", n=number)

    def count(self, what: str, number: int) -> str:
        """Return a number of things: ``14 alinéas`` for ``count("preambular", 14)``."""
        form = self.locale.plural_form(number)
        key = f"count.{what}.{form}"
        return self(key if key in self.entries else f"count.{what}.other", n=self.number(number))

    def date(self, day: datetime.date, pattern: str | None = None) -> str:
        """Return a date written out: ``5 décembre 2007``, ``1er mai 2008``.

        Args:
            pattern: ``day``, ``month`` or ``year``: what of the date is known; ``day`` where not given.
        """
        from babel.dates import format_date

        if pattern is None:
            pattern = "first" if day.day == 1 else "day"
        return str(format_date(day, self(f"date.{pattern}"), locale=self.locale))

    def decimal(self, number: float) -> str:
        """Return a number with three decimals: ``0,967``."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, "0.000", locale=self.locale))

    def number(self, number: float) -> str:
        """Return a whole number with its thousands set off: ``12 345``, ``12,345``."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self.locale))

    def listing(self, items: Sequence[str]) -> str:
        """Return a list in words: ``a, b et c``."""
        from babel.lists import format_list

        return str(format_list(list(items), locale=self.locale)) if items else ""


@cache
def words(language: str) -> Words:
    """Return the catalogue of a language, English where the language has none."""
    name = language if language in LANGUAGES else "en"
    file = resources.files("alinea.presenting").joinpath("catalogues", f"{name}.toml")
    return Words(name, dict(flat(tomllib.loads(file.read_text(encoding="utf-8")))))


def preferred(environment: Mapping[str, str]) -> str | None:
    """Return the language that the environment asks for, None where it asks for none that has a catalogue.

    Args:
        environment: variables such as ``LC_ALL`` and ``LANG``; the first that is set decides, after POSIX
            (Base Definitions, 8.2), ``LANGUAGE`` before them where a locale is set, after GNU gettext (2.3.3).
    """
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    if _tag(locale) in ("", "C", "POSIX"):
        return None
    for choice in (*environment.get("LANGUAGE", "").split(":"), locale):
        if _tag(choice) in LANGUAGES:
            return _tag(choice)
    return "en"


def _tag(locale: str) -> str:
    """Return the language of a locale's name: ``fr`` of ``fr_CA.UTF-8``."""
    return locale.split(".")[0].split("@")[0].split("_")[0].split("-")[0]


def flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield every entry of a catalogue under its dotted key."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
