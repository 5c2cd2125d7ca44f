"""Measure the library: adding against reading alone, search against bare FTS5, and how both grow.

    python bench/library.py [--shared ../shared] [--size 10000] [--seed 1] [--json] [--plot FILE.svg] [--keep FILE]

Three things are measured, each in this one run:

- adding a sample of texts to an empty library against reading them alone, both with all cores, taken in turn;
- a library made by varying the records of these texts (other symbols, dates and words), its cost of adding a text as
  it grows;
- a search over it against the same words given to the same index as bare SQL, ranked by FTS5 itself.

Queries are drawn from the texts by a fixed seed: a word (the more frequent the likelier), two and three words of a
paragraph, two words next to one another, the beginning of a word, and words with a filter.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alinea.librarian.adding import Asked, add, reader
from alinea.librarian.asking import Question, ask
from alinea.librarian.reading import cores
from alinea.librarian.wording import Stemming
from alinea.model.problems import UnreadableError
from alinea.model.record import Paragraph, Record
from alinea.pipeline import read_path
from alinea.presenting.cli.formats import Printing
from alinea.presenting.cli.work import Job, read_all
from alinea.store.cards import card
from alinea.store.facets import facet
from alinea.store.library import Library
from alinea.store.shelving import Reading
from alinea.store.wording import indexed

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1_000_000
SAMPLE = 8 * MEGABYTE
WORD = re.compile(r"[^\W_]+")
BATCH = 200
"""Texts written in one transaction, about as many as in a second of adding."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Growth:
    """What it cost to add the texts around a size of the library: milliseconds a text, and bytes of the file."""

    texts: int
    milliseconds: float
    size: int


def texts(shared: Path) -> list[Path]:
    """Return a sample of the corpus that holds some megabytes, or the samples where there is no corpus."""
    paths = sorted((shared / "corpus" / "fr").glob("*.md")) or sorted((ROOT / "samples").iterdir())
    size = sum(path.stat().st_size for path in paths)
    return paths[:: max(1, -(-size // SAMPLE))]


def adding(paths: Sequence[Path], folder: Path, rounds: int) -> list[Row]:
    """Measure adding against reading alone, in turn; of several rounds the best of each counts."""
    size = sum(path.stat().st_size for path in paths)
    jobs = [Job(str(path), path.stat().st_size) for path in paths]
    printing = Printing("jsonl", None, datetime.date(2026, 1, 1))
    alone, added = [], []
    for turn in range(rounds):
        began = time.perf_counter()
        for _ in read_all(iter(jobs), "auto", printing, cores()):
            pass
        alone.append(time.perf_counter() - began)
        with Library.open(folder / f"adding-{turn}.sqlite", create=True) as library:
            began = time.perf_counter()
            asked = [Asked(str(path)) for path in paths]
            add(library, asked, lambda _: None, processes=cores())
            added.append(time.perf_counter() - began)
    return [
        {"measure": "reading alone", "value": round(size / MEGABYTE / min(alone), 2), "unit": "MB/s"},
        {"measure": "adding", "value": round(size / MEGABYTE / min(added), 2), "unit": "MB/s"},
        {
            "measure": "adding to reading",
            "value": round(min(alone) / min(added), 2),
            "unit": "ratio (>= 0.7)",
        },
    ]


def records(paths: Sequence[Path]) -> list[Record]:
    """Read the records that the library is made of, whole resolutions only."""
    found = []
    for path in paths:
        try:
            found += [record for record in read_path(path) if not record.fragment and record.operative]
        except UnreadableError:
            continue
    return found


class Varied:
    """Makes resolutions that are like those of the corpus, each with its own symbol, date and some other words."""

    def __init__(self, base: Sequence[Record], seed: int) -> None:
        self.base = base
        self.random = random.Random(seed)
        self.words: dict[int, list[str]] = {}
        for record in base:
            for paragraph in record.paragraphs():
                for word in WORD.findall(paragraph.text):
                    self.words.setdefault(len(word), []).append(word)

    def make(self, number: int) -> Record:
        """Return the resolution of a number."""
        record = self.base[number % len(self.base)]
        session = 1 + number * 80 // 100_000 % 80
        year = datetime.date(1945 + session, 9, 20) + datetime.timedelta(days=self.random.randrange(340))
        source = record.source.model_copy(update={"sha256": f"{number:064x}", "path": f"{number}.txt"})
        return record.model_copy(
            update={
                "symbol": f"A/RES/{session}/{number}",
                "session": session,
                "number": str(number),
                "adopted_on": year,
                "source": source,
                "preamble": tuple(map(self.paragraph, record.preamble)),
                "operative": tuple(map(self.paragraph, record.operative)),
            }
        )

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """Return a paragraph in which one word in twenty is another of its length, none of those that say something."""
        found = (*paragraph.citations, *paragraph.actors, *paragraph.commitments)
        taken = [each.at for each in found] + ([paragraph.lead.at] if paragraph.lead else [])
        text = paragraph.text
        for word in list(WORD.finditer(text)):
            if self.random.random() < 0.05 and not any(
                at.start < word.end() and word.start() < at.end for at in taken
            ):
                other = self.random.choice(self.words[len(word[0])])
                text = text[: word.start()] + other + text[word.end() :]
        return paragraph.model_copy(
            update={"text": text, "children": tuple(map(self.paragraph, paragraph.children))}
        )


def grow(library: Library, varied: Varied, size: int) -> Iterator[Growth]:
    """Fill a library up to a size; yield what a text cost around each step (1,000, 2,000, 5,000, 10,000 …)."""
    steps = [step * 10**power for power in range(3, 7) for step in (1, 2, 5) if step * 10**power <= size]
    stemming = Stemming()
    held = 0
    recent: list[float] = []
    while held < size:
        count = min(BATCH, size - held)
        cards = [card(varied.make(number), stemming) for number in range(held, held + count)]
        began = time.perf_counter()
        with library.shelves(stemming) as shelves:
            for each in cards:
                reading = Reading(None, each.sha256, len(each.packed), each.media_type, "auto", (each,))
                shelves.shelve(reading, reader())
        recent = [*recent[-9:], (time.perf_counter() - began) / count * 1000]
        held += count
        if held in steps or held == size:
            yield Growth(held, statistics.median(recent), library.path.stat().st_size)


@dataclass(frozen=True, slots=True)
class Asking:
    """A query: its kind, what is typed, and the expression of FTS5 that says the same without stems."""

    kind: str
    question: Question
    bare: str


def questions(base: Sequence[Record], count: int, seed: int) -> list[Asking]:
    """Draw queries from the texts."""
    chance = random.Random(seed)
    paragraphs = [paragraph for record in base for paragraph in record.paragraphs()]
    drawn: list[Asking] = []
    kinds = ("word", "two words", "three words", "phrase", "prefix", "filter")
    while len(drawn) < count:
        text = chance.choice(paragraphs).text
        words = [word for word in WORD.findall(text) if len(word) > 3 and word.isalpha()]
        if len(words) < 6:
            continue
        kind = kinds[len(drawn) % len(kinds)]
        number = {"word": 1, "two words": 2, "three words": 3, "filter": 1}.get(kind, 0)
        if number:
            chosen = chance.sample(words, number)
            bare = "text : (" + " AND ".join(f'"{indexed(word)}"' for word in chosen) + ")"
            question = Question(" ".join(chosen))
            if kind == "filter":
                session = chance.randrange(1, 80)
                question = Question(" ".join(chosen), sessions=(session,), parts=("operative",))
                bare += f' AND facets : ("{facet("session", session)}" AND "{facet("part", "operative")}")'
            drawn.append(Asking(kind, question, bare))
        elif kind == "phrase":
            place = chance.randrange(len(text.split()) - 1)
            two = " ".join(WORD.findall(" ".join(text.split()[place : place + 2])))
            if two:
                drawn.append(Asking(kind, Question(f'"{two}"'), f'text : "{two}"'))
        else:
            begun = indexed(chance.choice(words))[:5]
            drawn.append(Asking(kind, Question(f"{begun}*"), f'text : "{begun}" *'))
    return drawn


def searching(library: Library, asked: Sequence[Asking], bare: int) -> list[Row]:
    """Measure the queries, and the first `bare` of them as bare SQL on the same rows, each in turn."""
    ours: dict[str, list[float]] = {}
    theirs: list[float] = []
    same: list[float] = []
    sql = "SELECT rowid FROM passage_index WHERE passage_index MATCH ? ORDER BY rank LIMIT 20"
    for place, each in enumerate(asked):
        began = time.perf_counter()
        library.search(ask(each.question))
        spent = (time.perf_counter() - began) * 1000
        ours.setdefault(each.kind, []).append(spent)
        if place < bare:
            same.append(spent)
            with library.reading() as connection:
                raw = connection.connection.cursor()
                began = time.perf_counter()
                raw.execute(sql, (each.bare,)).fetchall()
                theirs.append((time.perf_counter() - began) * 1000)
    every = [spent for each in ours.values() for spent in each]
    rows: list[Row] = [
        {
            "measure": "search p50",
            "value": round(percentile(every, 50), 1),
            "unit": "ms",
            "detail": f"{len(every)} queries",
        },
        {"measure": "search p95", "value": round(percentile(every, 95), 1), "unit": "ms (<= 50)"},
        {"measure": "search longest", "value": round(max(every), 1), "unit": "ms"},
    ]
    rows += [
        {"measure": f"search p95: {kind}", "value": round(percentile(spent, 95), 1), "unit": "ms"}
        for kind, spent in ours.items()
    ]
    ratio = percentile(same, 95) / percentile(theirs, 95)
    rows += [
        {
            "measure": "bare FTS5 p95",
            "value": round(percentile(theirs, 95), 1),
            "unit": "ms",
            "detail": f"{len(theirs)} queries",
        },
        {"measure": "search to bare FTS5, p95", "value": round(ratio, 2), "unit": "ratio (<= 3)"},
    ]
    return rows


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that `part` per cent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part / 100))]


def plot(growth: Sequence[Growth], answered: Sequence[tuple[int, float]]) -> str:
    """Return a drawing (SVG) of the cost of adding a text and of a search as the library grows."""
    width, height, left, low = 640, 320, 60, 270
    most = max([each.milliseconds for each in growth] + [spent for _, spent in answered] + [1.0]) * 1.15
    first, last = growth[0].texts, max(growth[-1].texts, growth[0].texts + 1)

    def at(texts: int, value: float) -> str:
        import math

        along = (math.log10(texts) - math.log10(first)) / (math.log10(last) - math.log10(first))
        return f"{left + along * (width - left - 30):.1f},{low - value / most * (low - 30):.1f}"

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<line x1="{left}" y1="{low}" x2="{width - 30}" y2="{low}" stroke="#888"/>',
        f'<line x1="{left}" y1="30" x2="{left}" y2="{low}" stroke="#888"/>',
    ]
    for each in growth:
        x = at(each.texts, 0).partition(",")[0]
        lines.append(f'<text x="{x}" y="{low + 18}" text-anchor="middle">{each.texts:,}</text>')
    for value in (0, most / 2.3, most / 1.15):
        y = at(first, value).partition(",")[2]
        lines.append(f'<text x="{left - 6}" y="{float(y) + 4:.1f}" text-anchor="end">{value:.0f} ms</text>')
    for colour, name, line, points in (
        ("#1f5fa8", "adding a text", 20, [(each.texts, each.milliseconds) for each in growth]),
        ("#c0392b", "search, p95", 38, list(answered)),
    ):
        drawn = " ".join(at(*point) for point in points)
        lines.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [
            f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'
            for x, y in (at(*p).split(",") for p in points)
        ]
        lines.append(f'<text x="{left + 20}" y="{line}" fill="{colour}">{name}</text>')
    lines.append(
        f'<text x="{width / 2}" y="{height - 10}" text-anchor="middle">resolutions in the library</text></svg>'
    )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the library.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--size", type=int, default=10_000, help="resolutions in the library that is made")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--bare", type=int, default=90, help="of these, how many are given to bare FTS5 too")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--keep", type=Path, help="file to make the library in, kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        paths = texts(given.shared)
        rows = adding(paths, Path(temporary), given.rounds)
        base = records(paths)
        asked = questions(base, given.queries, given.seed)
        growth: list[Growth] = []
        answered: list[tuple[int, float]] = []
        with Library.open(given.keep or Path(temporary) / "library.sqlite", create=True) as library:
            for each in grow(library, Varied(base, given.seed), given.size):
                growth.append(each)
                spent = searching(library, asked[:120], 1)
                answered.append((each.texts, float(str(spent[1]["value"]))))
            rows += [
                {
                    "measure": f"writing a text, library of {each.texts:,}",
                    "value": round(each.milliseconds, 2),
                    "unit": "ms",
                    "detail": f"{each.size / MEGABYTE:,.0f} MB",
                }
                for each in growth
            ]
            rows += searching(library, asked, given.bare)
    if given.plot:
        given.plot.write_text(plot(growth, answered), encoding="utf-8")
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        print(f"{row['measure']:45} {row['value']!s:>10} {row['unit']!s:16} {row.get('detail', '')}")
    print(f"{os.cpu_count()} cores, {len(paths)} texts, {len(base)} records varied")


if __name__ == "__main__":
    main()
