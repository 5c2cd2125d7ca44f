"""Who must do what, for whom, by when: the commitments that a resolution makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from alinea.analysing.arranging import arranged
from alinea.analysing.bearers import organ_of
from alinea.analysing.chapeaux import handed_down, is_chapeau, opening_of, time_above
from alinea.analysing.charges import Charge, charges_in, inherited
from alinea.analysing.clauses import Clause, end_of_recounted, end_of_words, first_comma, said_in
from alinea.analysing.complements import (
    addressed_in,
    conditions_in,
    deliverable_of,
    means_in,
    recipients_in,
    sources_in,
)
from alinea.analysing.confidence import CERTAIN, DATED, DUTY, PROVISION, confidence_of
from alinea.analysing.deadlines import Deadline, Setting, joined
from alinea.analysing.deeds import (
    DAY,
    OCCASIONS,
    Deed,
    Standing,
    deeds_of,
    holding,
    set_off,
    standing_of,
    times_between,
)
from alinea.analysing.due_times import day_proclaimed, with_days
from alinea.analysing.duties import duties_in
from alinea.analysing.occasions import paired, side_by_side
from alinea.analysing.parties import Introduced, listed, names_from
from alinea.analysing.provisions import provision, undertakings
from alinea.analysing.quoting import quoted
from alinea.analysing.session_organs import BY_YEARS, FIRST_GA_YEAR, Sessions
from alinea.analysing.wording import Wording, party_at
from alinea.model.record import Commitment, CommitmentKind, Deliverable, Due, Nature, Party
from alinea.model.resolution import Passage, Resolution
from alinea.model.spans import Span
from alinea.vocab.actor_names import actor_names
from alinea.vocab.clause_words import clause_words
from alinea.vocab.commitment_words import commitment_words
from alinea.vocab.folding import fold
from alinea.vocab.time_words import time_words

# What is a report where it is handed to somebody.
_HANDED = frozenset({"plan", "list", "guidelines", "strategy", "template", "summary", "study"})
_PASSIVE = (
    4  # spaces in "be administered jointly by ", at most: what is further on is done with something else
)
_HALVED = ("report", "meeting")  # kinds of which a verb may have two nouns, each with its own time
_DUTIES = frozenset({"report", "views", "meeting"})  # kinds of duties that are only spoken of
_SETTLED = frozenset({"decide", "intend", "undertake"})  # acts by which the organ takes on a deed of its own
LONGEST = 60_000  # characters: what is longer is no paragraph, and is not searched for charges
_YEAR = re.compile(r"(?<![\d/(-])(?:19|20)\d\d(?![\d/-])")
_NEAR = 40  # characters from the verb of a duty in which the words stand that tell its kind
_FAR = 400  # characters after a deed in which the words stand that hand it over, at most


def find_commitments(resolution: Resolution, language: str) -> dict[str, tuple[Commitment, ...]]:
    """Return the commitments of a resolution, by the id of the paragraph that makes each.

    Args:
        resolution: cut into its paragraphs. All of it is read, since a sub-paragraph takes its verb and the one
            charged from the paragraph above it, and a pronoun from the one before.
        language: a language tag.

    Rules: A/RES/80/251 (what a registry of mandates holds); the kinds are those of
    `alinea.model.record.Commitment`.

    A sample: *Prie le Secrétaire général de lui présenter, à sa soixante-troisième session, un rapport* gives a
    report, owed by *le Secrétaire général* to the General Assembly at its session 63.
    """
    reader = _Reader(resolution, language)
    for passage in resolution.preamble:
        reader.announced(passage)
    for passage in resolution.operative:
        reader.read(passage, None)
    for annex in resolution.annexes:
        for passage in annex.passages:
            reader.provided(passage, None)
    return {id: tuple(found) for id, found in reader.found.items() if found}


class _Place(NamedTuple):
    """A charge in its paragraph."""

    wording: Wording
    charge: Charge
    clauses: Sequence[Clause] = ()
    clause: Clause | None = None
    number: int = 0
    whole: Clause | None = None


class _Reader:
    """Reads the paragraphs of one resolution in order."""

    def __init__(self, resolution: Resolution, language: str) -> None:
        self.language = language
        self.words = commitment_words(language)
        self.organ = organ_of(resolution, language)
        year = resolution.adopted_on.year if resolution.adopted_on else None
        if year is None and resolution.organ == "A" and resolution.session:
            year = FIRST_GA_YEAR + resolution.session
        day = resolution.adopted_on.isoformat() if resolution.adopted_on else None
        self.setting = Setting(resolution.organ, resolution.session, year, day)
        self.known: Party | None = None
        self.charged: tuple[Party, ...] = ()
        # The time at a session that was told last: "at that session" is the same.
        self.before: Due | None = None
        # Whether the paragraph told of a day or year that is observed: "it" is that.
        self.observed = False
        self.introduced = Introduced(language, self.organ)
        self.sessions = Sessions(language, self.organ, self.setting, self.introduced)
        self.found: dict[str, list[Commitment]] = {}

    def read(self, passage: Passage, above: Charge | None) -> bool:
        """Read a paragraph and its sub-paragraphs; `above` is the charge of the paragraph it hangs on.

        Returns:
            Whether deeds were found that hang on that charge.
        """
        if not passage.text:
            # "1. (a) Requests …": the number bears no words of its own, its points do.
            hung = [self.read(child, above) for child in passage.children]
            return any(hung)
        if len(passage.text.text) > LONGEST:
            return False
        wording = Wording(passage.text, self.language)
        self.introduced.hear(wording)
        self.before, self.observed = None, False
        charges = charges_in(wording, self.known, bool(passage.children))
        charges = sorted([*charges, *undertakings(wording, charges)], key=lambda each: each.start)
        hangs = above is not None and not (charges and charges[0].start < 3)
        if above is not None and hangs:
            stop = charges[0].start if charges else len(wording.folded)
            charges.insert(0, inherited(wording, above, stop))
        found = self.found.setdefault(passage.id, [])
        for charge in charges:
            found.extend(self._commitments(_Place(wording, charge)))
            if charge.bearer is not None:
                self.known, self.charged = charge.bearer, charge.bearers or (charge.bearer,)
        if not charges:
            found.extend(self._provisions(wording) or self._duties(wording))
        # The themes of a workshop are no deeds: "a workshop on the following themes: (a) Tides".
        lists = charges and passage.children and not self.words.themes.search(wording.folded)
        following = self._handed_down(wording, charges[-1], found) if lists else None
        # A point with a verb of its own is none of a list: "encourages the parties to talk, and in particular:".
        hung = [self.read(child, following) for child in passage.children]
        if (
            following is not None
            and following.bearers == charges[-1].bearers
            and any(hung)
            and is_chapeau(wording)
        ):
            # What opens a list is no deed beside those that the list tells.
            opening = opening_of(wording, found)
            found[:] = [each for each in found if each is not opening]
        return hangs and bool(found or any(hung))

    def _handed_down(self, wording: Wording, charge: Charge, found: list[Commitment]) -> Charge:
        """Return a charge as the sub-paragraphs of its paragraph take it over, with the time that it names for them."""
        deed = time_above(wording, charge, self.setting) if is_chapeau(wording) else None
        if deed is not None:
            clause = Clause(charge.start, charge.verb_end, deed.end)
            due = joined(wording.text.text, deed.deadlines)
            due = self._when(_Place(wording, charge, (), clause), deed, due, None)
            charge = charge._replace(above=charge.above._replace(due=due))
        return handed_down(wording, charge, found)

    def _commitments(self, place: _Place) -> Iterator[Commitment]:
        wording, charge = place.wording, place.charge
        groups = arranged(wording, charge, standing_of(charge, self.language), self.setting, self.organ)
        clauses = [each.clause for each in groups]
        for number, group in enumerate(groups):
            here = _Place(wording, charge, clauses, group.clause, number, group.clause)
            for half, clause in self._halves(here, group.deeds):
                part = _Place(wording, charge, clauses, clause, number, group.clause)
                yield from self._of_deed(part, half)
            if not group.deeds and self._acts(here):
                yield from self._action(here)
            yield from self._appointed(here)

    def _halves(self, place: _Place, deeds: tuple[Deed, ...]) -> Iterator[tuple[Deed, Clause]]:
        """Yield the deeds of a clause, each with its own part of it.

        Where a verb has two nouns, each with its own time, the first deed ends before the second noun: *a midterm
        update by 28 February and a final report by 15 July*.
        """
        clause, wording = place.clause, place.wording
        assert clause is not None
        kind = next((each for each in _HALVED if any(deed.kind == each for deed in deeds)), None)
        reports = [each for each in deeds if each.kind == kind]
        nouns = [
            match.start("noun")
            for match in clause_words(self.language).half.finditer(wording.folded, clause.verb, clause.end)
            if reports and match.start("noun") > reports[0].start + 8
        ]
        if not nouns or (len(reports) < 2 and not reports[0].timed):
            yield from ((deed, clause) for deed in deeds)
            return
        first, *others = reports
        if others:
            halves, nouns = others[:1], nouns[:1]
        else:
            halves, nouns = self._timed(wording, first, nouns, clause.end)
        if not halves:
            yield from ((deed, clause) for deed in deeds)
            return
        if not others:
            # The time of the first noun is none of the second's; one that is named last is that of both.
            first = first._replace(deadlines=tuple(each for each in first.deadlines if each.start < nouns[0]))
            if not first.timed:
                yield from ((deed, clause) for deed in deeds)
                return
        yield from ((deed, clause) for deed in deeds if deed.kind != kind)
        yield first, clause._replace(end=end_of_words(wording, clause.verb, nouns[0]))
        for half, noun, stop in zip(halves, nouns, (*nouns[1:], None), strict=True):
            end = end_of_words(wording, noun, stop) if stop else clause.end
            yield half, clause._replace(verb=noun, end=end, own_verb=False)
        yield from ((deed, clause) for deed in others[1:])

    def _timed(
        self, wording: Wording, first: Deed, nouns: list[int], end: int
    ) -> tuple[list[Deed], list[int]]:
        """Return those nouns of a verb, after its first, that have a time of their own, each as a deed."""
        found, places = [], []
        for noun, stop in zip(nouns, (*nouns[1:], end), strict=True):
            half = first._replace(start=noun, end=noun + 1)
            times = times_between(wording, half, noun, stop, self.setting)
            if any(each.session or each.date for each in times):
                found.append(half._replace(deadlines=times))
                places.append(noun)
        return found, places

    def _acts(self, place: _Place) -> bool:
        """Tell whether a clause of no kind of its own charges somebody with an act."""
        wording, charge, clause = place.wording, place.charge, place.clause
        assert clause is not None
        words = clause_words(self.language)
        if charge.own and charge.bearer is None and clause.who is None:
            if charge.act not in _SETTLED or charge.listed:
                return False
            listed_deed = charge.inherited and not wording.words.thing_first.match(wording.folded)
            named = clause.infinitive or clause.settled or listed_deed
            promised = charge.act == "undertake"
            return named and (promised or not words.done_by_vote.match(wording.folded, clause.verb))
        if charge.bearer is None and clause.who is None:
            return charge.clause and charge.directive and self._agent(place) is not None
        if charge.deed is None or charge.listed or charge.loose:
            return False
        if not charge.directive and not charge.clause:
            return False
        if (
            not charge.directive
            and not (clause.shall or clause.allowed)
            and words.done_by_vote.match(wording.folded, clause.verb)
        ):
            return False
        return not wording.words.form.match(wording.folded, charge.deed)

    def _appointed(self, place: _Place) -> Iterator[Commitment]:
        """Yield by whom those are appointed who make up a body that is set up."""
        clause, wording = place.clause, place.wording
        assert clause is not None
        found = clause_words(self.language).appointed.search(wording.folded, clause.verb, clause.end)
        if found is None or not any(
            found.start("who") <= each.start and each.end <= found.end("who") for each in wording.actors
        ):
            return
        joined_on = wording.words.coordination.match(wording.folded, found.end() + 1)
        own = clause._replace(
            opens=found.start("what"),
            verb=found.start("what"),
            end=found.end() if joined_on else first_comma(wording, found.end(), clause.end),
            who=found.span("who"),
            shall=True,
            banned=False,
        )
        for made in self._action(place._replace(clause=own, number=1)):
            yield made.model_copy(
                update={"nature": "obligation", "certain": False, "confidence": PROVISION, "act": None}
            )

    def _action(self, place: _Place) -> Iterator[Commitment]:
        """Yield an act that no sign tells a kind of."""
        clause, charge, wording = place.clause, place.charge, place.wording
        assert clause is not None
        deed = Deed(self._kind(place), clause.verb, clause.end, clause.opens)
        begin = charge.start if not place.number else clause.opens
        if charge.act == "authorize" and self._lasts(place, begin):
            deed = deed._replace(kind="term")
        times = times_between(wording, deed, clause.opens, clause.end, self.setting)
        if deed.kind == "term" and not times:
            times = times_between(wording, deed, begin, clause.end, self.setting)
        elif begin < clause.opens:
            # "Requests the Committee, at its twenty-fifth session, to examine the matter"
            early = times_between(wording, deed, begin, clause.opens, self.setting)
            times = (*set_off(early), *times)
        if not place.number:
            deed = deed._replace(start=charge.deed_start, opens=charge.deed_start)
        yield from self._of_deed(place, deed._replace(deadlines=times))

    def _lasts(self, place: _Place, begin: int) -> bool:
        """Tell whether an authorization is given for a period: *Authorizes States, for six months, to inspect …*."""
        assert place.clause is not None
        deed, until = (
            Deed("term", place.clause.verb, place.clause.end, begin),
            time_words(self.language).until,
        )
        return any(
            each.lasting
            or (each.period and not each.about)
            or (each.kind == "date" and until.match(place.wording.folded, each.start))
            for each in times_between(place.wording, deed, begin, place.clause.end, self.setting)
        )

    def _kind(self, place: _Place) -> CommitmentKind:
        """Return the kind of an act that no sign tells.

        A thing handed to somebody is a report, *submit its programme of work to the Committee*; a gathering that
        somebody is to hold is a meeting.
        """
        clause, words, folded = place.clause, clause_words(self.language), place.wording.folded
        assert clause is not None
        if clause.banned:
            return "action"
        if words.gathered.match(folded, clause.verb, clause.end):
            return "meeting"
        if self.observed and words.observing.match(folded, clause.verb, clause.end):
            return "observance"  # "proclaims 2029 the Year of Dykes and invites States to observe it"
        if words.noun_of_meeting.match(folded, clause.verb, clause.end):
            return "meeting"
        if any(
            told.match(folded, clause.verb, clause.end) for told in (words.findings, words.noun_of_report)
        ):
            return "report"
        what = deliverable_of(place.wording, clause, "report", own=False)
        handed = words.handing.search(folded, clause.verb + 1, clause.end)
        if handed and addressed_in(place.wording, clause, "report", self.organ):
            return "report"  # "undertake a review and submit it to the Assembly"
        told = words.tells.match(folded, clause.verb, clause.end)
        if not told and (what not in _HANDED or not words.gives.match(folded, clause.verb, clause.end)):
            return "action"
        named = recipients_in(place.wording, clause, "report", what, self.organ)
        return "report" if any(any(map(str.isupper, each.text)) for each in named) else "action"

    def _of_deed(self, place: _Place, deed: Deed) -> Iterator[Commitment]:
        """Yield the commitment of a deed, one for each session that is named in one breath."""
        clause, folded = place.clause, place.wording.folded
        if (
            clause
            and deed.kind == "observance"
            and clause_words(self.language).gathered.match(folded, clause.verb)
        ):
            deed = deed._replace(kind="meeting")  # "convene a meeting to mark the Day of Ferries"
        pairs = paired(place.wording, place.clause, deed, self.organ) if place.clause else []
        if pairs:
            for parties, occasion in pairs:
                yield self._made(place, deed, joined(place.wording.text.text, occasion), parties, occasion)
            return
        together = side_by_side(place.wording, deed)
        if len(together) < 2:
            times = deed.deadlines
            if deed.kind in ("meeting", "observance"):
                times = tuple(map(_first_day, times))
                days = [each for each in times if each.kind == "date" and len(each.date or "") == DAY]
                # "the session on the programme of July 2025 to July 2026 will be held on 31 July 2025"
                times = tuple(each for each in times if each.kind != "date" or each in days or not days)
                times = times or self._year(place, deed)
            yield self._made(place, deed, joined(place.wording.text.text, times))
            return
        others = [each for each in deed.deadlines if each not in together]
        for time in together:
            times = (time, *(each for each in others if each.kind not in OCCASIONS))
            begun = map(_first_day, times) if deed.kind == "meeting" else times
            yield self._made(place, deed, joined(place.wording.text.text, begun), times=times)

    def _year(self, place: _Place, deed: Deed) -> tuple[Deadline, ...]:
        """Return the year that an observance is of: *de proclamer 2021 Année internationale*."""
        years = list(_YEAR.finditer(place.wording.folded, deed.start, deed.end))
        if deed.kind != "observance" or len(years) != 1 or not place.charge.own:
            return ()
        return (Deadline("date", years[0].start(), years[0].end(), date=years[0][0]),)

    def _made(
        self,
        place: _Place,
        deed: Deed,
        due: Due | None,
        told: tuple[Party, ...] | None = None,
        times: tuple[Deadline, ...] | None = None,
    ) -> Commitment:
        wording, charge = place.wording, place.charge
        clause = place.clause or self._whole(place, deed)
        appointed = clause_words(self.language).appointed.search(wording.folded, clause.verb, clause.end)
        if appointed and appointed.start() > clause.verb and deed.kind == "term":
            # By whom its members are appointed is a deed of its own.
            clause = clause._replace(end=end_of_words(wording, clause.verb, appointed.start()))
            deed = deed._replace(
                deadlines=tuple(each for each in deed.deadlines if each.start < appointed.start())
            )
            due = joined(wording.text.text, deed.deadlines)
        bearers, nature = self._done_by(place, deed, clause)
        if deed.kind in ("term", "meeting") and charge.thing is not None and self.organ is not None:
            # "Decides that the mandate of the Team shall expire", "that the Forum be held": it is done by the organ.
            clause, bearers, nature = clause._replace(verb=charge.thing), (self.organ,), "decision"
        bearer = bearers[0] if bearers else None
        deliverable = deliverable_of(
            wording,
            clause,
            deed.kind,
            own=any(map(self.sessions.is_organ, bearers)),
            tail=charge.tail if charge.listed else "",
        )
        if times is not None:
            deed = deed._replace(deadlines=times)
        recipient, recipients, sources = self._others(place, deed, clause, deliverable, told)
        at = quoted(wording, charge, deed)
        due = self._when(place, deed, due, recipient) or charge.above.due
        conditions = (*charge.above.conditions, *conditions_in(wording, charge.start, place.clauses, clause))
        kind: CommitmentKind = deed.kind  # type: ignore[assignment]
        confidence = self._sure(place, deed, clause, bearer, deliverable)
        if due is None and self._only_ready(place):
            confidence = DUTY
        self.observed = self.observed or kind == "observance"
        charged, told_to = (tuple(self.introduced.named(each)) for each in (bearers, recipients))
        return Commitment(
            kind=kind,
            bearer=charged[0] if charged else None,
            recipient=told_to[0] if told_to else None,
            act=charge.act,
            force=charge.force,
            due=due,
            condition=conditions[0].text if conditions else None,
            quote=wording.text.text[at.start : at.end],
            certain=confidence >= CERTAIN,
            what=said_in(wording, clause),
            bearers=charged,
            recipients=told_to,
            sources=tuple(self.introduced.named(sources)),
            nature=nature,
            deliverable=deliverable,
            conditions=conditions,
            means=means_in(wording, charge.start, clause, first=not place.number) or charge.above.means,
            confidence=confidence,
            at=at,
            span=wording.text.span(at.start, at.end),
        )

    def _sure(
        self, place: _Place, deed: Deed, clause: Clause, bearer: Party | None, deliverable: Deliverable
    ) -> float:
        return confidence_of(
            place.charge,
            deed,
            bearer,
            deliverable,
            ruled=clause.settled and self.sessions.is_organ(bearer),
            alone=len(place.clauses) < 2,
        )

    def _only_ready(self, place: _Place) -> bool:
        """Tell whether the organ says no more than that it is ready to act."""
        charge, wording = place.charge, place.wording
        verb = charge.start, charge.verb_end
        return charge.own and wording.words.ready.search(wording.folded, *verb) is not None

    def _done_by(self, place: _Place, deed: Deed, clause: Clause) -> tuple[tuple[Party, ...], Nature]:
        """Return who is charged with a deed, and of which nature that makes it."""
        wording, charge = place.wording, place.charge
        bearers, nature = self._bearers(place), self._nature(place, clause)
        bearer = told = bearers[0] if bearers else None
        relative = wording.words.relative.search(
            wording.folded, max(charge.deed_start, deed.start - 40), min(charge.end, deed.start + 40)
        )
        if relative and relative.start() < deed.start < relative.end():
            nature = "obligation"
            bearer = self._relative(wording, charge, relative.start()) or bearer
        if deed.holders:
            # "Encourages the holding of a seminar, to be convened by the Commission"
            agent = None if bearers else self._agent(place)
            bearer = self._holders(wording, deed) or (agent[0] if agent else bearer)
        if nature == "decision" and charge.own and clause.settled and not self.sessions.is_organ(bearer):
            nature = "obligation"  # of the one by whom it shall be done
        return bearers if bearer is None or bearer == told else (bearer,), nature

    def _others(
        self,
        place: _Place,
        deed: Deed,
        clause: Clause,
        deliverable: str,
        told: tuple[Party, ...] | None,
    ) -> tuple[Party | None, tuple[Party, ...], tuple[Party, ...]]:
        """Return whose session is meant, for whom a deed is, and from whom something is sought.

        Args:
            place, deed, clause, deliverable: of the commitment; told: for whom it is, where that was found before.
        """
        # A second noun is for those whom its verb names: "provide to the Council an update … and a final report".
        shared = clause if clause.own_verb else place.whole or clause
        since = place.charge.deed_start
        own = (
            ()
            if clause.own_verb
            else recipients_in(place.wording, clause, deed.kind, deliverable, self.organ)
        )
        recipients = (
            told or own or recipients_in(place.wording, shared, deed.kind, deliverable, self.organ, since)
        )
        recipient = told[0] if told else self._recipient(place, deed)
        sought = clause.opens if place.number else place.charge.verb_end
        sources = sources_in(place.wording, sought, clause, deed.kind)
        asked = {each.id or each.text for each in sources}
        recipients = tuple(each for each in recipients if (each.id or each.text) not in asked)
        if recipient is not None and (recipient.id or recipient.text) in asked:
            recipient = None
        if not recipients and recipient is not None and recipient != self.organ:
            recipients = (recipient,)
        if not recipients and recipient is None and deed.kind in ("report", "views"):
            recipients = place.charge.above.recipients
            recipient = recipients[0] if recipients else None
        if not recipients and recipient in (None, self.organ) and deed.kind == "report":
            # "at the eightieth session of the General Assembly": it is told to that organ.
            recipients = holding(place.wording, deed)
        if not recipients and deliverable == "assistance":
            helped = clause_words(self.language).helped.match(place.wording.folded, clause.verb, clause.end)
            # "encourages donors to assist them": those charged before
            recipients = self.charged if helped and self.charged != place.charge.bearers else ()
        if recipient is None and len(recipients) == 1:
            recipient = recipients[0]
        return recipient, recipients, sources

    def _when(self, place: _Place, deed: Deed, due: Due | None, recipient: Party | None) -> Due | None:
        """Return the time of a deed with the organ whose session it is, and with its days."""
        wording, charge = place.wording, place.charge
        if self.before is not None and place.clause is not None and not (due and (due.session or due.date)):
            same = time_words(self.language).same.search(wording.folded, place.clause.verb, place.clause.end)
            if same:
                text = wording.text.text[same.start() : same.end()]
                due = Due(session=self.before.session, organ=self.before.organ, text=text)
        if due is not None and due.session is not None and due.organ is None:
            due = due.model_copy(
                update={"organ": self.sessions.organ_of(due, wording, recipient, charge, deed)}
            )
        elif due is not None and any(each.kind == "next" for each in deed.deadlines):
            due = due.model_copy(
                update={"organ": due.organ or self.sessions.whose(wording, recipient, charge, deed)}
            )
        elif due is not None and due.date is not None and due.organ is None:
            # "to the Council at its 2026 session": a session of the year is that of the Economic and Social Council.
            yearly = any(each.kind == "session" and each.date == due.date for each in deed.deadlines)
            if yearly and self.sessions.whose(wording, recipient, charge, deed) == BY_YEARS:
                due = due.model_copy(update={"organ": BY_YEARS})
        times = deed.deadlines
        clause = place.clause or self._whole(place, deed)
        if due is None and deed.kind == "observance" and charge.own:
            stretch = Span(clause.opens, clause.end)
            due = day_proclaimed(wording.text.text, wording.folded, self.language, self.setting, stretch)
        if deed.kind == "term" and not charge.own:
            # Somebody is asked to appoint another for three years: they count from the appointment.
            verb = time_words(self.language).appoints.match(wording.folded, clause.verb)
            times = tuple(each for each in times if not (verb and each.lasting))
        within = Span(clause.opens if place.number else charge.start, max(clause.end, clause.opens))
        due = with_days(due, times, wording.folded, self.language, self.setting, deed.kind, within)
        if due is not None and due.session is not None:
            self.before = due
        return due

    def _whole(self, place: _Place, deed: Deed) -> Clause:
        """Return all of a charge as one clause, where its clauses were not asked for."""
        end = end_of_words(place.wording, deed.start, place.charge.end)
        return Clause(place.charge.start, min(deed.start, end), end)

    def _bearers(self, place: _Place) -> tuple[Party, ...]:
        """Return all who are charged with a deed."""
        charge, clause = place.charge, place.clause
        if clause is not None and clause.who is not None:
            return tuple(listed(place.wording, *clause.who))
        if charge.bearer is None and not charge.own:
            return (self._agent(place) or ()) if charge.clause else ()
        if clause is not None and (clause.settled or charge.clause):
            words, folded = clause_words(self.language), place.wording.folded
            passive = words.passive.match(folded, clause.verb, clause.end)
            at_once = passive is not None and passive[0].count(" ") <= _PASSIVE
            agent = self._agent(place) if clause.settled or at_once else None
            # "that the Fund shall be run by the Board"; where it is met by contributions nobody is named.
            if agent and (agent[0].id or words.bodies.search(agent[0].text) or self._officer(agent[0].text)):
                return agent
        if charge.bearer is None:
            return (self.organ,) if self.organ else ()
        return charge.bearers or (charge.bearer,)

    def _officer(self, said: str) -> bool:
        """Tell whether a name with a capital is of somebody: *the Executive Director*, not *the Charter*."""
        of = clause_words(self.language).genitive.search(fold(said))
        head = fold(said)[: of.start() if of else None].rstrip()
        return any(map(str.isupper, said)) and self.words.events.fullmatch(head) is None

    def _agent(self, place: _Place) -> tuple[Party, ...] | None:
        """Return by whom something is to be done: *that the form be sent out by the Division*."""
        words, clause = clause_words(self.language), place.clause
        assert clause is not None
        passive = words.passive.search(place.wording.folded, clause.verb, clause.end)
        if passive is None:
            return None
        return tuple(names_from(place.wording, passive.end(), clause.end, unknown=True)[0]) or None

    def _nature(self, place: _Place, clause: Clause) -> Nature:
        charge = place.charge
        if charge.nature is not None:
            return charge.nature
        if clause.allowed or charge.act == "authorize":
            return "permission"
        if clause.who is None and (
            (charge.bearer is None and charge.own) or self.sessions.is_organ(charge.bearer)
        ):
            return "decision"  # also one not to do something
        if clause.banned:
            return "prohibition"
        if charge.act == "establish" or charge.act_class == "deciding":
            return "obligation"
        return "request"

    def _relative(self, wording: Wording, charge: Charge, place: int) -> Party | None:
        """Return the one of whom a relative clause says what he is to do: *un représentant … qui rendra compte*."""
        named = list(wording.words.who.finditer(wording.folded, charge.deed_start, place + 1))
        return party_at(wording, named[-1].start(), named[-1].end()) if named else None

    def _holders(self, wording: Wording, deed: Deed) -> Party | None:
        """Return those named after a gathering: *réunions des ministres*."""
        of = actor_names(self.language).of.match(wording.levelled, deed.end)
        if of is None:
            return None
        end = wording.words.bearer_end.search(wording.folded, of.end())
        stop = wording.folded.find(",", of.end())
        stops = [each for each in (end.start() if end else -1, stop, len(wording.folded)) if each > 0]
        return party_at(wording, of.end(), min(stops))

    def _recipient(self, place: _Place, deed: Deed) -> Party | None:
        """Return for whom a report or views are meant: the actor addressed, or the organ itself."""
        if deed.kind not in ("report", "views"):
            return None
        wording, charge = place.wording, place.charge
        words = wording.words
        around = max(charge.deed_start, deed.start - 12), deed.start + 16
        asked = words.to_organ.search(wording.folded, *around)
        others = [
            each for each in wording.actors if charge.deed_start <= each.start and each.end <= deed.start
        ]
        if asked and deed.kind == "views" and others:
            # "coopérer avec le Rapporteur spécial et lui fournir": not the organ, but the one just named.
            return party_at(wording, others[-1].start, others[-1].end)
        clitic = words.clitic.search(wording.folded, *around)
        if clitic and deed.kind == "report":
            # "lui présenter, ainsi qu'au Conseil": the organ first, whoever else; "en lui présentant": one just named.
            gerund = clitic[0].startswith("en ") and others
            return party_at(wording, others[-1].start, others[-1].end) if gerund else self.organ
        for actor in wording.actors:
            if deed.start <= actor.start <= deed.end + 60 and words.for_whom.search(
                wording.folded, max(0, actor.start - 14), actor.start
            ):
                return party_at(wording, actor.start, actor.end)
        handed = words.handed.search(wording.folded, deed.end, min(charge.end, deed.end + _FAR))
        return self.organ if asked or handed else None

    def _duties(self, wording: Wording) -> Iterator[Commitment]:
        """Yield what a paragraph only says that somebody must hand over or hold; or do, where it notes that he must."""
        noted = self.words.noted_duty.match(wording.folded)
        for charge in duties_in(wording):
            for group in arranged(
                wording, charge, standing_of(charge, self.language), self.setting, self.organ
            ):
                near = [each for each in group.deeds if each.start - group.clause.verb < _NEAR]
                place = _Place(wording, charge, [group.clause], group.clause, 0, group.clause)
                found = [self._of_deed(place, each) for each in near if each.kind in _DUTIES]
                if noted and not found and charge.start == noted.end():
                    place = place._replace(charge=charge._replace(nature="obligation"))
                    found = [self._action(place)]
                for made in chain.from_iterable(found):
                    sure = DATED if made.due is not None else DUTY
                    yield made.model_copy(update={"act": None, "certain": False, "confidence": sure})

    def _provisions(self, wording: Wording) -> list[Commitment]:
        """Return what a paragraph lays on its subject without a verb of the organ: *Member States shall report*."""
        charge = provision(wording) if wording.actors and wording.actors[0].start < 2 else None
        if charge is None or clause_words(self.language).weak.match(wording.folded, charge.deed_start):
            return []
        return [
            each.model_copy(update={"act": None, "certain": False, "confidence": PROVISION})
            for each in self._commitments(_Place(wording, charge))
        ]

    def provided(self, passage: Passage, above: Charge | None) -> None:
        """Find what a paragraph of an annex and those below it lay on their subject."""
        if not passage.text or len(passage.text.text) > LONGEST:
            return
        wording = Wording(passage.text, self.language)
        self.introduced.hear(wording)
        charge = provision(wording)
        if charge is None and above is not None:
            charge = inherited(wording, above, len(wording.folded))
        following = None
        if charge is None and wording.words.ourselves.search(wording.folded):
            self.read(passage, None)
            return
        if charge is not None:
            made = [
                each.model_copy(update={"act": None, "certain": False, "confidence": PROVISION})
                for each in self._commitments(_Place(wording, charge))
            ]
            if is_chapeau(wording):
                following, made = self._handed_down(wording, charge, made), []
            self.found.setdefault(passage.id, []).extend(made)
        for child in passage.children:
            self.provided(child, following)

    def announced(self, passage: Passage) -> None:
        """Hear the names that a preambular paragraph introduces; find the observances that it tells are recommended.

        What is only noted or recalled there asks nothing.
        """
        text = passage.text.text
        if not text or len(text) > LONGEST:
            return
        wording = Wording(passage.text, self.language)
        self.introduced.hear(wording, operative=False)
        if not any(word in text for word in self.words.again):
            return
        asked = min(
            (place for word in self.words.recommended if (place := text.find(word)) >= 0), default=None
        )
        if asked is None:
            return
        charge = Charge(0, 0, len(wording.folded), "note", "observing", None, None, asked, own=True)
        end = end_of_recounted(wording, asked, charge.end)
        for deed in deeds_of(wording, charge, Standing(organ=True, officer=True), self.setting):
            times: list[Deadline] = [each for each in deed.deadlines if each.kind == "recurrence"]
            if deed.kind == "observance" and times:
                begun = charge._replace(start=min(deed.start, times[0].start))
                made = self._made(_Place(wording, begun), deed, joined(wording.text.text, times))
                self.found.setdefault(passage.id, []).append(
                    made.model_copy(
                        update={
                            "act": None,
                            "bearer": None,
                            "bearers": (),
                            # How it is paid for is told after it, of all that is done for it.
                            "what": made.what
                            and said_in(
                                wording, Clause(made.what.at[0], made.what.at[0], min(made.what.at[1], end))
                            ),
                            "nature": None,
                            "certain": False,
                            "confidence": DATED,
                        }
                    )
                )


def _first_day(time: Deadline) -> Deadline:
    """Return a time by its first day: what lasts some days falls due on the first of them, a term on its last."""
    return time._replace(date=time.begins) if time.begins else time
