"""Does a paragraph find its counterpart in the other language? ``python bench/likeness.py --shared ../shared``.

With ``--library FILE``, which holds ../shared/corpus and ../shared/unxml and was taught, sixty questions in words are asked
instead (`like_questions.toml`): nDCG@10 of what `like` finds, of full-text search alone and of vectors alone. With
``--vectors N``, it is measured how long it takes to find the nearest of so many, made by varying those of the library.

Texts in French and English: most are learnt from, a quarter is held apart and added afterwards, so that nothing of what
is asked about was learnt. Asked is the text of a paragraph; right is the paragraph of the same address in the other
language, or another of the very same words, among all paragraphs of that language.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import statistics
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from alinea.library import likeness
from alinea.library.adding import Asked, add
from alinea.library.likeness import LikeQuery, like, teach
from alinea.library.search import Question, QuestionError, ask
from alinea.linking.likeness import middles_of
from alinea.store.library import Library

APART = 0.25
"""Share of the texts that are held apart."""
SEED = 20261129
VARIED = 0.35
"""How far a varied vector lies from the one it is made of, which has length 1."""
QUESTIONS = Path(__file__).with_name("like_questions.toml")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--queries", type=int, default=100)
    options.add_argument("--library", type=Path)
    options.add_argument("--vectors", type=int)
    asked = options.parse_args()
    if asked.library:
        with Library.open(asked.library) as library:
            if asked.vectors:
                _many(library, asked.vectors)
            else:
                _questions(library)
        return
    files = sorted((asked.shared / "unxml" / "xml").glob("*.xml"))
    if not files:
        print("the texts are not at hand")
        return
    texts: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        texts[re.sub(r"(?:-\d+)?[EF]\.xml$", "", file.name)].append(file)
    both = sorted(name for name, its in texts.items() if len(its) == 2)
    chance = random.Random(SEED)
    chance.shuffle(both)
    apart = set(both[: round(APART * len(both))])
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "l.sqlite", create=True) as library,
    ):
        _put(library, [file for name, its in texts.items() if name not in apart for file in its])
        before = {work.name for work in library.works()}
        begun = time.process_time()
        teach(library)
        print(f"learnt from {len(before)} texts in {time.process_time() - begun:.1f} s of a processor")
        _put(library, [file for name in sorted(apart) for file in texts[name]])
        _ask(library, before, chance, asked.queries)


def _put(library: Library, files: list[Path]) -> None:
    add(library, [Asked(str(file)) for file in files], lambda _: None, processes=1)


def _ask(library: Library, before: set[str], chance: random.Random, queries: int) -> None:
    spoken: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for name, record in library.records(principal=False):
        if name not in before:
            for paragraph in record.paragraphs():
                if len(paragraph.text) >= 40:  # as those that are laid out
                    spoken[name, paragraph.id][record.language] = paragraph.text
    both = sorted(place for place, its in spoken.items() if len(its) == 2)
    chance.shuffle(both)
    like(library, LikeQuery("to have all in memory before time is taken"))
    for one, other in (("fr", "en"), ("en", "fr")):
        found, took = [], []
        for place in both[:queries]:
            begun = time.process_time()
            answer = like(library, LikeQuery(spoken[place][one], among=(other,), limit=10))
            took.append(time.process_time() - begun)
            right = [
                (hit.address.work, hit.address.paragraph) == place or hit.text == spoken[place][other]
                for hit in answer.hits
            ]
            found.append(right.index(True) + 1 if any(right) else 0)
        count = len(found)
        print(
            f"{one} finds {other}: recall@10 {sum(rank > 0 for rank in found) / count:.3f},"
            f" first {found.count(1) / count:.3f} ({count});"
            f" {1000 * sorted(took)[count // 2]:.0f} ms of a processor, the middle one"
        )


def _questions(library: Library) -> None:
    """Ask the questions in words, and compare with words alone and with vectors alone."""
    questions = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]
    ways: dict[str, Callable[[str, str], list[str]]] = {
        "words alone": lambda text, language: _worded(library, text, language),
        "vectors alone": lambda text, language: [
            str(hit.address)
            for hit in likeness.near_to(library, likeness.space_of(library), (text, language), ())
        ],
        "like": lambda text, _: [str(hit.address) for hit in like(library, LikeQuery(text, limit=10)).hits],
    }
    found: dict[str, list[float]] = {}
    took: list[float] = []
    for name, way in ways.items():
        for each in questions:
            begun = time.process_time()
            addresses = list(dict.fromkeys(way(each["text"], each["language"])))
            took.append(time.process_time() - begun)
            found.setdefault(name, []).append(_gain(addresses, each["well"], each["partly"]))
    halves = {
        "all": questions,
        "shown": [q for q in questions if q["shown"]],
        "shut away": [q for q in questions if not q["shown"]],
    }
    for name, values in found.items():
        means = {
            half: statistics.fmean(v for v, q in zip(values, questions, strict=True) if q in some)
            for half, some in halves.items()
        }
        told = "; ".join(f"{half} {mean:.3f}" for half, mean in means.items())
        more = [one - other for one, other in zip(values, found["words alone"], strict=True)]
        chance = random.Random(SEED)
        drawn = sorted(statistics.fmean(chance.choices(more, k=len(more))) for _ in range(10_000))
        print(
            f"{name}: nDCG@10 {told}; more than words alone by {statistics.fmean(more):.3f}"
            f" ({drawn[250]:.3f} to {drawn[9750]:.3f}, 95 % of 10,000 drawings)"
        )
    mine = sorted(took[-len(questions) :])
    print(
        f"like: {1000 * mine[len(mine) // 2]:.0f} ms of a processor, the middle one; longest {1000 * mine[-1]:.0f}"
    )


def _worded(library: Library, text: str, language: str) -> list[str]:
    parts = ("preambular", "operative", "annex")
    try:
        hits = library.search(ask(Question(text, languages=(language,), parts=parts, limit=60))).hits
    except QuestionError:
        return []
    return [str(hit.address) for hit in hits]


def _gain(addresses: list[str], well: list[str], partly: list[str]) -> float:
    """Return the discounted gain of the first ten, of 0 to 1 (nDCG; Järvelin and Kekäläinen, 2002)."""

    def discounted(gains: Iterable[int]) -> float:
        return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(islice(gains, 10), 1))

    best = discounted([3] * len(well) + [1] * len(partly))
    return discounted(3 * (each in well) + (each in partly) for each in addresses) / best if best else 0.0


def _many(library: Library, size: int) -> None:
    """Measure how long the nearest of very many take to find, and how many of the ten nearest are missed."""
    space = likeness.space_of(library)
    chance = np.random.default_rng(SEED)
    base = space.places
    spread = base[chance.integers(len(base), size=20_000)]
    cells = min(likeness.MOST_CELLS, size // likeness.IN_A_CELL)
    model = replace(space.model, middles=middles_of(spread, cells))
    places = np.empty((size, base.shape[1]), dtype=np.float32)
    held = np.empty(size, dtype=np.uint16)
    for first in range(0, size, 50_000):
        some = places[first : first + 50_000]
        some[:] = base[chance.integers(len(base), size=len(some))]
        some += chance.standard_normal(some.shape, dtype=np.float32) * (VARIED / math.sqrt(base.shape[1]))
        some /= np.linalg.norm(some, axis=1, keepdims=True)
        held[first : first + len(some)] = model.cells(some)
    order = np.argsort(held, kind="stable")
    starts = np.searchsorted(held[order], np.arange(cells + 1))
    places = places[order]
    passages, tongues = np.arange(size), np.zeros(size, dtype=np.uint8)
    many = likeness.Space(model, passages, places, ("fr",), tongues, starts, 0)
    took, kept = [], []
    for text in [each["text"] for each in tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]]:
        place = model.vectors([(text, model.spoken(text, ("fr", "en")))])[0]
        begun = time.perf_counter(), time.process_time()
        near = many.nearest(place, (), likeness.LAID_NEAR)
        took.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
        exact = {int(each) for each in np.argpartition(-(places @ place), 10)[:10]}
        kept.append(len(exact & {passage for _, passage in near}) / 10)
    for name, values in zip(("clock", "processor"), zip(*took, strict=True), strict=True):
        ordered = sorted(values)
        print(
            f"{name}: {1000 * ordered[len(ordered) // 2]:.0f} ms, the middle one; longest {1000 * ordered[-1]:.0f}"
        )
    print(f"{size:,} vectors in {cells} cells: of the ten nearest {statistics.fmean(kept):.3f} are found")


if __name__ == "__main__":
    main()
