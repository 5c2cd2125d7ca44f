"""Word documents for the tests, made of the XML that Word writes."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = {
    "numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes",
    "settings": "settings", "header1": "header", "header2": "header", "footer1": "footer",
}  # fmt: skip


def root(name: str, inner: str) -> str:
    """Return a part with the namespaces that Word declares."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}">{inner}</w:{name}>'


def run(text: str, properties: str = "") -> str:
    """Return a run of characters."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph; `inner` is its text where it has no mark-up."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if inner.startswith('<') else run(inner)}</w:p>"


def numbered(inner: str, level: int = 0, list_id: int = 1, properties: str = "") -> str:
    """Return a paragraph that Word numbers."""
    return paragraph(
        inner, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>{properties}'
    )


def levels(*rules: tuple[str, str], extra: str = "", start: int = 1) -> str:
    """Return the levels of a list: pairs of number format and text, such as ``("decimal", "%1.")``."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f"{extra}</w:lvl>"
        for at, (form, text) in enumerate(rules)
    )


def numbering(*lists: str, instances: str = "") -> str:
    """Return a numbering part of lists given by their levels, one instance of each unless others are given."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{inner}</w:abstractNum>' for at, inner in enumerate(lists)
    )
    plain = "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(lists))
    )
    return root("numbering", abstract + (instances or plain))


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return buffer.getvalue()


def word_document(body: str, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """Return a document.

    Args:
        body: the paragraphs of the text.
        links: addresses by the identifiers used in the text.
        parts: other parts by the name of their file: ``numbering``, ``styles``, ``footnotes``, ``header1`` …
    """
    references = "".join(
        f'<Relationship Id="r_{name}" Type="{_RELATIONSHIP}/{_KINDS[name]}" Target="{name}.xml"/>'
        for name in parts
    ) + "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONSHIP}/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{space}"><Relationship Id="r1"'
            f' Type="{_RELATIONSHIP}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{references}</Relationships>',
            "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )
