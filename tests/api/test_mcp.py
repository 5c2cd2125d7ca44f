"""The library for assistants: a real client asks, and gets addresses and words."""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest

from alinea import Library
from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk, Received
from alinea.library.cases import proposed
from alinea.library.likeness import teach
from alinea.model.cases import Account, Author
from alinea.store.library import Library as Store

if not os.environ.get("ALINEA_TESTS_NEED_ALL"):
    pytest.importorskip("mcp", reason="pip install 'alinea[mcp]'")

from mcp import Client, StdioServerParameters

from alinea.server.mcp import build

DAY = datetime.date(2021, 3, 1)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp") / "library.sqlite"
    with Library(path) as library:
        library.add(Path(__file__).resolve().parents[2] / "samples")
    with Store.open(path, write=True) as store:
        teach(store)
    return path


def ask(server: Any, tool: str, **arguments: object) -> Any:
    """What a tool answers to a client, as an object; the sentence of an error as a string."""

    async def asked() -> Any:
        async with Client(server) as client:
            result = await client.call_tool(tool, arguments)
            return str(result.content[0]) if result.is_error else result.structured_content

    return anyio.run(asked)


def test_every_tool_asks_only_and_says_what_it_is_for(file: Path) -> None:
    async def tools() -> list[Any]:
        async with Client(build(file, lambda: DAY)) as client:
            return list((await client.list_tools()).tools)

    listed = anyio.run(tools)
    assert {each.name for each in listed} == {
        "resolve",
        "read",
        "search",
        "like",
        "ask",
        "due",
        "who",
        "series",
        "cites",
        "compare",
        "explain",
    }
    assert all(each.description and each.annotations.read_only_hint for each in listed)


def test_what_is_owed_is_answered_with_its_address_and_words(file: Path) -> None:
    server = build(file, lambda: DAY)
    entries = ask(server, "due", session=76)["entries"]
    assert entries and all(each["address"].startswith("A/RES/") and each["quote"] for each in entries)
    with Library(file, as_of=DAY) as library:
        expected = [each.obligation.id for each in library.due(session=76)]
    assert [each["id"] for each in entries] == expected[: len(entries)]
    assert all("secretary-general" in each["bearer_ids"] for each in ask(server, "who", name="SG")["entries"])


def test_a_paragraph_is_found_resolved_read_and_its_text_compared(file: Path) -> None:
    server = build(file, lambda: DAY)
    passages = ask(server, "search", words="diplomatie préventive")["passages"]
    assert passages[0]["work"] == "A/RES/75/272"
    alike = ask(server, "like", text="le Centre régional pour la diplomatie préventive", limit=3)["passages"]
    assert alike[0]["work"] == "A/RES/75/272" and 0 < alike[0]["score"] <= 1
    assert ask(server, "resolve", named="75/28 §6") == {
        "actors": [],
        "resolution": "A/RES/75/28",
        "paragraph": "op_6",
    }
    (paragraph,) = ask(server, "read", symbol="A/RES/75/28#op_6")["paragraphs"]
    assert paragraph["address"] == "A/RES/75/28#op_6" and paragraph["commitments"]
    (understood,) = ask(server, "ask", question="What did 75/28 ask of the Secretary-General?")["readings"]
    assert understood["understood"] == "alinea due --bearer secretary-general --work A/RES/75/28"
    assert understood["passages"][0]["address"] == "A/RES/75/28#op_6"
    assert ask(server, "cites", symbol="62/27")["citations"]
    assert ask(server, "series", symbol="62/27")["members"]
    assert ask(server, "compare", before="75/28", after="75/272")
    assert ask(server, "explain", address="A/RES/75/28#op_6")["explanations"]


def test_what_cannot_be_answered_is_told_in_a_sentence(file: Path) -> None:
    server = build(file, lambda: DAY)
    assert "A/RES/1/1" in ask(server, "read", symbol="A/RES/1/1")
    assert "organ" in ask(server, "due", organ="XX")


def test_cases_are_read_as_the_person_may_who_started_it(file: Path, tmp_path: Path) -> None:
    where, at = tmp_path / "desk.sqlite", datetime.datetime(2021, 3, 1, tzinfo=datetime.UTC)
    with Desk.open(where, create=True) as desk, Store.open(file) as library:
        for kind in ("call-for-views", "consultation"):
            _, basis = proposed(library, "A/RES/75/28#op_6", kind, DAY)
            desk.open_case(kind, basis, DAY, Author("Ana", at))
        desk.receive(1, Received("Cuba", "CU", DAY, "Views. " * 1000), Author("Ana", at))

    def opened(reader: Account | None = None) -> Any:
        @contextmanager
        def within() -> Iterator[Desk]:
            with Desk.open(where) as desk:
                yield desk.for_reader(reader)

        return build(file, lambda: DAY, within)

    listed = ask(opened(), "cases")
    assert [(each["kind"], each["next_step"]) for each in listed["cases"]] == [
        ("call-for-views", "note-verbale"),
        ("consultation", "request"),
    ]
    assert listed["cases"][0]["status"] == "due" and listed["left_out"] == 0
    found = ask(opened(), "case", number=1)
    assert found["basis"]["text"] and found["steps"][0]["name"] == "note-verbale"
    assert found["replies"][0]["sender"] == "Cuba" and len(found["replies"][0]["text"]) < 1100
    assert "there is no case 9" in ask(opened(), "case", number=9)
    with Desk.open(where) as desk:
        root = Author("root", at, operator=True)
        eve = Accounts(desk).add("eve", "Eve", "administrator", root)
    assert [each["id"] for each in ask(opened(eve), "cases", state="all")["cases"]] == [1]
    assert "there is no case 2" in ask(opened(eve), "case", number=2)


def test_an_assistant_starts_the_command(file: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "alinea", "mcp", "--library", str(file)], env=dict(os.environ)
    )
    answer = ask(command, "resolve", named="OMS")
    assert answer["actors"] == ["who"] and json.dumps(answer)
