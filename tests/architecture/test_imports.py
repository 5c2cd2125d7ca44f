"""Who may import whom: the stages know the model and the vocabulary, not one another."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src" / "alinea"

ORDER = (
    "model",
    "vocab",
    "reading",
    "segmenting",
    "analysing",
    "documents",
    "linking",
    "following",
    "comparing",
    "drafting",
    "linting",
    "pipeline",
    "extras",
    "store",
    "desk",
    "library",
    "presenting",
    "server",
    "cli",
)
"""Each imports itself and what stands before it; the stages only `model` and `vocab`.

`library` is the door above `store` and `desk`; `presenting` prints what it answers; the command starts the server, which never
knows the command.
"""

STAGES = frozenset(ORDER[2 : ORDER.index("pipeline")])
ALLOWED = {
    # What linking reads in the words between two citations it reads with the tables and finders of analysing.
    ("linking", "analysing"),
    # A document cites and names actors as a resolution does, and is told by the same finders.
    ("documents", "analysing"),
    # Whether two texts are on one matter is told for series and for answers by the same rule.
    ("following", "linking"),
    # A draft is dated by the rules of sessions, and read as any text is.
    ("drafting", "following"),
    # Which session a text names is told for drafts and for lint by the same finder.
    ("linting", "drafting"),
}
"""Pairs (stage, stage it imports) that go against the rule, each with its reason."""

APART = {"store": ("model",), "desk": ("model", "vocab")}
"""Parts that stand in no order, and what they may import."""

SEE_ALL = frozenset({"pipeline", "public", "public_desk", "sources", "__init__", "__main__"})

KEPT_TO = {
    "lxml": (
        "presenting/exchange",
        "reading/html",
        "reading/akn",
        "reading/docx",
        "reading/archives",
        "reading/marcxml",
        "reading/pdf/recognition",
        "presenting/akn",
    ),
    "cobalt": ("presenting/akn",),
    "pypdfium2": ("reading/pdf",),
    "PIL": ("reading/pictures", "reading/pdf/recognition"),
    "docx": ("presenting/docx",),
    "openpyxl": ("presenting/exports", "presenting/papers"),
    "rdflib": ("presenting/exchange",),
    "pyarrow": ("presenting/exports", "cli/bulk", "library/fetching"),
    "distributed": ("cli/bulk/clusters",),
    "duckdb": ("cli/bulk/links",),
    "pandas": ("public",),
    "scipy": ("comparing", "linking/likeness"),
    "numpy": ("comparing", "linking/likeness", "library/likeness", "reading/pdf/recognition"),
    "sqlite3": ("store", "desk"),
    "sqlalchemy": ("store", "desk"),
    "alembic": ("desk",),
    "argon2": ("desk/access",),
    "authlib": ("server/web/provider",),
    "joserfc": ("server/web/provider",),
    "rich": ("presenting/terminal", "cli"),
    "typer": ("cli",),
    "babel": ("presenting",),
    "fastapi": ("server/web", "server/api"),
    "starlette": ("server/web", "server/api"),
    "mcp": ("server/mcp",),
    "jinja2": ("server/web",),
    "uvicorn": ("server/web",),
}
"""Libraries, and the only places that import them."""


def modules() -> list[Path]:
    return sorted(SOURCES.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(SOURCES).with_suffix("").as_posix()


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The modules that a file imports anywhere in it, under their full names."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    package = ("alinea", *(path.relative_to(SOURCES).parent.parts if path.is_relative_to(SOURCES) else ()))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield module
            if module in ("alinea", ".".join(package)):
                yield from (f"{module}.{alias.name}" for alias in node.names)


def folder(module: str) -> str | None:
    """The part of Alinéa that a module belongs to, None for what is not of ours."""
    parts = module.split(".")
    return (parts[1] if len(parts) > 1 else "__init__") if parts[0] == "alinea" else None


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    mine = name_of(path).split("/")[0]
    for module in imported(path):
        theirs = folder(module)
        if theirs in (None, mine, "_version", "__init__") or mine in SEE_ALL:
            continue
        if mine in APART:
            assert theirs in APART[mine], f"{name_of(path)} imports {module}"
            continue
        assert mine in ORDER, f"{mine} is no part that ORDER names"
        assert theirs in ORDER[: ORDER.index(mine)], f"{name_of(path)} imports {module}"
        if mine in STAGES and (mine, theirs) not in ALLOWED:
            assert theirs not in STAGES, f"{name_of(path)} imports {module}: a stage knows no other stage"


def test_nothing_but_the_command_and_the_pipeline_sees_all() -> None:
    for path in modules():
        if "alinea.pipeline" in imported(path):
            assert name_of(path).startswith(("cli/", "library/", "public", "sources", "pipeline")), name_of(
                path
            )


@pytest.mark.parametrize(("library", "places"), KEPT_TO.items(), ids=list(KEPT_TO))
def test_a_library_is_kept_to_its_place(library: str, places: tuple[str, ...]) -> None:
    users = {
        name_of(path)
        for path in modules()
        if any(module == library or module.startswith(f"{library}.") for module in imported(path))
    }
    assert {user for user in users if not user.startswith(places)} == set()


def test_the_model_imports_nothing_that_finds_reads_or_ticks() -> None:
    banned = {"re", "os", "pathlib", "io", "time", "json", "tomllib", "lxml"}
    for path in sorted((SOURCES / "model").glob("*.py")):
        assert banned.isdisjoint(module.split(".")[0] for module in imported(path)), name_of(path)


NAMED_OTHERWISE = {
    "PIL": "pillow",
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
    "Stemmer": "PyStemmer",
    "dateutil": "python-dateutil",
    "yaml": "PyYAML",
    "argon2": "argon2-cffi",
}
"""Libraries whose package has another name."""


def libraries(path: Path) -> Iterator[str]:
    """The packages, by their names in an index of packages, that a file imports."""
    for module in imported(path):
        top = module.split(".")[0]
        if top != "alinea" and top not in sys.stdlib_module_names:
            yield NAMED_OTHERWISE.get(top, top).lower().replace("_", "-")


def asked(*, tests: bool) -> set[str]:
    """The packages that pyproject.toml asks for."""
    project = tomllib.loads((SOURCES.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = project["dependencies"] + [
        line for name in extras if tests or name != "dev" for line in extras[name]
    ]
    return {re.split(r"[^\w.-]", line)[0].lower() for line in lines} - {"alinea"}


def test_every_library_is_a_dependency() -> None:
    """What is imported is asked for, so that an installation without the tools of the tests works."""
    for path in modules():
        assert set(libraries(path)) <= asked(tests=False), name_of(path)


def test_every_library_of_the_tests_is_a_dependency() -> None:
    root = SOURCES.parents[1]
    files = [path for folder in ("tests", "bench", "tools") for path in (root / folder).rglob("*.py")]
    own = {path.stem for path in files}
    for path in files:
        foreign = {library for library in libraries(path) if library.replace("-", "_") not in own}
        assert foreign <= asked(tests=True), path


def test_the_command_line_is_put_together_without_the_models() -> None:
    """Start-up counts: help, the version and refusals need no pydantic, which takes as long as all the rest."""
    code = "import sys, alinea.cli.app; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
