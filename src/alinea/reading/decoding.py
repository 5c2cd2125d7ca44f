"""From bytes to characters: the encoding is found, not assumed, and a guess is said to be one."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from alinea.model.problems import Problem, UnreadableError
from alinea.model.spans import Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_SAMPLE = 1 << 16
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r\f\v\x1a\x1b") + b"\x7f"
_HEAD = 4096
_PROSE = 0.97
"""Of the characters of a text in UTF-16, more than this share are letters, numbers, signs and white space."""
_MOST_CONTROLS = 0.01
_STRAY_CONTROLS = 8
"""More control characters than this share and this number, and bytes are no text. Converters of PDF leave some
in a text, such as U+0003 for a bullet; of random bytes a tenth are such."""
_MOST_DAMAGE = 0.1
"""Bytes that are no UTF-8 are damage within a UTF-8 text up to this share of its sequences of several bytes."""

_DECLARATION = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})"
    rb"|<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# What the two or three UTF-8 bytes of an accented letter or of a typographic sign become in cp1252.
_TWICE_ENCODED = re.compile(r"Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\x9d“”˜¦]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a text file.

    Attributes:
        content: every character, line ends as they are; only the mark of the encoding at the start is left out.
        encoding: the name of the encoding, as Python knows it.
        problems: what had to be guessed, and what could not be decoded.
    """

    content: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode the bytes of a text.

    In this order: the mark at the start; UTF-16 without a mark; UTF-8, where the bytes are valid; the encoding
    that the text itself declares; the one whose letters make words.

    Args:
        data: the bytes of the file.
        declared: the encoding that an HTML or XML text declares, None where it declares none.

    Raises:
        UnreadableError: ``binary`` where the bytes are no text, ``undecodable`` where no encoding fits.

    A sample: ``b"r\\xe9solution"`` is decoded as cp1252, with the problem ``encoding-guessed``.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-8" and not _is_damaged_utf8(data):
                # Another encoding behind the mark of UTF-8, as where files were put together.
                data = data[len(mark) :]
                break
            marked = _checked(_damaged(data[len(mark) :], encoding))
            if _is_prose(marked.content[:_SAMPLE]):
                return marked
            raise _binary(len(mark))
    # Looked at before UTF-8, because English in UTF-16 is valid UTF-8 with a NUL in every second place.
    wide = _wide(data) if b"\0" in data else None
    if wide is not None:
        return _checked(_damaged(data, wide))
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError as error:
        first_invalid = error.start
    if b"\0" in data:
        raise _binary(data.index(b"\0"))
    _refuse_noise(data)
    if declared is not None:
        told = _as_declared(data, declared)
        if told is not None:
            return told
    if _is_damaged_utf8(data):
        return _damaged(data, "utf-8")
    return _guessed(data, first_invalid, declared)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the head of an HTML or XML text declares, None where it declares none known.

    What browsers take a name for holds (WHATWG Encoding Standard): ``iso-8859-1`` is windows-1252.
    """
    match = _DECLARATION.search(data[:_HEAD])
    if match is None:
        return None
    name = next(group for group in match.groups() if group).decode("ascii").lower()
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}.get(
        name, name
    )
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Codecs from bytes to bytes have no place here, and UTF-16 cannot declare itself in ASCII.
    if not found._is_text_encoding or found.name.startswith(
        ("utf-16", "utf-32", "utf-7", "punycode", "idna")
    ):
        return None
    return found.name


def _checked(decoded: Decoded) -> Decoded:
    """Return what was decoded, unless it is valid by chance and no text; name mojibake that the file holds."""
    content = decoded.content
    sample = content[:_SAMPLE]
    controls = _CONTROL_CHARACTERS.findall(sample)
    if len(controls) > max(_MOST_CONTROLS * len(sample), _STRAY_CONTROLS):
        raise _binary(sample.index(controls[0]))
    problems = list(decoded.problems)
    if controls:
        place = content.index(controls[0])
        problems.append(
            Problem(
                "control-characters",
                f"The text holds control characters, the first U+{ord(controls[0]):04X}; they were kept.",
                Span(place, place + 1),
            )
        )
    problems += _mojibake(content)
    return Decoded(content, decoded.encoding, tuple(problems))


def _mojibake(content: str) -> list[Problem]:
    if "Ã" not in content and "â€" not in content:
        return []
    found = list(_TWICE_ENCODED.finditer(content))
    if len(found) < 3:
        return []
    return [
        Problem(
            "mojibake",
            f"The file itself holds {len(found)} letters that were encoded twice, such as"
            f" “{found[0].group()}”; they were left as they are: save the text again from its source.",
            Span(*found[0].span()),
        )
    ]


def _refuse_noise(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(_MOST_CONTROLS * len(sample), _STRAY_CONTROLS):
        raise _binary(next(place for place, byte in enumerate(sample) if byte in _CONTROLS))


def _binary(place: int) -> UnreadableError:
    return UnreadableError(
        "binary",
        f"The file holds binary data (from byte {place:,}), not text, and no format that is known; give it as PDF,"
        " DOCX, HTML, Akoma Ntoso XML or plain text.",
        place=place,
    )


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 or UTF-32 the bytes are, None where neither: by the white space and letters it gives."""
    best, best_share = None, _PROSE
    for encoding, unit in (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)):
        try:
            text = data[: min(len(data), _SAMPLE) // unit * unit].decode(encoding)
        except UnicodeDecodeError as error:
            if error.end < min(len(data), _SAMPLE) - unit:
                continue
            text = data[: error.start].decode(encoding)
        blank = sum(map(text.count, " \n\t\r\u3000"))
        if blank < max(0.005 * len(text), 1):
            continue
        share = _share_of_prose(text)
        if share > best_share:
            best, best_share = encoding, share
    return best


def _share_of_prose(text: str) -> float:
    """Return the share of characters that texts have: letters, numbers, signs and white space."""
    known = sum(1 for character in text if unicodedata.category(character)[0] in "LMNPZS")
    return (known + sum(map(text.count, "\n\t\r\f\u00ad\u200b\u200e\u200f\ufeff"))) / len(text)


def _is_prose(text: str) -> bool:
    if not text:
        return True
    return text.count(_REPLACED) < 0.02 * len(text) + 3 and _share_of_prose(text) > 0.9


def _damaged(data: bytes, encoding: str) -> Decoded:
    """Decode, with a sign in place of what cannot be decoded and a problem that says where it is."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        pass
    held = data.decode(encoding, errors="ignore").count(_REPLACED)
    content = data.decode(encoding, errors="replace")
    count = content.count(_REPLACED) - held
    place = content.index(_REPLACED)
    problem = Problem(
        "undecodable-characters",
        f"{count} characters could not be decoded as {encoding.upper()} and stand as U+FFFD.",
        Span(place, place + 1),
    )
    return Decoded(content, encoding, (problem,))


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether most of what is beyond ASCII is valid UTF-8: a text that was cut, or pasted into."""
    content = data.decode("utf-8", errors="replace")
    broken = content.count(_REPLACED)
    whole = len(content) - len(content.encode("ascii", "ignore")) - broken
    return not broken or (whole > 0 and broken <= max(_MOST_DAMAGE * whole, 1))


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        content = data.decode(declared)
    except UnicodeDecodeError:
        return None
    if _CONTROL_CHARACTERS.search(content[:_SAMPLE]):
        return None
    return Decoded(content, declared)


def _guessed(data: bytes, first_invalid: int, declared: str | None) -> Decoded:
    from alinea.reading.charsets import likely_encoding

    encoding = likely_encoding(data)
    if encoding is None:
        raise UnreadableError(
            "undecodable",
            f"The encoding of the text could not be found (it is not UTF-8 from byte {first_invalid:,} on, and no"
            " other encoding makes words of it); save it as UTF-8.",
            place=first_invalid,
        )
    content = data.decode(encoding)
    place = next((at for at, character in enumerate(content) if character >= "\x80"), 0)
    problem = Problem(
        "encoding-guessed",
        f"The text is not {declared or 'UTF-8'}; it was read as {encoding}, because its letters then make words: check"
        f" “{content[max(place - 12, 0) : place + 12].strip()}”.",
        Span(place, place + 1) if content else None,
    )
    return _checked(Decoded(content, encoding, (problem,)))
