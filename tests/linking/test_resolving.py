"""What citations lead to, and works in several languages."""

from __future__ import annotations

import pytest
from small_libraries import library_of
from small_texts import FIRST, SECOND, read

from alinea.library.links import cited_by, cites
from alinea.linking.outlines import outline, works_of
from alinea.linking.resolving import Holdings, resolve, whole
from alinea.linking.series import standing, year_of
from alinea.model.corpus import Ambiguous, Outcome, Resolved, Unresolved

HELD = Holdings(["A/RES/57/270A", "A/RES/57/270B", "A/RES/62/27", "A/RES/34/93", "A/RES/217A(III)"])


@pytest.mark.parametrize(
    ("target", "kind", "outcome"),
    [
        ("A/RES/62/27", "resolution", Resolved("A/RES/62/27")),
        ("A/RES/61/62", "resolution", Unresolved("A/RES/61/62", "not-held")),
        ("A/62/133", "document", Unresolved("A/62/133", "not-a-resolution")),
        (
            "A/RES/57/270",
            "resolution",
            Ambiguous(("A/RES/57/270A", "A/RES/57/270B"), "part-not-said"),
        ),
        ("A/RES/217(III)", "resolution", Ambiguous(("A/RES/217A(III)",), "part-not-said")),
        ("A/RES/34/93F", "resolution", Ambiguous(("A/RES/34/93",), "part-of-a-whole")),
        ("A/RES/57/270C", "resolution", Unresolved("A/RES/57/270C", "not-held")),
    ],
)
def test_what_a_symbol_leads_to(target: str, kind: str, outcome: Outcome) -> None:
    assert resolve(target, kind, HELD) == outcome


def test_the_whole_of_a_part() -> None:
    assert whole("A/RES/57/270B") == "A/RES/57/270"
    assert whole("A/RES/217A(III)") == "A/RES/217(III)"
    assert whole("A/62/133") is None


def test_links_and_back_links() -> None:
    with library_of(FIRST, SECOND) as library:
        outcomes = {each.target: each.outcome for each in cites(library, "A/RES/62/80")}
        back = {
            target: [link.place.address for link, _ in cited_by(library, target)]
            for target in ("A/RES/61/70", "A/62/555")
        }
    assert outcomes == {
        "A/RES/61/70": Resolved("A/RES/61/70"),
        "A/62/555": Unresolved("A/62/555", "not-a-resolution"),
    }
    assert back == {"A/RES/61/70": ["A/RES/62/80#pp_1"], "A/62/555": ["A/RES/62/80#note_1"]}


def test_languages_of_one_work() -> None:
    [french] = read(FIRST)
    english = french.model_copy(update={"language": "en"})
    cut = french.model_copy(update={"fragment": True, "operative": ()})
    outlines = [each for each in (outline(english), outline(cut), outline(french)) if each]
    work = works_of(outlines)["A/RES/61/70"]
    assert [(each.language, each.fragment) for each in work.versions] == [("fr", False), ("en", False)]
    assert work.chief.language == "fr"


def test_what_has_no_symbol_cannot_be_linked() -> None:
    [record] = read(FIRST)
    assert outline(record.model_copy(update={"symbol": None})) is None


@pytest.mark.parametrize(
    ("symbol", "place", "year"),
    [
        ("A/RES/62/27", (62, 27, ""), 2007),
        ("A/RES/57/270B", (57, 270, "B"), 2002),
        ("A/RES/2625(XXV)", (25, 2625, ""), 1970),
        ("S/RES/1325(2000)", (2000, 1325, ""), 2000),
        ("E/RES/2007/27", (2007, 27, ""), 2007),
        ("A/HRC/RES/7/12", (7, 12, ""), 2008),
        ("A/RES/S-27/2", (27, 2, ""), None),
        ("A/62/133", (62, 133, ""), None),
    ],
)
def test_standing_and_year(symbol: str, place: tuple[int, int, str], year: int | None) -> None:
    assert standing(symbol) == place
    assert year_of(symbol) == year or "/RES/" not in symbol
