"""What AKN4UN lays down, read from the vocabulary: namespaces, codes, and the words of the masthead."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

from lxml import etree

from alinea.vocab.tables import table


@cache
def common() -> dict[str, Any]:
    """Return what belongs to no language: namespaces, codes of organs and languages, the ontology."""
    return table("common", "akn")


@cache
def wording(language: str) -> dict[str, Any]:
    """Return the words of a language, with what belongs to no language where it has none of its own.

    Args:
        language: a language tag; ``fr-CA`` is read as ``fr``.
    """
    base = common()
    words: dict[str, Any] = {"printed": dict(base["printed"]), "names": {}, "organs": {}}
    words |= {"ordinals": [], "of_committee": []}
    known = language.partition("-")[0]
    if known in base["languages"]:
        try:
            own = table(known, "akn")
        except FileNotFoundError:
            return words
        words = words | own | {"printed": words["printed"] | own["printed"]}
    return words


@cache
def namespace(name: str) -> str:
    """Return a namespace: ``akn``, ``un`` (the UN's extensions) or ``own`` (Alinéa's)."""
    value: str = common()["namespaces"][name]
    return value


@cache
def akn(name: str) -> str:
    """Return the full name of an Akoma Ntoso element: ``akn("p")``."""
    return f"{{{namespace('akn')}}}{name}"


@cache
def own(name: str) -> str:
    """Return the full name of an element in Alinéa's own namespace."""
    return f"{{{namespace('own')}}}{name}"


def language_code(tag: str) -> str:
    """Return the three letters of ISO 639-2/T for a language tag: ``fra`` for ``fr``."""
    codes: dict[str, str] = common()["languages"]
    main = tag.partition("-")[0].lower()
    if main in codes and main != "unknown":
        return codes[main]
    return main if re.fullmatch("[a-z]{3}", main) else codes["unknown"]


def ordinal(number: int, language: str) -> str:
    """Return a number as an ordinal in figures: ``76e``, ``21st``; the bare number where no form is known."""
    return _form(wording(language)["ordinals"], str(number)).format(number=number)


def of_committee(name: str, language: str) -> str:
    """Return a committee's name as it stands behind the word *report*: ``de la Première Commission``."""
    return _form(wording(language)["of_committee"], name).format(name=name, number=name)


def _form(forms: list[tuple[str, str]], text: str) -> str:
    """Return the first form whose pattern is found in a text; the bare text where none is."""
    return next((form for pattern, form in forms if re.search(pattern, text)), "{number}")


def plural(forms: dict[str, str], number: int, language: str) -> str:
    """Return the form of a word that goes with a number: of ``{one = "…", other = "…"}``, the one for 1.

    Args:
        forms: by the plural categories of Unicode (CLDR); ``other`` is always there.
        number: a count.
        language: a language tag.
    """
    from babel.core import Locale, UnknownLocaleError

    try:
        category = Locale.parse(language.partition("-")[0]).plural_form(abs(number))
    except (ValueError, UnknownLocaleError):
        category = "other"
    return forms.get(category, forms["other"])


def printed_date(day: datetime.date, language: str) -> str:
    """Return a date as a masthead prints it: ``1er août 2022``; ISO 8601 where the language is not known.

    Args:
        day: the date.
        language: a language tag.
    """
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(wording(language).get("date_locale") or language.partition("-")[0])
    except (ValueError, UnknownLocaleError):
        return day.isoformat()
    text = format_date(day, "long", locale=locale)
    first = wording(language).get("first_day")
    if first and day.day == 1 and text.startswith(first[0]):
        return str(first[1]) + text[len(first[0]) :]
    return text


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Return a text with every character that XML does not allow replaced by U+FFFD, its length unchanged."""
    return _ILLEGAL.sub("\ufffd", text)


def element(name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """Return an Akoma Ntoso element with attributes and text; ``as_`` stands for the attribute ``as``."""
    made = etree.Element(akn(name))
    for key, value in attributes.items():
        made.set(key.rstrip("_"), legal(value))
    if text is not None:
        made.text = legal(text)
    return made


def child(parent: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """Add an element to `parent` and return it; see `element`."""
    made = element(name, text, **attributes)
    parent.append(made)
    return made


def add_text(parent: etree._Element, text: str) -> None:
    """Add characters at the end of the content of `parent`."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legal(text)
    else:
        parent.text = (parent.text or "") + legal(text)


def filled(parent: etree._Element) -> etree._Element:
    """Return an element as it is, with an empty line in it where the schema asks for content and there is none."""
    if not len(parent):
        child(parent, "p")
    return parent
