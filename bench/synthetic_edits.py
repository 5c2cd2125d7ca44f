"""Texts edited by a fixed seed, so that what became of each paragraph is known.

Paragraphs are deleted, inserted from other texts, swapped, split, merged, renumbered, raised or lowered in force, and
given another deadline; the edited text is analysed as any text is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from alinea.analysing.records import analyse
from alinea.model.record import Paragraph, Record
from alinea.model.resolution import Passage, Resolution
from alinea.model.spans import MendedText, Span, mended
from alinea.model.text import Source

VERBS = {
    "encourage": "Encourage",
    "invite": "Invite",
    "request": "Prie",
    "urge": "Demande instamment",
}
"""Opening words of directives in French, by their acts, in order of their force.

*Demande* is not among them: to officers and bodies of the Organization it is *requests* as well as *calls upon*.
"""

JOINTS = re.compile(r"(?:[,;]| et)\s")
LEAST = 12  # words of either half of a paragraph that is split


@dataclass(slots=True)
class Edited:
    """A text before and after, and the truth.

    Attributes:
        pairs: identifiers of paragraphs that answer one another; joined: of them, the groups that were split or merged.
        forces: of each paragraph that was changed in force, whether it was raised; deadlines: that were changed.
    """

    before: Record
    after: Record
    pairs: set[tuple[str, str]]
    joined: set[tuple[frozenset[str], frozenset[str]]] = field(default_factory=set)
    forces: dict[str, bool] = field(default_factory=dict)
    deadlines: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Line:
    """A paragraph of the edited text: its words, and the paragraphs it comes from."""

    text: str
    origins: tuple[str, ...]
    children: tuple[Paragraph, ...] = ()
    number: str | None = None


class Editor:
    """Edits texts.

    Args:
        others: paragraphs that may be inserted.
    """

    def __init__(self, chance: random.Random, others: Sequence[str]) -> None:
        self.chance = chance
        self.others = others

    def edit(self, record: Record) -> Edited:
        """Return a text and the same edited."""
        before = analysed(record, record.preamble, record.operative)
        lines = {
            "preamble": [_line(each) for each in before.preamble],
            "operative": [_line(each) for each in before.operative],
        }
        self.forces: dict[str, bool] = {}
        self.deadlines: set[str] = set()
        self.touched: set[str] = set()
        leads = {each.id: each for each in before.operative}
        self._force(lines["operative"], leads)
        self._deadline(lines["operative"], leads, before.session)
        for part in lines.values():
            self._delete(part)
            self._split(part)
            self._merge(part)
            self._insert(part)
            self._swap(part)
        return self._made(before, record, lines)

    def _free(self, lines: list[_Line], count: int) -> list[_Line]:
        """Return some lines that were not edited yet, and note that they are now."""
        free = [each for each in lines if not self.touched & set(each.origins) and not each.children]
        chosen = self.chance.sample(free, min(count, len(free)))
        self.touched.update(origin for each in chosen for origin in each.origins)
        return chosen

    def _delete(self, lines: list[_Line]) -> None:
        for each in self._free(lines, max(1, len(lines) // 10) if len(lines) > 3 else 0):
            lines.remove(each)

    def _insert(self, lines: list[_Line]) -> None:
        for _ in range(max(1, len(lines) // 10)):
            lines.insert(self.chance.randrange(len(lines) + 1), _Line(self.chance.choice(self.others), ()))

    def _swap(self, lines: list[_Line]) -> None:
        for each in self._free(lines, 1 + len(lines) // 20):
            lines.remove(each)
            lines.insert(self.chance.randrange(len(lines) + 1), each)

    def _split(self, lines: list[_Line]) -> None:
        for each in self._free(lines, 1 + len(lines) // 20):
            places = [
                found.end()
                for found in JOINTS.finditer(each.text)
                if min(len(each.text[: found.end()].split()), len(each.text[found.end() :].split())) >= LEAST
            ]
            if not places:
                continue
            place = self.chance.choice(places)
            first, second = each.text[:place].rstrip(" ,;"), each.text[place:]
            at = lines.index(each)
            lines[at : at + 1] = [
                _Line(f"{first} ;", each.origins),
                _Line(second[0].upper() + second[1:], each.origins),
            ]

    def _merge(self, lines: list[_Line]) -> None:
        for each in self._free(lines, 1 + len(lines) // 20):
            at = lines.index(each)
            if at + 1 == len(lines) or self.touched & set(lines[at + 1].origins) or lines[at + 1].children:
                continue
            other = lines.pop(at + 1)
            if min(len(each.text.split()), len(other.text.split())) < LEAST:
                lines.insert(at + 1, other)
                continue
            self.touched.update(other.origins)
            words = f"{each.text.rstrip(' .,;')}, et {other.text[0].lower()}{other.text[1:]}"
            lines[at] = _Line(words, (*each.origins, *other.origins))

    def _force(self, lines: list[_Line], leads: dict[str, Paragraph]) -> None:
        for each in self._free(lines, 1 + len(lines) // 10):
            lead = leads[each.origins[0]].lead
            if lead is None or lead.act not in VERBS or lead.text not in VERBS.values():
                continue
            act = self.chance.choice([act for act in VERBS if act != lead.act])
            order = list(VERBS)
            each.text = VERBS[act] + each.text[lead.at[1] :]
            self.forces[each.origins[0]] = order.index(act) > order.index(lead.act)

    def _deadline(self, lines: list[_Line], leads: dict[str, Paragraph], session: int | None) -> None:
        from alinea.comparing.weighing import marks_in

        for each in lines:
            dues = {
                charge.due.session
                for charge in leads[each.origins[0]].commitments
                if charge.due and charge.due.session
            }
            marks = [
                m for m in marks_in(each.text, "fr", leads[each.origins[0]].citations) if m.kind == "session"
            ]
            if session is None or not dues or len(marks) != 1 or each.origins[0] in self.touched:
                continue
            if int(marks[0].value) not in dues or self.chance.random() < 0.5:
                continue
            start, end = marks[0].at
            each.text = f"{each.text[:start]}{int(marks[0].value) + 2}e{each.text[end:]}"
            self.deadlines.add(each.origins[0])
            self.touched.add(each.origins[0])

    def _made(self, before: Record, record: Record, lines: dict[str, list[_Line]]) -> Edited:
        pairs: set[tuple[str, str]] = set()
        made: dict[str, list[Paragraph]] = {"preamble": [], "operative": []}
        answers: dict[tuple[str, ...], list[str]] = {}
        for part, prefix in (("preamble", "pp"), ("operative", "op")):
            for place, line in enumerate(lines[part], 1):
                name = f"{prefix}_{1000 + place}"
                number = str(place) if part == "operative" else None
                children = tuple(_renamed(child, name, pairs) for child in line.children)
                made[part].append(
                    Paragraph(id=name, number=number, text=line.text, span=Span(0, 0), children=children)
                )
                pairs.update((origin, name) for origin in line.origins)
                answers.setdefault(line.origins, []).append(name)
        joined = {
            (frozenset(origins), frozenset(names))
            for origins, names in answers.items()
            if origins and (len(origins) > 1 or len(names) > 1)
        }
        after = analysed(record, made["preamble"], made["operative"])
        return Edited(before, after, pairs, joined, self.forces, self.deadlines)


def _line(paragraph: Paragraph) -> _Line:
    return _Line(paragraph.text, (paragraph.id,), paragraph.children, paragraph.number)


def _renamed(paragraph: Paragraph, above: str, pairs: set[tuple[str, str]]) -> Paragraph:
    name = f"{above}_{paragraph.id.rsplit('_', 1)[-1]}"
    pairs.add((paragraph.id, name))
    children = tuple(_renamed(child, name, pairs) for child in paragraph.children)
    return paragraph.model_copy(update={"id": name, "children": children})


def analysed(record: Record, preamble: Sequence[Paragraph], operative: Sequence[Paragraph]) -> Record:
    """Return a record of paragraphs with what analysing finds in them, of the session and day of another record."""
    runs = _Runs()
    resolution = Resolution(
        index=0,
        language=record.language,
        span=Span(0, 0),
        symbol=record.symbol,
        organ=record.organ,
        session=record.session,
        number=record.number,
        part=record.part,
        adopted_on=record.adopted_on,
        preamble=tuple(runs.passage(each) for each in preamble),
        operative=tuple(runs.passage(each) for each in operative),
    )
    return analyse(replace(resolution, span=Span(0, runs.end)), Source("edited", "text/plain", "0" * 64, 0))


class _Runs:
    """Lays paragraphs one after another, as if they stood in a file."""

    def __init__(self) -> None:
        self.end = 0

    def passage(self, paragraph: Paragraph) -> Passage:
        text: MendedText = (
            mended([(self.end, paragraph.text)]) if paragraph.text else MendedText("", (0,), (self.end,))
        )
        span = Span(self.end, self.end + len(paragraph.text))
        self.end = span.end + 2
        children = tuple(self.passage(child) for child in paragraph.children)
        return Passage(paragraph.id, paragraph.number, text, span, (span,), children=children)


def edited(records: Sequence[Record], seed: int) -> Iterator[Edited]:
    """Yield texts with the same edited."""
    chance = random.Random(seed)
    others = [
        each.text
        for record in records
        for each in (*record.preamble, *record.operative)
        if len(each.text.split()) >= LEAST and not each.children
    ]
    editor = Editor(chance, others)
    for record in records:
        yield editor.edit(record)
