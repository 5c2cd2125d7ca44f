"""How every stage says what it could not read with confidence."""

from __future__ import annotations

from dataclasses import dataclass

from alinea.model.spans import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was not read with confidence, and where.

    Attributes:
        code: a stable name in lower case with hyphens, such as ``numbering-gap``; the words a person
            reads are in the catalogues of `alinea.presenting`, under the same name.
        message: one English sentence with the facts of this case.
        span: where in the source, or None where the problem is the absence of something.
    """

    code: str
    message: str
    span: Span | None = None


class UnreadableError(Exception):
    """An input that cannot be read at all: what, where, and what to do about it.

    Attributes:
        code: a stable name, such as ``encrypted`` or ``no-text-layer``.
        message: one English sentence for a person, with the remedy.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
