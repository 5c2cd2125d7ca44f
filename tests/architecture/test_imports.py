"""Who may import whom: the stages know the model and the vocabulary, not one another."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src" / "alinea"

ORDER = ("model", "vocab", "reading", "segmenting", "analysing", "linking", "following", "presenting")
"""Each imports itself and what stands before it; the stages in between only `model` and `vocab`."""

STAGES = frozenset(ORDER[2:-1])
ALLOWED = {
    # What linking reads in the words between two citations it reads with the tables and finders of analysing.
    ("linking", "analysing"),
}
"""Pairs (stage, stage it imports) that go against the rule, each with its reason."""

APART = {"store": ("model",)}
"""Parts that stand in no order, and what they may import."""

SEE_ALL = frozenset({"pipeline", "librarian", "presenting", "__init__", "__main__"})

KEPT_TO = {
    "lxml": (
        "reading/html",
        "reading/web",
        "reading/akn",
        "reading/word",
        "reading/docx",
        "reading/archives",
        "presenting/akn",
    ),
    "cobalt": ("presenting/akn",),
    "pypdfium2": ("reading/pdf",),
    "docx": ("reading/docx", "reading/word"),
    "sqlite3": ("store",),
    "sqlalchemy": ("store",),
    "rich": ("presenting/terminal", "presenting/cli"),
    "typer": ("presenting/cli",),
    "babel": ("presenting",),
    "fastapi": ("presenting/web", "presenting/api"),
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
    package = ("alinea", *path.relative_to(SOURCES).parent.parts)
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
            assert name_of(path).startswith(("presenting/cli/", "librarian/", "__init__", "pipeline")), (
                name_of(path)
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


def test_every_library_is_a_dependency() -> None:
    """What is imported is asked for in pyproject.toml, so that an installation without the tests' tools works."""
    import tomllib

    project = tomllib.loads((SOURCES.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = " ".join(project["dependencies"]).lower().replace("python-docx", "docx").replace("-", "_")
    for path in modules():
        for module in imported(path):
            top = module.split(".")[0]
            if top != "alinea" and top not in sys.stdlib_module_names:
                assert top.lower() in asked, f"{name_of(path)} imports {module}"
