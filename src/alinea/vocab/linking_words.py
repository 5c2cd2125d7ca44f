"""How a language speaks of earlier texts on the same matter and of reports received, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alinea.vocab.dates import month_pattern, months
from alinea.vocab.loading import rows_of
from alinea.vocab.ordinals import ordinal_pattern
from alinea.vocab.tables import table


@dataclass(frozen=True, slots=True)
class LinkingWords:
    """The words of one language for recalls, titles and reports. All patterns are for folded text.

    Attributes:
        joint: what may stand between two resolutions of one list.
        subject: after a resolution, what it is about follows; subject_end: where those words end.
        subject_before: before a list, what it is about (group ``subject``).
        prior: the resolutions are the earlier ones; same_question: on the question of the text itself;
            named_question: after those words, another question is named.
        content: after a resolution, what was decided there follows.
        stop: words of a title that say nothing of its matter; weak: words that many titles have.
        same: pairs of ways to say one thing, words with a space about them: the first is taken for the second.
        aspects: words that set apart titles of which only one has any of a group.
        no_title: what is printed in the place of a title and is none.
        report: a document received; report_part: before it, that only a part of it is noted;
            report_to_come: one that is asked for; report_missing: one that is not there;
            report_overdue: one of which the text says that it was not submitted.
        whereabouts: a footnote that tells where a text is printed, and is no document itself.
        author: between a report and its author.
        pursuant: before a resolution, that the document answers it.
        matter: the matter of the text itself is to be taken up.
        whole: a report on the whole of a text; detail: one on what the same paragraph has spoken of before.
        mandate: one that is established or extended (group ``whose``).
        opening, closing: quotation marks.
        day: a day of the year (groups ``day``, ``month``).
        observance: a named day, week or year (group ``name``); observance_end: where the name ends.
        further: before the matter of a further report of several (group ``on``).
        done: words without which no paragraph tells of what was held or founded; founded: that a body was, before the
            name where they are a ``noun``; founding: verbs of founding, and the article after them.
        margins: a meeting beside those of the Assembly.
        gathering: a meeting that was held (groups ``nth``, ``name``, ``when``).
    """

    joint: re.Pattern[str]
    subject: re.Pattern[str]
    subject_end: re.Pattern[str]
    subject_before: re.Pattern[str]
    prior: re.Pattern[str]
    same_question: re.Pattern[str]
    named_question: re.Pattern[str]
    content: re.Pattern[str]
    stop: frozenset[str]
    weak: frozenset[str]
    same: tuple[tuple[str, str], ...]
    aspects: tuple[tuple[str, ...], ...]
    no_title: re.Pattern[str]
    report: re.Pattern[str]
    report_part: re.Pattern[str]
    report_to_come: re.Pattern[str]
    report_missing: re.Pattern[str]
    report_overdue: re.Pattern[str]
    whereabouts: re.Pattern[str]
    author: re.Pattern[str]
    pursuant: re.Pattern[str]
    whole: re.Pattern[str]
    detail: re.Pattern[str]
    matter: re.Pattern[str]
    mandate: re.Pattern[str]
    opening: frozenset[str]
    closing: frozenset[str]
    day: re.Pattern[str]
    observance: re.Pattern[str]
    observance_end: re.Pattern[str]
    further: re.Pattern[str]
    done: re.Pattern[str]
    founded: re.Pattern[str]
    founding: re.Pattern[str]
    margins: re.Pattern[str]
    gathering: re.Pattern[str]


@cache
def linking_words(language: str) -> LinkingWords:
    """Return the words of a language for linking, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = rows_of(language, "linking", month=month_pattern(language), ordinal=ordinal_pattern(language))
    titles, quotes = words.within("titles"), words.within("quotes")
    return words.fill(
        LinkingWords,
        titles,
        same=tuple((f" {one} ", f" {other.replace(chr(39), ' ')} ") for one, other in titles.rows["same"]),
        aspects=tuple(
            tuple(f" {each.replace(chr(39), ' ')} " for each in group) for group in titles.rows["aspects"]
        ),
        opening=frozenset(quotes.words("open")),
        closing=frozenset(quotes.words("close")),
    )


def gathering_words(language: str) -> tuple[str, str]:
    """Return the words by which passages are sought that tell of meetings held: that they were, and what they were.

    Each is words with a stroke between them, of which one is wanted.
    """
    row = table(language, "linking")["gathering"]
    return "|".join(row["held"]), "|".join(row["meetings"])


def day_of_year(text: str, language: str) -> tuple[int, int] | None:
    """Return the month and day of the year that a folded text names without a year, or None.

    A sample: *à célébrer chaque année, le 12 décembre, la Journée* gives (12, 12).
    """
    found = linking_words(language).day.search(text)
    if not found:
        return None
    figures = re.match(r"\d+", found["day"])
    day = int(figures[0]) if figures else 1
    month = months(language)[found["month"]]
    return (month, day) if 1 <= day <= 31 else None
