"""Draw links of series, or verdicts, from a library, and print each with the texts it rests on, for a person to judge.

    python bench/drawn.py LIBRARY WHAT --seed N [--count 50] [--as-of YYYY-MM-DD]

WHAT is ``series`` (links of a text to the nearest earlier one that is taken as sure), or a status, ``met``,
``overdue``, ``due``, ``superseded``. What is drawn depends on the seed and on what the library holds, on nothing
else. A rule that was mended for what one seed showed is judged by another.
"""

from __future__ import annotations

import argparse
import datetime
import random
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from alinea.library.ledger import LedgerQuery, answer
from alinea.library.relinking import relink
from alinea.linking.series import ACCEPTED
from alinea.linking.standing import standing
from alinea.model.corpus import SeriesLink
from alinea.model.ledger import Entry, Status
from alinea.model.record import Paragraph, Record
from alinea.store.ledgers import ledgers
from alinea.store.library import Library

DAY = datetime.date(2026, 11, 21)
SHOWN = 1500  # characters of a paragraph that are printed
OPENING = 3  # preambular paragraphs printed of the earlier text


def nearest_links(library: Library) -> Iterator[SeriesLink]:
    """Yield of each text the sure link to the nearest earlier one."""
    with ledgers(library) as kept:
        for work in library.works():
            sure = [each for each in kept.earlier(work.name) if each.confidence >= ACCEPTED]
            if sure:
                yield max(sure, key=lambda each: standing(each.earlier))


def verdicts(library: Library, status: Status, day: datetime.date) -> Iterator[Entry]:
    """Yield what has a status on a day."""
    yield from answer(library, LedgerQuery(day, frozenset({status}))).entries


def line(*parts: object) -> str:
    """Return parts as one line, those left out that are nothing."""
    return "  ".join(str(each) for each in parts if each not in (None, ""))


def words(text: str) -> str:
    """Return a paragraph as it is printed."""
    return textwrap.indent(textwrap.fill(text[:SHOWN], 150), "    ")


def told(library: Library, symbol: str) -> str:
    """Return symbol, title, day and committee of a text, held or not, as far as the library knows them."""
    work, known = library.work(symbol), library.metadata(symbol)
    if work:
        return line(
            symbol, work.adopted_on, work.title or "(no title)", known.agenda_title if known else None
        )
    if known:
        return line(symbol, known.adopted_on, known.title, "(metadata only)", known.agenda_title)
    return line(symbol, "(not held)")


def paragraphs(record: Record) -> dict[str, Paragraph]:
    """Return the paragraphs of a record by their addresses."""
    return {each.id: each for each in record.paragraphs()}


def shown(record: Record | None, address: str) -> str:
    """Return a paragraph with its address and the footnotes called there."""
    found = paragraphs(record).get(address) if record else None
    if record is None or found is None:
        return f"  {address}"
    notes = [f"[{each.number}] {each.text}" for each in record.footnotes if each.number in found.footnotes]
    return "\n".join([f"  {record.symbol}#{address}", words(found.text), *map(words, notes)])


def series_case(library: Library, link: SeriesLink) -> Iterator[str]:
    """Yield what a link rests on: both titles, the grounds, what is recalled by the one and opens the other."""
    yield line("later  ", told(library, link.later))
    yield line("earlier", told(library, link.earlier), link.earlier_on)
    grounds = (f"{each.code} {each.weight:+.2f} {each.fact[:60]}".strip() for each in link.reasons)
    yield f"confidence {link.confidence}: " + " | ".join(grounds)
    later, earlier = library.record(link.later), library.record(link.earlier)
    if later:
        citing = [
            each.id
            for each in later.paragraphs()
            if any(citation.target == link.earlier for citation in each.citations)
        ]
        yield from (shown(later, each) for each in citing)
    if earlier:
        yield "  earlier:"
        yield from (words(each.text[:400]) for each in earlier.preamble[:OPENING])
        yield from (words(each.text[:300]) for each in earlier.operative[:OPENING])


def verdict_case(library: Library, entry: Entry) -> Iterator[str]:
    """Yield what a verdict rests on: the paragraph that charges, and the one that shows."""
    owed = entry.obligation
    yield line(owed.id, entry.reason, f"bearer {owed.bearer} ({owed.bearer_id})")
    yield told(library, owed.symbol)
    window = f"{owed.window.opens} to {owed.window.closes}" if owed.window else None
    rule = owed.recurrence.rule if owed.recurrence else None
    yield line(
        "due", owed.due_organ, owed.due_session, owed.due.text if owed.due else None, window, rule, entry.next
    )
    yield shown(library.record(owed.symbol, owed.language), owed.paragraph)
    for each in (entry.shown,) if entry.shown else ():
        yield line(f"{each.kind}:", told(library, each.place.symbol), each.document)
        yield shown(library.record(each.place.symbol, each.place.language), each.place.paragraph)


def drawn(
    library: Library, what: str, seed: int, count: int, day: datetime.date
) -> tuple[int, Iterable[Iterator[str]]]:
    """Return from how many was drawn, and the cases."""
    chance = random.Random(seed)
    if what == "series":
        links = sorted(nearest_links(library), key=lambda each: (each.later, each.earlier))
        sample = chance.sample(links, min(count, len(links)))
        return len(links), (series_case(library, each) for each in sample)
    found = sorted(verdicts(library, Status(what), day), key=lambda each: each.obligation.id)
    return len(found), (verdict_case(library, each) for each in chance.sample(found, min(count, len(found))))


def main() -> None:
    """Draw and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("what", choices=("series", "met", "overdue", "due", "superseded", "unknown"))
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, default=DAY)
    options = parser.parse_args()
    with Library.open(options.library, write=True) as library:
        relink(library)
        among, cases = drawn(library, options.what, options.seed, options.count, options.as_of)
        print(f"{min(options.count, among)} of {among}: {options.what}, seed {options.seed}")
        for place, case in enumerate(cases, 1):
            print(f"\n---- {place}")
            print("\n".join(case))


if __name__ == "__main__":
    main()
