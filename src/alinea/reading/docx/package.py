"""The parts of a Word document and how they refer to each other.

The parts are read here, and not with python-docx, because that follows every reference there is, fails on a
dangling one (which converters leave), unpacks pictures, and gives no way to footnotes, numbering or changes.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from alinea.model.problems import UnreadableError
from alinea.reading.archives import Archive, parse_part
from alinea.reading.limits import LIMITS, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML: ``w("p")``."""
    return _W + name


def r(name: str) -> str:
    """Return the full name of an attribute that refers to another part: ``r("id")``."""
    return _R + name


class Reference(NamedTuple):
    """What a part refers to: the kind (``footnotes``, ``hyperlink`` …) and the part or address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one document, parsed when they are asked for."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        """Open a document.

        Raises:
            UnreadableError: it has no main part, or is damaged or a threat, see `Archive`.
        """
        self._archive = Archive(data, limits)
        self.main = self._main()
        self.references = self.references_of(self.main)

    def part(self, name: str) -> _Element:
        """Return the root element of a part.

        Raises:
            KeyError: there is none of that name.
            UnreadableError: it is damaged or a threat.
        """
        return parse_part(self._archive.read(name), name)

    def related(self, kind: str) -> tuple[str, _Element] | None:
        """Return the name and root of the part that the main part refers to by this kind, None where none is."""
        for reference in self.references.values():
            if (
                reference.kind == kind
                and not reference.external
                and reference.target.lower() in self._archive.names
            ):
                return reference.target, self.part(reference.target)
        return None

    def has(self, name: str) -> bool:
        """Tell whether there is a part of that name."""
        return name.lower() in self._archive.names

    def references_of(self, part: str) -> dict[str, Reference]:
        """Return what a part refers to, by the identifiers used in it."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path.lower() not in self._archive.names:
            return {}
        found = {}
        for element in self.part(path).iter(f"{_PACKAGE}Relationship"):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Reference(kind, target, external)
        return found

    def _main(self) -> str:
        for reference in self.references_of("").values():
            if reference.kind == "officeDocument" and self.has(reference.target):
                return reference.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise UnreadableError(
            "damaged",
            "The Word document has no main part (word/document.xml); fetch it again, or have Word repair it.",
        )
