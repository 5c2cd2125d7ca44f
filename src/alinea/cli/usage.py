"""The words of Typer, its help and its refusals, in the language of the user."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from alinea.presenting.words import Words

__all__ = ["Application", "refusal"]


_WHOLE = 1000  # characters of a summary: never cut, as the lines of the table are folded


class Application(typer.Typer):
    """A command line whose help is in the words of a catalogue.

    Args:
        words: the catalogue.
    """

    def __init__(self, words: Words) -> None:
        self._command = _command_in(words)
        super().__init__(
            help=words("help.app"),
            cls=_group_in(words),
            subcommand_metavar=words("help.subcommand"),
            add_completion=False,
            rich_markup_mode=None,
        )

    def command(self, name: str | None = None, **facts: Any) -> Callable[[Any], Any]:
        """Put a command on the command line, see `typer.Typer.command`."""
        return super().command(name, **{"cls": self._command, **facts})


class _Spoken:
    """What a command and a group of commands tell of themselves, in the words of a catalogue."""

    words: Words

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = self.words("help.help")
        return option

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{self.words('help.usage')} ")

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                name = record[0].partition(" <")[0]  # without its type in the terms of Python
                rows[parameter.param_type_name].append((name, _marks(record[1], self.words)))
        for kind, told in rows.items():
            if told:
                with formatter.section(_heading(f"{kind}s", self.words)):
                    formatter.write_dl(told)


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


def _heading(name: str, words: Words) -> str:
    return words(f"help.{name}").removesuffix(":")  # which Typer sets itself, with no space before it


def _marks(text: str, words: Words) -> str:
    """Return the help of an option with what Typer says of it in brackets in the words of the catalogue."""

    def said(found: re.Match[str]) -> str:
        return words(f"help.mark-{found[1].replace(' ', '-')}", value=found[2] or "")

    return re.sub(r"(?<=[\[ ])(default|env var|required)(?:: ([^;\]]+))?(?=[^\[\]]*\]$)", said, text)


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
