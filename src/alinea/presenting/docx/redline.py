"""A comparison as a Word document in which what changed is tracked: Word shows, accepts and rejects it as its own."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any

from alinea import _version
from alinea.model.comparison import Comparison, Edit, Pairing
from alinea.presenting.comparisons.wording import heading, outcomes, places, stretches, summary, told
from alinea.presenting.docx.layout import closed
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

AUTHOR = "Alinéa"


def to_docx(
    comparison: Comparison, words: Words, *, made_on: datetime.date | None = None, every: bool = True
) -> bytes:
    """Return a comparison as a Word document with tracked changes (ECMA-376, 17.13.5).

    All changes rejected, the lines of the text are those before; all accepted, those after (with the
    apostrophes, hyphens and spaces of the later text in both).

    Args:
        words: of the language of labels.
        made_on: the date that the changes bear; that of the later text where not given.
        every: paragraphs that are the same too; else a line says how many there are.
    """
    import docx

    day = made_on or comparison.after.adopted_on or comparison.before.adopted_on or datetime.date(1980, 1, 1)
    document = docx.Document()
    _properties(document, comparison, words, day)
    writer = _Writer(document, words, day)
    title = words("compare.title", before=comparison.before.name, after=comparison.after.name)
    document.add_heading(printable(title), 0)
    for side in (comparison.before, comparison.after):
        writer.plain(heading(side, words))
    writer.plain(" · ".join(summary(comparison, words)))
    writer.plain(words("compare.unofficial", version=_version.__version__), italic=True)
    part = ""
    for stretch in stretches(comparison, dates=True, every=every):
        if stretch.part != part:
            part = stretch.part
            document.add_heading(words(f"compare.{part}"), 1)
        if stretch.folded:
            writer.plain(words.count("routine", len(stretch.pairings)), italic=True)
            continue
        for pairing in stretch.pairings:
            writer.pairing(pairing)
    out = io.BytesIO()
    document.save(out)
    return closed(out.getvalue(), day)


def _properties(document: Any, comparison: Comparison, words: Words, day: datetime.date) -> None:
    about = document.core_properties
    about.author = AUTHOR
    about.title = printable(
        words("compare.title", before=comparison.before.name, after=comparison.after.name)
    )[:250]
    about.language = comparison.after.language
    about.created = about.modified = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def tracked(tag: str, number: int, date: str, runs: Iterable[Any]) -> Any:
    """Return runs as a tracked change: ``w:ins`` for what was inserted, ``w:del`` for what was deleted.

    Args:
        number: of the change in its document; date: that it bears, ``2026-11-29T00:00:00Z``.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    made.set(qn("w:id"), str(number))
    made.set(qn("w:author"), AUTHOR)
    made.set(qn("w:date"), date)
    made.extend(runs)
    return made


class _Writer:
    """Writes pairings into a document."""

    def __init__(self, document: Any, words: Words, day: datetime.date) -> None:
        self.document = document
        self.words = words
        self.date = f"{day.isoformat()}T00:00:00Z"
        self.changes = 0

    def plain(self, text: str, *, italic: bool = False) -> None:
        """Write a line as it stands."""
        self.document.add_paragraph().add_run(printable(text)).italic = italic

    def pairing(self, pairing: Pairing) -> None:
        """Write where a paragraph stands and what changed, then its words with the changes tracked."""
        from docx.shared import Pt

        line = self.document.add_paragraph()
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before = Pt(10)
        line.paragraph_format.space_after = Pt(0)
        where = line.add_run(f"{places(pairing, self.words)} · {outcomes(pairing, self.words)}")
        where.bold = True
        where.font.size = Pt(9)
        for _, said in told(pairing.changes, self.words):
            item = self.document.add_paragraph(style="List Bullet")
            item.paragraph_format.space_after = Pt(0)
            item.paragraph_format.keep_with_next = True
            item.add_run(printable(said)).font.size = Pt(9)
        paragraph = self.document.add_paragraph()
        for edit in pairing.redline:
            self._edit(paragraph, edit)

    def _edit(self, paragraph: Any, edit: Edit) -> None:
        if edit.kind == "kept":
            for run in self._runs(edit.text_after, "w:t"):
                paragraph._p.append(run)
            return
        self.changes += 1
        inserted = edit.kind == "inserted"
        runs = self._runs(edit.text, "w:t" if inserted else "w:delText")
        paragraph._p.append(tracked("w:ins" if inserted else "w:del", self.changes, self.date, runs))

    def _runs(self, text: str, tag: str) -> Iterator[Any]:
        """Yield the runs of a text, a break of the line between the paragraphs that it holds."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        for place, line in enumerate(text.split("\n")):
            run = OxmlElement("w:r")
            if place:
                run.append(OxmlElement("w:br"))
            words = OxmlElement(tag)
            words.set(qn("xml:space"), "preserve")
            words.text = printable(line)
            run.append(words)
            yield run
