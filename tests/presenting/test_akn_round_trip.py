"""A record written as AKN4UN and read back is the same record, where it was read and what it warned of apart."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from akn_records import paragraph, record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alinea.model.problems import UnreadableError
from alinea.model.record import FootnoteCall, Paragraph, Record
from alinea.model.text import MarkKind, Role, Source, Text
from alinea.pipeline import read_from
from alinea.presenting.akn.validate import check
from alinea.presenting.akn.writer import to_akn
from alinea.reading.akn.reader import read_akn
from alinea.reading.plain import read_plain

TODAY = datetime.date(2026, 11, 21)
OF_THE_SOURCE = frozenset(("source", "span", "pieces", "parts", "warnings"))

# What a text may say in words that the file does not repeat; the file states it in its metadata.
STATED = re.compile(
    r"\.(?:symbol|organ|session|number|part|fragment|distributed_on|basis|meeting|type|printed_type|sponsors)\b|\.commitments\b"
)

FRENCH = """## 75/1. Question de la mesure

L'Assemblée générale ,

Rappelant ses résolutions 73/338 du 12 septembre 2019¹ et 70/1,

Consciente :

a) De ceci,

b) De cela,

1. Prie le Secrétaire général de lui présenter, à sa soixante-seizième session, un rapport :

a) Sur ceci ;

b) Sur cela :

i) En premier lieu ;

ii) En second lieu ;

2. Décide d'inscrire la question à l'ordre du jour provisoire de sa soixante-seizième session.

16e séance plénière
5 octobre 2020

¹ Voir A/75/123.

Annexe

Déclaration

1. Nous réaffirmons la Charte.
"""

ENGLISH = """75/1. Question of measure

The General Assembly,

Recalling its resolution 73/338 of 12 September 2019,

I

Conditions of service

1. Requests the Secretary-General to submit a report to it at its seventy-sixth session;

2. Takes note of the report;

II

Other matters

1. Urges all States:

(a) To do this;

(b) To do that.

16th plenary meeting
5 October 2020
"""


def source() -> Source:
    return Source("x", "text/plain", "0" * 64, 0)


def comparable(value: Any) -> Any:
    """A record as JSON without its places in the source."""
    if isinstance(value, dict):
        # What a condition binds is a place of the source, or all deeds.
        return {
            key: comparable(inner)
            for key, inner in value.items()
            if key not in OF_THE_SOURCE and not (key == "scope" and isinstance(inner, list))
        }
    return [comparable(inner) for inner in value] if isinstance(value, list) else value


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one:
            yield from differences(one[key], other[key], f"{path}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{path}[{index}]")
    elif one != other:
        yield f"{path}: {one!r} became {other!r}"


def unequal(one: Record, other: Record) -> list[str]:
    """Where two records differ, in what is not of the source."""
    left, right = (comparable(json.loads(each.model_dump_json())) for each in (one, other))
    return list(differences(left, right))


def there_and_back(one: Record) -> list[str]:
    """Write a record, check the file, read it, and return where the record read differs."""
    data = to_akn(one, generated_on=TODAY)
    assert check(data) == ()
    try:
        back = list(read_from(read_akn(data, source())))
    except UnreadableError as error:
        return [f".unreadable: {error.code}"]
    if len(back) != 1:
        return [f".records: {len(back)}"]
    return unequal(one, back[0])


def records_of(text: Text) -> list[Record]:
    try:
        return list(read_from(text))
    except UnreadableError:
        return []


@pytest.mark.parametrize("text", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_text_there_and_back(text: str) -> None:
    (one,) = records_of(read_plain(text, source()))
    assert len(one.operative) >= 2
    assert there_and_back(one) == []


def test_the_samples_there_and_back(samples: Path) -> None:
    files = sorted(samples.glob("*.txt"))
    assert files
    for file in files:
        for one in records_of(read_plain(file.read_text(encoding="utf-8"), source())):
            assert there_and_back(one) == [], file.name


def test_the_comparison_sees_a_difference() -> None:
    one = record(operative=(paragraph("op_1", "1", "Prie", start=3),))
    assert unequal(one, record(operative=(paragraph("op_1", "1", "Prie", start=99),))) == []
    assert unequal(one, record(operative=(paragraph("op_1", "2", "Prie"),))) == [
        ".operative[0].number: '1' became '2'"
    ]


def _equal_but_for_what_is_stated(records: list[Record]) -> None:
    """All are valid and come back equal, but for what metadata state; two in a hundred may differ beyond."""
    found = [there_and_back(one) for one in records]
    beyond = Counter(
        difference for each in found for difference in each if not STATED.search(difference.split(": ")[0])
    )
    assert len(beyond) <= 0.02 * len(found), beyond.most_common(10)


@pytest.mark.shared
def test_resolutions_as_converters_left_them(shared: Path) -> None:
    files = sorted((shared / "gold" / "dev-text").iterdir())
    texts = [read_plain(file.read_text(encoding="utf-8"), source()) for file in files]
    _equal_but_for_what_is_stated([one for text in texts for one in records_of(text)])


@pytest.mark.shared
def test_resolutions_as_the_un_marks_them_up(shared: Path) -> None:
    files = sorted((shared / "unxml" / "xml").glob("*.xml"))[::7]
    texts = [read_akn(file.read_bytes(), source()) for file in files]
    _equal_but_for_what_is_stated([one for text in texts for one in records_of(text)])


WORDS = st.sampled_from(["Prie tous", "Rappelant ceci,", "de faire\u00a0:", "1. x", "a) y", "大会", "fin."])
LABELS = st.sampled_from(["1", "2", "a", "ii", ""])


def _paragraphs(
    children: st.SearchStrategy[Paragraph] | None, top: bool = False
) -> st.SearchStrategy[Paragraph]:
    below = st.just([]) if children is None else st.lists(children, max_size=3)
    calls = st.lists(
        st.builds(FootnoteCall, number=st.sampled_from(["1", "2"]), at=st.integers(0, 7)), max_size=2
    )
    return st.builds(
        lambda number, text, inner, marks: paragraph(
            "op",
            number,
            text,
            children=tuple(inner),
            calls=tuple(marks),
            footnotes=tuple(m.number for m in marks),
        ),
        LABELS,
        WORDS,
        below,
        calls,
    )


PARAGRAPHS = st.recursive(_paragraphs(None), _paragraphs, max_leaves=6)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(st.lists(PARAGRAPHS, max_size=4), st.lists(PARAGRAPHS, max_size=3))
def test_every_paragraph_is_read_back_in_its_place_and_role(
    operative: list[Paragraph], preamble: list[Paragraph]
) -> None:
    one = record(operative=tuple(operative), preamble=tuple(preamble), enacting="L’Assemblée générale,")
    text = read_akn(to_akn(one, generated_on=TODAY), source())
    for role, paragraphs in ((Role.PREAMBULAR, preamble), (Role.OPERATIVE, operative)):
        read = [(_words(text, block), block.indent) for block in text.blocks if block.role is role]
        wanted = [pair for top in paragraphs for pair in _with_depth(top, 0)]
        assert len(read) == len(wanted)
        for (words, indent), (paragraph_, depth) in zip(read, wanted, strict=True):
            assert words.endswith(paragraph_.text)
            assert indent == 4 * depth
            number = (paragraph_.number or "").strip()
            if number and words != paragraph_.text and role is Role.OPERATIVE:
                assert re.match(rf"\(?{number}[.)] ", words)


def _with_depth(top: Paragraph, depth: int) -> Iterator[tuple[Paragraph, int]]:
    yield top, depth
    for child in top.children:
        yield from _with_depth(child, depth + 1)


def _words(text: Text, block: Any) -> str:
    """The words of a block without its footnote marks."""
    out, at = [], block.span.start
    for mark in block.marks:
        if mark.kind is MarkKind.CALL:
            out.append(text.content[at : mark.span.start])
            at = mark.span.end
    return "".join([*out, text.content[at : block.span.end]])
