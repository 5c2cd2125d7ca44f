"""The masthead of a draft: session and committee from the last text; symbol, date, item and authors left open."""

from __future__ import annotations

import re

from alinea.drafting.wording import DraftingWords
from alinea.model.draft import MASTHEAD, Change, Choice, Masthead
from alinea.model.record import Record
from alinea.vocab.folding import fold
from alinea.vocab.structure import structure

YEARS_FROM = 1900
"""A session with a number as high as that is named by its year, as those of the Economic and Social Council are."""


def enacting_words(record: Record, words: DraftingWords) -> str:
    """Return the words by which the organ speaks: *L'Assemblée générale,*; those of the text, where it has them."""
    said = (record.enacting or "").strip()
    known: str = words.table["masthead"]["enacting"].get(record.organ or "", "")
    read = any(fold(said).startswith(each.name) for each in structure(words.language).enacting)
    if said and (read or not known):
        return said if said[-1] in ",:" else f"{said},"
    return known


def organ_name(record: Record, words: DraftingWords) -> str:
    """Return the organ's name as mastheads print it: *Assemblée générale*."""
    said = enacting_words(record, words)
    name = fold(said)
    known = next((each for each in structure(words.language).enacting if name.startswith(each.name)), None)
    printed = said[: len(known.name)] if known else said.rstrip(" ,:")
    article = re.match(words.table["masthead"]["article"], fold(printed))
    printed = printed[article.end() :] if article else printed
    return printed[:1].upper() + printed[1:]


def committee_of(record: Record, words: DraftingWords) -> tuple[str, int | None]:
    """Return the main committee that took the last text up, as mastheads print it, and its number."""
    printed = (record.basis.committee if record.basis else None) or ""
    ordinals = words.ordinals_in(fold(printed))
    if not ordinals:
        return "", None
    value, start, _ = ordinals[-1]
    # What stands before the number is an article or, in brackets behind the long name, nothing that is printed.
    name = re.split(r"[()]", printed[start:])[0].strip()
    if "(" not in printed:
        name = printed[start:].strip()
    return name[:1].upper() + name[1:], value


def draft_masthead(
    record: Record, session: int | None, words: DraftingWords
) -> tuple[Masthead, list[Change], list[Choice]]:
    """Return the masthead of the next text, what was changed in it, and what is left open.

    Args:
        session: of the next text; None where the organ's sessions are not counted.
    """
    lines = words.table["masthead"]
    left = lines["open"]
    committee, number = committee_of(record, words) if record.organ == "A" else ("", None)
    place = "/".join(
        part
        for part in (record.organ or "A", f"C.{number}" if number else "", str(session) if session else "")
        if part
    )
    symbol = f"{place}/L.{left}"
    masthead = Masthead(
        organization=lines["organization"],
        organ=organ_name(record, words),
        symbol=symbol,
        distribution=lines["distribution"],
        day=left,
        original=lines["original"].format(language=lines["language"]),
        session=session_line(session, words),
        committee=committee,
        item=lines["item"].format(item=left),
        proposal=lines["proposal"].format(author=left),
    )
    changes = []
    if session is not None:
        was = session_line(record.session, words)
        facts = (("organ", record.organ or ""), ("from", str(record.session)), ("to", str(session)))
        changes.append(Change("masthead-session", MASTHEAD, was, masthead.session, facts=facts))
    items = ", ".join(
        lines["named_item"].format(item=each.item, sub=each.sub) if each.sub else str(each.item)
        for each in record.agenda_items
    )
    choices = [
        Choice("symbol-open", MASTHEAD, symbol),
        Choice("date-open", MASTHEAD, left),
        Choice("item-open", MASTHEAD, masthead.item, facts=(("before", items),)),
        Choice("author-open", MASTHEAD, masthead.proposal),
    ]
    return masthead, changes, choices


def session_line(session: int | None, words: DraftingWords) -> str:
    """Return the line that names the session: *Soixante-troisième session*, *Session de 2008*."""
    if session is None:
        return ""
    lines = words.table["masthead"]
    if session >= YEARS_FROM:
        return str(lines["session_of_year"].format(year=session))
    spelled = words.spelled(session, "")
    return str(lines["session"].format(ordinal=spelled[:1].upper() + spelled[1:]))
