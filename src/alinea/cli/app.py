"""The command line: arguments in, exit code out; the work is in one module for each command."""

# No `from __future__ import annotations`: Typer reads the annotations, which name words of the chosen language.

import codecs
import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from alinea._version import __version__
from alinea.cli.asking import Commands, Unkept
from alinea.cli.options import Jobs, LangOfRead, Ocr, TextLanguage, Texts, option
from alinea.cli.read import DONE, FAILED, USAGE, Request, UsageError, now, run
from alinea.cli.reporting import stderr
from alinea.cli.usage import Application, print_manual, refusal
from alinea.extras import extra_of
from alinea.presenting.forms import FORMS, Form
from alinea.presenting.words import LANGUAGES, Words, preferred, words_in
from alinea.reading.ocr import recognise_pictures

if TYPE_CHECKING:
    pass

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "app": ("read", "bulk", "schema", "man"),
    "library": (
        "add",
        "remove",
        "link",
        "check",
        "backup",
        "restore",
        "search",
        "like",
        "ask",
        "show",
        "list",
        "subjects",
        "export",
    ),
    "fetch": ("fetch", "watch"),
    "questions": (
        "due",
        "explain",
        "who",
        "calendar",
        "cites",
        "cited-by",
        "series",
        "relations",
        "stats",
        "graph",
    ),
    "schedules": ("cycle", "forecast", "inventory", "news", "register"),
    "texts": ("compare", "draft", "lint"),
    "serving": ("serve", "openapi", "mcp"),
    "casework": ("case",),
    "people": ("desk",),
}
"""The commands, by the module that puts them on the command line."""

GROUPS = (("case",), ("desk",), ("desk", "accounts"))
"""Commands that are groups of others: alone, they show their help."""

commands = Commands()

RUBBISH = (20_000, 20, 20)
"""After how many new objects, and how many such times, Python looks for those that only refer to themselves."""

INTERRUPTED, UNREAD = 130, 141
"""What a command that was interrupted gives, and one whose output nobody reads any more, after the custom of shells
(128 and the number of the signal)."""


def main() -> None:
    """Run the command with the arguments of this process, and end the process."""
    # Start-up counts: plug-ins of pydantic are not looked for among all that is installed, and rubbish is looked
    # for less often, as what is read is kept and what is dropped seldom refers to itself.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(*RUBBISH)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # In a locale that knows ASCII only, what is printed is UTF-8 all the same, as what is written in bytes is;
        # what another encoding does not know shows as \\u2019 and stops nothing.
        plain = codecs.lookup(sys.stdout.encoding).name == "ascii"
        sys.stdout.reconfigure(encoding="utf-8" if plain else None, errors="backslashreplace")
    code = command(sys.argv[1:])
    if code in (INTERRUPTED, UNREAD):
        # At once: processes that were stopped in the middle of their work are not waited for. A reader that has
        # enough, as `head`, is no failure.
        sys.stderr.flush()
        os._exit(DONE if code == UNREAD else code)
    sys.exit(code)


def command(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code: 0 done, 1 something failed, 2 not understood."""
    chosen = _lang(arguments)
    catalogue = words_in(chosen or "en")
    try:
        app = build(catalogue, chosen, arguments[0] if arguments else None)
        # Typer only reads the arguments: it has its own ways with interruptions and broken pipes.
        given = [*arguments, "--help"] if not arguments or tuple(arguments) in GROUPS else list(arguments)
        asked = app(args=given, prog_name="alinea", standalone_mode=False)
        code = int(asked() if callable(asked) else asked or DONE)
        sys.stdout.flush()
        return code
    except (typer.TyperException, UsageError) as error:
        if isinstance(error, typer.TyperException):
            stderr(f"alinea: {refusal(error, catalogue, _asked(arguments))}")
        else:
            stderr(f"alinea: {error} ({catalogue('usage.see-help', command=_asked(arguments))})")
        return USAGE
    except BrokenPipeError:
        return UNREAD
    except (KeyboardInterrupt, typer.Abort):
        stderr(f"alinea: {catalogue('usage.interrupted')}")
        return INTERRUPTED
    except OSError as error:
        stderr(f"alinea: {catalogue('error.cannot-write', reason=error.strerror or type(error).__name__)}")
        return FAILED
    except Exception as error:
        extra = extra_of(error) if isinstance(error, ImportError) else None
        if extra is not None:
            stderr(f"alinea: {catalogue('error.extra', command=_asked(arguments), extra=extra)}")
            return FAILED
        stderr(f"alinea: {catalogue('error.internal', reason=f'{type(error).__name__}: {error}')}")
        return FAILED


def _asked(arguments: Sequence[str]) -> str:
    """Return the command that was asked for, as it is typed."""
    known = {name for names in COMMANDS.values() for name in names}
    for place, argument in enumerate(arguments):
        if argument in known:
            named = [argument]
            while tuple(named) in GROUPS and arguments[place + len(named) :]:
                named.append(arguments[place + len(named)])
            return " ".join(["alinea", *(each for each in named if each[:1] != "-")])
    return "alinea"


def build(catalogue: Words, chosen: str | None, asked: str | None = None) -> Application:
    """Return the command line with the words of a catalogue; it returns what is to be done, as a function.

    Args:
        chosen: language of what is printed, None where neither the user nor the system chose one.
        asked: the first argument; where it is a command, only it and those of its module are put on the command line,
            as all take a tenth of a second. Otherwise, and where there is no such command, all are.
    """
    app = Application(catalogue, completion=True)

    def show_version(asked: bool) -> None:
        if asked:
            typer.echo(f"alinea {__version__}")
            raise typer.Exit

    @app.callback()
    def _options(
        version: Annotated[
            bool, typer.Option("--version", help="help.version", callback=show_version, is_eager=True)
        ] = False,
        lang: LangOfRead = None,
    ) -> None:
        del version, lang

    named = [module for module, commands in COMMANDS.items() if asked in commands]
    if asked == "--version":
        named = ["app"]
    for module in named or COMMANDS:
        _register(app, module, catalogue, chosen)
    return app


def _register(app: Application, module: str, catalogue: Words, chosen: str | None) -> None:
    """Put the commands of a module of `COMMANDS` on the command line."""
    clock = cache(partial(now, catalogue))
    for commands in vars(import_module(f"alinea.cli.{module}")).values():
        if isinstance(commands, Commands):
            within = app
            for name, help in commands.group:
                within = within.group(name, help)
            for name, help, function in commands:
                within.put(name, help, function, clock, chosen)


@commands("help.read")
def _read(
    asked: Unkept,
    paths: Annotated[Texts, typer.Argument(metavar="PATH", help="help.paths", show_default=False)] = None,
    to: Annotated[str, option("--to", "|".join(FORMS), "help.to")] = "text",
    out: Annotated[Path | None, option("--out", "DIR", "help.out")] = None,
    language: TextLanguage = "auto",
    ocr: Ocr = False,
    jobs: Jobs = None,
    lang: LangOfRead = None,
) -> int:
    del lang  # looked for beforehand
    if not paths:
        raise UsageError(asked.words("usage.nothing-asked"))
    recognise_pictures(ocr, language)
    printing = asked.printing(cast(Form, to), file=out is not None)
    return run(Request(tuple(paths), out, language, printing, jobs, asked.words))


@commands("help.bulk")
def _bulk(
    asked: Unkept,
    paths: Annotated[Texts, typer.Argument(metavar="PATH", help="help.paths", show_default=False)] = None,
    out: Annotated[str | None, option("--out", "DIR|URL", "help.bulk-out")] = None,
    size: Annotated[int, option("--size", "N", "help.bulk-size", min=1, max=100_000)] = 500,
    language: TextLanguage = "auto",
    jobs: Jobs = None,
    scheduler: Annotated[str | None, option("--scheduler", "URL", "help.bulk-scheduler")] = None,
    linked: Annotated[bool, typer.Option("--link", help="help.bulk-link")] = False,
) -> int:
    if not paths or out is None:
        raise UsageError(asked.words("usage.bulk"))
    from alinea.cli.bulk import BulkRequest
    from alinea.cli.bulk import run as run_bulk
    from alinea.library.processes import cores

    printing = asked.printing("jsonl", file=True)
    return run_bulk(
        BulkRequest(
            tuple(paths), out, language, size, jobs or cores(), printing, asked.words, scheduler, linked
        )
    )


@commands("help.schema")
def _schema(
    asked: Unkept, document: Annotated[bool, typer.Option("--document", help="help.schema-document")] = False
) -> int:
    from alinea.presenting import jsonl

    del asked
    sys.stdout.buffer.write(jsonl.schema(document=document))
    return DONE


@commands("help.man")
def _man(asked: Unkept) -> int:
    return print_manual(build(asked.words, asked.chosen), asked.words)


def _lang(arguments: Sequence[str]) -> str | None:
    """Return the language of what is printed, which even the help is in, so that it is looked for beforehand."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            given = value if equals else "".join(arguments[place + 1 : place + 2])
            return given if given in LANGUAGES else None
    return preferred(os.environ)
