"""Why commitments stand where they do: the whole chain of each, from its words to what its status rests on."""

from __future__ import annotations

import datetime
import re
from typing import get_args

from alinea.following.ledgers import explain
from alinea.library.ledger import LedgerQuery, answer
from alinea.library.naming import locate
from alinea.model.ledger import Explanation
from alinea.model.record import CommitmentKind
from alinea.store.library import Library

_ONE = re.compile(rf"(?P<above>.+)/(?P<one>(?:{'|'.join(get_args(CommitmentKind))})/\d{{1,3}})")
"""The identifier of one commitment: address of its paragraph, kind, and place among its kind."""
_PLACE = re.compile(r"/([a-z]+_\w+)$")
"""The place of a paragraph behind a stroke, as addresses of this site have it: ``A/RES/75/28/op_6``."""


def explained(library: Library, typed: str, as_of: datetime.date) -> tuple[Explanation, ...]:
    """Return the explanation of each commitment of a text, of one of its paragraphs, or of one commitment.

    Args:
        typed: ``75/28``, ``A/RES/75/28#op_6`` or ``75/28#op_6/report/1``; a stroke may stand for the number sign.
        as_of: the day on which the statuses stand.

    Raises:
        NotHeldError: the text or paragraph is not held, or it is not clear which is meant.
    """
    one = _ONE.fullmatch(typed)
    found = locate(library, _PLACE.sub(r"#\1", one["above"] if one else typed))
    entries = answer(library, LedgerQuery(as_of, work=found.address)).entries
    return tuple(
        explanation
        for entry in entries
        if one is None or entry.obligation.id == f"{found.address}/{one['one']}"
        if (explanation := explain(entry.obligation, as_of)) is not None
    )
