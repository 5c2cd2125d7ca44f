"""ZIP containers, checked before anything in them is unpacked, and the XML in them, parsed inert.

Nothing is written to disk and no archive within the archive is opened; names in the container are only
looked up, so a name such as ``../../etc/passwd`` can do no harm.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from alinea.model.problems import UnreadableError
from alinea.reading.limits import LIMITS, MEGABYTE, Limits

if TYPE_CHECKING:
    from lxml import etree

_CENTRAL_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)
_DOCTYPE = "<!DOCTYPE"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (_STRICT + b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        _STRICT + b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Archive:
    """A ZIP container whose directory has been checked; its files are read one by one, within bounds."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        """Check the directory of the container.

        Args:
            data: the bytes of the container.
            limits: how much may be in it.

        Raises:
            UnreadableError: ``damaged`` where the directory cannot be read, ``zip-bomb`` where it lists more
                than the limits allow.
        """
        # Counted before the directory is read, because reading a directory of a million entries is slow.
        if data.count(_CENTRAL_ENTRY) > limits.entries:
            raise UnreadableError(
                "zip-bomb",
                f"The ZIP container lists more than {limits.entries:,} files, as no document does;"
                " it was not unpacked.",
                files=limits.entries,
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise UnreadableError(
                "damaged",
                "The file is a ZIP container, as a Word document is, but its directory cannot be read: it is cut"
                " short or damaged; fetch it again, or have Word repair it.",
            ) from error
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > limits.unpacked_bytes:
            raise UnreadableError(
                "zip-bomb",
                f"The ZIP container of {len(data):,} bytes would unpack to {unpacked:,} bytes, more than the"
                f" {limits.unpacked_bytes // MEGABYTE} MB allowed; it was not unpacked.",
                unpacked=unpacked // MEGABYTE,
                most=limits.unpacked_bytes // MEGABYTE,
            )
        self._limits = limits
        self._entries = {
            entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in reversed(entries)
        }

    @property
    def names(self) -> frozenset[str]:
        """The names of the files in the container, in lower case, as names in a package are not case-sensitive."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """Unpack one file.

        Args:
            name: its name, in any case.

        Raises:
            KeyError: there is none of that name.
            UnreadableError: ``encrypted``, ``zip-bomb`` or ``damaged``.
        """
        entry = self._entries[name.lower()]
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableError(
                "encrypted",
                f"The part {entry.filename} is encrypted; open the document with its password and save it without.",
                part=entry.filename,
            )
        if entry.compress_type not in _METHODS:
            raise UnreadableError(
                "damaged",
                f"The part {entry.filename} is packed by a method no Word document uses"
                f" (number {entry.compress_type}); save the document again.",
                part=entry.filename,
            )
        limit = self._limits.part_bytes
        if entry.file_size > MEGABYTE:
            limit = min(limit, entry.compress_size * self._limits.ratio)
        if entry.file_size > limit:
            raise self._bomb(entry)
        try:
            # What the directory says of the size need not be true: the bytes are counted as they come.
            content = bytearray()
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    content += chunk
                    if len(content) > limit:
                        raise self._bomb(entry)
        except _BROKEN as error:
            raise UnreadableError(
                "damaged",
                f"The part {entry.filename} cannot be unpacked ({error}); fetch the document again, or have Word"
                " repair it.",
                part=entry.filename,
            ) from error
        return bytes(content)

    @staticmethod
    def _bomb(entry: zipfile.ZipInfo) -> UnreadableError:
        return UnreadableError(
            "zip-bomb",
            f"The part {entry.filename} would unpack from {entry.compress_size:,} to {entry.file_size:,} bytes or"
            " more, as no text does; it was not unpacked.",
            part=entry.filename,
        )


def parse_part(data: bytes, name: str) -> etree._Element:
    """Parse an XML part of a document: no network, no entities, no document type.

    Word writes no document type declaration, and the rules for its packages forbid one (ISO/IEC 29500-2,
    8.1.4); so a part that has one is refused before it is parsed. The namespaces of the strict variant of the
    format are taken for those of the ordinary one.

    Args:
        data: the bytes of the part.
        name: its name, for the message.

    Raises:
        UnreadableError: ``entity-expansion`` where a document type is declared, ``damaged`` where it is no XML.
    """
    from lxml import etree

    if any(_DOCTYPE.encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be")):
        raise _declared(name)
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(
            "damaged",
            f"The part {name} is not well-formed XML ({error}); fetch the document again, or have Word repair it.",
            part=name,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declared(name)
    return root


def _declared(name: str) -> UnreadableError:
    return UnreadableError(
        "entity-expansion",
        f"The part {name} declares a document type, which no Word document does and which can be used to attack"
        " a reader; it was not read.",
        part=name,
    )
