"""Works named without a symbol, the places in them and the documents that hold them; open references to resolutions."""

from __future__ import annotations

import time
from typing import Any

import pytest

from alinea import read
from alinea.analysing.instruments import Instruments
from alinea.analysing.references import find_open_references
from alinea.model.record import Paragraph, Record
from alinea.model.resolution import Passage
from alinea.model.spans import Span, mended
from alinea.vocab.folding import fold
from alinea.vocab.instrument_words import instrument_words
from alinea.vocab.tables import LANGUAGES, table

FRAMES = {
    "en": "80/40. Works\n\nThe General Assembly,\n\n{}\n\n1. Decides to act.\n\n__________________\n{}\n",
    "fr": "80/40. Œuvres\n\nL'Assemblée générale,\n\n{}\n\n1. Décide d'agir.\n\n__________________\n{}\n",
}


def record_of(language: str, *recalled: str, notes: tuple[str, ...] = ()) -> Record:
    printed = "\n".join(f"{number} {note}" for number, note in enumerate(notes, 1))
    (record,) = read(FRAMES[language].format("\n\n".join(recalled), printed).encode(), language=language)
    return record


def named(paragraph: Paragraph) -> list[tuple[str, str | None, str | None]]:
    for each in paragraph.instruments:
        assert paragraph.text[slice(*each.at)] == each.text
    return [(each.text, each.id, each.place) for each in paragraph.instruments]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Guided by the Charter of the United Nations,", [("Charter of the United Nations", "un-charter", None)]),
        ("en", "Recalling Article 2, paragraph 4, of the Charter,", [("Charter", "un-charter", "Article 2, paragraph 4")]),
        ("en", "Acting under Chapter VII of the Charter of the United Nations,", [("Charter of the United Nations", "un-charter", "Chapter VII")]),
        ("en", "Recalling the purposes and principles of the Charter,", [("Charter", "un-charter", None)]),
        ("en", "Recalling the Treaty on the Non-Proliferation of Nuclear Weapons, in particular its article VI,", [("Treaty on the Non-Proliferation of Nuclear Weapons", "npt", "article VI")]),
        ("en", "Recalling the Kyoto Lamp Convention and the strategy of the region,", [("Kyoto Lamp Convention", None, None)]),
        ("fr", "Guidée par la Charte des Nations Unies,", [("Charte des Nations Unies", "un-charter", None)]),
        ("fr", "Rappelant l'Article 51 de la Charte,", [("Charte", "un-charter", "Article 51")]),
        ("fr", "Agissant en vertu du Chapitre VII de la Charte des Nations Unies,", [("Charte des Nations Unies", "un-charter", "Chapitre VII")]),
        ("fr", "Rappelant les articles 1 et 2 de la Convention relative aux droits de l'enfant,", [("Convention relative aux droits de l'enfant", "crc", "articles 1 et 2")]),
        ("fr", "Rappelant la Déclaration et le Programme d'action de Vienne,", [("Déclaration et le Programme d'action de Vienne", "vienna-declaration", None)]),
        ("fr", "Rappelant le Plan d'action conjoint pour les lampes, adopté le 30 novembre 2011,", [("Plan d'action conjoint pour les lampes", None, None)]),
        ("fr", "Rappelant le programme de travail et la stratégie de la région,", []),
    ],
)  # fmt: skip
def test_names_and_places(
    language: str, text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert named(record_of(language, text).preamble[0]) == expected
    assert not record_of(language, text).preamble[0].citations


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Rappelant le Document final de la Conférence sur le thème « Lampes : une lumière » "
            "(Document final d'Achgabat), adopté le 12 décembre 20151,",
        ),
        ("en", "Recalling the Ashgabat Outcome Document on Lamps, adopted at Ashgabat,1"),
        ("en", "Recalling the Outcome Document on Lamps (A/70/652-S/2016/20),"),
    ],
)
def test_the_documents_of_an_instrument(language: str, text: str) -> None:
    record = record_of(language, text, notes=("A/70/652-S/2016/20, annex.",))
    assert record.preamble[0].instruments[-1].documents == ("A/70/652-S/2016/20",)


def test_a_note_is_of_the_instrument_and_not_of_one_in_its_description() -> None:
    text = (
        "Rappelant la Déclaration de Brême issue du dialogue qui s'est tenu sur la Stratégie antiterroriste mondiale "
        "des Nations Unies, adoptée à Brême,1 et le Plan d'action conjoint, adopté en 2011,"
    )
    found = record_of("fr", text, notes=("A/71/982-S/2017/600, annexe.",)).preamble[0].instruments
    assert [each.documents for each in found] == [("A/71/982-S/2017/600",), (), ()]


def test_a_short_name_stands_for_the_full_one() -> None:
    record = record_of(
        "en",
        "Recalling the Convention on Coastal Lamps (A/70/12),",
        "Noting article 5 of the Convention,",
        "Noting the Agreement,",
    )
    (short,) = record.preamble[1].instruments
    assert (short.text, short.refers, short.place) == (
        "Convention",
        "Convention on Coastal Lamps",
        "article 5",
    )
    assert short.documents == ("A/70/12",)
    assert record.preamble[2].instruments == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "et d'autres résolutions pertinentes,", [("relevant", None)]),
        ("fr", "et de toutes ses résolutions ultérieures sur la question,", [("subsequent", "A")]),
        ("fr", "ainsi que ses résolutions antérieures,", [("earlier", "A")]),
        ("fr", "et les résolutions et conclusions concertées pertinentes du Conseil économique et social,", [("relevant", "E")]),
        ("en", "and all other relevant General Assembly resolutions,", [("relevant", "A")]),
        ("en", "and its subsequent resolutions on the matter,", [("subsequent", "A")]),
        ("en", "and the relevant resolutions of the Security Council,", [("relevant", "S")]),
        ("en", "and its previous resolutions and its other decisions,", [("earlier", "A"), ("other", "A")]),
        ("en", "and the relevant reports,", []),
    ],
)  # fmt: skip
def test_open_references(language: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    head = {"en": "Recalling its resolution 57/63 ", "fr": "Rappelant sa résolution 57/63 "}[language]
    (paragraph,) = record_of(language, head + text).preamble
    assert [(each.sense, each.organ) for each in paragraph.open_references] == expected
    assert [each.target for each in paragraph.citations] == ["A/RES/57/63"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vocabulary(language: str) -> None:
    words, data = instrument_words(language), table(language, "instruments")
    loose: dict[str, Any] = data["open"]
    said = [words.open.search(fold(text)) for text in loose["examples"]]
    assert all(match and (match["before"] or match.groupdict().get("after")) for match in said)
    missed = [words.open.search(fold(text)) for text in loose["not"]]
    assert not any(match and (match["before"] or match.groupdict().get("after")) for match in missed)
    for text in data["article"]["examples"]:
        recalling = {"en": "Recalling", "fr": "Rappelant"}[language]
        (instrument,) = record_of(language, f"{recalling} {text},").preamble[0].instruments
        assert instrument.place
    for row in data["instrument"]:
        for name in row["names"]:
            match = words.known.fullmatch(fold(name))
            assert match and words.ids[match.lastgroup or ""] == row["id"], name


def test_languages_know_the_same_instruments() -> None:
    ids = [{row["id"] for row in table(language, "instruments")["instrument"]} for language in LANGUAGES]
    assert all(each == ids[0] for each in ids)


HOSTILE = [
    ("fr", "« Convention « "),
    ("fr", "Charte de la Charte "),
    ("fr", "d'autres résolutions pertinentes et "),
    ("en", "other relevant previous "),
    ("en", "A A A A A A Charter "),
    ("en", "Article 1 of Article "),
]


@pytest.mark.parametrize(("language", "piece"), HOSTILE)
def test_time_grows_as_the_text(language: str, piece: str) -> None:
    def seconds(count: int) -> float:
        text = mended([(0, "resolutions " + piece * count)])
        begun = time.process_time()
        find_open_references(text, "A", language)
        Instruments(language, {}).of(Passage("pp_1", None, text, Span(0, 1), ()), ())
        return time.process_time() - begun

    seconds(10)
    short, long = seconds(200), seconds(2000)
    assert long < 40 * short + 0.3
