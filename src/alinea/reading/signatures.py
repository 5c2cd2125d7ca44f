"""What the first bytes of a file say it is, and what to do with a file that holds no text of ours."""

from __future__ import annotations

from alinea.model.problems import UnreadableError

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
