"""What a file that Alinéa wrote states of a text goes before what its words say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from alinea.model.document import Document
from alinea.model.record import Record
from alinea.model.text import Text

_HEAD = (
    "type",
    "printed_type",
    "date",
    "submitted_by",
    "amends",
    "fragment",
    "adopted_on",
    "other_symbols",
    "sponsors",
)


def states_head(text: Text) -> bool:
    """Tell whether a text states what the record in it is: then its head need not be read."""
    return any(name == "head" for name, _ in text.facts)


def stated_document(text: Text) -> Document | None:
    """Return the document that a text states that it is, its places those of the text; None where it states none."""
    told = next((value for name, value in text.facts if name == "document"), None)
    if told is None:
        return None
    source = text.source
    whole = [0, len(text.content)]
    origin = {"path": source.path, "media_type": source.media_type, "sha256": source.sha256, "span": whole}
    try:
        fields = json.loads(told)
        _place(fields, text.content)
        return Document.model_validate(
            {**fields, "source": {**origin, "pages": source.pages}, "warnings": ()}
        )
    except (ValueError, TypeError, AttributeError, ValidationError):
        return None


def stated(text: Text, found: Iterable[Record | Document]) -> Iterator[Record | Document]:
    """Yield what was found in a text, the first record with what the text states of it."""
    told = next((value for name, value in text.facts if name == "head"), None)
    for each in found:
        if told is not None and isinstance(each, Record):
            try:
                fields = {name: value for name, value in json.loads(told).items() if name in _HEAD}
                each = Record.model_validate({**each.model_dump(), **fields})
            except (ValueError, TypeError, AttributeError, ValidationError):
                pass  # written by another hand: the words are believed
            told = None
        yield each


def _place(fields: dict[str, Any], content: str) -> None:
    """Give what a document states of running words its place in a text: where these stand, in their order."""
    for name, words in (("pursuant_to", "text"), ("replies", "name"), ("items", "title")):
        begun = 0
        for each in fields.get(name) or ():
            begun = _placed(each, str(each[words]), content, begun)
            for below in each.get("sub_items") or ():
                begun = _placed(below, str(below["title"]), content, begun)


def _placed(each: dict[str, Any], words: str, content: str, begun: int) -> int:
    # Lines are broken elsewhere than in what was read.
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = (pattern.search(content, begun) or pattern.search(content)) if words.strip() else None
    each["span"] = list(found.span()) if found else [0, 0]
    return found.end() if found else begun
