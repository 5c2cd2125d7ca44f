"""A resolution while it is being put together from stretches."""

from __future__ import annotations

from dataclasses import dataclass, field

from alinea.model.problems import Problem
from alinea.segmenting.furniture import FootnoteDraft
from alinea.segmenting.labels import Para, Tree
from alinea.segmenting.stretches import Stretch
from alinea.segmenting.titles import Number


@dataclass(slots=True)
class SectionDraft:
    """A heading within the operative part: its numeral, if it has one, and the paragraph it stands before."""

    number: str | None
    stretch: Stretch
    before: Para | None = None


@dataclass(slots=True)
class AnnexDraft:
    """An annexed text: its title lines and its paragraphs."""

    title: list[Stretch]
    paras: list[Para] = field(default_factory=list)
    headings: list[SectionDraft] = field(default_factory=list)
    tree: Tree | None = None


@dataclass(slots=True)
class Draft:
    """What is known of one resolution so far.

    `fragment`: it has neither title nor enacting words of its own; `untitled`: its number is not printed but that of
    the file name; `part_unread`: it is a part whose letter was not found; `shared`: the lines of its title that are
    those of all parts; `statement`: the sentence
    that says at which meeting a statement was made; `proposed`: the
    text around it calls it a draft; `organ_unknown`: its enacting words are those of an organ that is not known.
    """

    index: int
    number: Number | None = None
    organ: str | None = None
    masthead: list[Stretch] = field(default_factory=list)
    title: list[tuple[Stretch, int]] = field(default_factory=list)
    subtitle: list[Stretch] = field(default_factory=list)
    enacting: Stretch | None = None
    preamble: list[Para] = field(default_factory=list)
    operative: list[Para] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)
    closing: list[Stretch] = field(default_factory=list)
    annexes: list[AnnexDraft] = field(default_factory=list)
    notes: list[FootnoteDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tree: Tree | None = None
    preamble_tree: Tree | None = None
    expected: int = 1
    untitled: bool = False
    part_unread: bool = False
    shared: int | None = None
    statement: Stretch | None = None
    organ_unknown: bool = False
    proposed: bool = False

    @property
    def fragment(self) -> bool:
        return (self.number is None or self.untitled) and self.enacting is None

    def empty(self) -> bool:
        """Tell whether nothing of a text has been found yet."""
        return not (self.preamble or self.operative or self.enacting)
