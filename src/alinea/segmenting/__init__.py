"""From a text to the resolutions in it: every character belongs to exactly one part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from alinea.model.problems import Problem
from alinea.model.resolution import Part, PartKind, Resolution, Segmented
from alinea.model.spans import Span
from alinea.model.text import Role, Text
from alinea.segmenting.assembling import Assembler, with_facts
from alinea.segmenting.body import Walker
from alinea.segmenting.drafts import Draft
from alinea.segmenting.furniture import FootnoteDraft, set_apart
from alinea.segmenting.languages import foreign_language, languages_of, unread
from alinea.segmenting.lineation import part_lines
from alinea.segmenting.naming import meetings_of_neighbours, name_by_file, titles_above
from alinea.segmenting.numbering import read_labels
from alinea.segmenting.reordering import reorder
from alinea.segmenting.stretches import Stretch, stretches_of
from alinea.vocab.structure import structure
from alinea.vocab.tables import LANGUAGES


def segment(text: Text, language: str = "auto") -> Segmented:
    """Find the resolutions in a text and cut them into their parts.

    Args:
        text: what was read.
        language: the tag of the language wanted, which on bilingual pages is taken apart from the other;
            ``auto`` for the languages found, French before English where both stand side by side.

    Returns:
        The resolutions in order, those of the first language first, and the parts, which partition the text.
    """
    stated = text.language if text.language not in LANGUAGES else None
    foreign = stated or foreign_language(text.content)
    if foreign is not None:
        return Segmented((), (), (unread(foreign),))
    stretches = stretches_of(text)
    found = languages_of(stretches)
    if language == "auto":
        if text.language in LANGUAGES and len(found) < 2:
            wanted: tuple[str, ...] = (text.language,)
        else:
            wanted = tuple(tag for tag in LANGUAGES if tag in found) or LANGUAGES[:1]
    else:
        wanted = (language,)
    problems: list[Problem] = []
    if not found:
        problems.append(
            Problem("language-unknown", "the language of the text is not one that is known", None)
        )
    resolutions: list[Resolution] = []
    placed: list[Stretch] = []
    for tag in wanted:
        mine = stretches
        if len(found) > 1:
            mine = [s for s in stretches if s.language == tag or (not s.language and tag == wanted[0])]
        drafted, pieces = _of_one_language(text, mine, tag, len(resolutions))
        resolutions += drafted
        placed += pieces
    if len(resolutions) == 1:
        resolutions = [with_facts(resolutions[0], text.facts)]
    return Segmented(tuple(resolutions), tuple(_parts(text, [*placed, *stretches])), tuple(problems))


def _of_one_language(
    text: Text, stretches: list[Stretch], language: str, first_index: int
) -> tuple[list[Resolution], list[Stretch]]:
    """Return the resolutions in one language, and the stretches of their text as they were cut."""
    words = structure(language)
    for stretch in stretches:
        stretch.kind = None
    notes = set_apart(stretches, words)
    running = [stretch for stretch in stretches if stretch.kind is None]
    before: Stretch | None = None
    for stretch in stretches:
        stretch.after_cut = before is not None and (before.kind is not None or before.page != stretch.page)
        before = stretch
    running = part_lines(running, words)
    read_labels(running, words)
    walker = Walker(running, words, first_index)
    drafts = reorder(walker.walk())
    name_by_file(drafts, text.source.path, words)
    titles_above(drafts, words)
    _share_notes(drafts, notes)
    assembler = Assembler(text.content, words)
    return meetings_of_neighbours([assembler.resolution(draft) for draft in drafts]), walker.queue


def _share_notes(drafts: Sequence[Draft], notes: Sequence[FootnoteDraft]) -> None:
    """Give each footnote to the resolution whose text was running when it came."""
    if not drafts:
        return
    # The last that begins before the note: among the least beginnings from each on, which only grow, that is a search.
    least = list(accumulate((_first_place(draft) for draft in reversed(drafts)), min))[::-1]
    for note in notes:
        owner = drafts[max(0, bisect_right(least, note.stretches[0].start) - 1)]
        owner.notes.append(note)
        for stretch in note.stretches:
            stretch.owner = owner.index


def _first_place(draft: Draft) -> int:
    paras = [*draft.preamble, *draft.operative]
    places = [stretch.start for stretch, _ in draft.title]
    places += [para.start for para in paras]
    if draft.enacting:
        places.append(draft.enacting.start)
    return min(places, default=0)


def _parts(text: Text, stretches: Sequence[Stretch]) -> list[Part]:
    """Return the parts that partition the content: white space belongs to the part before it.

    A stretch that was cut is found again by its pieces; neighbours of one part are joined.
    """
    parts: list[Part] = []
    place = 0
    for stretch in sorted(stretches, key=lambda s: s.start):
        if stretch.start < place:
            continue
        kind = stretch.kind or (PartKind.FURNITURE if stretch.role is Role.FURNITURE else PartKind.OTHER)
        last = parts.pop() if parts else None
        if last is not None and (last.kind, last.owner, last.id) == (kind, stretch.owner, stretch.id):
            parts.append(Part(kind, Span(last.span.start, stretch.end), stretch.owner, stretch.id))
        else:
            if last is not None:
                parts.append(Part(last.kind, Span(last.span.start, stretch.start), last.owner, last.id))
            parts.append(
                Part(kind, Span(stretch.start if parts else 0, stretch.end), stretch.owner, stretch.id)
            )
        place = stretch.end
    if parts:
        last = parts.pop()
        parts.append(Part(last.kind, Span(last.span.start, len(text.content)), last.owner, last.id))
    elif text.content:
        parts.append(Part(PartKind.OTHER, Span(0, len(text.content))))
    return parts
