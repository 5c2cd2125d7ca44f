"""From running text to preamble, operative part and annexes: a walk that knows where in a resolution it stands."""

from __future__ import annotations

from alinea.model.resolution import PartKind
from alinea.model.text import Role
from alinea.segmenting.beginnings import Beginnings
from alinea.segmenting.drafts import Draft
from alinea.segmenting.endings import Endings
from alinea.segmenting.labels import item_at
from alinea.segmenting.operative import Operative
from alinea.segmenting.preambular import Preambular
from alinea.segmenting.spoken import Spoken
from alinea.segmenting.stretches import Stretch
from alinea.segmenting.walk import Where

_BY_ROLE = (
    Role.MASTHEAD,
    Role.TITLE,
    Role.PREAMBULAR,
    Role.OPERATIVE,
    Role.CLOSING,
    Role.ANNEX_HEADING,
    Role.ANNEX,
)
"""No set: the members of an enumeration are sooner compared than hashed, and every line of a text is asked."""

_ANNEXED = 1_500
"""Characters below the closing line from which they are an annexed text, and no note of the secretariat."""


class Walker(Beginnings, Spoken, Preambular, Operative, Endings):
    """Walks over the running text of one language and gives out the drafts of its resolutions, see `Walk`."""

    def walk(self) -> list[Draft]:
        """Return the resolutions of the text, in order."""
        while self.position < len(self.queue):
            stretch = self.queue[self.position]
            self._take(stretch)
            self.position += 1
        if self.waiting and not self.drafts:
            for stretch in self.waiting:
                stretch.kind = PartKind.OTHER
        elif self._is_annexed():
            below, self.waiting = self.waiting, []
            self._begin_annex(None)
            for stretch in below:
                self._annexed(stretch)
        elif self.waiting:
            self._own(self.waiting, self.drafts[-1], PartKind.OTHER)
        return self.drafts

    def _is_annexed(self) -> bool:
        """Tell whether what stands below the closing line of a file of one text is annexed, as its paragraphs say."""
        if self.where is not Where.CLOSED or len(self.drafts) > 1 or self.draft.fragment:
            return False
        if sum(len(stretch.raw) for stretch in self.waiting) <= _ANNEXED:
            return False
        stretches = (each for para in self.draft.operative for each in para.stretches)
        return any(self.words.patterns["body.annexed"].search(each.folded) for each in stretches)

    def _take(self, stretch: Stretch) -> None:
        """Put one stretch where it belongs: the surest tests first."""
        if self._split_part(stretch):
            return
        if stretch.role in _BY_ROLE and self._by_role(stretch):
            return
        if not self._runs_on(stretch):
            for step in (
                self._proposal, self._title, self._statement, self._one_sentence, self._stated, self._enacting,
                self._masthead, self._closing, self._annex,
            ):  # fmt: skip
                if step(stretch):
                    return
        match self.where:
            case Where.NOWHERE:
                self._nowhere(stretch)
            case Where.HEAD:
                self._head(stretch)
            case Where.PREAMBLE:
                self._preamble(stretch)
            case Where.OPERATIVE:
                self._operative(stretch)
            case Where.CLOSED:
                self._closed(stretch)
            case Where.ANNEX:
                self._annexed(stretch)

    def _by_role(self, stretch: Stretch) -> bool:
        role = stretch.role
        if role is Role.MASTHEAD:
            if self.where in (Where.CLOSED, Where.ANNEX):
                self.where = Where.NOWHERE
            if self.where is Where.NOWHERE or not self.drafts:
                self.waiting.append(stretch)
            else:
                self._own([stretch], self.draft, PartKind.MASTHEAD)
                self.draft.masthead.append(stretch)
        elif role is Role.TITLE:
            if self.drafts and self.where is Where.HEAD and self.draft.title and self.draft.empty():
                self._own([stretch], self.draft, PartKind.TITLE)
                self.draft.title.append((stretch, 0))
            else:
                return self._title(stretch, sure=True)
        elif role is Role.PREAMBULAR:
            self.where = Where.PREAMBLE
            label = item_at(stretch.folded) if stretch.indent else None
            if label and self.draft.preamble:
                self._preambular_item(stretch, label)
            elif stretch.joined and self.draft.preamble:
                self._go_on(stretch)
            else:
                self._new_preambular(stretch)
        elif role is Role.OPERATIVE:
            self.where = Where.OPERATIVE
            self._operative(stretch, sure=True)
        elif role is Role.CLOSING:
            self._close(stretch)
        elif role is Role.ANNEX_HEADING:
            self._begin_annex(stretch)
        elif role is Role.ANNEX:
            if self.where is not Where.ANNEX:
                self._begin_annex(None)
            self._annexed(stretch)
        else:
            return False
        return True
