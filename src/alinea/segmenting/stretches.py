"""The unit segmenting works on: a block of the text, or a piece of one, and what it is found to be."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from alinea.model.resolution import PartKind
from alinea.model.spans import Span
from alinea.model.text import Block, Mark, MarkKind, Role, Text
from alinea.vocab.folding import fold

_SIGNS = frozenset(".)")
"""What stands behind the number of a paragraph."""
_NO_TEXT = (MarkKind.MARKUP, MarkKind.CALL, MarkKind.ASIDE)


@dataclass(slots=True)
class Stretch:
    """A block, or a piece of one, as segmenting goes over it.

    Attributes:
        start, end: its place in the content; `begin` is where its words begin, after mark-up such as ``##``.
        after_cut: page furniture, a footnote or a page end stands between it and the running text before it.
        raw: its characters from `begin`; folded: the same without case and accents.
        role, page, indent, joined: as the format says, see `Block`.
        marks: those within it.
        kind: what part of the text it is, once that is known.
        owner: index of the draft it belongs to; id: of the paragraph.
    """

    start: int
    end: int
    begin: int
    raw: str
    folded: str
    role: Role
    page: int | None
    indent: int | None
    joined: bool
    marks: tuple[Mark, ...]
    after_cut: bool = False
    language: str = ""
    kind: PartKind | None = None
    owner: int | None = None
    id: str | None = None

    @property
    def span(self) -> Span:
        """Its place, with mark-up."""
        return Span(self.start, self.end)

    @property
    def words(self) -> Span:
        """Its place, without the mark-up it begins with."""
        return Span(self.begin, self.end)


def stretches_of(text: Text) -> list[Stretch]:
    """Return the blocks of a text as stretches, in order."""
    return [_stretch(text.content, block) for block in text.blocks if block.span.end > block.span.start]


def _stretch(content: str, block: Block) -> Stretch:
    start, end = block.span
    begin = start
    for mark in block.marks:
        if mark.kind in (MarkKind.MARKUP, MarkKind.ASIDE) and mark.span.start == begin:
            begin = mark.span.end
        elif mark.span.start > begin:
            break
    while begin < end and content[begin].isspace():
        begin += 1
    raw = content[begin:end]
    if any(mark.kind in (MarkKind.ASIDE, MarkKind.MARKUP) for mark in block.marks):
        raw = _without_aside(raw, begin, block.marks)
    return Stretch(
        start=start, end=end, begin=begin, raw=raw, folded=fold(raw), role=block.role, page=block.page,
        indent=block.indent, joined=block.joined, marks=block.marks,
    )  # fmt: skip


def _without_aside(raw: str, begin: int, marks: Sequence[Mark]) -> str:
    """Return characters with blanks, which keep all places, for those that are no text and would hide a label.

    These are numbers of lines, struck-through words, and the sign by which Markdown says that a number is none of its
    own: ``1\\.``.
    """
    pieces: list[str] = []
    done = 0
    for mark in marks:
        start, end = (min(max(place - begin, done), len(raw)) for place in mark.span)
        escape = mark.kind is MarkKind.MARKUP and raw[start:end] == "\\" and raw[end : end + 1] in _SIGNS
        if mark.kind is MarkKind.ASIDE or escape:
            pieces += (raw[done:start], " " * (end - start))
            done = end
    return ("".join(pieces) + raw[done:]).rstrip()


def cut(stretch: Stretch, at: int) -> tuple[Stretch, Stretch]:
    """Cut a stretch in two before the character `at` of its `raw`."""
    first, second = parted(stretch, (at,))
    return first, second


def parted(stretch: Stretch, places: Sequence[int]) -> list[Stretch]:
    """Cut a stretch before some characters of its `raw`, given in order; it may have thousands of them."""
    pieces: list[Stretch] = []
    marks = deque(stretch.marks)
    for at, until in zip((0, *places), (*places, len(stretch.raw)), strict=True):
        last = until == len(stretch.raw)
        raw = stretch.raw[at:until] if last else stretch.raw[at:until].rstrip()
        begin = stretch.begin + at
        # Lines of a text file keep the white space before them; other formats have none.
        indent = at - stretch.raw.rfind("\n", 0, at) - 1 if pieces and stretch.indent is not None else 0
        mine: list[Mark] = []
        while marks and (last or marks[0].span.start < stretch.begin + until):
            mine.append(marks.popleft())
        pieces.append(
            Stretch(
                start=begin if pieces else stretch.start, end=stretch.end if last else begin + len(raw), begin=begin,
                raw=raw, folded=stretch.folded[at : at + len(raw)], role=stretch.role, page=stretch.page,
                indent=indent or stretch.indent, joined=stretch.joined and not pieces, marks=tuple(mine),
                after_cut=stretch.after_cut and not pieces, language=stretch.language,
            )
        )  # fmt: skip
    return pieces


def drops_of(stretch: Stretch) -> list[Span]:
    """Return the characters of a stretch that are not part of its text: mark-up and footnote marks."""
    return [mark.span for mark in stretch.marks if mark.kind in _NO_TEXT]
