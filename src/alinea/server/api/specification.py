"""The description of the API after OpenAPI 3.1: the shapes from the routes, the words from the catalogue."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from alinea._version import __version__
from alinea.presenting.words import Words, words_in
from alinea.server.api.problems import MEDIA_TYPE, STATUSES, Problem
from alinea.server.api.routes import PREFIX, ROUTES, Route, router

Tree = dict[str, Any]

ALWAYS = ("invalid-parameter", "internal", "library-unavailable", "busy")
"""Problems that every question may be answered with."""

ASKED: Mapping[str, Any] = {
    "symbol": "A/RES/75/28",
    "address": "A/RES/75/28/op_6",
    "id": "A/RES/75/28/op_6/report/1",
    "q": "paix",
    "as_of": "2026-11-21",
    "name": "secretary-general",
    "sha256": "0" * 64,
    "number": 1,
}
"""Examples of parameters."""


@cache
def specification(language: str) -> bytes:
    """Return the description as JSON, set in for a person to read."""
    return json.dumps(document(language), ensure_ascii=False, indent=2).encode() + b"\n"


def document(language: str) -> Tree:
    """Return the description in the words of a language, English where it has no catalogue."""
    from fastapi import FastAPI
    from fastapi.openapi.utils import get_openapi

    words = words_in(language)
    app = FastAPI()
    app.include_router(router())
    tree = get_openapi(
        title=words("openapi.title"),
        version=__version__,
        openapi_version="3.1.0",
        summary=words("openapi.summary"),
        description=words("openapi.description"),
        routes=app.routes,
        tags=[{"name": tag, "description": words(f"openapi.tag.{tag}")} for tag in _tags()],
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
    )
    schemas = tree["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):  # what the framework would answer, and does not
        schemas.pop(name, None)
    made = Problem.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    schemas.update(made.pop("$defs"))
    schemas["Problem"] = {**made, "required": ["type", "title", "status", "detail", "instance"]}
    for name, schema in schemas.items():
        _describe(name, schema, words)
    tree["components"]["headers"] = _headers(words)
    scheme = {"type": "http", "scheme": "bearer", "description": words("openapi.security.token")}
    tree["components"]["securitySchemes"] = {"token": scheme}
    tree["components"]["examples"] = {name: {"value": _example(name, words)} for name in STATUSES}
    for route in ROUTES:
        path = PREFIX + route.path.replace(":path}", "}")
        tree["paths"][path][route.method.lower()] = _operation(
            tree["paths"][path][route.method.lower()], route, words
        )
    tree["components"]["schemas"] = dict(sorted(schemas.items()))
    return tree


def _tags() -> Iterator[str]:
    yield from dict.fromkeys(route.tag for route in ROUTES)


def _describe(name: str, schema: Tree, words: Words) -> None:
    """Put the words of the catalogue into a schema, in the place of what the program says for programmers."""
    schema.pop("title", None)
    schema["description"] = words.find(f"schema.{name}") or ""
    for field, shape in schema.get("properties", {}).items():
        shape.pop("title", None)
        shape["description"] = (
            words.find(f"openapi.field-of.{name}.{field}") or words.find(f"openapi.field.{field}") or ""
        )


def _headers(words: Words) -> Tree:
    names = {
        "ETag": "etag",
        "Cache-Control": "cache-control",
        "Link": "link",
        "Content-Language": "content-language",
        "Content-Location": "content-location",
        "Retry-After": "retry-after",
        "Accept-Post": "accept-post",
    }
    return {
        name: {"description": words(f"openapi.header.{key}"), "schema": {"type": "string"}}
        for name, key in names.items()
    }


def _operation(given: Tree, route: Route, words: Words) -> Tree:
    """Return a question as it is described: its parameters, every answer that it may have, an example of one."""
    parameters = [_parameter(each, route, words) for each in given.get("parameters", [])]
    answer: Tree = {
        "description": words("openapi.answer.200"),
        "headers": _of(("ETag", "Cache-Control", *_extra(route))),
        "content": given["responses"]["200"]["content"],
    }
    for media_type in route.also:
        answer["content"][media_type] = {"schema": {"type": "string", "format": "binary"}}
    example = examples().get(route.name)
    if example is not None:
        answer["content"]["application/json"]["example"] = example
    answers: Tree = {"200": answer}
    if route.method == "GET":
        # What one has already is named in a header, of which the framework knows nothing.
        for name in ("If-None-Match", "Accept-Language"):
            parameters.append(
                {
                    "name": name,
                    "in": "header",
                    "required": False,
                    "description": words(f"openapi.header.{name.lower()}"),
                    "schema": {"type": "string"},
                }
            )
        answers["304"] = {
            "description": words("openapi.answer.304"),
            "headers": _of(("ETag", "Cache-Control")),
        }
    answers.update(_problems(route, words))
    described: Tree = {
        "tags": given["tags"],
        "operationId": route.name,
        "summary": words(f"operation.{route.name}.summary"),
        "description": words(f"operation.{route.name}.description"),
        "parameters": parameters,
        "responses": answers,
    }
    if "sign-in" in route.problems:
        described["security"] = [{}, {"token": []}]  # a desk without accounts asks for none
    if "requestBody" in given:
        described["requestBody"] = {"description": words("openapi.header.json"), **given["requestBody"]}
        for name in ("If-Match", "Idempotency-Key"):
            parameters.append(
                {
                    "name": name,
                    "in": "header",
                    "required": False,
                    "description": words(f"openapi.header.{name.lower()}"),
                    "schema": {"type": "string"},
                }
            )
    if route.takes:
        shape = {"type": "string", "format": "binary", "maxLength": 25_000_000}
        described["requestBody"] = {
            "description": words("openapi.header.body"),
            "required": True,
            "content": {each: {"schema": shape} for each in route.takes},
        }
    return described


def _parameter(given: Tree, route: Route, words: Words) -> Tree:
    name = given["name"]
    shape = given["schema"]
    shape.pop("title", None)
    if "anyOf" in shape:  # a parameter that is not given is not null: it is not there
        (kept,) = [each for each in shape.pop("anyOf") if each.get("type") != "null"]
        shape.update(kept)
    description = words.find(f"parameter-of.{route.name}.{name}") or words(f"parameter.{name}")
    described = {**given, "schema": shape, "description": description}
    if name in ASKED and given["in"] == "path":
        described["example"] = "not-held" if route.name == "getProblem" else ASKED[name]
    return described


def _extra(route: Route) -> tuple[str, ...]:
    if "invalid-cursor" in route.problems:
        return ("Link",)
    if route.name in ("getResolution", "getParagraph"):
        return ("Link", "Content-Language", "Content-Location")
    return ()


def _of(names: tuple[str, ...]) -> Tree:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problems(route: Route, words: Words) -> Tree:
    """Return the answers that are problems, by status, with an example of each problem."""
    by_status: dict[int, list[str]] = defaultdict(list)
    # What stands in an address may be such that it is none, as where a line ends in it.
    nowhere = ("no-such-path",) if "{" in route.path else ()
    for name in (*ALWAYS, *route.problems, *nowhere):
        if name not in by_status[STATUSES[name]]:
            by_status[STATUSES[name]].append(name)
    return {
        str(status): {
            "description": words(f"openapi.answer.{status}"),
            "headers": _of(_told_with(status)),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {name: {"$ref": f"#/components/examples/{name}"} for name in names},
                }
            },
        }
        for status, names in sorted(by_status.items())
    }


def _told_with(status: int) -> tuple[str, ...]:
    besides = {503: ("Retry-After",), 415: ("Accept-Post",)}
    return ("Content-Language", "Cache-Control", *besides.get(status, ()))


def _example(name: str, words: Words) -> Tree:
    detail = words(f"problem.{name}.detail")
    facts = {"what": "A/RES/99/999", "who": "Ana Diallo", "said": words(f"problem.{name}.title"), "most": 25}
    return {
        "type": f"{PREFIX}/problems/{name}",
        "title": words(f"problem.{name}.title"),
        "status": STATUSES[name],
        "detail": detail.format_map(facts),
        "instance": f"{PREFIX}/resolutions/A/RES/99/999",
    }


@cache
def examples() -> Mapping[str, Any]:
    """Return for every question an answer, as given over the four samples, its lists cut to their first thing."""
    file = resources.files("alinea.server.api").joinpath("examples.json")
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
