"""The opening phrases: every example and counter-example of the tables, and what the code adds to them."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.vocab.acts import acts
from alinea.vocab.opening_rules import Kind
from alinea.vocab.openings import openings
from alinea.vocab.phrases import Follower, Node, Words, beginnings, grammar, words_of
from alinea.vocab.tables import LANGUAGES, table

KINDS: tuple[Kind, ...] = ("operative", "preambular")


def rows(key: str) -> list[tuple[str, str, str]]:
    """Every example or counter-example of an opening: its language, act and text."""
    return [
        (language, entry["act"], text)
        for language in LANGUAGES
        for entry in table(language, "openings")["opening"]
        for text in entry.get(key, ())
    ]


def asides(name: str, key: str) -> list[tuple[str, str]]:
    return [(language, text) for language in LANGUAGES for text in table(language, "openings")[name][key]]


def test_scheme_of_acts_is_whole() -> None:
    source: dict[str, Any] = table("common", "acts")
    for name, act in acts().items():
        assert act.act_class in {"deciding", "directive", "evaluative", "observing", "recalling"}, name
        assert (act.force is not None) == (act.act_class == "directive"), name
        assert act.force is None or 1 <= act.force <= 6, name
        assert source[name]["why"], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_opening_has_an_act_and_an_example(language: str) -> None:
    for entry in table(language, "openings")["opening"]:
        assert entry["act"] in acts()
        assert set(entry.get("when", {}).values()) <= set(acts())
        assert set(entry.get("when", {})) <= set(table(language, "openings")["adverbs"])
        assert entry.get("examples"), entry["act"]


def test_languages_share_the_scheme() -> None:
    used = {language: {e["act"] for e in table(language, "openings")["opening"]} for language in LANGUAGES}
    assert set.union(*used.values()) <= set(acts())
    # `determine` and `remind` have no word of their own in French.
    assert used["en"] - used["fr"] <= {"determine", "remind"}
    assert used["fr"] <= used["en"]


@pytest.mark.parametrize(("language", "act", "text"), rows("examples"))
def test_examples_open_as_they_say(language: str, act: str, text: str) -> None:
    phrase, rest = text.split(" | ")
    found = [openings(language).match(f"{phrase} {rest}", kind, strict=True) for kind in KINDS]
    assert (phrase, act, True) in [(o.phrase, o.act, o.known) for o in found if o]


@pytest.mark.parametrize(("language", "act", "text"), rows("counter"))
def test_counter_examples_open_with_nothing_known(language: str, act: str, text: str) -> None:
    assert not any(openings(language).match(text, kind, strict=True) for kind in KINDS)


@pytest.mark.parametrize(("language", "text"), asides("unknown", "examples"))
def test_unknown_verbs_still_open_a_paragraph(language: str, text: str) -> None:
    phrase, rest = text.split(" | ")
    for kind in KINDS:
        opening = openings(language).match(f"{phrase} {rest}", kind)
        if opening is not None:
            assert (opening.phrase, opening.act, opening.known) == (phrase, None, False)
            break
    else:
        pytest.fail("no opening")


@pytest.mark.parametrize(("language", "text"), asides("unknown", "counter"))
def test_no_verb_no_opening(language: str, text: str) -> None:
    assert openings(language).match(text, "operative") is None


@pytest.mark.parametrize(("language", "text"), asides("within", "examples"))
def test_verbs_within_a_paragraph(language: str, text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    own = openings(language)
    first = own.match(plain, "operative")
    found = [plain[m.start : m.end] for m in own.acts_in(plain, first.end if first else 0)]
    assert found == re.findall(r"\[(.+?)\]", text)


@pytest.mark.parametrize(("language", "text"), asides("within", "counter"))
def test_no_verbs_within_a_paragraph(language: str, text: str) -> None:
    own = openings(language)
    first = own.match(text, "operative")
    assert [text[m.start : m.end] for m in own.acts_in(text, first.end if first else 0)] == []


@pytest.mark.parametrize(
    ("text", "phrase", "act"),
    [
        ("Deman,de a la Puissance administrante de", "Deman,de", "call-upon"),
        ("Prie i nstamment la Puissance administrante", "Prie i nstamment", "urge"),
        ("D écide de poursuivre", "D écide", "decide"),
        ("Pri e le Secrétaire général", "Pri e", "request"),
        ("Pric le Secrétaire général", "Pric", "request"),
        ("Erige que tous les États", "Erige", "demand"),
        ("Soulignequ'il faut d'urgence", "Souligne", "stress"),
        ("Prend acle du rapport", "Prend acle", "take-note"),
        ("Se f élicite de la tenue", "Se f élicite", "welcome"),
        ("Exprime sa sati~faction au Secrétaire général", "Exprime sa sati~faction", "welcome"),
        ("Réaffirmeégalement que", "Réaffirmeégalement", "reaffirm"),
        ("PRIE le Secrétaire général", "PRIE", "request"),
        ("» Prie  également le Comité", "Prie  également", "request"),
    ],
)
def test_garbled_operative_openings(text: str, phrase: str, act: str) -> None:
    opening = openings("fr").match(text, "operative")
    assert opening is not None
    assert (opening.phrase, opening.act, opening.known) == (phrase, act, True)
    assert text[opening.start : opening.end] == phrase


@pytest.mark.parametrize(
    ("text", "phrase", "act"),
    [
        ("Rappe/ant sa résolution", "Rappe/ant", "recall"),
        ("Ayant  presents a /' esprit les buts", "Ayant  presents a /' esprit", "bear-in-mind"),
        ("Conscient  e de la nécessité", "Conscient  e", "recognize"),
        ("Te,aant co-mpte de la situation", "Te,aant co-mpte", "bear-in-mind"),
        ("Considerant que", "Considerant", "recognize"),
    ],
)
def test_garbled_preambular_openings(text: str, phrase: str, act: str) -> None:
    opening = openings("fr").match(text, "preambular")
    assert opening is not None
    assert (opening.phrase, opening.act) == (phrase, act)


@pytest.mark.parametrize(
    "text", ["Rapport du Secrétaire général", "Études de cas", "Mesures à prendre", "Statut du personnel"]
)
def test_nouns_are_not_taken_for_garbled_verbs(text: str) -> None:
    opening = openings("fr").match(text, "operative")
    assert opening is None or not opening.known


def test_strict_takes_no_likeness_and_no_unknown() -> None:
    own = openings("fr")
    for text in ("Erige que", "Subordonne le versement", "Demander aux États de", "Invitation aux États"):
        assert own.match(text, "operative", strict=True) is None
    assert own.match("Rappelant que", "operative", strict=True) is None
    other = own.match("Rappelant que", "operative")
    assert other is not None
    assert other.act == "recall"


def test_adverbs_change_the_act_and_the_force() -> None:
    plain, pressing = (
        openings("fr").match(t, "operative") for t in ("Demande aux", "Demande de nouveau instamment aux")
    )
    assert plain is not None
    assert pressing is not None
    assert (plain.act, pressing.act) == ("call-upon", "urge")
    assert (plain.force or 0) < (pressing.force or 0)


def test_an_adverb_before_a_noun_is_not_of_the_opening() -> None:
    own = openings("en")
    assert own.match("Encourages further efforts by States", "operative").phrase == "Encourages"  # type: ignore[union-attr]
    assert own.match("Encourages further the efforts of States", "operative").phrase == "Encourages further"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("language", "text", "preambular", "operative"),
    [
        ("fr", "Rappelant sa résolution", True, False),
        ("fr", "Subordonnant le versement", True, False),
        ("fr", "rappelant que, dans sa résolution", False, False),
        ("fr", "Prie le Secrétaire général", False, True),
        ("fr", "prie le Secrétaire général", False, False),
        ("fr", "Note du Secrétaire général", False, False),
        ("fr", "Concernant la résolution", False, False),
        ("fr", "Organisation des Nations Unies", False, False),
        ("fr", "", False, False),
        ("en", "Deeply concerned at the", True, False),
        ("en", "During its session", False, False),
        ("en", "United Nations system", False, False),
    ],
)
def test_what_begins_a_paragraph(language: str, text: str, preambular: bool, operative: bool) -> None:
    own = openings(language)
    assert (own.looks_preambular(text), own.looks_operative(text)) == (preambular, operative)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(max_size=200))
def test_any_text_gives_places_within_it(language: str, text: str) -> None:
    own = openings(language)
    for kind in KINDS:
        opening = own.match(text, kind)
        if opening:
            assert text[opening.start : opening.end] == opening.phrase != ""
    ends = [0]
    for mention in own.acts_in(text):
        assert ends[-1] <= mention.start < mention.end <= len(text)
        ends.append(mention.end)


@pytest.mark.parametrize(
    "text", [", " * 200_000, " et" * 150_000, ",\n" + " " * 300_000, "a" * 400_000, "et, le prie, " * 30_000]
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    own = openings("fr")
    began = time.process_time()
    sum(1 for _ in own.acts_in(text))
    own.match(text, "operative")
    assert time.process_time() - began < 5


def test_patterns_are_written_out() -> None:
    rules = grammar({"joy": ["vive? satisfaction"]}, ["", "e"])
    root = Node()
    rules.add(root, "note|constate avec {joy}", "x")
    rules.add(root, "conscient~", "y")

    def value(text: str) -> str | None:
        way = Follower(tuple(w.text for w in words_of(text)), rules, Node()).longest(root)
        return way and way.value

    assert value("Constate avec vive satisfaction") == value("note avec satisfaction") == "x"
    assert value("Consciente") == value("conscient de") == "y"
    assert value("note avec joie") is None
    with pytest.raises(KeyError):
        rules.add(root, "{none}", "z")


def folded(text: str) -> str:
    return " ".join(word.text for word in words_of(text))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("where", "language", "least"),
    [
        ("unxml/gold", "fr", 0.98),
        ("unxml/gold", "en", 0.98),
        ("gold/dev", "fr", 0.99),
        ("gold/seeds", "fr", 1.0),
    ],
)
def test_phrases_as_readers_and_mark_up_have_them(
    shared: Path, where: str, language: str, least: float
) -> None:
    right: list[bool] = []
    for path in sorted((shared / where).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["language"] != language:
            continue
        for part, kind in (("preamble", "preambular"), ("operative", "operative")):
            for paragraph in gold["resolution"][part]:
                if isinstance(paragraph, dict) and paragraph["lead"]:
                    opening = openings(language).match(paragraph["starts"], kind)  # type: ignore[arg-type]
                    right.append(folded(opening.phrase if opening else "") == folded(paragraph["lead"]))
    assert right
    assert sum(right) / len(right) >= least


@pytest.mark.parametrize("text", ["S’inquiète vivement", "  Œuvrant, 12 à la paix", "大会 décide", ""])
def test_places_of_words_are_the_same_found_late(text: str) -> None:
    words = Words(text)
    assert [(word, *words.place(i)) for i, word in enumerate(words.texts)] == [
        tuple(w) for w in words_of(text)
    ]


def test_words_whose_places_are_known_keep_them() -> None:
    words = Words.placed(words_of("Prie instamment", 5))
    assert words.texts == ("instamment",)
    assert words.place(0) == (5, 15)


def test_beginnings_are_those_of_classes_too() -> None:
    rules = grammar({"degree": ["very", "so"], "other": ["{degree?} deeply"]}, [])
    root = Node()
    rules.add(root, "{other?} regrets", "1")
    assert beginnings(rules, root) == {"very", "so", "deeply", "regrets"}


def test_no_verb_is_looked_for_after_a_place() -> None:
    text = "Rappelle sa résolution, prie les États de signer, et invite les organes à agir"
    acts = list(openings("fr").acts_in(text))
    assert [act.act for act in acts] == ["request", "invite"]
    assert list(openings("fr").acts_in(text, 0, acts[0].start)) == acts[:1]
