"""A resolution gives the same record as text, as a Word document and as a web page."""

from __future__ import annotations

import hashlib
import html
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from word_documents import levels, numbered, numbering, paragraph, root, run, word_document

from alinea import pipeline
from alinea.model.record import Paragraph, Record

SAMPLES = ("A-RES-62-27.fr.txt", "A-RES-75-28.fr.txt", "A-RES-76-299.fr.txt")

SUB_PARAGRAPHS = """Assemblée générale

Distr. générale
19 janvier 2011

Soixante-cinquième session
Point 28 de l'ordre du jour

Résolution adoptée par l'Assemblée générale le 21 décembre 2010

[sur la base du rapport de la Troisième Commission (A/65/449)]

65/182. Suite donnée à l'Année internationale

L'Assemblée générale,

Rappelant sa résolution 64/132 du 18 décembre 2009¹,

1. Engage les gouvernements à prendre des mesures pour :

a) Élaborer des politiques nationales ;

b) Renforcer, dans la mesure de leurs moyens :

i) Les services de santé ;

ii) Les services sociaux ;

2. Prie le Secrétaire général de lui rendre compte, à sa soixante-sixième session, de l'application de la présente résolution².

71e séance plénière
21 décembre 2010

¹ A/65/157.

² Voir résolution 55/2.
"""

RAISED = '<w:vertAlign w:val="superscript"/>'


def record_of(data: bytes, name: str) -> Record:
    (record,) = pipeline.read_bytes(data, name)
    return record


def essence(record: Record) -> object:
    """What must not depend on the format."""

    def paragraphs(found: tuple[Paragraph, ...]) -> list[object]:
        return [
            (
                p.number,
                p.text,
                p.lead and (p.lead.text, p.lead.act),
                [(c.text, c.target) for c in p.citations],
                [(c.kind, c.quote, c.due) for c in p.commitments],
                p.footnotes,
                p.calls,
                paragraphs(p.children),
            )
            for p in found
        ]

    return {
        "masthead": (
            record.symbol, record.organ, record.session, record.number, record.title, record.language,
            record.adopted_on, record.distributed_on, record.agenda_items, record.meeting,
            record.basis and record.basis.documents,
        ),
        "preamble": paragraphs(record.preamble),
        "operative": paragraphs(record.operative),
        "footnotes": [(note.number, note.text, [c.target for c in note.citations]) for note in record.footnotes],
    }  # fmt: skip


def head_and_foot(content: str, record: Record) -> tuple[list[str], list[str]]:
    """The lines of the masthead and title, and the closing lines, without signs of mark-up."""
    first = content.index(record.enacting or "", content.index(record.number or ""))
    last = max(p.span.end for p in record.paragraphs())
    notes = [note.span for note in record.footnotes if note.span.start > last]
    end = min((span.start for span in notes), default=len(content))

    def lines(text: str) -> list[str]:
        for sign in ("*", "[A/75/L.31](#)", "[A/75/L.31/Add.1](#)"):
            text = text.replace(sign, sign[1:].partition("]")[0])
        return [line.strip() for line in text.replace("^e", "e").splitlines() if line.strip(" _²¹")]

    return lines(content[:first]), lines(content[last:end])


class Printed:
    """The pieces of a paragraph: its words, in italics at the opening, and the marks of footnotes."""

    def __init__(self, found: Paragraph) -> None:
        self.pieces: list[tuple[str, str]] = []
        opening = found.lead.at.end if found.lead else 0
        calls = {call.at: call.number for call in found.calls}
        cuts = sorted({0, opening, *calls, len(found.text)})
        for start, end in zip(cuts, [*cuts[1:], len(found.text)], strict=True):
            if start in calls:
                self.pieces.append(("call", calls[start]))
            if end > start:
                self.pieces.append(("italic" if end <= opening else "plain", found.text[start:end]))


def as_word(content: str, record: Record) -> bytes:
    """A Word document with numbers that Word generates, real footnotes, and a masthead set as a table."""
    head, foot = head_and_foot(content, record)
    identifiers = {note.number: at for at, note in enumerate(record.footnotes, 2)}

    def inline(found: Paragraph) -> str:
        made = []
        for kind, text in Printed(found).pieces:
            if kind == "call":
                made.append(f'<w:r><w:footnoteReference w:id="{identifiers[text]}"/></w:r>')
            else:
                made.append(run(html.escape(text, quote=False), "<w:i/>" if kind == "italic" else ""))
        return "".join(made)

    def operative(found: tuple[Paragraph, ...], level: int = 0) -> str:
        return "".join(numbered(inline(p), level) + operative(p.children, level + 1) for p in found)

    cells = "".join(f"<w:tc>{paragraph(html.escape(line))}</w:tc>" for line in head[:2])
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    body += "".join(paragraph(html.escape(line, quote=False)) for line in (*head[2:], record.enacting or ""))
    body += "".join(paragraph(inline(p)) for p in record.preamble) + operative(record.operative)
    body += "".join(paragraph(html.escape(line, quote=False)) for line in foot)
    notes = "".join(
        f'<w:footnote w:id="{identifiers[note.number]}"><w:p><w:r><w:footnoteRef/></w:r>'
        f"{run(' ' + html.escape(note.text, quote=False))}</w:p></w:footnote>"
        for note in record.footnotes
    )
    rules = levels(("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3)"))
    return word_document(body, numbering=numbering(rules), footnotes=root("footnotes", notes))


def as_page(content: str, record: Record) -> bytes:
    """A page as the document server of the United Nations gives them, in windows-1252."""
    head, foot = head_and_foot(content, record)

    def inline(found: Paragraph) -> str:
        made = []
        for kind, text in Printed(found).pieces:
            shown = html.escape(text)
            if kind == "call":
                made.append(f'<sup><a href="#fn{text}" id="back{text}">{text}</a></sup>')
            else:
                made.append(f"<i>{shown}</i>" if kind == "italic" else shown)
        return "".join(made)

    def operative(found: tuple[Paragraph, ...]) -> str:
        labels = {p.number: (p.number or "").rpartition(".")[2] for p in found}
        return "".join(
            f"<p>{labels[p.number]}{'.' if '.' not in (p.number or '') else ')'}&nbsp; {inline(p)}</p>\n"
            + operative(p.children)
            for p in found
        )

    notes = "".join(
        f'<li id="fn{note.number}">{html.escape(note.text)} <a href="#back{note.number}">↩</a></li>'
        for note in record.footnotes
    )
    page = (
        "<!DOCTYPE html><html><head><meta charset=windows-1252><title>x</title><style>p {}</style></head><body>"
        '<nav><a href="/">Accueil</a></nav><main>'
        + "".join(f"<p>{html.escape(line)}</p>\n" for line in (*head, record.enacting or ""))
        + "".join(f"<p>{inline(p)}</p>\n" for p in record.preamble)
        + operative(record.operative)
        + "".join(f"<p>{html.escape(line)}</p>\n" for line in foot)
        + f"<ol>{notes}</ol></main><footer>Contact</footer></body></html>"
    )
    return page.encode("cp1252", "xmlcharrefreplace")


def texts(samples: Path) -> list[str]:
    return [*((samples / name).read_text(encoding="utf-8") for name in SAMPLES), SUB_PARAGRAPHS]


@pytest.mark.parametrize("which", range(len(SAMPLES) + 1))
def test_word_document(which: int, samples: Path) -> None:
    content = texts(samples)[which]
    record = record_of(content.encode(), "a.txt")
    assert essence(record_of(as_word(content, record), "a.docx")) == essence(record)


@pytest.mark.parametrize("which", range(len(SAMPLES) + 1))
def test_web_page(which: int, samples: Path) -> None:
    content = texts(samples)[which]
    record = record_of(content.encode(), "a.txt")
    assert essence(record_of(as_page(content, record), "a.html")) == essence(record)


def test_what_the_test_text_holds() -> None:
    record = record_of(SUB_PARAGRAPHS.encode(), "a.txt")
    assert [p.number for p in record.paragraphs()] == [None, "1", "1.a", "1.b", "1.b.i", "1.b.ii", "2"]
    assert record.symbol == "A/RES/65/182" and len(record.footnotes) == 2


def typed() -> bytes:
    """Return the test text as a person types it: numbers as characters, and raised marks of footnotes."""
    document, buffer = docx.Document(), io.BytesIO()
    for block in SUB_PARAGRAPHS.split("\n\n"):
        made = document.add_paragraph()
        for at, piece in enumerate(block.replace("¹", "\0 1\0").replace("²", "\0 2\0").split("\0")):
            made.add_run(piece.strip() if at % 2 else piece).font.superscript = bool(at % 2)
    document.save(buffer)
    return buffer.getvalue()


def test_document_made_by_python_docx() -> None:
    assert essence(record_of(typed(), "a.docx")) == essence(record_of(SUB_PARAGRAPHS.encode(), "a.txt"))


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("doc", "application/msword"),
        ("rtf", "application/rtf"),
        ("odt", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_documents_of_other_word_processors(
    office: Callable[..., None], suffix: str, media_type: str, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(typed())
    office(suffix, tmp_path / "a.docx")
    data = (tmp_path / f"a.{suffix}").read_bytes()
    back = record_of(data, "a")
    assert essence(back) == essence(record_of(SUB_PARAGRAPHS.encode(), "a.txt"))
    # What was read is the file that was given, not the DOCX between.
    assert (back.source.media_type, back.source.sha256) == (media_type, hashlib.sha256(data).hexdigest())
