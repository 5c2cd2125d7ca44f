"""Texts as other programs leave them: one noise at a time is laid on clean resolutions, and what is read is compared.

    python bench/noise.py [--shared ../shared] [--count 20] [--seed 1] [--only KIND …] [--show]

The clean reading of a text gives its paragraphs; these are set anew with one noise, read again, and compared by kind,
number and words. `--show` prints the first paragraphs that differ. Where ../shared is absent the samples are read.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "reading"))

import noises  # noqa: E402 - the noises of the tests

from alinea.pipeline import read_path  # noqa: E402

LEAST = 0.99
"""Of the paragraphs that are to be found again with each noise."""


def clean_texts(shared: Path, count: int, seed: int) -> list[noises.Clean]:
    """Return resolutions of clean texts that have a title and paragraphs with numbers, and neither parts nor annexes."""
    folder = shared / "unxml/text"
    paths = sorted(folder.glob("*_[EF].txt")) or sorted((ROOT / "samples").glob("*.txt"))
    random.Random(seed).shuffle(paths)
    found: list[noises.Clean] = []
    for path in paths:
        records = list(read_path(path))
        if len(records) != 1 or len(found) == count:
            continue
        record = records[0]
        numbered = [each.number or "" for each in record.operative]
        if (
            record.annexes
            or record.headings
            or not record.title
            or not record.symbol
            or record.symbol.startswith("S/")
            or numbered != [str(at + 1) for at in range(len(numbered))]
        ):
            continue
        found.append(noises.Clean(record, noises.rows_of(record), record.language))
    return found


def main() -> int:
    """Read the texts with each noise, print how many paragraphs were found; 1 where too few were."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    texts = clean_texts(arguments.shared, arguments.count, arguments.seed)
    print(f"{len(texts)} texts, seed {arguments.seed}\n\n| noise | F1 | texts not whole |\n|---|---:|---|")
    short = False
    for kind, noise in noises.NOISES.items():
        if arguments.only and kind not in arguments.only:
            continue
        right = wanted = found = 0
        bad: list[str] = []
        for clean in texts:
            chance = random.Random(f"{arguments.seed} {kind} {clean.record.symbol}")
            name, data = noise(clean, chance)
            points = kind != "Markdown lists"
            gold, mine = (
                noises.paragraphs([clean.record], points),
                noises.paragraphs(noises.read(name, data), points),
            )
            same = sum((gold & mine).values())
            right, wanted, found = right + same, wanted + gold.total(), found + mine.total()
            if gold != mine:
                bad.append(f"{clean.record.symbol} {clean.language}")
                if arguments.show:
                    print(f"--- {kind} {bad[-1]}")
                    for sign, some in (("-", gold - mine), ("+", mine - gold)):
                        for each in list(some)[:4]:
                            print(sign, each[0], each[1], each[2][:70], "…", each[2][-30:])
        score = 2 * right / (wanted + found) if wanted + found else 0.0
        short |= score < LEAST
        print(f"| {kind} | {score:.3f} | {len(bad)}: {', '.join(bad[:3])} |", flush=True)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
