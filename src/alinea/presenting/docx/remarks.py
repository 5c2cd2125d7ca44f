"""A draft that came as a Word document, given back: safe mends as tracked changes, other findings as comments."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any

from alinea.library.linting import Linted
from alinea.linting.findings import Finding
from alinea.model.spans import Span
from alinea.presenting.docx.layout import closed
from alinea.presenting.docx.redline import AUTHOR, tracked
from alinea.presenting.findings import said
from alinea.presenting.words import Words
from alinea.reading.archives import Archive

INITIALS = "A"
MOST = 2_000
"""Comments and changes at most: more make a document that Word does not open in good time."""


def with_remarks(data: bytes, drafts: Sequence[Linted], words: Words, *, made_on: datetime.date) -> bytes:
    """Return a Word document with what was found in it: all else stays as it is.

    An edit is tracked where the very characters are found in the document; where they are not, a comment says what
    was found, on the paragraph or, where that is not found, on the first one.

    Args:
        data: the document; drafts: in it, with their findings; words: for the remarks.
        made_on: the date that changes and comments bear.

    Raises:
        UnreadableError: it is no Word document that can be opened.
    """
    import docx

    Archive(data)  # its directory is within bounds: what it lists is all that is unpacked
    document = docx.Document(io.BytesIO(data))
    writer = _Writer(document, made_on)
    for draft in drafts:
        lines = _Lines(draft.content, [_Paragraph(each) for each in _paragraphs(document)])
        for finding in draft.findings[:MOST]:
            lines.take(finding)
        for paragraph, findings in lines.found:
            writer.write(paragraph, findings, words)
    out = io.BytesIO()
    document.save(out)
    return closed(out.getvalue(), made_on)


def _paragraphs(document: Any) -> Iterator[Any]:
    from docx.oxml.ns import qn

    yield from document.element.body.iter(qn("w:p"))


class _Paragraph:
    """A paragraph of the document: its characters, each in a run."""

    def __init__(self, element: Any) -> None:
        self.element = element

    def runs(self) -> list[tuple[Any, str]]:
        """Return the runs that are printed, with their characters; what was deleted is not among them."""
        from docx.oxml.ns import qn

        deleted, text = qn("w:del"), {qn("w:t"), qn("w:tab"), qn("w:br")}
        found = []
        for run in self.element.iter(qn("w:r")):
            if run.getparent().tag == deleted:
                continue
            inside = [each for each in run if each.tag in text]
            found.append((run, "".join(each.text or "" if each.tag == qn("w:t") else " " for each in inside)))
        return found

    @property
    def text(self) -> str:
        """Its characters; a tab or a break is a space."""
        return "".join(text for _, text in self.runs())

    def cut(self, at: int) -> None:
        """Have a run begin at a place; a run that holds more than words stays whole."""
        from docx.oxml.ns import qn

        place = 0
        for run, text in self.runs():
            held = run.findall(qn("w:t"))
            if place < at < place + len(text) and len(held) == 1 and len(held[0].text or "") == len(text):
                rest = deepcopy(run)
                run.addnext(rest)
                for each, part in ((run, text[: at - place]), (rest, text[at - place :])):
                    words = each.find(qn("w:t"))
                    words.text = part
                    words.set(qn("xml:space"), "preserve")
            place += len(text)

    def between(self, at: Span) -> list[Any]:
        """Return the runs that make a stretch; empty where none do exactly."""
        self.cut(at.start)
        self.cut(at.end)
        found, place = [], 0
        for run, text in self.runs():
            if text and at.start <= place and place + len(text) <= at.end:
                found.append((run, len(text)))
            place += len(text)
        return [run for run, _ in found] if sum(length for _, length in found) == at.end - at.start else []


class _Lines:
    """The lines of a text that was read, and the paragraphs of the document in which they stand.

    Attributes:
        found: paragraphs with the findings in them, each with its place there and the edits, placed, that can be made.
    """

    def __init__(self, content: str, paragraphs: Sequence[_Paragraph]) -> None:
        self.content = content
        self.paragraphs = [(each, _letters(each.text)) for each in paragraphs]
        self.paragraphs = [(each, letters) for each, letters in self.paragraphs if letters]
        self.found: list[tuple[_Paragraph, list[_Placed]]] = []
        self.known: dict[int, tuple[_Paragraph | None, list[_Placed]]] = {}
        self.next = 0

    def take(self, finding: Finding) -> None:
        """Note a finding where it stands; findings come in order."""
        start = self.content.rfind("\n", 0, finding.span.start) + 1
        end = self.content.find("\n", start)
        line = self.content[start : end if end >= 0 else len(self.content)]
        if start not in self.known:
            paragraph = self._paragraph(_letters(line))
            placed: list[_Placed] = []
            self.known[start] = paragraph, placed
            first = self.paragraphs[0][0] if self.paragraphs else None
            if paragraph or first:
                self.found.append((paragraph or first, placed))  # type: ignore[arg-type]
        paragraph, placed = self.known[start]
        placed.append(_placed(finding, start, line, paragraph.text if paragraph else ""))

    def _paragraph(self, letters: str) -> _Paragraph | None:
        """Return the next paragraph with the letters of a line; its number may be Word's own and not among them."""
        for n in range(self.next, len(self.paragraphs)):
            paragraph, own = self.paragraphs[n]
            if letters.endswith(own) and 2 * len(own) > len(letters):
                self.next = n
                return paragraph
        return None


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


_Edit = tuple[Span, str]
_Placed = tuple[Finding, Span | None, tuple[_Edit, ...]]


def _placed(finding: Finding, start: int, line: str, text: str) -> _Placed:
    """Return a finding with its place in a paragraph and its edits there; no edits where one of them has no place."""
    blocks = SequenceMatcher(None, line, text, autojunk=False).get_matching_blocks()

    def place(span: Span) -> Span | None:
        one, other = span.start - start, span.end - start
        for block in blocks:
            if block.a <= one and other <= block.a + block.size and block.size:
                return Span(block.b + one - block.a, block.b + other - block.a)
        return None

    edits = [(place(each.span), each.words) for each in finding.edits]
    whole = tuple((at, words) for at, words in edits if at is not None)
    return finding, place(finding.span), whole if len(whole) == len(edits) else ()


class _Writer:
    """Writes comments and tracked changes into a document."""

    def __init__(self, document: Any, made_on: datetime.date) -> None:
        self.document = document
        self.date = f"{made_on.isoformat()}T00:00:00Z"
        self.changes = max(
            (int(each) for each in document.element.body.xpath("//w:ins/@w:id | //w:del/@w:id")), default=0
        )

    def write(self, paragraph: _Paragraph, found: Sequence[_Placed], words: Words) -> None:
        """Write what was found in a paragraph: comments first, then changes from its end on, so that places hold."""
        for finding, at, edits in found:
            if not edits:
                self._comment(paragraph, at, f"{finding.rule} {said(finding, words)}")
        taken = len(paragraph.text) + 1
        for span, text in sorted({edit for _, _, edits in found for edit in edits}, reverse=True):
            if span.end < taken and self._change(paragraph, span, text):
                taken = span.start

    def _comment(self, paragraph: _Paragraph, at: Span | None, text: str) -> None:
        from docx.oxml.ns import qn
        from docx.text.run import Run

        runs = paragraph.between(at) if at is not None and at.start < at.end else []
        runs = runs or [run for run, held in paragraph.runs() if held]
        # A comment begins and ends where its runs have one parent, or else on one of them.
        if runs[0].getparent() is not runs[-1].getparent():
            runs = runs[:1]
        both = [Run(each, self.document) for each in (runs[0], runs[-1])]
        made = self.document.add_comment(both, text=text, author=AUTHOR, initials=INITIALS)
        made._comment_elm.set(qn("w:date"), self.date)

    def _change(self, paragraph: _Paragraph, at: Span, text: str) -> bool:
        """Track a change; tell whether its place was found."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        gone = paragraph.between(at)
        if not gone and at.start < at.end:
            return False
        if gone:
            last = gone[-1]
        else:
            paragraph.cut(at.start)
            place, last = 0, None
            for run, held in paragraph.runs():
                place += len(held)
                if held and place == at.start:
                    last = run
            if last is None:
                return False
        looks = last.find(qn("w:rPr"))
        if text:
            run = OxmlElement("w:r")
            if looks is not None:
                run.append(deepcopy(looks))
            written = OxmlElement("w:t")
            written.set(qn("xml:space"), "preserve")
            written.text = text
            run.append(written)
            last.addnext(self._tracked("w:ins", run))
        for run in gone:
            for written in run.findall(qn("w:t")):
                written.tag = qn("w:delText")
            mark = self._tracked("w:del")
            run.addprevious(mark)
            mark.append(run)
        return True

    def _tracked(self, tag: str, *runs: Any) -> Any:
        self.changes += 1
        return tracked(tag, self.changes, self.date, runs)
