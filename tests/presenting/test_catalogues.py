"""The catalogues of words: whole in every language, and with words for all that the sources name by a key."""

from __future__ import annotations

import ast
import datetime
import gettext
import io
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from alinea.desk import faults as desk_faults
from alinea.desk.kinds import kinds
from alinea.desk.schema import tables
from alinea.following.ledgers import RULES
from alinea.linking.series import WEIGHTS
from alinea.model.cases import Outcome, Verdict
from alinea.model.ledger import EvidenceKind, Status
from alinea.presenting.cases import _TOLD
from alinea.presenting.words import LANGUAGES, preferred, words_in
from alinea.store import faults
from alinea.vocab.tables import table

SOURCES = Path(__file__).resolve().parents[2] / "src/alinea"
FOLDER = SOURCES / "presenting/catalogues"
TRANSLATED = [language for language in LANGUAGES if language != "en"]

JOINED = {"due.document", "web.colon", "web.document.dated"}
"""Entries that are set behind others, with the space between."""


@cache
def catalogue(language: str) -> Catalog:
    """A catalogue as Babel reads it."""
    with (FOLDER / ("alinea.pot" if language == "en" else f"{language}.po")).open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def forms(message: Message, language: str) -> tuple[str, ...]:
    """The words of a language in all their plural forms: in English, those by which an entry is known."""
    said = message.id if language == "en" else message.string
    return tuple(said) if isinstance(said, list | tuple) else (str(said),)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def keys(prefix: str) -> set[str]:
    return {rest for rest, _ in words_in("fr").under(prefix)}


# ---- the files


def test_every_language_has_a_catalogue() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(
        ["alinea.pot", *(f"{language}.po" for language in TRANSLATED)]
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_the_entries_of_english_in_their_order(language: str) -> None:
    """`make words` brings a catalogue up to the English one."""
    assert [(each.context, each.id) for each in messages(language)] == [
        (each.context, each.id) for each in messages("en")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_is_said_once(language: str) -> None:
    said = [each.context for each in messages(language)]
    assert len(said) == len(set(said)) and None not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_translate_obsolete_or_uncertain(language: str) -> None:
    assert not catalogue(language).obsolete
    for each in messages(language):
        assert not each.fuzzy, each.context
        for text in forms(each, language):
            assert text and (text == text.strip() or each.context in JOINED), each.context


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_those_of_english_and_checked_by_tools(language: str) -> None:
    for each in messages(language):
        wanted = places(forms(each, "en")[-1])
        for text in forms(each, language):
            assert places(text) == wanted, each.context
        assert ("python-brace-format" in each.flags) == bool(wanted), each.context


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_those_that_gettext_finds(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    there = gettext.GNUTranslations(compiled) if language != "en" else gettext.NullTranslations()
    words = words_in(language)
    for each in messages(language):
        key = str(each.context)
        if isinstance(each.id, list | tuple):
            one, other = each.id
            for number in (0, 1, 2, 5, 21, 1_000_000):
                said = there.npgettext(key, one, other, number).format(n=words.number(number))
                assert words.count(key.removeprefix("count."), number) == said
        else:
            assert words.find(key) == there.pgettext(key, each.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rank_has_words(language: str) -> None:
    assert all(words_in(language).ordinal(number).startswith(str(number)) for number in range(120))


# What is not set as French is set: a plain space before a high sign or within « », a straight apostrophe in a word.
UNSET = re.compile(r" [:;?!»%](?!\w)|« |(?<=[^\W\d_])'(?=[^\W\d_])")


def test_french_words_are_set_with_spaces_that_do_not_break() -> None:
    # Examples of what the rules of lint find wrong are wrong, and what stands within `…` is code.
    assert not [
        each.context
        for each in messages("fr")
        if str(each.context) != "date.first" and not str(each.context).endswith(".wrong")
        if any(UNSET.search(part) for text in forms(each, "fr") for part in text.split("`")[::2])
    ]


# ---- every key that the sources name has words, and every entry is named


@cache
def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(SOURCES).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in SOURCES.rglob("*.py")
        if path != SOURCES / "presenting/akn/validate.py"  # which has users, and words, of its own
    }


def values(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The strings that an expression may stand for; names are looked up in their module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from values(node.body, tree)
        yield from values(node.orelse, tree)
    elif isinstance(node, ast.Name):
        for other in ast.walk(tree):
            if isinstance(other, ast.Assign) and [ast.unparse(target) for target in other.targets] == [
                node.id
            ]:
                yield from values(other.value, tree)
            elif isinstance(other, ast.For) and isinstance(other.target, ast.Tuple):
                names = [ast.unparse(each) for each in other.target.elts]
                if node.id in names:
                    yield from column(names.index(node.id), other.iter, tree)


def column(place: int, table: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The strings in one column of a table of the module."""
    for node in tree.body:
        named = [
            ast.unparse(each) for each in getattr(node, "targets", [getattr(node, "target", None)]) if each
        ]
        rows = getattr(node, "value", None)
        if ast.unparse(table) in named and isinstance(rows, ast.Tuple | ast.List):
            for row in rows.elts:
                if isinstance(row, ast.Tuple):
                    yield from values(row.elts[place], tree)


@cache
def calls() -> dict[str, list[tuple[str, ast.Call]]]:
    """The calls in the sources, by the name of what is called: the path of their module, and the call."""
    found: dict[str, list[tuple[str, ast.Call]]] = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                found.setdefault(name, []).append((path, node))
    return found


def codes(name: str, place: int = 0, below: str = "") -> set[str]:
    """The strings that are given to what bears a name, in a place of its arguments."""
    return {
        code
        for path, call in calls()[name]
        if path.startswith(below) and len(call.args) > place
        for code in values(call.args[place], trees()[path])
    }


CODES = {
    "Problem": "warning",
    "UnreadableError": "error",
    "Refusal": "error",
    "LibraryError": "library",
    "QuestionError": "search",
    "NotHeldError": "show",
    "MetadataError": "metadata",
    "DeskError": "desk",
    "CaseError": "case-error",
}
"""What takes a code, and the key under which the catalogues have words for it."""


@pytest.mark.parametrize("name", CODES)
def test_every_code_has_words(name: str) -> None:
    found = codes(name)
    assert found and found <= keys(CODES[name]), f"give these words under {CODES[name]}"


def test_words_for_facts_have_no_other_places() -> None:
    """The words stand under the code and the first fact; what has no fact would be printed in braces."""
    told = [
        (f"{code}.{call.keywords[0].arg}", {str(each.arg) for each in call.keywords})
        for path, call in calls()["UnreadableError"]
        for code in values(call.args[0], trees()[path])
        if call.keywords and call.keywords[0].arg
    ]
    assert {key for key, _ in told if key.partition(".")[0] != "binary"} <= keys("error")
    for key, facts in told:
        assert places(words_in("fr").find(f"error.{key}") or "") <= facts, key


def test_sentences_with_facts_are_those_that_the_sources_say() -> None:
    """Else the facts of a warning would not be found in its English sentence, and be lost in other languages."""
    said = {
        "".join(
            str(piece.value)
            if isinstance(piece, ast.Constant)
            else "'{}'"
            if isinstance(piece, ast.FormattedValue) and piece.conversion == ord("r")
            else "{}"
            for piece in node.values
        )
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    }
    told = {
        key: re.sub(r"\{\w+\}", "{}", text) for key, text in words_in("en").under("warning") if "." in key
    }
    assert told and {key for key, text in told.items() if text not in said} == set()


def test_every_fault_of_a_library_and_of_a_desk_has_words() -> None:
    assert {*faults._CODES.values(), "failed"} <= keys("library")
    assert {*desk_faults._SQLITE.values(), *desk_faults._POSTGRESQL.values()} <= keys("desk")
    for module, prefix in (("store/maintenance.py", "check"), ("desk/history.py", "verify")):
        found = codes("Fault", below=module)
        assert found and found <= keys(prefix)


def test_every_act_of_the_scheme_has_words_and_no_other() -> None:
    assert keys("act") == set(table("common", "acts"))


def test_every_status_ground_and_reason_has_words() -> None:
    assert set(Status) <= keys("status")
    assert set(WEIGHTS) == keys("ground")
    named = {
        node.value
        for node in ast.walk(trees()["following/ledgers.py"])
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z]+(-[a-z]+)+|silent|missing|ahead|answers|renewed", node.value)
    } | set(get_args(EvidenceKind))
    assert named - {"due-window"} - set(RULES) <= keys("reason") <= named


def test_kinds_steps_outcomes_verdicts_and_fields_of_cases_have_words() -> None:
    assert set(kinds()) <= keys("case-kind")
    assert {step.name for kind in kinds().values() for step in kind.steps} <= keys("step")
    assert set(get_args(Outcome)) <= keys("outcome")
    assert set(get_args(Verdict)) <= keys("status")
    fields = {
        column.name for name in ("cases", "steps", "replies", "notes") for column in tables().tables[name].c
    }
    assert fields - _TOLD <= keys("field")


def test_every_action_on_a_case_has_words() -> None:
    given = codes("append", 3, "desk/casework.py") | codes("_edit", 1, "desk/casework.py")
    assert {"open", "reply", "note", "revert", "close", "verdict"} <= given <= keys("action")


def named() -> tuple[set[str], set[str]]:
    """The strings and names in the sources; and patterns of keys that are made up of several."""
    said = {"env-var", "install-completion", "show-completion"}  # of Typer
    made = {r"(warning|error)\.(.+)"}  # in `problems.told`
    for node in (node for tree in trees().values() for node in ast.walk(tree)):
        match node:
            case ast.Constant(value=str(text)):
                said |= {text, text.replace("_", "-"), *re.findall(r"[\w-]+", text.lower())}
            case ast.JoinedStr(values=pieces):
                fixed = (
                    re.escape(str(each.value)) if isinstance(each, ast.Constant) else "(.+)"
                    for each in pieces
                )
                made.add("".join(fixed))
            case ast.ClassDef(name=text) | ast.FunctionDef(name=text) | ast.Name(id=text):
                said.add(text)
            case ast.arg(arg=text):
                said |= {text, text.replace("_", "-")}
    for path in SOURCES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        said.update(re.findall(r"'([^']*)'", text))
        made.update(f"{re.escape(each)}(.+)" for each in re.findall(r"'([^']*)' ~ ", text))
    for path in SOURCES.rglob("*.toml"):
        said.update(re.findall(r"[\w/.-]+", path.read_text(encoding="utf-8")))
    return said, {each for each in made if re.match(r"[a-z]|\(w", each)}


def test_every_entry_is_named_in_the_sources() -> None:
    """Either by its whole key, or by a string that a name of the sources makes a key of: ``act.{act}``."""
    said, made = named()

    def used(key: str) -> bool:
        found = (re.fullmatch(each, key) for each in made)
        return key in said or any(
            all(part in said or set(part.split(".")) <= said or part.isdigit() for part in each.groups())
            for each in found
            if each
        )

    unused = [
        str(each.context)
        for each in messages("en")
        if not used(str(each.context)) and not used(str(each.context).removeprefix("count."))
    ]
    assert not unused, "take them out of the catalogues"


# ---- dates, ranks, and the language of the system


def test_dates_as_each_language_writes_them() -> None:
    assert words_in("fr").date(datetime.date(2007, 12, 5)) == "5 décembre 2007"
    assert words_in("fr").date(datetime.date(2008, 5, 1)) == "1er mai 2008"
    assert words_in("en").date(datetime.date(2008, 5, 1)) == "1 May 2008"
    assert words_in("fr").date(datetime.date(2008, 8, 1), "month") == "août 2008"


def test_ranks_as_each_language_writes_them() -> None:
    assert [words_in("fr").ordinal(n) for n in (1, 2, 63)] == ["1re", "2e", "63e"]
    assert [words_in("en").ordinal(n) for n in (1, 2, 3, 11, 62, 63)] == [
        "1st",
        "2nd",
        "3rd",
        "11th",
        "62nd",
        "63rd",
    ]


def test_a_language_without_catalogue_speaks_english() -> None:
    assert words_in("ar").language == "en"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "POSIX"}, None),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, None),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr"}, "fr"),
        ({"LANG": "C", "LANGUAGE": "fr"}, None),
    ],
)
def test_language_of_the_system(environment: dict[str, str], language: str | None) -> None:
    assert preferred(environment) == language
