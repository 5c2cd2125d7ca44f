"""The time in which something falls due: what the words for a session or a date determine."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which something falls due, both days included.

    Attributes:
        opens, closes: the days; basis: ``session``, ``day``, ``month``, ``year``.
        exact: False where only the months or the year of a session are known.
    """

    opens: datetime.date
    closes: datetime.date
    basis: Literal["session", "day", "month", "year"]
    exact: bool = True
