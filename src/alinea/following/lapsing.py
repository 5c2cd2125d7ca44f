"""When what recurs without an end is no longer known to go on, by the rules of ``vocab/common/lapsing.toml``."""

from __future__ import annotations

import datetime
import re

from alinea.model.ledger import Recurrence
from alinea.vocab.tables import table

_UNITS = {"YEARLY": "years", "MONTHLY": "months", "WEEKLY": "weeks", "DAILY": "days"}
_RULE = re.compile(r"FREQ=([A-Z]+)(?:;INTERVAL=([0-9]{1,3}))?")


def lapse(recurrence: Recurrence, kind: str, adopted_on: datetime.date | None) -> datetime.date | None:
    """Return the day after which something is not known to recur unless a later text repeats it; None where it lasts.

    Args:
        recurrence: how it recurs; kind: of commitment; adopted_on: the day of the text that asks for it.

    A sample: a yearly report asked for on 7 December 2020 is not known to be asked for after 7 December 2023.
    """
    rules = table("common", "lapsing")
    found = _RULE.match(recurrence.rule or "")
    if found is None or recurrence.until or adopted_on is None or kind in rules["kinds"]["lasting"]:
        return None
    rule = rules[_UNITS[found[1]]]
    years = int(rule["times"]) * int(found[2] or 1) + int(rule["plus"])
    day = (
        min(adopted_on.day, 28) if adopted_on.month == 2 else adopted_on.day
    )  # not every year has a 29 February
    return adopted_on.replace(year=adopted_on.year + years, day=day)
