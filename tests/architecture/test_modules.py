"""The shape of the modules: their length, their names, and what they may not do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "alinea"

LONGEST_MODULE = 800  # longer than that a file holds more than one thought
LONGEST_FUNCTION = 60
LONGER: dict[str, int] = {}
"""Modules that were longer when the limit was set: they may shrink and not grow."""
LONGER_FUNCTIONS: dict[str, int] = {}
"""Functions that were longer when the limit was set, as ``module:function``."""

DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "misc", "stuff", "tools", "core"}

CLOCKS = {"now", "today", "utcnow"}


def modules() -> list[Path]:
    return sorted(SOURCES.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(SOURCES).with_suffix("").as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, its docstring left out."""
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1


def test_no_module_is_long() -> None:
    for path in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= LONGER.get(name_of(path), LONGEST_MODULE), f"{name_of(path)} has {lines} lines"


def test_no_function_is_long() -> None:
    for path in modules():
        for node in functions(path):
            name = f"{name_of(path)}:{node.name}"
            assert code_lines(node) <= LONGER_FUNCTIONS.get(name, LONGEST_FUNCTION), (
                f"{name}: {code_lines(node)}"
            )


def test_the_limits_are_no_looser_than_needed() -> None:
    for name, limit in LONGER.items():
        lines = len((SOURCES / f"{name}.py").read_text(encoding="utf-8").splitlines())
        assert LONGEST_MODULE < lines <= limit, f"{name} has {lines} lines now: remove its entry"
    for name, limit in LONGER_FUNCTIONS.items():
        module, function = name.split(":")
        found = [code_lines(node) for node in functions(SOURCES / f"{module}.py") if node.name == function]
        assert found and LONGEST_FUNCTION < max(found) <= limit, f"{name}: {found} now: remove its entry"


def test_no_module_is_a_drawer() -> None:
    for path in modules():
        assert DRAWERS.isdisjoint(path.relative_to(SOURCES).with_suffix("").parts), path


def test_the_clock_is_read_where_people_and_programs_ask_only() -> None:
    for path in modules():
        if name_of(path).startswith(("cli/", "server/", "public")):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in CLOCKS, f"{name_of(path)}:{node.lineno}"


def at_import(path: Path) -> Iterator[ast.Call]:
    """The calls that run when a module is imported: those outside functions, decorators among them."""
    waiting: list[ast.AST] = [tree(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults]
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Call):
            yield node
        waiting += list(ast.iter_child_nodes(node))


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_is_read_at_import(path: Path) -> None:
    banned = {"open", "read_text", "read_bytes", "loads", "load", "table", "files", "now", "today"}
    for call in at_import(path):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in banned:
            raise AssertionError(f"{name_of(path)}:{call.lineno} calls {ast.unparse(call)[:80]}")


def docstrings(node: ast.Module) -> set[int]:
    """The identities of the constants that document something: in first place, or after an assignment."""
    found = set()
    for parent in ast.walk(node):
        body = getattr(parent, "body", None)
        if isinstance(body, list):
            found |= {id(each.value) for each in body if isinstance(each, ast.Expr)}
    return found


ACCENTED = re.compile(
    r"[A-Za-z]*[à-öø-ÿœÀ-ÖØ-ßŒ][A-Za-zà-öø-ÿœÀ-ÖØ-ßŒ]*|[\u0400-\u04ff\u0620-\u064a\u4e00-\u9fff]{2,}"
)
OWN_NAME = {"Alinéa"}
ALPHABETS = {"reading/counters"}
"""Modules that hold the letters by which paragraphs are counted, in several scripts."""


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_word_of_a_language_is_in_the_code(path: Path) -> None:
    """Words are data; a word with an accent, or in another script, in a string is one that slipped in."""
    if name_of(path) in ALPHABETS:
        return
    module = tree(path)
    documents = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            words = {word for word in ACCENTED.findall(node.value) if len(word) > 2} - OWN_NAME
            assert not words, (
                f"{name_of(path)}:{node.lineno} has {sorted(words)}: words are in vocab/ or catalogues/"
            )


def public(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in tree(path).body:
        if isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        ) and not node.name.startswith("_"):
            yield node


def test_everything_public_is_documented() -> None:
    missing = [name_of(path) for path in modules() if not ast.get_docstring(tree(path))]
    missing += [
        f"{name_of(path)}:{node.name}"
        for path in modules()
        for node in public(path)
        if not ast.get_docstring(node)
    ]
    assert not missing


HOSTS = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|debian|npmjs|proxy\.golang)[\w.-]*", re.I)
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w")


def kept() -> list[Path]:
    """The files of the project: what a clone has."""
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    for path in kept():
        if path == Path(__file__) or path.suffix in (".pdf", ".docx", ".png", ".svg"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for pattern in (HOSTS, MACHINE):
            found = pattern.search(text)
            assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_constraints_are_names_and_versions_only() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert not line or line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line), (
            line
        )


def test_every_dependency_is_in_the_constraints() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {
        re.split("==", line)[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    asked = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    names = {re.match(r"[A-Za-z0-9._-]+", each)[0].lower().replace("_", "-") for each in asked}  # type: ignore[index]
    names.discard("alinea")  # an extra that has what others have
    assert names <= pinned
