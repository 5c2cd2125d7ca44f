"""A folder of results: one file a resolution, written whole or not at all, and an index by which work goes on.

The index, ``index.jsonl``, has a line for every input that was read, with the files made of it. An input that
stands there unchanged, read by the same version with the same options, is not read again as long as its files
are there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from alinea import _version
from alinea.cli.work import Outcome, Printed

INDEX = "index.jsonl"
_LONGEST = 120  # characters of a name, well under the 255 bytes of a file system

_UNSAFE = re.compile(r"[^A-Za-z0-9._()]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index.

    Attributes:
        path, sha256: the input, and the hash of its bytes; empty where it was read only in part.
        how: version and options that it was read with.
        files: names of what was written, in order of the resolutions.
    """

    path: str
    sha256: str
    how: str
    files: tuple[str, ...]


class OutputFolder:
    """The folder that ``--out`` names."""

    def __init__(self, folder: Path, suffix: str, options: Sequence[str]) -> None:
        """Open a folder, made where it is absent, and what its index says.

        Args:
            suffix: of the files written, such as ``.json``.
            options: whatever else decides what is written.

        Raises:
            OSError: it cannot be made, or is no folder.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.suffix = suffix
        self.how = " ".join((_version.__version__, suffix, *options))
        self.entries: dict[tuple[str, str], Entry] = {}
        self.owners: dict[str, str] = {}  # name in lower case, as some file systems have it: its input
        for entry in self._indexed():
            self.entries[entry.path, entry.how] = entry
            self.owners |= {name.lower(): entry.path for name in entry.files}
        self.taken: set[str] = set()  # by this run

    def holds(self, path: str) -> bool:
        """Tell whether an input was read before and nothing of it or of its files is missing or changed."""
        entry = self.entries.get((path, self.how))
        if entry is None or not all((self.folder / name).is_file() for name in entry.files):
            return False
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                same = hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256
        except OSError:
            return False
        if same:
            self.taken |= {name.lower() for name in entry.files}
        return same

    def write(self, outcome: Outcome, start: bytes = b"") -> tuple[str, ...]:
        """Write what came of an input, and return the names of the files.

        The index is written first: what it names and is not there was interrupted, and is done again.

        Args:
            start: what stands at the beginning of every file.

        Raises:
            OSError: the disk is full, or the folder cannot be written to.
        """
        names = tuple(self._name(printed, outcome.path) for printed in outcome.printed)
        if names:
            sha256 = outcome.sha256 if outcome.sha256 and not outcome.failure else ""
            self._index(Entry(outcome.path, sha256, self.how, names))
        for name, printed in zip(names, outcome.printed, strict=True):
            self._put(name, start + printed.data)
        return names

    def _name(self, printed: Printed, path: str) -> str:
        """Return a name for a file that is no other input's and no stranger's."""
        stem = stem_of(printed, path)
        number = 1
        while True:
            name = f"{stem}{'' if number == 1 else f'~{number}'}{self.suffix}"
            key = name.lower()
            owner = self.owners.get(key)
            free = owner == path or (owner is None and not os.path.lexists(self.folder / name))
            if key not in self.taken and free:
                break
            number += 1
        self.taken.add(key)
        self.owners[key] = path
        return name

    def _put(self, name: str, data: bytes) -> None:
        temporary = self.folder / f".{name}.{os.getpid()}.part"
        try:
            with temporary.open("xb") as file:
                file.write(data)
            temporary.replace(self.folder / name)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def _index(self, entry: Entry) -> None:
        line = json.dumps(asdict(entry)) + "\n"
        with (self.folder / INDEX).open("a", encoding="ascii") as file:
            file.write(line)

    def _indexed(self) -> list[Entry]:
        """Return the lines of the index; one that was cut short is left out."""
        try:
            lines = (self.folder / INDEX).read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return []
        entries = []
        for line in lines:
            with contextlib.suppress(ValueError, TypeError, KeyError):
                fields = json.loads(line)
                files = tuple(name for name in fields["files"] if Path(name).name == name)
                entries.append(Entry(fields["path"], fields["sha256"], fields["how"], files))
        return entries


def stem_of(printed: Printed, path: str) -> str:
    """Return what the file of a resolution is called: ``A-RES-62-27.fr`` for A/RES/62/27 in French.

    One without symbol is called after its input. Only letters, figures and ``-._()`` stand in it.
    """
    named = printed.symbol or Path(path).stem
    stem = _UNSAFE.sub("-", named).strip("-.")[:_LONGEST] or "resolution"
    language = _UNSAFE.sub("-", printed.language)[:12]
    return ".".join(part for part in (stem, "fragment" if printed.fragment else "", language) if part)
