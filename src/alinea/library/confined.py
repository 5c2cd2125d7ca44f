"""Reading a text that nobody vouches for, in a process of its own with bounds on its time and memory.

Whatever the bytes do to the libraries that read PDF, Word or HTML, they do it there: the process has nothing of the
library open, may write so much and no more, and is gone when it has read, or has taken too long.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from alinea.model.document import Document
from alinea.model.problems import UnreadableError
from alinea.model.record import Record

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from alinea.library.linting import Linted


MEGABYTE = 1 << 20
SECONDS = 30.0
"""Seconds that a text may take: the longest documents of the United Nations take eight."""
MEMORY = 1024 * MEGABYTE
"""Bytes of address space that a text may take: a PDF of twelve megabytes takes 400."""
WRITTEN = 96 * MEGABYTE
"""Bytes that the records of a text may have."""

_RECORD, _DOCUMENT = b"r", b"d"  # what a line that the process wrote holds
_FULL, _SLOW = 71, 72  # exit codes of the process


@dataclass(frozen=True, slots=True)
class ReadThere:
    """What came of a text that was read in a process of its own.

    Attributes:
        records: of the resolutions in it; content: the text that they are places in.
        documents: those in it that are no resolutions.
        weight: bytes in which the process wrote all: in memory they take some times as much.
    """

    records: tuple[Record, ...]
    content: str
    documents: tuple[Document, ...] = ()
    weight: int = 0


class BusyError(Exception):
    """As many texts are being read as may be at a time; ask again."""


def read_confined(
    data: bytes, name: str, language: str = "auto", *, seconds: float = SECONDS, memory: int = MEMORY
) -> list[Record]:
    """Read an input in a process of its own and return the record of each resolution in it.

    Args:
        data: its bytes.
        name: its name as the sender gave it, for the records and as a hint of its format; no file is opened by it.
        language: ``fr``, ``en``, or ``auto``.
        seconds: that it may take, of the clock, with its start (a third of a second); memory: bytes that it may take.

    Raises:
        UnreadableError: it cannot be read, or holds no resolution; with the codes ``too-slow``, ``too-much-memory``
            and ``reader-died`` besides those of `alinea.pipeline.read_bytes`.
        BusyError: others are being read, and none of them was done within the time.
    """
    found = read_there(data, name, language, seconds=seconds, memory=memory)
    if found.documents and not found.records:
        type = found.documents[0].type
        raise UnreadableError("no-resolution", f"it is of the type {type}", type=type)
    return list(found.records)


def read_there(
    data: bytes, name: str, language: str = "auto", *, seconds: float = SECONDS, memory: int = MEMORY
) -> ReadThere:
    """Read an input as `read_confined` does, and return with the records the documents in it and the text.

    Raises:
        UnreadableError, BusyError: as there.
    """
    asked = {"name": name, "language": language, "seconds": seconds, "memory": memory}
    with _vouched():
        content, *found = lines = _lines(data, asked)
        return ReadThere(
            tuple(Record.model_validate_json(line[1:]) for line in found if line.startswith(_RECORD)),
            json.loads(content),
            tuple(Document.model_validate_json(line[1:]) for line in found if line.startswith(_DOCUMENT)),
            sum(map(len, lines)),
        )


def text_confined(data: bytes, name: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> str:
    """Read the text of an input, whatever it is about, in a process of its own.

    Raises:
        UnreadableError, BusyError: as `read_confined`, but for a text that holds no resolution.
    """
    asked = {"name": name, "language": "auto", "seconds": seconds, "memory": memory, "bare": True}
    with _vouched():
        (content,) = _lines(data, asked)
        return str(json.loads(content))


def lint_confined(
    data: bytes,
    name: str,
    which: Collection[str],
    language: str = "auto",
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> list[Linted]:
    """Look at the drafts in an input by the rules, in a process of its own; no library is compared with.

    Args:
        which: identifiers of the rules, from `alinea.linting.checking.chosen`; the others as of `read_confined`.

    Raises:
        UnreadableError, BusyError: as `read_confined`.
    """
    asked = {"name": name, "language": language, "seconds": seconds, "memory": memory, "rules": sorted(which)}
    with _vouched():
        return [_linted().validate_json(line) for line in _lines(data, asked)]


@contextmanager
def _vouched() -> Iterator[None]:
    """Take what a process wrote and cannot have written of itself for the fault that it is."""
    try:
        yield
    except ValueError:
        raise _died() from None


def _died() -> UnreadableError:
    return UnreadableError(
        "reader-died",
        "reading stopped at a fault of the file or of Alinéa; save the file again from its source",
    )


@cache
def _linted() -> TypeAdapter[Linted]:
    from pydantic import TypeAdapter

    from alinea.library.linting import Linted

    return TypeAdapter(Linted)


def _lines(data: bytes, asked: dict[str, Any]) -> list[bytes]:
    """Have a process do what is asked, and return the lines of JSON that it wrote."""
    seconds = asked["seconds"]
    with (
        _turn(seconds),
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as written,
        tempfile.TemporaryFile() as told,
    ):
        given.write(data)
        given.flush()
        given.seek(0)
        code = _run(json.dumps(asked), (given, written, told), seconds)
        if code == 1:  # an error of ours, of which the log must know
            told.seek(0)
            # It may repeat what stands in the text: each line of it is made fit for a terminal.
            said = told.read(10_000).decode(errors="replace").splitlines()
            logging.getLogger(__name__).error("%r: %s", asked["name"], "\n".join(map(ascii, said)))
        written.seek(0)
        return _result(written, code)


@contextmanager
def _turn(seconds: float) -> Iterator[None]:
    places = _places()
    if not places.acquire(timeout=seconds):
        raise BusyError
    try:
        yield
    finally:
        places.release()


@cache
def _places() -> threading.BoundedSemaphore:
    """As many as there are processors: more at a time would take as long, and more memory."""
    return threading.BoundedSemaphore(max(1, os.cpu_count() or 1))


def _run(asked: str, streams: tuple[IO[bytes], IO[bytes], IO[bytes]], seconds: float) -> int:
    """Run the process to its end, or to that of its time, and return its exit code.

    Args:
        streams: its standard input, output and error.
    """
    # A new interpreter, not a copy of this one: threads and the connections to the library stay behind. What is
    # asked goes as an argument, as the text itself is the standard input.
    command = [sys.executable, "-P", "-m", __name__, asked]
    given, written, told = streams
    with subprocess.Popen(command, stdin=given, stdout=written, stderr=told) as process:  # noqa: S603
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return _SLOW
        finally:
            if process.poll() is None:
                process.kill()


def _result(written: IO[bytes], code: int) -> list[bytes]:
    """Return the lines that the process wrote, or raise what it met with."""
    if code == 0:
        lines = list(written)
        if lines and lines[-1].startswith(b"!"):
            said = json.loads(lines[-1][1:])
            raise UnreadableError(said["code"], said["message"], **said["facts"])
        return lines
    if code in (_SLOW, -getattr(signal, "SIGXCPU", 0)):
        raise UnreadableError("too-slow", "the text takes too long to read; give a part of it")
    if code == _FULL or code == -getattr(signal, "SIGXFSZ", 0):
        raise UnreadableError("too-much-memory", "the text takes too much memory to read; give a part of it")
    raise _died()


def main(argument: str) -> int:
    """Read standard input and write what came of it, in lines of JSON; one that begins with ``!`` says why not.

    Args:
        argument: what is asked, in JSON.
    """
    asked = json.loads(argument)
    from alinea import pipeline
    from alinea.reading.formats import read_text

    _confine(asked["seconds"], asked["memory"])
    out = sys.stdout.buffer
    try:
        data, name, language = sys.stdin.buffer.read(), _legible(asked["name"]), asked["language"]
        if "rules" in asked:
            from alinea.library.linting import lint_bytes

            for draft in lint_bytes(data, name, asked["rules"], language):
                out.write(_linted().dump_json(draft, fallback=dict) + b"\n")
        else:
            text = read_text(data, name)
            out.write(json.dumps(text.content).encode() + b"\n")
            for each in () if "bare" in asked else pipeline.documents_from(text, language):
                sign = _RECORD if isinstance(each, Record) else _DOCUMENT
                out.write(sign + each.model_dump_json().encode() + b"\n")
        out.flush()
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            return _FULL
        out.write(b"!" + json.dumps(asdict(error.refusal)).encode() + b"\n")
        out.flush()
    except MemoryError:
        return _FULL
    return 0


def _confine(seconds: float, memory: int) -> None:
    """Bound what this process may take. Where the system has no such bounds (Windows), that of the clock remains."""
    with suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_FSIZE, WRITTEN),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, 64),
        ):
            # A bound that is lower already, or that the system does not know, stays as it is.
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def _legible(name: str) -> str:
    """Return a name without halves of surrogate pairs, which no encoding knows."""
    return name.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


if __name__ == "__main__":
    # Not through the interpreter's own end: it would let go of a large text piece by piece.
    os._exit(main(sys.argv[1]))


SECONDS_A_MEGABYTE = 60.0
"""Seconds more for each megabyte: one of text takes five, on a machine with nothing else to do."""
MEMORY_A_BYTE = 64
"""Bytes of memory more for each of the text: a PDF takes 30, a text 50 for its records."""

_AGAIN = 1.0  # seconds until the signal comes again, where what was reading took it for a fault of the text


@contextmanager
def bounded(size: int) -> Iterator[None]:
    """End with an error what takes too long, or too much memory; where the system can.

    The time is that of the processor, so that a machine with much else to do refuses nothing.

    Args:
        size: of the text, in bytes.

    Raises:
        UnreadableError: with the codes ``too-slow`` and ``too-much-memory``.
    """
    try:
        with _clocked(SECONDS + SECONDS_A_MEGABYTE * size / MEGABYTE), _fenced(MEMORY + MEMORY_A_BYTE * size):
            yield
    except MemoryError:
        raise _too_much() from None
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            raise _too_much() from None
        raise


def _too_much() -> UnreadableError:
    return UnreadableError("too-much-memory", "the text takes too much memory to read; give a part of it")


def _too_slow(_number: int, _frame: object) -> None:
    raise UnreadableError("too-slow", "the text takes too long to read; give a part of it")


@contextmanager
def _clocked(seconds: float) -> Iterator[None]:
    # Python handles signals in its main thread only; Windows has no such clock.
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _fenced(memory: int) -> Iterator[None]:
    """Let the address space of this process grow by so many bytes and no more."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError, ValueError):  # a system that has neither: Windows, macOS
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * os.sysconf("SC_PAGE_SIZE") + memory
    for bound in (soft, hard):
        most = most if bound == resource.RLIM_INFINITY else min(most, bound)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
