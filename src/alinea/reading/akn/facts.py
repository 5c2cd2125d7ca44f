"""What the metadata of an AKN4UN file states outright: symbol, session, dates, agenda items, meeting."""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from typing import Any

from lxml import etree

from alinea.reading.akn.print import name_of, printed
from alinea.vocab.tables import table

_FIELDS = (
    ("symbol", "symbol"),
    ("organ", "organ"),
    ("session", "session"),
    ("number", "number"),
    ("part", "part"),
    ("title", "title"),
    ("adoptedOn", "adopted_on"),
    ("distributedOn", "distributed_on"),
)
_HEAD = (
    ("type", "type"),
    ("printedType", "printed_type"),
    ("date", "date"),
    ("submittedBy", "submitted_by"),
    ("amends", "amends"),
    ("fragment", "fragment"),
)
_HEAD_LISTS = (("otherSymbol", "other_symbols"), ("sponsor", "sponsors"))
_OF_THE_FILE = frozenset(("session", "organ", "adopted_on", "distributed_on", "agenda_items"))
"""What is true of all resolutions of a file that holds several."""

_NO_LANGUAGE = frozenset(("mul", "mis", "zxx"))
"""Codes of ISO 639-2 for several languages, for one without a code and for none."""


@cache
def _data() -> dict[str, Any]:
    return table("common", "akn")


def language_of(root: etree._Element) -> str | None:
    """Return the language tag of a document: ``fr`` for ``fra``; of a language not listed the code as it is stated.

    None where the document states none, or that it is in several or in an unknown one.
    """
    codes: dict[str, str] = _data()["languages"]
    for element in root.iter("{*}FRBRlanguage"):
        code = element.get("language", "").strip().lower()
        for tag, letters in codes.items():
            if code in (tag, letters):
                return tag if tag != "unknown" else None
        if re.fullmatch("[a-z]{2,3}", code) and code not in _NO_LANGUAGE:
            return code
    for record in root.iter(f"{{{_data()['namespaces']['own']}}}record"):
        return record.get("language") or None
    return None


def facts_of(root: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return what a document states outright, as pairs of name and value.

    Only what the mark-up itself says is taken, never what its words may mean. Of a file that holds several
    resolutions, only what is true of them all.

    Names: of files that Alinéa wrote ``head`` (JSON: what is said of a draft or decision, as `Record` names it) and
    ``document`` (JSON, as `Document` has it); ``symbol``, ``organ``, ``session``, ``number``, ``part``, ``title``,
    ``adopted_on`` and ``distributed_on`` (ISO 8601), ``agenda_items`` (JSON list of [item, sub-item, title]),
    ``meeting``, ``basis`` and ``vote`` (JSON).
    """
    several = sum(1 for _ in root.iter("{*}statement")) > 1
    mine = _data()["namespaces"]["own"]
    own, document = (next(root.iter(f"{{{mine}}}{name}"), None) for name in ("record", "document"))
    facts = _own_facts(own) if own is not None else _un_facts(root)
    if document is not None:
        facts = {"document": document.text or ""}
    return tuple(
        (name, value) for name, value in facts.items() if value and (not several or name in _OF_THE_FILE)
    )


def _own_facts(record: etree._Element) -> dict[str, str]:
    """Return the facts of a file that Alinéa wrote."""
    facts = {name: record.get(attribute, "") for attribute, name in _FIELDS}
    told = {name: record.get(attribute) for attribute, name in _HEAD if record.get(attribute) is not None}
    lists = {
        name: [each.text or "" for each in record if name_of(each) == kind] for kind, name in _HEAD_LISTS
    }
    if "type" in told:  # files of before say nothing of it
        facts["head"] = json.dumps(told | lists, ensure_ascii=False)
    items: list[list[int | str | None]] = []
    for child in record:
        kind = name_of(child)
        if kind == "agendaItem":
            item = _whole(child.get("item"))
            items += [[item, child.get("sub"), child.get("title")]] if item is not None else []
        elif kind == "meeting":
            facts["meeting"] = child.get("number", "")
        elif kind == "basis":
            documents = [document.text or "" for document in child]
            basis = {"kind": child.get("kind"), "committee": child.get("committee"), "documents": documents}
            facts["basis"] = json.dumps(basis, ensure_ascii=False)
        elif kind == "vote":
            votes = {name: _whole(child.get(name)) for name in ("yes", "no", "abstain")}
            if None not in votes.values():
                facts["vote"] = json.dumps(votes)
    if items:
        facts["agenda_items"] = json.dumps(items, ensure_ascii=False)
    return facts


def _un_facts(root: etree._Element) -> dict[str, str]:
    """Return the facts of a file of the United Nations, or of any other that follows its usage."""
    facts: dict[str, str] = {}
    for number in root.iter("{*}docNumber"):
        if number.get("refersTo") == "#symbol":
            facts.setdefault("symbol", re.sub(r"\s", "", printed(number)))
    for session in root.iter("{*}session"):
        value = session.get("value", "").strip()
        if value.isdigit():
            facts.setdefault("session", value)
    for title in root.iter("{*}docTitle"):
        if title.get("refersTo") == "#resolutionTitle":
            facts.setdefault("title", printed(title))
    facts["adopted_on"] = _day(root, "FRBRWork", "adoption")
    facts["distributed_on"] = _day(root, "FRBRExpression", "publication")
    facts["agenda_items"] = _agenda(root)
    facts["meeting"] = _meeting(root)
    return facts


def _day(root: etree._Element, level: str, event: str) -> str:
    """Return the date of an event at a level; empty where files differ, or for the unknown date."""
    days = {
        element.get("date", "")
        for block in root.iter(f"{{*}}{level}")
        for element in block.iterfind("{*}FRBRdate")
        if element.get("name") == event
    }
    day = days.pop() if len(days) == 1 else ""
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return ""
    return "" if day == _data()["dates"]["unknown"] else day


def _agenda(root: etree._Element) -> str:
    """Return the agenda items; empty where the attribute and the words it stands on differ.

    The files name the first item only of several: then the words must decide.
    """
    pattern = re.compile(_data()["reading"]["agenda_item"])
    for inline in root.iter("{*}inline"):
        if inline.get("name", "").rpartition(":")[2] != "agenda item":
            continue
        stated = [match.groups() for match in pattern.finditer(inline.get("title", ""))]
        shown = [match.groups() for match in pattern.finditer(printed(inline))]
        if not stated or stated != shown:
            return ""
        return json.dumps([[int(item), sub] for item, sub in stated])
    return ""


def _meeting(root: etree._Element) -> str:
    """Return the number of the meeting of adoption: ``97`` for ``97e``; empty where meetings differ."""
    found = set()
    for element in root.iter("{*}location", "{*}inline"):
        if element.get("refersTo") == "#adoptionMeeting" or element.get("name") == "adoptionMeeting":
            number = re.match(r"\d+", element.get("title", "").strip())
            if number:
                found.add(number[0])
    return found.pop() if len(found) == 1 else ""


def _whole(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None
