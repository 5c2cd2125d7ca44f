"""News as an Atom feed (RFC 4287), to be followed by any reader of feeds."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from xml.etree import ElementTree as ET

from alinea.library.schedules.cycle import News
from alinea.model.ledger import Entry
from alinea.presenting.ledger import owes, reason
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 200  # characters of a title


def atom(news: News, title: str, here: str, address: Callable[[str, str], str], words: Words) -> bytes:
    """Return a feed: a text adopted, or a thing done, missed, asked again or past its time, is one entry.

    An entry keeps its identifier for good, and bears the day on which it came about: a reader of feeds shows each once.

    Args:
        title: of the feed; here: its address; address: gives that of a paragraph by work and paragraph.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _put(feed, "title", printable(title))
    _put(feed, "id", here)
    _put(feed, "updated", _instant(news.until))
    ET.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=here)
    ET.SubElement(ET.SubElement(feed, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = "Alinéa"
    for work in news.adopted:
        if work.adopted_on is not None:
            told = f"{work.name} · {work.title or words('label.untitled')}"
            _entry(feed, f"{work.name}/adopted", told, work.adopted_on, address(work.name, ""), told)
    listed: tuple[tuple[str, tuple[Entry, ...]], ...] = (
        ("done", news.done),
        ("missed", news.missed),
        ("anew", news.anew),
        ("passed", news.passed),
    )
    for what, entries in listed:
        for each in entries:
            owed, shown = each.obligation, each.shown if what != "anew" else each.asked_again_by
            closes = owed.window.closes if owed.window else news.until
            day = (shown.on if shown and shown.on else None) or closes
            told = f"{words(f'paper.news.{what}')} · {owes(owed, words)}"
            why = f"{owed.address} · {owed.title or ''} · {reason(each, words)}"
            _entry(feed, f"{owed.id}/{what}", told, day, address(owed.symbol, owed.paragraph), why)
    data: bytes = ET.tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + data


def _entry(feed: ET.Element, name: str, title: str, day: datetime.date, link: str, summary: str) -> None:
    entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
    cut = title if len(title) <= LONGEST else title[:LONGEST].rsplit(" ", 1)[0] + " …"
    _put(entry, "title", printable(cut))
    # A tag URI (RFC 4151): it names the thing, wherever this library stands.
    _put(entry, "id", f"tag:alinea,2026:{name}")
    _put(entry, "updated", _instant(day))
    ET.SubElement(entry, f"{{{ATOM}}}link", href=link)
    _put(entry, "summary", printable(summary))


def _put(above: ET.Element, name: str, text: str) -> None:
    ET.SubElement(above, f"{{{ATOM}}}{name}").text = text


def _instant(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
