"""Times that are past, sessions that no calendar has, and citations that a later text has overtaken."""

from __future__ import annotations

import datetime

import pytest

from alinea.library.linting import lint_bytes
from alinea.linting.checking import chosen
from alinea.linting.findings import Finding, Held

HEAD = {
    "en": "General Assembly\n\nSeventy-ninth session\n\nSmall harbours\n\nThe General Assembly,\n\n{recall}\n\n",
    "fr": "Assemblée générale\n\nSoixante-dix-neuvième session\n\nPetits ports\n\nL’Assemblée générale,\n\n{recall}\n\n",
    "S": "Security Council\n\nThe Security Council,\n\n{recall}\n\n",
}
RECALL = {"en": "Recalling the Charter,", "fr": "Rappelant la Charte,", "S": "Recalling the Charter,"}
LAST = {
    "en": "2. Decides to act.",
    "fr": "2.\u00a0Décide d’agir.",
    "S": "2. Decides to act.",
}


def found(head: str, words: str, *, today: datetime.date | None = None, recall: str = "") -> list[Finding]:
    """What the rules about times find in a draft of the seventy-ninth session with one paragraph."""
    text = HEAD[head].format(recall=recall or RECALL[head]) + f"1. {words};\n\n{LAST[head]}\n"
    which = chosen(["AL7", "AL307"])
    (draft,) = lint_bytes(text.encode(), "draft.txt", which, held=shelf, today=today)
    return list(draft.findings)


def shelf(target: str) -> Held | None:
    """A library with two series."""
    later = datetime.date(2022, 12, 14)
    return {
        "A/RES/75/272": Held(datetime.date(2021, 4, 16), True, "A/RES/77/273", later),
        "A/RES/77/273": Held(later),
        "A/RES/61/53": Held(None, False, "A/RES/78/26", None),
        "A/RES/62/27": Held(datetime.date(2007, 12, 5), True, "A/RES/78/26", None),
    }.get(target)


@pytest.mark.parametrize(
    ("head", "words", "case"),
    [
        ("en", "Requests the Secretary-General to report at its seventy-eighth session", "session"),
        ("fr", "Prie le Secrétaire général de lui présenter un rapport à sa soixante-dix-huitième session", "session"),
        ("en", "Decides to include in the provisional agenda of its seventy-eighth session the item “Harbours”",
         "session"),
        ("en", "Requests the Secretary-General to report to the Human Rights Council at its fifty-first session",
         "session"),
        ("en", "Requests the Secretary-General to report to it by 31 March 2023", "day"),
        ("fr", "Prie le Secrétaire général de lui présenter un rapport le 31 mars 2023 au plus tard", "day"),
        ("en", "Decides to proclaim 2020 the International Year of Harbours", "day"),
    ],
)  # fmt: skip
def test_a_time_that_is_past_when_the_draft_is_taken_up(head: str, words: str, case: str) -> None:
    findings = found(head, words)
    assert [(each.rule, each.case) for each in findings] == [("AL701", case)]
    assert findings[0].address == "op_1"


@pytest.mark.parametrize(
    ("head", "words", "case"),
    [
        ("en", "Requests the Secretary-General to report at its eighty-first session, in 2024", "year"),
        (
            "fr",
            "Prie le Secrétaire général de lui faire rapport à sa quatre-vingt-unième session, en 2024",
            "year",
        ),
        ("en", "Requests the Secretary-General to report at its one hundred and eighty-first session", "far"),
        ("S", "Requests the Secretary-General to report to it at its seventy-eighth session", "no-sessions"),
    ],
)
def test_a_session_that_does_not_fit_the_calendar(head: str, words: str, case: str) -> None:
    assert ("AL702", case) in [(each.rule, each.case) for each in found(head, words)]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("en", "Requests the Secretary-General to report at its seventy-ninth session"),
        ("en", "Requests the Secretary-General to report at its eighty-first session, in 2026"),
        (
            "en",
            "Requests the Secretary-General to build on the outcome adopted at its seventy-fourth session",
        ),
        (
            "en",
            "Requests the Secretary-General to report to the Human Rights Council at its sixty-second session",
        ),
        ("en", "Requests the Committee on Information to consider the matter at its forty-seventh session"),
        ("en", "Requests the Secretary-General to report to it by 31 March 2026"),
        ("en", "Welcomes the meeting held on 3 May 2021"),
        ("fr", "Prie le Secrétaire général de lui présenter un rapport à sa quatre-vingtième session"),
        (
            "fr",
            "Prie le Secrétaire général de donner suite aux décisions prises à sa soixante-dixième session",
        ),
    ],
)
def test_times_to_come_and_times_of_what_was_done_are_left_alone(head: str, words: str) -> None:
    assert found(head, words) == []


def test_without_day_and_session_today_counts() -> None:
    text = f"The General Assembly,\n\n{RECALL['en']}\n\n1. Requests the Secretary-General to report by 31 March 2026;"
    data = f"{text}\n\n{LAST['en']}\n".encode()
    which = chosen(["AL7"])
    days = (datetime.date(2026, 3, 1), datetime.date(2026, 4, 1), None)
    counted = [len(lint_bytes(data, "draft.txt", which, today=day)[0].findings) for day in days]
    assert counted == [0, 1, 0]


def test_a_citation_that_a_later_text_has_overtaken() -> None:
    words = "Encourages States to register boats"
    (finding,) = found("en", words, recall="Recalling its resolution 75/272 of 16 April 2021,")
    assert (finding.rule, finding.case, finding.address) == ("AL307", "overtaken-on", "pp_1")
    assert dict(finding.facts)["later"] == "A/RES/77/273"


def test_of_a_list_the_latest_text_counts() -> None:
    words = "Encourages States to register boats"
    both = "Recalling its resolutions 75/272 of 16 April 2021 and 77/273 of 14 December 2022,"
    assert found("en", words, recall=both) == []
    series = "Recalling its resolutions 61/53 of 6 December 2006 and 62/27 of 5 December 2007,"
    (finding,) = found("en", words, recall=series)
    assert dict(finding.facts)["target"] == "A/RES/62/27"


def test_many_texts_that_are_not_held_are_one_note() -> None:
    numbers = ["70/1", "70/2", "70/3", "70/4", "70/5"]
    listed = ", ".join(f"{each} of 11 November 2015" for each in numbers)
    text = HEAD["en"].format(recall=f"Recalling its resolutions {listed},") + "1. Decides to act.\n"
    (draft,) = lint_bytes(text.encode(), "draft.txt", chosen(["AL301"]), held=lambda _: None)
    (finding,) = draft.findings
    assert finding.case == "several" and finding.severity == "note" and finding.facts["n"] == len(numbers)


@pytest.mark.parametrize(
    ("head", "words", "text"),
    [
        ("en", "Requests the Board to meet on 31 February 2028", "31 February 2028"),
        ("fr", "Prie le Conseil d’administration de se réunir le 31 juin 2028", "31 juin 2028"),
    ],
)
def test_a_day_that_the_calendar_does_not_have(head: str, words: str, text: str) -> None:
    (finding,) = [each for each in found(head, words) if each.rule == "AL703"]
    assert finding.facts["text"] == text


def test_a_day_that_the_calendar_has() -> None:
    assert not [
        each for each in found("en", "Requests the Board to meet on 29 February 2028") if each.rule == "AL703"
    ]
