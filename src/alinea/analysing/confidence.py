"""How surely a commitment is right, by the construction that told it.

The figures are how often a deed of a kind was wholly right in paragraphs judged by reading (``docs/measures.md``,
Confidence).
"""

from __future__ import annotations

from alinea.analysing.charges import Charge
from alinea.analysing.deeds import Deed
from alinea.model.record import Deliverable, Party

CERTAIN = 0.9  # confidence from which a commitment is called certain
DUTY = 0.4  # confidence of a duty that is only spoken of: a person decides
DATED = 0.5  # the same where a time is named for it
PROVISION = 0.8  # confidence of what an annex lays on its subject
# What the organ decides that shall be done with a thing: often no more than a rule.
_RULE = 0.4
_VAGUE = 0.6  # words that are known to mislead, or a deed of nobody who is named
_PROMISE = 0.75
_OWN_ACT = 0.6  # an act of the organ itself
_MIXED_ACT = 0.8  # one of several deeds of a sentence, and help, of which it is not sure for whom
_REPORTED = 0.93
_SURE = {"agenda": 0.98, "meeting": 0.98, "observance": 0.98, "views": 0.8}


def confidence_of(
    charge: Charge,
    deed: Deed,
    bearer: Party | None,
    deliverable: Deliverable,
    *,
    ruled: bool,
    alone: bool,
) -> float:
    """Return how surely a commitment is right.

    Args:
        charge, deed, bearer, deliverable: of the commitment; alone: its charge asks for no other deed.
        ruled: the organ decides what shall be done with a thing, and names nobody who shall do it.
    """
    if not deed.certain or bearer is None:
        return _VAGUE
    if charge.nature == "undertaking":
        return _PROMISE
    if deed.kind == "action" and ruled:
        return _RULE
    if deed.kind != "action":
        return _SURE.get(deed.kind, _REPORTED)
    if charge.own and charge.bearer is None:
        return _OWN_ACT
    return _MIXED_ACT if not alone or deliverable == "assistance" else CERTAIN
