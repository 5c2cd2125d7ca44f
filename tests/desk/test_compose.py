"""The whole in containers: what `compose.yaml` starts is what the command knows, run here without an engine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
PASSWORD = "of the database"


def services() -> dict[str, Any]:
    """What compose.yaml says, with what its variables stand for."""
    told = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    told = told.replace("${ALINEA_DATABASE_PASSWORD:?put it into .env}", PASSWORD)
    told = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", told)
    assert "${" not in told
    found: dict[str, Any] = yaml.safe_load(told)["services"]
    return found


def image() -> str:
    return (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")


def test_what_the_image_is_made_of_is_here() -> None:
    for copied in re.findall(r"^COPY (.+) \S+$", image(), re.MULTILINE):
        for each in copied.split():
            assert (ROOT / each).exists(), each
            # What is not let through to the engine is not there to be copied.
            assert f"!{each}" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines(), each
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (extras,) = re.findall(r"'\.\[([\w,]+)\]'", image())
    assert set(extras.split(",")) <= set(project["optional-dependencies"])


def test_both_services_are_of_one_database_one_port_and_one_password() -> None:
    found = services()
    alinea, database = found["alinea"], found["database"]
    told = database["environment"]
    where = f"postgresql+psycopg://{told['POSTGRES_USER']}@database/{told['POSTGRES_DB']}"
    assert alinea["environment"]["ALINEA_DESK"] == where
    assert alinea["environment"]["PGPASSWORD"] == told["POSTGRES_PASSWORD"] == PASSWORD
    (port,) = re.findall(r"^EXPOSE (\d+)$", image(), re.MULTILINE)
    assert alinea["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert port in alinea["command"] and f":{port}/" in alinea["healthcheck"]["test"][-1]
    assert alinea["environment"]["ALINEA_LIBRARY"].startswith("/data/")
    assert alinea["volumes"] == ["texts:/data"] and "VOLUME /data" in image()


@pytest.mark.timeout(120)
def test_what_it_starts_serves_people_who_sign_in(database: str, tmp_path: Path) -> None:
    alinea = services()["alinea"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ALINEA_", "PG"))}
    environment = {**kept, **alinea["environment"], "LANG": "C.UTF-8"}
    environment |= {"ALINEA_DESK": database, "ALINEA_LIBRARY": str(tmp_path / "library.sqlite")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "alinea", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)

    run("add", str(ROOT / "samples"))
    run("desk", "accounts", "add", "ana", "--name", "Ana Diallo", "--role", "administration")
    asked = [{"8420": "0"}.get(each, each) for each in alinea["command"]]  # any port that is free here
    with subprocess.Popen(
        [sys.executable, "-m", "alinea", *asked], env=environment, stderr=subprocess.PIPE, text=True
    ) as served:
        try:
            assert served.stderr is not None
            (port,) = re.findall(r":(\d+)/", served.stderr.readline())
            at = f"http://127.0.0.1:{port}"

            def page(path: str, host: str) -> tuple[int, str]:
                request = urllib.request.Request(f"{at}{path}", headers={"Host": host})
                try:
                    with urllib.request.urlopen(request, timeout=30) as answer:
                        return answer.status, answer.read().decode()
                except urllib.error.HTTPError as error:
                    return error.code, error.read().decode()

            assert page("/about", f"localhost:{port}")[0] == 200
            status, told = page("/sign-in", f"localhost:{port}")
            assert status == 200 and 'type="password"' in told
            assert json.loads(page("/api/v1/resolutions", f"localhost:{port}")[1])
            assert page("/about", "evil.example.org")[0] in (400, 421)
        finally:
            served.terminate()
