"""Places in a text, and the way from a mended text back to what was printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


class Span(NamedTuple):
    """A half-open range of characters, ``text[start:end]``.

    Printed as ``[start, end]``. Offsets are Unicode code points, not bytes.
    """

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Let a record take a span as it is, as pydantic takes a model; anything else is read as a pair of numbers.

        A record holds thousands of spans, and making each anew took a third of the time of making the record.
        """
        pair = dict(handler(source))
        name = pair.pop("ref", None)  # the whole takes it over, so that the JSON Schema stays what it was
        kept = {"type": "is-instance", "cls": cls}
        given = {"type": "union", "mode": "left_to_right", "choices": [kept, pair]}
        return {"type": "json-or-python", "json_schema": pair, "python_schema": given, "ref": name}


@dataclass(frozen=True, slots=True)
class MendedText:
    """A string as a reader would copy it out, with the way back to the source it was made from.

    Mending folds white space, joins words hyphenated at a line end, and leaves out footnote
    marks, mark-up and page furniture. It never puts in a character that the source does not have,
    white space apart; so the text is a sequence of runs, each standing in the source as it is.

    Attributes:
        text: the mended string.
        starts: for each run, where it begins in `text`; ascending, the first is 0.
        sources: for each run, where it begins in the source; ascending.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def source_of(self, position: int) -> int:
        """Return where the character at `position` of the mended text stands in the source."""
        run = bisect_right(self.starts, position) - 1
        return self.sources[run] + position - self.starts[run]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the source from the character at `start` to the one before `end`."""
        if end <= start:
            place = self.source_of(start) if self.text else (self.sources[0] if self.sources else 0)
            return Span(place, place)
        if len(self.starts) == 1:  # by far the most: nothing was put in or left out
            first = self.sources[0]
            return Span(first + start, first + end)
        return Span(self.source_of(start), self.source_of(end - 1) + 1)

    def __bool__(self) -> bool:
        return bool(self.text)


def mended(pieces: Iterable[tuple[int, str]]) -> MendedText:
    """Build a `MendedText` from pieces of text, each with its place in the source.

    Args:
        pieces: pairs (offset of the piece in the source, its characters), in reading order. Pieces that
            follow one another directly in the source are joined into one run.
    """
    text: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = 0
    expected = -1
    for source, piece in pieces:
        if not piece:
            continue
        if source != expected:
            starts.append(length)
            sources.append(source)
        text.append(piece)
        length += len(piece)
        expected = source + len(piece)
    return MendedText("".join(text), tuple(starts), tuple(sources))
