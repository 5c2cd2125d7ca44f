"""What a masthead and a closing line say: session, dates, the basis of adoption, meeting, vote."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from rapidfuzz import fuzz

from alinea.model.problems import Problem
from alinea.model.resolution import Basis
from alinea.model.spans import Span
from alinea.segmenting.drafts import Draft
from alinea.segmenting.mending import mend
from alinea.segmenting.stretches import Stretch, drops_of
from alinea.vocab.dates import months, parse_date
from alinea.vocab.folding import fold
from alinea.vocab.ordinals import ordinal_pattern, parse_ordinal
from alinea.vocab.recognition import as_figures, as_letters, blurred
from alinea.vocab.structure import Structure

_GLUED = re.compile(r"([^\W\d_])(\d)")  # "on10 July 2023", as published
# "18 dumbre 1992"; a day of two letters is what recognition leaves of "1er".
_DAY_WORD_YEAR = re.compile(
    r"(?<![\w/])(?<!\d\s)(?P<day>\d{1,2}|[il1]\s?\d|[ilr]{1,2}|[il1]\s?er|[1-3]?[sb]|[ijl1]o)\s+"
    r"(?P<word>[a-z\d](?:[a-z\d.·'~;_,\\-]|\s(?!\d\d)){2,14}?)[\s.,]{1,4}"
    r"(?P<year>19\d\d|20\d\d)\b"
)
_MONTH_ALIKE, _MONTH_AHEAD = 70.0, 10.0
"""Of 100: how like a month a garbled word must be, and how far ahead of the next month."""
_SYMBOL_DATE = re.compile(r"^[a-z]{1,3}(?:/[a-z]{2,5})?/res/\S+(?:\s\([^)]*\))?\s+(?P<date>\d.{6,30})$")
_LOST_FIRST = re.compile(r"(?<![\d\s])\s+er\s(?=[^\W\d_])|^\s*er\s(?=[^\W\d_])")
_DATE_ALONE = re.compile(r"\d{1,2}(?:\s?er)? [a-z]{3,10} (?:19|20)\d\d")
# "954emc", "1400'", "98c·": figures, and at once what is left of the ending of an ordinal.
# So are "40 1 ' séance" and "92 8 seance", where the ending is read for a figure, "2 I 63• seance" and "4/ e séance".
_LEADING = re.compile(
    r"(\d{2,4}|\d [il1j|!/] ?\d\d|\d\d?[/|!](?=\s[ec]\W))"
    r"(?=[^\w\s/]{1,3}\s|[ec][a-z1]{0,4}[^\w\s]{0,2}\s|\s\d\s?[^\w\s]?\s|\s[ec]\W)"
)
_CLOSING, _MEETING_ALIKE = 60, 80.0
"""Letters that a line with a meeting and its date stays below; of 100, how like "meeting" a garbled word must be."""
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
        # The organ may stand before it on the line: "Conseil des droits de l'homme Vingt-neuvième session".
        said = lines[-1].split()
        for words_before in (match["ordinal"], lines[-1], *(" ".join(said[-n:]) for n in (4, 3, 2, 1))):
            value = parse_ordinal(words_before.strip(), words.language)
            if value is not None:
                return value
    year = words.patterns["masthead.session_year"].search(folded)
    return int(year["year"]) if year else None


def distributed_on(draft: Draft, words: Structure) -> date | None:
    """Return the date of distribution: ``Distr. générale 10 janvier 2008``."""
    lines = [line_of(stretch) for stretch in draft.masthead]
    for index, line in enumerate(lines):
        above = f"{lines[index - 1]} " if index else ""
        match = words.patterns["masthead.distribution"].search(fold(above + line))
        if match is None or match.end() <= len(above):
            continue
        short = [other for other in lines[index + 1 : index + 4] if len(other) < 60]
        # "1 er" and "mars 2007" may stand on lines of their own, and of "1er" the figure may stand below.
        joined = _LOST_FIRST.sub("1er ", " ".join((above + line, *short))[match.end() :])
        for following in ((above + line)[match.end() :], *short, joined):
            if found := _date_in(following, words):
                return found
    for line in lines:
        match = _SYMBOL_DATE.match(fold(line))
        if match and (found := _date_in(match["date"], words)):
            return found
    return None


def displaced_date(draft: Draft, stretch: Stretch, words: Structure) -> int:
    """Return where in a stretch the date begins that the line of distribution lacks, -1 where there is none.

    It stands alone, or behind the comma or full stop that ends a paragraph: ``ses méthodes de travail, 4 juin 2004``.
    """
    if distributed_on(draft, words) is not None or not any(
        words.patterns["masthead.distribution"].search(line.folded) for line in draft.masthead
    ):
        return -1
    tail = stretch.raw[-_DATE:]
    for sign in re.finditer(r"[,.;:]\s+(?=\d)|\A(?=\d)", tail):
        if sign.start() == 0 and len(stretch.raw) > len(tail):
            continue
        if _DATE_ALONE.fullmatch(fold(tail[sign.end() :])) and _date_in(tail[sign.end() :], words):
            return len(stretch.raw) - len(tail) + sign.end()
    return -1


def add_distribution_date(draft: Draft, stretch: Stretch, words: Structure) -> None:
    """Put a displaced date into the masthead, behind the line of distribution that lacks it."""
    pattern = words.patterns["masthead.distribution"]
    place = next(i for i, line in enumerate(draft.masthead, 1) if pattern.search(line.folded))
    draft.masthead.insert(place, stretch)


def adopted_on(draft: Draft, words: Structure) -> tuple[date | None, Problem | None]:
    """Return the date of adoption, and a problem where its month is garbled.

    It stands in the masthead, in the title of a Council resolution, or in the closing line; the first of these
    counts.
    """
    lines: list[str] = []
    if draft.statement is not None:
        lines.append(line_of(draft.statement))
    if draft.enacting is not None:
        enacting = line_of(draft.enacting)
        if told := words.patterns["body.decided_at"].match(fold(enacting)):
            lines.append(enacting[: told.end()])
    for stretch in [*draft.masthead, *(stretch for stretch, _ in draft.title)]:
        line = line_of(stretch)
        for name in ("masthead.adopted", "closing.adopted_at"):
            if match := words.patterns[name].search(fold(line)):
                lines.append(line[match.end() :])
    distributed = words.patterns["masthead.distribution"]
    if draft.organ == "S" and not any(distributed.search(line.folded) for line in draft.masthead):
        # Where its number is not printed, the heading that is left is the date: "du S join 1982".
        for line in (line_of(each) for each in (*draft.masthead, *(s for s, _ in draft.title))):
            if words.patterns["masthead.dated_alone"].match(fold(line)) and (
                found := _date_in(line, words) or _garbled_date(line, words)
            ):
                return found, None
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
    for match in _DAY_WORD_YEAR.finditer(fold(_STROKES.sub("1", line))):
        names = months(words.language)
        word = "".join(filter(str.isalpha, as_letters(match["word"])))
        ranked = sorted(((fuzz.ratio(word, name), names[name]) for name in names), reverse=True)
        best, month = ranked[0]
        second = next((ratio for ratio, other in ranked if other != month), 0.0)
        if best >= _MONTH_ALIKE and best - second >= _MONTH_AHEAD:
            day = as_figures(match["day"].replace(" ", ""))
            try:
                return date(int(match["year"]), month, int(day) if day.isdigit() else 1)
            except ValueError:
                continue
    return None


def basis_of(content: str, draft: Draft, words: Structure) -> Basis | None:
    """Return the adoption bracket: ``[sur la base du rapport de la Première Commission (A/62/391)]``."""
    stretches = [*draft.masthead, *(stretch for stretch, _ in draft.title)]
    for stretch in stretches:
        # It may stand behind the words on adoption, on their line.
        at = 0 if stretch.raw[:1] in "[(" else stretch.raw.find("[")
        if at < 0 or not stretch.raw:
            continue
        place = Span(stretch.begin + at, stretch.end)
        text = mend(content, [place], drops_of(stretch), words.language)
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
    if draft.statement is not None:
        said = words.patterns["body.statement"].match(fold(line_of(draft.statement)))
        return (int(said["number"]), None) if said else (None, None)
    if draft.enacting is not None:
        decided = words.patterns["body.decided_at"].match(fold(line_of(draft.enacting)))
        if decided is not None and decided["number"]:
            return int(decided["number"]), None
    if draft.closing and (spelt := _spelt_meeting(draft.closing[0], words)) is not None:
        return spelt, None
    if draft.closing and closes_garbled(draft.closing[0], words):
        return _garbled_meeting(draft.closing[0], words)
    closing = fold(" ".join(line_of(stretch) for stretch in draft.closing[:3]))
    head = fold(" ".join(line_of(stretch) for stretch in (*draft.masthead, *(s for s, _ in draft.title))))
    garbled: Problem | None = None
    for text, names in (
        (closing, ("closing.adopted_at", "closing.meeting", "closing.garbled_number")),
        (head, ("closing.adopted_at",)),
    ):
        for name in names:
            match = words.patterns[name].search(_STROKES.sub("1", text))
            if match is None:
                continue
            printed = match["number"].replace(" ", "")
            if printed.isdigit():
                return int(printed), None
            message = f"the number of the meeting is garbled: {match['number']!r}"
            read = as_figures(printed)
            if name == "closing.garbled_number" and read.isdigit():
                return int(read), Problem("meeting-garbled", f"{message} was read as {read}", None)
            garbled = Problem("meeting-garbled", message, None)
    return None, garbled


def _spelt_meeting(stretch: Stretch, words: Structure) -> int | None:
    """Return the number of the meeting that commissions spell out: ``Sixième séance plénière``."""
    match = words.patterns["closing.spelt"].match(stretch.folded)
    return parse_ordinal(match["ordinal"], words.language) if match else None


def _garbled_meeting(stretch: Stretch, words: Structure) -> tuple[int | None, Problem]:
    """Return the number of the meeting in a garbled line, None where it can be read in two ways: ``190/ 6 séana``."""
    found = _LEADING.match(stretch.folded)
    number = int(as_figures(found[1].replace(" ", ""))) if found else _spelled_number(stretch, words)
    read = "cannot be read" if number is None else f"was read as {number}"
    message = f"the line of the meeting is garbled: {line_of(stretch)[:40]!r}; its number {read}"
    return number, Problem("meeting-garbled", message, stretch.span)


def closes_garbled(stretch: Stretch, words: Structure) -> bool:
    """Tell whether a short line is the one that closes a resolution, garbled: ``61<' 5<'11(c plcnicrc``."""
    if len(stretch.raw) > _CLOSING or stretch.raw[:1].islower():
        return False
    if not any(map(str.isdigit, stretch.raw[:6])) and not _spelled_number(stretch, words):
        return False
    if any(
        words.patterns[f"closing.{name}"].match(_STROKES.sub("1", stretch.folded))
        for name in ("meeting", "adopted_at", "result")
    ):
        return False
    known = [blurred(name) for name in words.meeting_words]
    return any(
        fuzz.ratio(blurred("".join(filter(str.isalpha, word))), name) >= _MEETING_ALIKE
        for word in stretch.folded.split()[:5]
        if len(word) > 4
        for name in known
    )


def _spelled_number(stretch: Stretch, words: Structure) -> int | None:
    """Return the ordinal number that a line opens with in words: ``Hundred and seventeenth jJlenary meeting``."""
    match = _ordinal_first(words.language).match(stretch.folded)
    return parse_ordinal(match[0], words.language) if match else None


@cache
def _ordinal_first(language: str) -> re.Pattern[str]:
    return re.compile(ordinal_pattern(language))


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
