"""Whatever is asked of the API, it answers as its description says: schemathesis makes up the questions.

More of them, by hand: ``ALINEA_EXAMPLES=300 pytest tests/api/test_api_whatever.py --timeout 0``.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi import checks
from schemathesis.specs.openapi.schemas import OpenApiSchema

from alinea.server.api.routes import ROUTES

EXAMPLES = int(os.environ.get("ALINEA_EXAMPLES", "12"))
DEAR = {name: max(3, EXAMPLES // 4) for name in ("readText", "lintText")}
"""Operations of which each question starts a process."""

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@pytest.fixture(scope="session")
def described(app: FastAPI) -> OpenApiSchema:
    """The API as its description tells of it."""
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def ask(cases: SearchStrategy[Case[Any]], most: int) -> None:
    """Ask what is made up, and compare the answers with the description."""

    @settings(
        max_examples=most,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=cases)
    def one(case: Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    one()


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", [route.name for route in ROUTES])
def test_whatever_is_asked_is_answered_as_described(
    described: OpenApiSchema, name: str, mode: GenerationMode
) -> None:
    operation = described.find_operation_by_id(name)
    ask(operation.as_strategy(generation_mode=mode), DEAR.get(name, EXAMPLES))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("getResolution", {"symbol": "A/RES/75/28"}),
        ("getParagraph", {"address": "A/RES/62/27/op_6"}),
        ("getCommitment", {"id": "A/RES/75/28/op_6/report/1"}),
        ("getActor", {"name": "secretary-general"}),
        ("listCitations", {"symbol": "A/RES/62/27"}),
        ("listCitedBy", {"symbol": "A/RES/56/24T"}),
        ("getNeighbourhood", {"symbol": "A/RES/62/27"}),
        ("getSeries", {"symbol": "A/RES/62/27"}),
        ("draftNext", {"symbol": "A/RES/75/28"}),
        ("getProblem", {"name": "ambiguous"}),
    ],
)
def test_what_is_there_is_answered_as_described(
    described: OpenApiSchema, name: str, place: dict[str, str]
) -> None:
    operation = described.find_operation_by_id(name)
    ask(operation.as_strategy(path_parameters=place), EXAMPLES)
