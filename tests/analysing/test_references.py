"""What a paragraph or footnote cites beside single numbers: places, ranges, ibid., joint symbols, dates in figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pytest

from alinea import read
from alinea.analysing.citations import read_citations
from alinea.model.record import Citation, Record
from alinea.model.spans import mended
from alinea.vocab.citation_words import citation_words
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table


def cites(text: str, language: str = "en", organ: str = "A", *, note: bool = False) -> tuple[Citation, ...]:
    return read_citations(mended([(0, text)]), organ=organ, language=language, note=note).citations


def placed(found: Iterable[Citation]) -> list[tuple[str, str | None]]:
    return [(each.target, each.pinpoint) for each in found]


def record_of(*notes: str, language: str = "en") -> Record:
    """Return what is read of a resolution with footnotes."""
    organ, recalling, decides = {
        "en": ("The General Assembly,", "Recalling text", "1. Decides to act."),
        "fr": ("L'Assemblée générale,", "Rappelant le texte", "1. Décide d'agir."),
    }[language]
    recalled = "".join(
        f"{recalling} {letter},{n}\n\n" for n, letter in enumerate("abcdefgh"[: len(notes)], 1)
    )
    printed = "\n".join(f"{n} {note}" for n, note in enumerate(notes, 1))
    text = f"80/40. Notes\n\n{organ}\n\n{recalled}{decides}\n\n__________________\n{printed}\n"
    (record,) = read(text.encode(), language=language)
    return record


def in_notes(*notes: str, language: str = "en") -> list[list[tuple[str, str | None]]]:
    return [placed(each.citations) for each in record_of(*notes, language=language).footnotes]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Resolutions 52/214, sect. B, 57/283 B, sect. III, and 58/250, sect. III.",
            [("A/RES/52/214", "sect. B"), ("A/RES/57/283B", "sect. III"), ("A/RES/58/250", "sect. III")],
        ),
        (
            "fr",
            "Résolutions 52/214, sect. C, par. 3 ; 56/64 B, sect. X ; et 61/121 B, sect. IV, par. 65 à 77.",
            [
                ("A/RES/52/214", "sect. C, par. 3"),
                ("A/RES/56/64B", "sect. X"),
                ("A/RES/61/121B", "sect. IV, par. 65 à 77"),
            ],
        ),
        (
            "en",
            "paragraph 8 of resolution 51/233, paragraph 5 of resolution 52/237 and paragraph 11 of resolution 53/227",
            [
                ("A/RES/51/233", "paragraph 8"),
                ("A/RES/52/237", "paragraph 5"),
                ("A/RES/53/227", "paragraph 11"),
            ],
        ),
        (
            "fr",
            "sa résolution 46/182 du 19 décembre 1991, sur le renforcement de l'aide humanitaire, et de son annexe",
            [("A/RES/46/182", "annexe")],
        ),
        (
            "en",
            "resolution 46/182 of 19 December 1991 and the annex thereto",
            [("A/RES/46/182", "annex")],
        ),
        (
            "en",
            "resolution 46/182 and the report of the Secretary-General and the annex thereto",
            [("A/RES/46/182", None)],
        ),
        (
            "fr",
            "les résolutions 75/290 A et 75/290 B et leurs annexes",
            [("A/RES/75/290A", "annexes"), ("A/RES/75/290B", "annexes")],
        ),
        (
            "en",
            "resolution 75/233, in particular paragraphs 27 and following",
            [("A/RES/75/233", "paragraphs 27 and following")],
        ),
        (
            "fr",
            "au paragraphe 18 du rapport du Secrétaire général (S/2022/533)",
            [("S/2022/533", "paragraphe 18")],
        ),
        ("en", "annex II to document A/62/1", [("A/62/1", "annex II")]),
        ("fr", "le Supplément no 13 (A/70/13), p. 8 à 10", [("A/70/13", "p. 8 à 10")]),
        (
            "en",
            "resolution 3281 (XXIX), in particular article 32 thereof",
            [("A/RES/3281(XXIX)", "article 32")],
        ),
    ],
)
def test_places_within_documents(language: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert placed(cites(text, language, note=text.startswith("R"))) == expected


FOUR = ["A/RES/70/1", "A/RES/70/2", "A/RES/70/3", "A/RES/70/4"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "its resolutions 70/1 to 70/4 of 25 September 2015", FOUR),
        ("en", "resolutions 70/1–70/4", FOUR),
        ("fr", "ses résolutions 70/1 à 70/4", FOUR),
        ("fr", "de sa résolution 70/1 à sa résolution 70/4", FOUR),
        (
            "en",
            "Security Council resolutions 1325 (2000) to 1327 (2000)",
            ["S/RES/1325(2000)", "S/RES/1326(2000)", "S/RES/1327(2000)"],
        ),
        (
            "fr",
            "les résolutions 1325 à 1327 (2000) du Conseil de sécurité",
            ["S/RES/1325(2000)", "S/RES/1326(2000)", "S/RES/1327(2000)"],
        ),
        ("en", "documents A/79/77 to A/79/79", ["A/79/77", "A/79/78", "A/79/79"]),
        ("fr", "les documents A/C.3/80/L.5 à A/C.3/80/L.7", ["A/C.3/80/L.5", "A/C.3/80/L.6", "A/C.3/80/L.7"]),
        ("fr", "ses résolutions 70/1 à 4", FOUR),
        ("en", "resolutions 70/1-4, adopted", FOUR),
        ("en", "letters S/2007/279-280.", ["S/2007/279", "S/2007/280"]),
        ("fr", "la résolution 70/1 à 5 reprises", ["A/RES/70/1"]),
        (
            "en",
            "resolutions 2200 A (XXI) to 2202 (XXI)",
            ["A/RES/2200A(XXI)", "A/RES/2201(XXI)", "A/RES/2202(XXI)"],
        ),
        ("fr", "la décision 63/518 a été suivie de la décision 63/520", ["A/DEC/63/518", "A/DEC/63/520"]),
    ],
)
def test_ranges(language: str, text: str, expected: list[str]) -> None:
    found = cites(text, language)
    assert [each.target for each in found] == expected
    assert all(text[slice(*each.at)] == each.text for each in found)


def test_a_range_whose_members_cannot_be_told_is_said_to_be_one() -> None:
    text = "its resolutions 68/1 to 70/4 and resolution 71/2"
    found, problems = read_citations(mended([(0, text)]), organ="A", language="en")
    assert [(each.target, each.through) for each in found] == [
        ("A/RES/68/1", "A/RES/70/4"),
        ("A/RES/70/4", None),
        ("A/RES/71/2", None),
    ]
    assert [(each.code, text[slice(*each.span or (0, 0))]) for each in problems] == [
        ("range-open", "resolutions 68/1 to 70/4")
    ]


@pytest.mark.parametrize(
    ("language", "notes", "expected"),
    [
        ("en", ("Resolution 70/1.", "Ibid., annex."), [("A/RES/70/1", "annex")]),
        ("en", ("Resolution 70/1, annex.", "See ibid."), [("A/RES/70/1", "annex")]),
        ("fr", ("A/70/1, par. 5.", "Ibid., par. 7."), [("A/70/1", "par. 7")]),
        (
            "fr",
            ("A/70/652-S/2016/20, annexe.", "Voir ibid., par. 3."),
            [("A/70/652", "par. 3"), ("S/2016/20", "par. 3")],
        ),
        (
            "en",
            (
                "Official Records of the General Assembly, Sixty-second Session, Supplement No. 53 (A/62/53).",
                "Ibid., Sixty-third Session, Supplement No. 53 (A/63/53), chap. II.",
            ),
            [("A/63/53", "chap. II")],
        ),
        ("en", ("United Nations, Treaty Series, vol. 1155.", "Ibid., vol. 1833, No. 31363."), []),
        ("en", ("Resolution 70/1.", "Identical letters."), []),
    ],
)
def test_ibid_is_the_document_of_the_note_before(
    language: str, notes: tuple[str, ...], expected: list[tuple[str, str | None]]
) -> None:
    assert in_notes(*notes, language=language)[-1] == expected


def test_ibid_after_ibid_and_after_several_documents() -> None:
    first, second, third = in_notes("Resolution 70/1.", "Ibid., annex.", "Ibid., para. 4.")
    assert (first, second, third) == (
        [("A/RES/70/1", None)],
        [("A/RES/70/1", "annex")],
        [("A/RES/70/1", "para. 4")],
    )
    record = record_of("Resolution 70/1 and A/71/2.", "Ibid., annex.")
    assert record.footnotes[1].citations == ()
    assert "ibid-unclear" in {each.code for each in record.warnings}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "sa résolution 70/1 (A/RES/70/1)"),
        ("fr", "la résolution 70/1 de l'Assemblée générale, en date du 25 septembre 2015 (A/RES/70/1)"),
        ("en", "its resolution 70/1 of 25 September 2015 (A/RES/70/1)"),
        ("en", "A/RES/70/1 (resolution 70/1 of the General Assembly)"),
    ],
)
def test_a_symbol_in_brackets_is_no_second_citation(language: str, text: str) -> None:
    assert [each.target for each in cites(text, language)] == ["A/RES/70/1"]


def test_a_joint_symbol_is_one_document() -> None:
    found = cites("A/70/652-S/2016/20, annex.", note=True)
    assert placed(found) == [("A/70/652", "annex"), ("S/2016/20", "annex")]
    assert {each.joint for each in found} == {"A/70/652-S/2016/20"}
    assert [each.joint for each in cites("A/70/652 and S/2016/20")] == [None, None]


@pytest.mark.parametrize(
    ("language", "words", "date"),
    [
        ("en", "of 22.09.1992", (1992, 9, 22)),
        ("en", "(22 September 1992)", (1992, 9, 22)),
        ("en", "of 22/9/1992", (1992, 9, 22)),
        ("en", "(1992-09-22)", (1992, 9, 22)),
        ("en", "of 05/06/1992", None),
        ("fr", "du 22.9.1992", (1992, 9, 22)),
        ("fr", "(22 septembre 1992)", (1992, 9, 22)),
        ("fr", "en date du 05/06/1992", (1992, 6, 5)),
        ("fr", "du 1992-09-22", (1992, 9, 22)),
    ],
)
def test_dates_in_figures(language: str, words: str, date: tuple[int, int, int] | None) -> None:
    joint, head = {"en": ("and", "resolution"), "fr": ("et", "résolution")}[language]
    found = cites(f"{head} 47/1 {words} {joint} {head} 48/2", language)
    assert [each.target for each in found] == ["A/RES/47/1", "A/RES/48/2"]
    assert found[0].date == (datetime.date(*date) if date else None)
    assert found[1].date is None


def test_the_date_before_the_symbol_of_a_statement() -> None:
    found = cites("of 2 October 2013 (S/PRST/2013/15), the conference of 9 May 2011 (A/CONF.219/7)")
    assert [each.date for each in found] == [datetime.date(2013, 10, 2), None]


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\nRecalling its resolution 47/1 of 05/06/1992 and 48/1 of 22/06/1993,\n\n1. Decides to act.",
        "L'Assemblée générale,\n\nRappelant sa résolution 47/1 du 05/06/1992 et 48/1 du 22/06/1993,\n\n1. Décide d'agir.",
    ],
)
def test_a_date_whose_day_cannot_be_told_is_said_to_be_one(text: str) -> None:
    (record,) = read(f"80/40. Dates\n\n{text}\n".encode())
    (warning,) = (each for each in record.warnings if each.code == "date-ambiguous")
    assert "05/06/1992" in warning.message


IBIDEM = [(language, table(language, "citations")["ibidem"]) for language in LANGUAGES]


@pytest.mark.parametrize(("language", "row"), IBIDEM, ids=LANGUAGES)
def test_what_stands_for_the_note_before(language: str, row: dict[str, list[str]]) -> None:
    ibidem = citation_words(language).places.ibidem
    assert all(ibidem.match(fold(text)) for text in row["examples"])
    assert not any(ibidem.match(fold(text)) for text in row["not"])


DEADLINES = {
    "en": (
        "The General Assembly,\n\nRecalling the Charter,\n\n1. Requests the Secretary-General to submit a report by {};\n\n"
        "2. Decides to act.\n"
    ),
    "fr": (
        "L'Assemblée générale,\n\nRappelant la Charte,\n\n1. Prie le Secrétaire général de lui présenter un rapport "
        "au plus tard le {} ;\n\n2. Décide d'agir.\n"
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", ["30.06.2027", "30/06/2027", "30-6-2027", "2027-06-30"])
def test_what_is_due_on_a_day_in_figures(language: str, words: str) -> None:
    (record,) = read(f"81/71. Dates\n\n{DEADLINES[language].format(words)}".encode(), language=language)
    (charge,) = record.operative[0].commitments
    assert charge.due is not None
    assert (charge.due.date, charge.due.to) == ("2027-06-30", datetime.date(2027, 6, 30))


def test_no_day_is_guessed() -> None:
    (record,) = read(f"81/71. Dates\n\n{DEADLINES['en'].format('05/06/2027')}".encode(), language="en")
    (charge,) = record.operative[0].commitments
    assert charge.due is None or charge.due.date is None


@pytest.mark.parametrize(
    ("recalled", "notes", "target", "warned"),
    [
        ("Recalling its resolution 73/671,", "1 See A/73/1.\n", "A/RES/73/67", False),
        ("Recalling its resolution 73/671,", "2 See A/73/1.\n", "A/RES/73/671", True),  # it calls no note 1
        ("Recalling its resolution 79/512,", "", "A/RES/79/512", True),
        ("Recalling its resolution 79/512 of 3 June 2025,", "", "A/RES/79/512", False),
    ],
)
def test_a_mark_is_cut_from_a_number_only_where_its_note_stands(
    recalled: str, notes: str, target: str, warned: bool
) -> None:
    text = f"80/40. Notes\n\nThe General Assembly,\n\n{recalled}\n\n1. Decides to act.\n"
    (record,) = read((text + (f"\n__________________\n{notes}" if notes else "")).encode(), language="en")
    assert [each.target for each in record.preamble[0].citations] == [target]
    problems = [each for each in record.warnings if each.code == "citation-number-high"]
    assert [text[slice(*each.span or (0, 0))] for each in problems] == (
        ["79/512"] if "512" in target else ["73/671"]
    ) * warned


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Prie le Comité de faire rapport d'ici au 31 février 2027", ["31 février 2027"]),
        ("fr", "Prie le Comité de se réunir chaque année le 31 juin", ["31 juin"]),
        ("fr", "Prie le Comité de se réunir le 29 février 2028", []),
        ("en", "Requests the Board to report by 29 February 2027", ["29 February 2027"]),
        ("en", "Requests the Board to report by 31/02/2027", ["31/02/2027"]),
        ("en", "Requests the Board to say which of paragraphs 30 and 31 may be left out", []),
    ],
)
def test_a_date_that_the_calendar_does_not_have_is_reported(
    language: str, text: str, expected: list[str]
) -> None:
    organ = {"fr": "L'Assemblée générale,", "en": "The General Assembly,"}[language]
    whole = f"80/40. Dates\n\n{organ}\n\n1. {text}.\n"
    (record,) = read(whole.encode(), language=language)
    found = [each for each in record.warnings if each.code == "date-impossible"]
    assert [whole[slice(*each.span or (0, 0))] for each in found] == expected
