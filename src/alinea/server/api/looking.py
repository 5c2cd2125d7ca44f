"""Drafts that are sent, looked at by the rules: the same for programs and for people."""

from __future__ import annotations

from dataclasses import replace

from alinea.library.confined import lint_confined
from alinea.library.linting import Linted, shelf_of
from alinea.linting.checking import TIMED, lint
from alinea.server.api.state import ServedLibrary
from alinea.vocab.linting_words import rules


def looked_at(
    served: ServedLibrary, data: bytes, name: str, which: frozenset[str], language: str, *, library: bool
) -> list[Linted]:
    """Return the drafts of a text that is sent, with what is found in them in order of its place.

    Args:
        which: identifiers of the rules; language: of the drafts, or ``auto``; library: compare with the library.

    Raises:
        UnreadableError: it cannot be read. BusyError: too many are being read.
    """
    compared = frozenset(rule for rule in which if rules()[rule].library)
    timed = frozenset(rule for rule in which if rule.startswith(TIMED))
    drafts = lint_confined(data, name, which - compared - timed, language)
    # The process in which the text was read has neither a library nor a day: what needs either is looked at here.
    shelf = shelf_of(served.library()) if compared and library else None
    here = timed | compared if shelf else timed
    return [
        replace(
            each,
            findings=tuple(
                sorted(
                    (*each.findings, *lint(each.record, each.content, here, shelf, served.today())),
                    key=lambda finding: (finding.span, finding.rule),
                )
            ),
        )
        for each in drafts
    ]
