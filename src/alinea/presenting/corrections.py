"""How people correct what texts were read to ask: as rows, and in the form of annotated texts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from alinea.library.cases import read_so
from alinea.model.cases import Case
from alinea.model.ledger import Entry
from alinea.presenting.answers import Row

COLUMNS = (
    "case", "address", "commitment", "language", "quote", "read_asked", "asked", "read_due", "due", "reason",
    "read_so",
)  # fmt: skip
"""`read_asked`, `read_due`: as it was read when the case was opened; `asked`, `due`: as a person corrects it, empty
where they do not; `read_so`: whether it is now read as corrected."""


def correction_row(case: Case, entry: Entry | None) -> Row:
    """Return a correction as a row of an answer.

    Args:
        case: one with a correction; entry: what the ledger says now of its commitment, None where it says nothing.
    """
    basis, correction = case.basis, case.correction
    assert correction is not None
    closes = basis.deadline.isoformat() if basis.deadline else None
    return {
        "case": case.id,
        "address": basis.address,
        "commitment": basis.commitment,
        "language": basis.language,
        "quote": basis.quote or basis.text,
        "read_asked": tuple(name for name, _ in basis.asked),
        "asked": correction.asked,
        "read_due": str(basis.session) if basis.session else closes,
        "due": correction.due,
        "reason": correction.reason,
        "read_so": read_so(case, entry),
    }


def annotated(cases: Iterable[Case]) -> bytes:
    """Return corrected texts in the form in which the project keeps annotated ones, to be given to it.

    A record for each resolution and language, each with its commitments as people say that they are: ``paragraph``,
    ``quote``, ``bearers``, ``due``; nobody in ``bearers`` where the text asks nothing.
    """
    works: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for case in cases:
        basis, correction = case.basis, case.correction
        if correction is None:
            continue
        asked = correction.asked if correction.asked is not None else [name for name, _ in basis.asked]
        said = correction.due or str(basis.session or basis.deadline or "")
        works[basis.work, basis.language].append(
            {
                "paragraph": _paragraph(basis.paragraph or ""),
                "quote": basis.quote or basis.text,
                "bearers": [{"text": name} for name in asked],
                "due": {
                    "session": int(said) if said.isdigit() else None,
                    "date": said if said.count("-") == 2 else None,
                },
                "note": correction.reason,
            }
        )
    records = [
        {"works": [work], "language": language, "resolution": {"symbol": work, "commitments": found}}
        for (work, language), found in sorted(works.items())
    ]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def _paragraph(address: str) -> str:
    """Return a paragraph as annotated texts name it: ``8``, ``7.a``, ``annex/1``."""
    operative = address.removeprefix("op_")
    return operative.replace("_", "." if operative != address else "/")
