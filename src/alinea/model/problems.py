"""How every stage says what it could not read with confidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from alinea.model.spans import Span

FACT = 200
"""Characters of a fact: what a file says of itself, such as the name of a part, may be of any length."""


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


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an input is not read, as it is handed from one process to another.

    Attributes:
        code, message: as of `UnreadableError`; the message is empty where the catalogues say it all.
        facts: those of the message, by name: numbers, and what the file or the system says.
    """

    code: str
    message: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


def unopened(error: OSError) -> Refusal:
    """Return why a file cannot be opened."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refusal("not-found")
    if isinstance(error, IsADirectoryError):
        return Refusal("not-a-file")
    if isinstance(error, PermissionError):
        return Refusal("no-access")
    return Refusal("cannot-open", facts={"reason": error.strerror or type(error).__name__})


class UnreadableError(Exception):
    """An input that cannot be read at all: what, where, and what to do about it.

    Attributes:
        code: a stable name, such as ``encrypted`` or ``no-text-layer``.
        message: one English sentence for a person, with the remedy.
        facts: those of the message that are not empty, for words in another language; see
            `alinea.presenting.problems.refused`.
    """

    def __init__(self, code: str, message: str, **facts: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.facts: dict[str, str | int] = {
            name: fact if isinstance(fact, int) else str(fact)[:FACT]
            for name, fact in facts.items()
            if fact != ""
        }

    @property
    def refusal(self) -> Refusal:
        """The same as a value."""
        return Refusal(self.code, self.message, self.facts)
