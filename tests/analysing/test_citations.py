"""Citations: lists and ranges, elided forms, whose a number is, and what is no citation."""

from __future__ import annotations

import datetime
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alinea.analysing.citation_chains import organs_in
from alinea.analysing.citation_organs import last_commission
from alinea.analysing.citations import find_citations
from alinea.model.record import Citation
from alinea.model.spans import mended
from alinea.vocab.bodies import bodies
from alinea.vocab.citation_words import citation_words
from alinea.vocab.tables import LANGUAGES, table


def found(text: str, organ: str | None = "A", language: str = "fr", **more: Any) -> list[Citation]:
    return list(find_citations(mended([(7, text)]), organ=organ, language=language, **more))


def cited(text: str, organ: str | None = "A", language: str = "fr", **more: Any) -> list[str]:
    return [citation.target for citation in found(text, organ, language, **more)]


EXAMPLES = [(lang, e) for lang in LANGUAGES for e in table(lang, "citations")["examples"]]
HEADS = [(lang, row) for lang in LANGUAGES for row in table(lang, "citations")["head"]]
ORGANS = [(lang, row) for lang in LANGUAGES for row in table(lang, "citations")["organ"]]


@pytest.mark.parametrize(
    ("language", "example"), EXAMPLES, ids=lambda e: e["text"][:50] if isinstance(e, dict) else e
)
def test_examples(language: str, example: dict[str, Any]) -> None:
    assert cited(example["text"], example["organ"], language) == example["cites"]


@pytest.mark.parametrize(("language", "row"), HEADS, ids=lambda r: r["kind"] if isinstance(r, dict) else r)
def test_heads(language: str, row: dict[str, Any]) -> None:
    head = citation_words(language).head
    for text in row["examples"]:
        match = head.fullmatch(text)
        assert match and match.lastgroup == row["kind"], text
    for text in row["not"]:
        assert not head.fullmatch(text), text


@pytest.mark.parametrize(("language", "row"), ORGANS, ids=lambda r: r["series"] if isinstance(r, dict) else r)
def test_organs(language: str, row: dict[str, Any]) -> None:
    words = citation_words(language)
    for text in row["examples"]:
        match = words.organ.match(text)
        assert match and words.series[match.lastgroup or ""] == row["series"], text
    for name in row["names"]:
        # The names are looked for only where a word opens with the same two letters.
        assert re.match(r"[a-z]{2}", name), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_series_is_a_body(language: str) -> None:
    short = {"none", "foreign", "assembly", "council", "commission"}
    named = set(citation_words(language).series.values())
    assert named - short <= set(bodies())
    assert short <= named


@pytest.mark.parametrize("language", LANGUAGES)
def test_president(language: str) -> None:
    for text in table(language, "citations")["president"]["examples"]:
        assert citation_words(language).president.fullmatch(text)


def test_words_dates_and_places() -> None:
    text = "Rappelant ses résolutions 57/63 du 22 novembre 2002 et 58/44 du 8 décembre 2003,"
    first, second = found(text)
    assert first.text == "résolutions 57/63 du 22 novembre 2002"
    assert second.text == "58/44 du 8 décembre 2003"
    assert second.date == datetime.date(2003, 12, 8)
    for citation in (first, second):
        start, end = citation.at
        assert text[start:end] == citation.text
        assert citation.span == (start + 7, end + 7)


def test_each_number_has_its_own_of_the_dates() -> None:
    text = "les résolutions 70/1 et 71/2 de l'Assemblée, en date respectivement du 25 septembre 2015 et du 4 mai 2017"
    assert [c.date for c in found(text, "E")] == [datetime.date(2015, 9, 25), datetime.date(2017, 5, 4)]


def test_each_part_has_its_own_of_the_dates() -> None:
    text = "ses résolutions 57/253 du 5 mai 2003 et 57/270 A et B du 20 décembre 2002 et du 23 juin 2003 respectivement"
    dates = [datetime.date(2003, 5, 5), datetime.date(2002, 12, 20), datetime.date(2003, 6, 23)]
    assert [c.date for c in found(text)] == dates


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("au paragraphe 5 de sa résolution 60/209", "paragraphe 5"),
        (
            "l'alinéa a) du paragraphe 7 de la section II de la résolution 55/238",
            "alinéa a) du paragraphe 7 de la section II",
        ),
        ("figurant en annexe à sa résolution 46/182", "annexe"),
        ("Résolution 2200 A (XXI), annexe.", "annexe"),
        ("A/62/53, chap. II, sect. A.", "chap. II, sect. A"),
        ("sa résolution 60/209, dans laquelle", None),
    ],
)
def test_pinpoints(text: str, place: str | None) -> None:
    assert found(text)[0].pinpoint == place


@pytest.mark.parametrize(
    ("text", "organ", "targets"),
    [
        # As optical character recognition leaves them.
        ("Rappelant sa resolution 1514(XV) du 14 decembre 1960,", "A", ["A/RES/1514(XV)"]),
        (
            "par sa rcsolution 3 7 /51 et la réso l ution I 978/50 du Conseil",
            "A",
            ["A/RES/37/51", "E/RES/1978/50"],
        ),
        (
            "les résolutiom 425 (1978), 508 (1982) et 509 (1982) du Conseil de sécurité",
            "A",
            ["S/RES/425(1978)", "S/RES/508(1982)", "S/RES/509(1982)"],
        ),
        ("sa résolution 217 A (lll)", "A", ["A/RES/217A(III)"]),
        # A footnote mark among the numbers of a list.
        (
            "ses résolutions 57/63 du 22 novembre 2002 5 , 58/44 6 et 59/1",
            "A",
            ["A/RES/57/63", "A/RES/58/44", "A/RES/59/1"],
        ),
        # Digits that recognition set apart.
        ("sa résolution 31/ I 22 du 16 décembre 1976 et 33/ l 4 A", "A", ["A/RES/31/122", "A/RES/33/14A"]),
        ("sa résolution 19 4 (III)", "A", ["A/RES/194(III)"]),
        # No session comes to so high a number; it stays as it is printed where no note is known to be glued to it.
        ("en application de sa résolution 73/671 et", "A", ["A/RES/73/671"]),
        # The organ after a list, before a list, before the head of another list, or the subject.
        (
            "les résolutions 16/18, en date du 24 mars 2011, et 19/25 du Conseil des droits de l'homme",
            "A",
            ["A/HRC/RES/16/18", "A/HRC/RES/19/25"],
        ),
        (
            "les résolutions de la Commission des droits de l'homme, en particulier la résolution 1999/57",
            "A/HRC",
            ["E/CN.4/RES/1999/57"],
        ),
        (
            "qu'elle a approuvé, comme l'a demandé le Conseil de sécurité, dans sa résolution 73/195",
            "A",
            ["A/RES/73/195"],
        ),
        ("dans sa résolution 2005/5, la Commission des droits de l'homme a prié", "A", ["E/CN.4/RES/2005/5"]),
        # Dates decide where the number could be of several bodies.
        ("sa résolution 36/55 du 25 novembre 1981", "A/HRC", ["A/RES/36/55"]),
        (
            "la résolution 27/2 du 18 mai 2018 et les autres résolutions de la Commission pour la prévention du crime et la justice pénale",
            "A",
            ["E/CN.15/RES/27/2"],
        ),
        # Special sessions of the two organs that hold them.
        ("sa résolution S-26/1 du 14 décembre 2016", "A/HRC", ["A/HRC/RES/S-26/1"]),
        ("sa résolution S-27/2 du 10 mai 2002", "A", ["A/RES/S-27/2"]),
        # A document that holds the resolution tells whose it is.
        ("Voir E/2002/23, chap. II, sect. A, résolution 2002/88.", "A", ["E/2002/23", "E/CN.4/RES/2002/88"]),
        # Without a head: where the count of the organ stood; not the heading of the next resolution.
        ("telles qu'énoncées dans la 1514 (XV)", "A", ["A/RES/1514(XV)"]),
        ("2005 (XIX). Surveillance des élections", "A", []),
        ("conformément à la loi n° 70/12 du 3 mai 2016", "A", []),
        # Others' resolutions.
        (
            "la résolution 8/12 de la Conférence des États parties à la Convention, en date du 20 décembre 2019",
            "A",
            [],
        ),
        ("la décision 2015/14 adoptée par le Conseil d'administration du Fonds", "A", []),
        ("la décision 884 (XXXVII) du 18 février 2024", "A", []),
        # Numerals of a regional commission, where the Council's count stood elsewhere; and the Assembly's.
        (
            "l'adoption par la Commission économique pour l'Amérique latine et les Caraïbes de la résolution 700 (XXXVI)",
            "E",
            ["LC/RES/700(XXXVI)"],
        ),
        ("sa propre résolution 415 (V) du 1er décembre 1950", "E", ["A/RES/415(V)"]),
        ("la résolution 1028 (XXXVII) du Conseil", "E", ["E/RES/1028(XXXVII)"]),
    ],
)
def test_hard_forms(text: str, organ: str, targets: list[str]) -> None:
    assert cited(text, organ) == targets


def test_the_commission_named_before() -> None:
    commission = last_commission(
        "Rappelant les travaux de la Commission des stupéfiants et de l'Assemblée,", "fr"
    )
    assert commission == "E/CN.7"
    assert last_commission("Rappelant la Charte,", "fr") is None
    assert cited("Prend note de la résolution 54/10 de la Commission", commission=commission) == [
        "E/CN.7/RES/54/10"
    ]
    assert cited("Prend note de la résolution 54/10 de la Commission") == []


def test_notes() -> None:
    assert cited("Résolutions 53/243 A et B.", note=True) == ["A/RES/53/243A", "A/RES/53/243B"]
    assert cited("60/288.", note=True) == ["A/RES/60/288"]
    assert cited("60/288.") == []
    assert cited("Ibid.", note=True) == []
    text = "Documents officiels de l'Assemblée générale, soixante-deuxième session, Supplément n° 53 (A/62/53), chap. II."
    assert cited(text, note=True) == ["A/62/53"]


def test_other_hyphens() -> None:
    assert cited("Voir A/ES\u201110/273 et la résolution ES\u201110/15.") == ["A/ES-10/273", "A/RES/ES-10/15"]


PIECES = [
    "résolution ",
    "ses résolutions ",
    "57/63",
    "1325 (2000)",
    "217 A et B (III)",
    " du 22 novembre 2002",
    " et ",
    ", ",
    " du Conseil",
]


@settings(max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=14).map("".join))
def test_any_text_gives_citations_in_their_places(text: str) -> None:
    for language in LANGUAGES:
        for citation in found(text, "A/HRC", language, note=True):
            start, end = citation.at
            assert 0 <= start < end <= len(text)
            assert text[start:end] == citation.text
            assert " " not in citation.target


HOSTILE = [
    "résolutions 57/63 et ",
    "la résolution 5/1 et ",
    "Commission de l'Assemblée générale, 5/1 et ",
    "ses résolutions du Conseil (",
    "A/62/1, résolution 5/1, ",
    "57/63 du 22 novembre 2002, ",
    "1 (III) ",
    "paragraphe c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c et c la résolution 5/1 ",
    "alinéa a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a résolution 5/1 ",
    "résolution 5/1, annexe c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, ",
    "A/1/Add.1 et 2 et 3 et ",
    "résolutions 1/1 A, B et C à ",
    "résolutions 70/1 à 4, ",
    "résolution 70/1 et son annexe et ",
    "résolutions 1, 2, 3 et 4 (2000) ",
    "A/1/Add.1 à Add.3 et ",
    "la résolution 57/63, que la Conférence ",
    "(70/1 (70/1 (",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_as_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        text = "résolutions " + piece * count
        begun = time.process_time()
        find_citations(mended([(0, text)]), organ="A/HRC", language="fr")
        return time.process_time() - begun

    seconds(10)
    short, long = seconds(300), seconds(3000)
    assert long < 40 * short + 0.3


@given(
    words=st.lists(
        st.sampled_from(["security council", "commission", "sur", "of", "des stupefiants", "l'", "the"])
    )
)
def test_organs_are_found_where_their_words_begin(words: list[str]) -> None:
    for language in LANGUAGES:
        text = " ".join(words)
        found = citation_words(language).organ.finditer(text)
        assert [(each.start, each.end) for each in organs_in(text, language)] == [
            each.span() for each in found
        ]
