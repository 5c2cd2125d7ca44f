"""From a draft to a resolution: numbers with their sections, addresses, mended text, footnotes in their place."""

from __future__ import annotations

import datetime
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from alinea.model.problems import Problem
from alinea.model.resolution import AgendaItem, AnnexedText, Basis, Call, Note, Passage, Resolution, Section
from alinea.model.spans import MendedText, Span
from alinea.model.text import Mark
from alinea.segmenting import masthead
from alinea.segmenting.agenda import agenda_items_of
from alinea.segmenting.calls import calls_in
from alinea.segmenting.drafts import Draft
from alinea.segmenting.furniture import FootnoteDraft
from alinea.segmenting.labels import Para
from alinea.segmenting.mending import mend
from alinea.segmenting.naming import organ_said, printed_symbol
from alinea.segmenting.stretches import Stretch, drops_of
from alinea.segmenting.titles import symbol
from alinea.vocab.structure import Structure


def flat(paras: Sequence[Para]) -> list[Para]:
    """Return paragraphs with all below them, in order."""
    out: list[Para] = []
    for para in paras:
        out.append(para)
        out += flat(para.children)
    return out


def number_sections(draft: Draft) -> None:
    """Prefix numbers with their section, ``II/1``, where sections restart the numbering; ``III/`` where it has none."""
    seen: set[str] = set()
    restarts = False
    before: str | None = None
    for para in draft.operative:
        # A number that is printed twice running is a misprint and begins no section.
        if para.number and para.number in seen and para.number != before:
            restarts = True
        before = para.number
        seen.add(para.number or "")
    by_start = {
        id(section.before): section for section in draft.sections if section.before and section.number
    }
    if not restarts and len(by_start) < 2:
        return
    sections: list[tuple[str | None, list[Para]]] = [(None, [])]
    for para in draft.operative:
        section = by_start.get(id(para))
        if section is not None:
            sections.append((section.number, []))
        sections[-1][1].append(para)
    for name, paras in sections:
        counted = any(para.number for para in paras)
        for para in paras if name else ():
            # The only paragraph of a section bears no number, whether those of other sections restart or not; one that
            # opens the numbered ones of a section has none.
            if para.number is not None and (restarts if para.number else not counted):
                for each in flat([para]):
                    each.number = f"{name}/{each.number}"


def give_ids(draft: Draft) -> None:
    """Give each paragraph its address: ``pp_3``, ``op_7_a``, ``annex_1_p_12``; never one twice."""
    used: set[str] = set()

    def give(para: Para, address: str) -> None:
        unique, count = address, 2
        while unique in used:
            unique, count = f"{address}_{count}", count + 1
        used.add(unique)
        para.id = unique
        for stretch in para.stretches:
            stretch.id = stretch.id or unique

    for index, para in enumerate(draft.preamble, 1):
        give(para, f"pp_{index}")
        for child in flat(para.children):
            give(child, f"pp_{index}_{_slug(child.number)}")
    unnumbered = 0
    for para in draft.operative:
        if para.number:
            give(para, f"op_{_slug(para.number)}")
        else:
            unnumbered += 1
            give(para, f"op_u{unnumbered}")
        for child in flat(para.children):
            give(child, f"op_{_slug(child.number)}" if para.number else f"{para.id}_{_slug(child.number)}")
    for count, annex in enumerate(draft.annexes, 1):
        for index, para in enumerate(flat(annex.paras), 1):
            give(para, f"annex_{count}_p_{index}")


def _slug(number: str | None) -> str:
    return (number or "").rstrip("/").replace(".", "_").replace("/", "_").replace(" ", "")


class Assembler:
    """Makes resolutions out of drafts.

    Args:
        content: the source.
        words: the structure words of the language.
    """

    def __init__(self, content: str, words: Structure) -> None:
        self.content = content
        self.words = words

    def resolution(self, draft: Draft) -> Resolution:
        """Return the resolution a draft has become."""
        number_sections(draft)
        give_ids(draft)
        draft.preamble = [p for p in draft.preamble if p.pieces]
        annexed = [para for annex in draft.annexes for para in annex.paras]
        paras = [*flat(draft.preamble), *flat(draft.operative), *flat(annexed)]
        marks = calls_in(self.content, paras, [note.number for note in draft.notes], self.words)
        calls = {id(para): mine for para, mine in zip(paras, marks, strict=True)}
        number = draft.number
        printed = printed_symbol(draft.masthead, self.words)
        organ = draft.organ
        if organ is None and not draft.organ_unknown:
            organ = organ_said(draft, printed, self.words)
        title = self._title(draft)
        session = masthead.session_of(draft, self.words)
        problems = list(draft.problems)
        if number is not None:
            session = self._session(session, draft, problems)
        adopted, garbled_date = masthead.adopted_on(draft, self.words)
        meeting, garbled_meeting = masthead.meeting_of(draft, self.words)
        problems += [problem for problem in (garbled_date, garbled_meeting) if problem is not None]
        sections = self._sections(draft)
        resolution = Resolution(
            index=draft.index,
            language=self.words.language,
            span=self._extent(draft, paras),
            symbol=symbol(organ, number) if number and not draft.organ_unknown else None,
            printed_symbol=printed,
            organ=organ,
            session=session,
            number=number.number if number else None,
            part=number.part if number else None,
            title=title,
            adopted_on=adopted,
            distributed_on=masthead.distributed_on(draft, self.words),
            agenda_items=agenda_items_of(self.content, draft, self.words),
            meeting=meeting,
            basis=masthead.basis_of(self.content, draft, self.words),
            vote=masthead.vote_of(draft, self.words),
            enacting=self._mend([draft.enacting.words], [draft.enacting]) if draft.enacting else None,
            preamble=tuple(self._passage(para, calls) for para in draft.preamble),
            operative=tuple(self._passage(para, calls) for para in draft.operative),
            sections=sections,
            annexes=tuple(self._annex(draft, calls)),
            footnotes=tuple(self._note(note) for note in draft.notes),
            fragment=draft.fragment and not _begins_below(draft, printed),
            proposed=draft.proposed,
        )
        problems += self._problems(resolution, draft)
        return _with_problems(resolution, problems)

    def _session(self, printed: int | None, draft: Draft, problems: list[Problem]) -> int | None:
        """Return the session that title and masthead name; a contradiction is a problem, the title counts."""
        number = draft.number
        assert number is not None
        if number.form == "year" or number.session is None:
            return None
        if (
            printed is not None
            and printed != number.session
            and number.form == "new"
            and "-" not in number.printed
        ):
            message = (
                f"the masthead names session {printed}, the number of the resolution session {number.session}"
            )
            problems.append(
                Problem("session-differs", message, draft.title[0][0].span if draft.title else None)
            )
        return number.session

    def _title(self, draft: Draft) -> MendedText | None:
        if not draft.title:
            return None
        pieces: list[Span] = []
        drops: list[Span] = []
        for stretch, at in draft.title:
            # Stars call the notes of a title, and are none of its words.
            begin, end = stretch.begin + at, stretch.begin + len(stretch.raw.rstrip(" \n*"))
            if begin < end:
                pieces.append(Span(begin, end))
            drops += drops_of(stretch)
        text = mend(self.content, pieces, drops, self.words.language)
        return text if text.text and not masthead.is_below(text.text, self.words) else None

    def _mend(
        self, pieces: Sequence[Span], stretches: Sequence[Stretch], more: Sequence[Mark] = ()
    ) -> MendedText:
        drops = [span for stretch in stretches for span in drops_of(stretch)]
        drops += [mark.span for mark in more]
        drops.sort()
        return mend(self.content, pieces, drops, self.words.language)

    def _passage(self, para: Para, calls: dict[int, list[Mark]]) -> Passage:
        marks = calls.get(id(para), [])
        text = self._mend(para.pieces, para.stretches, marks)
        start = para.start if para.start >= 0 else (para.pieces[0].start if para.pieces else 0)
        end = max((piece.end for piece in para.pieces), default=start)
        return Passage(
            id=para.id,
            number=para.number,
            text=text,
            span=Span(min(start, end), end),
            pieces=tuple(para.pieces),
            calls=tuple(
                Call(mark.value, place, mark.span)
                for mark, place in zip(marks, _places_in(text, marks), strict=True)
            ),
            children=tuple(self._passage(child, calls) for child in para.children),
        )

    def _note(self, note: FootnoteDraft) -> Note:
        pieces: list[Span] = []
        for index, stretch in enumerate(note.stretches):
            begin = stretch.begin + (note.text_at if index == 0 else 0)
            if begin < stretch.end:
                pieces.append(Span(begin, stretch.end))
        span = Span(note.stretches[0].start, max(stretch.end for stretch in note.stretches))
        return Note(note.number, self._mend(pieces, note.stretches), span)

    def _sections(self, draft: Draft) -> tuple[Section, ...]:
        drafts = [*draft.sections, *(heading for annex in draft.annexes for heading in annex.headings)]
        return tuple(
            Section(
                section.number,
                self._mend([section.stretch.words], [section.stretch]),
                section.stretch.span,
                section.before.id if section.before else None,
            )
            for section in drafts
        )

    def _annex(self, draft: Draft, calls: dict[int, list[Mark]]) -> list[AnnexedText]:
        out: list[AnnexedText] = []
        for annex in draft.annexes:
            title = self._mend([stretch.words for stretch in annex.title], annex.title)
            spans = [stretch.span for stretch in annex.title]
            spans += [stretch.span for para in flat(annex.paras) for stretch in para.stretches]
            if not spans:
                continue
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            out.append(AnnexedText(title, span, tuple(self._passage(para, calls) for para in annex.paras)))
        return out

    def _extent(self, draft: Draft, paras: Sequence[Para]) -> Span:
        stretches = [*draft.masthead, *(s for s, _ in draft.title), *draft.closing]
        stretches += [stretch for para in paras for stretch in para.stretches]
        if draft.enacting:
            stretches.append(draft.enacting)
        if not stretches:
            return Span(0, 0)
        return Span(min(s.start for s in stretches), max(s.end for s in stretches))

    def _problems(self, resolution: Resolution, draft: Draft) -> list[Problem]:
        """Check what a drafter knows: an organ opens, there is a number, there are operative paragraphs."""
        problems: list[Problem] = []
        if resolution.fragment:
            problems.append(
                Problem("fragment", "only a piece of this resolution stands in the text", resolution.span)
            )
            return problems
        if resolution.symbol is None and resolution.printed_symbol is None:
            problems.append(Problem("no-symbol", "no symbol could be read", resolution.span))
        if draft.organ_unknown and resolution.enacting is not None:
            message = f"the organ is not known: {resolution.enacting.text.rstrip(' ,:')}"
            problems.append(
                Problem("organ-unknown", message, draft.enacting.span if draft.enacting else None)
            )
        elif resolution.organ is None:
            problems.append(Problem("no-organ", "the organ was not found", None))
        if resolution.enacting is None:
            problems.append(
                Problem("no-enacting-words", "the words by which the organ speaks are missing", None)
            )
        if not resolution.operative:
            problems.append(Problem("no-operative-part", "no operative paragraph was found", resolution.span))
        called = {call.number for passage in _all_passages(resolution) for call in passage.calls}
        for note in resolution.footnotes:
            if note.number not in called and note.number.isdigit():
                problems.append(
                    Problem("note-not-called", f"footnote {note.number} is called nowhere", note.span)
                )
        missing = sorted(called - {note.number for note in resolution.footnotes}, key=lambda n: (len(n), n))
        if missing:
            message = f"the text of footnote {', '.join(missing)} is missing"
            problems.append(Problem("note-missing", message, None))
        return problems


def _begins_below(draft: Draft, printed: str | None) -> bool:
    """Tell whether a text without title and enacting words begins below its masthead, and is no piece."""
    first = draft.operative[0].number if draft.operative else None
    return printed is not None and bool(draft.preamble or first in ("", "1"))


def _all_passages(resolution: Resolution) -> list[Passage]:
    out: list[Passage] = []

    def walk(passages: Sequence[Passage]) -> None:
        for passage in passages:
            out.append(passage)
            walk(passage.children)

    walk(resolution.preamble)
    walk(resolution.operative)
    for annex in resolution.annexes:
        walk(annex.passages)
    return out


def _with_problems(resolution: Resolution, problems: Sequence[Problem]) -> Resolution:
    from dataclasses import replace

    return replace(resolution, problems=tuple(problems))


def _places_in(text: MendedText, marks: Sequence[Mark]) -> Iterator[int]:
    """Yield the places in a mended text before which marks of the source stood, one for each mark."""
    # Runs need not stand in order of the source: the first run that begins behind a mark is found among the furthest
    # beginnings so far, which only grow, so that each mark costs a search and not a walk over all runs.
    furthest = list(accumulate(text.sources, max))
    for mark in marks:
        at = mark.span.start
        run = bisect_right(furthest, at)
        place = 0
        if run:
            place = text.starts[run - 1] + max(at - text.sources[run - 1], 0)
        place = min(place, text.starts[run] if run < len(text.starts) else len(text.text))
        while place and text.text[place - 1].isspace():
            place -= 1
        yield place


def with_facts(resolution: Resolution, facts: tuple[tuple[str, str], ...]) -> Resolution:
    """Return a resolution with the facts its file states; a fact that is no proper value is left out.

    Args:
        resolution: as its words say.
        facts: pairs of a field and its value, as `Text.facts` has them: ``("adopted_on", "2022-07-28")``.
    """
    changes: dict[str, Any] = {}
    for name, value in facts:
        make = _FIELDS.get(name)
        if make is None:
            continue
        try:
            changes[name] = make(value)
        except (ValueError, KeyError, TypeError):
            continue
    if (resolution.organ or changes.get("organ")) == "S":
        changes.pop("session", None)
    if "agenda_items" in changes:
        changes["agenda_items"] = _titled(changes["agenda_items"], resolution.agenda_items)
    basis = changes.pop("basis", None)
    if basis is not None:
        text = resolution.basis.text if resolution.basis else MendedText("", (), ())
        changes["basis"] = Basis(basis["kind"], basis["committee"], text, tuple(basis["documents"]))
    return replace(resolution, **changes) if changes else resolution


def _vote(value: str) -> tuple[int, int, int]:
    counts = json.loads(value)
    return int(counts["yes"]), int(counts["no"]), int(counts["abstain"])


def _items(value: str) -> tuple[AgendaItem, ...]:
    return tuple(AgendaItem(int(item), sub, *title) for item, sub, *title in json.loads(value))


def _titled(stated: tuple[AgendaItem, ...], printed: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    """Return items with the titles that are printed for them, where none is stated."""
    titles = {(each.item, each.sub): each.title for each in printed}
    return tuple(replace(each, title=each.title or titles.get((each.item, each.sub))) for each in stated)


def _basis(value: str) -> dict[str, Any]:
    stated = json.loads(value)
    return {key: stated[key] for key in ("kind", "committee", "documents")}


_FIELDS: dict[str, Callable[[str], Any]] = {
    "symbol": str,
    "organ": str,
    "number": str,
    "part": str,
    "session": int,
    "meeting": int,
    "adopted_on": datetime.date.fromisoformat,
    "distributed_on": datetime.date.fromisoformat,
    "agenda_items": _items,
    "vote": _vote,
    "basis": _basis,
}
