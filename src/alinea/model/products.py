"""What is drafted from a case: a note verbale, a report, as blocks of text with what is left open in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "title", "subtitle", "heading", "entry", "sender", "bracketed", "numbered", "text", "quote"
]
"""What a block is; `entry`: a name in the contents; `bracketed` stands below a sender: *[Original: Arabic]*."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block; open: a person has to complete or settle it."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a product; number: of a numbered one."""

    kind: BlockKind
    runs: tuple[Run, ...]
    number: int | None = None

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(each.text for each in self.runs)


@dataclass(frozen=True, slots=True)
class Product:
    """A document drafted from a case.

    Attributes:
        language: tag; organization, organ, symbol, aside, lines: of the masthead; running: of the margins.
        blocks: the text, in order.
    """

    language: str
    organization: str
    organ: str
    symbol: str
    aside: tuple[str, ...]
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """Every stretch that is left open, in order."""
        return tuple(run.text for block in self.blocks for run in block.runs if run.open)
