"""What is owed, in words and as rows."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import entries_of
from small_texts import FIRST, FOURTH, SECOND

from alinea.model.ledger import Entry, Status
from alinea.presenting.ledger import COLUMNS, closing, deed_of, heading, line, row_of
from alinea.presenting.words import LANGUAGES, words_in

TODAY = datetime.date(2026, 11, 21)


def entries() -> dict[str, Entry]:
    return {each.obligation.id: each for each in entries_of(FIRST, SECOND, FOURTH, as_of=TODAY)}


def test_rows_have_every_column() -> None:
    for entry in entries().values():
        assert tuple(row_of(entry)) == COLUMNS


def test_a_row_shows_its_evidence() -> None:
    row = row_of(entries()["A/RES/61/70#op_1/report/1"])
    assert (row["status"], row["evidence"], row["evidence_document"]) == (
        "met",
        "A/RES/62/80#op_1",
        "A/62/555",
    )
    assert (row["opens"], row["closes"]) == ("2007-09-18", "2008-09-15")


DEED = "lui présenter, à sa soixante-deuxième session, un rapport sur l'application de la présente résolution"


@pytest.mark.parametrize(
    ("language", "head", "told"),
    [
        (
            "fr",
            "62e session · Assemblée générale · du 18 septembre 2007 au 15 septembre 2008",
            "le Secrétaire général\u00a0: {deed} · rendre compte · A/RES/61/70, paragraphe 1 · {title} · exécuté (A/RES/62/80#op_1)",
        ),
        (
            "en",
            "62nd session · General Assembly · 18 September 2007 to 15 September 2008",
            "le Secrétaire général: {deed} · report · A/RES/61/70, para. 1 · {title} · done (A/RES/62/80#op_1)",
        ),
    ],
)
def test_an_entry_is_one_line_below_its_session(language: str, head: str, told: str) -> None:
    entry, words = entries()["A/RES/61/70#op_1/report/1"], words_in(language)
    assert heading(entry, words) == head
    assert line(entry, words) == told.format(title=entry.obligation.title, deed=DEED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_words(language: str) -> None:
    words = words_in(language)
    for entry in entries().values():
        assert "{" not in heading(entry, words) + line(entry, words)
        assert "\n" not in line(entry, words)


def test_letters_above_the_line_follow_their_figure() -> None:
    entry = entries()["A/RES/61/70#op_1/report/1"]
    owed = replace(entry.obligation, what="faire rapport avant le 1 er mai 2030 et au XXI e siècle")
    assert deed_of(owed) == "faire rapport avant le 1er mai 2030 et au XXIe siècle"


def test_the_closing_line() -> None:
    counts = dict.fromkeys(Status, 0) | {Status.DUE: 2, Status.MET: 1}
    assert closing(counts, words_in("en")) == "3 requests: 2 due and 1 done"


@pytest.mark.parametrize(
    ("number", "language", "said"),
    [
        (76, "fr", "76e session"),
        (81, "en", "81st session"),
        (2019, "fr", "session de 2019"),
        (2019, "en", "2019 session"),
    ],
)
def test_a_session_is_named_by_its_number_or_by_its_year(number: int, language: str, said: str) -> None:
    assert words_in(language).session(number) == said
