"""What an input is, found out from its bytes, and the reader that takes it."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path, PurePath

from alinea.model.problems import UnreadableError
from alinea.model.text import Source, Text
from alinea.reading.limits import LIMITS, MEGABYTE, Limits
from alinea.reading.ocr import ocr_languages


class Format(StrEnum):
    """A format that can be read, by its media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    DOC = "application/msword"
    RTF = "application/rtf"
    ODT = "application/vnd.oasis.opendocument.text"
    WORDPERFECT = "application/vnd.wordperfect"
    HTML = "text/html"
    AKN = "application/akn+xml"
    MARKDOWN = "text/markdown"
    PLAIN = "text/plain"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"


_SUFFIXES = {
    ".pdf": (Format.PDF,),
    ".docx": (Format.DOCX,),
    ".docm": (Format.DOCX,),
    ".dotx": (Format.DOCX,),
    ".html": (Format.HTML,),
    ".htm": (Format.HTML,),
    ".xhtml": (Format.HTML,),
    ".xml": (Format.AKN, Format.HTML),
    ".akn": (Format.AKN,),
    ".txt": (Format.PLAIN, Format.MARKDOWN),
    ".md": (Format.MARKDOWN, Format.PLAIN),
    ".doc": (Format.DOC,),
    ".rtf": (Format.RTF,),
    ".odt": (Format.ODT,),
    ".wpd": (Format.WORDPERFECT,),
}
_CONVERTED = {
    Format.DOC: (".doc", "Word 97-2003"),
    Format.RTF: (".rtf", "Rich Text Format"),
    Format.ODT: (".odt", "OpenDocument"),
    Format.WORDPERFECT: (".wpd", "WordPerfect"),
}
"""Formats that are read as DOCX, which LibreOffice turns them into: the suffix that it goes by, and their name."""
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
)
"""By their first bytes, the pictures whose characters can be recognised."""
_HEAD = 1 << 16
_PDF_HEAD = 1024
_BLANK = b"\0 \t\r\n\f\v"
_HTML_ELEMENTS = frozenset((
    "a", "abbr", "article", "b", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "em",
    "font", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "i", "img", "link", "main",
    "meta", "nav", "ol", "p", "pre", "script", "section", "span", "strong", "style", "sub", "sup", "table",
    "tbody", "td", "title", "tr", "u", "ul",
))  # fmt: skip
"""Elements that a page or a piece of one may begin with."""


def read_text(data: bytes, path: str, *, limits: Limits = LIMITS) -> Text:
    """Read one input, whatever its format.

    Args:
        data: its bytes.
        path: its path as given; the suffix is only a hint. ``-`` for standard input.
        limits: how much of it may be read.

    Returns:
        the text, with `Source.path` the path as given.

    Raises:
        UnreadableError: there is nothing in it that could be read; the message does not name the path.
    """
    try:
        return _read(data, path, limits)
    except UnreadableError:
        raise
    except (MemoryError, RecursionError) as error:
        raise UnreadableError(
            "damaged",
            "The file is nested too deeply or is too large to be read; save it again from its source.",
        ) from error
    except Exception as error:
        # The promise of this function: whatever the bytes, a batch goes on to the next file.
        raise UnreadableError(
            "damaged",
            f"The file could not be read ({type(error).__name__}: {str(error)[:200]}); it is damaged, or Alinéa"
            " errs: please report it with the file.",
            reason=f"{type(error).__name__}: {error}",
        ) from error


def read_path(path: str | Path, *, limits: Limits = LIMITS) -> Text:
    """Read one file, or standard input where the path is ``-``.

    Raises:
        UnreadableError: as `read_text`; also ``not-found``, ``not-a-file``, ``no-access``; and ``too-large``,
            which is said before the file is read.
    """
    return read_text(load(path, limits=limits), str(path), limits=limits)


def load(path: str | Path, *, limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a file, or of standard input where the path is ``-``, within the limits.

    Raises:
        UnreadableError: as `read_path`.
    """
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(limits.input_bytes + 1)
        else:
            file = Path(path)
            if file.is_dir():
                raise UnreadableError("not-a-file", "This is a folder; name the files in it, or a pattern.")
            size = file.stat().st_size
            if size > limits.input_bytes:
                raise _too_large(f"{size / MEGABYTE:,.0f} MB", limits)
            # The size of a pipe or device is not known beforehand: no more than the limit is taken from it.
            with file.open("rb") as stream:
                data = stream.read(limits.input_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableError("not-found", "There is no such file; check the path.") from error
    except PermissionError as error:
        raise UnreadableError("no-access", "The file may not be read; check its permissions.") from error
    except (OSError, ValueError) as error:
        raise UnreadableError("no-access", f"The file cannot be opened ({error}).", reason=error) from error
    return data


def recognise(data: bytes, path: str = "", limits: Limits = LIMITS) -> Format:
    """Find out what the bytes are; the suffix of the path only serves the message.

    Args:
        data: the bytes of the input.
        path: as given.
        limits: how much may be in a container.

    Raises:
        UnreadableError: they are nothing that can be read.
    """
    format_ = _recognised_bytes(data, path, limits)
    return format_ or _recognised_text(_head(data), path)


def _read(data: bytes, path: str, limits: Limits) -> Text:
    if len(data) > limits.input_bytes:
        raise _too_large(f"more than {limits.input_bytes // MEGABYTE} MB", limits)
    format_ = _recognised_bytes(data, path, limits)
    if format_ is None:
        return _read_characters(data, path, limits)
    source = _source(data, path, format_)
    if format_ is Format.PDF:
        from alinea.reading.pdf.reader import read_pdf

        return read_pdf(data, source)
    if format_ in _CONVERTED:
        from alinea.reading.docx.converting import as_docx

        data = as_docx(data, *_CONVERTED[format_])
    elif format_ is not Format.DOCX:
        from alinea.reading.pictures import read_picture

        return read_picture(data, source, ocr_languages() or "")
    from alinea.reading.docx.reader import read_docx

    return read_docx(data, source, limits=limits)


def _read_characters(data: bytes, path: str, limits: Limits) -> Text:
    """Read an input that is characters: mark-up, or plain text."""
    from alinea.reading.decoding import declared_encoding, decode

    head = _head(data)
    format_ = _recognised_text(head, path)
    source = _source(data, path, format_)
    if format_ is Format.AKN:
        from alinea.reading.akn.reader import read_akn

        return read_akn(data, source)
    if format_ is Format.HTML:
        from alinea.reading.html.reader import read_html

        return read_html(data, source, limits=limits)
    decoded = decode(data, declared=declared_encoding(data) if head.lstrip().startswith("<?xml") else None)
    if not decoded.content.strip():
        raise _empty("Nothing but white space is in the file")
    from alinea.reading.plain import read_plain

    text = read_plain(decoded.content, source)
    return replace(text, problems=(*decoded.problems, *text.problems)) if decoded.problems else text


def _source(data: bytes, path: str, format_: Format) -> Source:
    return Source(path, format_.value, hashlib.sha256(data).hexdigest(), len(data))


def _recognised_bytes(data: bytes, path: str, limits: Limits) -> Format | None:
    """Recognise what is known by its first bytes; None where they are characters, as far as is seen."""

    if not data or not (data[:_HEAD].strip(_BLANK) or data.strip(_BLANK)):
        raise _empty("The file is empty" if not data else "Nothing but white space is in the file")
    if re.search(rb"%PDF-\d", data[:_PDF_HEAD]) and not _speaks_of_pdf(data):
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        from alinea.reading.archives import Archive

        names = Archive(data, limits).names
        if any(name.startswith("word/document") for name in names):
            return Format.DOCX
        if _is_open_document(data):
            return Format.ODT
        raise refuse_container(names, _in_spite(path, ()))
    picture = next((format_ for signature, format_ in _PICTURES if data.startswith(signature)), None)
    if picture is not None and ocr_languages():
        return picture
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    if data.startswith(b"\xffWPC"):
        return Format.WORDPERFECT
    if is_compound_word(data):
        return Format.DOC
    refuse_known(data, _in_spite(path, ()))
    return None


def _is_open_document(data: bytes) -> bool:
    """Tell whether a ZIP container is a text of OpenDocument: its first file says so, stored as it is (part 2, 3.3)."""
    return b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:120]


def _speaks_of_pdf(data: bytes) -> bool:
    """Tell whether the signature of PDF stands in running text, as in this sentence on ``%PDF-1.7``."""
    if data.startswith(b"%PDF-") or b"\nobj" in data or b" obj" in data[:_HEAD]:
        return False
    return re.match(rb"[\s\xef\xbb\xbf]*%PDF-", data[:_PDF_HEAD]) is None and b"startxref" not in data[-2048:]


def _recognised_text(head: str, path: str) -> Format:
    """Recognise mark-up by the element it begins with; anything else is plain text."""
    patterns = _patterns()
    root = patterns["root"].match(head)
    name = ""
    if root is not None:
        name = root["name"].rpartition(":")[2].lower()
        if name == "akomantoso":
            return Format.AKN
        if name == "html":
            return Format.HTML
        declared = root["prolog"] is not None and "<?xml" in root["prolog"][:100]
        if declared and name not in _HTML_ELEMENTS:
            raise _other_xml(root["name"], head, path)
    if patterns["doctype"].match(head if root is None else root["prolog"] or ""):
        return Format.HTML
    suffix = PurePath(path).suffix.lower()
    if root is not None and suffix in (".xml", ".akn") and name not in _HTML_ELEMENTS:
        raise _other_xml(root["name"], head, path)
    tags = len(patterns["tags"].findall(head))
    if tags and (patterns["page"].search(head) or (root is not None and tags >= 2)):
        return Format.HTML
    if tags >= 2 and (_SUFFIXES.get(suffix, ())[:1] == (Format.HTML,) or tags * 250 > len(head)):
        return Format.HTML
    return Format.MARKDOWN if suffix in (".md", ".markdown") else Format.PLAIN


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    # Possessive throughout: untrusted text must not make these go back and try again.
    return {
        "root": re.compile(
            r"\s*+(?P<prolog>(?:<\?[^>]{0,2000}+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+"
            r"|<!DOCTYPE[^\[>]{0,2000}+(?:\[[^\]]*+\]\s*+)?>\s*+)++)?<(?P<name>[A-Za-z_][\w.:-]{0,100})[\s/>]",
            re.IGNORECASE,
        ),
        "doctype": re.compile(
            r"\s*+(?:<\?[^>]{0,500}+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+)*+<!DOCTYPE\s++html", re.IGNORECASE
        ),
        "page": re.compile(r"<(?:html|head|body|meta|title)[\s>]", re.IGNORECASE),
        "tags": re.compile(
            r"</(?:p|div|table|td|li|body|head|center|font|span|article|h[1-6])\s*>|<(?:p|br|td|hr)(?:\s[^<>]{0,200})?/?>",
            re.IGNORECASE,
        ),
    }


def _head(data: bytes) -> str:
    """Return the beginning of the input as characters, as well as they can be had without knowing the encoding."""
    start = data[:_HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace")
    if b"\0" in start[:64]:
        for encoding, sign in (("utf-16-le", b"<\0"), ("utf-16-be", b"\0<")):
            if sign in start[:64]:
                return start[: len(start) // 2 * 2].decode(encoding, errors="replace")
    return start.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")


def _other_xml(root: str, head: str, path: str) -> UnreadableError:
    if 'progid="Word.Document"' in head or root.startswith("pkg:") or root == "w:wordDocument":
        return UnreadableError(
            "unsupported-format",
            "The file is a Word document saved as XML; open it in Word and save it as DOCX.",
            kind="Word XML",
        )
    wrong = _in_spite(path, (Format.AKN, Format.HTML))
    return UnreadableError(
        "unsupported-format",
        f"The file is XML with the root element <{root[:60]}>{wrong}, which is neither Akoma Ntoso (<akomaNtoso>)"
        " nor HTML; give the document in one of these, or as PDF, DOCX or text.",
        root=root[:60],
    )


def _in_spite(path: str, formats: tuple[Format, ...]) -> str:
    """Return words on a suffix that promises something else, or nothing."""
    suffix = PurePath(path).suffix.lower()
    promised = _SUFFIXES.get(suffix)
    if promised is None or promised == () or set(promised) & set(formats):
        return ""
    return f", in spite of its suffix {suffix}"


def _too_large(size: str, limits: Limits) -> UnreadableError:
    return UnreadableError(
        "too-large",
        f"The input has {size}, more than the {limits.input_bytes // MEGABYTE} MB that are read; split it, or give"
        " only the documents wanted.",
        megabytes=limits.input_bytes // MEGABYTE,
    )


def _empty(what: str) -> UnreadableError:
    return UnreadableError("empty", f"{what}; fetch the document again.")


_OCR = "recognise its characters with --ocr"
_OCR_ELSEWHERE = "save it as PNG, and recognise its characters with --ocr"
_UNPACK = "unpack it and give the documents in it"
_RESAVE = "open it in a word processor and save it as DOCX"

_SIGNATURES: tuple[tuple[bytes, int, str, str, str, str], ...] = (
    # (bytes, where they stand, code, what the file is, the name of the format in any language, what to do)
    (b"\x89PNG\r\n\x1a\n", 0, "picture", "a PNG picture", "PNG", _OCR),
    (b"\xff\xd8\xff", 0, "picture", "a JPEG picture", "JPEG", _OCR),
    (b"GIF87a", 0, "picture", "a GIF picture", "GIF", _OCR_ELSEWHERE),
    (b"GIF89a", 0, "picture", "a GIF picture", "GIF", _OCR_ELSEWHERE),
    (b"II*\0", 0, "picture", "a TIFF picture", "TIFF", _OCR),
    (b"MM\0*", 0, "picture", "a TIFF picture", "TIFF", _OCR),
    (b"WEBP", 8, "picture", "a WebP picture", "WebP", _OCR_ELSEWHERE),
    (b"AT&TFORM", 0, "picture", "a DjVu document", "DjVu", _OCR_ELSEWHERE),
    (b"ftypheic", 4, "picture", "a HEIC picture", "HEIC", _OCR_ELSEWHERE),
    (b"ftypavif", 4, "picture", "an AVIF picture", "AVIF", _OCR_ELSEWHERE),
    (b"\0\0\0\x0cjP  ", 0, "picture", "a JPEG 2000 picture", "JPEG 2000", _OCR_ELSEWHERE),
    (b"\x1f\x8b\x08", 0, "packed", "a gzip archive", "gzip", _UNPACK),
    (b"BZh", 0, "packed", "a bzip2 archive", "bzip2", _UNPACK),
    (b"\xfd7zXZ\0", 0, "packed", "an xz archive", "xz", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", 0, "packed", "a 7-Zip archive", "7-Zip", _UNPACK),
    (b"Rar!\x1a\x07", 0, "packed", "a RAR archive", "RAR", _UNPACK),
    (b"\x28\xb5\x2f\xfd", 0, "packed", "a Zstandard archive", "Zstandard", _UNPACK),
    (b"ustar", 257, "packed", "a tar archive", "tar", _UNPACK),
    (b"%!PS", 0, "unsupported-format", "a PostScript document", "PostScript", "turn it into a PDF first"),
    (
        b"MIME-Version:",
        0,
        "unsupported-format",
        "a web archive (MHTML)",
        "MHTML",
        "save the page as HTML instead",
    ),
    (b"SQLite format 3\0", 0, "binary", "an SQLite database", "SQLite", "give the documents themselves"),
    (b"\x7fELF", 0, "binary", "a program", "", "give a document"),
    (b"ID3", 0, "binary", "a sound recording", "", "give a document"),
    (b"OggS", 0, "binary", "a sound or film recording", "", "give a document"),
    (b"ftyp", 4, "binary", "a film or sound recording", "", "give a document"),
    (b"RIFF", 0, "binary", "a sound or film recording", "", "give a document"),
    (b"\x1aE\xdf\xa3", 0, "binary", "a film recording", "", "give a document"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_CONTAINERS: tuple[tuple[str, str, str, str], ...] = (
    # (a name in the ZIP container, what it then is, the name of the format in any language, what to do)
    ("xl/workbook.xml", "an Excel workbook", "Excel", "give the document as DOCX or PDF"),
    ("xl/workbook.bin", "an Excel workbook", "Excel", "give the document as DOCX or PDF"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "PowerPoint", "give the document as DOCX or PDF"),
    ("meta-inf/container.xml", "an EPUB book", "EPUB", "convert it to HTML or PDF"),
    ("content.xml", "an OpenDocument file", "OpenDocument", _RESAVE),
    ("index/document.iwa", "a Pages document", "Pages", "export it as DOCX or PDF"),
    ("meta-inf/manifest.mf", "a Java archive", "Java", "give a document"),
)


def refuse_known(data: bytes, wrong: str = "") -> None:
    """Raise where the first bytes are those of a kind of file that holds no text to read.

    Args:
        data: the bytes of the file.
        wrong: words on the suffix, such as ``, in spite of its suffix .docx``; empty where it fits.

    Raises:
        UnreadableError: ``picture``, ``packed``, ``unsupported-format``, ``encrypted`` or ``binary``.
    """
    if data.startswith(_OLE):
        raise _compound(data, wrong)
    for signature, at, code, what, kind, remedy in _SIGNATURES:
        # What stands before a signature within the file is a number with a NUL in it; else these are letters.
        if data.startswith(signature, at) and (not at or b"\0" in data[:at]):
            raise UnreadableError(code, f"The file is {what}{wrong}; {remedy}.", kind=kind)
    if data.startswith(b"MZ") and b"PE\0\0" in data[:1024]:
        raise UnreadableError("binary", f"The file is a Windows program{wrong}; give a document.")
    if data.startswith(b"BM") and len(data) > 30 and data[6:10] == b"\0\0\0\0":
        raise UnreadableError("picture", f"The file is a BMP picture{wrong}; {_OCR_ELSEWHERE}.", kind="BMP")


def refuse_container(names: frozenset[str], wrong: str = "") -> UnreadableError:
    """Return what to say of a ZIP container that is no Word document.

    Args:
        names: the names in it, in lower case.
        wrong: words on the suffix.
    """
    for name, what, kind, remedy in _CONTAINERS:
        if name in names:
            return UnreadableError("unsupported-format", f"The file is {what}{wrong}; {remedy}.", kind=kind)
    return UnreadableError(
        "packed", f"The file is a ZIP archive of {len(names)} files{wrong}; {_UNPACK}.", kind="ZIP"
    )


def is_compound_word(data: bytes) -> bool:
    """Tell whether a file is a Word document of the format before 2007, and not encrypted."""
    return data.startswith(_OLE) and _holds(data, "WordDocument") and not _holds(data, "EncryptedPackage")


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _compound(data: bytes, wrong: str) -> UnreadableError:
    """Return what to say of a compound file, the format of Office before 2007 and of encrypted documents."""
    if _holds(data, "EncryptedPackage"):
        return UnreadableError(
            "encrypted", "The document is encrypted; open it with its password and save it without."
        )
    return UnreadableError(
        "unsupported-format",
        f"The file is a compound file of an old Office program{wrong}; save the document as DOCX or PDF.",
    )
