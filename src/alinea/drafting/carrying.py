"""From the last text and what is known of it to the next: all the rules, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from alinea.drafting.recalling import chain_of, recall_last
from alinea.drafting.reports import point_out, renew_reports
from alinea.drafting.rewriting import Rewriting
from alinea.drafting.sessions import FORWARD, Pace, mentions, move_sessions
from alinea.drafting.wording import DraftingWords, drafting_words
from alinea.model.corpus import Outline
from alinea.model.draft import MASTHEAD, AnnexLines, Change, Choice, Heading, Known, Line, Masthead, Outlook
from alinea.model.record import Paragraph, Record
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
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


FURTHEST = 30
"""Sessions. A text that is carried further than that is not the last of its matter, or the number is mistyped."""


def carry(record: Record, outline: Outline, session: int, known: Known | None = None) -> Outlook:
    """Return the text for a later session: what follows by rule is changed, the rest is left open and marked.

    Args:
        record: the last text; outline: what linking found in it.
        session: at which the next text is taken up; of an organ whose sessions are not counted it counts for nothing.
        known: what a library knows besides.

    Raises:
        LookupError: drafts are not made in the language of the text.
        ValueError: ``before`` where the session is that of the text or an earlier one, ``far`` where it is more than
            `FURTHEST` sessions later.
    """
    words = drafting_words(record.language)
    pace = _pace(record, session)
    known = known or Known()
    rewritings = {address: Rewriting(address, text) for address, text in _texts(record)}
    _sessions(record, pace, rewritings, words)
    chain = chain_of(record, outline, known, words)
    inserted, left = recall_last(record, chain, rewritings, words)
    renew_reports(record, outline, chain, pace, known, rewritings, words)
    point_out(record, outline, pace, known, rewritings)
    masthead, changes, choices = draft_masthead(record, pace.session if pace else None, words)
    choices += _general(record, pace, outline, words)
    lines = _Lines(record, rewritings)
    preamble = [*lines.of(record.preamble)]
    if inserted is not None:
        preamble.insert(0, replace(inserted, id="new"))
        facts = (("symbol", record.symbol or ""),)
        changes.append(Change("recall-added", "new", "", inserted.text, facts=facts))
        choices.append(Choice("recall-place", "new", inserted.text))
    if left is not None:
        address = "new" if inserted else chain.paragraph if chain else MASTHEAD
        choices.append(replace(left, paragraph=address))
    notes = _notes(record, rewritings, words)
    called = notes.called(preamble), notes.called([*lines.of(record.operative)])
    annexes = tuple(AnnexLines(a.title, notes.called([*lines.of(a.paragraphs)])) for a in record.annexes)
    notes.finish()
    for each in rewritings.values():
        _, made, marked = each.result()
        changes += [replace(change, paragraph=_now_at(change.paragraph, notes)) for change in made]
        choices += [replace(choice, paragraph=_now_at(choice.paragraph, notes)) for choice in marked]
    return Outlook(
        language=record.language,
        organ=record.organ or "",
        session=session,
        last=record.symbol or "",
        masthead=masthead,
        title=_title(record),
        enacting=enacting_words(record, words),
        preamble=called[0],
        operative=called[1],
        headings=tuple(Heading(each.number, each.text, each.before) for each in record.headings),
        annexes=annexes,
        notes=tuple(notes.placed),
        changes=tuple(changes),
        choices=(*choices, *notes.choices),
    )


def _notes(record: Record, rewritings: Mapping[str, Rewriting], words: DraftingWords) -> Notes:
    texts = [
        (note.number, rewritings[f"note_{place}"].result()[0])
        for place, note in enumerate(record.footnotes, 1)
    ]
    return Notes(texts, words.table["masthead"]["open"])


def _now_at(address: str, notes: Notes) -> str:
    """Return the address that a footnote of the last text has in the text to be; other addresses stay."""
    kind, _, place = address.partition("note_")
    return f"note_{notes.moved[int(place)]}" if not kind and place else address


def _title(record: Record) -> str:
    """Return the title; of texts that have none, what is printed in its place is left out."""
    title = record.title or ""
    return "" if linking_words(record.language).no_title.match(fold(title)) else title


def _pace(record: Record, session: int) -> Pace | None:
    if record.session is None or record.organ is None:
        return None
    if session <= record.session:
        raise ValueError("before")
    if session - record.session > FURTHEST:
        raise ValueError("far")
    return Pace(record.organ, record.session, session)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the words of every paragraph and footnote, by address, in order of the text."""
    for paragraph in record.paragraphs():
        yield paragraph.id, paragraph.text
    for place, note in enumerate(record.footnotes, 1):
        yield f"note_{place}", note.text


def _sessions(
    record: Record, pace: Pace | None, rewritings: Mapping[str, Rewriting], words: DraftingWords
) -> None:
    """Move on the sessions at which the operative part asks for something; mark others that lie ahead."""

    def go(paragraph: Paragraph, forward: bool, *, operative: bool) -> None:
        if paragraph.lead is not None and paragraph.lead.act_class is not None:
            forward = operative and paragraph.lead.act_class in FORWARD
        move_sessions(rewritings[paragraph.id], paragraph, record, pace, words, forward=forward)
        for child in paragraph.children:
            go(child, forward, operative=operative)

    for paragraph in record.preamble:
        go(paragraph, False, operative=False)
    for paragraph in record.operative:
        go(paragraph, False, operative=True)


def _general(record: Record, pace: Pace | None, outline: Outline, words: DraftingWords) -> Iterator[Choice]:
    """Yield what is open for the text as a whole."""
    title = _title(record)
    if any(True for _ in mentions(title, words, record.organ)) or re.search(
        r"\b(?:19|20)\d\d\b", fold(title)
    ):
        yield Choice("title-names-session", MASTHEAD, title)
    if pace is None:
        yield Choice("no-session", MASTHEAD)
    else:
        asked = {
            charge.commitment.due.session
            for charge in outline.charges
            if charge.commitment.kind == "agenda"
            and charge.commitment.due
            and charge.commitment.due.session
            and charge.commitment.due.organ in (None, record.organ)
            and (charge.commitment.due.session >= YEARS_FROM) == (pace.last >= YEARS_FROM)
        }
        if asked and pace.session not in asked:
            listed = ", ".join(map(str, sorted(asked)))
            yield Choice("interval", MASTHEAD, facts=(("asked", listed), ("session", str(pace.session))))
    for annex in record.annexes:
        yield Choice("annex", annex.paragraphs[0].id if annex.paragraphs else MASTHEAD, annex.title)


class _Lines:
    """The paragraphs of the text to be, from those of the last and what was changed in them."""

    def __init__(self, record: Record, rewritings: Mapping[str, Rewriting]) -> None:
        self._rewritings = rewritings
        self._language = record.language

    def of(self, paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
        """Yield the lines of paragraphs, each with those below it."""
        for paragraph in paragraphs:
            rewriting = self._rewritings[paragraph.id]
            text, _, _ = rewriting.result()
            lead = paragraph.lead
            yield Line(
                id=paragraph.id,
                number=paragraph.number,
                text=text,
                calls=tuple((call.number, rewriting.place(call.at)) for call in paragraph.calls),
                italic=rewriting.place(lead.at.end) if lead and lead.at.start == 0 else 0,
                children=tuple(self.of(paragraph.children)),
            )


@dataclass(slots=True)
class Notes:
    """Footnotes as they are called, paragraph by paragraph.

    Old volumes number them anew on every page, and converters lose some: here each has a number of its own.

    Attributes:
        texts: of the last text, as pairs (number, words now); open: what stands for one that is missing.
        placed: those called so far: pairs (number now, words); moved: where each footnote of the last text stands now,
            from 1, by its place there.
        choices: what is missing, or called nowhere.
    """

    texts: Sequence[tuple[str, str]]
    open: str
    placed: list[tuple[str, str]] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    _now: dict[str, str] = field(default_factory=dict)
    _counted: int = 0

    def called(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return paragraphs with the numbers that their footnotes have now."""
        done = []
        for line in lines:
            calls = tuple((self._call(line, number), at) for number, at in line.calls)
            done.append(replace(line, calls=calls, children=self.called(line.children)))
        return tuple(done)

    def _call(self, line: Line, number: str) -> str:
        free = [
            place
            for place, (printed, _) in enumerate(self.texts, 1)
            if printed == number and place not in self.moved
        ]
        if not free and number in self._now:
            return self._now[number]
        if free:
            self._place(free[0], self.texts[free[0] - 1][1], number)
        else:
            self._place(None, self.open, number)
            place = len(self.placed)
            self.choices.append(
                Choice(
                    "note-missing", f"note_{place}", self.open, facts=(("number", number), ("at", line.id))
                )
            )
        return self._now[number]

    def _place(self, old: int | None, text: str, number: str) -> None:
        now = number
        if number.isdigit():
            self._counted += 1
            now = str(self._counted)
        self.placed.append((now, text))
        self._now[number] = now
        if old is not None:
            self.moved[old] = len(self.placed)

    def finish(self) -> None:
        """Put those that nothing calls behind the others."""
        for place, (number, text) in enumerate(self.texts, 1):
            if place not in self.moved:
                self._place(place, text, number)
                self.choices.append(Choice("note-uncalled", f"note_{len(self.placed)}", text))
