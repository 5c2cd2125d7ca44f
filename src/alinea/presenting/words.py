"""The words a person reads: a gettext catalogue a language, and dates, ranks and counts as it writes them.

English is the template, `catalogues/alinea.pot`; any other language has a catalogue of its own, `fr.po`, with the
English words beside its own, as translators and their tools expect. The code knows an entry by its context, a key such
as ``label.organ``, as many keys are made up of what is told (``act.{act}``), and the same English words often are
others in another language. Catalogues are read as they stand: nothing is compiled, built or kept on disk.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")

FIRST_YEAR = 1946
"""From here on the number of a session is a year, and no count of sessions."""
"""Languages that have a catalogue."""

_STRING = re.compile(r'^(?:(msg[a-z_]+)(?:\[\d\])? )?"(.*)"$', re.MULTILINE)
"""A line of an entry: a keyword and a string, or one that goes on with the string of the line before (GNU gettext,
"The Format of PO Files")."""
_ESCAPED = re.compile(r"\\(.)")
_PLURAL = re.compile(r"Plural-Forms: .*?plural=(.*?);")


class Words:
    """The catalogue of a language.

    Entries are told apart at once, and read when they are asked for: a command needs a few of some thousands.

    Attributes:
        language: ``fr``, ``en`` …
    """

    def __init__(self, language: str, catalogue: str) -> None:
        """Take the text of a catalogue of gettext."""
        self.language = language
        head, *entries = catalogue.split('\nmsgctxt "')
        self._entries = {entry.partition('"')[0]: entry for entry in entries}
        self._read: dict[str, tuple[str, ...]] = {}
        self._rule = _PLURAL.search(head)

    def __call__(self, key: str, /, **facts: object) -> str:
        """Return the words under `key`, the facts put in their places.

        Raises:
            KeyError: the catalogue has no such entry, or the entry has a place with no fact for it.
        """
        words = self._forms(key)[0]
        return words.format(**facts) if facts else words

    def find(self, key: str) -> str | None:
        """Return the words under `key` as they stand, None where there are none."""
        return self._forms(key)[0] if key in self._entries else None

    def under(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Yield what is said under a key, by the rest of it: ``("A", "General Assembly")`` … under ``organ``."""
        for key in self._entries:
            if key.startswith(f"{prefix}."):
                yield key.removeprefix(f"{prefix}."), self._forms(key)[0]

    def _forms(self, key: str) -> tuple[str, ...]:
        """Return the words of an entry, its plural forms where it has some; English where it is not translated."""
        if key not in self._read:
            strings: dict[str, list[str]] = {}
            for keyword, string in _STRING.findall(self._entries[key]):
                if keyword:
                    forms = strings.setdefault(keyword, [])
                    forms.append(string)
                else:
                    forms[-1] += string
            said = strings["msgstr"]
            if not any(said):
                said = strings["msgid"] + strings.get("msgid_plural", [])
            self._read[key] = tuple(_ESCAPED.sub(_unescaped, string) for string in said)
        return self._read[key]

    @cached_property
    def _form(self) -> Callable[[int], int]:
        """Which form a number takes: that of English where the catalogue does not say it, as in a template."""
        from gettext import c2py

        return c2py(self._rule[1] if self._rule else "n != 1")

    @cached_property
    def locale(self) -> Any:
        """The locale of the language, for dates, lists and plural forms."""
        from babel import Locale

        return Locale(self.language)

    def ordinal(self, number: int) -> str:
        """Return a rank: ``63e``, ``63rd``."""
        form = self.locale.ordinal_form(number)
        return self(f"ordinal.{form}", n=number)

    def numbered(self, session: int) -> str:
        """Return the number of a session: ``63e``; the year by which those of some organs are named: ``2027``."""
        return self.ordinal(session) if session < FIRST_YEAR else str(session)

    def session(self, number: int) -> str:
        """Return the name of a session: ``63e session``, ``session de 2027``."""
        named = "phrase.session" if number < FIRST_YEAR else "phrase.session-of-year"
        return self(named, session=self.numbered(number))

    def count(self, what: str, number: int) -> str:
        """Return a number of things: ``14 alinéas`` for ``count("preambular", 14)``."""
        return self._forms(f"count.{what}")[self._form(number)].format(n=self.number(number))

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
def words_in(language: str) -> Words:
    """Return the catalogue of a language, English where the language has none."""
    name = language if language in LANGUAGES else "en"
    # Beside this module and not through `importlib.resources`, which takes longer to import than a catalogue to read.
    file = Path(__file__).with_name("catalogues") / ("alinea.pot" if name == "en" else f"{name}.po")
    return Words(name, file.read_text(encoding="utf-8"))


def _unescaped(found: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t"}.get(found[1], found[1])


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
