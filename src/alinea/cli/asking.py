"""What the commands of a library are asked with: its file, the form of the answer, the words of the user."""

from __future__ import annotations

import calendar
import datetime
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_args

from alinea.cli.options import Action, Csv, Desk, Excel, Json, LibraryFile, User, Why
from alinea.cli.read import FAILED, UsageError
from alinea.cli.reporting import absent, stderr
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

if TYPE_CHECKING:
    from alinea.library.naming import NotHeldError
    from alinea.presenting.answers import AnswerForm
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
    """What a command of a library is asked with.

    A command that takes it first has ``--library`` and the options of the forms that its answer can have, as
    `InTables`, `InJson` and `Unprinted` say; what keeps the library from being used is told (`spread`).

    Attributes:
        library: the file of the library; form: of the answer, ``text`` for a person; words: of the user's language.
    """

    library: Path
    form: AnswerForm
    words: Words

    options: ClassVar[tuple[str, ...]] = ("library",)
    """The options that every command has which takes this first."""

    def guarded(self, work: Action) -> int:
        """Do some work and return the exit code; say what keeps the library from being used, and what to do."""
        return _guard(self.words, work)

    @contextmanager
    def opened(self, *, write: bool = False) -> Iterator[Library]:
        """Open the library.

        Raises:
            LibraryError: it cannot be used.
        """
        from alinea.store.library import Library

        with Library.open(self.library, write=write) as library:
            yield library

    def linked(self) -> AbstractContextManager[Library]:
        """Open the library to ask what is owed or follows what; see `linked`."""
        return linked(self.library, self.words)

    def tell(self, key: str, **facts: object) -> None:
        """Say something to the person, beside the answer: a sentence of the catalogue on standard error."""
        stderr(printable(f"alinea: {self.words(key, **facts)}"))

    def tell_not_held(self, error: NotHeldError) -> int:
        """Say why nothing is meant by a name, and return the exit code."""
        stderr(printable(f"alinea: {absent(error, self.words)}"))
        return FAILED


InTables = Annotated[Asked, "json", "csv", "excel"]
InJson = Annotated[Asked, "json"]
Unprinted = Annotated[Asked, ()]
"""An answer that has no form to be chosen, or options of its own for it."""


def spread(
    function: Callable[..., Any], words: Words, clock: Callable[[], datetime.datetime] | None = None
) -> Callable[..., Any]:
    """Return a command that takes the options which `Asked` stands for, where its first parameter is one.

    Args:
        function: the command: with `Asked` it does what is asked and returns the exit code, else it returns an action.
        words: of the language of help and messages; clock: tells the instant, where that is asked with.
    """
    own = inspect.signature(function)
    first, *others = own.parameters.values() or (None,)
    kind, *named = get_args(first.annotation) if first else (None,)
    if not (isinstance(kind, type) and issubclass(kind, Asked)):
        return function
    taken = [name for name in _OPTIONS if name in (*named, *kind.options)]

    def put(**given: Any) -> Action:
        said = {name: given.pop(name) for name in taken}
        form = form_of(words, **{name: said.pop(name) for name in taken if name in _FORMS})
        at = {"at": clock()} if clock else {}
        asked = kind(library_file(said.pop("library")), form, words, **at, **said)
        return partial(asked.guarded, partial(function, asked, **given))

    parameters = [
        *others,
        *(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for name, (annotation, default) in _OPTIONS.items()
            if name in taken
        ),
    ]
    put.__name__ = function.__name__
    put.__signature__ = own.replace(parameters=parameters, return_annotation=Action)  # type: ignore[attr-defined]
    put.__annotations__ = {each.name: each.annotation for each in parameters}
    return put


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


def guarded(words: Words, work: Action) -> Action:
    """Return an action that tells what keeps the library from being used, and what to do."""
    return partial(_guard, words, work)


def _guard(words: Words, work: Action) -> int:
    from alinea.store.faults import LibraryError

    try:
        return work()
    except LibraryError as error:
        told = words(f"library.{error.code}", path=error.path, reason=error.reason)
        stderr(printable(f"alinea: {told}"))
        return FAILED


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
