"""``alinea compare`` and the forms it prints."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from compared_texts import OPERATIVE, PREAMBLE, made, printed

from alinea.cli.app import command
from alinea.comparing import compare
from alinea.presenting.comparisons.page import page
from alinea.presenting.docx.redline import to_docx
from alinea.presenting.words import words_in

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """Run the command in a folder with two texts, and return its exit code, what it printed, and what it told."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("ALINEA_LIBRARY", str(tmp_path / "library.sqlite"))
    monkeypatch.chdir(tmp_path)
    later = (OPERATIVE[0], OPERATIVE[1].replace("Prie", "Invite"), OPERATIVE[3])
    texts = {
        "one.txt": printed(),
        "two.txt": printed(
            PREAMBLE, later, number="63/12", session="Soixante-troisième", day="4 décembre 2008"
        ),
        "three.txt": printed(
            (f"{PREAMBLE[0][:-1]} <script>alert(1)</script>,", *PREAMBLE[1:]), number="64/1"
        ),
    }
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = command(["compare", *arguments])
        out, told = capfd.readouterr()
        return code, out, told

    return run


def test_two_files_are_compared(ask: Ask) -> None:
    code, out, _ = ask("one.txt", "two.txt")
    assert code == 0
    assert "Force lowered: “Prie” → “Invite” (rank 4 → 2 of 6)" in out
    assert "[-Prie-]{+Invite+}" in out
    assert "para. 3 · dropped" in out
    assert "Unofficial" in out


def test_dates_and_what_is_the_same_are_folded_away_unless_asked_for(ask: Ask) -> None:
    assert "without change of substance" in ask("one.txt", "two.txt")[1]
    shown = ask("one.txt", "two.txt", "--all", "--lang", "fr")[1]
    assert "sans changement de fond" not in shown
    assert PREAMBLE[1][:40] in " ".join(shown.split())


def test_symbols_of_the_library_and_a_series(ask: Ask) -> None:
    assert command(["add", "one.txt", "two.txt", "--jobs", "1"]) == 0
    assert ask("62/90", "A/RES/63/12", "--to", "json")[0] == 0
    assert ask("62/90", "two.txt")[0] == 0
    code, _, told = ask("62/90", "62/91")
    assert code == 1 and "A/RES/62/91 is not in the library" in told
    code, _, told = ask("--series", "62/90")
    assert code == 1 and "no other text of its series" in told
    code, _, told = ask("62/90", "--languages", "fr,en")
    assert code == 1 and "is not held in that language" in told


def test_json_has_every_word(ask: Ask) -> None:
    found = json.loads(ask("one.txt", "two.txt", "--to", "json")[1])
    for each in found["pairings"]:
        before = "".join(edit[1] for edit in each["redline"] if edit[0] != "inserted")
        assert before == "\n".join(passage["text"] for passage in each["before"])
    assert found["counts"]["dropped"] == 1
    assert found["before"]["symbol"] == "A/RES/62/90"


class Tags(HTMLParser):
    """The elements of a page that are open, and those it has."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_escaped_and_has_no_script(ask: Ask) -> None:
    code, _, told = ask("one.txt", "three.txt", "--to", "html", "--out", "page.html")
    assert code == 0 and "written" in told
    text = Path("page.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert "script" not in tags.seen and {"ins", "details"} <= tags.seen
    assert "alert(1)" in text and "<script" not in text
    assert "http" not in text


def test_word_tracks_the_changes(ask: Ask) -> None:
    assert ask("one.txt", "two.txt", "--to", "docx", "--out", "a.docx")[0] == 0
    with zipfile.ZipFile("a.docx") as file:
        body = file.read("word/document.xml").decode()
    assert ">Prie</w:delText>" in body and "<w:ins " in body
    assert ask("one.txt", "two.txt", "--to", "docx", "--out", "b.docx")[0] == 0
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()
    assert ask("one.txt", "two.txt", "--out", "c.docx")[0] == 0
    assert Path("a.docx").read_bytes() == Path("c.docx").read_bytes()


def test_the_suffix_tells_the_form_and_nothing_is_written_over(ask: Ask) -> None:
    assert ask("one.txt", "two.txt", "--out", "a.json")[0] == 0
    assert json.loads(Path("a.json").read_bytes())
    code, _, told = ask("one.txt", "two.txt", "--out", "a.json")
    assert code == 2 and "a.json: there already" in told
    assert ask("one.txt", "two.txt", "--out", "a.json", "--force")[0] == 0
    code, _, told = ask("one.txt", "two.txt", "--out", "a.pdf")
    assert code == 2 and ".docx" in told and not Path("a.pdf").exists()
    assert ask("one.txt", "two.txt", "--to", "html", "--out", "b.docx")[0] == 2


def test_words_that_no_document_may_hold_do_not_break_it() -> None:
    comparison = compare(made(["a\x00b \ud800 c"]), made(["a\x0bb <d> & \u202e e"]))
    data = to_docx(comparison, words_in("en"))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert "&lt;d&gt; &amp;" in page(comparison, words_in("en"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("one.txt",), "give two texts"),
        (("one.txt", "two.txt", "--to", "docx"), "--out"),
        (("one.txt", "two.txt", "--to", "pdf"), "--to pdf"),
        (("one.txt", "--languages", "fr"), "two languages"),
        (("one.txt", "--series", "62/90"), "one text"),
        (("--series", "62/90", "--languages", "fr,en"), "together"),
    ],
)
def test_what_cannot_be_asked_is_explained(ask: Ask, arguments: tuple[str, ...], told: str) -> None:
    code, out, said = ask(*arguments)
    assert code == 2 and not out and told in said


def test_files_that_cannot_be_read_or_written_are_told(ask: Ask) -> None:
    Path("none.txt").write_text("Nothing of that kind.", encoding="utf-8")
    code, _, told = ask("one.txt", "none.txt")
    assert code == 1 and "no resolution" in told
    code, _, told = ask("one.txt", "two.txt", "--to", "html", "--out", "nowhere/page.html")
    assert code == 1 and "cannot be written" in told
    Path("both.txt").write_text(printed() + "\f" + printed(number="62/91"), encoding="utf-8")
    code, _, told = ask("one.txt", "both.txt")
    if code:
        assert "several" in told and "#1" in told
        assert ask("one.txt", "both.txt#2")[0] == 0


def test_a_series_of_the_library_in_every_form(ask: Ask) -> None:
    recall = "Rappelant ses résolutions antérieures sur la question, notamment la résolution 62/90 du 5 décembre 2007,"
    later = printed((recall, *PREAMBLE[1:]), OPERATIVE[1:], number="63/12", session="Soixante-troisième")
    Path("two.txt").write_text(later.replace("5 décembre 2007", "4 décembre 2008", 2), encoding="utf-8")
    assert command(["add", "one.txt", "two.txt", "--jobs", "1"]) == 0
    code, out, told = ask("--series", "63/12", "--to", "json")
    assert code == 0, told
    found = json.loads(out)
    assert [each["symbol"] for each in found["texts"]] == ["A/RES/62/90", "A/RES/63/12"]
    gone = [each for each in found["threads"] if each["last"] == 0]
    assert ["arrosage" in each["steps"][0]["paragraph"]["text"] for each in gone] == [True]
    assert "gone since A/RES/63/12" in ask("--series", "62/90")[1]
    tags = Tags()
    tags.feed(ask("--series", "62/90", "--to", "html", "--lang", "fr")[1])
    assert tags.open == [] and "script" not in tags.seen


def test_two_languages_side_by_side(ask: Ask) -> None:
    from test_languages import OPERATIVE as ENGLISH
    from test_languages import english

    softer = (ENGLISH[0], ENGLISH[1].replace("Requests", "Invites"), *ENGLISH[2:])
    Path("english.txt").write_text(english(operative=softer), encoding="utf-8")
    code, out, _ = ask("one.txt", "english.txt", "--languages", "fr,en")
    assert code == 0 and "Force: request | invite" in out and "1 disagreement" in out
    text = ask("one.txt", "english.txt", "--languages", "fr,en", "--to", "html")[1]
    tags = Tags()
    tags.feed(text)
    assert tags.open == [] and 'href="#bead-6"' in text and 'id="bead-6"' in text
    found = json.loads(ask("one.txt", "english.txt", "--languages", "fr,en", "--to", "json")[1])
    assert [d["kind"] for each in found["beads"] for d in each["disagreements"]] == ["force"]
    code, _, told = ask("one.txt", "english.txt")
    assert code == 1 and "--languages" in told


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty, other = tmp_path / "empty.txt", tmp_path / "other.txt"
    empty.write_bytes(b"")
    other.write_text(
        "L'Assemblée générale,\n\n1. Décide de rester saisie de la question.\n", encoding="utf-8"
    )
    assert command(["compare", str(other), str(empty), "--lang", "en"]) == 1
    assert capfd.readouterr().err.startswith(f"alinea: {empty}: ")
