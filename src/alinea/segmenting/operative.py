"""The operative part: numbers that run from 1, their sub-paragraphs, and what recognition left of them."""

from __future__ import annotations

from collections.abc import Sequence

from alinea.model.problems import Problem
from alinea.model.resolution import PartKind
from alinea.model.text import Role
from alinea.segmenting.labels import (
    BULLET,
    FARTHEST,
    LETTER,
    ROMAN,
    STROKES,
    Label,
    Para,
    Tree,
    bare_number_at,
    inserted_at,
    item_at,
    number_at,
    ruin_end,
    ruined_item_end,
    tail_of,
)
from alinea.segmenting.stretches import Stretch, cut
from alinea.segmenting.titles import title_of
from alinea.segmenting.walk import LONGEST_HEADING, Walk, Where, patterns

_RUIN = 6
"""Characters that a garbled number has at most, with its full stop and the space behind it."""
_SET_IN = 2
"""Characters by which the points of a list are set in from the paragraph above at the least, as in Markdown."""
_SECTION = 30
"""Stretches below the heading of a section, its unnumbered paragraph and the items of that."""


class Operative(Walk):
    """The steps that take the paragraphs of the operative part."""

    def _operative(self, stretch: Stretch, sure: bool = False) -> None:
        draft = self.draft
        if self._inserted(stretch):
            return
        if sure and draft.tree is None and self._lettered(stretch):
            return
        number = number_at(stretch.folded) or self._bare_number(stretch)
        if number is None and not sure:
            number = self._bare_point(stretch)
        if number is not None and not sure and self._is_point_number(number, stretch):
            self._numbered_point(stretch, number)
            return
        if number is not None and (sure or self._is_paragraph_number(number, stretch)):
            if not sure and self._is_numbered_heading(stretch, number):
                self._add_section(stretch, None)
            else:
                self._numbered(stretch, number)
            return
        item = item_at(stretch.folded)
        if item is not None and draft.tree is not None and (not item.doubtful or self._takes(item, stretch)):
            self._item(stretch, item)
            return
        if self._label_waits():
            self._go_on(stretch)
            return
        if item is None and self._ruined_item(stretch):
            return
        if sure and not stretch.joined:
            dotted = patterns()["dotted_number"].match(stretch.raw)
            self._new_operative(stretch, dotted["number"] if dotted else "", dotted.end() if dotted else 0)
            return
        if self._section(stretch):
            return
        last = self._last_para()
        known = self.openings.looks_operative(stretch.raw)
        if last is not None and last.tail() not in ".;:" and draft.expected > 1:
            known = False  # a number was not lost in the middle of a sentence
        if last is not None and self._continues(last, stretch, known=known):
            self._go_on(stretch)
        else:
            self._unlabelled(stretch)

    def _label_waits(self) -> bool:
        """Tell whether the last paragraph is nothing but its label so far: a converter set it apart from the words."""
        last = self._last_para()
        return last is not None and not last.pieces and bool(last.stretches)

    def _is_point_number(self, number: tuple[int, int], stretch: Stretch) -> bool:
        """Tell the number of a point below a paragraph from that of a paragraph: it is set in, or follows a colon.

        A list of Markdown, of Word or of a web page numbers its points as the paragraphs are: ``1. Decides:`` and
        ``   1. to meet;`` below.
        """
        draft = self.draft
        if not draft.operative or draft.tree is None or self._section_waits():
            return False
        if not draft.operative[-1].number:
            return False  # points of a paragraph without a number are numbered as its paragraphs are
        value, at = number
        set_in = self._is_set_in(stretch)
        if value == 1:
            if set_in:
                return True
            return self._last_tail() == ":" and not self.openings.looks_operative(stretch.raw[at:])
        if value != draft.tree.numbers_until(stretch.indent) + 1:
            return False
        return set_in or value != draft.expected or not self.openings.looks_operative(stretch.raw[at:])

    def _is_set_in(self, stretch: Stretch) -> bool:
        """Tell whether a stretch is set in from the paragraph it stands below."""
        above = self.draft.operative[-1].stretches[0].indent if self.draft.operative else None
        return stretch.indent is not None and above is not None and stretch.indent >= above + _SET_IN

    def _takes(self, item: Label, stretch: Stretch) -> bool:
        """Tell whether a label that may be none is one: it goes on with a list, or its dash is set in."""
        tree = self.draft.tree
        assert tree is not None
        if tree.takes(item):
            return True
        return item.readings[0][0] == BULLET and self._is_set_in(stretch) and self._last_tail() in ",;:"

    def _bare_point(self, stretch: Stretch) -> tuple[int, int] | None:
        """Return the number of a point that lost its full stop, where it is the number due: ``6 Approches``."""
        tree = self.draft.tree
        number = bare_number_at(stretch.folded)
        if tree is None or number is None or number[0] == 1 or not stretch.raw[number[1]].isupper():
            return None
        return number if number[0] == tree.numbers_until(stretch.indent) + 1 else None

    def _numbered_point(self, stretch: Stretch, number: tuple[int, int]) -> None:
        tree = self.draft.tree
        assert tree is not None
        para = tree.place_number(*number, stretch.indent)
        para.start = stretch.start
        para.extend(stretch, number[1])
        self._own([stretch], self.draft, PartKind.OPERATIVE)

    def _inserted(self, stretch: Stretch) -> bool:
        """Take a paragraph put in between two others, ``1 bis.``; the count goes on from the number it repeats."""
        inserted = inserted_at(stretch.folded)
        if inserted is None:
            return False
        value, suffix, at = inserted
        # A paragraph may be put in before the first.
        if not 0 <= self.draft.expected - 1 - value <= FARTHEST or not stretch.raw[at].isupper():
            return False
        self._new_operative(stretch, f"{value} {suffix}", at)
        self.guessed = None
        self._first_item(stretch, at)
        return True

    def _is_numbered_heading(self, stretch: Stretch, number: tuple[int, int]) -> bool:
        """Tell a heading with a number, ``2. Prime de mobilité``, below which the paragraphs count anew."""
        rest = stretch.raw[number[1] :].rstrip()
        if len(rest) > LONGEST_HEADING or rest[-1:] in ".;:,!?" or self.openings.looks_operative(rest):
            return False
        following = next((n for s in self._following(4) if (n := number_at(s.folded))), None)
        return following is not None and following[0] == 1

    def _bare_number(self, stretch: Stretch) -> tuple[int, int] | None:
        """Return the number of a paragraph that lost its full stop, where it is the number due."""
        number = bare_number_at(stretch.folded)
        if number is None or number[0] != self.draft.expected:
            return None
        item = item_at(stretch.folded, number[1])
        at = number[1] if item is None or item.doubtful else item.end
        return number if self.openings.looks_operative(stretch.raw[at:]) else None

    def _is_paragraph_number(self, number: tuple[int, int], stretch: Stretch) -> bool:
        """Tell a paragraph number from a year or an amount at the beginning of a line."""
        value, at = number
        draft = self.draft
        last = self._last_para()
        if value == draft.expected:
            return True
        rest = stretch.raw[at:]
        if not rest[:1].isalpha() or rest[:1].islower():
            return False
        if draft.expected < value <= draft.expected + FARTHEST:
            return True
        return self.openings.looks_operative(rest) or (value == 1 and (last is None or last.tail() in ".;:"))

    def _numbered(self, stretch: Stretch, number: tuple[int, int]) -> None:
        draft = self.draft
        value, at = number
        if (
            self.guessed is not None
            and self.guessed.number == str(value)
            and draft.operative
            and draft.operative[-1] is self.guessed
        ):
            self._take_back_guess()
        elif draft.operative and 1 < value < draft.expected and not self._section_waits():
            if self._counts_on_from(value):
                # A number that is printed twice, "12., 12., 13.", cuts nothing, nor do others in a file of one text.
                if (value != draft.expected - 1 or self._last_tail() not in ".;") and self._shares_pages():
                    self._begin().expected = value
                draft = self.draft
            else:
                message = f"the number of paragraph {draft.expected} is garbled: {value} is printed"
                draft.problems.append(Problem("number-garbled", message, stretch.span))
                value = draft.expected
        if value == 1 and draft.operative and self._is_preamble_so_far():
            self._back_to_preamble()
        if value != draft.expected and not (value == 1 and (self._section_waits() or self._section_opened())):
            code = "numbering-gap" if value > draft.expected else "numbering-repeated"
            message = f"paragraph {draft.expected} was expected, {value} is printed"
            draft.problems.append(Problem(code, message, stretch.span))
        self._new_operative(stretch, str(value), at)
        draft.expected = value + 1
        if not self._first_item(stretch, at):
            self._split_inner(stretch)

    def _first_item(self, stretch: Stretch, at: int) -> bool:
        """Take the first sub-paragraph where it stands on the line of the number: ``10. a) Se déclare préoccupée``."""
        item = item_at(stretch.folded, at)
        if item is None or item.doubtful or not {(LETTER, 1), (ROMAN, 1)} & set(item.readings):
            return False
        if not stretch.raw[item.end : item.end + 1].isalpha():
            return False
        para, tree = self.draft.operative[-1], self.draft.tree
        assert tree is not None
        para.pieces = []
        child, _ = tree.place(item, self._next_item())
        child.start = stretch.begin + at
        self._items_of_line(child, stretch, item.end)
        return True

    def _items_of_line(self, child: Para, stretch: Stretch, at: int) -> None:
        """Give a sub-paragraph its words, and begin those that follow on the same line: ``a) … ; b) Demande …``."""
        tree = self.draft.tree
        assert tree is not None
        end = len(stretch.raw)
        for match in patterns()["inner_item"].finditer(stretch.raw, at):
            item = item_at(stretch.folded, match.start(1))
            if item is None or (LETTER, tree.expected_letter()) not in item.readings:
                continue
            child.extend(stretch, at, match.start())
            child, _ = tree.place(item, self._next_item())
            child.start = stretch.begin + match.start(1)
            at = item.end
        child.extend(stretch, at, end)

    def _is_preamble_so_far(self) -> bool:
        """Tell whether all that was taken for operative ends with commas and bears no number, as in a preamble."""
        return all(para.number == "" and para.tail() == "," for para in self.draft.operative)

    def _back_to_preamble(self) -> None:
        """Take back paragraphs that open like operative ones but stand, with a comma, before paragraph 1."""
        draft = self.draft
        for para in draft.operative:
            para.number = None
            self._own(para.stretches, draft, PartKind.PREAMBLE)
        draft.preamble += draft.operative
        draft.preamble.sort(key=lambda para: para.start)
        draft.operative = []

    def _take_back_guess(self) -> None:
        """Take back a paragraph that was thought to have lost its number: the number stands on the next."""
        draft = self.draft
        para = draft.operative.pop()
        draft.problems = [problem for problem in draft.problems if problem.span != para.stretches[0].span]
        draft.expected -= 1
        self.guessed = None
        first = para.stretches[0]
        if len(para.stretches) == 1 and not para.children and first.raw.rstrip()[-1:] not in ".;:,":
            self._add_section(first, None)
        elif draft.operative:
            last = self._leaf(draft.operative[-1])
            for stretch in para.stretches:
                last.extend(stretch)
            last.children += para.children
            _renumber(para.children, para.number or "", last.number or "")
        else:
            para.number = ""
            draft.operative.append(para)

    def _counts_on_from(self, value: int) -> bool:
        """Tell whether the next number goes on from this one: then it is a piece of another text."""
        for ahead in self._following(8):
            number = number_at(ahead.folded)
            if number is not None and number[0] != value:
                return number[0] == value + 1
        return False

    def _section_opened(self) -> bool:
        """Tell whether an unnumbered paragraph has just opened a section: *Resolves that, for 2027:*."""
        last = self.draft.operative[-1] if self.draft.operative else None
        return (
            last is not None
            and last.number == ""
            and any(section.before is last for section in self.draft.sections)
        )

    def _shares_pages(self) -> bool:
        """Tell whether the file holds more texts than the first, as the pages of old volumes do."""
        if len(self.drafts) > 1 or self.draft.number is None:
            return True
        return any(
            (title := title_of(ahead, self.words)) is not None
            and title.sure
            and title.number != self.draft.number
            for ahead in self.queue[self.position + 1 :]
        )

    def _split_inner(self, stretch: Stretch) -> None:
        """Cut off the next paragraph where a converter ran two together: ``…; 3. Prie …``."""
        if len(stretch.raw) < 80:
            return
        for match in patterns()["inner_number"].finditer(stretch.raw):
            if int(match[1]) == self.draft.expected and self.openings.looks_operative(
                stretch.raw[match.end() :]
            ):
                first, second = cut(stretch, match.start(1))
                self.queue[self.position : self.position + 1] = [first, second]
                para = self.draft.operative[-1]
                para.stretches, para.pieces = [], []
                number = number_at(first.folded)
                para.extend(first, number[1] if number else 0)
                self._own([first], self.draft, PartKind.OPERATIVE)
                return

    def _new_operative(self, stretch: Stretch, number: str, at: int) -> None:
        draft = self.draft
        para = Para(number, stretch.start)
        para.extend(stretch, at or self._past_dash(stretch, "operative"))
        draft.operative.append(para)
        draft.tree = Tree(para)
        for section in draft.sections:
            if section.before is None:
                section.before = para
        self._own([stretch], draft, PartKind.OPERATIVE)

    def _item(self, stretch: Stretch, item: Label) -> None:
        draft = self.draft
        assert draft.tree is not None
        following = self._next_item()
        if meant := draft.tree.restored(item, following):
            message = (
                f"the letter of sub-paragraph {meant.printed} is garbled: {stretch.raw[: item.end].strip()!r}"
            )
            draft.problems.append(Problem("number-garbled", message, stretch.span))
            item = meant
        para, expected = draft.tree.place(item, following)
        para.start = stretch.start
        para.extend(stretch, item.end)
        self._own([stretch], draft, PartKind.OPERATIVE)
        if not expected:
            draft.problems.append(
                Problem("label-gap", f"sub-paragraph {item.printed}) is out of order", stretch.span)
            )

    def _unlabelled(self, stretch: Stretch) -> None:
        """Take a stretch of the operative part that bears no label."""
        draft = self.draft
        raw = stretch.raw
        at = ruin_end(stretch.folded)
        numbered = any(para.number for para in draft.operative) or not draft.operative
        if (stretch.role is Role.HEADING and self._is_heading(stretch)) or self._titles_part(stretch):
            self._add_section(stretch, None)
        elif self._section_waits() and self._opens_section(raw):
            self.where = Where.PREAMBLE
            self._new_preambular(stretch)
        elif (
            at and numbered and (self.openings.looks_operative(raw[at:]) or self._stands_between(stretch, at))
        ):
            message = f"the number of paragraph {draft.expected} is garbled: {raw[:at].strip()!r}"
            draft.problems.append(Problem("number-garbled", message, stretch.span))
            self._new_operative(stretch, str(draft.expected), at)
            draft.expected += 1
        elif self.openings.looks_operative(raw):
            self._without_number(stretch)
        elif self.openings.looks_preambular(raw) and (
            self._section_waits() or not self.draft.operative or self._is_preamble_so_far()
        ):
            if not self._section_waits():
                self._back_to_preamble()
            self.where = Where.PREAMBLE
            self._new_preambular(stretch)
        elif self._is_heading(stretch):
            self._add_section(stretch, None)
        elif self._series_ended():
            self._begin_annex(None)
            self._annexed(stretch)
        elif self._last_para() is not None:
            self._go_on(stretch)
        else:
            self._new_operative(stretch, "", 0)

    def _stands_between(self, stretch: Stretch, at: int) -> bool:
        """Tell a paragraph whose number and verb are garbled: signs of a number, and the next number follows."""
        if self._last_tail() not in ("", ".", ";") or tail_of(stretch.raw) not in ".;:":
            return False
        if (
            at > _RUIN
            or not stretch.raw[at : at + 1].isalpha()
            or not (stretch.raw[:1] in STROKES or any(map(str.isdigit, stretch.raw[:at])))
        ):
            return False
        for ahead in self._following(8):
            if number := number_at(ahead.folded):
                return number[0] == self.draft.expected + 1
            if not item_at(ahead.folded):
                return False
        return False

    def _opens_section(self, raw: str) -> bool:
        """Tell whether a paragraph below the heading of a section is preambular: it opens so, and ends with a comma."""
        if not self.openings.looks_preambular(raw):
            return False
        return tail_of(raw) == "," or not self.openings.looks_operative(raw)

    def _series_ended(self) -> bool:
        """Tell whether the full stop that ends the series of operative paragraphs was read."""
        if self.draft.tree is not None and self.draft.tree.counts_numbers():
            return False  # points that are numbered, the items of an agenda, end with full stops
        tails = [self._leaf(para).tail() for para in self.draft.operative]
        return len(tails) > 2 and tails[-1] == "." and tails[:-1].count(";") > 0.6 * (len(tails) - 1)

    def _without_number(self, stretch: Stretch) -> None:
        """Take an operative paragraph printed without a number, or one whose number was lost."""
        draft = self.draft
        if self._numbered_section_waits() and not self._number_follows():
            self._new_operative(stretch, "", 0)
            return
        if any(para.number for para in draft.operative):
            message = f"a paragraph without its number; {draft.expected} was expected"
            draft.problems.append(Problem("number-missing", message, stretch.span))
            self._new_operative(stretch, str(draft.expected), 0)
            self.guessed = draft.operative[-1]
            draft.expected += 1
            return
        following = next((n for s in self._following(6) if (n := number_at(s.folded))), None)
        if following is not None and following[0] == 2 and draft.expected == 1 and not draft.operative:
            draft.problems.append(
                Problem("number-missing", "the number of paragraph 1 is missing", stretch.span)
            )
            self._new_operative(stretch, "1", 0)
            draft.expected = 2
            return
        self._new_operative(stretch, "", 0)

    def _number_follows(self) -> bool:
        """Tell whether a numbered paragraph other than the first follows before the next section or the end."""
        for ahead in self._following(_SECTION):
            if number := number_at(ahead.folded):
                return number[0] != 1
            if patterns()["roman_heading"].match(ahead.raw) or self._closes(ahead.folded[:170]):
                return False
        return False

    def _ruined_item(self, stretch: Stretch) -> bool:
        """Take a sub-paragraph whose letter recognition garbled: ``/,) A faire …`` where b is due."""
        tree = self.draft.tree
        at = ruined_item_end(stretch.folded)
        if not at or tree is None or not stretch.raw[at : at + 1].isupper():
            return False
        due = tree.expected_letter()
        if due is None and (tree.leaf or tree.root).tail() not in ".;":
            due = 1
        if due is None or due > 26:
            return False
        printed = chr(96 + due)
        message = f"the letter of sub-paragraph {printed} is garbled: {stretch.raw[:at].strip()!r}"
        self.draft.problems.append(Problem("number-garbled", message, stretch.span))
        self._item(stretch, Label(((LETTER, due),), printed, at))
        return True


def _renumber(paras: Sequence[Para], before: str, number: str) -> None:
    """Give sub-paragraphs the number of the paragraph that they now stand below."""
    for para in paras:
        if para.number is not None and para.number.startswith(f"{before}."):
            para.number = number + para.number[len(before) :]
        _renumber(para.children, before, number)
