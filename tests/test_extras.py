"""What reads needs neither a library on disk nor a server, and what else is asked for says which extra it takes."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from alinea.extras import EXTRAS

ROOT = Path(__file__).parents[1]
BARE = f"""
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {sorted(EXTRAS)!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
"""
COMMAND = BARE + "from alinea.cli.app import main; main()"
OTHERWISE = {"PyStemmer": "Stemmer", "argon2-cffi": "argon2", "pillow": "PIL", "python-docx": "docx"}
"""Packages that are imported by another name than they are asked for."""


def bare(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python as where nothing is installed but what reads."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=60
    )


@pytest.mark.parametrize(
    "form", ["text", "jsonl", "akn", "csv", "markdown", "bibtex", "ris", "marcxml", "jsonld"]
)
def test_a_resolution_is_read_into_every_form(form: str) -> None:
    done = bare(COMMAND, "read", "samples/A-RES-62-27.fr.txt", "--to", form)
    assert done.returncode == 0, done.stderr
    assert "multilat" in done.stdout


def test_python_reads() -> None:
    code = "from alinea import read; print([record.symbol for record in read('samples/A-RES-62-27.fr.txt')])"
    done = bare(BARE + code)
    assert done.stdout == "['A/RES/62/27']\n", done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["man"], ["schema"], ["due", "--help"]])
def test_help_is_there(arguments: list[str]) -> None:
    done = bare(COMMAND, *arguments)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command", ["add samples", "due", "search x", "draft A/RES/62/27 --session 63", "serve", "case list"]
)
def test_what_is_not_installed_is_named_with_what_brings_it(command: str) -> None:
    done = bare(COMMAND, *command.split(), "--lang", "fr")
    assert done.returncode == 1
    assert re.fullmatch(
        r"alinea : alinea .+ n’est pas installé\N{NO-BREAK SPACE}: pip install 'alinea\[library\]'\n",
        done.stderr.replace("alinea:", "alinea :", 1),
    ), done.stderr


def test_every_package_of_an_extra_is_in_the_table_under_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brought: dict[str, set[str]] = {}
    for extra, lines in project["optional-dependencies"].items():
        for line in lines:
            package = re.split(r"[^\w.-]", line)[0]
            imported = OTHERWISE.get(package, package.lower().replace("-", "_"))
            if package != "alinea" and extra not in ("dev", "parquet"):  # what `bulk` brings, too
                brought.setdefault(imported, set()).add(extra)
    assert set(EXTRAS) == set(brought)
    assert all(extra in brought[package] for package, extra in EXTRAS.items())
    assert not {re.split(r"[^\w.-]", line)[0].lower() for line in project["dependencies"]} & {
        each.lower() for each in EXTRAS
    }
