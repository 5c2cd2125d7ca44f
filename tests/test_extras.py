"""What reads needs neither a library on disk nor a server, and what else is asked for says which extra it takes."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest

from alinea.extras import EXTRAS
from alinea.presenting.forms import FORMS

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


def test_a_resolution_is_read_into_every_form() -> None:
    # One process for all, as each loads what it reads by anew.
    code = (
        BARE
        + """
from alinea.cli.app import command
from alinea.presenting.forms import FORMS
for form in FORMS:
    print(form, command(["read", "samples/A-RES-62-27.fr.txt", "--to", form, "--out", sys.argv[1]]))
"""
    )
    with tempfile.TemporaryDirectory() as folder:
        done = bare(code, folder)
        assert {line.split()[1] for line in done.stdout.splitlines() if len(line.split()) == 2} == {"0"}, (
            done.stderr
        )
        written = list(Path(folder).iterdir())
    assert len(written) == len(FORMS)


def test_python_reads() -> None:
    code = "from alinea import read; print([record.symbol for record in read('samples/A-RES-62-27.fr.txt')])"
    done = bare(BARE + code)
    assert done.stdout == "['A/RES/62/27']\n", done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["man"], ["schema"], ["due", "--help"]])
def test_help_is_there(arguments: list[str]) -> None:
    done = bare(COMMAND, *arguments)
    assert done.returncode == 0, done.stderr


def test_what_is_not_installed_is_named_with_what_brings_it() -> None:
    code = (
        BARE
        + """
from alinea.cli.app import command
for asked in ("add samples", "due", "search x", "draft A/RES/62/27 --session 63", "serve", "case list"):
    print(command([*asked.split(), "--lang", "fr"]))
"""
    )
    done = bare(code)
    assert done.stdout.split() == ["1"] * 6
    told = done.stderr.splitlines()
    assert len(told) == 6
    for line in told:
        assert re.fullmatch(
            r"alinea: alinea .+ n’est pas installé\N{NO-BREAK SPACE}: pip install 'alinea\[library\]'", line
        ), line


def test_every_package_of_an_extra_is_in_the_table_under_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brought: dict[str, set[str]] = {}
    for extra, lines in project["optional-dependencies"].items():
        for line in lines:
            package = re.split(r"[^\w.-]", line)[0]
            imported = OTHERWISE.get(package, package.lower().replace("-", "_"))
            if (
                package != "alinea" and extra != "dev" and (package, extra) != ("pyarrow", "bulk")
            ):  # `parquet` has it
                brought.setdefault(imported, set()).add(extra)
    assert set(EXTRAS) == set(brought)
    assert all(extra in brought[package] for package, extra in EXTRAS.items())
    assert not {re.split(r"[^\w.-]", line)[0].lower() for line in project["dependencies"]} & {
        each.lower() for each in EXTRAS
    }
