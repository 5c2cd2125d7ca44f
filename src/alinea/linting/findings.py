"""What linting gives: findings, each with its place and, where one is safe, an edit that mends it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from alinea.model.spans import Span
from alinea.vocab.linting_words import Severity, rules

Fact = str | int

NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of the source and what to put in their place; nothing is taken out where the span is empty."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from a rule.

    Attributes:
        rule: its identifier, ``AL501``.
        case: which of the cases of the rule it is; the catalogue has the words under ``rule.AL501.says.<case>``.
        span: its place in the text of the source.
        address: id of the paragraph, ``op_7_a``; None where it is of the whole text.
        facts: what goes into the words of the catalogue.
        edits: what mends it, where that is safe; empty where a person must.
    """

    rule: str
    case: str
    span: Span
    address: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=lambda: NO_FACTS)
    edits: tuple[Edit, ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return rules()[self.rule].severity


@dataclass(frozen=True, slots=True)
class Held:
    """What a library knows of a document.

    Attributes:
        adopted_on: when it was adopted, None where that is not known; text: it is held, and not only named in a series.
        later, later_on: the latest text of its series that is held, and when that was adopted; None where it is itself.
    """

    adopted_on: datetime.date | None = None
    text: bool = True
    later: str | None = None
    later_on: datetime.date | None = None


Shelf = Callable[[str], Held | None]
"""What linting asks of a library: by a canonical symbol, what it knows; None where it knows nothing."""
