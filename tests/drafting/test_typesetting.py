"""A fresh draft has no faults of its own making: lint finds nothing that drafting could have set itself."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from drafted_texts import drafted, text
from hypothesis import given
from hypothesis import strategies as st

from alinea.library.drafting import draft_from
from alinea.library.linting import lint_bytes
from alinea.linting.checking import chosen
from alinea.model.draft import Draft
from alinea.pipeline import read_path
from alinea.presenting.drafts import render
from alinea.presenting.words import words_in
from alinea.vocab.typography import departures, typeset

DAY = datetime.date(2031, 1, 7)
FORMS = {"text": "draft.txt", "markdown": "draft.md", "docx": "draft.docx", "akn": "draft.xml"}


def found(draft: Draft, form: str) -> list[str]:
    """What lint finds in a draft that was written out and is read again."""
    language = draft.record.language
    data = render(draft, form, words_in(language), DAY)  # type: ignore[arg-type]
    return [
        f"{each.rule} {each.facts}"
        for linted in lint_bytes(data, FORMS[form], chosen(["AL5", "AL6"]), language)
        for each in linted.findings
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_lint_finds_nothing_in_a_fresh_draft(form: str, language: str) -> None:
    assert found(drafted(text(language)), form) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", ["A-RES-62-27", "A-RES-75-28", "A-RES-75-272", "A-RES-76-299"])
def test_lint_finds_nothing_in_a_fresh_draft_of_a_sample(samples: Path, sample: str, form: str) -> None:
    (last,) = read_path(samples / f"{sample}.fr.txt")
    assert found(draft_from(last, (last.session or 0) + 2), form) == []


def test_a_text_that_was_set_plainly_is_set_as_its_language_sets_it() -> None:
    draft = drafted(text("fr", paragraph="Décide que l'année s'ouvre le 1 er janvier, « jour des phares »"))
    told = next(each.text for each in draft.record.operative if each.number == "3")
    assert told == (
        "Décide que l\u2019année s\u2019ouvre le 1er janvier, «\u00a0jour des phares\u00a0»\u00a0;"
    )


def test_what_was_changed_stands_where_it_is_said_to_stand() -> None:
    draft = drafted(text("fr"))
    texts = {each.id: each.text for each in draft.record.paragraphs()}
    texts |= {f"note_{n}": note.text for n, note in enumerate(draft.record.footnotes, 1)}
    shown = [(each, each.now) for each in draft.changes] + [(each, each.text) for each in draft.choices]
    placed = [(each, said) for each, said in shown if said and each.paragraph in texts]
    assert placed and all(texts[each.paragraph][each.at.start : each.at.end] == said for each, said in placed)


@given(st.text(alphabet="ab1 ;:,«»'\u00a0.\"-", max_size=40), st.sampled_from(["fr", "en"]))
def test_every_character_is_found_again(words: str, language: str) -> None:
    now, places = typeset(words, language)
    assert len(places) == len(words) + 1 and places[-1] == len(now)
    assert list(places) == sorted(places)
    assert [each for each in now if each.isalnum()] == [each for each in words if each.isalnum()]
    assert all(now[places[n]] == each for n, each in enumerate(words) if each.isalnum())


def test_what_is_set_is_not_set_again() -> None:
    now, _ = typeset("l'eau ; le « port » : 1 er mai", "fr")
    assert not list(departures(now, "fr")) and typeset(now, "fr")[0] == now
