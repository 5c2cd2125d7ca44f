"""The preamble."""

from __future__ import annotations

from alinea.model.resolution import PartKind
from alinea.segmenting.enacting import enacting_at
from alinea.segmenting.labels import (
    FARTHEST,
    STROKES,
    Label,
    Para,
    Tree,
    item_at,
    number_at,
    ruin_end,
    tail_of,
)
from alinea.segmenting.stretches import Stretch
from alinea.segmenting.walk import LONGEST_PREAMBLE, Walk, Where
from alinea.vocab.opening_rules import CHARGING


class Preambular(Walk):
    """The steps that take the paragraphs of the preamble."""

    def _preamble(self, stretch: Stretch) -> None:
        draft = self.draft
        number = number_at(stretch.folded)
        if number is not None and self._begins_operative(stretch, number):
            self.where = Where.OPERATIVE
            self._operative(stretch)
            return
        at = ruin_end(stretch.folded)
        if (
            at
            and number is None
            and (self.openings.looks_operative(stretch.raw[at:]) or self._is_first(stretch))
        ):
            self.where = Where.OPERATIVE
            self._operative(stretch)
            return
        if self._lettered(stretch):
            return
        item = item_at(stretch.folded)
        last = draft.preamble[-1] if draft.preamble else None
        if (
            item is not None
            and item.doubtful
            and not (draft.preamble_tree and draft.preamble_tree.takes(item))
        ):
            item = None
        if (
            item is not None
            and last is not None
            and (last.children or last.tail() in ":;," or item.readings[0][1] == 1)
        ):
            self._preambular_item(stretch, item)
            return
        if self._section(stretch):
            return
        leaf = self._leaf(last) if last is not None else None
        known = self.openings.looks_preambular(stretch.raw)
        finite = not known and self._finite_preambular(stretch)
        if known and leaf is not None and stretch.after_cut and leaf.tail() not in ".;:":
            opening = self.openings.match(stretch.raw, "preambular")
            known = opening is not None and opening.known
        # Preambular paragraphs of other organizations end in semicolons.
        ends = "." if draft.organ_unknown else ".;:"
        if leaf is not None and not (known or finite) and self._begins_unmarked(leaf, stretch):
            self.where = Where.OPERATIVE
            self._operative(stretch)
        elif leaf is not None and self._continues(leaf, stretch, known=known or finite):
            self._go_on(stretch)
        elif finite or (
            known and not (self.openings.looks_operative(stretch.raw) and stretch.raw.rstrip()[-1:] in ends)
        ):
            self._new_preambular(stretch)
        elif self._first_operative(leaf, stretch, known):
            self.where = Where.OPERATIVE
            self._operative(stretch)
        elif leaf is not None and leaf.tail() == ":":
            self._go_on(stretch)
        elif self._is_heading(stretch):
            self._add_section(stretch, None)
        else:
            self._new_preambular(stretch)

    def _first_operative(self, leaf: Para | None, stretch: Stretch, known: bool) -> bool:
        """Tell the first operative paragraph by its verb; one whose verb is garbled by its semicolon.

        A preambular paragraph ends in a comma. A sample: *Exprime ~a satisfaction de l'oeuvre …;*, and the next
        paragraph ends as one, too.
        """
        if self.openings.looks_operative(stretch.raw):
            return True
        if (
            leaf is None
            or known
            or self.draft.organ_unknown
            or leaf.tail() != ","
            or tail_of(stretch.raw) != ";"
        ):
            return False
        if stretch.joined or stretch.after_cut or not stretch.raw[:1].isupper():
            return False
        return any(tail_of(ahead.raw) in (";", ".") for ahead in self._following(1))

    def _begins_unmarked(self, leaf: Para, stretch: Stretch) -> bool:
        """Tell the first operative paragraph, without a number, after a preambular one that lacks its comma.

        A block of its own that opens with a verb of the organ and ends as a paragraph does is one, where no page or
        footnote has cut the one before: *… and 47/3 of 14 October 1992* / *Decides that the question can be settled.*
        """
        if stretch.joined or stretch.after_cut or not leaf.tail() or leaf.tail() in ",;:.-":
            return False
        opening = self.openings.match(stretch.raw, "operative", strict=True)
        return (
            opening is not None
            and opening.known
            and opening.start == 0
            and opening.act_class in CHARGING
            and stretch.raw[:1].isupper()
            and tail_of(stretch.raw) in ".;:"
        )

    def _is_first(self, stretch: Stretch) -> bool:
        """Tell paragraph 1, number and verb garbled, by paragraph 2 that follows: ``I. Prcn(J acte du rapport;``."""
        if stretch.raw[:1] not in STROKES or tail_of(stretch.raw) not in ".;:":
            return False
        for ahead in self._following(8):
            if number := number_at(ahead.folded):
                return number[0] == 2
            if not item_at(ahead.folded):
                return False
        return False

    def _finite_preambular(self, stretch: Stretch) -> bool:
        """Tell a preambular paragraph that opens with a finite verb: ``Insiste sur le rôle des riverains,``.

        What ends in a comma before paragraph 1 belongs to the preamble, whatever opens it.
        """
        if tail_of(stretch.raw) != "," or not self.openings.looks_operative(stretch.raw):
            return False
        for ahead in self._following(LONGEST_PREAMBLE):
            number = number_at(ahead.folded)
            if number is not None:
                return number[0] == 1
            if self._closes(ahead.folded[:170]) or enacting_at(ahead, self.words):
                return False
            if tail_of(ahead.raw) in ".;" and self.openings.looks_operative(ahead.raw):
                return False
        return False

    def _begins_operative(self, stretch: Stretch, number: tuple[int, int]) -> bool:
        """Tell whether a numbered stretch is the first operative paragraph."""
        rest = stretch.raw[number[1] :]
        if number[0] == 1 or self.openings.looks_operative(rest):
            return True
        last = self.draft.preamble[-1] if self.draft.preamble else None
        return number[0] <= FARTHEST and rest[:1].isupper() and (last is None or last.tail() in ",;:")

    def _new_preambular(self, stretch: Stretch) -> None:
        para = Para(None, stretch.start)
        para.extend(stretch, self._past_dash(stretch, "preambular"))
        self.draft.preamble.append(para)
        self.draft.preamble_tree = Tree(para)
        self._own([stretch], self.draft, PartKind.PREAMBLE)

    def _preambular_item(self, stretch: Stretch, item: Label) -> None:
        draft = self.draft
        if draft.preamble_tree is None:
            draft.preamble_tree = Tree(draft.preamble[-1])
        para, _ = draft.preamble_tree.place(item, self._next_item())
        para.start = stretch.start
        para.extend(stretch, item.end)
        self._own([stretch], draft, PartKind.PREAMBLE)
