"""Findings as people and programs read them: places, the view, JSON, and a log that is SARIF 2.1.0."""

from __future__ import annotations

import json
from typing import Any

import pytest

from alinea.library.linting import Linted, lint_bytes
from alinea.linting.checking import chosen
from alinea.linting.findings import Finding
from alinea.model.spans import Span
from alinea.presenting.findings import Lines, excerpt, explained, rows, said, sarif, total, view
from alinea.presenting.words import words_in
from alinea.vocab.linting_words import rules

TEXT = """L’Assemblée générale,

Conscient de l'importance de l'eau, de l'air, de l'énergie et de l'emploi,

1.\u00a0Décide :

a)\u00a0D’agir\u00a0;

b)\u00a0De conclure ;

2.\u00a0Décide \x1b[31mde rester saisie de la question.
"""


@pytest.fixture(scope="module")
def drafts() -> tuple[Linted, ...]:
    return lint_bytes(TEXT.encode(), "projet d’été.txt", chosen())


def test_lines_and_columns_count_from_one() -> None:
    lines = Lines("ab\r\ncd\n\nef")
    places = {0: (1, 1), 1: (1, 2), 3: (1, 4), 4: (2, 1), 7: (3, 1), 8: (4, 1), 10: (4, 3)}
    assert {offset: lines.place(offset) for offset in places} == places


def test_the_view(drafts: tuple[Linted, ...]) -> None:
    lines = list(view("projet.txt", drafts, words_in("fr")))
    assert lines[0] == "projet.txt"
    assert lines[1] == "  3:1     AL203  erreur  premier alinéa du préambule"
    assert lines[2].strip() == (
        "«\u00a0Conscient\u00a0» ne s’accorde pas avec l’organe (L’Assemblée générale)\u00a0; "
        "on écrit «\u00a0Consciente\u00a0»"
    )
    assert sum("AL604  " in line for line in lines) == 3
    assert lines[-1].strip() == "AL604\u00a0: et 2 de même\u00a0; --to json les donne tous"
    assert any(line.startswith("  9:15 ") and line.endswith("  paragraphe 1 b)") for line in lines)


def test_the_view_commands_no_terminal(drafts: tuple[Linted, ...]) -> None:
    told = "\n".join(view("\x1b]0;a\x07.txt", drafts, words_in("en")))
    assert "\x1b" not in told and "\x07" not in told


def test_the_line_that_counts(drafts: tuple[Linted, ...]) -> None:
    line = "1 erreur et 7 avertissements · 7 à corriger sans risque"
    assert total(drafts, words_in("fr")) == line
    assert total(drafts, words_in("fr"), how="--fix") == f"{line} (--fix)"
    assert total((), words_in("en")) == "Nothing found"


def test_places_in_a_message_are_in_words() -> None:
    finding = Finding(
        "AL406", "counts", Span(0, 1), "op_1", {"reports": 2, "meetings": 0, "where": "op_1, op_2_a"}
    )
    assert said(finding, words_in("fr")).endswith("(paragraphe 1 et paragraphe 2 a))")
    assert said(finding, words_in("en")).endswith("(para. 1 and para. 2 (a))")


def test_an_excerpt_is_of_whole_words(drafts: tuple[Linted, ...]) -> None:
    for finding in drafts[0].findings:
        for word in excerpt(drafts[0], finding).rstrip("…").split():
            assert word in TEXT.split() or "\ufffd" in word


def test_rows_for_programs(drafts: tuple[Linted, ...]) -> None:
    told = rows("a.txt", drafts, words_in("en"))
    assert json.loads(json.dumps(told)) == told
    first = told[0]
    assert (first["rule"], first["line"], first["column"], first["address"]) == ("AL203", 3, 1, "pp_1")
    assert TEXT[slice(*first["span"])] == "Conscient" and first["edits"] == []
    assert all(row["edits"] for row in told[1:])
    assert {frozenset(row) for row in told} == {frozenset(first)}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_log_in_sarif(drafts: tuple[Linted, ...], language: str) -> None:
    log = sarif({"a folder/é.txt": drafts}, chosen(), words_in(language))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    ids = [each["id"] for each in driver["rules"]]
    assert ids == [each for each in rules() if each in chosen()] and driver["name"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["artifacts"] == [{"location": {"uri": "a%20folder/%C3%A9.txt"}}]
    assert len(run["results"]) == len(drafts[0].findings)
    for result in run["results"]:
        shaped(result, ids)


def shaped(result: dict[str, Any], ids: list[str]) -> None:
    """A result as SARIF 2.1.0 wants it (3.27): message, level, a rule of the driver, a place in the file."""
    assert set(result) <= {"ruleId", "ruleIndex", "level", "message", "locations", "fixes"}
    assert ids[result["ruleIndex"]] == result["ruleId"]
    assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
    (location,) = result["locations"]
    region = location["physicalLocation"]["region"]
    begin = (region["startLine"], region["startColumn"])
    assert (1, 1) <= begin <= (region["endLine"], region["endColumn"])
    start, end = region["charOffset"], region["charOffset"] + region["charLength"]
    assert TEXT[start:end].count("\n") == region["endLine"] - region["startLine"]
    for fix in result.get("fixes", ()):
        for change in fix["artifactChanges"]:
            for replacement in change["replacements"]:
                assert set(replacement) == {"deletedRegion", "insertedContent"}


def test_a_place_in_no_text_file_has_no_lines() -> None:
    page = "<p>The General Assembly,</p><p>Recalling the Charter;</p><p>1. Decides to act;</p><p>2. Decides to wait.</p>"
    found = lint_bytes(f"<html><body>{page}</body></html>".encode(), "a.html", chosen())
    (result,) = sarif({"a.html": found}, chosen(), words_in("en"))["runs"][0]["results"]
    (location,) = result["locations"]
    assert "region" not in location["physicalLocation"] and "fixes" not in result
    assert location["logicalLocations"][0]["name"] == "pp_1"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("rule", list(rules()))
def test_every_rule_is_explained(rule: str, language: str) -> None:
    told = explained(rule, words_in(language))
    assert told.startswith(rule) and told.endswith("\n") and "{" not in told
    assert told.count("    ") >= 2
