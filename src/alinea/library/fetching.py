"""Texts brought from the Organization's document service, or from a mirror or folder of one's own.

One document at a time, with a pause between two; what is there already is not asked for again. Each file stands beside
a note of where it came from, when, and its hash. Nothing is fetched but by ``alinea fetch``.
"""

from __future__ import annotations

import datetime
import hashlib
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

from alinea._version import __version__
from alinea.library import links
from alinea.library.ledger import LedgerQuery
from alinea.library.schedules.registers import agenda_of
from alinea.library.whole import write_whole
from alinea.linking.resolving import Holdings, resolve
from alinea.model.corpus import Outcome, Unresolved
from alinea.model.spans import Span
from alinea.store.library import Library
from alinea.vocab.sessions import next_session

TRIES = 3
TIMEOUT = 60.0  # seconds without an answer
LONGEST_WAIT = 60.0  # seconds that a service may ask to wait
MOST = 50_000_000  # bytes of one document

_AGAIN = frozenset({429, 500, 502, 503, 504})
"""Statuses after which a request is made again later (RFC 9110, 15.6; RFC 6585, 4)."""
_ABSENT = frozenset({404, 410})
_UNCHANGED = 304
_FORMS = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"))


class FetchError(Exception):
    """A document was not brought.

    Attributes:
        code: ``absent`` (the service has no such document), ``refused``, ``unreachable``, ``cut-short``, ``too-large``
            or ``no-document`` (something else came in its place).
        reason: one English sentence with the facts.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Brought:
    """A document as it came.

    Attributes:
        address: where it came from; etag, modified: by which the service tells whether it has changed since.
    """

    data: bytes
    address: str
    etag: str | None = None
    modified: str | None = None


class Source(Protocol):
    """Where documents come from."""

    def bring(self, symbol: str, language: str, held: Fetched | None = None) -> Brought | None:
        """Return a document, None where it has not changed since it was brought before.

        Args:
            held: the note of when it was.

        Raises:
            FetchError: it was not brought.
        """


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that was brought, as the note beside its file has it.

    Attributes:
        address: where it came from; fetched_on: the instant, in UTC; sha256: of its bytes.
        etag, modified: as `Brought` has them.
    """

    symbol: str
    language: str
    address: str
    fetched_on: str
    sha256: str
    size: int
    etag: str | None = None
    modified: str | None = None


class _SameSafety(urllib.request.HTTPRedirectHandler):
    """Follows an address to another only over HTTP, and not from an encrypted one to one that is not."""

    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        scheme = urllib.parse.urlsplit(newurl).scheme
        if scheme not in ("http", "https") or (req.type == "https" and scheme != "https"):
            raise FetchError(
                "refused", f"the service leads to an address that is not followed: {newurl[:200]}"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class Service:
    """A service that has documents by symbol and language.

    Args:
        template: its addresses, with ``{symbol}`` and ``{language}`` in them.
        contact: address of mail or of a page by which whoever runs the service reaches whoever asks.
        pause: seconds between two requests; sleep: waits so many (tests pass their own).
    """

    def __init__(
        self, template: str, contact: str, *, pause: float, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.template, self.contact, self.pause, self.sleep = template, contact, pause, sleep
        self.asked = False
        self.opener = urllib.request.build_opener(_SameSafety)

    def bring(self, symbol: str, language: str, held: Fetched | None = None) -> Brought | None:
        """Return a document; what fails for a while is asked for again, later each time.

        Raises:
            FetchError: it was not brought.
        """
        address = self.template.format(
            symbol=urllib.parse.quote(symbol, safe=""), language=urllib.parse.quote(language, safe="")
        )
        for attempt in range(TRIES):
            if self.asked:
                self.sleep(self.pause)
            self.asked = True
            try:
                return self._got(address, held)
            except urllib.error.HTTPError as error:
                if error.code == _UNCHANGED:
                    return None
                if error.code in _ABSENT:
                    raise FetchError("absent", f"the service has no {symbol} in this language") from None
                if error.code not in _AGAIN or attempt + 1 == TRIES:
                    raise FetchError("refused", f"the service answers {error.code} {error.reason}") from None
                self.sleep(_wait(error.headers.get("Retry-After"), attempt, self.pause))
            except (OSError, http.client.HTTPException) as error:
                if attempt + 1 == TRIES:
                    code = "cut-short" if isinstance(error, http.client.IncompleteRead) else "unreachable"
                    raise FetchError(code, f"the service cannot be reached: {error}"[:300]) from None
                self.sleep(_wait(None, attempt, self.pause))
        raise AssertionError("each try ends in an answer or an error")

    def _got(self, address: str, held: Fetched | None) -> Brought:
        headers = {"User-Agent": f"alinea/{__version__} (+{self.contact})"}
        if held and held.etag:
            headers["If-None-Match"] = held.etag
        if held and held.modified:
            headers["If-Modified-Since"] = held.modified
        request = urllib.request.Request(address, headers=headers)  # noqa: S310 - http, see source_of
        with self.opener.open(request, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(MOST + 1)
            stated = answer.headers.get("Content-Length", "")
            etag, modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
        if len(data) > MOST:
            raise FetchError("too-large", f"the document has more than {MOST // 1_000_000} MB")
        if stated.isdecimal() and len(data) < int(stated):
            raise http.client.IncompleteRead(data, int(stated) - len(data))
        return Brought(data, address, etag, modified)


class Folder:
    """A folder with documents under the names that `fetch` gives them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bring(self, symbol: str, language: str, _held: Fetched | None = None) -> Brought:
        """Return a document, its address the path of its file.

        Raises:
            FetchError: it is not there.
        """
        for _, suffix in _FORMS:
            file = self.folder / f"{_stem(symbol, language)}{suffix}"
            if file.is_file():
                return Brought(file.read_bytes(), str(file))
        raise FetchError("absent", f"{self.folder} has no {_stem(symbol, language)}")


class Store:
    """An object store with documents under the names that `fetch` gives them.

    Args:
        address: that Arrow knows, ``s3://bucket/folder``.
    """

    def __init__(self, address: str) -> None:
        from pyarrow.fs import FileSystem

        self.address = address.rstrip("/")
        self.files, self.root = FileSystem.from_uri(self.address)

    def bring(self, symbol: str, language: str, _held: Fetched | None = None) -> Brought:
        """Return a document, its address in the store.

        Raises:
            FetchError: it is not there, or the store cannot be reached.
        """
        for _, suffix in _FORMS:
            name = f"{_stem(symbol, language)}{suffix}"
            try:
                with self.files.open_input_stream(f"{self.root}/{name}") as stream:
                    data = stream.read(MOST + 1)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise FetchError("unreachable", f"the store cannot be reached: {error}"[:300]) from None
            if len(data) > MOST:
                raise FetchError("too-large", f"the document has more than {MOST // 1_000_000} MB")
            return Brought(data, f"{self.address}/{name}")
        raise FetchError("absent", f"{self.address} has no {_stem(symbol, language)}")


def source_of(place: str, contact: str, *, pause: float) -> Source:
    """Return the source at an address or in a folder.

    Raises:
        ValueError: ``contact``: a service is asked and nobody is named who asks; ``template``: the address is of
            another kind, or does not say where the symbol stands.
    """
    if "://" not in place:
        return Folder(Path(place))
    if urllib.parse.urlsplit(place).scheme not in ("http", "https"):
        try:
            return Store(place)
        except (ValueError, OSError):
            raise ValueError("template") from None
    if "{symbol}" not in place:
        raise ValueError("template")
    if not contact.strip() or not contact.isprintable():
        raise ValueError("contact")
    return Service(place, contact.strip(), pause=pause)


def fetch(
    symbols: Iterable[str],
    languages: Iterable[str],
    folder: Path,
    source: Source,
    now: Callable[[], datetime.datetime],
    *,
    again: bool = False,
) -> Iterator[tuple[str, str, Path | FetchError]]:
    """Yield of each document, in each language, its symbol, the language, and its file or why it is not there.

    A file that is there is not asked for again: a command that was interrupted goes on where it stopped.

    Args:
        now: tells the instant, for the note of where a file came from.
        again: ask for what is there, too, where it has changed since.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = tuple(languages)
    for symbol in dict.fromkeys(symbols):
        for language in wanted:
            there = _there(folder, symbol, language)
            try:
                if there and not again:
                    yield symbol, language, there
                else:
                    yield symbol, language, _brought(symbol, language, folder, source, now(), there)
            except FetchError as error:
                yield symbol, language, error


def missing(library: Library, most: int) -> tuple[str, ...]:
    """Return the resolutions that texts of a library cite and that it does not hold, the most cited first."""
    held = Holdings(work.name for work in library.works())
    counted = {
        target: times
        for (target, kind), times in library.cited_targets().items()
        if _is_missing(resolve(target, kind, held))
    }
    return tuple(symbol for symbol, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:most])


def cited_and_missing(library: Library, name: str) -> tuple[str, ...]:
    """Return the resolutions that a text cites and that the library does not hold, in order of the text."""
    return tuple(
        dict.fromkeys(link.target for link in links.cites(library, name) if _is_missing(link.outcome))
    )


def under_item(
    library: Library, organ: str, session: int, item: str, as_of: datetime.date
) -> tuple[str, ...]:
    """Return the documents of an item of an agenda of which no text is held.

    They are those that lists name under the item (`alinea.library.lists`), and those on which texts that are held were
    adopted under it: drafts, and reports of committees.

    Args:
        item: its number, with the letter of a sub-item or for all of them: ``34``, ``98h``; as_of: the day.
    """
    rows = agenda_of(library, LedgerQuery(as_of, session=session, organ=organ))
    under = [each for each in rows if item in (str(each.item), f"{each.item}{each.sub}")]
    named = [symbol for each in under for symbol in each.documents]
    for work in dict.fromkeys(text for each in under for text in each.texts):
        record = library.record(work)
        named += record.basis.documents if record and record.basis else ()
    return tuple(symbol for symbol in dict.fromkeys(named) if not _has_text(library, symbol))


def _has_text(library: Library, symbol: str) -> bool:
    document = library.document(symbol)
    return document is not None and document.source.span != Span(
        0, 0
    )  # a list names it and has no text of it


def _is_missing(outcome: Outcome) -> bool:
    return isinstance(outcome, Unresolved) and outcome.reason == "not-held"


def _brought(
    symbol: str, language: str, folder: Path, source: Source, now: datetime.datetime, there: Path | None
) -> Path:
    """Return the file of a document that was brought; the one that is there, where it has not changed."""
    held = _noted(there) if there else None
    brought = source.bring(symbol, language, held)
    if there and (brought is None or (held and hashlib.sha256(brought.data).hexdigest() == held.sha256)):
        return there
    if brought is None:
        raise FetchError(
            "no-document", "the service says that it has not changed, of what was not brought before"
        )
    data = brought.data
    suffix = next((suffix for signature, suffix in _FORMS if data.startswith(signature)), None)
    if suffix is None:
        raise FetchError("no-document", "neither a PDF nor a Word document came in its place")
    file = folder / f"{_stem(symbol, language)}{suffix}"
    digest, instant = hashlib.sha256(data).hexdigest(), now.isoformat()
    note = Fetched(
        symbol, language, brought.address, instant, digest, len(data), brought.etag, brought.modified
    )
    write_whole(file, data)
    write_whole(_note_of(file), json.dumps(asdict(note), indent=1).encode())
    return file


def _note_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.origin.json")


def _noted(file: Path) -> Fetched | None:
    """Return the note of where a file came from; None where it stands alone, or is another's."""
    try:
        return Fetched(**json.loads(_note_of(file).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _there(folder: Path, symbol: str, language: str) -> Path | None:
    files = (folder / f"{_stem(symbol, language)}{suffix}" for _, suffix in _FORMS)
    return next((file for file in files if file.is_file()), None)


def _stem(symbol: str, language: str) -> str:
    """Return the name of a file: ``A_RES_75_28.fr``; nothing of a symbol leads out of the folder."""
    return "".join(sign if sign.isalnum() or sign in "-()" else "_" for sign in symbol) + f".{language}"


def _wait(asked: str | None, attempt: int, pause: float) -> float:
    """Return the seconds until the next try: those that the service asks for, else twice as long each time."""
    if asked and asked.strip().isdecimal():
        return min(float(asked), LONGEST_WAIT)
    return float(pause * 2 ** (attempt + 1))


GAP = 3
"""Numbers in a row that the service lacks before the next ones are taken not to be adopted: texts are issued out of
their order, so that one that is missing is no end."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Texts of one organ that are numbered on.

    Attributes:
        organ: its series; after: the last number that is held.
        sessions: numbers of sessions, for ``E`` and ``S`` years, of one of which the next text is.
    """

    organ: str
    sessions: tuple[int, ...]
    after: int

    def symbols(self) -> Iterator[tuple[str, ...]]:
        """Yield number by number the symbols that the text of it may have."""
        # The Security Council numbers its resolutions on from year to year.
        form = "S/RES/{number}({session})" if self.organ == "S" else "{organ}/RES/{session}/{number}"
        for number in count(self.after + 1):
            yield tuple(
                form.format(organ=self.organ, session=session, number=number) for session in self.sessions
            )


def followed(library: Library, as_of: datetime.date, organ: str | None = None) -> tuple[Followed, ...]:
    """Return what is to be looked for: by organ, the last session of which a text is held, and those up to a day's.

    Args:
        organ: only that one, by its series.
    """
    last: dict[tuple[str, int], int] = {}
    for work in library.works(organ=organ):
        if work.symbol is None or work.organ is None or work.number is None or "/RES/" not in work.symbol:
            continue
        session = work.session
        if work.organ == "S" and work.adopted_on is not None:
            session = work.adopted_on.year
        if session is not None and work.number.isdecimal():
            key = (work.organ, session)
            last[key] = max(last.get(key, 0), int(work.number))
    found = []
    for series in sorted({each for each, _ in last}):
        newest = max(session for each, session in last if each == series)
        if series == "S":
            number = max(number for (each, _), number in last.items() if each == series)
            found.append(Followed(series, tuple(range(newest, as_of.year + 1)), number))
            continue
        after = next_session(series, as_of) or newest + 1
        sessions = range(newest, max(after, newest + 1))
        found += [Followed(series, (session,), last.get((series, session), 0)) for session in sessions]
    return tuple(found)


def watch(
    wanted: Iterable[Followed],
    languages: tuple[str, ...],
    folder: Path,
    source: Source,
    now: Callable[[], datetime.datetime],
    most: int,
) -> Iterator[tuple[str, str, Path | FetchError]]:
    """Yield of each new text its symbol, the language and its file; last, what keeps from looking on, if anything does.

    A number is looked for in the first language; only one that is there is brought in the others.

    Args:
        now: see `fetch`; most: texts that are looked for, those that are not there counted.
    """
    asked = 0
    for each in wanted:
        lacking = 0
        for symbols in each.symbols():
            if asked >= most or lacking >= GAP:
                break
            asked += 1
            lacking += 1
            for symbol in symbols:
                ((_, language, outcome),) = fetch([symbol], languages[:1], folder, source, now)
                if isinstance(outcome, FetchError) and outcome.code == "absent":
                    continue
                yield symbol, language, outcome
                if isinstance(outcome, FetchError):
                    return  # what keeps one text from coming keeps the others
                lacking = 0
                yield from fetch([symbol], languages[1:], folder, source, now)
                break
