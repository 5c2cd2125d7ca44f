"""What a person types for a resolution or a paragraph, and what the library knows it by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, unquote

from alinea.analysing.citations import find_citations
from alinea.analysing.symbols import parse_symbol
from alinea.model.record import Record
from alinea.model.spans import MendedText
from alinea.store.library import Library
from alinea.vocab.tables import LANGUAGES, table

_MOST = 50  # candidates told
_LONGEST = 200  # characters of what a person types for one symbol, with its date

_CANONICAL = re.compile(
    r"[A-Z]{1,5}(?:/[A-Z.0-9]{1,8}){0,2}/RES/(?:E?S-)?\d{1,4}[A-Z]?(?:\([0-9IVXLC-]{1,8}\)|/\d{1,4}[A-Z]?)?"
)
"""Symbols that are typed as they are kept, though none prints them so: ``A/RES/217A(III)``."""
_ADDRESS = re.compile(
    r"^(?:https?://[^/?#]+|(?:www\.)?(?:undocs|docs\.un|documents\.un)\.org)?"
    r"/(?:[a-z]{2}/)?(?:(?:api/v1/)?[a-z]{3,14}/)?(?P<path>[^?#]+)(?:\?(?P<query>[^#]*))?$"
)
"""Addresses of documents: of the Organization's services, and of pages of a library."""
_FILE_NAME = re.compile(
    r"(?i)[A-Z]{1,5}(?P<between>[_. -])(?:[A-Z]{2,5}(?P=between))?RES(?P=between)\d+(?:(?P=between)\d+)?"
)
"""Names of files: ``A_RES_75_28``, ``A-HRC-RES-7-12.fr.txt``; one sign, or a space, stands for every stroke."""
_PLACE = re.compile(r"(?P<main>.+?)[/#](?P<address>(?:op|pp|annex)_\w+)(?:/.*)?$")
"""A place as pages and the API name it: ``A/RES/75/28#op_6``, ``A/RES/75/28/op_6/report/1``."""
_ZEROS = re.compile(r"/0+(?=[1-9])")
"""Zeros before a number: ``A/RES/75/028``."""
_COUNCIL_NUMBER = re.compile(r"\d{3,4}")
"""A number of the Security Council's, whose years are counted on: ``2799``."""
_NO_CHARACTERS = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"(?:[IVX]+/)?\d{1,3}(?:\s?[.(]?\s?[a-zA-Z]{1,5}\s?\)?){0,3}")
_BETWEEN = re.compile(r"[\s.()]+")


@dataclass(frozen=True, slots=True)
class Located:
    """A resolution that is held, and a paragraph of it where one was named.

    Attributes:
        name: of the work; paragraph: its address within it, such as ``op_6``; None for the whole.
    """

    name: str
    paragraph: str | None = None

    @property
    def address(self) -> str:
        """The work, and the paragraph of it where one was named: ``A/RES/75/28#op_6``."""
        return f"{self.name}#{self.paragraph}" if self.paragraph else self.name


class NotHeldError(LookupError):
    """What was named is not in the library, or it is not clear which of several is meant.

    Attributes:
        code: ``not-held``, ``no-paragraph`` or ``ambiguous``.
        what: as named, in canonical form where it has one.
        candidates: names of works, or numbers of paragraphs, of which one may be meant.
    """

    def __init__(self, code: str, what: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.candidates = candidates


def symbol_of(text: str) -> str | None:
    """Return the canonical symbol for what a person types, None where it is none.

    Samples: ``a/res/75/28`` and ``75/28`` give ``A/RES/75/28``; ``2625 (XXV)`` gives ``A/RES/2625(XXV)``;
    ``1325 (2000)`` gives ``S/RES/1325(2000)``; ``S-27/2`` gives ``A/RES/S-27/2``. So do names of files
    (``A_RES_75_28``), addresses (``https://undocs.org/en/A/RES/75/28``) and the words of a text (``résolution 75/28 du
    7 décembre 2020``).
    """
    text = " ".join(text.split()).rstrip(".,;:")
    if (organ := _of_organ().fullmatch(text)) is not None:
        series = _typed_organs().get((organ["organ"] or "").upper())
        # Without an organ it is the form of the number that tells: "Res. 75/28", "Res. 1325 (2000)".
        return (
            f"{series}/RES/{organ['number'].upper().replace(' ', '')}"
            if series
            else symbol_of(organ["number"])
        )
    text = _typed(text)
    if parsed := parse_symbol(text.upper() if "/res/" in text.lower() else text) or parse_symbol(
        text.upper()
    ):
        return parsed
    upper = text.upper().replace(" ", "")
    if _CANONICAL.fullmatch(upper):
        return upper
    bare = upper.removeprefix("RES/")
    for pattern, series in _short():
        if pattern.fullmatch(bare):
            return f"{series}/RES/{bare}"
    return _in_words(text)


def _typed(text: str) -> str:
    """Return a symbol as it is printed, for the forms that files and addresses give it."""
    if (address := _ADDRESS.search(text)) is not None:
        query = parse_qs(address["query"] or "")
        text = unquote(query["s"][0] if "s" in query else address["path"]).strip("/")
    if (named := _FILE_NAME.match(text)) is not None:
        text = text[: named.end()].replace(named["between"], "/")
    return _ZEROS.sub("/", text)


def _in_words(text: str) -> str | None:
    """Return the one resolution that some words name: ``Resolution 75/28 of 7 December 2020``."""
    if len(text) > _LONGEST or not text[:1].isalpha() or not any(map(str.isdigit, text)):
        return None
    words = MendedText(text, (0,), (0,))
    for language in LANGUAGES:
        # A number without a year or an organ is the General Assembly's, as in `_short`.
        found = find_citations(words, organ="A", language=language)
        named = {each.target for each in found if each.kind == "resolution"}
        if len(named) == 1:
            return named.pop()
    return None


def characters(typed: str) -> str:
    """Return what was typed with U+FFFD in the place of what is no character: bytes that are not UTF-8."""
    return _NO_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", typed)


def locate(library: Library, text: str) -> Located:
    """Find the resolution and paragraph that a person names.

    Args:
        text: ``A/RES/75/28``, ``75/28``, ``A/RES/75/28#op_6``, or ``A/RES/75/28/6`` for the paragraph numbered 6.

    Raises:
        NotHeldError: it is not held, or more than one is meant.
    """
    typed = characters(text).strip().rstrip(".,;:")
    main, hash_, address = typed.partition("#")
    if (at := _PLACE.match(typed)) is not None:
        main, hash_, address = at["main"], "#", at["address"]
    elif not hash_ and (pinpoint := _pinpoint().match(main)) is not None:
        main, hash_, address = pinpoint["main"], "#", pinpoint["number"]
    wanted = symbol_of(main) or (f"S/RES/{main}" if _COUNCIL_NUMBER.fullmatch(main) else main)
    if library.work(wanted):
        return Located(wanted, _paragraph(library, wanted, address) if hash_ else None)
    head, stroke, number = main.rpartition("/")
    if stroke and not hash_ and _NUMBER.fullmatch(number):
        above = symbol_of(head) or head
        if library.work(above):
            return Located(above, _paragraph(library, above, number))
    candidates = tuple(name for name in library.names_like(wanted, _MOST) if _completes(wanted, name))
    if len(candidates) == 1:
        name = candidates[0]
        return Located(name, _paragraph(library, name, address) if hash_ else None)
    raise NotHeldError("ambiguous" if candidates else "not-held", wanted, candidates)


def _paragraph(library: Library, name: str, wanted: str) -> str:
    record = library.record(name)
    if record is None:
        raise NotHeldError("not-held", name)
    plain = _plain(wanted)
    for address, number in _addresses(record):
        if address == wanted or (number and _plain(number) == plain):
            return address
    numbers = tuple(number for _, number in _addresses(record) if number)
    raise NotHeldError("no-paragraph", f"{name}#{wanted}", numbers)


def _addresses(record: Record) -> Iterator[tuple[str, str | None]]:
    for paragraph in record.paragraphs():
        # An annexed text has numbers of its own: they are not those of the resolution.
        yield paragraph.id, None if paragraph.id.startswith("annex") else paragraph.number


def _plain(number: str) -> str:
    """Return a number of a paragraph without what stands between its elements: ``7a`` for ``7 (a)`` and ``7.a``."""
    return _BETWEEN.sub("", number).lower()


def _completes(beginning: str, name: str) -> bool:
    """Tell whether a name is what begins so, with its year or part: ``S/RES/1325(2000)``, ``A/RES/57/270B``."""
    return re.fullmatch(r"\(\d{4}\)|\([IVXLC]+\)|[A-Z]", name[len(beginning) :]) is not None


@cache
def _typed_organs() -> dict[str, str]:
    """What people type for an organ, and the series of its resolutions."""
    organs = table("common", "symbols")["typed_organs"]
    return {name: series for series, names in organs.items() for name in names}


@cache
def _of_organ() -> re.Pattern[str]:
    """The pattern of a resolution named by an organ, or by the word, and its number: ``UNSCR 1325``, ``Res. 75/28``."""
    organs = "|".join(_typed_organs())
    word = r"r(?:[eé]s(?:olution)?)?\b\.?"
    return re.compile(
        rf"(?i)(?:(?P<organ>{organs})(?:\s*{word})?|r[eé]s\.?)\s*"
        r"(?P<number>(?:E?S-)?\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)?(?:\s?\((?:\d{4}|[IVXLC]+)\))?)"
    )


@cache
def _pinpoint() -> re.Pattern[str]:
    """The pattern of a paragraph named after a text: ``75/28 §6``, ``75/28, par. 6``, ``75/28 para. 2 (a)``."""
    units = "|".join(table(language, "citations")["pinpoint"]["unit"] for language in LANGUAGES)
    return re.compile(
        rf"(?i)(?P<main>[^§#]{{3,200}}?),?\s*(?:§+|\b(?:{units}))\s*(?P<number>\d{{1,3}}[\s.()a-z]{{0,12}})$"
    )


@cache
def _short() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of resolutions named without their series, and the series."""
    return (
        (re.compile(r"\d{2,3}/\d{1,4}[A-Z]?"), "A"),
        (re.compile(r"E?S-\d{1,3}/\d{1,4}[A-Z]?"), "A"),
        (re.compile(r"\d{1,4}[A-Z]?\([IVXLC]{1,8}\)"), "A"),
        (re.compile(r"\d{1,4}\(\d{4}\)"), "S"),
        (re.compile(r"(?:19|20)\d{2}/\d{1,3}"), "E"),
    )
