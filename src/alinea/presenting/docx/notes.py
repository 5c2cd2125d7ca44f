"""Footnotes of a Word document: a part of the package that python-docx does not write by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from alinea.presenting.docx.layout import BLOCK, CALL

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(slots=True)
class Footnotes:
    """The footnotes of a document, in the order in which they are called.

    Attributes:
        texts: of each footnote by its printed number; called: numbers, in order of their first call.
    """

    texts: dict[str, str]
    called: list[str] = field(default_factory=list)
    _counted: int = 0

    def call(self, paragraph: Any, number: str) -> None:
        """Put the mark of a footnote at the end of a paragraph as it stands.

        A footnote is anchored where it is called first; Word counts it, or prints its mark as typed where that is not
        the number due. Where it is called again its number is printed raised.
        """
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        if number not in self.texts or number in self.called:
            run = paragraph.add_run(number)
            run.font.superscript = True
            return
        self.called.append(number)
        run = paragraph.add_run()
        run.style = CALL
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self.called)))
        run._r.append(reference)
        if number == str(self._counted + 1):
            self._counted += 1
            return
        reference.set(qn("w:customMarkFollows"), "1")
        mark = OxmlElement("w:t")
        mark.text = number
        run._r.append(mark)

    def write(self, document: Any, marks: dict[str, Any]) -> None:
        """Add the part with all footnotes that were called to the package.

        Args:
            marks: elements that stand for the text of a footnote, by its number: its runs, made elsewhere.
        """
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        styles = document.styles
        notes = [
            _separator(-1, "separator", "separator"),
            _separator(0, "continuationSeparator", "continuationSeparator"),
        ]
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{''.join(notes)}</w:footnotes>")
        due = 0
        for place, number in enumerate(self.called, 1):
            counted = number == str(due + 1)
            due += 1 if counted else 0
            root.append(_note(place, None if counted else number, marks[number], styles))
        part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _announce(document)

    def left(self) -> list[str]:
        """Return the numbers of the footnotes that nothing calls, in order."""
        return [number for number in self.texts if number not in self.called]


def _separator(identifier: int, kind: str, tag: str) -> str:
    return (
        f'<w:footnote w:type="{kind}" w:id="{identifier}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
        f' w:lineRule="auto"/><w:ind w:left="{BLOCK}"/></w:pPr><w:r><w:{tag}/></w:r></w:p></w:footnote>'
    )


def _note(identifier: int, mark: str | None, paragraph: Any, styles: Any) -> Any:
    """Return a footnote: its mark, and the paragraph of its text."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    note = OxmlElement("w:footnote")
    note.set(qn("w:id"), str(identifier))
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), styles[CALL].style_id)
    properties.append(style)
    run.append(properties)
    if mark is None:
        run.append(OxmlElement("w:footnoteRef"))
    else:
        typed = OxmlElement("w:t")
        typed.text = mark
        run.append(typed)
    gap = OxmlElement("w:r")
    space = OxmlElement("w:t")
    space.set(qn("xml:space"), "preserve")
    space.text = " "
    gap.append(space)
    first = paragraph.find(qn("w:pPr"))
    at = 1 if first is not None else 0
    paragraph.insert(at, run)
    paragraph.insert(at + 1, gap)
    note.append(paragraph)
    return note


def _announce(document: Any) -> None:
    """Name the lines between text and footnotes in the settings, where Word looks for them."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    settings = document.settings.element
    element = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    after = next(
        (child for child in settings if child.tag in {qn("w:endnotePr"), qn("w:compat"), qn("w:rsids")}), None
    )
    if after is None:
        settings.append(element)
    else:
        after.addprevious(element)
