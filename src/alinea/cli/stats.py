"""``alinea stats``: what is in the library, counted."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from alinea.cli.asking import Asked
from alinea.cli.read import DONE
from alinea.cli.reporting import say
from alinea.library.ledger import LedgerQuery, numbers
from alinea.library.links import certain_links, tally
from alinea.library.statistics import COLUMNS as STATISTICS
from alinea.library.statistics import OUTCOMES, Statistics, StatisticsQuery, statistics
from alinea.presenting.answers import Row, print_rows
from alinea.presenting.words import Words
from alinea.store.ledgers import ledgers

COLUMNS = ("group", "name", "count")


def run(asked: Asked, as_of: datetime.date) -> int:
    """Print the counts and return the exit code."""
    with asked.linked() as library:
        works = library.works()
        cited, links = tally(library), certain_links(library)
        with ledgers(library) as kept:
            kinds = kept.kinds()
        statuses = numbers(library, LedgerQuery(as_of)).statuses
    counts: list[tuple[str, str, int]] = [("works", "", len(works))]
    languages = Counter(language for work in works for language in work.languages)
    organs = Counter(work.organ or "" for work in works)
    counts += [("languages", name, number) for name, number in languages.most_common()]
    counts += [("organs", name, number) for name, number in organs.most_common()]
    counts += [
        ("citations", "resolved", cited.resolved),
        ("citations", "ambiguous", cited.ambiguous),
        ("citations", "not-held", cited.not_held),
        ("citations", "others", cited.others),
        ("series", "sure", links[1]),
        ("series", "doubtful", links[0] - links[1]),
    ]
    counts += [("charges", kind, number) for kind, number in sorted(kinds.items())]
    counts += [("statuses", status.value, number) for status, number in statuses.items()]
    rows: list[Row] = [{"group": group, "name": name, "count": number} for group, name, number in counts]
    if not print_rows(asked.form, COLUMNS, rows, asked.words):
        say(*_lines(counts, as_of, asked.words))
    return DONE


def run_years(asked: Asked, as_of: datetime.date, organ: str | None) -> int:
    """Print what the ledger amounts to over the years, and return the exit code.

    Args:
        organ: what its texts ask, and was due at its sessions; None for all.
    """
    with asked.linked() as library:
        found = statistics(library, StatisticsQuery(as_of, organ))
    if not print_rows(asked.form, STATISTICS, list(found.rows()), asked.words):
        say(*_over_years(found, asked.words))
    return DONE


def _over_years(found: Statistics, words: Words) -> Iterator[str]:
    yield words("stats.charges")
    for year, kinds in sorted(found.asked.items(), key=lambda each: each[0] or 0):
        told = ", ".join(
            f"{words(f'commitment.{kind}')} {words.number(n)}" for kind, n in sorted(kinds.items())
        )
        yield f"{year or '—':>6}  {words.number(sum(kinds.values())):>8}  {told}"
    yield words("stats.kept")
    for closed, statuses in sorted(found.kept.items()):
        told = ", ".join(
            f"{words(f'status.{status.value}')} {words.number(statuses[status])}"
            for status in OUTCOMES
            if statuses.get(status)
        )
        yield f"{closed:>6}  {words.number(sum(statuses.values())):>8}  {told}"


def _lines(counts: list[tuple[str, str, int]], as_of: datetime.date, words: Words) -> Iterator[str]:
    before, day = "", words.date(as_of)
    for group, name, number in counts:
        if group != before:
            total = f" {words.number(number)}" if not name and group == "works" else ""
            yield f"{words(f'stats.{group}', day=day) if group == 'statuses' else words(f'stats.{group}')}{total}"
            before = group
            if total:
                continue
        yield f"{words.number(number):>10}  {_named(group, name, words)}"


def _named(group: str, name: str, words: Words) -> str:
    if group == "organs":
        return words.find(f"organ.{name}") or name or words("stats.no-organ")
    if group == "charges":
        return words(f"commitment.{name}")
    if group == "statuses":
        return words(f"status.{name}")
    return words.find(f"stats.{name}") or name
