"""What a resolution is called where its own title does not say so."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from alinea.model.problems import Problem
from alinea.model.resolution import PartKind, Resolution
from alinea.model.text import Role
from alinea.segmenting.drafts import Draft
from alinea.segmenting.masthead import line_of, masthead_text
from alinea.segmenting.stretches import Stretch
from alinea.segmenting.titles import Number, Title, title_in
from alinea.vocab.folding import fold
from alinea.vocab.structure import Structure, letters_of

# A line of the masthead that is a symbol and nothing else, a date apart: "A/RES/53/195 18 février 1999".
_SYMBOL_LINE = re.compile(
    r"(?P<symbol>(?:[A-Z]{1,6})(?:\s?/\s?[A-Za-z0-9.\-]+(?:\s?\([^()]{1,12}\))?)+)(?=[\s*]|\Z)"
)
# The number of another organization's resolution, and its title: "WHA79.12 Neglected repairs".
_OTHER_SERIES = re.compile(r"(?P<symbol>[A-Z]{2,6}\d{1,3}[./][A-Z]{0,3}\d{1,3})\.?(?=\s|\Z)")
# The names that stand on the line before it.
_BEFORE_SYMBOL = re.compile(r"(?P<words>[^\d/]{4,60}?)\s+(?=[A-Z]{1,6}(?:\s?/|\.)\s?\S*\d)")
_LONGEST_TITLE = 200
"""Characters of a title that nothing but its place tells."""
_ADOPTED_BY = 90
"""Characters behind *resolution adopted* in which the name of the organ stands."""
# "A-RES-62-131.md", "S-RES-2449-(2018).pdf", "A_RES_73_3-EN.pdf", "A-RES-757(VIII).md"
_FILE_NAME = re.compile(
    r"(?P<organ>(?:[A-Z]+[-_])+?)RES[-_](?P<number>[A-Z0-9]+(?:[-_.]?\(?[A-Z0-9]+\)?)*)", re.IGNORECASE
)


def printed_symbol(masthead: Sequence[Stretch], words: Structure) -> str | None:
    """Return the symbol that the masthead prints, as printed: ``S/2023/212``.

    It stands on a line of its own, or beside the name of Organization or organ: ``United Nations A/81/L.14``.
    """
    for stretch in masthead:
        for line in (line_of(stretch), *(" ".join(each.split()) for each in stretch.raw.split("\n"))):
            match = _SYMBOL_LINE.match(_past_names(line, words)) or _OTHER_SERIES.match(line)
            if match and any(sign.isdigit() for sign in match["symbol"]):
                return match["symbol"]
    return None


def _past_names(line: str, words: Structure) -> str:
    """Return what stands in a line of the masthead behind the names of Organization and organ."""
    before = _BEFORE_SYMBOL.match(line)
    if before is None:
        return line
    name = fold(before["words"]).strip()
    letters = letters_of(name)
    if words.patterns["masthead.line"].match(name) or any(letters == each.bare for each in words.enacting):
        return line[before.end() :]
    return line


def organ_said(draft: Draft, printed: str | None, words: Structure) -> str | None:
    """Return the organ of a text whose enacting words do not say it.

    The masthead does, by the symbol of the resolution or by *Resolution adopted by the General Assembly*; a number with
    a session in Roman numerals is the Assembly's.
    """
    if printed is not None and "/RES/" in printed.replace(" ", ""):
        return printed.replace(" ", "").partition("/RES/")[0]
    said = fold(masthead_text(draft))
    if adopted := words.patterns["masthead.adopted"].search(said):
        after = said[adopted.end() : adopted.end() + _ADOPTED_BY]
        named = [(after.find(each.name), each.organ) for each in words.enacting if each.name in after]
        if named:
            return min(named)[1]
    return "A" if draft.number is not None and draft.number.form == "roman" else None


_OTHER_LINES = ("line", "session", "committee", "basis", "adopted", "agenda", "proposal", "distribution")
"""Patterns of the lines that are no title, though a format may print them as headings."""

_ABOVE_TITLES = ("masthead.adopted", "masthead.basis", "masthead.agenda")
"""Patterns of the lines that a title may follow."""


def _title_from_masthead(draft: Draft, words: Structure, above: Sequence[str] = _ABOVE_TITLES) -> None:
    """Take the lines between the words on adoption and the enacting words for the title.

    Args:
        above: patterns of the lines that it follows.
    """
    if _has_words(draft):
        return
    for index in range(len(draft.masthead) - 1, -1, -1):
        folded = draft.masthead[index].folded
        if any(words.patterns[name].search(folded) for name in above):
            title = [s for s in draft.masthead[index + 1 :] if any(sign.isalpha() for sign in s.raw[:12])]
            if 0 < len(title) <= 4 and not any(
                words.patterns["masthead.line"].match(s.folded) for s in title
            ):
                draft.masthead = [s for s in draft.masthead if s not in title]
                draft.title += [(stretch, 0) for stretch in title]
                for stretch in title:
                    stretch.kind = PartKind.TITLE
            return


def _title_from_heading(draft: Draft, words: Structure) -> None:
    """Take the heading above the enacting words for the title, where the format itself says that it is one."""
    heading = draft.masthead[-1] if draft.masthead else None
    if _has_words(draft) or heading is None or heading.role is not Role.HEADING:
        return
    if words.patterns["body.part_heading"].match(heading.folded):
        return  # "Preamble": of the part that follows
    letters = letters_of(heading.folded)
    if any(letters in (each.letters, each.bare) for each in words.enacting):
        return  # the name of the organ
    if any(sign.isalpha() for sign in heading.raw[:12]) and not any(
        words.patterns[f"masthead.{name}"].match(heading.folded) for name in _OTHER_LINES
    ):
        draft.masthead.remove(heading)
        draft.title.append((heading, 0))
        heading.kind = PartKind.TITLE


def _has_words(draft: Draft) -> bool:
    """Tell whether a draft has a title, and not only the number of one."""
    return any(at < len(stretch.raw.rstrip()) for stretch, at in draft.title)


def titles_above(drafts: Sequence[Draft], words: Structure) -> None:
    """Give a text the title that stands above its enacting words: of a draft, or of one whose number is displaced."""
    for draft in drafts:
        if draft.enacting is None:
            continue
        if draft.number is None:
            _title_from_masthead(draft, words, ("masthead.proposal",))
            _title_from_one_heading(draft, words)
            _title_from_heading(draft, words)
            if draft.organ_unknown and draft.masthead and not draft.title:
                _title_of_other_series(draft)
        elif draft.title and not _has_words(draft):
            _title_from_masthead(draft, words)


def _title_of_other_series(draft: Draft) -> None:
    """Take the words behind or below another organization's number for the title: ``WHA79.12 Neglected repairs``."""
    last = draft.masthead[-1]
    match = _OTHER_SERIES.match(last.raw) or _SYMBOL_LINE.match(last.raw)
    at = len(last.raw) - len(last.raw[match.end() :].lstrip()) if match else 0
    if at < len(last.raw) <= _LONGEST_TITLE and last.raw.rstrip()[-1:] not in ".;:,":
        draft.title = [(last, at)]
        last.kind = PartKind.TITLE


def _title_from_one_heading(draft: Draft, words: Structure) -> None:
    """Take the title that stands as a heading of its own, as in Markdown, below one that holds the symbol alone."""
    if draft.title or printed_symbol(draft.masthead, words) is None:
        return
    headings = [line for line in draft.masthead if line.role is Role.HEADING]
    parts = [line for line in headings if words.patterns["body.part_heading"].match(line.folded)]
    named = [line for line in headings if line not in parts and not _SYMBOL_LINE.match(line_of(line))]
    if len(named) != 1:
        return
    draft.masthead = [line for line in draft.masthead if line not in (*parts, *named)]
    for line in parts:
        line.kind = PartKind.HEADING
    named[0].kind = PartKind.TITLE
    draft.title.append((named[0], 0))


def name_by_file(drafts: Sequence[Draft], path: str, words: Structure) -> None:
    """Give a resolution the number that the file name states, where no text of the file states it."""
    nameless = [draft for draft in drafts if draft.number is None and not draft.empty()]
    if not nameless or any(printed_symbol(draft.masthead, words) for draft in nameless):
        return
    # The text the file is named for has enacting words where it can, and the most paragraphs.
    nameless.sort(key=lambda draft: (draft.enacting is None, -len(draft.preamble) - len(draft.operative)))
    draft = nameless[0]
    found = number_in_name(path)
    if found is None:
        return
    organ, title = found
    if any(
        other.number and replace(other.number, part=title.number.part) == title.number for other in drafts
    ):
        return
    draft.number = title.number
    draft.organ = organ
    draft.untitled = True
    _title_from_masthead(draft, words)
    message = "the text does not print its symbol; it was taken from the name of the file"
    draft.problems.append(Problem("symbol-from-file-name", message, None))


def number_in_name(path: str) -> tuple[str, Title] | None:
    """Return organ and number that a file name states: ``A-RES-62-131.fr.md`` is A and 62/131."""
    name = re.split(r"[\\/]", path)[-1].rsplit(".", 1)[0]
    match = _FILE_NAME.search(name)
    if match is None:
        return None
    organ = "/".join(part for part in re.split(r"[-_]", match["organ"].upper()) if part)
    printed = re.sub(r"[-_](?=\()", "", match["number"])
    if "(" not in printed:
        printed = re.sub(r"(?<=\d)[-_](?=\d)", "/", printed, count=1)
        printed = re.split(r"[-_](?=[A-Z]{2}\b|\d{6})", printed)[0]
    else:
        printed = printed.replace("(", " (", 1)
    title = title_in(printed + ".", "year" if organ == "S" else "")
    return (organ, title) if title is not None and _plausible(title.number) else None


def _plausible(number: Number) -> bool:
    return number.number.isdigit()


def meetings_of_neighbours(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Give a resolution whose meeting is garbled that of its neighbours adopted on the same day, marked as inferred.

    Args:
        resolutions: those of one file; a meeting is taken over only where the neighbours name one and no other.
    """
    meetings: dict[datetime.date, set[int]] = {}
    for each in resolutions:
        if each.meeting is not None and each.adopted_on is not None:
            meetings.setdefault(each.adopted_on, set()).add(each.meeting)
    out: list[Resolution] = []
    for resolution in resolutions:
        garbled = [problem for problem in resolution.problems if problem.code == "meeting-garbled"]
        same_day = meetings.get(resolution.adopted_on, set()) if resolution.adopted_on else set()
        if garbled and len(same_day) == 1:
            (meeting,) = same_day
            message = f"{garbled[0].message}; {meeting} is that of its neighbours of the same day"
            problems = [problem for problem in resolution.problems if problem not in garbled]
            resolution = replace(
                resolution, meeting=meeting, problems=(*problems, Problem("meeting-garbled", message, None))
            )
        out.append(resolution)
    return out
