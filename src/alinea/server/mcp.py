"""The library for assistants, by the Model Context Protocol: every answer with addresses and the words it rests on.

Nothing is written: an assistant resolves, reads, searches and asks; it neither adds texts nor works on cases, of which
it reads those that the person may read who started it. Each tool opens the library, or the desk, for its question, as
the command does, so that what is added meanwhile is seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import TypeAdapter

from alinea._version import __version__
from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.library import comparing, links
from alinea.library.actor_names import identified
from alinea.library.asking import answered, readings
from alinea.library.cases import computed
from alinea.library.ledger import EVERY, LedgerQuery, answer, explained
from alinea.library.likeness import LikeQuery, like
from alinea.library.naming import NotHeldError, locate
from alinea.library.search import Question, QuestionError, ask
from alinea.model.cases import Case
from alinea.model.ledger import Entry, Explanation, Status
from alinea.model.record import Paragraph
from alinea.presenting.asking import command_of
from alinea.presenting.cases import case_data, case_row, refusal
from alinea.presenting.comparisons.plain import as_json as compared
from alinea.presenting.hits import excerpt
from alinea.presenting.hits import row_of as hit_row
from alinea.presenting.ledger import row_of as entry_row
from alinea.presenting.links import citation_row as link_row
from alinea.presenting.links import series_rows
from alinea.presenting.words import words_in
from alinea.store.faults import LibraryError
from alinea.store.library import Library

MOST = 100
"""Items of one answer at most: what an assistant reads is paid by the word."""

INSTRUCTIONS = """\
Resolutions of the United Nations as records: paragraphs with their addresses (A/RES/75/28#op_6), what they cite, and
what they ask of whom by when. Quote the words and give the address of what you say. A status is computed from the texts
held and not a judgement of the Organization; "unknown" means that nothing held can tell. Readings are unofficial; what
is not "certain" is to be checked by a person."""

_ASKS = ToolAnnotations(read_only_hint=True, open_world_hint=False)

QUOTED = 1000
"""Characters of a reply or a note in an answer: a reply may have a million."""

Answer = dict[str, Any]
OpenDesk = Callable[[], AbstractContextManager[Desk]]
Day = datetime.date | None


def build(file: Path, today: Callable[[], datetime.date], desk: OpenDesk | None = None) -> MCPServer[Any]:
    """Return the server.

    Args:
        file: of the library; today: tells the day on which statuses stand.
        desk: opens the desk, as the person may read it who started the server; None where no cases are told.
    """
    server: MCPServer[Any] = MCPServer(
        "alinea", title="Alinéa", instructions=INSTRUCTIONS, version=__version__
    )
    tools = _Tools(file, today, desk)
    for tool in (
        tools.resolve,
        tools.read,
        tools.search,
        tools.like,
        tools.ask,
        tools.due,
        tools.who,
        tools.series,
        tools.cites,
        tools.compare,
        tools.explain,
        *((tools.cases, tools.case) if desk else ()),
    ):
        server.tool(annotations=_ASKS, structured_output=True)(tool)
    return server


class _Tools:
    """The tools; the words that describe them to an assistant are their docstrings."""

    def __init__(self, file: Path, today: Callable[[], datetime.date], desk: OpenDesk | None) -> None:
        self.file, self.today, self.desk = file, today, desk

    def resolve(self, named: str) -> Answer:
        """Tell which resolution, paragraph or actor is meant by what a person wrote: "75/28 §6", "OMS", an address."""
        with self._library() as library:
            actors = list(identified(named))
            try:
                found = locate(library, named)
            except NotHeldError as error:
                if not actors:
                    raise
                return {"actors": actors, "resolution": None, "candidates": list(error.candidates)}
            return {"actors": actors, "resolution": found.name, "paragraph": found.paragraph}

    def read(self, symbol: str, language: Literal["fr", "en"] | None = None) -> Answer:
        """Read a resolution, or one paragraph of it (A/RES/75/28#op_6): its words, citations and commitments."""
        with self._library() as library:
            found = locate(library, symbol)
            record = comparing.text_of(library, found.name, language)
            wanted = [each for each in record.paragraphs() if found.paragraph in (None, each.id)]
            return {
                "symbol": record.symbol,
                "title": record.title,
                "language": record.language,
                "adopted_on": record.adopted_on.isoformat() if record.adopted_on else None,
                "paragraphs": [_paragraph(found.name, each) for each in wanted[: 4 * MOST]],
                "left_out": max(0, len(wanted) - 4 * MOST),
                "warnings": [warning.message for warning in record.warnings],
            }

    def search(
        self,
        words: str,
        organ: str | None = None,
        session: int | None = None,
        year: int | None = None,
        kind: Literal["report", "views", "agenda", "observance", "meeting", "term", "action"] | None = None,
        limit: int = 10,
    ) -> Answer:
        """Search titles, paragraphs and footnotes. "…" for a phrase, * for a beginning; organ is A, S, E, A/HRC …"""
        question = Question(
            words,
            organs=(organ,) if organ else (),
            sessions=(session,) if session else (),
            years=(year, year),
            kinds=(kind,) if kind else (),
            limit=_bounded(limit),
        )
        with self._library() as library:
            found = library.search(ask(question))
        return {
            "passages": [hit_row(hit) for hit in found.hits],
            "more": found.more,
            "instead": [list(pair) for pair in found.instead],
        }

    def like(self, text: str, language: Literal["fr", "en"] | None = None, limit: int = 10) -> Answer:
        """Find what else says this, in any language: paragraphs nearest in meaning to one (75/28#op_6) or to words."""
        asked = LikeQuery(text, among=(language,) if language else (), limit=_bounded(limit))
        with self._library() as library:
            found = like(library, asked)
        return {
            "address": found.address,
            "passages": [hit_row(hit) for hit in found.hits],
            "left": found.left,
        }

    def ask(self, question: str, limit: int = 10) -> Answer:
        """Answer a question in words, French or English, by rules: what is understood, and paragraphs that answer.

        What is not understood is listed as unread; of several readings each is answered. Where it falls short, ask the
        other tools what is meant.
        """
        today = self.today()
        with self._library() as library:
            given: list[Answer] = []
            for each in readings(question, today):
                try:
                    found = answered(library, each, today, _bounded(limit))
                except (NotHeldError, QuestionError) as error:
                    given.append(
                        {"understood": command_of(each), "unread": each.unread, "trouble": str(error)}
                    )
                    continue
                passages = [
                    {
                        "address": cited.address,
                        "text": cited.text,
                        "title": cited.title,
                        "status": cited.entry.status.value if cited.entry else None,
                    }
                    for cited in found.cited
                ]
                told = {"understood": command_of(each), "unread": each.unread}
                given.append({**told, "passages": passages, "more": found.more})
        return {"readings": given}

    def due(
        self,
        session: int | None = None,
        organ: str | None = None,
        bearer: str | None = None,
        since: Day = None,
        before: Day = None,
        status: list[Literal["due", "met", "overdue", "lapsed", "superseded", "unknown", "undated"]]
        | None = None,
        limit: int = 50,
    ) -> Answer:
        """List what is asked of whom by when, the day that matters first: due and overdue unless a status is named."""
        with self._library() as library:
            asked = LedgerQuery(
                self.today(),
                statuses=frozenset(map(Status, status)) if status else None,
                session=session,
                organ=organ,
                bearer=bearer,
                since=since,
                before=before,
                limit=_bounded(limit),
            )
            return _entries(library, asked)

    def who(self, name: str, limit: int = 50, groups: bool = False) -> Answer:
        """List everything that is asked of an actor, whatever its status: "Secrétaire général", "WHO", "Kazakhstan".

        With groups, what is asked of all States and of the groups of a State is listed too.
        """
        with self._library() as library:
            asked = LedgerQuery(self.today(), EVERY, bearer=name, limit=_bounded(limit), groups=groups)
            return _entries(library, asked)

    def series(self, symbol: str) -> Answer:
        """List the successive resolutions on the matter of one, with the grounds for each step."""
        with self._library() as library:
            found = links.series(library, locate(library, symbol).name)
        return {"members": list(islice(series_rows(found, {}), MOST))}

    def cites(self, symbol: str) -> Answer:
        """List the documents that a resolution cites, each with its words and whether it is held."""
        with self._library() as library:
            found = links.cites(library, locate(library, symbol).name)
        return {
            "citations": [link_row(link) for link in found[: 2 * MOST]],
            "left_out": max(0, len(found) - 2 * MOST),
        }

    def compare(self, before: str, after: str) -> Answer:
        """Compare two resolutions that are held, by paragraphs: what changed in words, force, actors and dates."""
        with self._library() as library:
            pair = comparing.pair(library, locate(library, before).name, locate(library, after).name)
            return dict(compared(pair))

    def explain(self, address: str) -> Answer:
        """Tell why commitments stand where they do: words, time, rules, the paragraphs and documents they rest on."""
        with self._library() as library:
            found = explained(library, address, self.today())
        return {"explanations": TypeAdapter(tuple[Explanation, ...]).dump_python(found[:MOST], mode="json")}

    def cases(
        self,
        state: Literal["open", "closed", "all"] = "open",
        kind: str | None = None,
        assignee: str | None = None,
        limit: int = 50,
    ) -> Answer:
        """List the cases in which people work on mandates: kind, paragraph, next step, last day, who works on it."""
        with self._desk() as desk:
            found = [
                each
                for each in desk.cases()
                if state in ("all", "closed" if each.closed_on else "open")
                and kind in (None, each.kind)
                and assignee in (None, each.assignee)
            ]
        shown = found[: _bounded(limit)]
        entries = self._computed(shown)
        return {
            "cases": [case_row(each, entries.get(each.id)) for each in shown],
            "left_out": len(found) - len(shown),
        }

    def case(self, number: int) -> Answer:
        """Read a case: its text, steps with days and documents, replies, notes, review, and what people say of it."""
        with self._desk() as desk:
            found = desk.case(number)
        data = case_data(found, self._computed([found]).get(number))
        for each in (*data["replies"], *data["notes"]):
            if each["text"]:
                each["text"] = excerpt(each["text"], (), QUOTED)[0]
        for name in ("replies", "notes"):
            data[f"{name}_left_out"] = max(0, len(data[name]) - MOST)
            data[name] = data[name][-MOST:]
        return data

    def _computed(self, cases: list[Case]) -> Mapping[int, Entry]:
        """Return what the ledger says of cases; nothing where the library cannot be asked."""
        try:
            with Library.open(self.file) as library:
                return computed(library, cases, self.today())
        except LibraryError:
            return {}

    @contextmanager
    def _desk(self) -> Iterator[Desk]:
        """Open the desk for a question; what the desk refuses is told in a sentence."""
        if self.desk is None:
            raise ToolError("no desk is served here")
        try:
            with self.desk() as desk:
                yield desk
        except DeskError as error:
            raise ToolError(refusal(error.code, error.what, error.reason, words_in("en"))) from None

    @contextmanager
    def _library(self) -> Iterator[Library]:
        """Open the library for a question; what goes wrong is told in a sentence."""
        try:
            with Library.open(self.file) as library:
                yield library
        except NotHeldError as error:
            near = (
                f"; one of these may be meant: {', '.join(error.candidates[:20])}" if error.candidates else ""
            )
            raise ToolError(f"{error.what} is not in the library ({error.code}){near}") from None
        except (QuestionError, LibraryError, LookupError, ValueError) as error:
            raise ToolError(f"this cannot be answered: {error}") from None


def _bounded(limit: int) -> int:
    """Return how many items are given where so many are asked for."""
    return min(max(limit, 1), MOST)


def _entries(library: Library, asked: LedgerQuery) -> Answer:
    found = answer(library, asked)
    return {"entries": [entry_row(each) for each in found.entries], "more": found.after is not None}


def _paragraph(work: str, paragraph: Paragraph) -> Answer:
    return {
        "address": f"{work}#{paragraph.id}",
        "number": paragraph.number,
        "text": paragraph.text,
        "cites": [each.target for each in paragraph.citations],
        "commitments": [
            {
                "what": each.what,
                "bearers": [bearer.text for bearer in each.bearers],
                "due": each.due.text if each.due else None,
                "nature": each.nature,
                "certain": each.certain,
            }
            for each in paragraph.commitments
        ],
    }
