"""Word documents: what they print, with the numbers and footnotes that Word itself generates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alinea.model.problems import Problem, UnreadableError
from alinea.model.text import Role, Source, Text
from alinea.reading.building import Composer, Line, raised
from alinea.reading.docx.numbering import Note, Notes, Numbering
from alinea.reading.docx.package import Package, r, w
from alinea.reading.docx.stories import Document, Paragraph, Story
from alinea.reading.docx.styles import Styles, is_on
from alinea.reading.limits import LIMITS, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_docx(data: bytes, source: Source, *, limits: Limits = LIMITS) -> Text:
    """Read a Word document.

    The content is what Word prints: paragraphs in order with their generated numbers, the rows of tables, text
    boxes after the paragraph they are anchored in, then footnotes and endnotes (``¹ Voir résolution 55/2.``),
    last the headers and footers, each once. The header of a first page of its own is printed at the top of the
    text, where mastheads stand, and so comes first.

    Args:
        data: the bytes of the document.
        source: where it came from.
        limits: how much of it may be read.

    Raises:
        UnreadableError: ``damaged``, ``encrypted``, ``zip-bomb``, ``entity-expansion``, or ``no-text`` where it
            prints nothing.
    """
    package = Package(data, limits)
    root = package.part(package.main)
    body = root.find(w("body"))
    if body is None:
        raise UnreadableError(
            "damaged",
            f"The part {package.main} of the Word document has no body; fetch it again, or have Word repair it.",
            part=package.main,
        )
    styles = Styles(_root(package, "styles"))
    document = Document(
        styles, Numbering(_root(package, "numbering"), styles), Notes(package, root), Counter()
    )
    composer = Composer()
    margins = _Margins(package, document, root)
    for paragraph in margins.at_the_top():
        composer.add(*paragraph)
    for count, paragraph in enumerate(Story(document, package.references).paragraphs(body)):
        if count >= limits.elements:
            raise UnreadableError(
                "too-large",
                f"The document has more than {limits.elements:,} paragraphs; split it.",
                paragraphs=limits.elements,
            )
        composer.add(*paragraph)
    for note in document.notes.called:
        composer.add(_note(package, document, note), Role.FOOTNOTE)
    for paragraph in margins.others():
        composer.add(paragraph.line, Role.FURNITURE)
    if composer.empty:
        raise UnreadableError(
            "no-text",
            "The Word document prints no text; if it holds pictures of pages, recognise their text first.",
        )
    composer.problems += _problems(document)
    return composer.text(source)


def _root(package: Package, kind: str) -> _Element | None:
    found = package.related(kind)
    return found[1] if found is not None else None


def _note(package: Package, document: Document, note: Note) -> Line:
    """Return the line of a note: its number, and its paragraphs."""
    line = Line()
    story = Story(document, package.references_of(note.part))
    for at, paragraph in enumerate(story.paragraphs(note.element)):
        text = paragraph.line.text.lstrip()
        if at:
            line.write("\n")
        elif not text.startswith((note.number, raised(note.number))):
            line.write(f"{raised(note.number)} ")
        line.take(_from_first_letter(paragraph.line))
    return line


def _from_first_letter(line: Line) -> Line:
    """Return a line without the white space it begins with."""
    for place, piece in enumerate(line.pieces):
        bare = piece.lstrip()
        if bare:
            cut = sum(map(len, line.pieces[:place])) + len(piece) - len(bare)
            return Line(
                [bare, *line.pieces[place + 1 :]],
                line.length - cut,
                [
                    (max(start - cut, 0), end - cut, kind, value)
                    for start, end, kind, value in line.marks
                    if end > cut
                ],
                [(start - cut, end - cut, number) for start, end, number in line.raised if start >= cut],
            )
    return line


class _Margins:
    """The headers and footers of a document, each part once."""

    def __init__(self, package: Package, document: Document, root: _Element) -> None:
        self._package = package
        self._document = document
        self._top: list[str] = []
        self._others: list[str] = []
        settings = _root(package, "settings")
        even = bool(is_on(settings, "evenAndOddHeaders"))
        for at, section in enumerate(root.iter(w("sectPr"))):
            first_page = bool(is_on(section, "titlePg"))
            for element in section:
                if element.tag not in (w("headerReference"), w("footerReference")):
                    continue
                kind = element.get(w("type"), "default")
                if (kind == "first" and not first_page) or (kind == "even" and not even):
                    continue
                top = at == 0 and kind == "first" and element.tag == w("headerReference")
                self._take(element, self._top if top else self._others)

    def _take(self, element: _Element, parts: list[str]) -> None:
        reference = self._package.references.get(element.get(r("id"), ""))
        if reference is None or reference.external or not self._package.has(reference.target):
            return
        if reference.target not in self._top and reference.target not in self._others:
            parts.append(reference.target)

    def at_the_top(self) -> Iterator[Paragraph]:
        """Yield the paragraphs of the header of the first page, where it has one of its own."""
        yield from self._paragraphs(self._top)

    def others(self) -> Iterator[Paragraph]:
        """Yield the paragraphs of all other headers and footers, without repeating any."""
        seen: set[str] = set()
        for paragraph in self._paragraphs(self._others):
            text = " ".join(paragraph.line.text.split())
            if text not in seen:
                seen.add(text)
                yield paragraph

    def _paragraphs(self, parts: list[str]) -> Iterator[Paragraph]:
        for part in parts:
            story = Story(self._document, self._package.references_of(part))
            yield from story.paragraphs(self._package.part(part))


def _problems(document: Document) -> Iterator[Problem]:
    """Yield what of the document could not be read with confidence."""
    seen = document.seen
    if seen["insertions"] or seen["deletions"]:
        yield Problem(
            "tracked-changes",
            f"The document holds tracked changes that were neither accepted nor rejected: {seen['insertions']}"
            f" insertions were read, {seen['deletions']} deletions left out.",
        )
    if seen["struck"]:
        yield Problem(
            "struck-through", f"{seen['struck']} stretches of text that is struck through were left out."
        )
    if seen["hidden"]:
        yield Problem("hidden-text", f"{seen['hidden']} stretches of hidden text were left out, as in print.")
    if seen["empty-numbered"]:
        yield Problem(
            "empty-numbered-paragraph",
            f"{seen['empty-numbered']} numbered paragraphs are empty; they were counted and left out.",
        )
    if seen["embedded"]:
        yield Problem(
            "embedded-document", f"{seen['embedded']} documents embedded in this one were not read."
        )
    if seen["unprinted-numbers"]:
        yield Problem(
            "number-not-stored",
            f"{seen['unprinted-numbers']} numbers are fields that Word counts when it prints; they were not read.",
        )
    if seen["unknown-signs"]:
        yield Problem(
            "unknown-sign",
            f"{seen['unknown-signs']} signs of a font of signs could not be read; U+FFFD stands there.",
        )
    for name in sorted(seen):
        if name.startswith("format "):
            yield Problem(
                "numbering-format",
                f"{seen[name]} numbers are printed in the form “{name[7:]}”, which is not known; they were read as"
                " decimal.",
            )
    if document.notes.by_page and len(document.notes.called) > 1:
        yield Problem(
            "footnote-numbers",
            "Footnotes are numbered anew on every page; as pages are not known here, they were numbered throughout.",
        )
