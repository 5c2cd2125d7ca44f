"""Mending: what is mended is gone, nothing else is changed, and doing it again changes nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linted_texts import CHARTER, ORGANS, found_in, framed

from alinea.library.linting import NotMendableError, lint_bytes, mend_bytes
from alinea.linting.checking import chosen, mended
from alinea.linting.findings import Edit, Finding
from alinea.model.spans import Span
from alinea.presenting.words import words_in
from alinea.vocab.linting_words import rules
from alinea.vocab.tables import LANGUAGES

ALL = chosen()

WORDS = {
    "fr": ["Charte", "l'Assemblée", "l’ONU", "paix ;", "« paix »", "«paix»", '"la paix"', "- enfin -", "1 er mai", "62ème", "aux États :", "et", "États-Unis"],
    "en": ["Charter", "the Council's", "peace ;", "“peace”", '"the peace"', "- at last -", "1st May", "States :", "and", "post-war"],
}  # fmt: skip
OPENINGS = {
    "fr": (["Rappelant", "Consciente de", "Notant"], ["Prie les États de", "Décide d'", "Invite les États à", "Se félicite de"]),
    "en": (["Recalling", "Conscious of", "Noting"], ["Requests States to", "Decides to", "Invites States to", "Welcomes"]),
}  # fmt: skip
ENDS = ["", ",", ";", " ;", "\u00a0;", ".", " .", ",,", ";\u00a0;", ":", "…"]


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(LANGUAGES))
    some = st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=6)
    gap = st.sampled_from([" ", "  ", "\n", "\u00a0"])

    def paragraph(opening: str) -> str:
        words = draw(some)
        gaps = [draw(gap) for _ in words]
        body = "".join(a + b for a, b in zip(words, gaps, strict=True)).strip()
        return f"{opening} {body}{draw(st.sampled_from(ENDS))}"

    preambular, operative = OPENINGS[language]
    parts = [ORGANS[language], CHARTER[language]]
    parts += [paragraph(draw(st.sampled_from(preambular))) for _ in range(draw(st.integers(0, 2)))]
    count = draw(st.integers(1, 3))
    parts += [f"{n}. {paragraph(draw(st.sampled_from(operative)))}" for n in range(1, count + 1)]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + newline.join(newline.join([*part.split("\n"), ""]) for part in parts), language


def letters(text: str) -> str:
    """What mending never touches: letters and figures, ordinal endings apart."""
    bare = re.sub(r"(?<=\d)\s*(?:ième|ème|ier|er|e|st|nd|rd|th)(?![^\W\d_])", "", text)
    bare = re.sub(r"\b1(?:er)?(?=\s(?:mai|May)\b)", "1", bare)
    return "".join(each for each in bare if each.isalnum())


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(drafts())
def test_what_can_be_mended_is_gone_and_nothing_else_is_changed(draft: tuple[str, str]) -> None:
    text, language = draft
    data = text.encode()
    first = mend_bytes(data, "draft.txt", ALL, language)
    after = first.data.decode()
    assert not [each for one in first.drafts for each in one.findings if each.edits]
    again = mend_bytes(first.data, "draft.txt", ALL, language)
    assert again.made == 0 and again.data == first.data
    assert letters(after) == letters(text)
    assert after.count("\r\n") == text.count("\r\n") and after.count("\n") == text.count("\n")
    assert first.data.startswith(b"\xef\xbb\xbf") is data.startswith(b"\xef\xbb\xbf")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(drafts())
def test_only_the_rules_that_are_chosen_mend(draft: tuple[str, str]) -> None:
    text, language = draft
    mended_ = mend_bytes(text.encode(), "draft.txt", chosen(["AL604"]), language).data.decode()
    assert mended_.replace("’", "'") == text.replace("’", "'")


@pytest.mark.parametrize(
    ("rule", "language"),
    [
        (rule, language)
        for rule, known in rules().items()
        if known.mends
        for language in LANGUAGES
        if language in known.languages
    ],
)
def test_the_wrong_sample_becomes_the_right_one(rule: str, language: str) -> None:
    words = words_in(language)
    wrong, right = (framed(words(f"rule.{rule}.{each}"), language) for each in ("wrong", "right"))
    assert (
        mend_bytes(wrong.encode(), "draft.md", chosen(["AL206", "AL5", "AL6"]), language).data.decode()
        == right
    )


def test_rules_that_do_not_mend_have_no_edits() -> None:
    for rule, known in rules().items():
        for language in sorted(known.languages):
            wrong = framed(words_in(language)(f"rule.{rule}.wrong"), language)
            edits = [each for each in found_in(wrong, rule, held=True) if each.edits]
            assert bool(edits) == known.mends, rule


@pytest.mark.parametrize(
    "end",
    ["etc.", "the U.N.", "peace. It also decides to wait.", "the following:", "peace”"],
)
def test_an_end_that_may_mean_something_else_is_left(end: str) -> None:
    text = framed(f"1. Requests States to seek {end}\n\n2. Decides to act.", "en")
    assert mend_bytes(text.encode(), "draft.txt", chosen(["AL502"])).data.decode() == text


def test_a_paragraph_with_another_astray_in_it_is_left() -> None:
    text = framed("1. Requests States to act;\n\nRecalling the Charter,\n\n2. Decides to act.", "en")
    assert mend_bytes(text.encode(), "draft.txt", ALL).data.decode() == text


def test_a_heading_after_a_paragraph_is_left() -> None:
    text = framed("1. Requests States to act;\nA heading\n\n2. Decides to act.", "en")
    assert mend_bytes(text.encode(), "draft.txt", ALL).data.decode() == text


def test_mark_up_stays() -> None:
    text = "The General Assembly,\n\n*Recalling* the [Charter](https://un.org/it's) and the Council's role ;\n\n1. *Decides* to act;\n\n2. *Decides* to wait.\n"
    after = mend_bytes(text.encode(), "draft.md", ALL).data.decode()
    assert (
        after
        == "The General Assembly,\n\n*Recalling* the [Charter](https://un.org/it's) and the Council’s role,\n\n1. *Decides* to act;\n\n2. *Decides* to wait.\n"
    )


def test_a_file_that_is_not_utf_8_is_not_written() -> None:
    text = framed("Rappelant l'Assemblée générale et son rôle éminent,", "fr").replace("’", "'")
    with pytest.raises(NotMendableError, match="encoding"):
        mend_bytes(text.encode("cp1252"), "draft.txt", ALL)


def test_a_file_that_is_no_text_is_not_written() -> None:
    page = "<html><body><p>The General Assembly,</p><p>Recalling the Charter;</p><p>1. Decides to act;</p><p>2. Decides to wait.</p></body></html>"
    with pytest.raises(NotMendableError, match="format"):
        mend_bytes(page.encode(), "draft.html", ALL)
    assert [
        each.rule for draft in lint_bytes(page.encode(), "draft.html", ALL) for each in draft.findings
    ] == ["AL501"]


def finding(*edits: Edit) -> Finding:
    return Finding("AL601", "sign", Span(0, 1), edits=edits)


def test_edits_that_touch_are_made_one_at_a_time() -> None:
    one, other = Edit(Span(1, 2), "X"), Edit(Span(2, 3), "Y")
    assert mended("abcd", [finding(one), finding(other)]) == ("aXcd", 1)
    assert mended("abcd", [finding(one), finding(one), finding(Edit(Span(3, 3), "!"))]) == ("aXc!d", 2)
