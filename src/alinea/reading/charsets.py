"""Which of the old encodings of one byte a character a text is in, by what letters stand beside each other.

No words are known here: only that a word keeps to one script, that a capital does not follow a small letter,
and that no sign stands between two letters. A wrong encoding breaks these rules in almost every word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

_CANDIDATES = (
    "cp1252", "iso8859_15", "mac_roman", "cp850", "cp437", "cp1251", "koi8_r", "cp866", "mac_cyrillic",
    "iso8859_5", "cp1256", "iso8859_6", "gb18030", "big5",
)  # fmt: skip
"""Encodings of texts in the six official languages; of two that fit alike, the first is taken."""
_SAMPLE = 1 << 15
_ENOUGH = 3000
_PLAUSIBLE = 0.3
_INNER = frozenset("’ʼ‑\u00ad·‐\u200c\u200d\u0640")
"""Signs that may stand within a word."""
_COMMON_HANZI = {"gb18030": ("gb2312", 0xD7), "big5": ("big5", 0xC6)}
"""The encoding of commonest characters, and the first byte of the last of them."""


def likely_encoding(data: bytes) -> str | None:
    """Return the name of the encoding that makes words of the bytes, None where none does.

    Args:
        data: a text that is not in UTF-8 or UTF-16.
    """
    sample = b"\n".join(_lines_that_tell(data))
    best, best_score = None, _PLAUSIBLE
    for encoding in _CANDIDATES:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _score(text, encoding)
        if score > best_score:
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            best, best_score = encoding, score
    return best or _by_library(data, sample)


def _by_library(data: bytes, sample: bytes) -> str | None:
    """Ask charset-normalizer, which knows many more encodings, but guesses more."""
    from charset_normalizer import from_bytes

    for match in from_bytes(sample, threshold=0.15):
        try:
            data.decode(match.encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return match.encoding
    return None


def _lines_that_tell(data: bytes) -> Iterator[bytes]:
    """Yield lines, or pieces of them, with bytes beyond ASCII, up to the size of a sample."""
    size = 0
    for start in range(0, len(data), _SAMPLE):
        for line in data[start : start + _SAMPLE].splitlines():
            if not line.isascii():
                piece = line[:2000]
                yield piece
                size += len(piece)
                if size > _SAMPLE:
                    return


def _score(text: str, encoding: str) -> float:
    """Return how well the characters beyond ASCII sit among their neighbours, 1 at best."""
    total = 0.0
    count = 0
    padded = f" {text} "
    for place in range(1, len(padded) - 1):
        character = padded[place]
        if character < "\x80":
            continue
        total += _fit(padded[place - 1], character, padded[place + 1], encoding)
        count += 1
        if count >= _ENOUGH:
            break
    return total / count if count else 0.0


def _fit(before: str, character: str, after: str, encoding: str) -> float:
    """Return how well a character beyond ASCII fits between its neighbours."""
    script = _script(character)
    if script == "none":
        return -6.0
    if script == "sign":
        return _sign_fit(before, character, after)
    if script == "odd":
        return -1.5
    if script == "hanzi":
        return _hanzi_fit(character, encoding)
    for other in (before, after):
        if other.isalpha() and _script(other) != script:
            return -4.0
    if character.isupper() and before.islower():
        return -3.0
    if script == "latin" and before >= "\x80" and before.isalpha() and before != character:
        return -1.0
    if not (before.isalpha() or after.isalpha()):
        return 0.6 if script == "latin" else 0.0
    if character.isupper():
        return 0.6
    return 1.0


def _sign_fit(before: str, character: str, after: str) -> float:
    """Return how well a sign fits: quotation marks at the ends of words, dashes between spaces."""
    if character in _INNER:
        return 1.0
    category = unicodedata.category(character)
    if before.isalpha() and after.isalpha():
        return -3.0
    if character in "¹²³":
        return 0.6
    if character in "¼½¾" and (before.isalpha() or after.isalpha()):
        return -1.5
    if category == "Pi":
        return 0.2 if before.isalpha() else 1.0
    if category == "Pf":
        return 0.2 if after.isalpha() else 1.0
    return 1.0 if category == "Pd" and before.isspace() == after.isspace() else 0.4


def _hanzi_fit(character: str, encoding: str) -> float:
    table, last = _COMMON_HANZI.get(encoding, ("gb2312", 0xD7))
    try:
        return 1.0 if character.encode(table)[0] <= last else -0.2
    except UnicodeEncodeError:
        return -2.0


@cache
def _script(character: str) -> str:
    """Return the script of a letter; ``sign``, ``odd`` (a sign no prose has) or ``none`` (no character)."""
    category = unicodedata.category(character)
    if category in ("Cc", "Cn", "Co", "Cs"):
        return "none"
    if category[0] in "LM":
        code = ord(character)
        for last, script in (
            (0x2AF, "latin"),
            (0x36F, "mark"),
            (0x3FF, "greek"),
            (0x52F, "cyrillic"),
            (0x5FF, "other"),
            (0x6FF, "arabic"),
        ):
            if code <= last:
                return script if category != "Lm" and character not in "ªº" else "sign"
        if 0x3400 <= code < 0xA000:
            return "hanzi"
        return "latin" if 0x1E00 <= code < 0x1F00 else "other"
    if category in ("So", "Sm", "Sk", "Sc") and character not in "°©®€£¥±×÷№":
        return "odd"
    return "sign"
