"""Does a paragraph find its counterpart in the other language? ``python bench/likeness.py --shared ../shared``.

Texts in French and English: most are learnt from, a quarter is held apart and added afterwards, so that nothing of what
is asked about was learnt. Asked is the text of a paragraph; right is the paragraph of the same address in the other
language, or another of the very same words, among all paragraphs of that language.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from alinea.library.adding import Asked, add
from alinea.library.likeness import LikeQuery, like, teach
from alinea.store.library import Library

APART = 0.25
"""Share of the texts that are held apart."""
SEED = 20261129


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--queries", type=int, default=100)
    asked = options.parse_args()
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


if __name__ == "__main__":
    main()
