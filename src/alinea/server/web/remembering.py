"""What is given to a function whose answers are remembered, and does not tell one answer from another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Unkeyed(Generic[_Value]):
    """A value that is equal to any other: what it would change in the answer, other arguments tell.

    A sample: a visit, beside the language and the generation of the library that it is to.
    """

    value: _Value = field(compare=False)
