"""Charges that a date makes: what is asked of someone, or said to be done by someone, by a day that is named."""

from __future__ import annotations

import re
from functools import cache

from alinea.analysing.actors import find_actors
from alinea.analysing.deadlines import Deadline, Setting, joined, last_days_in
from alinea.analysing.due_times import with_days
from alinea.analysing.wording import Wording
from alinea.model.record import Commitment, Due, Party
from alinea.model.resolution import Passage, Resolution
from alinea.model.spans import MendedText, Span
from alinea.vocab.clause_words import clause_words
from alinea.vocab.folding import fold
from alinea.vocab.tables import table

_LONGEST_QUOTE = 160


@cache
def _subject(language: str) -> re.Pattern[str]:
    return re.compile(table(language, "dated")["subject"])


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)\d\d")


def with_dates(
    resolution: Resolution, found: dict[str, tuple[Commitment, ...]], language: str
) -> dict[str, tuple[Commitment, ...]]:
    """Return the commitments with the dates that no finer rule gave to one.

    A date in a paragraph whose charge names none is that charge's deadline. A paragraph that charges no one by a
    verb of the organ, but says that a body shall do something by a date, lays that on the body; such a finding
    is marked as uncertain.

    Args:
        resolution: cut into its parts.
        found: commitments by the address of their paragraph.
        language: a language tag.

    A sample: *(c) The Working Group will resume its work by 1 May 2026*, A/RES/80/251, paragraph 33.
    """
    setting = Setting(
        resolution.organ,
        resolution.session,
        resolution.adopted_on.year if resolution.adopted_on else None,
        resolution.adopted_on.isoformat() if resolution.adopted_on else None,
    )
    dated = _Dated(language, setting, dict(found))
    for passage in resolution.operative:
        dated.read(passage, None)
    return dated.found


class _Dated:
    """Goes over the operative paragraphs, knowing whom the paragraph above names."""

    def __init__(self, language: str, setting: Setting, found: dict[str, tuple[Commitment, ...]]) -> None:
        self.language = language
        self.setting = setting
        self.found = found

    def read(self, passage: Passage, above: Party | None) -> None:
        """Take a paragraph and those below it."""
        text = passage.text.text
        times = self._times(passage.text)
        # Only asked where it is of use: most paragraphs name no day, and have none below them.
        subject = self._subject_of(passage.text) if times or passage.children else None
        if times:
            self._give(passage, times, subject or above)
        for child in passage.children:
            # What a paragraph says before its colon is said of every item below.
            self.read(child, subject or above if text.rstrip().endswith(":") else None)

    def _times(self, text: MendedText) -> list[Deadline]:
        if not _year().search(text.text):
            return []  # most paragraphs name no year, and what names none names no day
        # What a title says that is quoted is no deadline: « une éducation pour tous d'ici à 2030 ».
        return last_days_in(text.text, Wording(text, self.language).folded, self.language, self.setting)

    def _give(self, passage: Passage, times: list[Deadline], subject: Party | None) -> None:
        mine = list(self.found.get(passage.id, ()))
        text = passage.text.text
        for time in times:
            if any(
                each.due is not None
                and each.due.text
                and text[time.start : time.end].strip(" ,") in each.due.text
                for each in mine
            ):
                continue
            before = [each for each in mine if each.at.start <= time.start]
            last = max(before, key=lambda each: each.at.start) if before else None
            if last is not None and last.what is not None and time.start >= last.what.at.end:
                continue  # what the organ goes on to say: ", and reaffirms the aim of … by 2030"
            if (
                last is not None
                and last.what is not None
                and self._of_aim(passage.text, last.what.at.start, time)
            ):
                continue  # "with a view to ending the epidemic by 2030"
            if last is not None and last.kind == "action" and last.due is None:
                mine[mine.index(last)] = last.model_copy(update={"due": self._due(text, time)})
            elif subject is not None and (last is None or not last.certain):
                mine.append(self._charge(passage.text, time, subject))
        if mine:
            self.found[passage.id] = tuple(mine)

    def _of_aim(self, text: MendedText, start: int, time: Deadline) -> bool:
        """Tell whether a day is that of an aim of the deed that begins at a place, or of what is foreseen."""
        words, folded = clause_words(self.language), Wording(text, self.language).folded
        if words.foretold.search(folded, start, time.start):
            return True  # "to address the shortfall of pilots projected by 2030"
        return not time.apart and words.aim.search(folded, start, time.start) is not None

    def _due(self, text: str, time: Deadline) -> Due | None:
        return with_days(
            joined(text, [time]),
            [time],
            fold(text),
            self.language,
            self.setting,
            "action",
            Span(0, len(text)),
        )

    def _charge(self, text: MendedText, time: Deadline, subject: Party) -> Commitment:
        start = max(0, time.end - _LONGEST_QUOTE)
        if start:
            start = text.text.find(" ", start) + 1
        quote = text.text[start : time.end]
        return Commitment(
            kind="action",
            bearer=subject,
            due=self._due(text.text, time),
            quote=quote,
            certain=False,
            span=text.span(start, time.end),
            at=Span(start, time.end),
        )

    def _subject_of(self, text: MendedText) -> Party | None:
        """Return whom a paragraph that is a clause of its own speaks of."""
        match = _subject(self.language).match(fold(text.text))
        if match is None:
            return None
        start, end = match.span("subject")
        actors = [actor for actor in find_actors(text, self.language) if start <= actor.at.start < end]
        return Party(
            text=text.text[start:end],
            id=actors[0].id if len(actors) == 1 else None,
            span=text.span(start, end),
        )
