"""Measure the library: adding against reading alone, search against bare FTS5, and how both grow.

    python bench/library.py [--shared ../shared] [--size 10000] [--seed 1] [--json] [--plot FILE.svg] [--keep FILE]
                            [--link] [--sample MEGABYTES]

All of it in one run:

- adding a sample of texts to an empty library, which ends with linking them, against reading them alone, both with
  all cores, taken in turn;
- a library made of copies of the corpus that differ in symbols and words (`varying`): the cost of a text as it grows;
- a search over it against the same words given to the same index as bare SQL, ranked by FTS5 itself;
- with ``--link``, linking all of it, adding one text more, and what is due.

Times of queries and of writing are those of the processor, the best of several rounds, so that other work on the
machine counts as little as can be; p95 is taken over the queries. Of writing the clock is told too.

Queries are drawn from the texts by a fixed seed: a word (the more frequent the likelier), two and three words of a
paragraph, two words next to one another, the beginning of a word, and words with a filter.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import multiprocessing
import os
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from varying import Varied, readings, records

from alinea.cli.work import Job, read_all
from alinea.library.adding import Asked, add, reader
from alinea.library.ledger import LedgerQuery, answer
from alinea.library.processes import cores
from alinea.library.reading import Indexer
from alinea.library.relinking import left, relink, shelving
from alinea.library.search import Question, ask
from alinea.model.record import Record
from alinea.presenting.forms import Printing
from alinea.store.expressions import facet, indexed
from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1_000_000
WORD = re.compile(r"[^\W_]+")
DAY = datetime.date(2026, 11, 21)
ONE_BY_ONE = 20
"""Texts added one by one to the library that is made."""

BATCH = 200
"""Texts written in one transaction, about as many as in a second of adding."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Growth:
    """What a library of some size costs.

    Attributes:
        texts: that it holds; size: bytes of the file.
        clock, processor: milliseconds that writing a text took, the median of the last 2,000, and the mean.
        search: milliseconds that 95 of 100 queries do not exceed.
    """

    texts: int
    size: int
    clock: float
    processor: float
    search: float


@dataclass(frozen=True, slots=True)
class Asking:
    """A query: its kind, what is typed, and the expression of FTS5 that says the same without stems."""

    kind: str
    question: Question
    bare: str


def texts(shared: Path, sample: int) -> list[Path]:
    """Return a sample of the corpora that holds so many bytes, or the samples where there is no corpus."""
    paths = sorted((shared / "corpus" / "fr").glob("*.md")) + sorted(
        (shared / "unxml" / "text").glob("*.txt")
    )
    paths = paths or sorted((ROOT / "samples").iterdir())
    size = sum(path.stat().st_size for path in paths)
    return paths[:: max(1, -(-size // sample))]


def spent() -> float:
    """Return the seconds of the processor that this process and those that it waited for have taken."""
    while multiprocessing.active_children():
        time.sleep(0.01)
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def adding(paths: Sequence[Path], folder: Path, rounds: int) -> list[Row]:
    """Measure adding and linking against reading alone, in turn; of several rounds the best of each counts."""
    size = sum(path.stat().st_size for path in paths)
    jobs = [Job(str(path), path.stat().st_size) for path in paths]
    printing = Printing("jsonl", None, datetime.date(2026, 1, 1))

    def read() -> None:
        for _ in read_all(iter(jobs), "auto", printing, cores()):
            pass

    def put(library: Library) -> None:
        add(library, [Asked(str(path)) for path in paths], lambda _: None, processes=cores())

    def timed(work: Callable[[], None]) -> tuple[float, float]:
        before, began = spent(), time.perf_counter()
        work()
        clock = time.perf_counter() - began
        return clock, spent() - before

    alone, added = [], []
    for turn in range(rounds):
        alone.append(timed(read))
        with Library.open(folder / f"adding-{turn}.sqlite", create=True) as library:
            added.append(timed(lambda library=library: put(library)))  # type: ignore[misc]
    read_in, added_in = ([min(each) for each in zip(*times, strict=True)] for times in (alone, added))
    return [
        {"measure": "reading alone", "value": round(size / MEGABYTE / read_in[0], 2), "unit": "MB/s"},
        {"measure": "adding and linking", "value": round(size / MEGABYTE / added_in[0], 2), "unit": "MB/s"},
        {
            "measure": "adding and linking to reading",
            "value": round(added_in[0] / read_in[0], 2),
            "unit": "ratio (< 2)",
            "detail": f"{added_in[1] / read_in[1]:.2f} of the processor:"
            f" {read_in[1] / len(paths) * 1000:.1f} ms a text read, {added_in[1] / len(paths) * 1000:.1f} ms added",
        },
    ]


def grow(
    library: Library, varied: Varied, size: int, asked: Sequence[Asking], rounds: int
) -> Iterator[Growth]:
    """Fill a library up to a size; yield what it costs at each step (1,000, 2,000, 5,000, 10,000 …)."""
    steps = {step * 10**power for power in range(3, 7) for step in (1, 2, 5)} | {size}
    indexer = Indexer()
    held = 0
    clock: deque[float] = deque(maxlen=10)
    processor: deque[float] = deque(maxlen=10)
    for some in readings(varied, size, cores(), BATCH):
        began, spent = time.perf_counter(), time.process_time()
        with shelving(library, indexer) as shelves:
            for each in some:
                shelves.shelve(each, reader())
        clock.append((time.perf_counter() - began) / len(some) * 1000)
        processor.append((time.process_time() - spent) / len(some) * 1000)
        held += len(some)
        if held in steps:
            times, _ = timed(library, asked, 0, rounds)
            size_now = library.path.stat().st_size
            median, mean = statistics.median(clock), statistics.fmean(processor)
            yield Growth(held, size_now, median, mean, percentile(list(times.values()), 95))


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


def timed(
    library: Library, asked: Sequence[Asking], bare: int, rounds: int
) -> tuple[dict[int, float], dict[int, float]]:
    """Return the milliseconds that each query takes, and the first `bare` of them as bare SQL on the same rows.

    Milliseconds of the processor: what else runs on the machine would decide those of the clock. The two are taken in
    turn; of several rounds the best of each counts.
    """
    ours: dict[int, float] = {}
    theirs: dict[int, float] = {}
    sql = "SELECT rowid FROM passage_index WHERE passage_index MATCH ? ORDER BY rank LIMIT 20"
    for _ in range(rounds):
        for place, each in enumerate(asked):
            began = time.process_time()
            library.search(ask(each.question))
            spent = (time.process_time() - began) * 1000
            ours[place] = min(spent, ours.get(place, spent))
            if place < bare:
                with library.reading() as connection:
                    raw = connection.connection.cursor()
                    began = time.process_time()
                    raw.execute(sql, (each.bare,)).fetchall()
                    spent = (time.process_time() - began) * 1000
                    theirs[place] = min(spent, theirs.get(place, spent))
    return ours, theirs


def searching(library: Library, asked: Sequence[Asking], bare: int, rounds: int) -> list[Row]:
    """Measure the queries, and the first `bare` of them as bare SQL on the same rows, each in turn."""
    ours, theirs = timed(library, asked, bare, rounds)
    every = list(ours.values())
    kinds: dict[str, list[float]] = {}
    for place, spent in ours.items():
        kinds.setdefault(asked[place].kind, []).append(spent)
    same = [ours[place] for place in theirs]
    count = f"{len(every)} queries, best of {rounds} rounds"
    rows: list[Row] = [
        {"measure": "search p50", "value": round(percentile(every, 50), 1), "unit": "ms", "detail": count},
        {"measure": "search p95", "value": round(percentile(every, 95), 1), "unit": "ms (<= 50)"},
        {"measure": "search longest", "value": round(max(every), 1), "unit": "ms"},
    ]
    rows += [
        {"measure": f"search p95: {kind}", "value": round(percentile(spent, 95), 1), "unit": "ms"}
        for kind, spent in kinds.items()
    ]
    if theirs:
        others = list(theirs.values())
        ratio = percentile(same, 95) / percentile(others, 95)
        detail = f"{len(others)} queries"
        rows += [
            {
                "measure": "bare FTS5 p95",
                "value": round(percentile(others, 95), 1),
                "unit": "ms",
                "detail": detail,
            },
            {"measure": "search to bare FTS5, p95", "value": round(ratio, 2), "unit": "ratio (<= 3)"},
        ]
    return rows


def owing(library: Library, varied: Varied, size: int, rounds: int) -> list[Row]:
    """Link and follow all of the library, then measure what is due over it."""
    began, used = time.perf_counter(), time.process_time()
    relink(library, processes=cores())
    clock, processor = time.perf_counter() - began, time.process_time() - used
    more = []
    for some in readings(varied, size + ONE_BY_ONE, cores(), 1, size):
        began = time.perf_counter()
        with shelving(library, Indexer()) as shelves:
            shelves.shelve(some[0], reader())
        relink(library)
        more.append((time.perf_counter() - began) * 1000)
    rows: list[Row] = [
        {
            "measure": "linking and following a text",
            "value": round(clock / size * 1000, 2),
            "unit": "ms",
            "detail": f"{processor / size * 1000:.2f} ms of the writing process",
        },
        {
            "measure": "writing and linking one text more",
            "value": round(statistics.median(more), 1),
            "unit": "ms",
            "detail": f"median of {len(more)}, one by one; longest {max(more):.1f} ms",
        },
    ]
    questions = {
        "due at session 76": LedgerQuery(DAY, session=76),
        "due or overdue today": LedgerQuery(DAY),
        "due, of one bearer": LedgerQuery(DAY, bearer="Programme alimentaire mondial"),
    }
    for name, question in questions.items():
        best, count = 1e9, 0
        for _ in range(rounds):
            began = time.perf_counter()
            left(library)  # as each question looks first whether all is linked
            count = len(answer(library, question).entries)
            best = min(best, time.perf_counter() - began)
        rows.append(
            {
                "measure": name,
                "value": round(best * 1000),
                "unit": "ms (<= 1000)",
                "detail": f"{count:,} found",
            }
        )
    return rows


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that `part` per cent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part / 100))]


def plot(growth: Sequence[Growth]) -> str:
    """Return a drawing (SVG) of the cost of writing a text and of a search as the library grows."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "alinea", "svg.fonttype": "none", "font.family": "sans-serif"})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6.4, 3.2), layout="constrained")
    texts = [each.texts for each in growth]
    axes.plot(texts, [each.processor for each in growth], "o-", label="adding a text, of the processor")
    axes.plot(texts, [each.search for each in growth], "s-", label="search, p95")
    axes.set(xscale="log", xlabel="resolutions in the library", ylabel="milliseconds")
    axes.set_ylim(bottom=0)
    axes.set_xticks(texts, [f"{each:,}" for each in texts])
    axes.minorticks_off()
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    return drawn.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the library.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--size", type=int, default=10_000, help="resolutions in the library that is made")
    parser.add_argument("--sample", type=int, default=8, help="megabytes of texts that are added and read")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--bare", type=int, default=90, help="of these, how many are given to bare FTS5 too")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--no-adding", dest="adding", action="store_false", help="leave out adding against reading"
    )
    parser.add_argument("--link", action="store_true", help="link the library, and measure what is due")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--keep", type=Path, help="file to make the library in, kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        paths = texts(given.shared, given.sample * MEGABYTE)
        rows = adding(paths, Path(temporary), given.rounds) if given.adding else []
        corpus = sorted((given.shared / "corpus" / "fr").glob("*.md")) or paths
        base = records(corpus, cores())
        asked = questions(base, given.queries, given.seed)
        growth: list[Growth] = []
        varied = Varied(base, given.seed)
        with Library.open(given.keep or Path(temporary) / "library.sqlite", create=True) as library:
            for each in grow(library, varied, given.size, asked[:120], given.rounds):
                growth.append(each)
                rows.append(
                    {
                        "measure": f"writing a text, library of {each.texts:,}",
                        "value": round(each.processor, 2),
                        "unit": "ms",
                        "detail": f"{each.clock:.2f} ms of the clock; {each.size / MEGABYTE:,.0f} MB;"
                        f" search p95 {each.search:.1f} ms",
                    }
                )
                tell(rows[-1])
            rows += searching(library, asked, given.bare, given.rounds)
            if given.link:
                rows += owing(library, varied, given.size, given.rounds)
    if given.plot:
        given.plot.write_text(plot(growth), encoding="utf-8")
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        print(line(row))
    print(f"{os.cpu_count()} cores, {len(paths)} texts, {len(base)} records varied")


def line(row: Row) -> str:
    """Return a row as a line to read."""
    return f"{row['measure']:45} {row['value']!s:>10} {row['unit']!s:16} {row.get('detail', '')}"


def tell(row: Row) -> None:
    """Tell on standard error how far it has come."""
    print(line(row), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
