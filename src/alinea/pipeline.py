"""The stages in order, and nothing else: the only module that names them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alinea.analysing.doubts import doubted
from alinea.analysing.records import analyse
from alinea.model.document import Document
from alinea.model.problems import Problem, UnreadableError
from alinea.model.record import Record
from alinea.model.resolution import Part, Resolution
from alinea.model.text import Text
from alinea.segmenting import segment


def read_bytes(data: bytes, path: str, language: str = "auto") -> Iterator[Record]:
    """Yield the record of each resolution in an input.

    Args:
        data: the bytes of a PDF, Word, HTML, AKN4UN or text file.
        path: its name, for the record and for messages.
        language: ``fr``, ``en``, or ``auto``.

    Raises:
        UnreadableError: it cannot be read, or holds no resolution.
    """
    yield from read_from(text_of(path, data), language)


def read_path(path: str | Path, language: str = "auto") -> Iterator[Record]:
    """Yield the record of each resolution in a file.

    Raises:
        UnreadableError: it cannot be read, or holds no resolution.
        OSError: the file cannot be opened.
    """
    yield from read_from(text_of(path), language)


def text_of(path: str | Path, data: bytes | None = None) -> Text:
    """Return the text of a file, or of bytes that bear its name.

    Raises:
        UnreadableError: it cannot be read. OSError: the file cannot be opened.
    """
    from alinea.reading.formats import read_path as read_file
    from alinea.reading.formats import read_text

    return read_file(path) if data is None else read_text(data, str(path))


def documents_from(text: Text, language: str = "auto") -> Iterator[Record | Document]:
    """Yield all that a text holds: itself where it is no resolution, then the drafts and resolutions in it.

    Raises:
        UnreadableError: it holds neither a resolution nor a document that is known.
    """
    from alinea.documents import document_in, stated, stated_document, states_head, within
    from alinea.segmenting.languages import foreign_language, unread

    document = stated_document(text) or (None if states_head(text) else document_in(text, language))
    try:
        records = list(_resolutions(text, language))
    except UnreadableError as error:
        # A document whose head is read may hold replies in other languages: these are no reason to refuse it.
        tongue = foreign_language(text.content) if error.code == "language-unsupported" else None
        foreign = (tongue, unread(tongue)) if tongue else None
        document = document or document_in(text, language, unnamed=True, foreign=foreign)
        if document is None or error.code not in ("no-resolution", "language-unsupported"):
            raise
        records = []
    yield from stated(text, within(document, records))


def read_from(text: Text, language: str = "auto") -> Iterator[Record]:
    """Yield the record of each resolution in a text that was read, of drafts and decisions too.

    Raises:
        UnreadableError: it holds none.
    """
    held = None
    found = False
    for each in documents_from(text, language):
        if isinstance(each, Record):
            found = True
            yield each
        else:
            held = each
    if held is not None and not found:
        raise UnreadableError(
            "no-resolution",
            f"no resolution was found in it: it is of the type {held.type}",
            type=held.type,
        )


def _is_whole(resolution: Resolution) -> bool:
    """Tell whether a text without a symbol is one by itself: it has a title, or all from enacting words to adoption."""
    return bool(
        resolution.title
        or (resolution.enacting and resolution.preamble and resolution.operative and resolution.adopted_on)
    )


def _resolutions(text: Text, language: str) -> Iterator[Record]:
    """Yield the record of each stretch of a text that is built as a resolution.

    Raises:
        UnreadableError: there is none.
    """
    segmented = segment(text, language)
    if not segmented.resolutions:
        refused = next((each for each in segmented.problems if each.code == "language-unsupported"), None)
        if refused is not None:
            raise UnreadableError(refused.code, f"{refused.message}; French and English are")
        raise UnreadableError("no-resolution", "no resolution was found in it; check that it holds one")
    # A whole text is shown by its title where it has no symbol; of a piece of one nobody could say what it is.
    named = [
        each
        for each in segmented.resolutions
        if each.symbol or each.printed_symbol or each.proposed or (_is_whole(each) and not each.fragment)
    ]
    shown = named or list(segmented.resolutions)
    owners = {each.index for each in shown}
    unnamed = [each for each in segmented.resolutions if each.index not in owners]
    problems = [*text.problems, *segmented.problems, *(_unnamed(each) for each in unnamed)]
    first = shown[0].index
    parts: dict[int, list[Part]] = {}
    for part in segmented.parts:
        # What belongs to no resolution that is shown goes with the first, so that nothing of the text is missing.
        owner = part.owner if part.owner is not None and part.owner in owners else first
        parts.setdefault(owner, []).append(part)
    for resolution in shown:
        mine = parts.get(resolution.index, [])
        found = analyse(resolution, text.source, mine, problems if resolution.index == first else ())
        yield doubted(found, text)


def _unnamed(resolution: Resolution) -> Problem:
    """Say where text of a resolution stands whose number cannot be read: it can be shown, but not named."""
    message = "text of another resolution stands here, and nothing says which; it is not given as a record"
    return Problem("unnamed-text", message, resolution.span)
