"""The command line: what is printed where, in what order, and what it ends with."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from printed_records import RECORD
from typer.main import get_command

import alinea
from alinea.cli import read as read_command
from alinea.cli.app import COMMANDS, build, command
from alinea.cli.options import NONE, VALUES
from alinea.cli.outputs import stem_of
from alinea.cli.reporting import wrapped
from alinea.cli.work import Printed
from alinea.desk.kinds import kinds
from alinea.library.schedules.names import RegisterName
from alinea.model.cases import Exemption, MandateState, Outcome, Proposal, Verdict
from alinea.model.ledger import Status
from alinea.model.problems import UnreadableError
from alinea.model.record import CommitmentKind, MeansClass, Nature, Record
from alinea.presenting.words import LANGUAGES, words_in
from alinea.reading.inputs import find_inputs

Run = Callable[..., tuple[int, str, str]]

SAMPLES = Path(__file__).parents[2] / "samples"
RESOLUTION = b"a resolution"


def records_of(data: bytes, path: str, language: str) -> Iterator[Record]:
    """What stands in for reading: what the bytes say is what happens."""
    words = data.split()
    if words[:1] == [b"prose"]:
        raise UnreadableError("no-resolution", "")
    if words[:1] == [b"encrypted"]:
        raise UnreadableError("encrypted", "It is protected by a password; remove it.")
    if words[:1] == [b"crash"]:
        raise ZeroDivisionError("in\nour code")
    if words[:1] == [b"die"]:
        os._exit(3)
    if words[:1] == [b"nothing"]:
        return
    if words[:1] == [b"slow"]:
        time.sleep(0.1)
    for symbol in [word.decode() for word in words if b"/RES/" in word] or ["A/RES/62/27"]:
        source = RECORD.source.model_copy(update={"path": path, "sha256": sha256(data)})
        yield RECORD.model_copy(update={"symbol": symbol, "source": source})
    if b"then-crash" in words:
        raise ZeroDivisionError


def sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def text_of(path: str | Path, data: bytes | None = None) -> tuple[bytes, str]:
    return Path(path).read_bytes() if data is None else data, str(path)


def documents_from(text: tuple[bytes, str], language: str) -> Iterator[Record]:
    return records_of(*text, language)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command, reading replaced by `records_of`; returns exit code, what was printed, what was told."""
    pipeline = types.ModuleType("alinea.pipeline")
    pipeline.text_of = text_of  # type: ignore[attr-defined]
    pipeline.documents_from = documents_from  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "alinea.pipeline", pipeline)
    monkeypatch.setattr(alinea, "pipeline", pipeline, raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run_(*arguments: str | Path) -> tuple[int, str, str]:
        code = command([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run_


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    """Write files, one for each content, and return their paths."""

    def files_(*contents: bytes) -> list[Path]:
        paths = [tmp_path / f"{number:03}.txt" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        return paths

    return files_


def printed(out: str) -> list[tuple[str, str]]:
    return [(Path(r["source"]["path"]).stem, r["symbol"]) for r in map(json.loads, out.splitlines())]


# ---- what is printed


def test_jsonl_is_one_record_a_line_in_the_order_asked_for(
    run: Run, files: Callable[..., list[Path]]
) -> None:
    paths = files(b"A/RES/1/1 A/RES/1/2", b"A/RES/1/3", b"A/RES/1/4")
    code, out, err = run("read", "--to", "jsonl", paths[2], paths[0], paths[1])
    assert (code, err) == (0, "")
    assert printed(out) == [
        ("002", "A/RES/1/4"),
        ("000", "A/RES/1/1"),
        ("000", "A/RES/1/2"),
        ("001", "A/RES/1/3"),
    ]


def test_what_is_printed_reads_back_as_the_same_record(run: Run, files: Callable[..., list[Path]]) -> None:
    (path,) = files(RESOLUTION)
    out = run("read", "--to", "jsonl", path)[1]
    assert Record.model_validate_json(out) == next(records_of(RESOLUTION, str(path), "auto"))


def test_text_is_the_default_and_has_no_colour_in_a_pipe(run: Run, files: Callable[..., list[Path]]) -> None:
    code, out, _ = run("read", *files(RESOLUTION))
    assert code == 0
    assert "│ A/RES/62/27" in out
    assert "\x1b" not in out


def test_words_are_those_of_the_language_asked_for(
    run: Run, files: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = files(RESOLUTION)
    assert "Adoptée le" in run("read", path)[1]  # no locale: the language of the resolution
    assert "Adopted on" in run("read", "--lang", "en", path)[1]
    assert "Adopted on" in run("read", "--lang=en", path)[1]
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Adopted on" in run("read", path)[1]
    assert "Adoptée le" in run("read", "--lang", "fr", path)[1]


def test_csv_has_one_header_for_all(run: Run, files: Callable[..., list[Path]]) -> None:
    _, out, _ = run("read", "--to", "csv", *files(RESOLUTION, RESOLUTION))
    table = list(csv.DictReader(io.StringIO(out, newline="")))
    assert len(table) == 16
    assert not any(row["symbol"] == "symbol" for row in table)


def test_markdown(run: Run, files: Callable[..., list[Path]]) -> None:
    assert run("read", "--to", "markdown", *files(RESOLUTION))[1].startswith("# A/RES/62/27\n")


def test_akn_is_one_document(run: Run, files: Callable[..., list[Path]], tmp_path: Path) -> None:
    one, two = files(RESOLUTION, b"A/RES/1/1 A/RES/1/2")
    code, out, _ = run("read", "--to", "akn", one)
    assert (code, out.count("<?xml")) == (0, 1)
    code, out, err = run("read", "--to", "akn", two)
    assert (code, out.count("<?xml")) == (1, 1)
    assert "--out" in err
    assert run("read", "--to", "akn", one, two)[0] == 2
    assert run("read", "--to", "akn", "--out", tmp_path / "out", one, two)[0] == 0


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, files: Callable[..., list[Path]]) -> None:
    (path,) = files(b"A/RES/1/1")
    stream = types.SimpleNamespace(buffer=io.BytesIO(b"A/RES/1/2"))
    monkeypatch.setattr(sys, "stdin", stream)
    code, out, _ = run("read", "--to", "jsonl", path, "-")
    assert (code, printed(out)) == (0, [("000", "A/RES/1/1"), ("-", "A/RES/1/2")])
    assert run("read", "-", "-")[0] == 2


# ---- what fails


def test_each_failure_is_one_line_and_the_others_are_done(run: Run, files: Callable[..., list[Path]]) -> None:
    paths = files(b"A/RES/1/1", b"prose", b"encrypted", b"crash", b"nothing", b"A/RES/1/2")
    missing = paths[0].with_name("missing.pdf")
    code, out, err = run("read", "--to", "jsonl", "--lang", "en", missing, *paths)
    assert code == 1
    assert printed(out) == [("000", "A/RES/1/1"), ("005", "A/RES/1/2")]
    assert err.splitlines() == [
        f"alinea: {missing}: no such file; check the path",
        f"alinea: {paths[1]}: no resolution found; check that the text holds one",
        f"alinea: {paths[2]}: It is protected by a password; remove it.",
        f"alinea: {paths[3]}: internal error (ZeroDivisionError: in our code); please report it with this file",
        f"alinea: {paths[4]}: no resolution found; check that the text holds one",
    ]


def test_failures_are_told_in_french(run: Run, files: Callable[..., list[Path]]) -> None:
    err = run("read", "--lang", "fr", *files(b"prose", b"encrypted"))[2]
    assert "aucune résolution trouvée" in err
    assert "mot de passe" in err


def test_what_was_read_before_a_crash_is_printed(run: Run, files: Callable[..., list[Path]]) -> None:
    code, out, _ = run("read", "--to", "jsonl", *files(b"A/RES/1/1 then-crash"))
    assert (code, printed(out)) == (1, [("000", "A/RES/1/1")])


def test_names_of_files_that_are_not_utf8(run: Run, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xe9\n.txt")
    Path(path).write_bytes(RESOLUTION)
    for form in ("jsonl", "text", "csv", "markdown"):
        assert run("read", "--to", form, path)[0] == 0
    code, _, err = run("read", path + "x")
    assert code == 1
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "--to", "pdf", "x"],
        ["read", "--language", "de", "x"],
        ["read", "--lang", "de", "x"],
        ["read", "--jobs", "0", "x"],
        ["read", "--jobs", "many", "x"],
        ["read", "--bogus", "x"],
        ["bogus"],
    ],
)
def test_what_is_not_understood_is_one_line(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("alinea: ")


def test_a_folder_of_results_that_is_a_file(run: Run, files: Callable[..., list[Path]]) -> None:
    (path,) = files(RESOLUTION)
    code, _, err = run("read", "--out", path, path)
    assert (code, len(err.splitlines())) == (2, 1)


# ---- several at a time


def test_processes_keep_the_order_and_tell_the_same(run: Run, files: Callable[..., list[Path]]) -> None:
    contents = [b"slow A/RES/1/0"]
    contents += [
        b"prose" if n % 7 == 0 else b"crash" if n % 11 == 0 else b"A/RES/1/%d" % n for n in range(1, 60)
    ]
    paths = files(*contents)
    assert run("read", "--to", "jsonl", "--jobs", "3", *paths) == run(
        "read", "--to", "jsonl", "--jobs", "1", *paths
    )


def test_a_process_that_dies_costs_only_its_file(run: Run, files: Callable[..., list[Path]]) -> None:
    contents = [b"A/RES/1/%d" % n for n in range(50)]
    contents[5] = contents[40] = b"die"
    code, out, err = run("read", "--to", "jsonl", "--lang", "en", "--jobs", "2", *files(*contents))
    assert code == 1
    assert [symbol for _, symbol in printed(out)] == [f"A/RES/1/{n}" for n in range(50) if n not in (5, 40)]
    assert [line.split(": ")[1][-7:] for line in err.splitlines()] == ["005.txt", "040.txt"]


def test_one_process_where_little_is_to_be_read(
    run: Run, files: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    from alinea.cli.work import read_all as real

    def spy(jobs: object, language: str, printing: object, processes: int) -> object:
        asked.append(processes)
        return real(jobs, language, printing, processes)  # type: ignore[arg-type]

    monkeypatch.setattr(read_command, "read_all", spy)
    monkeypatch.setattr(read_command, "_several", lambda: 4)
    paths = files(RESOLUTION, RESOLUTION)
    run("read", *paths)
    monkeypatch.setattr(read_command, "WORTH_MORE_PROCESSES", 10)
    run("read", *paths)
    run("read", paths[0])
    assert asked == [1, 2, 1]


# ---- files and folders


def test_folders_are_read_in_depth_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.pdf", "a/y.MD", "c.png", ".hidden.txt", ".git/x.txt", "out/b.xml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [each.path for each in find_inputs([str(tmp_path)], leave=tmp_path / "out")]
    assert [str(Path(path).relative_to(tmp_path)) for path in found] == ["b.txt", "a/y.MD", "a/z.pdf"]


def test_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "d/e.txt", "c.md", "[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()

    def found(pattern: str) -> list[str]:
        return [Path(each.path).name for each in find_inputs([str(tmp_path / pattern)]) if not each.problem]

    assert found("*.txt") == ["[1].txt", "a.txt", "b.txt"]
    assert found("**/e.txt") == ["e.txt"]
    assert found("[1].txt") == ["[1].txt"]
    assert found("*.pdf") == []
    assert [each.problem for each in find_inputs([str(tmp_path / "*.pdf")])] == ["nothing-here"]


def test_an_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    code, _, err = run("read", tmp_path)
    assert (code, len(err.splitlines())) == (1, 1)


# ---- a folder of results


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_file_a_resolution(run: Run, files: Callable[..., list[Path]], tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    code, printed_, _ = run(
        "read", "--to", "jsonl", "--out", out, *files(b"A/RES/62/27 S/RES/1325(2000)", b"A/RES/1/1")
    )
    assert (code, printed_) == (0, "")
    assert names(out) == [
        "A-RES-1-1.fr.json",
        "A-RES-62-27.fr.json",
        "S-RES-1325(2000).fr.json",
        "index.jsonl",
    ]
    assert json.loads((out / "A-RES-1-1.fr.json").read_text())["symbol"] == "A/RES/1/1"


def test_the_same_symbol_twice_is_two_files(
    run: Run, files: Callable[..., list[Path]], tmp_path: Path
) -> None:
    paths = files(b"A/RES/1/1", b"A/RES/1/1 again", b"A/res/1/1 A/RES/1/1")
    for _ in range(2):
        run("read", "--to", "jsonl", "--out", tmp_path / "out", *paths)
        assert names(tmp_path / "out") == [f"A-RES-1-1.fr{n}.json" for n in ("", "~2", "~3")] + [
            "index.jsonl"
        ]


def test_a_strangers_file_is_left_alone(run: Run, files: Callable[..., list[Path]], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "A-RES-1-1.fr.csv").write_text("mine")
    run("read", "--to", "csv", "--out", tmp_path / "out", *files(b"A/RES/1/1"))
    assert (tmp_path / "out" / "A-RES-1-1.fr.csv").read_text() == "mine"
    assert (tmp_path / "out" / "A-RES-1-1.fr~2.csv").read_bytes().startswith(b"\xef\xbb\xbfsymbol,")


def test_work_goes_on_where_it_stopped(run: Run, files: Callable[..., list[Path]], tmp_path: Path) -> None:
    out = tmp_path / "out"
    paths = files(b"A/RES/1/1", b"A/RES/1/2", b"A/RES/1/3", b"A/RES/1/4")

    def again(*options: str) -> set[str]:
        """Run once more and return which files were written."""
        for path in out.glob("*.json"):
            os.utime(path, (1, 1))
        assert run("read", "--to", "jsonl", "--out", out, *options, *paths)[0] == 0
        return {path.stem for path in out.glob("*.json") if path.stat().st_mtime > 1}

    assert len(again()) == 4
    assert again() == set()
    (out / "A-RES-1-2.fr.json").unlink()
    assert again() == {"A-RES-1-2.fr"}
    paths[2].write_bytes(b"A/RES/1/3 changed")
    assert again() == {"A-RES-1-3.fr"}
    with (out / "index.jsonl").open("a") as index:
        index.write('{"path": "cut sho')
    assert again() == set()
    assert len(again("--language", "fr")) == 4
    assert names(out)[:-1] == [f"A-RES-1-{n}.fr.json" for n in (1, 2, 3, 4)]


def test_what_failed_is_tried_again(run: Run, files: Callable[..., list[Path]], tmp_path: Path) -> None:
    (path,) = files(b"A/RES/1/1 then-crash")
    for _ in range(2):
        assert run("read", "--to", "jsonl", "--out", tmp_path / "out", path)[0] == 1
        assert names(tmp_path / "out") == ["A-RES-1-1.fr.json", "index.jsonl"]


def test_no_file_is_left_half_written(
    run: Run, files: Callable[..., list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    code, _, err = run("read", "--to", "jsonl", "--lang", "en", "--out", tmp_path / "out", *files(RESOLUTION))
    assert code == 1
    assert "cannot be written (No space left on device)" in err
    assert names(tmp_path / "out") == ["index.jsonl"]


@pytest.mark.parametrize(
    ("symbol", "path", "stem"),
    [
        ("A/RES/62/27", "x.txt", "A-RES-62-27.fr"),
        ("S/RES/1325(2000)", "x.txt", "S-RES-1325(2000).fr"),
        ("../../etc/passwd", "x.txt", "etc-passwd.fr"),
        ("..", "x.txt", "resolution.fr"),
        ("A/\x00\n:*?", "x.txt", "A.fr"),
        (None, "a/b c.pdf", "b-c.fr"),
        (None, "-", "resolution.fr"),
        ("A" * 500, "x", "A" * 120 + ".fr"),
    ],
)
def test_names_are_safe(symbol: str | None, path: str, stem: str) -> None:
    assert stem_of(Printed(symbol, "fr", False, b""), path) == stem


def test_a_fragment_does_not_take_the_name_of_the_whole() -> None:
    assert stem_of(Printed("A/RES/1/1", "fr", True, b""), "x") == "A-RES-1-1.fragment.fr"


# ---- the other commands


def test_schema_names_every_field(run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert set(json.loads(out)["properties"]) == set(Record.model_fields)


def test_version_and_help(run: Run) -> None:
    assert run("--version")[1] == f"alinea {alinea.__version__}\n"
    for arguments in ([], ["--help"], ["read", "--help"], ["schema", "--help"]):
        code, out, err = run(*arguments)
        assert (code, err) == (0, "")
        assert "Usage:" in out
    assert "Lire des résolutions" in run("read", "--lang", "fr", "--help")[1]


# ---- as a process of its own


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        asked = [sys.executable, "-m", "alinea", "schema"]
        done = subprocess.run(
            asked, stdout=full, stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "en_GB"}, check=False
        )
    assert done.returncode == 1
    assert (
        done.stderr
        == b"alinea: cannot be written (No space left on device); check the folder and the space left\n"
    )


STAND_IN = f"""
import sys, types
sys.path.insert(0, {str(Path(__file__).parent)!r})
import test_cli, alinea
pipeline = types.ModuleType("alinea.pipeline")
pipeline.text_of, pipeline.documents_from = test_cli.text_of, test_cli.documents_from
sys.modules["alinea.pipeline"] = alinea.pipeline = pipeline
from alinea.cli.app import main
main()
"""


def test_a_reader_that_has_enough_ends_it_quietly(files: Callable[..., list[Path]]) -> None:
    for jobs in ("1", "2"):
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                STAND_IN,
                "read",
                "--to",
                "jsonl",
                "--jobs",
                jobs,
                *map(str, files(*[RESOLUTION] * 99)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.skipif(os.name != "posix", reason="interrupts are sent as POSIX sends them")
def test_an_interruption_ends_it_at_once(files: Callable[..., list[Path]]) -> None:
    for jobs in ("1", "2"):
        process = subprocess.Popen(
            [sys.executable, "-c", STAND_IN, "read", "--to", "jsonl", "--jobs", jobs]
            + [str(path) for path in files(RESOLUTION, *[b"slow"] * 60)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            # A shell that runs the tests in the background has its children ignore interrupts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        assert process.stdout
        process.stdout.readline()
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert time.monotonic() - began < 5
        assert (process.returncode, err.decode().splitlines()) == (130, ["alinea: interrupted"])


def test_a_command_alone_is_put_on_the_command_line_as_among_all() -> None:
    def commands(asked: str | None) -> dict[str, Any]:
        return dict(vars(get_command(build(words_in("en"), None, asked)))["commands"])

    every = commands(None)
    assert [name for names in COMMANDS.values() for name in names] == list(every)
    assert list(commands("no-such-command")) == list(commands("--help")) == list(every)
    for names in COMMANDS.values():
        for name in names:
            found = commands(name)
            assert list(found) == list(names)
            assert [each.name for each in found[name].params] == [each.name for each in every[name].params]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["due", "--bearr", "x"],
            "--bearr : option inconnue ; voulez-vous dire --bearer, --before, --library ?",
        ),
        (["due", "--limit", "-3"], "--limit attend un nombre entier, 0 ou plus (voir alinea due --help)"),
        (
            ["due", "--session", "7x"],
            "--session attend un nombre entier de 1 à 9999 (voir alinea due --help)",
        ),
        (["due", "--bearer"], "--bearer attend une valeur (voir alinea due --help)"),
        (["due", "--json=3"], "--json ne prend pas de valeur (voir alinea due --help)"),
        (["cites"], "il manque COTE (voir alinea cites --help)"),
        (["schema", "more"], "more : de trop (voir alinea schema --help)"),
        (["raed"], "raed : commande inconnue ; voulez-vous dire read ? (voir alinea --help)"),
        (
            ["case", "open", "x", "--kind", "thé"],
            "réunion (meeting), célébration (observance)",
        ),
        (["case", "open", "x", "--kind", "thé"], "(voir alinea case open --help)"),
        (["zzz"], "zzz : commande inconnue (voir alinea --help)"),
        (["--nope"], "--nope : option inconnue (voir alinea --help)"),
        (["compare", "a"], "(voir alinea compare --help)"),
    ],
)
def test_what_is_not_understood_is_told_in_the_language_of_the_user(
    arguments: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command(["--lang", "fr", *arguments]) == 2
    out, error = capfd.readouterr()
    assert out == "" and error.count("\n") == 1
    assert told in error.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "name",
    ["", "case open", "case log", "desk verify", *(name for names in COMMANDS.values() for name in names)],
)
def test_help_has_no_words_of_another_language(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert command(["--lang", "fr", *name.split(), "--help"]) == 0
    told = capfd.readouterr().out
    assert told.startswith("Utilisation")
    assert not re.search(r"\b(SYMBOL|FILE|NAME|ACTOR|SERIES|WORDS|YEAR|TEXT|STATUS|CASE|STEP)\b", told)
    for foreign in ("Usage:", "Show this", "[default", "env var", "[required", "Commands", "<str", "<list"):
        assert foreign not in told


@pytest.mark.parametrize(
    ("metavar", "values"),
    [
        ("KIND", CommitmentKind),
        ("NATURE", Nature),
        ("MEANS", MeansClass),
        ("REGISTER", RegisterName),
        ("OUTCOME", Outcome),
        ("MANDATE-STATE", MandateState),
        ("DECISION", Proposal),
    ],
)
def test_options_have_the_values_of_the_model(metavar: str, values: Any) -> None:
    assert VALUES[metavar].names == get_args(values)
    assert set(VALUES["STATUS"].names) == {*Status, "all"}
    assert set(VALUES["VERDICT"].names) == {*get_args(Verdict), NONE}
    assert set(VALUES["CATEGORY"].names) == {*get_args(Exemption), NONE}
    assert set(VALUES["CASE-KIND"].names) == set(kinds())


def test_a_value_is_understood_in_either_language() -> None:
    for values in VALUES.values():
        for language in LANGUAGES:
            spoken = words_in(language)
            for name in values.names:
                label = values.label(name, spoken)
                assert values.meant(label) == values.meant(label.replace(" ", "-")) == name
    assert VALUES["STATUS"].meant("EN RETARD") == "overdue"
    assert VALUES["KIND"].meant("tea") is None


def test_the_words_of_a_shell_are_completed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_ALINEA_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "alinea due --kind v")
    monkeypatch.setenv("COMP_CWORD", "3")
    with pytest.raises(SystemExit):
        command([])
    assert capfd.readouterr().out == "views\n"


def test_a_full_disk_stops_the_writing_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes((SAMPLES / "A-RES-62-27.fr.txt").read_bytes())

    def write(*_: object) -> tuple[str, ...]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("alinea.cli.outputs.OutputFolder.write", write)
    assert command(["read", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    told = capfd.readouterr().err
    assert told.count("\n") == 1 and "a.txt" in told and "No space left" in told


@pytest.mark.parametrize("arguments", [["calendar", "--ics", "x.ics"], ["due"], ["read", "x.txt"]])
def test_a_day_that_no_calendar_has_is_refused(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999999")
    assert command([*arguments, "--lang", "fr"]) == 2
    told = capfd.readouterr().err
    assert told.count("\n") == 1 and "SOURCE_DATE_EPOCH 99999999999999" in told


def test_summaries_of_commands_are_whole(capfd: pytest.CaptureFixture[str]) -> None:
    assert command(["--help"]) == 0
    assert "..." not in capfd.readouterr().out.replace("[ARGUMENTS]...", "")


def test_a_locale_that_knows_ascii_only_stops_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment["ALINEA_LIBRARY"] = str(tmp_path / "library.sqlite")
    alinea = [sys.executable, "-m", "alinea"]
    subprocess.run([*alinea, "add", str(SAMPLES)], env=environment, check=True, capture_output=True)
    found = subprocess.run(
        [*alinea, "search", "desarmement", "--lang", "fr"], env=environment, check=True, capture_output=True
    )
    assert "é" in found.stdout.decode()


def test_lines_are_wrapped_on_a_terminal_and_whole_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "  le Secrétaire général : faire rapport à ce sujet"
    assert wrapped(line) == [line]
    monkeypatch.setattr("sys.stdout", types.SimpleNamespace(isatty=lambda: True))
    monkeypatch.setenv("COLUMNS", "40")
    assert wrapped(line) == ["  le Secrétaire général : faire rapport", "    à ce sujet"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_page_tells_every_command_and_is_set_without_a_warning(
    language: str, run: Run, tmp_path: Path
) -> None:
    code, page, _ = run("man", "--lang", language)
    assert code == 0
    for name in (name for names in COMMANDS.values() for name in names):
        assert f'.SS "alinea {name}'.replace("-", "\\-") in page
    assert '.SS "alinea case open' in page
    if groff := shutil.which("groff"):
        (tmp_path / "alinea.1").write_text(page, encoding="utf-8")
        asked = [groff, "-Kutf8", "-man", "-Tutf8", "-ww", str(tmp_path / "alinea.1")]
        assert subprocess.run(asked, capture_output=True, check=True).stderr == b""
