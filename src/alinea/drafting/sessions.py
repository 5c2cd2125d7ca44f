"""Sessions that a text names: those at which something is asked for move on by their calendars, the others stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alinea.drafting.rewriting import Rewriting
from alinea.drafting.wording import DraftingWords
from alinea.model.draft import ChangeCode
from alinea.model.record import Paragraph, Record
from alinea.vocab.citation_words import citation_words
from alinea.vocab.folding import fold
from alinea.vocab.sessions import session_window

_MOST = 400
"""Sessions ahead within which the one of the same season is looked for."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How far the next text lies from the last.

    Attributes:
        organ: series of the organ; last: session of the last text; session: of the next.
    """

    organ: str
    last: int
    session: int

    @property
    def sessions(self) -> int:
        """By how many sessions of the organ."""
        return self.session - self.last

    @property
    def years(self) -> int | None:
        """By how many years; None where no calendar tells, or a session of the kind is not held every year."""
        before, after = session_window(self.organ, self.last), session_window(self.organ, self.session)
        if before is None or after is None:
            return None
        return after.opens.year - before.opens.year

    def moved(self, organ: str, session: int) -> int | None:
        """Return the session that stands to the next text as a session named in the last text stood to that.

        Args:
            organ: series of the organ whose session it is.

        Returns:
            Its number; None where no calendar tells.

        A sample: for a text of the sixty-second session of the General Assembly carried to the sixty-third, the
        forty-sixth session of the Commission for Social Development (2008) becomes the forty-seventh (2009).
        """
        if organ == self.organ:
            return session + self.sessions
        window, years = session_window(organ, session), self.years
        if window is None or years is None:
            return None
        for further in range(session, session + _MOST):
            other = session_window(organ, further)
            if other is None or other.opens.year > window.opens.year + years:
                return None
            same_year = other.opens.year == window.opens.year + years
            if same_year and (window.exact or other.opens.month == window.opens.month):
                return further
        return None


def years_before(organ: str, session: int, later: int) -> int:
    """Return how many years lie between two sessions of an organ; where no calendar tells, how many sessions.

    A sample: between the thirty-seventh and the forty-sixth session of the Human Rights Council lie three years.
    """
    before, after = session_window(organ, session), session_window(organ, later)
    return after.opens.year - before.opens.year if before and after else later - session


_BEFORE = 90
"""Characters before a number in which the words stand that say what it is."""
_AHEAD = 15
"""Sessions further ahead than that are misread."""
FORWARD = frozenset({"deciding", "directive"})
"""Classes of acts by which something is asked for or decided."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A session that is named by its number.

    Attributes:
        session: the number; start, end: of the number in the text.
        organ: series of the organ whose it is; None where the words do not say.
        own: it is said to be the organ's own; since: it is the first of several; over: something was done there.
        year: the number is that of a year.
    """

    session: int
    start: int
    end: int
    organ: str | None
    own: bool
    since: bool
    over: bool
    year: bool = False


def mentions(text: str, words: DraftingWords, organ: str | None) -> Iterator[Mention]:
    """Yield the sessions that a text names by their numbers, in order; special sessions are left out.

    Args:
        organ: series of the organ that speaks, whose *its session* is.

    Samples: *à sa soixante-troisième session*, *at its sixty-third and sixty-fourth sessions*,
    *session de fond de 2008*.
    """
    folded = fold(text)
    patterns = words.session
    run: list[tuple[int, int, int]] = []
    found: list[Mention] = []
    for value, start, end in words.ordinals_in(folded):
        if run and not patterns["between"].fullmatch(folded, run[-1][2], start):
            run = []
        run.append((value, start, end))
        word = patterns["word"].match(folded, end)
        special = patterns["special"].match(folded, word.end() if word else end)
        if word is None or special:
            run = run if word is None and not special else []
            continue
        before = folded[max(0, run[0][1] - _BEFORE) : run[0][1]]
        own = bool(patterns["own"].search(before))
        named = _organ_after(folded, word.end(), words.language, organ)
        since, over = bool(patterns["since"].search(before)), bool(patterns["over"].search(before))
        series = named or (organ if own else None)
        found += (Mention(each, at, to, series, own and not named, since, over) for each, at, to in run)
        run = []
    for match in patterns["year"].finditer(folded):
        group = "year" if match["year"] else "before"
        before = folded[max(0, match.start() - _BEFORE) : match.start()]
        over = bool(patterns["over"].search(before))
        found.append(
            Mention(int(match[group]), match.start(group), match.end(group), "E", False, False, over, True)
        )
    yield from sorted(found, key=lambda mention: mention.start)


def _organ_after(folded: str, at: int, language: str, organ: str | None) -> str | None:
    """Return the series of the organ whose session it is said to be: *session de l'Assemblée générale*."""
    words = citation_words(language)
    intro = words.before_organ.match(folded, at)
    name = words.organ.match(folded, intro.end()) if intro else None
    if name is None:
        return None
    series = words.series[name.lastgroup or ""]
    short = {"assembly": "A", "council": organ, "commission": organ, "none": None}
    return short.get(series, series)


def move_sessions(
    rewriting: Rewriting,
    paragraph: Paragraph,
    record: Record,
    pace: Pace | None,
    words: DraftingWords,
    *,
    forward: bool,
) -> None:
    """Move on the sessions at which a paragraph asks for something; mark those of which that is not sure.

    Args:
        pace: how far they move; None where the organ has no sessions that are counted.
        forward: the paragraph, or the one it belongs to, asks for something or decides it.
    """
    dues = {
        each.due.session: each.due.organ for each in paragraph.commitments if each.due and each.due.session
    }
    for mention in mentions(paragraph.text, words, record.organ):
        charged = mention.session in dues
        organ = _whose(mention, dues.get(mention.session) if charged else None)
        _move(rewriting, mention, organ, record, pace, words, charged=charged, forward=forward)
    folded = fold(paragraph.text)
    for match in words.session["present"].finditer(folded):
        rewriting.mark(match.start(), match.end(), "present-session")
    for match in words.session["anniversary"].finditer(folded):
        rewriting.mark(match.start(), match.end(), "anniversary")


def _whose(mention: Mention, due: str | None) -> str | None:
    """Return the series of the organ whose session is meant: as named, as found with the charge, else its own."""
    if mention.organ is not None and not mention.own:
        return mention.organ
    return due or mention.organ


def _move(
    rewriting: Rewriting,
    mention: Mention,
    organ: str | None,
    record: Record,
    pace: Pace | None,
    words: DraftingWords,
    *,
    charged: bool,
    forward: bool,
) -> None:
    if organ is None:
        if charged or (forward and record.session and mention.session > record.session):
            rewriting.mark(mention.start, mention.end, "other-session")
        return
    ahead = _lies_ahead(mention.session, organ, record)
    if not ahead or (mention.over and not charged):
        if forward and organ == record.organ and record.session and not mention.over:
            # One that is long past is not the organ's own: *its session* is that of someone named before.
            own = mention.session == record.session
            rewriting.mark(mention.start, mention.end, "own-session" if own else "other-session")
        return
    moved = pace.moved(organ, mention.session) if pace else None
    printed = rewriting.text[mention.start : mention.end]
    if moved is None:
        rewriting.mark(mention.start, mention.end, "other-session")
    elif mention.since or not (charged or forward):
        rewriting.mark(mention.start, mention.end, "future-session", (("session", str(moved)),))
    else:
        now = str(moved) if mention.year else words.spelled(moved, printed)
        facts = (("organ", organ), ("from", str(mention.session)), ("to", str(moved)))
        code: ChangeCode = "year" if mention.year else "session"
        rewriting.put(mention.start, mention.end, now, change=code, facts=facts)


def _lies_ahead(session: int, organ: str, record: Record) -> bool:
    """Tell whether a session was still to come when the last text was adopted."""
    if organ == record.organ and record.session is not None:
        return record.session < session <= record.session + _AHEAD
    window = session_window(organ, session)
    if window is None or record.adopted_on is None:
        return False
    return window.closes >= record.adopted_on and window.opens.year <= record.adopted_on.year + _AHEAD
