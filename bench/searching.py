"""Judge search: of the first ten passages that each of eighty questions finds, how many are to the point.

    python bench/searching.py LIBRARY.sqlite

A question of which a library holds nothing cannot be judged: those that find nothing are counted as wrong, so that a
library of some hundred texts in both languages is needed.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

from alinea.library.naming import NotHeldError, locate
from alinea.library.search import Question, QuestionError, ask, found_elsewhere, in_order
from alinea.store.library import Library

QUERIES = Path(__file__).with_name("search_queries.toml")
FIRST = 10


def judged(library: Library, words: str, point: str) -> float:
    """Return the share of the first passages that are to the point; 1 where the words name a text that is held."""
    try:
        question = Question(words=words, limit=FIRST)
        found = library.search(ask(question)).hits
        # As on the page: what the other language says stands before passages that lack some words.
        other = found_elsewhere(library, question, found)
        before, after = in_order(found, other)
        hits = (*before, *(other.hits if other else ()), *after)[:FIRST]
    except QuestionError:
        hits = ()
    if hits:
        told = (f"{each.address.work} {each.title or ''} {each.text}" for each in hits)
        return sum(1 for each in told if re.search(point, each, re.IGNORECASE)) / len(hits)
    try:
        locate(library, words)
    except NotHeldError:
        return 0.0
    return 1.0


def main() -> None:
    """Judge the library of the command line, and print the mean and what is below it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("library", type=Path)
    queries = tomllib.loads(QUERIES.read_text(encoding="utf-8"))["query"]
    with Library.open(parser.parse_args().library) as library:
        found = [(judged(library, each["words"], each["point"]), each["words"]) for each in queries]
    print(f"{sum(share for share, _ in found) / len(found):.3f} of the first {FIRST}, {len(found)} questions")
    for share, words in sorted(found):
        if share < 1:
            print(f"  {share:.1f}  {words}")


if __name__ == "__main__":
    main()
