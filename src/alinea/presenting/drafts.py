"""Drafts as a person reads them: what was changed, what is left open, and the forms a draft is written in."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from alinea import _version
from alinea.drafting.printing import label, masthead_lines
from alinea.drafting.wording import drafting_words
from alinea.model.draft import Change, Choice, Draft
from alinea.model.record import Paragraph
from alinea.presenting.masthead import heading_words
from alinea.presenting.places import place, printed_numbers
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

Form = Literal["text", "markdown", "json", "akn", "docx"]
FORMS: tuple[Form, ...] = get_args(Form)

SUFFIX: Mapping[Form, str] = {
    "text": ".txt",
    "markdown": ".md",
    "json": ".json",
    "akn": ".xml",
    "docx": ".docx",
}
"""Suffix of the file that holds a draft."""
MEDIA: Mapping[Form, str] = {
    "text": "text/plain; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "json": "application/json",
    "akn": "application/akn+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Media type of a draft in each form."""


def render(draft: Draft, form: Form, words: Words, today: datetime.date) -> bytes:
    """Return a draft in the form asked for.

    Args:
        words: of the language of labels; the text itself stays in its own language.
        today: the date that a file says it was made on.
    """
    match form:
        case "json":
            return _json(draft, words)
        case "akn":
            from alinea.presenting.akn.writer import to_akn

            return to_akn(draft.record, generated_on=today)
        case "docx":
            from alinea.presenting.docx.drafts import draft_to_docx

            return draft_to_docx(draft, words, made_on=today)
        case "markdown":
            return _markdown(draft, words).encode()
        case "text":
            return _text(draft, words).encode()


def file_name(draft: Draft, form: Form) -> str:
    """Return a name for the file of a draft, in plain letters: ``draft-63-from-62-27.fr.docx``.

    The name holds no symbol: a file named for a resolution is read as that resolution.
    """
    last = re.sub(r"[^A-Za-z0-9]+", "-", (draft.last.symbol or "").replace("/RES/", "-")).strip("-") or "text"
    return f"draft-{draft.session}-from-{last}.{draft.record.language}{SUFFIX[form]}"


def headline_of(draft: Draft, words: Words) -> str:
    """Return what the draft is: for which session, and from which text."""
    last = draft.last.symbol or draft.last.source.path
    if draft.record.session is None:
        return words("draft.headline-unnumbered", symbol=last)
    return words("draft.headline", session=words.session(draft.session), symbol=last)


def told_change(change: Change, words: Words) -> str:
    """Return why something was changed, as a person is told."""
    facts = dict(change.facts)
    if change.code == "session":
        facts |= {"before": words.numbered(int(facts["from"])), "after": words.numbered(int(facts["to"]))}
    return words(f"draft-change.{change.code}", **facts)


def told_choice(choice: Choice, words: Words) -> str:
    """Return what a person is to settle, and the place that shows it where there is one."""
    facts = {"before": "—", "document": "", **{key: value for key, value in choice.facts if value}}
    told = " ".join(words(f"choice.{choice.code}", **facts).split(" "))
    told = re.sub(r" +(?=[\s:\u00a0])", "", told)
    return f"{told} {words('draft.shown', address=choice.shown)}" if choice.shown else told


def told(draft: Draft, words: Words) -> tuple[list[str], list[str]]:
    """Return the lines that tell of the changes and of the choices of a draft, in order of its text."""
    numbers = printed_numbers(draft.record)
    changes = [
        words(
            "draft.told",
            place=_capital(place(change.paragraph, words, numbers.get(change.paragraph))),
            what=_what(change, words),
            why=told_change(change, words),
        )
        for change in draft.changes
    ]
    return changes, [point.line for point in open_points(draft, words)]


@dataclass(frozen=True, slots=True)
class Point:
    """One of the open points of a draft, for a list of them.

    Attributes:
        choice: what it is; place: where it stands, in words; why: what is to be settled.
        line: all of it on one line.
    """

    choice: Choice
    place: str
    why: str
    line: str


def open_points(draft: Draft, words: Words) -> list[Point]:
    """Return all that is left to be settled in a draft, in order of its text: those of the masthead first.

    Args:
        words: of the language of labels.
    """
    numbers = printed_numbers(draft.record)
    points = []
    for choice in draft.choices:
        where = _capital(place(choice.paragraph, words, numbers.get(choice.paragraph)))
        why = told_choice(choice, words)
        if choice.text:
            what = words("draft.quoted", text=_short(choice.text))
            line = words("draft.told", place=where, what=what, why=why)
        else:
            line = words("draft.told-plainly", place=where, why=why)
        points.append(Point(choice, where, why, line))
    return points


def _what(change: Change, words: Words) -> str:
    now = _short(change.now.strip(" ,"))
    if not change.was.strip():
        return words("draft.put-in", now=now)
    return words("draft.replaced", was=_short(change.was.strip(" ,")), now=now)


_LONGEST = 160
"""Characters of the words of a change or choice that are told."""


def _short(text: str) -> str:
    text = re.sub(r"[ \t\r\n]+", " ", text).strip()  # no-break spaces stay
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]} …"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def notice_of(words: Words) -> str:
    """Return that a draft is unofficial, and what made it."""
    return words("draft.unofficial", version=_version.__version__)


def _text(draft: Draft, words: Words) -> str:
    """Return the draft as plain text, what was changed and what is open behind a rule."""
    changes, choices = told(draft, words)
    lines = [draft.content.rstrip(), "", "─" * 40, headline_of(draft, words), ""]
    lines += [words("draft.changes"), *(f"  · {line}" for line in changes or [words("draft.no-changes")]), ""]
    lines += [words("draft.choices"), *(f"  ? {line}" for line in choices), "", notice_of(words), ""]
    return printable_lines(lines)


def printable_lines(lines: list[str]) -> str:
    """Return lines as one text, without characters that would steer a terminal."""
    return "\n".join("\n".join(printable(each) for each in line.split("\n")) for line in lines)


def _markdown(draft: Draft, words: Words) -> str:
    """Return the draft as Markdown: the text with its marks, then what was changed and what is open."""
    from alinea.presenting.markdown import block, escaped

    changes, choices = told(draft, words)
    parts = [f"# {escaped(headline_of(draft, words))}", f"*{escaped(notice_of(words))}*"]
    parts += ["  \n".join(escaped(line) for line in masthead_lines(draft.masthead))]
    if draft.record.title:
        parts.append(f"**{escaped(draft.record.title)}**")
    parts += list(_marked_blocks(draft))
    parts.append(f"## {words('draft.changes')}")
    parts.append("\n".join(f"- {block(line)}" for line in changes or [words("draft.no-changes")]))
    parts.append(f"## {words('draft.choices')}")
    parts.append("\n".join(f"- {block(line)}" for line in choices))
    return "\n\n".join(part for part in parts if part) + "\n"


def _marked_blocks(draft: Draft) -> Iterator[str]:
    """Yield the paragraphs of the text, openings in italics, what is new in bold type."""
    from alinea.presenting.markdown import block, escaped

    record, drafting = draft.record, drafting_words(draft.record.language)
    headings: dict[str | None, list[str]] = {}
    for heading in record.headings:
        headings.setdefault(heading.before, []).append(heading_words(heading))

    def paragraphs(tops: tuple[Paragraph, ...], depth: int = 0) -> Iterator[str]:
        for each in tops:
            yield from (f"### {escaped(text)}" for text in headings.get(each.id, ()))
            number = label(each.number, drafting)
            opening = f"{escaped(number)} " if number else ""
            first = opening.replace(".", "\\.", 1) if opening[:1].isdigit() else opening
            quoted = "> " * depth
            yield f"{quoted}{first}{_emphasised(each, draft)}"
            yield from paragraphs(each.children, depth + 1)

    if record.enacting:
        yield f"*{escaped(record.enacting)}*"
    yield from paragraphs(record.preamble)
    yield from paragraphs(record.operative)
    yield from (f"### {escaped(text)}" for text in headings.get(None, ()))
    for annex in record.annexes:
        yield f"## {escaped(annex.title)}"
        yield from paragraphs(annex.paragraphs)
    yield from (f"<sup>{escaped(note.number)}</sup> {block(note.text)}" for note in record.footnotes)


def _emphasised(paragraph: Paragraph, draft: Draft) -> str:
    """Return the words of a paragraph: the opening in italics, what was changed or is open in bold type."""
    from alinea.presenting.markdown import escaped

    text = paragraph.text
    new = [
        each.at for each in draft.changes if each.paragraph == paragraph.id and each.at.end > each.at.start
    ]
    lead = paragraph.lead
    italic = (lead.at.start, lead.at.end) if lead else (0, 0)
    marks: dict[int, str] = {}
    if italic[1] > italic[0] and not any(at.start < italic[1] for at in new):
        marks = {italic[0]: "*", italic[1]: "*"}
    for at in new:
        start = at.start + len(text[at.start : at.end]) - len(text[at.start : at.end].lstrip(" ,"))
        end = at.start + len(text[at.start : at.end].rstrip(" ,"))
        if start < end:
            marks[start] = marks.get(start, "") + "**"
            marks[end] = "**" + marks.get(end, "")
    for call in paragraph.calls:
        marks[call.at] = marks.get(call.at, "") + f"<sup>{escaped(call.number)}</sup>"
    done, place = [], 0
    for at_ in sorted(marks):
        done += [escaped(text[place:at_]), marks[at_]]
        place = at_
    return "".join([*done, escaped(text[place:])])


def _json(draft: Draft, words: Words) -> bytes:
    """Return all of a draft as JSON: the text, its record, every change and choice with its place and its words."""
    return json.dumps(as_json(draft, words), ensure_ascii=False, indent=2).encode() + b"\n"


def as_json(draft: Draft, words: Words) -> dict[str, Any]:
    """Return all of a draft as values of JSON."""
    return {
        "last": draft.last.symbol,
        "session": draft.session,
        "language": draft.record.language,
        "unofficial": notice_of(words),
        "masthead": asdict(draft.masthead),
        "changes": [_row(each, told_change(each, words)) for each in draft.changes],
        "choices": [_row(each, told_choice(each, words)) for each in draft.choices],
        "content": draft.content,
        "record": draft.record.model_dump(mode="json"),
    }


def _row(each: Change | Choice, why: str) -> dict[str, Any]:
    return {**asdict(each), "at": list(each.at), "facts": dict(each.facts), "why": why}
