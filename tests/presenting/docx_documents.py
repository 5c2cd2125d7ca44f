"""Small texts as Word documents, and what of two records must be equal."""

from __future__ import annotations

import datetime
import io
import unicodedata
import zipfile
from typing import Any

from lxml import etree

from alinea.library.drafting import draft_from
from alinea.model.draft import Draft
from alinea.model.record import Paragraph, Record
from alinea.pipeline import read_bytes
from alinea.presenting.drafts import render
from alinea.presenting.words import words_in

DAY = datetime.date(2031, 5, 4)


def drafted(content: str, session: int = 86) -> Draft:
    """Return the draft made from a text."""
    (record,) = read_bytes(content.encode(), "text.txt")
    return draft_from(record, session)


def word(draft: Draft) -> bytes:
    """Return a draft as a Word document."""
    return render(draft, "docx", words_in("en"), DAY)


def settled(data: bytes, *, accepted: bool) -> bytes:
    """Return a Word document with its changes accepted, or rejected."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xml") and b"wordprocessingml" in part:
                tree: Any = etree.fromstring(part)
                etree.strip_elements(tree, f"{w}del" if accepted else f"{w}ins", with_tail=False)
                etree.strip_tags(tree, f"{w}ins" if accepted else f"{w}del")
                for words in tree.iter(f"{w}delText"):
                    words.tag = f"{w}t"
                part = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, part)
    return out.getvalue()


def said(record: Record) -> dict[str, Any]:
    """Return what a record says, apart from places and source; the hyphen that does not break is a hyphen."""

    def paragraph(each: Paragraph) -> tuple[Any, ...]:
        return (
            each.number,
            plain(each.text),
            (each.lead.text, each.lead.act, each.lead.force) if each.lead else None,
            [(c.target, c.date, c.pinpoint) for c in each.citations],
            [(c.kind, c.act, c.due, c.bearer and c.bearer.id) for c in each.commitments],
            [(c.number, c.at) for c in each.calls],
            [paragraph(child) for child in each.children],
        )

    return {
        "head": (record.organ, record.session, plain(record.title or ""), plain(record.enacting or "")),
        "preamble": [paragraph(each) for each in record.preamble],
        "operative": [paragraph(each) for each in record.operative],
        "annexes": [(plain(a.title), [paragraph(each) for each in a.paragraphs]) for a in record.annexes],
        "notes": sorted((note.number, plain(note.text)) for note in record.footnotes),
    }


def plain(text: str) -> str:
    """Return a text with the hyphens and spaces that printing does not keep apart made the same."""
    return unicodedata.normalize("NFC", text).replace("\u2011", "-").replace("\u00a0", " ")
