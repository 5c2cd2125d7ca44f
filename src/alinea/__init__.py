"""Alinéa makes the resolutions of the United Nations workable."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from alinea._version import __version__

if TYPE_CHECKING:
    from alinea.desk.faults import DeskError
    from alinea.library.naming import NotHeldError
    from alinea.model.comparison import Comparison
    from alinea.model.draft import Draft
    from alinea.model.ledger import Entry, Status
    from alinea.model.problems import UnreadableError
    from alinea.model.record import Citation, Commitment, Due, Paragraph, Party, Record
    from alinea.public import (
        Library,
        UnlinkedWarning,
        compare,
        draft,
        lint,
        to_frame,
    )
    from alinea.public_desk import Desk
    from alinea.sources import UnreadableWarning, read
    from alinea.store.faults import LibraryError

__all__ = [
    "Citation",
    "Commitment",
    "Comparison",
    "Desk",
    "DeskError",
    "Draft",
    "Due",
    "Entry",
    "Library",
    "LibraryError",
    "NotHeldError",
    "Paragraph",
    "Party",
    "Record",
    "Status",
    "UnlinkedWarning",
    "UnreadableError",
    "UnreadableWarning",
    "__version__",
    "compare",
    "draft",
    "lint",
    "read",
    "to_frame",
]

_HOMES = {
    "alinea.desk.faults": ("DeskError",),
    "alinea.library.naming": ("NotHeldError",),
    "alinea.model.comparison": ("Comparison",),
    "alinea.model.draft": ("Draft",),
    "alinea.model.ledger": ("Entry", "Status"),
    "alinea.model.problems": ("UnreadableError",),
    "alinea.model.record": ("Citation", "Commitment", "Due", "Paragraph", "Party", "Record"),
    # Apart from those after it: reading needs no library on disk.
    "alinea.sources": ("UnreadableWarning", "read"),
    "alinea.public": ("Library", "UnlinkedWarning", "compare", "draft", "lint", "to_frame"),
    "alinea.public_desk": ("Desk",),
    "alinea.store.faults": ("LibraryError",),
}
"""Where each public name is from: loaded when it is first used, as the command starts by importing this package."""


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'alinea' has no attribute {name!r}")
