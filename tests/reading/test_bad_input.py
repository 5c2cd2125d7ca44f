"""Whatever the bytes, they give a text or one clear sentence, in bounded time and memory."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from word_documents import W, levels, numbered, numbering, paragraph, root, run, word_document, zipped

from alinea.model.problems import UnreadableError
from alinea.model.text import Source, Text
from alinea.reading.archives import Archive
from alinea.reading.docx.reader import read_docx
from alinea.reading.formats import read_text
from alinea.reading.html.reader import read_html
from alinea.reading.limits import Limits

SOURCE = Source("a", "x", "0" * 64, 1)
NOTES = root("footnotes", f'<w:footnote w:id="1"><w:p>{run("A/62/133.")}</w:p></w:footnote>')
WORD = word_document(
    numbered(run("Prie ", "<w:i/>") + run("le Secrétaire") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    + paragraph("x"),
    numbering=numbering(levels(("decimal", "%1."))),
    footnotes=NOTES,
)


def refused(data: bytes, path: str = "a.docx", limits: Limits | None = None) -> UnreadableError:
    begun = time.process_time()
    with pytest.raises(UnreadableError) as caught:
        read_text(data, path, **({"limits": limits} if limits else {}))
    assert time.process_time() - begun < 3
    assert caught.value.message.endswith(".") and "\n" not in caught.value.message
    return caught.value


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts: dict[str, str | bytes] = {each: container.read(each) for each in container.namelist()}
    return zipped({**parts, name: content})


@pytest.mark.parametrize("kept", [5, 30, 300, len(WORD) // 2, len(WORD) - 5])
def test_truncated_document(kept: int) -> None:
    assert refused(WORD[:kept]).code in ("damaged", "binary")


def test_part_that_unpacks_to_far_more_than_text_can() -> None:
    bomb = root("document", f"<w:body>{'<w:p/>' * 2_000_000}</w:body>")
    error = refused(with_part(WORD, "word/document.xml", bomb))
    assert error.code == "zip-bomb" and "word/document.xml" in error.message


def test_container_that_says_it_unpacks_to_too_much() -> None:
    assert (
        refused(
            with_part(WORD, "word/media/a.bmp", bytes(3 << 20)), limits=Limits(unpacked_bytes=1 << 20)
        ).code
        == "zip-bomb"
    )


def test_container_that_lies_about_sizes() -> None:
    """The directory gives a small size; the data unpack to much more."""
    inner = root("document", "<w:body>" + paragraph("x") * 40_000 + "</w:body>").encode()
    data = bytearray(with_part(WORD, "word/document.xml", inner))
    size = struct.pack("<I", len(inner))
    assert data.count(size) >= 2
    lying = bytes(data).replace(size, struct.pack("<I", 1000))
    assert refused(lying).code == "damaged"


def test_container_with_too_many_files() -> None:
    parts: dict[str, str | bytes] = {f"word/{at}.xml": "" for at in range(300)}
    data = zipped({**parts, "word/document.xml": "x"})
    assert refused(data, limits=Limits(entries=200)).code == "zip-bomb"


def test_directory_of_a_million_files_is_not_read() -> None:
    assert refused(b"PK\x03\x04" + (b"PK\x01\x02" + bytes(42)) * 200_000).code == "zip-bomb"


def test_names_that_climb_out_are_only_names() -> None:
    with pytest.raises(KeyError):
        Archive(zipped({"word/a.xml": "x"})).read("../../etc/passwd")
    assert "Prie" in read_text(with_part(WORD, "../../../tmp/x", "y"), "a").content


def test_encrypted_part() -> None:
    data = bytearray(WORD)
    with zipfile.ZipFile(io.BytesIO(WORD)) as container:
        offset = container.getinfo("word/document.xml").header_offset
    data[offset + 6] |= 1
    place = data.index(b"PK\x01\x02")
    while True:
        name_length = struct.unpack_from("<H", data, place + 28)[0]
        if data[place + 46 : place + 46 + name_length] == b"word/document.xml":
            data[place + 8] |= 1
            break
        place = data.index(b"PK\x01\x02", place + 4)
    assert refused(bytes(data)).code == "encrypted"


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_in_a_document_are_refused(encoding: str) -> None:
    laughing = (
        LAUGHS
        + f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'
    )
    error = refused(with_part(WORD, "word/document.xml", laughing.encode(encoding)))
    assert error.code in ("entity-expansion", "damaged")


def test_entities_in_a_page_are_inert() -> None:
    text = read_text(
        (LAUGHS.replace("DOCTYPE r", "DOCTYPE html") + "<html><p>x &a11; y</p></html>").encode(), "a.html"
    )
    assert len(text.content) < 2000


def test_entities_in_akoma_ntoso_are_inert() -> None:
    laughing = LAUGHS + "<akomaNtoso><statement><p>&a11;</p></statement></akomaNtoso>"
    begun = time.process_time()
    try:
        assert len(read_text(laughing.encode(), "a.xml").content) < 5000
    except UnreadableError as error:
        assert error.message
    assert time.process_time() - begun < 3


def test_nothing_outside_is_fetched(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("s") / "secret"
    secret.write_text("SECRET")
    doctype = f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    assert refused(with_part(WORD, "word/document.xml", doctype + body)).code == "entity-expansion"
    page = f'<!DOCTYPE html [<!ENTITY e SYSTEM "{secret.as_uri()}">]><html><p>x&e;</p></html>'
    assert "SECRET" not in read_text(page.encode(), "a.html").content


def test_document_nested_beyond_measure() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 3000
    assert refused(word_document(deep)).code == "damaged"
    tables = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("fond") + "</w:tc></w:tr></w:tbl>" * 80
    assert read_text(word_document(tables), "a").content.strip() == "fond"


def test_style_based_on_itself() -> None:
    styles = root("styles", '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>')
    data = word_document(paragraph("x", '<w:pStyle w:val="A"/>'), styles=styles)
    assert read_text(data, "a").content.strip() == "x"


def test_numbers_beyond_measure() -> None:
    wild = '<w:lvl w:ilvl="0"><w:start w:val="99999999999999"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%9%0)"/></w:lvl>'
    high = '<w:lvl w:ilvl="0"><w:start w:val="9999999"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl>'
    data = word_document(
        numbered("x") + numbered("y", 8) + numbered("z", 77) + numbered("w", 0, 2),
        numbering=numbering(wild, high),
    )
    assert len(read_text(data, "a").content) < 200


def test_picture_named_as_a_document() -> None:
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(100)).code == "picture"


@pytest.mark.parametrize("path", ["a.docx", "a.pdf", "a.html", "a.xml", "a.txt"])
@pytest.mark.parametrize("seed", range(4))
def test_noise(path: str, seed: int) -> None:
    import random

    assert refused(random.Random(seed).randbytes(3000), path).code == "binary"


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("seed", range(4))
def test_noise_behind_a_good_beginning(start: bytes, seed: int) -> None:
    import random

    assert refused(start + random.Random(seed).randbytes(3000)).code in (
        "damaged",
        "binary",
        "encrypted",
        "no-text",
    )


def test_modules_that_a_command_loads_are_light() -> None:
    """Reading loads its libraries when it reads, not when it is named."""
    code = (
        "import sys, alinea.reading.formats; "
        "print([m for m in ('lxml', 'pypdfium2', 'docx', 'charset_normalizer') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


STARTS = [
    b"",
    b"PK\x03\x04",
    b"%PDF-1.4\n",
    b"<html><p>",
    b"<?xml version='1.0'?>",
    b"<akomaNtoso>",
    b"\xd0\xcf\x11\xe0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"1. Prie",
]


def read_or_refused(data: bytes, path: str) -> None:
    try:
        assert isinstance(read_text(data, path), Text)
    except UnreadableError as error:
        assert error.code and error.message
        assert "errs: please report" not in error.message, error.message


@settings(max_examples=300)
@given(
    st.sampled_from(STARTS),
    st.binary(max_size=300),
    st.sampled_from(["a.pdf", "a.docx", "a.html", "a.xml", "a", ""]),
)
@example(b"", b"<\0a\0", "a")
def test_any_bytes_give_a_text_or_one_error(start: bytes, rest: bytes, path: str) -> None:
    read_or_refused(start + rest, path)


@settings(max_examples=3)  # LibreOffice is started for each
@given(st.binary(max_size=300))
def test_any_bytes_taken_for_rtf_give_a_text_or_one_error(rest: bytes) -> None:
    read_or_refused(b"{\\rtf" + rest, "a")


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(WORD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_documents_with_damaged_bytes(damage: list[tuple[int, int]]) -> None:
    data = bytearray(WORD)
    for at, byte in damage:
        data[at] = byte
    try:
        read_docx(bytes(data), SOURCE)
    except UnreadableError as error:
        assert error.message


PIECES = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>x</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>',
    '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="1" w:customMarkFollows="1"/>',
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "<w:ins>", "</w:ins>", "<w:sdt>", "</w:sdt>", "<w:sdtContent>",
    "</w:sdtContent>", "<w:txbxContent>", "</w:txbxContent>", "<w:drawing>", "</w:drawing>", "<w:sectPr/>",
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', "<w:t>1</w:t>", "<w:t> </w:t>", "<w:br/>", "<w:sym/>", "<w:del/>",
]  # fmt: skip


def balanced(pieces: list[str]) -> str:
    """Close what is open and leave out what closes nothing."""
    made: list[str] = []
    opened: list[str] = []
    for piece in pieces:
        name = piece.strip("</>").split(">")[0].split()[0]
        if piece.startswith("</"):
            if opened and opened[-1] == name:
                made.append(f"</{opened.pop()}>")
            continue
        made.append(piece)
        if not piece.endswith("/>") and f"</{name}>" not in piece:
            opened.append(name)
    return "".join(made) + "".join(f"</{name}>" for name in reversed(opened))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_documents_of_misplaced_elements(pieces: list[str]) -> None:
    data = word_document(balanced(pieces), numbering=numbering(levels(("decimal", "%1."))), footnotes=NOTES)
    try:
        text = read_docx(data, SOURCE)
    except UnreadableError as error:
        assert error.code == "no-text", error.message
        return
    place = 0
    for block in text.blocks:
        assert not text.content[place : block.span.start].strip()
        assert all(block.span.covers(mark.span) for mark in block.marks)
        place = block.span.end
    assert not text.content[place:].strip()


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_taken_for_a_page(data: bytes) -> None:
    try:
        read_html(data, SOURCE)
    except UnreadableError as error:
        assert error.code in ("no-text", "binary", "undecodable")
