"""Hostile inputs by the thousand: small documents of all formats, mutated, each read in a process of its own.

    python bench/mutations.py [--count 2000] [--seed 1] [--processes 2] [--only NUMBER]

Input number n of a seed is always the same; `--only n` writes it to the current folder and tells what comes of it. The
process that reads an input may take so much time and memory and no more. Told are the outcomes, and each input by which
something broke that is promised: no exception but `UnreadableError` leaves reading, no process dies or meets its bounds,
and in every record the parts partition the text, findings stand where they say, addresses are unique, levels are bounded
and its JSON comes back equal; of one input in fifty all forms are written, and the AKN is valid. Exit code 1 where
anything broke.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import io
import json
import os
import random
import re
import resource
import select
import signal
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
for folder in ("reading", "library", "segmenting"):
    sys.path.insert(0, str(ROOT / "tests" / folder))

import pdfs  # noqa: E402 - the makers of documents of the tests
import resolutions  # noqa: E402
import segmented_texts  # noqa: E402
import word_documents  # noqa: E402

from alinea import pipeline  # noqa: E402
from alinea.model.problems import UnreadableError  # noqa: E402
from alinea.model.record import Finding, Record  # noqa: E402
from alinea.presenting.akn.validate import check  # noqa: E402
from alinea.presenting.akn.writer import to_akn  # noqa: E402
from alinea.presenting.forms import FORMS, Printing, render  # noqa: E402
from alinea.reading.formats import read_text  # noqa: E402
from alinea.segmenting.labels import DEEPEST  # noqa: E402

SECONDS, MEMORY = 30, 1 << 30  # as uploads have
DAY = datetime.date(2030, 1, 1)
CHUNK = 40
EVERY = 50  # inputs between two of which all forms are written
WORDS = ("1.", "2.", "99.", "(a)", "(i)", "(A)", "a)", "•", "¹", "[^1]", "II", "Annexe", "de 2000 à 2010", "61/62",
         "A/RES/61/62", "A/RES/62/9999", "L'Assemblée générale,", "The General Assembly,", "Prie le Secrétaire général :",
         "Requests the Secretary-General", "soixante-dixième session", "\f", "\u200b", "\u202e", "\ufeff", "\0", "\ud7ff",
         "𝒜", "é", "##", "- ", "| a | b |", "http://x", ":", ";", "…", "«", "&#x0;", "<p>", "<li>", "</p>")  # fmt: skip
SIGNS = (b"&x;", b"&#0;", b"<!--", b"-->", b"<![CDATA[", b"<?x?>", b'xmlns="x"', b"<p>", b"</p>", b"<sup>1</sup>", b"<table>",
         b"<ol start='99999999999'>", b"]]>", b'w:val="-1"', b"100000000", b"-1", b"0", b"1e99", b"\xff", b"\0")  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A document to mutate: its format, by which its mutations go, and its bytes."""

    form: str
    data: bytes


@cache
def seeds() -> tuple[Document, ...]:
    """Return the documents that are mutated: the samples, and those that the makers of the tests make."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    texts += [resolutions.text(5), resolutions.text(6, form=resolutions.ENGLISH)]
    texts += [
        segmented_texts.FRENCH,
        segmented_texts.ENGLISH,
        "\n\n".join(map(resolutions.text, range(1, 6))),
    ]
    found = [Document("txt", text.encode()) for text in texts]
    for text in texts:
        paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", text) if each.strip()]
        page = "".join(f"<p>{escape(each)}</p>\n" for each in paragraphs)
        found.append(Document("html", f"<html><body>{page}</body></html>".encode()))
        body = "".join(word_documents.paragraph(word_documents.run(escape(each))) for each in paragraphs)
        found.append(Document("docx", word_documents.word_document(body)))
        record = next(pipeline.read_bytes(text.encode(), "seed.txt"))
        found.append(Document("xml", to_akn(record, generated_on=DAY)))
    levels = word_documents.numbering(word_documents.levels(("decimal", "%1."), ("lowerLetter", "(%2)")))
    listed = "".join(
        word_documents.numbered("Prie le Secrétaire général de rendre compte ;", n % 2) for n in range(9)
    )
    head = "".join(map(word_documents.paragraph, ("62/27. Désarmement", "L'Assemblée générale,")))
    found.append(Document("docx", word_documents.word_document(head + listed, numbering=levels)))
    found.append(Document("pdf", pdfs.small_resolution().done()))
    return tuple(found)


def form_of(seed: int, number: int) -> str:
    """Return the format of an input."""
    return random.Random(f"{seed}:{number}").choice(seeds()).form


def made(seed: int, number: int) -> Document:
    """Return an input: a document with one to four mutations."""
    chance = random.Random(f"{seed}:{number}")
    document = chance.choice(seeds())
    for _ in range(chance.choice((1, 1, 2, 4))):
        document = Document(document.form, _mutated(document, chance))
    return document


def _mutated(document: Document, chance: random.Random) -> bytes:
    if document.form == "docx" and chance.random() < 0.8:
        return _parts_mutated(document.data, chance)
    if document.form == "txt" and chance.random() < 0.8:
        return chance.choice((_lines, _words, _words))(
            document.data.decode("utf-8", "replace"), chance
        ).encode()
    if document.form in ("html", "xml") and chance.random() < 0.7:
        return _elements(document.data, chance)
    if document.form == "pdf" and chance.random() < 0.6:
        return _numbers(document.data, chance)
    return _bytes(document.data, chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, double, exchange or splice stretches of bytes."""
    if not data:
        return chance.randbytes(20)
    start, length = chance.randrange(len(data)), chance.choice((1, 2, 8, 100, 1000))
    piece = data[start : start + length]
    other = chance.randrange(len(data))
    match chance.randrange(6):
        case 0:
            return (
                data[:start]
                + bytes(each ^ (1 << chance.randrange(8)) for each in piece)
                + data[start + length :]
            )
        case 1:
            return data[:start]
        case 2:
            return data[:start] + data[start + length :]
        case 3:
            return data[:start] + piece * chance.choice((2, 3, 50)) + data[start + length :]
        case 4:
            return data[:other] + piece + data[other:]
        case _:
            return data[:start] + chance.choice(seeds()).data[other : other + length] + data[start:]


def _lines(text: str, chance: random.Random) -> str:
    """Take out, double, move or repeat lines; join them, or cut them."""
    lines = text.split("\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines[at:at] = [
                f"{chance.choice(WORDS)} {lines[to]}\n" for _ in range(chance.choice((3, 30, 200)))
            ]
        case 4:
            return text.replace(
                "\n", chance.choice((" ", "", "\r", "\n\n\n", "\n    ")), chance.randrange(1, 99)
            )
        case _:
            half = len(lines[at]) // 2
            lines[at : at + 1] = [lines[at][:half], lines[at][half:]]
    return "\n".join(lines)


def _words(text: str, chance: random.Random) -> str:
    """Put words that mean something to a reader where they do not belong, or change case, digits and signs."""
    at = chance.randrange(len(text) + 1)
    match chance.randrange(4):
        case 0:
            return text[:at] + f" {chance.choice(WORDS)} " * chance.choice((1, 1, 2, 100)) + text[at:]
        case 1:
            return text[:at] + text[at : at + 400].swapcase() + text[at + 400 :]
        case 2:
            return text[:at] + re.sub(r"\d", lambda _: chance.choice("0123456789lO"), text[at:], count=9)
        case _:
            return text[:at] + re.sub(r"[.;:,()]", lambda _: chance.choice(".;:,()[] "), text[at:], count=9)


def _elements(data: bytes, chance: random.Random) -> bytes:
    """Take out, double, nest or spoil tags and what stands between them."""
    tags = list(re.finditer(rb"<[^>]*>", data)) or list(re.finditer(rb".", data))
    if not tags:
        return data
    one, other = chance.choice(tags), chance.choice(tags)
    start, end = min(one.start(), other.start()), max(one.end(), other.end())
    match chance.randrange(6):
        case 0:
            return data[: one.start()] + data[one.end() :]
        case 1:
            return data[:end] + data[start:end] * chance.choice((1, 2, 20)) + data[end:]
        case 2:
            return data[: one.start()] + one[0] * chance.choice((2, 30, 3000)) + data[one.end() :]
        case 3:
            return data[: one.end()] + chance.choice(SIGNS) + data[one.end() :]
        case 4:
            return data[:start] + data[end:]
        case _:
            return data[: one.start()] + other[0] + data[one.end() :]


def _parts_mutated(data: bytes, chance: random.Random) -> bytes:
    """Mutate a part of a Word document and pack it again, or leave a part out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = {name: container.read(name) for name in container.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        return _bytes(data, chance)
    name = chance.choice(sorted(parts))
    if chance.random() < 0.7:
        name = "word/document.xml" if "word/document.xml" in parts else name
    if chance.random() < 0.05:
        del parts[name]
    else:
        parts[name] = (_elements if chance.random() < 0.8 else _bytes)(parts[name], chance)
    packed: bytes = word_documents.zipped(dict(parts))
    return packed


def _numbers(data: bytes, chance: random.Random) -> bytes:
    """Change a number of a PDF, of its objects or its unpacked streams."""
    found = list(re.finditer(rb"-?\d+(?:\.\d+)?", data))
    if not found:
        return data
    number = chance.choice(found)
    other = chance.choice((b"0", b"-1", b"1", b"99999999", b"200000000", b"0.0001", b"1e9", number[0] * 3))
    return data[: number.start()] + other + data[number.end() :]


def broken(document: Document, number: int) -> tuple[str, list[str]]:
    """Return what comes of an input, and what is broken of what is promised."""
    name = f"input.{document.form}"
    try:
        text = read_text(document.data, name)
        records = list(pipeline.read_from(text))
    except UnreadableError as error:
        return error.code, []
    told = [told for record in records for told in _broken(record, len(text.content))]
    place = 0
    for piece in sorted(
        (piece for record in records for piece in record.parts), key=lambda piece: piece.span
    ):
        if piece.span.start != place:
            told.append(f"the parts leave out or repeat {min(place, piece.span.start)}")
            break
        place = piece.span.end
    else:
        if place != len(text.content):
            told.append("the parts end before the text")
    if number % EVERY == 0:
        told += [each for record in records for each in _unwritten(record)]
    return "read", told


def _broken(record: Record, length: int) -> Iterator[str]:
    if Record.model_validate_json(record.model_dump_json()) != record:
        yield "JSON comes back as another record"
    paragraphs = list(record.paragraphs())
    if len({each.id for each in paragraphs}) != len(paragraphs):
        yield "an address stands twice"
    for each in paragraphs:
        if each.number and each.number.count(".") > DEEPEST + 1:
            yield f"{each.id}: nested too deep"
        found: list[Finding] = [
            *each.citations,
            *each.actors,
            *each.commitments,
            *([each.lead] if each.lead else []),
        ]
        for finding in found:
            words = str(getattr(finding, "quote", None) or getattr(finding, "text", ""))
            if each.text[finding.at.start : finding.at.end] != words and words not in each.text:
                yield f"{each.id}: {type(finding).__name__} does not stand where it says"
            if not (0 <= finding.span.start <= finding.span.end <= length):
                yield f"{each.id}: {type(finding).__name__} out of bounds"
        if any(not 0 <= call.at <= len(each.text) for call in each.calls):
            yield f"{each.id}: a call out of bounds"
    spans = [each.span for each in paragraphs] + [note.span for note in record.footnotes]
    spans += [heading.span for heading in record.headings] + [annex.span for annex in record.annexes]
    if any(not 0 <= span.start <= span.end <= length for span in spans):
        yield "a span out of bounds"


def _unwritten(record: Record) -> Iterator[str]:
    for form in FORMS:
        data = render(record, Printing(form, None, DAY))
        if form == "akn":
            yield from (f"AKN: {problem.code}" for problem in check(data))


def apart(seed: int, number: int) -> tuple[str, list[str], float]:
    """Have an input read by a process of its own; return what came of it, what is broken, and the seconds it took."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _child(seed, number, writing)
    os.close(writing)
    said = b""
    with os.fdopen(reading, "rb", buffering=0) as stream:
        # By the clock too, four times as long: what waits takes no time of the processor.
        end = time.monotonic() + 4 * SECONDS
        while select.select([stream], [], [], max(0.0, end - time.monotonic()))[0]:
            if not (piece := stream.read(1 << 16)):
                break
            said += piece
        else:
            os.kill(process, signal.SIGKILL)
    _, status, used = os.wait4(process, 0)
    seconds = used.ru_utime + used.ru_stime
    if status == 0 and said:
        outcome, told = json.loads(said)
        return outcome, told, seconds
    code = os.waitstatus_to_exitcode(status)
    name = signal.Signals(-code).name if code < 0 else f"exit {code}"
    return "died", [f"the process ended by {name}"], seconds


def _child(seed: int, number: int, writing: int) -> None:
    code = 1
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        memory = pages * os.sysconf("SC_PAGE_SIZE") + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            answer: tuple[str, list[str]] = broken(made(seed, number), number)
        except BaseException as error:  # whatever it is, it left reading and should not have
            answer = "fault", [f"{type(error).__name__}: {error}"[:200]]
        os.write(writing, json.dumps((answer[0], answer[1][:5])).encode())
        code = 0
    finally:
        os._exit(code)


def _some(seed: int, numbers: Sequence[int]) -> list[tuple[int, str, str, list[str], float]]:
    return [(number, form_of(seed, number), *apart(seed, number)) for number in numbers]


def _prepare() -> None:
    seeds()
    gc.freeze()  # so that the processes that part from this one share what is loaded


def run(seed: int, count: int, processes: int) -> int:
    """Read the inputs, print what came of them, and return how many broke a promise."""
    begun = time.monotonic()
    outcomes: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    faults: list[str] = []
    slowest = (0.0, 0)
    spent = 0.0
    chunks = [range(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    with ProcessPoolExecutor(processes, initializer=_prepare) as pool:
        results: Callable[..., Any] = pool.map
        for some in results(_some, [seed] * len(chunks), chunks):
            for number, form, outcome, told, seconds in some:
                outcomes[outcome] += 1
                forms[form] += 1
                spent += seconds
                slowest = max(slowest, (seconds, number))
                faults += [f"input {number} ({form}): {'; '.join(told)}"] if told else []
    for fault in faults:
        print(fault)
    print(f"{count} inputs of seed {seed}, {len(seeds())} documents: {_listed(forms)}")
    print(f"outcomes: {_listed(outcomes)}")
    print(f"slowest: {slowest[0]:.1f} s (input {slowest[1]}); {spent:.0f} s of the processor", end="")
    print(f", {time.monotonic() - begun:.0f} s by the clock")
    print(f"broken promises: {len(faults)}")
    return len(faults)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {times:,}" for name, times in counts.most_common())


def main() -> int:
    """Run what is asked for and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    if asked.only is None:
        return int(run(asked.seed, asked.count, asked.processes) > 0)
    document = made(asked.seed, asked.only)
    path = Path(f"input-{asked.seed}-{asked.only}.{document.form}")
    path.write_bytes(document.data)
    print(path, *apart(asked.seed, asked.only))
    return 0


if __name__ == "__main__":
    sys.exit(main())
