"""The documents tell the truth: commands exist, examples run, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from alinea.cli.app import GROUPS, build, command
from alinea.presenting.forms import FORMS
from alinea.presenting.words import LANGUAGES, words_in

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```", text(path), re.M | re.S)


def console_lines() -> list[str]:
    return [
        line[2:].split("  #")[0].strip()
        for path in DOCUMENTS
        for block in blocks(path, "console")
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.M))


@cache
def commands() -> dict[str, Any]:
    """The commands by their names."""
    return vars(get_command(build(words_in("en"), None)))["commands"]  # type: ignore[no-any-return]


def options(name: str, *within: str) -> set[str]:
    """The options of a command, or of one within a group."""
    asked = commands()[name]
    for each in within:
        asked = asked.commands[each]
    return {option for parameter in asked.params for option in parameter.opts if option[0] == "-"}


def forms(name: str) -> set[str]:
    """The values of ``--to`` that a command says it takes."""
    told = [parameter.metavar for parameter in commands()[name].params if "--to" in parameter.opts]
    return {form for each in told for form in each.split("|")}


def test_every_target_named_in_a_document_exists() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"`make ([a-z]+)`|^\$ make ([a-z]+)", text(path), re.M):
            assert (target[0] or target[1]) in targets(), f"{path.name}: make {target}"


def test_every_target_explains_itself() -> None:
    assert len(re.findall(r"^[a-z]+:.*## ", text(ROOT / "Makefile"), re.M)) == len(targets() - {"help"}) + 1


def test_every_command_line_shown_is_understood() -> None:
    shown = [line for line in console_lines() if "alinea " in line]
    assert shown
    for line in shown:
        asked = re.sub(r"^.*?alinea ", "", line).split(">")[0]
        name, *arguments = shlex.split(asked)
        within = [name]
        while tuple(within) in GROUPS:
            within.append(arguments[len(within) - 1])
        known = options(*within)
        for place, argument in enumerate(arguments):
            if argument.startswith("--"):
                assert argument in known, line
            if argument == "--to":
                assert arguments[place + 1] in forms(name), line
            if argument == "--lang":
                assert arguments[place + 1] in LANGUAGES, line


def test_every_option_and_form_is_in_the_readme() -> None:
    readme = text(ROOT / "README.md")
    for option in options("read") - {"--help", "--language"}:
        assert option in readme, option
    for form in FORMS:
        assert f"`{form}`" in readme, form


def test_links_lead_to_files_and_headings() -> None:
    for path in DOCUMENTS:
        headings = {
            re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", text(path), re.M)
        }
        for target in re.findall(r"\]\(([^)\s]+)\)", text(path)):
            if target.startswith("#"):
                assert target[1:] in headings, f"{path.name}: {target}"
            elif "://" not in target:
                assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_paths_named_in_the_map_exist() -> None:
    for name in ("CONTRIBUTING.md", "docs/architecture.md"):
        for path in re.findall(r"`((?:src|tests|docs|bench|tools)/[\w./]*)`", text(ROOT / name)):
            assert (ROOT / path).exists(), f"{name}: {path}"


def test_the_codes_of_the_readme_are_those_of_the_command(tmp_path: Path) -> None:
    assert command(["schema"]) == 0
    assert command(["read", str(tmp_path / "none")]) == 1
    assert command(["read", "--to", "nothing", "x"]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_form(language: str) -> None:
    assert all(form in words_in(language)("help.to") for form in FORMS)


def test_the_python_example_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)  # it makes a library
    (example,) = blocks(ROOT / "README.md", "python")
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert printed.startswith("A/RES/62/27 Promotion du multilatéralisme")
    assert "report" in printed


def test_the_picture_shows_what_the_terminal_shows() -> None:
    picture = text(ROOT / "docs/pictures/read.svg")
    shown = re.sub(r"<[^>]+>", "", picture).replace("&#160;", " ")
    assert "A/RES/75/28" in shown
    assert words_in("fr")("label.operative") in shown
    assert "http" not in re.sub(r'xmlns="[^"]*"|<!--.*?-->', "", picture, flags=re.S)


@pytest.mark.parametrize(("option", "name"), [([], "record"), (["--document"], "document")])
def test_the_schema_in_the_documents_is_the_one_printed(
    capfdbinary: pytest.CaptureFixture[bytes], option: list[str], name: str
) -> None:
    assert command(["schema", *option]) == 0
    import sys

    sys.stdout.flush()
    assert capfdbinary.readouterr().out == (ROOT / f"docs/{name}.schema.json").read_bytes()
