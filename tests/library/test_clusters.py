"""Mandates that are alike over organs: in clusters with a reason, and their reviews opened at once."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from resolutions import Ran

import alinea
from alinea.desk.casework import Desk
from alinea.library.cases import open_reviews
from alinea.library.clusters import ClusterQuery, clusters
from alinea.model.cases import Author
from alinea.store.library import Library

DAY = datetime.date(2010, 1, 1)

ASSEMBLY = """United Nations A/RES/63/{number}

General Assembly

Resolution adopted by the General Assembly on {number} December 2008

63/{number}. {title}

The General Assembly,

1. Requests the Secretary-General to {deed};

2. Decides to remain seized of the matter.

{number}th plenary meeting
{number} December 2008
"""

COUNCIL = """United Nations A/HRC/RES/10/{number}

Human Rights Council

Resolution adopted by the Human Rights Council on {number} March 2009

10/{number}. {title}

The Human Rights Council,

1. Requests the Secretary-General to {deed};

2. Decides to remain seized of the matter.

{number}th meeting
{number} March 2009
"""

WATER = (
    "Access to safe drinking water and sanitation",
    "assist small island States in measuring the safety of drinking water",
)
MINES = "Assistance in mine action", "provide training in the clearance of anti-personnel mines"
OTHERS = (
    ("Prevention of piracy", "monitor attacks upon merchant vessels"),
    ("Libraries of the courts", "digitize the judgments of tribunals"),
    ("Locust control", "map the breeding grounds of desert locusts"),
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two texts of two organs on drinking water, one each on other matters, and one like none."""
    texts = [(ASSEMBLY, 20, *WATER), (COUNCIL, 21, *WATER), (ASSEMBLY, 22, *MINES)]
    texts += [(ASSEMBLY, 23 + place, *each) for place, each in enumerate(OTHERS)]
    for form, number, title, deed in texts:
        name = f"{'hrc' if form is COUNCIL else 'ga'}-{number}.txt"
        (tmp_path / name).write_text(form.format(number=number, title=title, deed=deed), encoding="utf-8")
    with alinea.Library(tmp_path / "library.sqlite", as_of=DAY) as made:
        made.add(tmp_path / "*.txt")
        made.link()
    return tmp_path / "library.sqlite"


ALIKE = ("A/HRC/RES/10/21#op_1", "A/RES/63/20#op_1")


def test_mandates_of_two_organs_on_one_matter_are_a_cluster_with_its_reason(library: Path) -> None:
    with Library.open(library) as opened:
        (found,) = clusters(opened, ClusterQuery(DAY)).items
        assert found.addresses == ALIKE and found.organs == ("A", "A/HRC")
        assert (found.bearer_id, found.kind) == ("secretary-general", "action")
        assert "water" in found.subjects and "measuring" in found.words and 0.45 <= found.likeness <= 1
        for asked in (ClusterQuery(DAY, across=True), ClusterQuery(DAY, about="water")):
            assert [each.addresses for each in clusters(opened, asked).items] == [ALIKE]
        for nothing in ({"bearer": "UNICEF"}, {"about": "mines"}, {"organ": "E"}):
            assert clusters(opened, ClusterQuery(DAY, **nothing)).items == ()  # type: ignore[arg-type]
    with alinea.Library(library, as_of=DAY) as python:
        assert [each.addresses for each in python.clusters(across=True)] == [ALIKE]


def test_the_reviews_of_a_cluster_are_opened_at_once_and_once(library: Path, tmp_path: Path) -> None:
    author = Author("Ana", datetime.datetime(2010, 1, 1, tzinfo=datetime.UTC), "reviewed together")
    with Library.open(library) as opened, Desk.open(tmp_path / "d.sqlite", create=True) as desk:
        made, there = open_reviews(desk, opened, ALIKE, DAY, author)
        assert [(each.id, each.kind) for each in made] == [(1, "mandate-review"), (2, "mandate-review")]
        assert not there and {each.why for each in desk.history()} == {"reviewed together"}
        assert open_reviews(desk, opened, ALIKE, DAY, author) == ((), (1, 2))
        with pytest.raises(alinea.NotHeldError):
            open_reviews(desk, opened, ("A/RES/63/22#op_1", "A/RES/1/1#op_1"), DAY, author)
        assert len(desk.cases()) == 2 and not desk.faults()


def test_the_shell_lists_clusters_and_opens_one(
    library: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from alinea.cli.app import command

    monkeypatch.setenv("ALINEA_LIBRARY", str(library))
    monkeypatch.setenv("ALINEA_ACTOR", "Ana")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1262304000")  # 1 January 2010
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run(*arguments: str) -> Ran:
        capfd.readouterr()
        code = command(["case", "clusters", *arguments])
        return (code, *capfd.readouterr())

    code, out, _ = run()
    assert code == 0 and out.startswith("1. 2 mandates of General Assembly and Human Rights Council\n")
    assert "asked of secretary-general · on " in out.lower() and "drinking water" in out
    assert all(each in out for each in ALIKE) and not library.with_name("desk.sqlite").exists()
    (found,) = json.loads(run("--json")[1])
    assert [each["address"] for each in found["mandates"]] == list(ALIKE) and "words in common" in found[
        "reason"
    ]
    assert "aucun mandat semblable" in run("--about", "locusts", "--lang", "fr")[2]
    assert run("--open", "2")[0] == 2
    code, out, _ = run("--open", "1")
    assert code == 0 and out.count("opened: case") == 2
    with Desk.open(library.with_name("desk.sqlite")) as desk:
        assert all("A/RES/80/251, para. 17" in each.why and ALIKE[0] in each.why for each in desk.history())
    assert "case 1 is open on one of them already" in run("--open", "1")[2]
