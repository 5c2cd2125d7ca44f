"""The symbols of United Nations documents: found in a text, and brought to their one canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from alinea.vocab.bodies import series
from alinea.vocab.symbol_words import SymbolWords, symbol_words

_MAX_ELEMENTS = 9
_CORRIGENDUM = "Corr"
_MAX_RANGE = 40
_MAX_OF_RANGE = 100
_DASHES = "\u2010\u2011\u2012\u2013\u2212"
_SMALL = re.compile(r"(?<![\w/.])[aes](?=/(?:CN|CONF|C)\.)")
_DIGITS = str.maketrans("lIO", "110")


@cache
def _resolution_number() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of what may follow the number of a resolution: its part, a numeral or year, further parts."""
    return (
        re.compile(r"\s?(?P<part>[A-Z])(?![\w'’.&-])"),
        re.compile(r"\s?\(\s?(?P<in>\d{4}|[IVXLC]{1,8}|E?S\s?-\s?[IVX]{1,6})\s?\)"),
        re.compile(r"\s?/\s?"),
    )


def symbols_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """Find the document symbols in a text.

    Args:
        text: as printed; white space, a letter l for a figure 1 and the like are allowed for.

    Returns:
        For each symbol its canonical form and the half-open range of characters that names it, in order.
        A suffix that is joined on (``A/47/L.15 et Add.1``) is a symbol of its own, with the range of the
        suffix; a double symbol (``A/70/652-S/2016/20``) is two.

    A sample: ``(A/59/2005 et Add.1)`` gives ``("A/59/2005", 1, 10)`` and ``("A/59/2005/Add.1", 14, 19)``.
    """
    if "/" not in text:
        return ()
    text = plain_dashes(text)
    if "/C" in text:  # recognition reads a small letter for the first: "(e/CN.11/654)"
        text = _SMALL.sub(lambda match: match[0].upper(), text)
    return tuple(_found(text))


def plain_dashes(text: str) -> str:
    """Return a text with its hyphens and dashes as plain hyphens, character for character."""
    for dash in _DASHES:  # five scans and seldom a copy: far cheaper than a translation
        if dash in text:
            text = text.replace(dash, "-")
    return text


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    words = symbol_words()
    known = series()
    end = 0
    for opening in words.opening.finditer(text):
        start = opening.start()
        if start < end or (start and (text[start - 1].isalnum() or text[start - 1] in "/.'’")):
            continue
        first = opening[0].rstrip()[:-1].rstrip()
        if first.partition(".")[0] not in known:
            continue
        read = _elements(text, opening.end(), [first], words)
        if read is None:
            continue
        symbol, end = read
        if _open_place().match(text, end):
            continue
        yield symbol, start, end
        if (last := _last(text, end, symbol, words)) is not None:
            end = last[2]
            yield last
        for joined in _suffixes(text, end, symbol, words):
            end = joined[2]
            yield joined


@cache
def _open_place() -> re.Pattern[str]:
    """What stands in drafts for the number that a document will have: ``A/63/[…]``, ``A/63/…``."""
    return re.compile(r"\s?/\s?(?:\[\s?)?(?:…|\.\.\.)")


def _elements(text: str, at: int, elements: list[str], words: SymbolWords) -> tuple[str, int] | None:
    """Read the elements after the first stroke; return the canonical symbol and where it ends."""
    part, numeral, stroke = _resolution_number()
    end = last = -1
    while len(elements) < _MAX_ELEMENTS:
        match = words.element.match(text, at)
        if match is None:
            break
        element = _element(match[0])
        end = match.end()
        of_resolution = elements[-1] in ("RES", "DEC") and element.isdigit()
        if elements[-1] == "RES" or (len(elements) > 1 and elements[-2] == "RES"):
            after = part.match(text, end)
            if after:
                element, end = element + after["part"], after.end()
        if of_resolution and (after := numeral.match(text, end)):
            element, end = element + "(" + re.sub(r"\s", "", after["in"]) + ")", after.end()
        elif division := words.division.match(text, end):
            element, end = element + _division(division, words), division.end()
        elif bare := words.unnumbered.match(text, end):
            element, end = f"{element}({bare['name'].replace(' ', '').capitalize()})", bare.end()
        following = stroke.match(text, end)
        at = following.end() if following and words.element.match(text, following.end()) else -1
        if at < 0 and element[1:2].islower() and not _has_figure(element):
            # Cut short or misread: A/5800/Rev, A/62/Ar. What stands before it is a symbol still.
            end = last
            break
        elements.append(words.misread.get(element, element))
        last = end
        if at < 0:
            break
    if end < 0 or not any(_has_figure(element) for element in elements):
        return None
    return "/".join(elements), end


def _has_figure(element: str) -> bool:
    return any(character.isdigit() for character in element)


def _element(printed: str) -> str:
    """Return an element without white space, and with figures where figures were misread."""
    element = re.sub(r"\s", "", printed)
    if "." in element:
        name, _, number = element.partition(".")
        roman = len(number) > 1 and set(number) == {"I"}
        if number and not set(number) - set("0123456789lI") and not roman:
            return f"{name}.{number.translate(_DIGITS)}"
        return element
    if element[:1].isdigit() or (element[:1] in "lI" and not element.isalpha()):
        return element.translate(_DIGITS)
    return element.translate(_DIGITS) if element in ("l", "I") else element


def _division(match: re.Match[str], words: SymbolWords) -> str:
    """Return ``(PartI)`` for ``(Partie I)``, ``(Vol.II)`` for ``(vol. II)``, ``(Sect.3)`` for ``(Sect. 3)``."""
    name = words.divisions[match["name"]]
    numbers = re.sub(r"\s", "", match["numbers"])
    return f"({name}.{numbers})" if name in ("Vol", "Sect") else f"({name}{numbers})"


def _last(text: str, at: int, symbol: str, words: SymbolWords) -> tuple[str, int, int] | None:
    """Return the last symbol of a range that is cut short: of ``S/2007/279-280`` S/2007/280."""
    match = words.last.match(text, at)
    stem, _, element = symbol.rpartition("/")
    name, _, number = element.rpartition(".")
    if match is None or not number.isdigit() or name in words.suffixes or (match["name"] or name) != name:
        return None
    if not int(number) < int(match["number"]) <= int(number) + _MAX_OF_RANGE:
        return None
    start = match.start("name") if match["name"] else match.start("number")
    return f"{stem}/{name}{'.' if name else ''}{match['number']}", start, match.end()


def _base(symbol: str, suffix: str, words: SymbolWords) -> str:
    """Return what a joined suffix applies to: a second Add. stands beside the first, a Corr. below it.

    Nothing but a further Corr. stands below or beside a Corr.: an Add. after it is of the document.
    """
    head, _, last = symbol.rpartition("/")
    if last.startswith(_CORRIGENDUM) and suffix != _CORRIGENDUM:
        return _base(head, suffix, words)
    return head if last.partition(".")[0] == suffix and last.partition(".")[0] in words.suffixes else symbol


def _suffixes(text: str, at: int, symbol: str, words: SymbolWords) -> Iterator[tuple[str, int, int]]:
    """Yield what stands joined to the symbol that ends at `at`: `` et Add.1``, ``, Corr.1 et 2``, ``-3``."""
    suffix = symbol.rpartition("/")[2].partition(".")[0]
    base, number = _base(symbol, suffix, words), symbol.rpartition(".")[2]
    if suffix not in words.suffixes:
        suffix = ""
    while True:
        if match := words.tail.match(text, at):
            ranged = bool(match["through"]) and suffix == match["suffix"] and number.isdigit()
            following = match["number"].translate(_DIGITS)
            first = int(number) + 1 if ranged else int(following)
            if not first <= int(following) <= first + _MAX_RANGE:
                return
            suffix, number = match["suffix"], following
            base = _base(symbol, suffix, words)
            start, at = match.start("suffix"), match.end()
            for value in range(first, int(following) + 1):
                symbol = f"{base}/{suffix}.{value}"
                yield symbol, start, at
        elif suffix and (match := words.further.match(text, at)):
            following = match["number"].translate(_DIGITS)
            first = int(number) + 1 if match["through"] and number.isdigit() else int(following)
            if not first <= int(following) <= first + _MAX_RANGE:
                return
            start, at, number = match.start("number"), match.end(), following
            for value in range(first, int(following) + 1):
                symbol = f"{base}/{suffix}.{value}"
                yield symbol, start, at
        else:
            return


def parse_symbol(text: str) -> str | None:
    """Return the canonical form of a text that is one symbol and nothing else, or None.

    A footnote star, brackets and a full stop around it are allowed for.

    A sample: ``A / RES/62/131 *`` gives ``A/RES/62/131``.
    """
    stripped = text.strip(" \t\r\n*.,;:()[]") if ")" not in text else text.strip().rstrip("*.,;: ")
    stripped = re.sub(r"\s+", " ", stripped)
    for symbol, start, end in symbols_in(stripped):
        return symbol if start == 0 and end == len(stripped) else None
    return None


def canonical(text: str) -> tuple[str, ...]:
    """Return the canonical forms of all symbols in a text, each once, in order.

    A sample: ``A/47/L.15 et Add.1`` gives ``("A/47/L.15", "A/47/L.15/Add.1")``.
    """
    return tuple(dict.fromkeys(symbol for symbol, _, _ in symbols_in(text)))
