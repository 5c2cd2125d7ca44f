"""Browsing: what is known by organ, session, item, year and metadata, in the library or not, and counted truly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from alinea.cli.app import command
from alinea.library.adding import Asked, add
from alinea.library.browsing import BrowseQuery, browse, every_text
from alinea.library.metadata import parse_line
from alinea.store.library import Library

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def line(symbol: str, **facts: object) -> str:
    """A line of metadata, as the United Nations publish them."""
    told = {"symbol": symbol, "title": f"Title of {symbol}", "adoption_date": "7 December 2020"}
    return json.dumps({**told, **facts})


PUBLISHED = (
    line(
        "A/RES/75/28",
        committee="Without reference to a Main Committee",
        agenda_item="Agenda item 34 (a)",
        sponsors=["TURKMENISTAN", "BELARUS"],
        subjects=[["NEUTRALITY", "UNBIS Thesaurus"]],
        SDGs=["16"],
        MS_in_favour=["MALI"],
        MS_against=["CHAD"],
    ),
    line(
        "A/RES/75/29",
        committee="First Committee",
        agenda_item="Agenda item 34",
        agenda_item_name="Prevention of armed conflict",
        sponsors=["BELARUS"],
        subjects=[["ARMS", "UNBIS Thesaurus"]],
        SDGs=["16", "2.a"],
        MS_in_favour=["CHAD"],
    ),
    line("A/RES/ES-11/1", adoption_date="2 March 2022", committee="First Committee"),
    line("A/RES/62/28", adoption_date="5 December 2007", committee="First Committee"),
    line("S/RES/2799(2025)", adoption_date="6 November 2025"),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of the four samples, with what is published of one of them and of four others."""
    path = tmp_path_factory.mktemp("browse") / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked(str(each)) for each in sorted(SAMPLES.glob("*.txt"))]
        add(library, texts, lambda outcome: None, processes=1)
        library.keep_metadata([each for told in PUBLISHED for each in parse_line(told)])
    with Library.open(path) as library:
        yield library


def names(library: Library, query: BrowseQuery) -> list[str]:
    return [each.name for each in browse(library, query).texts]


def test_all_that_is_known_is_told_in_order_whether_it_is_held_or_not(shelf: Library) -> None:
    found = browse(shelf, BrowseQuery())
    assert (found.held, found.besides) == (4, 4)
    assert [each.name for each in found.texts] == [
        "A/RES/ES-11/1",
        "A/RES/62/27",
        "A/RES/62/28",
        "A/RES/75/28",
        "A/RES/75/29",
        "A/RES/75/272",
        "A/RES/76/299",
        "S/RES/2799(2025)",
    ]
    held = {each.name: each.languages for each in found.texts}
    assert held["A/RES/75/28"] == ("fr",) and held["A/RES/75/29"] == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (BrowseQuery(organ="S"), ["S/RES/2799(2025)"]),
        (BrowseQuery(organ="A", session=75), ["A/RES/75/28", "A/RES/75/29", "A/RES/75/272"]),
        (BrowseQuery(organ="A", session=75, item=34), ["A/RES/75/28", "A/RES/75/29"]),
        (BrowseQuery(organ="A", session=11), ["A/RES/ES-11/1"]),
        (BrowseQuery(organ="A", year=2022), ["A/RES/ES-11/1", "A/RES/76/299"]),
        (BrowseQuery(organ="A", session=75, committee="First Committee"), ["A/RES/75/29"]),
        (BrowseQuery(subject="NEUTRALITY"), ["A/RES/75/28"]),
        (BrowseQuery(goal="2.a"), ["A/RES/75/29"]),
        (BrowseQuery(sponsor="BELARUS"), ["A/RES/75/28", "A/RES/75/29"]),
        (BrowseQuery(state="CHAD"), ["A/RES/75/28", "A/RES/75/29"]),
        (BrowseQuery(state="CHAD", vote="no"), ["A/RES/75/28"]),
        (BrowseQuery(organ="A' OR 1=1 --"), []),
        (BrowseQuery(organ="A", session=10**30), []),
    ],
)
def test_each_way_of_narrowing_down(shelf: Library, query: BrowseQuery, expected: list[str]) -> None:
    assert names(shelf, query) == expected


def test_every_number_is_that_of_the_list_it_leads_to(shelf: Library) -> None:
    found = browse(shelf, BrowseQuery(organ="A"))
    for name, values in found.counts.items():
        for value, number in values:
            number_or_name = int(value) if name in ("session", "year") else value
            narrowed = BrowseQuery(**{"organ": "A", name: number_or_name})  # type: ignore[arg-type]
            assert number == len(names(shelf, narrowed)), (name, value)
    for each in browse(shelf, BrowseQuery(organ="A", session=75)).items:
        assert each.texts == len(names(shelf, BrowseQuery(organ="A", session=75, item=each.number)))


def test_an_item_bears_its_own_title_and_not_that_of_a_letter_of_it(shelf: Library) -> None:
    (item,) = browse(shelf, BrowseQuery(organ="A", session=75)).items
    assert (item.number, item.title) == (34, "Prevention of armed conflict")


def test_titles_are_in_the_language_asked_for_where_there_is_one(shelf: Library) -> None:
    def title(language: str) -> tuple[str | None, str]:
        found = browse(shelf, BrowseQuery(subject="NEUTRALITY", language=language)).texts[0]
        return found.title, found.language

    french, english = title("fr"), title("en")
    assert french[1] == "fr" and "neutralité" in (french[0] or "")
    assert english == ("Title of A/RES/75/28", "en")


def test_texts_that_are_only_cited_are_told_apart(shelf: Library) -> None:
    found = browse(shelf, BrowseQuery(organ="A", session=61))
    assert (found.held, found.besides, found.texts) == (0, 0, ())
    assert "A/RES/61/62" in found.cited and found.all_cited == len(found.cited)
    held = browse(shelf, BrowseQuery(organ="A", session=75))
    assert not {each.name for each in held.texts} & set(held.cited)


def test_pages_neither_repeat_nor_skip(shelf: Library) -> None:
    whole = names(shelf, BrowseQuery())
    paged, after = [], None
    while True:
        found = browse(shelf, BrowseQuery(after=after, limit=3))
        paged += [each.name for each in found.texts]
        after = found.next
        if after is None:
            break
    assert paged == whole == [each.name for each in every_text(shelf, BrowseQuery())]


def test_the_command_lists_the_same(shelf: Library, capsys: pytest.CaptureFixture[str]) -> None:
    code = command(["list", "--sponsor", "BELARUS", "--json", "--library", str(shelf.path)])
    rows = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [each["work"] for each in rows] == names(shelf, BrowseQuery(sponsor="BELARUS"))
