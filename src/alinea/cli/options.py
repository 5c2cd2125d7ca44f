"""The options that several commands have, each written once, and the values that options have.

The help of an option is a key of the catalogue, its place in the help a word of ``[metavar]``: both are put into the
language of the user by `alinea.cli.usage`.
"""

# No `from __future__ import annotations`: Typer reads the annotations.

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from alinea.presenting.words import LANGUAGES, Words, words_in
from alinea.vocab.folding import fold

Action = Callable[[], int]
"""What the arguments ask for; returns the exit code."""

Texts = list[str] | None

NONE = "none"
"""Takes back what an option says."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values that an option has: in English for programs, and as the catalogues say them in every language.

    Attributes:
        prefix: of the keys under which the catalogues have them; names: the values.
    """

    prefix: str
    names: Sequence[str]

    def label(self, name: str, words: Words) -> str:
        """Return a value as a language says it: ``rapport`` for ``report``."""
        return words.find(f"{self.prefix}.{name}") or words.find(f"value.{name}") or name

    def told(self, words: Words, names: Sequence[str] = ()) -> str:
        """Return values, all where none is named, as a person may type them: ``rapport (report), vues (views) …``."""
        return ", ".join(self._told(name, words) for name in names or self.names)

    def _told(self, name: str, words: Words) -> str:
        label = self.label(name, words)
        if label == name:
            return name
        return f"{name} ({label})" if words.language == "en" else f"{label} ({name})"

    def meant(self, typed: str) -> str | None:
        """Return the value that is typed, in English or as a catalogue says it; None where it is none of them."""
        if typed in self.names:
            return typed
        wanted = _spoken(typed)
        for language in LANGUAGES:
            words = words_in(language)
            found = [name for name in self.names if _spoken(self.label(name, words)) == wanted]
            if len(found) == 1:
                return found[0]
        return None


def _spoken(label: str) -> str:
    return fold(label).replace("-", " ").replace("’", "'")


VALUES: Mapping[str, Values] = {
    metavar: Values(prefix, tuple(names.split()))
    for metavar, prefix, names in (
        ("KIND", "value.kind", "report views agenda observance meeting term action"),
        ("NATURE", "value.nature", "request decision obligation prohibition undertaking permission"),
        ("MEANS", "value.means", "existing-resources voluntary regular-budget other"),
        ("STATUS", "status", "due met overdue lapsed superseded unknown undated all"),
        ("PART", "value.part", "preambular operative annex note title"),
        (
            "REGISTER",
            "value.register",
            "observances mandates meetings undertakings prohibitions financing proclamations instruments forums agenda",
        ),
        (
            "CASE-KIND",
            "case-kind",
            "call-for-views report meeting observance consultation agenda-item standing-status mandate-review",
        ),
        ("STATE", "value.state", "open closed all"),
        ("VERDICT", "status", "met overdue lapsed superseded due unknown none"),
        ("OUTCOME", "outcome", "done partly-done not-done no-longer-required"),
        ("MANDATE-STATE", "mandate-state", "not-begun in-progress implemented inactive duplicative"),
        ("CATEGORY", "exemption", "charter norm-setting institution-creating political-situation none"),
        ("PROPOSAL", "proposal", "renew adapt merge replace retire none"),
        ("DECISION", "proposal", "renew adapt merge replace retire"),
        ("PRODUCT", "value.product", "note-verbale reminder report invitation concept-note"),
        ("ROLE", "role", "reader contributor approver administrator"),
    )
}
"""The values of options, by what stands for them in the help: named here, as the values of the model take long to load;
a test holds them equal."""


def option(name: str, metavar: str, help: str, **facts: Any) -> Any:
    """Return an option for Typer, which completes its values in a shell where it has some.

    Args:
        metavar: what stands for the value; help: a key of the catalogue; facts: see `typer.Option`.
    """
    values = VALUES[metavar].names if metavar in VALUES else metavar.split("|") if metavar.islower() else ()
    if values:
        facts["autocompletion"] = lambda incomplete: [each for each in values if each.startswith(incomplete)]
    return typer.Option(name, metavar=metavar, help=help, **facts)


LibraryFile = Annotated[Path | None, option("--library", "FILE", "help.library", envvar="ALINEA_LIBRARY")]
Lang = Annotated[str | None, option("--lang", "|".join(LANGUAGES), "help.lang")]
LangOfRead = Annotated[str | None, option("--lang", "|".join(LANGUAGES), "help.lang-of-read")]
"""The same, where each resolution has the words of its own language if neither the user nor the system says one."""
Json = Annotated[bool, typer.Option("--json", help="help.json")]
Csv = Annotated[bool, typer.Option("--csv", help="help.csv")]
Excel = Annotated[bool, typer.Option("--excel", help="help.excel")]
Force = Annotated[bool, typer.Option("--force", help="help.force")]
TextLanguage = Annotated[str, option("--language", "|".join((*LANGUAGES, "auto")), "help.language")]
Ocr = Annotated[bool, typer.Option("--ocr", help="help.ocr")]
Jobs = Annotated[int | None, option("--jobs", "N", "help.jobs", min=1)]
Out = Annotated[Path | None, option("--out", "FILE", "help.out-file")]

Session = Annotated[int | None, option("--session", "N", "ask.due-session", min=1, max=9999)]
Since = Annotated[str | None, option("--since", "DATE", "ask.since")]
Before = Annotated[str | None, option("--before", "DATE", "ask.before")]
Bearer = Annotated[str | None, option("--bearer", "ACTOR", "ask.bearer")]
Work = Annotated[str | None, option("--work", "SYMBOL", "ask.work")]
About = Annotated[str | None, option("--about", "WORDS", "ask.about")]
Groups = Annotated[bool, typer.Option("--groups", help="ask.groups")]
Organ = Annotated[str | None, option("--organ", "SERIES", "ask.organ")]
Kinds = Annotated[Texts, option("--kind", "KIND", "ask.kind")]
Natures = Annotated[Texts, option("--nature", "NATURE", "ask.nature")]
Means = Annotated[Texts, option("--means", "MEANS", "ask.means")]
Statuses = Annotated[Texts, option("--status", "STATUS", "ask.status")]
AsOf = Annotated[str | None, option("--as-of", "DATE", "ask.as-of")]
Limit = Annotated[int | None, option("--limit", "N", "ask.limit", min=0)]

Desk = Annotated[str | None, option("--desk", "FILE|URL", "help.desk-place", envvar="ALINEA_DESK")]
User = Annotated[str | None, option("--as", "NAME", "help.as", envvar="ALINEA_ACTOR")]
Why = Annotated[str, option("--why", "TEXT", "help.why")]
On = Annotated[str | None, option("--on", "DATE", "help.on")]
Seen = Annotated[int | None, option("--seen", "N", "help.seen", min=1)]
Case = Annotated[int, typer.Argument(metavar="CASE", help="help.number")]
