"""The words of Typer, its help and its refusals, in the language of the user.

Help and the places of values are keys of the catalogue where commands are written (`alinea.cli.options`); here they are
put into its words, and the values that a person types into those that programs have.
"""

from __future__ import annotations

import datetime
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from alinea._version import __version__
from alinea.cli.asking import spread
from alinea.cli.options import VALUES, Action, Lang, Values
from alinea.cli.read import DONE, UsageError
from alinea.presenting.words import Words

_COMPLETING = ("install_completion", "show_completion")
"""Options that Typer puts on the command line itself."""

_WHOLE = 1000  # characters of a summary: never cut, as the lines of the table are folded


class Application(typer.Typer):
    """A command line whose help is in the words of a catalogue.

    Args:
        words: the catalogue; completion: it can complete commands and options in a shell.
    """

    def __init__(self, words: Words, *, completion: bool = False) -> None:
        self.words = words
        super().__init__(
            help="help.app",
            cls=_group_in(words),
            subcommand_metavar=words("help.subcommand"),
            add_completion=completion,
            rich_markup_mode=None,
        )

    def put(
        self,
        name: str,
        help: str,
        function: Callable[..., Any],
        clock: Callable[[], datetime.datetime],
        chosen: str | None,
    ) -> None:
        """Put a command on the command line, its help in the words of the catalogue.

        Each has ``--lang`` besides what it asks for: the language is looked for before all else, as the help is in it;
        one of a library or a desk has the options that `alinea.cli.asking.Asked` stands for.

        Args:
            help: a key of the catalogue; clock, chosen: see `alinea.cli.asking.Asked`.
        """
        made = _spoken(spread(function, self.words, clock, chosen))
        self.command(name, cls=_command_in(self.words), help=help)(made)

    def group(self, name: str, help: str) -> Application:
        """Return a group of commands of the command line, put there where it is not yet.

        Args:
            help: a key of the catalogue.
        """
        known = next((each.typer_instance for each in self.registered_groups if each.name == name), None)
        if isinstance(known, Application):
            return known
        made = Application(self.words)

        @made.callback()
        def _options(lang: Lang = None) -> None:
            del lang  # looked for beforehand, as the help too is in that language

        self.add_typer(made, name=name, help=help)
        return made


def _spoken(function: Callable[..., Action]) -> Callable[..., Action]:
    """Return a command that takes ``--lang`` too, where it does not itself."""
    own = inspect.signature(function)
    if "lang" in own.parameters:
        return function

    @wraps(function)
    def spoken(lang: str | None = None, **given: Any) -> Action:
        del lang
        return function(**given)

    last = inspect.Parameter("lang", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Lang)
    spoken.__signature__ = own.replace(parameters=[*own.parameters.values(), last])  # type: ignore[attr-defined]
    spoken.__annotations__ = {**function.__annotations__, "lang": Lang}
    return spoken


class _Spoken:
    """What a command and a group of commands tell of themselves, in the words of a catalogue."""

    words: Words

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.values: dict[str, Values] = {}
        self.help = _told(getattr(self, "help", None), self.words)
        for parameter in getattr(self, "params", ()):
            metavar = parameter.metavar or ""
            values = VALUES.get(metavar)
            if values is None and "|" in metavar and metavar.islower():
                values = Values("value", tuple(metavar.split("|")))
            if values is not None:
                self.values[parameter.name] = values
            parameter.help = _told(parameter.help, self.words, values)
            parameter.metavar = _placed(metavar, self.words) or None

    def invoke(self, ctx: Any) -> Any:
        """Do what the arguments ask for, the values of options as programs have them.

        Raises:
            UsageError: a value is none that its option has.
        """
        for parameter in getattr(self, "params", ()):
            values, given = self.values.get(parameter.name), ctx.params.get(parameter.name)
            if values is None or given is None:
                continue
            option = parameter.opts[-1] if parameter.opts[-1].startswith("-") else parameter.metavar
            several = not isinstance(given, str)
            meant = [_meant_by(values, option, each, self.words) for each in (given if several else [given])]
            ctx.params[parameter.name] = meant if several else meant[0]
        return super().invoke(ctx)  # type: ignore[misc]

    def get_params(self, ctx: Any) -> list[Any]:
        found: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in found:
            if parameter.name in _COMPLETING:
                parameter.help = self.words(f"help.{parameter.name.replace('_', '-')}")
        return found

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = self.words("help.help")
        return option

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        # What Typer sets in braces is needed; what is not stands in brackets.
        pieces = " ".join(piece.strip("{}") for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{self.words('help.usage')} ")

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        for kind in ("argument", "option"):
            told = list(self.records(ctx, kind))
            if told:
                with formatter.section(_heading(f"{kind}s", self.words)):
                    formatter.write_dl(told)

    def records(self: Any, ctx: Any, kind: str = "") -> Iterator[tuple[str, str]]:
        """Yield arguments and options, or those of a kind, each with what is said of it."""
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and kind in ("", parameter.param_type_name):
                name = record[0].partition(" <")[0]  # without its type in the terms of Python
                yield name, _marks(record[1], self.words)


def _command_in(catalogue: Words) -> type[TyperCommand]:
    class Command(_Spoken, TyperCommand):
        words = catalogue

    return Command


def _group_in(catalogue: Words) -> type[TyperGroup]:
    class Group(_Spoken, TyperGroup):
        words = catalogue

        def format_options(self, ctx: Any, formatter: Any) -> None:
            super().format_options(ctx, formatter)
            names = self.list_commands(ctx)
            rows = [(name, self.commands[name].get_short_help_str(_WHOLE)) for name in names]
            with formatter.section(_heading("commands", catalogue)):
                formatter.write_dl(rows)

    return Group


def _told(help: str | None, words: Words, values: Values | None = None) -> str | None:
    """Return a help that is a key of the catalogue in its words, with the values of the option."""
    said = words.find(help) if help else None
    return said.format(values=values.told(words)) if said and values else said or help


def _placed(metavar: str, words: Words) -> str:
    """Return what stands for a value, as the language says it: ``COTE|FICHIER`` for ``SYMBOL|FILE``."""
    return re.sub(r"[A-Z-]{2,}", lambda found: words.find(f"metavar.{found[0].lower()}") or found[0], metavar)


def _meant_by(values: Values, option: str, typed: str, words: Words) -> str:
    found = values.meant(typed)
    if found is None:
        raise UsageError(words("usage.unknown-value", option=option, value=typed, choices=values.told(words)))
    return found


def _heading(name: str, words: Words) -> str:
    return words(f"help.{name}").removesuffix(":")  # which Typer sets itself, with no space before it


def _marks(text: str, words: Words) -> str:
    """Return the help of an option with what Typer says of it in brackets in the words of the catalogue."""

    def ranged(found: re.Match[str]) -> str:
        if found[3]:
            return words("help.mark-least", least=found[3])
        return words("help.mark-range", least=found[1], most=found[2])

    def said(found: re.Match[str]) -> str:
        return words(f"help.mark-{found[1].replace(' ', '-')}", value=found[2] or "")

    text = re.sub(r"(?<=[\[ ])(default|env var|required)(?:: ([^;\]]+))?(?=[^\[\]]*\]$)", said, text)
    return re.sub(r"(?<=[\[ ])(?:([0-9]+)<=x<=([0-9]+)|x>=([0-9]+))(?=\]$)", ranged, text)


def refusal(error: typer.TyperException, words: Words, command: str) -> str:
    """Say why the arguments were not understood, and where they are explained.

    Args:
        error: of Typer, raised while it read them.
        command: that was asked for, ``alinea due``.

    A sample: ``No such option: --bearr; did you mean --bearer, --before? (see alinea due --help)``.
    """
    context: Any = getattr(error, "ctx", None)
    path = str(getattr(context, "command_path", command))
    return f"{_reason(error, words)} ({words('usage.see-help', command=path)})"


def _reason(error: typer.TyperException, words: Words) -> str:
    # Typer keeps its kinds of errors to itself, but for one: they are told apart by their names and what they hold.
    facts, kind = vars(error), type(error).__name__
    said = " ".join(error.format_message().split())
    option = facts.get("option_name")
    if kind == "NoSuchOption":
        near = ", ".join(sorted(facts.get("possibilities") or ()))
        return _meant(words("usage.no-such-option", option=option), near, words)
    if kind == "BadOptionUsage":
        return words("usage.no-value" if "does not take" in said else "usage.needs-value", option=option)
    parameter: Any = facts.get("param")
    if kind == "MissingParameter" and parameter is not None:
        name = parameter.opts[-1] if parameter.opts[-1].startswith("-") else ""
        return words("usage.missing", what=f"{name} {parameter.metavar or ''}".strip() or parameter.opts[-1])
    if isinstance(error, typer.BadParameter) and parameter is not None:
        least = getattr(parameter, "min", None)
        most = getattr(parameter, "max", None)
        bounds = ("usage.not-a-number", "usage.not-so-great", "usage.not-between")
        key = bounds[(least is not None) + (least is not None and most is not None)]
        return words(key, option=parameter.opts[-1], least=least, most=most)
    if found := re.fullmatch(r"No such command '(.+?)'\.(?: Did you mean (.+)\?)?", said):
        unknown, near = words("usage.no-such-command", command=found[1]), (found[2] or "").replace("'", "")
        return _meant(unknown, near, words)
    if found := re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", said):
        return words("usage.too-many", what=found[1])
    return said


def _meant(said: str, near: str, words: Words) -> str:
    return words("usage.meant", said=said, near=near) if near else said


def print_manual(app: Application, words: Words) -> int:
    """Print the manual page and return the exit code."""
    sys.stdout.buffer.write("".join(f"{line}\n" for line in manual(app, words)).encode())
    sys.stdout.buffer.flush()
    return DONE


def manual(app: Application, words: Words) -> Iterator[str]:
    """Yield the lines of the manual page of a command line.

    Args:
        app: with all commands; words: of the language of its headings, which is that of its help.
    """
    root: Any = get_command(app)
    yield f'.TH ALINEA 1 "" "Alinéa {__version__}"'
    yield f".SH {words('man.name')}"
    yield f"alinea \\- {_set(words('man.summary'))}"
    yield f".SH {words('man.description')}"
    yield _set(root.help)
    yield f".SH {words('man.commands')}"
    yield from _described("alinea", root, None)


def _described(path: str, command: Any, above: Any) -> Iterator[str]:
    """Yield what a command tells of itself: how it is asked, what it does, its options; then those within it."""
    context = command.make_context(path.rpartition(" ")[2], [], parent=above, resilient_parsing=True)
    pieces = " ".join(piece.strip("{}") for piece in command.collect_usage_pieces(context))
    yield f'.SS "{_set(f"{path} {pieces}")}"'
    if above is not None:
        yield _set(command.help or "")
    for name, told in command.records(context):
        yield from (".TP", f".B {_set(name)}", _set(told))
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _described(f"{path} {name}", command.commands[name], context)


def _set(text: str) -> str:
    """Return a text that the typesetter takes as it stands: its signs are none of its commands."""
    told = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{told}" if told[:1] in (".", "'") else told
