"""Where partitions are put: a folder, or an object store by its address."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

LAST = "problems.parquet"
"""The file of a partition that is put last into an object store, which cannot put several at once: where it is, the
partition is whole."""

_NAME = re.compile(r"\d{5,}-[0-9a-f]{12}")


def is_partition(name: str) -> bool:
    """Tell whether something is named as a partition is."""
    return _NAME.fullmatch(name) is not None


def place_at(out: str) -> Place:
    """Return the place that a path or an address names.

    Args:
        out: a folder, made where it is not there; or an address that Arrow knows, ``s3://bucket/folder``.

    Raises:
        OSError: it cannot be written to. ValueError: no such address is known. ImportError: Arrow is not installed.
    """
    return _Store(out) if "://" in out else _Folder(Path(out))


class Place(ABC):
    """Where partitions are put, and what describes and links them."""

    @abstractmethod
    def done(self) -> frozenset[str]:
        """Return the names of the partitions that are there, whole."""

    @abstractmethod
    def writing(self, name: str) -> AbstractContextManager[Path]:
        """Give a folder to write a partition into, which is put, whole, when the block ends without an error."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Take a partition away."""

    @abstractmethod
    def put(self, name: str, file: Path) -> None:
        """Put a file beside the partitions, whole or not at all."""

    @abstractmethod
    def opened(self) -> tuple[FileSystem, str]:
        """Return what Arrow reads by: a file system, and the path of this place in it."""


class _Folder(Place):
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def done(self) -> frozenset[str]:
        return frozenset(each.name for each in self.folder.iterdir() if is_partition(each.name))

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        # Another name each time: a worker that was given up may still be at it when the next begins.
        begun = self.folder / f".{name}.{secrets.token_hex(4)}.part"
        begun.mkdir()
        try:
            yield begun
            try:
                begun.replace(self.folder / name)
            except OSError:
                if not (self.folder / name).is_dir():  # else the other was done first, and wrote the same
                    raise
        finally:
            shutil.rmtree(begun, ignore_errors=True)

    def remove(self, name: str) -> None:
        shutil.rmtree(self.folder / name)

    def put(self, name: str, file: Path) -> None:
        begun = self.folder / f".{name}.{secrets.token_hex(4)}.part"
        try:
            shutil.copyfile(file, begun)
            begun.replace(self.folder / name)
        finally:
            begun.unlink(missing_ok=True)

    def opened(self) -> tuple[FileSystem, str]:
        from pyarrow.fs import LocalFileSystem

        return LocalFileSystem(), str(self.folder)


class _Store(Place):
    def __init__(self, address: str) -> None:
        from pyarrow.fs import FileSystem

        self.files, self.root = FileSystem.from_uri(address.rstrip("/"))

    def done(self) -> frozenset[str]:
        from pyarrow.fs import FileSelector

        found = self.files.get_file_info(FileSelector(self.root, allow_not_found=True, recursive=True))
        names = (each.path.removeprefix(self.root).strip("/").split("/") for each in found)
        return frozenset(of[0] for of in names if len(of) == 2 and is_partition(of[0]) and of[1] == LAST)

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="alinea-") as folder:
            yield Path(folder)
            files = sorted(Path(folder).iterdir(), key=lambda each: (each.name == LAST, each.name))
            self.files.create_dir(f"{self.root}/{name}", recursive=True)
            for each in files:
                self.put(f"{name}/{each.name}", each)

    def remove(self, name: str) -> None:
        # First what says that it is whole: what is left, should this be stopped, is no partition.
        self.files.delete_file(f"{self.root}/{name}/{LAST}")
        self.files.delete_dir(f"{self.root}/{name}")

    def put(self, name: str, file: Path) -> None:
        # An object is there when its stream is closed, not before.
        with self.files.open_output_stream(f"{self.root}/{name}") as stream:
            stream.write(file.read_bytes())

    def opened(self) -> tuple[FileSystem, str]:
        return self.files, self.root
