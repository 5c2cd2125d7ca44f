"""What the commands of a library are asked with: its file, the form of the answer, the words of the user."""

from __future__ import annotations

import calendar
import datetime
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar, cast, get_args

from alinea.cli.options import (
    About,
    Action,
    AsOf,
    Bearer,
    Before,
    Csv,
    Desk,
    Excel,
    Groups,
    Json,
    Kinds,
    LibraryFile,
    Means,
    Natures,
    Organ,
    Session,
    Since,
    Statuses,
    User,
    Why,
    Work,
)
from alinea.cli.read import FAILED, UsageError
from alinea.cli.reporting import absent, stderr
from alinea.presenting.forms import Form, Printing
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

if TYPE_CHECKING:
    from alinea.library.ledger import LedgerQuery
    from alinea.library.naming import NotHeldError
    from alinea.presenting.answers import AnswerForm
    from alinea.presenting.terminal import ColourSystem
    from alinea.store.library import Library


_FORMS = ("json", "csv", "excel")
_OPTIONS: Mapping[str, tuple[Any, object]] = {
    "why": (Why, ""),
    "actor": (User, None),
    "desk": (Desk, None),
    "library": (LibraryFile, None),
    "json": (Json, False),
    "csv": (Csv, False),
    "excel": (Excel, False),
}
"""The options that a command can have by what it takes first, in the order of its help, each with its default."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is asked with, beside its own options.

    A command that takes it first has ``--library`` and the options of the forms that its answer can have, as
    `InTables`, `InJson` and `Unprinted` say; what keeps the library from being used is told (`spread`).

    Attributes:
        library: the file of the library; form: of the answer, ``text`` for a person; words: of the user's language.
        clock: tells the instant; chosen: language of what is printed, None where neither the user nor the system
            chose one.
    """

    library: Path
    form: AnswerForm
    words: Words
    clock: Callable[[], datetime.datetime]
    chosen: str | None = None

    options: ClassVar[tuple[str, ...]] = ("library",)
    """The options that every command has which takes this first."""

    @property
    def today(self) -> datetime.date:
        """The day of the instant."""
        return self.clock().date()

    def guarded(self, work: Action) -> int:
        """Do some work and return the exit code; say what keeps the library from being used, and what to do."""
        try:
            return work()
        except Exception as error:
            faults = sys.modules.get("alinea.store.faults")  # not loaded where no library was opened
            if faults is None or not isinstance(error, faults.LibraryError):
                raise
            self.tell(f"library.{error.code}", path=error.path, reason=error.reason)
            return FAILED

    @contextmanager
    def opened(self, *, write: bool = False) -> Iterator[Library]:
        """Open the library."""
        from alinea.store.library import Library

        with Library.open(self.library, write=write) as library:
            yield library

    def linked(self) -> AbstractContextManager[Library]:
        """Open the library to ask what is owed or follows what; see `linked`."""
        return linked(self.library, self.words)

    def printing(self, form: Form, *, file: bool = False) -> Printing:
        """Return how records are printed, after the terminal that they are printed on.

        Args:
            file: they are written into files.
        """
        today = self.today
        if form != "text" or file:
            return Printing(form, self.chosen, today)
        return Printing(form, self.chosen, today, *terminal())

    def tell(self, key: str, **facts: object) -> None:
        """Say something to the person, beside the answer: a sentence of the catalogue on standard error."""
        stderr(printable(f"alinea: {self.words(key, **facts)}"))

    def tell_not_held(self, error: NotHeldError) -> int:
        """Say why nothing is meant by a name, and return the exit code."""
        stderr(printable(f"alinea: {absent(error, self.words)}"))
        return FAILED


def terminal() -> tuple[int, ColourSystem | None]:
    """Return the columns of the terminal that is printed on, and its colours, None where it has none."""
    from rich.console import Console

    console = Console()
    system = console.color_system if console.is_terminal and not console.no_color else None
    return console.width, cast("ColourSystem | None", "standard" if system == "windows" else system)


class Alone(Asked):
    """What a command is asked with that may do without a library."""

    options: ClassVar[tuple[str, ...]] = ()


InTables = Annotated[Asked, "json", "csv", "excel"]
InJson = Annotated[Asked, "json"]
Unprinted = Annotated[Asked, ()]
"""An answer that has no form to be chosen, or options of its own for it."""
Unkept = Annotated[Alone, ()]


@dataclass(frozen=True, slots=True)
class Together:
    """Options that a command takes as one thing: what they say together, made when the command is done.

    Attributes:
        options: by their names, with their defaults; make: makes it of `Asked` and their values.
    """

    options: Mapping[str, tuple[Any, object]]
    make: Callable[..., Any]


class Commands(list[tuple[str, str, Callable[..., Any]]]):
    """The commands of a module in the order of the help, each with the key of its help.

    Args:
        group: that they are within: its name, and the key of its help.
    """

    def __init__(self, *group: tuple[str, str]) -> None:
        super().__init__()
        self.group = group

    def __call__(self, help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Have a function be a command, which bears its name: ``_cited_by`` is ``cited-by``."""

        def put(function: Callable[..., Any]) -> Callable[..., Any]:
            self.append((function.__name__.strip("_").replace("_", "-"), help, function))
            return function

        return put


def spread(
    function: Callable[..., Any], words: Words, clock: Callable[[], datetime.datetime], chosen: str | None
) -> Callable[..., Any]:
    """Return a command that takes the options which `Asked` and `Together` stand for, and gives an action.

    Args:
        function: the command, which takes `Asked` first, does what is asked and returns the exit code.
        words, clock, chosen: see `Asked`.
    """
    own = inspect.signature(function)
    first, *others = own.parameters.values()
    kind, *named = get_args(first.annotation)
    taken = [name for name in _OPTIONS if name in (*named, *kind.options)]
    together = {each.name: each.annotation.__metadata__[0] for each in others if _is_together(each)}

    def put(**given: Any) -> Action:
        said = {name: given.pop(name) for name in taken}
        form = form_of(words, **{name: said.pop(name) for name in taken if name in _FORMS})
        file = library_file(said.pop("library")) if "library" in taken else Path()
        asked = kind(file, form, words, clock, chosen, **said)

        def work() -> int:
            values = {
                name: each.make(asked, **{part: given.pop(part) for part in each.options})
                for name, each in together.items()
            }
            return int(function(asked, **given, **values))

        return partial(asked.guarded, work)

    parameters = list[inspect.Parameter]()
    for each in others:
        alone = {each.name: (each.annotation, each.default)}
        parameters += _parameters(together[each.name].options if each.name in together else alone)
    parameters += _parameters({name: _OPTIONS[name] for name in taken})
    put.__name__ = function.__name__
    put.__signature__ = own.replace(parameters=parameters, return_annotation=Action)  # type: ignore[attr-defined]
    put.__annotations__ = {each.name: each.annotation for each in parameters}
    return put


def _parameters(options: Mapping[str, tuple[Any, object]]) -> Iterator[inspect.Parameter]:
    for name, (annotation, default) in options.items():
        yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _is_together(parameter: inspect.Parameter) -> bool:
    return any(isinstance(each, Together) for each in getattr(parameter.annotation, "__metadata__", ()))


@contextmanager
def linked(file: Path, words: Words) -> Iterator[Library]:
    """Open a library to ask what is owed or what follows what; say where some of its texts are not linked yet.

    Raises:
        LibraryError: it cannot be used, or nothing of it is linked by the rules of this version.
    """
    from alinea.library.relinking import left
    from alinea.store.library import Library

    with Library.open(file) as library:
        if texts := left(library):
            stderr(
                printable(f"alinea: {words('link.left', texts=words.count('texts', texts), library=file)}")
            )
        yield library


def library_file(given: Path | None) -> Path:
    """Return the file of the library: the one given, or the one in the user's data folder."""
    if given is not None:
        return given
    from platformdirs import user_data_path

    return user_data_path("alinea", appauthor=False) / "library.sqlite"


def form_of(words: Words, *, json: bool = False, csv: bool = False, excel: bool = False) -> AnswerForm:
    """Return the form of an answer.

    Raises:
        UsageError: two forms are asked for.
    """
    if json + csv + excel > 1:
        raise UsageError(words("usage.json-or-csv"))
    return "json" if json else "csv" if csv else "excel" if excel else "text"


_OF_MONTH = {"--from": (0, 0), "--since": (0, 0), "--before": (1, 0), "--as-of": (1, -1)}
"""Options that take a month too: the day of it that is meant, counted from the first of that month or of the next."""


def day(option: str, typed: str | None, words: Words) -> datetime.date | None:
    """Return the day that an option gives, None where it is not given.

    A month will do where a time is asked about: ``--before 2027-06`` takes in the last day of June.

    Raises:
        UsageError: it is no date.
    """
    if typed is None:
        return None
    try:
        if option not in _OF_MONTH or typed.count("-") != 1:
            return datetime.date.fromisoformat(typed)
        after, days = _OF_MONTH[option]
        first = datetime.date.fromisoformat(f"{typed}-01")
        length = calendar.monthrange(first.year, first.month)[1]
        return first + datetime.timedelta(days=after * length + days)
    except (ValueError, OverflowError):
        raise UsageError(words("due.unknown-date", option=option, value=typed)) from None


Named = TypeVar("Named", bound=str)


def keep_what_is_there(path: Path | None, words: Words, *, force: bool) -> None:
    """Refuse to write over a file, unless it is said to; a device or a pipe is no such file.

    Raises:
        UsageError: the file is there.
    """
    if path is not None and not force and path.is_file():
        raise UsageError(words("usage.exists", path=path))


def form_for(
    path: Path | None, asked: Named | None, suffixes: Mapping[str, Named], default: Named, words: Words
) -> Named:
    """Return the form that is asked for, or that the suffix of a file tells.

    Raises:
        UsageError: the suffix tells of no form, or of another than is asked for.
    """
    suffix = path.suffix.lower() if path else ""
    told = suffixes.get(suffix)
    if asked is not None:
        if told is not None and told != asked:
            raise UsageError(words("usage.suffix-differs", path=path, form=told))
        return asked
    if suffix and told is None:
        raise UsageError(words("usage.suffix-unknown", path=path, choices=", ".join(suffixes)))
    return told or default


def known_organ(typed: str | None, words: Words) -> None:
    """Refuse an organ that is none, with those that are known.

    Raises:
        UsageError: it is none of them.
    """
    if typed is not None:
        from alinea.library.ledger import organs

        known = organs()
        if typed not in known:
            listed = ", ".join(known)
            raise UsageError(words("usage.unknown-value", option="--organ", value=typed, choices=listed))


def ledger_query(asked: Asked, **typed: Any) -> LedgerQuery:
    """Return the question that the options of `FILTERS` ask of the ledger.

    Raises:
        UsageError: an organ or a day is none.
    """
    from alinea.library.ledger import LedgerQuery

    words = asked.words
    known_organ(typed.get("organ"), words)
    days: dict[str, Any] = {
        name: day(f"--{name.replace('_', '-')}", typed.pop(name, None), words) for name in _DAYS
    }
    as_of = days.pop("as_of") or asked.today
    return LedgerQuery.of(as_of, about=typed.pop("about", None) or "", **typed, **days)


_DAYS = ("as_of", "since", "before")

FILTERS: Mapping[str, tuple[Any, object]] = {
    "session": (Session, None),
    "since": (Since, None),
    "before": (Before, None),
    "bearer": (Bearer, None),
    "groups": (Groups, False),
    "work": (Work, None),
    "about": (About, None),
    "organ": (Organ, None),
    "kind": (Kinds, None),
    "nature": (Natures, None),
    "means": (Means, None),
    "status": (Statuses, None),
    "as_of": (AsOf, None),
}
"""What a question to the ledger may be narrowed to."""


def owed(names: str) -> Together:
    """Return the options of `FILTERS` that are named, which a command takes as a question to the ledger."""
    return Together({name: FILTERS[name] for name in names.split()}, ledger_query)
