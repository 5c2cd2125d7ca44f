"""Measure how texts are compared.

    python bench/comparing.py [--shared ../shared] [--library FILE] [--json]

- 200 real texts edited by a fixed seed, with known truth (`synthetic_edits.py`);
- 30 real pairs of successive texts aligned by hand (`comparing_pairs.toml`), beside difflib and a greedy matcher;
- every resolution of the mark-up, French against English, by the order of the mark-up;
- time.

The texts are no part of the project; where they are absent this says so and ends well. `--library` names a library that
holds ../shared/corpus/fr, ../shared/unxml/xml and the samples; without it one is made, which takes a minute or two.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from parallel_texts import measured
from synthetic_edits import Edited, edited

from alinea.comparing import compare
from alinea.model.comparison import Comparison, Outcome
from alinea.model.record import Paragraph, Record
from alinea.store.library import Library

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261121
TEXTS = 200
KINDS = ("preambular", "operative", "annex")
FORCES = ("force-raised", "force-lowered", "act")

Row = dict[str, object]
Pairs = set[tuple[str, str]]


class Score:
    """Pairs found, pairs that are true, and both."""

    def __init__(self) -> None:
        self.both = self.found = self.true = 0

    def add(self, found: Pairs, true: Pairs) -> None:
        """Count the pairs of one text."""
        self.both += len(found & true)
        self.found += len(found)
        self.true += len(true)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.both / (self.found + self.true) if self.found + self.true else 1.0


def pairs_of(comparison: Comparison) -> Pairs:
    """Return the pairs of paragraphs that a comparison holds for answers of one another."""
    return {
        (one.id, other.id)
        for each in comparison.pairings
        if each.kind in KINDS
        for one in each.before
        for other in each.after
    }


def by_difflib(before: Record, after: Record) -> Pairs:
    """Pair paragraphs as difflib does lines: those that are the same, and those replaced in the same place."""
    one, other = list(before.paragraphs()), list(after.paragraphs())
    matcher = SequenceMatcher(
        None, [each.text for each in one], [each.text for each in other], autojunk=False
    )
    found: Pairs = set()
    for tag, start, end, start_after, end_after in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            both = zip(one[start:end], other[start_after:end_after], strict=False)
            found |= {(each.id, answer.id) for each, answer in both}
    return found


def greedily(before: Record, after: Record, least: float = 0.8) -> Pairs:
    """Pair each paragraph with the first that is like enough and not taken."""
    free: list[Paragraph] = list(after.paragraphs())
    found: Pairs = set()
    for each in before.paragraphs():
        for other in free:
            if SequenceMatcher(None, each.text, other.text, autojunk=False).ratio() >= least:
                found.add((each.id, other.id))
                free.remove(other)
                break
    return found


def synthetic(library: Library) -> Iterator[Row]:
    """Yield how well edits of known truth are found."""
    records = [
        record
        for _, record in library.records("fr")
        if not record.fragment and 8 <= len(list(record.paragraphs())) <= 200
    ]
    records.sort(key=lambda each: (each.symbol or "", each.source.sha256))
    random.Random(SEED).shuffle(records)
    score = Score()
    joined = found = forces = raised = deadlines = told = false = unchanged = 0
    for each in edited(records[:TEXTS], SEED):
        comparison = compare(each.before, each.after)
        score.add(pairs_of(comparison), each.pairs)
        groups = {
            (frozenset(p.id for p in pairing.before), frozenset(p.id for p in pairing.after))
            for pairing in comparison.pairings
            if pairing.outcome in (Outcome.SPLIT, Outcome.MERGED)
        }
        joined += len(each.joined)
        found += len(each.joined & groups)
        counts = _told(each, comparison)
        forces, raised = forces + len(each.forces), raised + counts[0]
        deadlines, told = deadlines + len(each.deadlines), told + counts[1]
        false, unchanged = false + counts[2], unchanged + counts[3]
    yield {"what": "edited texts: pairs of paragraphs, F1", "value": round(score.f1, 4), "of": score.true}
    yield {"what": "edited texts: splits and merges found", "value": round(found / joined, 4), "of": joined}
    yield {"what": "edited texts: changes of force told", "value": round(raised / forces, 4), "of": forces}
    yield {
        "what": "edited texts: changes of deadline told",
        "value": round(told / deadlines, 4),
        "of": deadlines,
    }
    yield {"what": "edited texts: false changes of force", "value": false, "of": unchanged}


def _told(each: Edited, comparison: Comparison) -> tuple[int, int, int, int]:
    """Return changes of force and of deadline that were told, changes of force that are none, unchanged paragraphs."""
    raised = told = false = unchanged = 0
    texts = [{each.id: each.text for each in record.paragraphs()} for record in (each.before, each.after)]
    same = {one for one, other in each.pairs if texts[0][one] == texts[1][other]}
    for pairing in comparison.pairings:
        if pairing.kind not in KINDS or not pairing.before or not pairing.after:
            continue
        kinds = {change.kind for change in pairing.changes}
        own = {passage.id for passage in pairing.before}
        if own & each.forces.keys():
            raises = each.forces[next(iter(own & each.forces.keys()))]
            raised += ("force-raised" if raises else "force-lowered") in kinds
        elif own <= same:
            unchanged += 1
            false += bool(kinds & set(FORCES))
        told += bool(own & each.deadlines) and "deadline" in kinds
    return raised, told, false, unchanged


def by_hand(library: Library) -> Iterator[Row]:
    """Yield how well the pairs aligned by hand are found, and how well by simpler means."""
    pairs = tomllib.loads((Path(__file__).parent / "comparing_pairs.toml").read_text(encoding="utf-8"))[
        "pair"
    ]
    scores = {name: Score() for name in ("compare", "difflib", "greedy, ratio 0.8")}
    for row in pairs:
        before, after = (library.record(row[side], "fr") for side in ("before", "after"))
        if before is None or after is None:
            continue
        true = {(one, other) for one, other in (each.split(" = ") for each in row["aligned"])}
        scores["compare"].add(pairs_of(compare(before, after)), true)
        scores["difflib"].add(by_difflib(before, after), true)
        scores["greedy, ratio 0.8"].add(greedily(before, after), true)
    for name, score in scores.items():
        yield {"what": f"pairs aligned by hand, {name}: F1", "value": round(score.f1, 4), "of": score.true}


def times() -> Iterator[Row]:
    """Yield how long large texts take."""
    from synthetic_edits import analysed

    for count, words in ((300, 60), (10_000, 30)):
        chance = random.Random(SEED)
        texts = [" ".join(f"mot{chance.randrange(4000)}" for _ in range(words)) for _ in range(count)]
        blank = _blank()
        sides = []
        for cut in (0, 3):
            paragraphs = [
                Paragraph(id=f"op_{n}", number=str(n), text=" ".join(t.split()[cut:]), span=blank.source.span)
                for n, t in enumerate(texts, 1)
            ]
            sides.append(analysed(blank, (), paragraphs))
        began, used = time.perf_counter(), time.process_time()
        compare(*sides)
        took, used = time.perf_counter() - began, time.process_time() - used
        what = f"{count} paragraphs against {count}, seconds of the processor"
        yield {"what": what, "value": round(used, 2), "of": f"{took:.2f} on the clock"}


def _blank() -> Record:
    from alinea.model.record import Origin
    from alinea.model.spans import Span

    origin = Origin(path="made", media_type="text/plain", sha256="0" * 64, span=Span(0, 0))
    return Record(symbol=None, organ="A", session=70, number=None, title=None, language="fr", source=origin)


def rows(library: Library, shared: Path) -> Iterator[Row]:
    """Yield all that is measured."""
    yield from synthetic(library)
    yield from by_hand(library)
    yield from measured(shared / "unxml" / "xml")
    yield from times()


def filled(shared: Path, folder: Path) -> Library:
    """Return a library of the texts."""
    from alinea.cli.app import command

    file = folder / "library.sqlite"
    texts = [str(shared / "corpus" / "fr"), str(shared / "unxml" / "xml"), str(ROOT / "samples")]
    command(["add", *texts, "--library", str(file)])
    return Library.open(file)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table or JSON, and return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--library", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    shared = asked.shared.resolve()
    if not (shared / "corpus" / "fr").is_dir():
        print(
            "Nothing was measured: the texts are not here. Put them beside the repository, or say --shared FOLDER."
        )
        return 0
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(asked.library) if asked.library else filled(shared, Path(folder))
        with library:
            for row in rows(library, shared):
                print(json.dumps(row, ensure_ascii=False) if asked.json else _line(row), flush=True)
    return 0


def _line(row: Row) -> str:
    return f"{row['what']:<55} {row['value']!s:>8}" + (f"  of {row['of']}" if "of" in row else "")


if __name__ == "__main__":
    raise SystemExit(main())
