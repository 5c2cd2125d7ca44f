"""Whose session a deed falls due at: that of the one for whom it is, of the one who does it, or of the organ."""

from __future__ import annotations

from alinea.analysing.actors import find_actors
from alinea.analysing.charges import Charge
from alinea.analysing.deadlines import Setting
from alinea.analysing.deeds import Deed
from alinea.analysing.parties import Introduced
from alinea.analysing.wording import Wording, party_at
from alinea.model.record import Due, Party
from alinea.model.spans import mended
from alinea.vocab.actor_names import actor_names
from alinea.vocab.folding import fold

BY_YEARS = "E"  # the organ whose sessions are numbered by years
FIRST_GA_YEAR = 1945
_WITHOUT = frozenset({"officer", "secretariat", "group"})  # kinds of actors that hold no sessions
_BESIDE = 2  # characters between a name and the words for its session, at most


class Sessions:
    """Tells whose sessions are meant in the texts of one resolution."""

    def __init__(self, language: str, organ: Party | None, setting: Setting, introduced: Introduced) -> None:
        self.language = language
        self.organ = organ
        self.setting = setting
        self.introduced = introduced

    def organ_of(
        self, due: Due, wording: Wording, recipient: Party | None, charge: Charge, deed: Deed
    ) -> str | None:
        """Return whose session a commitment falls due at.

        A session that lies behind the organ's own is that of the body named last before it: *de lui rendre compte,
        par l'intermédiaire de la Commission des stupéfiants à sa vingt-huitième session*.
        """
        organ = self.whose(wording, recipient, charge, deed)
        session, own = due.session, self.setting.session
        if organ is None or organ != self.setting.organ or session is None or own is None or session >= own:
            return organ
        if own >= FIRST_GA_YEAR and organ != BY_YEARS:
            return organ  # a text that the Council puts to another organ bears the year of the Council
        place = min((each.start for each in deed.deadlines if each.session == session), default=charge.end)
        series = actor_names(self.language).series
        named = [each for each in wording.actors if charge.start <= each.start and each.end <= place]
        found = series.get(named[-1].id or "") if named else None
        return found if found != organ else None

    def whose(self, wording: Wording, recipient: Party | None, charge: Charge, deed: Deed) -> str | None:
        """Return whose session a commitment falls due at, where the words say *its session*."""
        series = actor_names(self.language).series
        at = _session_at(deed)
        beside = next((each for each in wording.actors if each.end <= at <= each.end + _BESIDE), None)
        for party in (beside and party_at(wording, beside.start, beside.end), recipient):
            # "to the Council and to the Assembly at its eightieth session": the one named right before it.
            told = self._known(party)
            if told is not None and told in series:
                return series[told]
        # "au Conseil" in a resolution of a council is that council.
        if recipient is not None and recipient.id is None and self.organ is not None:
            return self.setting.organ if self.is_organ(recipient) else None
        if charge.own or (recipient is not None and recipient == self.organ):
            return self.setting.organ
        bearer = self._known(charge.bearer)
        if deed.kind == "action":
            # "to submit it to the Assembly at its eighty-second session": the session of the one named before it.
            named = [each for each in wording.actors if deed.opens < each.start < at]
            bearer = next((each.id for each in reversed(named) if each.id in series), bearer)
        if deed.kind in ("agenda", "meeting", "action") and bearer and bearer in series:
            return series[bearer]
        # "Requests the Secretary-General to report at its eightieth session": he holds none, the organ does.
        kind = actor_names(self.language).kinds.get(bearer or "")
        return self.setting.organ if kind in _WITHOUT else None

    def is_organ(self, party: Party | None) -> bool:
        """Tell whether a party is the organ that adopts the text, be it by a short name: *the Council*."""
        if party is None or self.organ is None:
            return False
        if party.id is not None:
            return party.id == self.organ.id
        return party is self.organ or fold(self.organ.text).startswith(fold(party.text))

    def _known(self, party: Party | None) -> str | None:
        """Return who a party is: by its own name, or by the full one that the text introduced for it."""
        told = self.introduced.told(party)
        if told is None or told.refers is None:
            return told.id if told else None
        named = find_actors(mended([(0, told.refers)]), self.language)
        return named[0].id if named and named[0].at.start == 0 else told.id


def _session_at(deed: Deed) -> int:
    return min((each.start for each in deed.deadlines if each.kind == "session"), default=deed.end)
