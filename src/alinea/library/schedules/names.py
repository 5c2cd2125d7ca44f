"""The names of what is made of the ledger."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal, get_args

ScheduleName = Literal["cycle", "forecast", "inventory", "news", "register"]
SCHEDULES: tuple[ScheduleName, ...] = get_args(ScheduleName)

RegisterName = Literal[
    "observances", "mandates", "meetings", "undertakings", "prohibitions", "financing", "proclamations",
    "instruments", "forums", "agenda",
]  # fmt: skip
REGISTERS: tuple[RegisterName, ...] = get_args(RegisterName)

MONTHS: Mapping[ScheduleName, int] = {"cycle": 12, "forecast": 6}
"""How many months where none are asked for: a year, as the cycles of the Security Council; half a year, as the
forecasts that departments give each May and November."""

BACK = datetime.timedelta(days=31)
"""How far back news go where no day is given: a month."""
