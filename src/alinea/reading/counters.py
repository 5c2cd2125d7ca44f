"""How a counted number is printed: 4, d, iv, IV … as word processors and browsers do it for lists."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CHICAGO = "*†‡§"
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_FULL_WIDTH = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))


def roman(number: int) -> str:
    """Return a number as a Roman numeral in small letters; beyond 3999 in Arabic digits."""
    if not 0 < number < 4000:
        return str(number)
    printed = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        printed.append(letters * count)
    return "".join(printed)


def letter(number: int, alphabet: str = _LATIN) -> str:
    """Return the letter of a number as Word counts on past the alphabet: a … z, aa, bb …"""
    if not 0 < number <= 30 * len(alphabet):
        return str(number)
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def spread_letter(number: int) -> str:
    """Return the letter of a number as browsers count on past z: aa, ab, ac …"""
    printed = ""
    while number > 0 and len(printed) < 8:
        number, place = divmod(number - 1, 26)
        printed = _LATIN[place] + printed
    return printed or str(number)


_WORD: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerLetter": letter,
    "numberInDash": lambda number: f"- {number} -",
    "russianLower": lambda number: letter(number, _RUSSIAN),
    "russianUpper": lambda number: letter(number, _RUSSIAN).upper(),
    "arabicAlpha": lambda number: letter(number, _ALPHA),
    "arabicAbjad": lambda number: letter(number, _ABJAD),
    "hindiNumbers": lambda number: str(number).translate(_ARABIC_DIGITS),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "chicago": lambda number: _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 % 5 + 1),
    "none": lambda _: "",
}

_WEB: dict[str, Callable[[int], str]] = {
    "1": str,
    "decimal": str,
    "decimal-leading-zero": lambda number: f"{number:02d}",
    "a": spread_letter,
    "lower-alpha": spread_letter,
    "lower-latin": spread_letter,
    "A": lambda number: spread_letter(number).upper(),
    "upper-alpha": lambda number: spread_letter(number).upper(),
    "upper-latin": lambda number: spread_letter(number).upper(),
    "i": roman,
    "lower-roman": roman,
    "I": lambda number: roman(number).upper(),
    "upper-roman": lambda number: roman(number).upper(),
}


def word_number(number: int, numbering: str) -> str | None:
    """Return a number as Word prints it.

    Args:
        number: the number.
        numbering: the name of the format in the file (ECMA-376, 17.18.59 ST_NumberFormat): ``lowerRoman``.

    Returns:
        what is printed, None where the format is one that is not known here, such as numbers in words.
    """
    printer = _WORD.get(numbering)
    return printer(number) if printer else None


def web_number(number: int, style: str) -> str | None:
    """Return a number of a list as browsers print it.

    Args:
        number: the number.
        style: of the list, by its attribute ``type`` or the property ``list-style-type``.

    Returns:
        what is printed before the full stop, None where the style prints no number.
    """
    printer = _WEB.get(style)
    return printer(number) if printer else None
