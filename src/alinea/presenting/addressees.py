"""Those whom a case asks, in words for a person, and as rows for a program."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.desk.addressees import Addressee, Addressees
from alinea.presenting.actor_names import titled
from alinea.presenting.answers import Row
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.vocab.actor_names import name_of
from alinea.vocab.folding import fold
from alinea.vocab.tables import table

COLUMNS = ("name", "id", "asked_as", "replies", "first_reply_on")


def addressee_rows(asked: Addressees, words: Words, *, waiting: bool) -> list[Row]:
    """Return those who are asked as rows with the keys of `COLUMNS`, by their names in the language of a reader.

    Args:
        waiting: those only of whom nothing came.
    """
    rows = [_row(each, words) for each in (asked.waiting if waiting else asked.each)]
    states = table("common", "states")
    return sorted(rows, key=lambda row: (row["id"] not in states, fold(str(row["name"]))))


def _row(each: Addressee, words: Words) -> Row:
    first = each.replies[0] if each.replies else None
    return {
        "name": named(each.id, words),
        "id": each.id,
        "asked_as": each.through,
        "replies": len(each.replies),
        "first_reply_on": first.received_on.isoformat() if first else None,
    }


def named(id: str, words: Words) -> str:
    """Return a State or an entity by its name in the language of a reader: ``Organisation mondiale de la Santé``."""
    name = name_of(id, words.language) or id
    return name if id in table("common", "states") else titled(name, words.language)


def head(asked: Addressees, words: Words) -> str:
    """Return in a sentence how many are asked, and of how many a reply came."""
    counted = words.count("addressees", len(asked.each))
    if not (replied := len(asked.each) - len(asked.waiting)):
        return words("addressees.none", asked=counted)
    return words("addressees.head", asked=counted, replied=words.count("addressees-replied", replied))


def reserves(asked: Addressees, words: Words) -> Iterator[str]:
    """Yield what a person must know: who is named and listed nowhere, and who replied without being named."""
    if asked.unlisted:
        yield words("addressees.unlisted", names=words.listing(asked.unlisted))
    if asked.others:
        yield words(
            "addressees.others",
            names=words.listing(list(dict.fromkeys(each.sender for each in asked.others))),
        )


def addressee_lines(asked: Addressees, words: Words, *, waiting: bool) -> Iterator[str]:
    """Yield the lines that show who is asked: how many, then each with the days of its replies."""
    yield head(asked, words)
    replied = {each.id: each.replies for each in asked.each}
    for row in addressee_rows(asked, words, waiting=waiting):
        days = [words.date(each.received_on) for each in replied[str(row["id"])]]
        yield printable("  " + " · ".join([f"{'✓' if days else '·'} {row['name']}", *days]))
