"""Values of the record: spans are taken as they are, and read as pairs of numbers where they come from outside."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from alinea.model.record import Actor, Heading
from alinea.model.spans import Span, mended


def test_a_span_is_taken_as_it_is() -> None:
    span = Span(3, 9)
    assert Actor(text="les États", span=span, at=span).span is span


def test_a_pair_of_numbers_becomes_a_span() -> None:
    read = Actor.model_validate({"text": "les États", "span": (3, 9), "at": [0, 6]})
    assert type(read.span) is type(read.at) is Span
    assert read == Actor.model_validate_json(read.model_dump_json())


@pytest.mark.parametrize("wrong", [(1, 2, 3), (1,), ("a", 2), "ab", 7, None])
def test_nothing_else_is_a_span(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Heading(text="I", span=wrong)


def test_spans_are_one_thing_in_the_schema() -> None:
    schema = Actor.model_json_schema()
    assert schema["properties"]["span"] == schema["properties"]["at"] == {"$ref": "#/$defs/Span"}


def test_spans_of_a_text_of_one_run_and_of_several() -> None:
    assert mended([(7, "les États")]).span(4, 9) == Span(11, 16)
    assert mended([(7, "les "), (20, "États")]).span(2, 9) == Span(9, 25)
    assert mended([(7, "les États")]).span(4, 4) == Span(11, 11)
