"""What the ledger amounts to: how what had a time came out, by the year in which it closed; how often things recur."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from alinea.model.ledger import Status
from alinea.store.ledgers import Ledgers
from alinea.store.listing import STATUS


def outcomes(kept: Ledgers, day: datetime.date, organ: str | None) -> Counter[tuple[int, str, Status]]:
    """Return how many obligations whose time closed before a day stand how on it, by year of its end and organ.

    What recurs has no single time and is left out.

    Args:
        organ: only that of the session at which they were due, or else of the text.
    """
    # All that is asked for lies in the index, in the order of the days.
    sql = (
        f"SELECT substr(closes, 1, 4), whose, {STATUS}, count(*) FROM obligations INDEXED BY live_in_order"  # noqa: S608
        " WHERE live = 1 AND rule IS NULL AND standing < :day AND adopted_on <= :day"
    )
    values: dict[str, Any] = {"day": day.isoformat()}
    if organ is not None:
        sql += " AND whose = :organ"
        values["organ"] = organ
    rows = kept.connection.exec_driver_sql(f"{sql} GROUP BY 1, 2, 3", values).all()
    return Counter({(int(row[0]), row[1], Status(row[2])): row[3] for row in rows})


def rules(kept: Ledgers, organ: str | None) -> Counter[str]:
    """Return how many obligations recur by each rule (RFC 5545, 3.3.10), of texts of an organ or of all."""
    sql, values = "SELECT rule, count(*) FROM obligations WHERE rule IS NOT NULL", {}
    if organ is not None:
        sql += " AND whose = :organ"
        values["organ"] = organ
    rows = kept.connection.exec_driver_sql(f"{sql} GROUP BY 1", values).all()
    return Counter({row[0]: row[1] for row in rows})
