"""What other programs read of what is given to them, each by a reader that is not ours."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pymarc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from rdflib import RDF, BNode, Graph, Literal, URIRef
from resolutions import ENGLISH, Ran, write

from alinea.library.lists import Mapped, read_list

Run = Callable[..., Ran]

ELI = "http://data.europa.eu/eli/ontology#"
ODRL = "http://www.w3.org/ns/odrl/2/"
OWN = "urn:x-alinea:rdf:1:"
WORK = URIRef("https://docs.un.org/A/RES/62/1")
TITLE = "Désarmement & contrôle: 100 % {des} armes_x"


@pytest.fixture
def held(run: Run, tmp_path: Path) -> Run:
    write(tmp_path / "fr", 1, 2, title=TITLE)
    write(tmp_path / "en", 1, form=ENGLISH, title="General disarmament")
    assert run("add", tmp_path / "fr", tmp_path / "en")[0] == 0
    return run


def exported(held: Run, folder: Path, form: str) -> bytes:
    code, printed, told = held("export", folder, "--to", form)
    assert code == 0, told
    (path,) = printed.splitlines()
    return Path(path).read_bytes()


def test_a_bibliography_is_read_by_others_as_it_was_meant(held: Run) -> None:
    entries = parse_string(held("show", "62/1", "--language", "fr", "--to", "bibtex")[1]).entries
    (entry,) = entries
    assert (entry.entry_type, entry.key) == ("techreport", "A-RES-62-1.fr")
    assert entry["author"] == "{Nations Unies. Assemblée générale}" and entry["number"] == "A/RES/62/1"
    assert entry["title"] == r"{Désarmement \& contrôle: 100 \% \{des\} armes\_x}"
    assert (entry["year"], entry["month"], entry["date"]) == ("2007", "dec", "2007-12-06")
    assert entry["url"] == "https://docs.un.org/fr/A/RES/62/1"


def test_references_are_read_by_others_as_they_were_meant(held: Run, tmp_path: Path) -> None:
    read = rispy.loads(exported(held, tmp_path / "out", "ris").decode())
    assert [each["id"] for each in read] == ["A-RES-62-1.fr", "A-RES-62-2.fr", "A-RES-62-1.en"]
    assert read[0]["type_of_reference"] == "GOVDOC" and read[0]["title"] == TITLE
    assert read[2]["authors"] == ["United Nations. General Assembly"]
    assert (read[2]["year"], read[2]["date"]) == ("2007", "2007/12/06")


def test_a_whole_library_is_a_bibliography(held: Run, tmp_path: Path) -> None:
    library = parse_string(exported(held, tmp_path / "out", "bibtex").decode())
    assert not library.failed_blocks and len({each.key for each in library.entries}) == 3


def catalogued(data: bytes) -> list[pymarc.Record]:
    return pymarc.parse_xml_to_array(io.BytesIO(data))  # type: ignore[no-untyped-call, no-any-return]


def test_catalogues_take_in_a_record_and_give_it_back(held: Run, tmp_path: Path) -> None:
    whole = exported(held, tmp_path / "out", "marcxml")
    records = catalogued(whole)
    assert [each["001"].data for each in records] == ["A-RES-62-1.fr", "A-RES-62-2.fr", "A-RES-62-1.en"]
    first = records[0]
    assert first["191"]["a"] == "A/RES/62/1" and first["191"]["c"] == "62" and first["245"]["a"] == TITLE
    fixed = first["008"].data or ""
    assert len(fixed) == 40 and fixed[35:38] == first["041"]["a"] == "fre"
    file = tmp_path / "catalogue.xml"
    file.write_bytes(whole)
    listed = read_list(file, Mapped(constants={"type": "resolution"}), datetime.date(2026, 1, 1)).documents
    assert [(each.symbol, each.title, each.date, each.session) for each in listed[:1]] == [
        ("A/RES/62/1", TITLE, datetime.date(2007, 12, 6), {"A": 62})
    ]
    (alone,) = catalogued(held("show", "62/1", "--to", "marcxml")[1].encode())
    assert alone.as_dict() == first.as_dict()


def test_linked_data_says_what_the_record_says(held: Run) -> None:
    told = Graph().parse(data=held("show", "62/1", "--to", "jsonld")[1], format="json-ld")
    assert (WORK, RDF.type, URIRef(f"{ELI}LegalResource")) in told
    assert (WORK, URIRef(f"{ELI}cites"), URIRef("https://docs.un.org/A/RES/61/62")) in told
    version = URIRef("https://docs.un.org/fr/A/RES/62/1")
    assert (WORK, URIRef(f"{ELI}is_realized_by"), version) in told
    assert (version, URIRef(f"{ELI}title"), Literal(TITLE, lang="fr")) in told
    duty = URIRef(f"{WORK}#op_2/report/1")
    assert (URIRef(f"{WORK}#op_2"), URIRef(f"{OWN}commitment"), duty) in told
    assert (duty, RDF.type, URIRef(f"{ODRL}Duty")) in told
    assert (duty, URIRef(f"{ODRL}assignee"), URIRef(f"{OWN}actor:secretary-general")) in told
    assert told.value(duty, URIRef(f"{OWN}dueSession")) == Literal(63)


def test_both_forms_of_linked_data_say_the_same(held: Run, tmp_path: Path) -> None:
    json_ld = Graph().parse(data=exported(held, tmp_path / "a", "jsonld"), format="json-ld")
    turtle = Graph().parse(data=exported(held, tmp_path / "b", "rdf"), format="turtle")
    named = [
        {each for each in graph if not any(isinstance(part, BNode) for part in each)}
        for graph in (json_ld, turtle)
    ]
    assert named[0] == named[1] and len(json_ld) == len(turtle)


def test_linked_data_of_a_library_has_its_registers_and_how_things_stand(held: Run, tmp_path: Path) -> None:
    told = Graph().parse(data=exported(held, tmp_path / "out", "rdf"), format="turtle")
    duty = URIRef(f"{WORK}#op_2/report/1")
    (standing,) = told.subjects(URIRef("http://purl.org/dc/terms/subject"), duty)
    assert str(told.value(standing, URIRef(f"{OWN}status"))) == f"{OWN}status:unknown"
    agenda = URIRef(f"{OWN}register:agenda")
    members = list(told.objects(agenda, URIRef("http://www.w3.org/2004/02/skos/core#member")))
    assert members and all((each, RDF.type, URIRef(f"{OWN}AgendaItem")) in told for each in members)
    versions = set(told.objects(WORK, URIRef(f"{ELI}is_realized_by")))
    assert versions == {URIRef(f"https://docs.un.org/{each}/A/RES/62/1") for each in ("fr", "en")}
    # What is asked stands in the principal version alone, as in the ledger.
    quoted = [each for each in told.objects(duty, URIRef(f"{OWN}quote")) if isinstance(each, Literal)]
    assert [each.language for each in quoted] == ["fr"]


def test_several_resolutions_are_no_document_of_xml(run: Run, tmp_path: Path) -> None:
    paths = write(tmp_path / "fr", 1, 2)
    code, _, told = run("read", *paths, "--to", "marcxml")
    assert code == 2 and "--out" in told


def test_one_form_is_asked_for_at_a_time(held: Run) -> None:
    assert held("show", "62/1", "--json", "--to", "ris")[0] == 2
