"""The description of the API: whole in both languages, and true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from alinea.cli.app import command
from alinea.presenting.words import LANGUAGES
from alinea.server.api.problems import STATUSES
from alinea.server.api.routes import PREFIX, ROUTES
from alinea.server.api.specification import document, examples, specification


def operations(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in tree["paths"].values():
        yield from methods.values()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_described_in_words(language: str) -> None:
    tree = document(language)
    assert [each["operationId"] for each in operations(tree)]
    for operation in operations(tree):
        assert operation["summary"] and operation["description"]
        assert all(each["description"] for each in operation["parameters"])
        assert all(each["description"] for each in operation["responses"].values())
    for name, schema in tree["components"]["schemas"].items():
        assert schema["description"], name
        for field, shape in schema.get("properties", {}).items():
            assert shape.get("description"), f"{name}.{field}"


def test_both_languages_describe_one_api() -> None:
    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: bare(each)
                for key, each in value.items()
                if key not in ("description", "summary", "examples") or not isinstance(each, str | dict)
            }
        return [bare(each) for each in value] if isinstance(value, list) else value

    assert bare(document("fr")["paths"]) == bare(document("en")["paths"])
    assert document("fr")["info"]["description"] != document("en")["info"]["description"]


def test_every_route_is_described_with_all_its_problems() -> None:
    found = {each["operationId"]: each for each in operations(document("en"))}
    assert set(found) == {route.name for route in ROUTES}
    for route in ROUTES:
        answers = found[route.name]["responses"]
        assert {"200", "400", "500", "503"} <= set(answers)
        assert {str(STATUSES[name]) for name in route.problems} <= set(answers)
        assert ("304" in answers) == (route.method == "GET")
        for status, answer in answers.items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


def test_references_lead_somewhere() -> None:
    tree = document("en")

    def references(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield value["$ref"]
            for each in value.values():
                yield from references(each)
        elif isinstance(value, list):
            for each in value:
                yield from references(each)

    for reference in set(references(tree)):
        place: Any = tree
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
    used = {each.rpartition("/")[2] for each in references(tree) if "/schemas/" in each}
    assert used == set(tree["components"]["schemas"])


@pytest.mark.parametrize(
    "route", [each for each in ROUTES if each.name in examples()], ids=lambda each: each.name
)
def test_examples_are_answers(route: Any) -> None:
    """After a change of what is answered, write them anew: python tools/api_examples.py."""
    TypeAdapter(route.gives).validate_python(examples()[route.name], by_name=True)


def test_every_question_that_the_samples_answer_has_an_example() -> None:
    assert {route.name for route in ROUTES} - set(examples()) == {
        "getMetadata",
        "getSource",
        "getDocument",  # the samples are resolutions
        "listDocuments",
        "listAlike",  # they are not taught
    }


def test_the_server_and_the_command_give_the_description(
    api: TestClient, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    response = api.get("openapi.json")
    assert response.content == specification("en")
    assert response.headers["content-type"].startswith("application/vnd.oai.openapi+json")
    assert api.get("openapi.json", params={"lang": "fr"}).content == specification("fr")
    assert command(["openapi", "--lang", "fr"]) == 0
    assert capfdbinary.readouterr().out == specification("fr")
    assert json.loads(specification("en"))["openapi"] == "3.1.0"
    assert all(path.startswith(PREFIX) for path in document("en")["paths"])


def test_the_document_tells_of_everything() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text(encoding="utf-8")
    for route in ROUTES:
        stem = route.path.partition("/{")[0]
        assert f"`{route.method} {stem}" in text, route.name
        assert re.search(rf'^\$ curl .*"?\$at{stem}[/?"]', text, re.M), route.name
    for name in STATUSES:
        assert f"`{name}`" in text, name
