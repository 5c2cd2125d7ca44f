"""What a masthead and a closing line say: session, agenda item, dates, the basis of adoption, meeting, vote."""

from __future__ import annotations

import re
from datetime import date

from rapidfuzz import fuzz

from alinea.model.problems import Problem
from alinea.model.resolution import AgendaItem, Basis
from alinea.segmenting.drafts import Draft
from alinea.segmenting.mending import mend
from alinea.segmenting.stretches import Stretch, drops_of
from alinea.vocab.dates import months, parse_date
from alinea.vocab.folding import fold
from alinea.vocab.ordinals import parse_ordinal
from alinea.vocab.structure import Structure

_ITEM = re.compile(
    r"\b(?P<item>\d{1,3})(?P<subs>(?:\s*,?\s*(?:(?:et|and|y)\s+)?\(?(?<![a-z])[a-z](?![a-z])\s?\)?(?=[\s,)]|\Z))*)"
)
_GLUED = re.compile(r"([^\W\d_])(\d)")  # "on10 July 2023", as published
# "18 dumbre 1992"; a day of two letters is what recognition leaves of "1er".
_DAY_WORD_YEAR = re.compile(
    r"\b(?P<day>\d{1,2}|[il1]\s?\d|[ilr]{1,2}|[il1]\s?er)\s+(?P<word>[a-z]{3,12})[\s.]{1,4}(?P<year>19\d\d|20\d\d)\b"
)
_FIGURES = str.maketrans("il", "11", " ")
_MONTH_ALIKE, _MONTH_AHEAD = 70.0, 10.0
"""Of 100: how like a month a garbled word must be, and how far ahead of the next month."""
_SUB = re.compile(r"(?<![a-z])[a-z](?![a-z])")
_SYMBOL_DATE = re.compile(r"^[a-z]{1,3}(?:/[a-z]{2,5})?/res/\S+(?:\s\([^)]*\))?\s+(?P<date>\d.{6,30})$")
_DATE, _PASSED = 30, 90
"""Letters that a date, and the line that says at which meeting a text was adopted, stay below."""


# A stroke for the figure 1, as recognition leaves it in old print: "J 7 décembre J 979", "/9 décembre /983".
_STROKES = re.compile(r"(?<![^\W_])[JIijl/|!](?:\s(?=9\d\d\b|\d\s+[^\W\d_])|(?=\d))")


def line_of(stretch: Stretch) -> str:
    """Return the words of a stretch on one line."""
    return " ".join(stretch.raw.split())


def masthead_text(draft: Draft) -> str:
    """Return the masthead of a draft as lines."""
    return "\n".join(line_of(stretch) for stretch in draft.masthead)


def _date_in(text: str, words: Structure) -> date | None:
    """Return the date in a line, also where figures are garbled: ``J 7 décembre J 979`` is 17 December 1979."""
    text = _GLUED.sub(r"\1 \2", text)
    return parse_date(text, words.language) or parse_date(_STROKES.sub("1", text), words.language)


def is_below(text: str, words: Structure) -> bool:
    """Tell whether a text is what stands below the number of a resolution of the Security Council, and no title.

    That is a date and nothing else, or the line that says at which meeting the resolution was adopted: *Adoptée par le
    Conseil de sécurité à sa 8199e séance, le 1er mars 2018*. A title may have a date in it, and is longer.
    """
    if len(text) < _DATE and _is_date(text, words):
        return True
    return len(text) < _PASSED and words.patterns["masthead.passed"].match(fold(text).strip()) is not None


def _is_date(text: str, words: Structure) -> bool:
    if words.patterns["masthead.dated"].match(fold(text).strip()):
        return True
    return _date_in(text, words) is not None and sum(sign.isdigit() for sign in text) >= 5


def session_of(draft: Draft, words: Structure) -> int | None:
    """Return the session of the organ: ``Soixante-deuxième session``, ``Session de 2019``; None where unsaid."""
    folded = fold(masthead_text(draft))
    for match in words.patterns["masthead.session"].finditer(folded):
        lines = match["ordinal"].split("\n")
        for words_before in (match["ordinal"], lines[-1]):
            value = parse_ordinal(words_before.strip(), words.language)
            if value is not None:
                return value
    year = words.patterns["masthead.session_year"].search(folded)
    return int(year["year"]) if year else None


def agenda_items_of(draft: Draft, words: Structure) -> tuple[AgendaItem, ...]:
    """Return the items of the agenda: ``Point 98, h, de l'ordre du jour`` is item 98, sub h."""
    items: list[AgendaItem] = []
    for match in words.patterns["masthead.agenda"].finditer(fold(masthead_text(draft))):
        for item in _ITEM.finditer(match["items"]):
            subs = [
                sub for sub in _SUB.findall(item["subs"]) if sub not in ("e", "y") or len(item["subs"]) < 8
            ]
            number = int(item["item"])
            items += [AgendaItem(number, sub) for sub in subs] or [AgendaItem(number)]
    return tuple(dict.fromkeys(items))


def distributed_on(draft: Draft, words: Structure) -> date | None:
    """Return the date of distribution: ``Distr. générale 10 janvier 2008``."""
    lines = [line_of(stretch) for stretch in draft.masthead]
    for index, line in enumerate(lines):
        match = words.patterns["masthead.distribution"].search(fold(line))
        if match is None:
            continue
        for following in (
            line[match.end() :],
            *(other for other in lines[index + 1 : index + 4] if len(other) < 60),
        ):
            if found := _date_in(following, words):
                return found
    for line in lines:
        match = _SYMBOL_DATE.match(fold(line))
        if match and (found := _date_in(match["date"], words)):
            return found
    return None


def adopted_on(draft: Draft, words: Structure) -> tuple[date | None, Problem | None]:
    """Return the date of adoption, and a problem where its month is garbled.

    It stands in the masthead, in the title of a Council resolution, or in the closing line; the first of these
    counts.
    """
    lines: list[str] = []
    for stretch in [*draft.masthead, *(stretch for stretch, _ in draft.title)]:
        line = line_of(stretch)
        if match := words.patterns["masthead.adopted"].search(fold(line)):
            lines.append(line[match.end() :])
    if draft.number is not None and draft.number.form == "year":
        lines += [" ".join(stretch.raw[at:].split()) for stretch, at in draft.title]
    lines.append(" ".join(line_of(stretch) for stretch in draft.closing[:4]))
    for line in lines:
        if found := _date_in(line, words):
            return found, None
    for line in lines:
        if found := _garbled_date(line, words):
            message = f"the date is garbled: {line.strip()[:60]!r} was read as {found.isoformat()}"
            return found, Problem("date-garbled", message, None)
    return None, None


def _garbled_date(line: str, words: Structure) -> date | None:
    """Return a date whose month is misspelt, where one month is clearly nearer than all others: ``18 dumbre 1992``."""
    for match in _DAY_WORD_YEAR.finditer(fold(line)):
        names = months(words.language)
        ranked = sorted(((fuzz.ratio(match["word"], name), names[name]) for name in names), reverse=True)
        best, month = ranked[0]
        second = next((ratio for ratio, other in ranked if other != month), 0.0)
        if best >= _MONTH_ALIKE and best - second >= _MONTH_AHEAD:
            day = match["day"].translate(_FIGURES)
            try:
                return date(int(match["year"]), month, int(day) if day.isdigit() else 1)
            except ValueError:
                continue
    return None


def basis_of(content: str, draft: Draft, words: Structure) -> Basis | None:
    """Return the adoption bracket: ``[sur la base du rapport de la Première Commission (A/62/391)]``."""
    stretches = [*draft.masthead, *(stretch for stretch, _ in draft.title)]
    for stretch in stretches:
        if stretch.raw[:1] not in "[(":
            continue
        text = mend(content, [stretch.words], drops_of(stretch), words.language)
        folded = fold(text.text)
        match = words.patterns["masthead.basis"].search(folded)
        if match is None:
            continue
        if words.patterns["masthead.no_committee"].search(folded):
            return Basis("no-main-committee", None, text)
        committee = None
        if "masthead.committee" in words.patterns:
            found = words.patterns["masthead.committee"].search(folded, match.end())
            committee = (
                text.text[found.start("committee") : found.end("committee")].strip() if found else None
            )
        return Basis("committee-report" if committee else None, committee, text)
    return None


def meeting_of(draft: Draft, words: Structure) -> tuple[int | None, Problem | None]:
    """Return the number of the meeting, ``61e séance plénière``, and a problem where it is garbled."""
    closing = fold(" ".join(line_of(stretch) for stretch in draft.closing[:3]))
    head = fold(" ".join(line_of(stretch) for stretch in (*draft.masthead, *(s for s, _ in draft.title))))
    garbled: Problem | None = None
    for text, names in (
        (closing, ("closing.adopted_at", "closing.meeting")),
        (head, ("closing.adopted_at",)),
    ):
        for name in names:
            match = words.patterns[name].search(_STROKES.sub("1", text))
            if match is None:
                continue
            if match["number"].isdigit():
                return int(match["number"]), None
            garbled = Problem(
                "meeting-garbled", f"the number of the meeting is garbled: {match['number']!r}", None
            )
    return None, garbled


def vote_of(draft: Draft, words: Structure) -> tuple[int, int, int] | None:
    """Return a recorded vote where the text prints it: ``par 32 voix contre 2, avec 13 abstentions``."""
    text = fold(" ".join(line_of(stretch) for stretch in (*draft.closing, *draft.masthead)))
    match = words.patterns["closing.vote"].search(text)
    if match is None:
        return None

    def count(printed: str | None) -> int:
        if printed is None:
            return 0
        return int(printed) if printed.isdigit() else words.numerals.get(printed, 0)

    return count(match["yes"]), count(match["no"]), count(match["abstain"])
