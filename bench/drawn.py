"""Draw links of series, or verdicts, from a library, and print each with the texts it rests on, for a person to judge.

    python bench/drawn.py LIBRARY WHAT --seed N [--count 50] [--as-of YYYY-MM-DD]

WHAT is ``series`` (links of a text to the nearest earlier one that is taken as sure), or a status, ``met``,
``overdue``, ``due``, ``superseded``; or ``ledger``: as many of each class (every status, and what was met late), over
the days that ``--as-of`` names, shuffled. Of these the texts are printed without the verdict, for a person to decide
before it is seen: the charge, and what is held that cites its text, goes on from it or answers it; ``--verdicts FILE``
takes what the ledger says. What is drawn depends on the seed and on what the library holds, on nothing else. A rule
that was mended for what one seed showed is judged by another.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from alinea.library.ledger import LedgerQuery, answer
from alinea.library.links import cited_by
from alinea.library.relinking import relink
from alinea.linking.series import ACCEPTED, standing
from alinea.model.corpus import SeriesLink
from alinea.model.ledger import Entry, Status
from alinea.model.record import Paragraph, Record
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.vocab.folding import fold

DAY = datetime.date(2026, 11, 21)
SHOWN = 1500  # characters of a paragraph that are printed
AROUND = 140  # characters printed on either side of a citation
MOST_SHOWN = 5  # paragraphs of a text that may tell what became of a charge
LONG = 4  # letters of the words by which paragraphs are alike, and more
TELLING = re.compile(r"\b(?:rapports?|reports?|rendre compte|inscrire|include in the|prorog|extend|submit)")
CLASSES = (*Status, "late")
OPENING = 3  # preambular paragraphs printed of the earlier text

Drawn = tuple[str, datetime.date, Entry]
"""A class, a day, and an entry that is of that class on that day."""


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


def classed(library: Library, days: Sequence[datetime.date]) -> dict[str, list[Drawn]]:
    """Return the entries of each class on any of the days, one of each commitment."""
    found: dict[str, list[Drawn]] = {}
    for name in CLASSES:
        status = Status.MET if name == "late" else Status(name)
        pairs = {
            entry.obligation.id: (day, entry) for day in days for entry in verdicts(library, status, day)
        }
        found[name] = [
            (name, *pairs[each])
            for each in sorted(pairs)
            if status is not Status.MET or bool(pairs[each][1].late) == (name == "late")
        ]
    return found


def near(place: Paragraph, entry: Entry) -> bool:
    """Tell whether a paragraph may tell what became of a charge: it speaks of a report or an item, or of the same."""
    said = set(fold(entry.obligation.quote + " " + (entry.obligation.what or "")).split())
    words = set(fold(place.text).split())
    long = {each for each in said if len(each) > LONG}
    return len(long & words) > len(long) * 0.6 or TELLING.search(fold(place.text)) is not None


def blind_case(library: Library, day: datetime.date, entry: Entry) -> Iterator[str]:
    """Yield a charge, and what is held that may tell what became of it, without what the ledger says of it."""
    owed = entry.obligation
    yield line(f"on {day}", owed.id, told(library, owed.symbol))
    record = library.record(owed.symbol, owed.language)
    charge = paragraphs(record)[owed.paragraph].text if record else owed.quote
    start = max(charge.find(owed.quote), 0)
    yield words(f"{charge[:90]} … " * (start > 500) + charge[max(0, start - 500) :][:900])
    yield f"  quote: {owed.quote[:200]} ({owed.kind})"
    with ledgers(library) as kept:
        for link in kept.later(owed.symbol)[:3]:
            yield line("  later in series:", told(library, link.later), link.confidence)
            later = library.record(link.later, owed.language)
            telling = [each for each in (later.operative if later else ()) if near(each, entry)]
            yield from (f"    {each.id}: {each.text[:AROUND]}" for each in telling[:MOST_SHOWN])
        for document in kept.documents(owed.symbol):
            requests = [(each.symbol, each.paragraph) for each in document.pursuant_to]
            who = f"{document.submitted_by}, {len(document.replies)} replies"
            yield line("  document:", document.symbol, document.date, document.title, who, requests)
        if owed.due_session is not None and owed.due_organ is not None:
            unasked = kept.unasked(owed.due_organ, owed.due_session)
            lists = (f"{each.submitted_by} {each.date}" for each in unasked if each.type == "list")
            yield line("  lists:", *lists)
            for document in unasked:
                if owed.title and fold(owed.title)[:20] in fold(document.title or ""):
                    yield line("  unasked:", document.symbol, document.date, document.title)
    telling_of = 0
    for _, each in cited_by(library, owed.symbol):
        record = library.record(each.address.work, each.address.language)
        place = paragraphs(record).get(each.address.paragraph) if record else None
        if place is not None and telling_of < MOST_SHOWN:
            start = max(place.text.find(each.text), 0)
            around = " ".join(place.text[max(0, start - AROUND) : start + AROUND].split())
            if TELLING.search(fold(around)):
                telling_of += 1
                yield line("  cited:", each.address.work, each.adopted_on, each.address.paragraph, around)


def verdict_line(number: int, name: str, day: datetime.date, entry: Entry) -> str:
    """Return what the ledger says of a case, as a line."""
    owed = entry.obligation
    shows = entry.shown
    return line(
        f"{number}. {name} on {day}: {owed.id}",
        f"{entry.status} by {entry.reason}",
        f"late={entry.late}" if entry.late is not None else None,
        f"shown {shows.kind} {shows.place.symbol}#{shows.place.paragraph} {shows.on} {shows.document}"
        if shows
        else None,
        f"\n    who {[(each.text, each.id) for each in owed.bearers]}",
        f"\n    what {owed.kind}/{owed.nature}/{owed.deliverable}: {owed.what}",
        f"\n    to {[(each.text, each.id) for each in owed.recipients]}",
        f"\n    when {owed.due.text if owed.due else None}; {owed.due_organ} {owed.due_session};",
        f"{owed.window.opens} to {owed.window.closes}" if owed.window else "no window",
        (owed.recurrence.rule, owed.recurrence.starts, owed.recurrence.until, owed.recurrence.lapses)
        if owed.recurrence
        else None,
        f"next {entry.next}" if entry.next else None,
        f"if {owed.condition}" if owed.condition else None,
    )


def draw_ledger(
    library: Library, seed: int, count: int, days: Sequence[datetime.date], verdicts_to: Path | None
) -> None:
    """Print the cases of a draw over all classes, and write what the ledger says of them to a file."""
    chance = random.Random(seed)
    found = classed(library, days)
    each_class = count // len(CLASSES)
    sample = [case for cases in found.values() for case in chance.sample(cases, min(each_class, len(cases)))]
    chance.shuffle(sample)
    print(f"{len(sample)}: ledger, seed {seed}; of { ({name: len(cases) for name, cases in found.items()}) }")
    for number, (_, day, entry) in enumerate(sample, 1):
        print(f"\n---- {number}")
        print("\n".join(blind_case(library, day, entry)))
    if verdicts_to:
        said = (verdict_line(number, *case) for number, case in enumerate(sample, 1))
        verdicts_to.write_text("\n".join(said) + "\n", encoding="utf-8")


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
    parser.add_argument(
        "what", choices=("series", "met", "overdue", "due", "superseded", "unknown", "ledger")
    )
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, nargs="+", default=[DAY])
    parser.add_argument("--verdicts", type=Path)
    options = parser.parse_args()
    with Library.open(options.library, write=True) as library:
        relink(library)
        if options.what == "ledger":
            draw_ledger(library, options.seed, options.count, options.as_of, options.verdicts)
            return
        among, cases = drawn(library, options.what, options.seed, options.count, options.as_of[0])
        print(f"{min(options.count, among)} of {among}: {options.what}, seed {options.seed}")
        for place, case in enumerate(cases, 1):
            print(f"\n---- {place}")
            print("\n".join(case))


if __name__ == "__main__":
    main()
