"""What was understood of a question in words: all it asks, and the command and the addresses that ask the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from alinea.library.asking import Reading
from alinea.library.naming import NotHeldError
from alinea.library.search import QuestionError
from alinea.presenting.actor_names import titled
from alinea.presenting.problems import not_held
from alinea.presenting.words import Words
from alinea.store.faults import LibraryError
from alinea.vocab.actor_names import name_of

Query = dict[str, str | int | list[str]]

_API_OF_TEXT = {"text": "resolutions", "series": "series", "cites": "citations", "cited-by": "cited-by"}


def why_none(error: NotHeldError | QuestionError | LibraryError, words: Words) -> str:
    """Return why a question that was understood has no answer.

    Raises:
        LibraryError: nothing that concerns this question alone.
    """
    if isinstance(error, NotHeldError):
        return not_held(error, words)
    if isinstance(error, QuestionError):
        return words(f"search.{error.code}", what=error.what)
    if error.code not in ("untaught", "too-small"):
        raise error
    return words(f"problem.library-unavailable.{error.code}")


def described(reading: Reading, words: Words) -> str:
    """Return a reading in a sentence: *What is due · session: 81st · kind: report · about: water*."""
    told = (f"{label}{words('web.colon')} {value}" for label, value in terms(reading, words))
    return " · ".join((words(f"asked.face.{reading.face}"), *told))


def terms(reading: Reading, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what a reading asks for, a label and a value each."""
    if reading.actor:
        known = name_of(reading.actor, words.language)
        label = "mentions" if reading.face == "search" else "actor"
        yield words(f"asked.{label}"), titled(known, words.language) if known else reading.actor
    if reading.text:
        yield words("asked.text"), reading.address if reading.paragraph else reading.text
    if reading.other:
        yield words("asked.other"), reading.other
    for organ in (*((reading.organ,) if reading.organ else ()), *reading.organs):
        yield words("web.facet.organ"), words(f"organ.{organ}") if words.find(f"organ.{organ}") else organ
    for session in (*((reading.session,) if reading.session else ()), *reading.sessions):
        yield words("web.facet.session"), words.numbered(session)
    if reading.kinds:
        yield words("web.facet.kind"), ", ".join(words(f"web.kind.{each}") for each in reading.kinds)
    if reading.statuses:
        yield words("web.ledger.statuses"), ", ".join(words(f"status.{each}") for each in reading.statuses)
    if reading.since:
        yield words("web.ledger.since"), words.date(reading.since)
    if reading.before:
        yield words("web.ledger.before"), words.date(reading.before)
    if any(reading.years):
        yield words("asked.years"), _years(reading)
    if reading.words:
        yield words("asked.words"), reading.words


def command_of(reading: Reading) -> str:
    """Return the command that asks the same: ``alinea due --session 81 --kind report --about water``."""
    match reading.face:
        case "due":
            told = [
                *_options(reading, "bearer", "work", "session", "organ", "kind", "status", "since", "before")
            ]
            about = ["--about", reading.words] if reading.words else []
            given = ["due", *told, *about]
        case "who":
            given = ["who", reading.actor or ""]
        case "search":
            quoted = [reading.words] if reading.words else []
            years = ["--year", _years(reading)] if any(reading.years) else []
            mentions = ["--mentions", reading.actor] if reading.actor else []
            organs = [each for organ in reading.organs for each in ("--organ", organ)]
            sessions = [each for number in reading.sessions for each in ("--session", str(number))]
            given = ["search", *quoted, *organs, *sessions, *years, *mentions]
        case "compare":
            given = ["compare", reading.text or "", reading.other or ""]
        case "text":
            given = ["show", reading.address]
        case "like":
            given = ["like", reading.address]
        case face:
            given = [face, reading.text or ""]
    return shlex.join(["alinea", *given])


def page_query(reading: Reading) -> tuple[str, Query]:
    """Return the page that answers the same question: its path, and what its address says."""
    match reading.face:
        case "due":
            return "/due", {**_ledger(reading), "status": list(reading.statuses), "about": reading.words}
        case "who":
            return "/due", {**_ledger(reading), "status": ["all"]}
        case "search":
            return "/search", _search(reading)
        case "like":
            return "/alike", {"q": reading.address}
        case "compare":
            return f"/compare/{reading.text}/{reading.other}", {}
        case "series" | "cites" | "cited-by":
            return (f"/series/{reading.text}" if reading.face == "series" else f"/map/{reading.text}"), {}
        case "text":
            return f"/resolution/{reading.text}", {}


def api_query(reading: Reading) -> tuple[str, Query]:
    """Return the address below the API that answers the same question, and what it asks with."""
    match reading.face:
        case "due" | "who":
            status = ["all"] if reading.face == "who" else list(reading.statuses)
            return "/commitments", {**_ledger(reading), "status": status, "about": reading.words}
        case "search":
            told = _search(reading)
            years = told.pop("year", None)
            return "/search", {**told, **({"year": _years(reading)} if years else {})}
        case "like":
            return "/alike", {"q": reading.address}
        case "compare":
            return "/compare", {"before": reading.text or "", "after": reading.other or ""}
        case face:
            return f"/{_API_OF_TEXT[face]}/{reading.text}", {}


def _ledger(reading: Reading) -> Query:
    told: Query = {
        "bearer": reading.actor or "",
        "work": reading.address if reading.text else "",
        "session": reading.session or "",
        "organ": reading.organ or "",
        "kind": list(reading.kinds),
        "since": reading.since.isoformat() if reading.since else "",
        "before": reading.before.isoformat() if reading.before else "",
    }
    return told


def _search(reading: Reading) -> Query:
    return {
        "q": reading.words,
        "organ": list(reading.organs),
        "session": [str(each) for each in reading.sessions],
        "year": [str(each) for each in dict.fromkeys(reading.years) if each],
        "mentions": reading.actor or "",
    }


def _options(reading: Reading, *names: str) -> Iterator[str]:
    told: Query = {**_ledger(reading), "status": list(reading.statuses)}
    for name in names:
        value = told[name]
        for each in value if isinstance(value, list) else [value] if value else []:
            yield from (f"--{name}", str(each))


def _years(reading: Reading) -> str:
    first, last = reading.years
    return str(first) if first == last else f"{first or ''}-{last or ''}"
