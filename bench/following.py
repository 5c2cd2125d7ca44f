"""Measure linking and following: what they cost a text, and how fast a large library answers.

    python bench/following.py [--shared ../shared] [--size 10000] [--json] [--keep FILE]

A library is made of the records of the corpora, copied with other numbers until it has so many resolutions: each copy
keeps its sessions, its series and what answers what. Only what linking reads is put into it. Then, in one run:

- linking and following all of it, and again when one text more has come;
- questions: what is due, by session, by bearer, open on a day, of one resolution; the series of a resolution.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import re
import statistics
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from alinea.library.ledger import LedgerQuery, answer
from alinea.library.links import series
from alinea.library.relinking import left, relink
from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.pipeline import read_path
from alinea.store.library import Library
from alinea.store.opening import advance, writing
from alinea.store.rows import pack

ROOT = Path(__file__).resolve().parents[1]
DAY = datetime.date(2026, 11, 21)
APART = 1000  # what the numbers of one copy are above those of the copy before
SYMBOL = re.compile(r"(/RES/(?:[ES-]*\d+/)?)(\d+)(?=[A-Z]?[\"(#])")

Row = dict[str, object]


def records(shared: Path) -> Iterator[Record]:
    """Yield the records of the corpora, of the samples where there are none."""
    corpus = sorted((shared / "corpus" / "fr").glob("*.md"))
    for path in (*corpus, *sorted((ROOT / "samples").glob("*.txt"))):
        try:
            yield from read_path(path)
        except UnreadableError:
            continue


def copies(texts: list[tuple[Record, str]], size: int) -> Iterator[tuple[Record, str]]:
    """Yield records and their JSON, so many in all, every round of them with other numbers."""
    for place in range(size):
        turn, which = divmod(place, len(texts))
        record, text = texts[which]
        yield (record, SYMBOL.sub(lambda found, turn=turn: f"{found[1]}{int(found[2]) + APART * turn}", text))  # type: ignore[misc]


def put(connection: Connection, place: int, record: Record, text: str) -> None:
    """Put a record where linking finds it, without what searching needs."""
    run = connection.exec_driver_sql
    name = json.loads(text)["symbol"]
    digest = hashlib.sha256(text.encode()).digest()
    run(
        "INSERT INTO sources (id, sha256, size, media_type, asked, reader, revision, left_out)"
        " VALUES (?, ?, 0, 'text/plain', 'fr', '0', 0, 0)",
        (place, f"{place}"),
    )
    known = run("SELECT id FROM works WHERE name = ?", (name,)).scalar()
    adopted = record.adopted_on.isoformat() if record.adopted_on else None
    if known is None:
        row = (place, name, name, record.organ, record.session, record.number, record.part, adopted)
        run("INSERT INTO works VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    run(
        "INSERT INTO versions (id, work_id, source_id, place, language, title, organ, session, number, part,"
        " adopted_on, fragment, media_type, doubts, extent, current, principal)"
        " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 'text/plain', 0, 0, 1, ?)",
        (
            place,
            known or place,
            place,
            record.language,
            record.title,
            record.organ,
            record.session,
            record.number,
            record.part,
            adopted,
            int(record.fragment),
            int(known is None),
        ),
    )
    run("INSERT INTO records VALUES (?, ?, ?)", (place, digest, zlib.compress(text.encode(), 1)))


def timed(work: Callable[[], object], rounds: int = 7) -> tuple[float, object]:
    """Return the median of several times that work takes, in milliseconds, and what it gives."""
    found: object = None
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        found = work()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times), found


def filled(library: Library, shared: Path, size: int) -> int:
    """Fill the library and return how many resolutions it has."""
    made = {
        record.symbol: record
        for record in records(shared)
        if record.symbol and not record.fragment and SYMBOL.search(f'{record.symbol}"')
    }
    texts = [(record, zlib.decompress(pack(record)[0]).decode()) for record in made.values()]
    with writing(library.engine) as connection:
        for place, (record, text) in enumerate(copies(texts, size), 1):
            put(connection, place, record, text)
    return size


def measures(library: Library, size: int) -> Iterator[Row]:
    """Yield what was measured, a row for each question."""
    began = time.perf_counter()
    relink(library)
    whole = time.perf_counter() - began
    yield {"what": "linking and following, per text", "ms": round(1000 * whole / size, 2)}
    with writing(library.engine) as connection:
        connection.exec_driver_sql("UPDATE records SET sha256 = sha256 WHERE version_id = 1")
        connection.exec_driver_sql("DELETE FROM outlines WHERE version_id = 1")
        connection.exec_driver_sql("DELETE FROM leads WHERE version_id = 1")
        advance(connection)
    began = time.perf_counter()
    relink(library)
    yield {"what": "one text more", "ms": round(1000 * (time.perf_counter() - began), 1)}
    questions: dict[str, Callable[[], object]] = {
        "whether all is linked": lambda: left(library),
        "due --session 76": lambda: answer(library, LedgerQuery(DAY, session=76)),
        "due (open today)": lambda: answer(library, LedgerQuery(DAY)),
        "due --before in a year": lambda: answer(library, LedgerQuery(DAY, before=DAY.replace(year=2027))),
        "due --bearer 'Programme alimentaire mondial'": lambda: answer(
            library, LedgerQuery(DAY, bearer="Programme alimentaire mondial")
        ),
        "series": lambda: series(library, "A/RES/62/27"),
    }
    for name, question in questions.items():
        milliseconds, found = timed(question)
        answers = len(found) if isinstance(found, list) else None
        yield {"what": name, "ms": round(milliseconds, 1), "answers": answers}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "library.sqlite"
        with Library.open(path, create=True) as library:
            size = filled(library, options.shared, options.size)
            rows = [{"texts": size, **row} for row in measures(library, size)]
    for row in rows:
        if options.json:
            print(json.dumps(row, ensure_ascii=False))
        else:
            answers = f"  ({row['answers']} answers)" if row.get("answers") is not None else ""
            print(f"{row['texts']:>8} texts  {row['what']:<46} {row['ms']:>10} ms{answers}")


if __name__ == "__main__":
    main()
