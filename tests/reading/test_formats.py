from __future__ import annotations

import os
from pathlib import Path

import pytest
from pdfs import Typesetter
from word_documents import paragraph, word_document, zipped

from alinea.model.problems import UnreadableError
from alinea.model.text import Text
from alinea.reading.formats import Format, load, read_path, read_text, recognise
from alinea.reading.limits import Limits

AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement/></akomaNtoso>'
WORD = word_document(paragraph("1. Prie le Secrétaire général"))
PAGE = "<html><body><p>1. <i>Prie</i> le Secrétaire</p></body></html>"


def pdf() -> bytes:
    page = Typesetter()
    page.paragraph("1. _Prie_ le Secrétaire général de faire rapport.")
    return page.done()


@pytest.mark.parametrize("path", ["a.pdf", "a.docx", "a.html", "a.xml", "a.txt", "a.md", "a", "-", "a.doc"])
def test_the_bytes_decide_and_not_the_suffix(path: str) -> None:
    assert recognise(WORD, path) is Format.DOCX
    assert recognise(pdf(), path) is Format.PDF
    assert recognise(b"\n junk before\n" + pdf(), path) is Format.PDF
    assert recognise(PAGE.encode(), path) is Format.HTML
    assert recognise(AKN.encode(), path) is Format.AKN
    plain = Format.MARKDOWN if path == "a.md" else Format.PLAIN
    assert recognise("L'Assemblée générale,\n\n1. Prie".encode(), path) is plain


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><p>x",
        "  <!-- c --><!doctype HTML PUBLIC '-//W3C//DTD HTML 3.2//EN'>\n<p>x",
        "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>",
        "<HTML><HEAD></HEAD><p>x",
        "<div><p>x</p><p>y</p></div>",
        "<p>1. Prie<p>2. Décide",
        "L'Assemblée<br>générale<br>Distr.<br>",
    ],
)
def test_pages(page: str) -> None:
    assert recognise(page.encode(), "x") is Format.HTML
    assert recognise(page.encode("utf-16"), "x") is Format.HTML


@pytest.mark.parametrize(
    "text",
    [
        "<!-- image -->\n\n## 62/27. Promotion\n\n1. *Prie* le Secrétaire général",
        "L'Assemblée\n\n<!-- image -->",
        "<sup>1</sup> Voir résolution 55/2.\n" * 5,
        "Un tableau <br> dans un texte long. " + "Rappelant sa résolution. " * 40,
        "La balise <p> et la balise </p>, dans un texte d'informatique. " + "Encore du texte ici. " * 60,
        "Le fichier commence par %PDF-1.7 et le reste est du texte.",
        "PK est l'abréviation de Pakistan",
        "MZ, BM et II* ne sont que des lettres",
        "GIF",
        "a < b > c",
        "<",
    ],
)
def test_plain_text(text: str) -> None:
    assert recognise(text.encode(), "a.txt") is Format.PLAIN


@pytest.mark.parametrize(
    "xml",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- c -->\n' + AKN,
        '<an:akomaNtoso xmlns:an="x">\n</an:akomaNtoso>',
        '<!DOCTYPE akomaNtoso [<!ENTITY a "b">]>' + AKN,
    ],
)
def test_akoma_ntoso_by_its_root(xml: str) -> None:
    assert recognise(xml.encode(), "a") is Format.AKN
    assert recognise(b"\xef\xbb\xbf" + xml.encode(), "a") is Format.AKN
    assert recognise(xml.encode("utf-16"), "a") is Format.AKN


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(50)


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "empty", "empty"),
        (b" \r\n\t\n", "empty", "white space"),
        (bytes(4000), "empty", "white space"),
        (b"\xef\xbb\xbf\n", "empty", "white space"),
        (PICTURE, "picture", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture", "JPEG"),
        (b"II*\0\x08\0\0\0", "picture", "TIFF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture", "WebP"),
        (b"BM" + b"\x36\x10\0\0" + bytes(40), "picture", "BMP"),
        (b"\x1f\x8b\x08\0\0\0", "packed", "gzip"),
        (b"7z\xbc\xaf\x27\x1c", "packed", "7-Zip"),
        (b"a.txt" + bytes(252) + b"ustar\x0000", "packed", "tar"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "unsupported-format", "MHTML"),
        (b"MZ" + bytes(60) + b"PE\0\0", "binary", "program"),
        (b"\0\0\0\x18ftypmp42", "binary", "film"),
        (zipped({"a.txt": "x", "b.txt": "y"}), "packed", "ZIP archive of 2"),
        (zipped({"xl/workbook.xml": "x"}), "unsupported-format", "Excel"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"}),
            "unsupported-format",
            "OpenDocument",
        ),
        (
            b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'></feed>",
            "unsupported-format",
            "<feed>",
        ),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
            "unsupported-format",
            "as DOCX",
        ),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, code: str, says: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_text(data, "a.docx")
    assert caught.value.code == code
    assert says in caught.value.message
    assert caught.value.message.endswith(".") and "\n" not in caught.value.message


def test_wrong_suffix_is_said() -> None:
    with pytest.raises(UnreadableError, match=r"PNG picture, in spite of its suffix \.docx"):
        read_text(PICTURE, "lettre.DOCX")
    with pytest.raises(UnreadableError) as caught:
        read_text(PICTURE, "image.png")
    assert "suffix" not in caught.value.message


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(200)


@pytest.mark.parametrize(
    ("stream", "code"),
    [("EncryptedPackage", "encrypted"), ("Workbook", "unsupported-format")],
)
def test_compound_files(stream: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_text(compound(stream), "a.doc")
    assert caught.value.code == code


@pytest.mark.parametrize(
    "data", [WORD, PAGE.encode(), b"1. Prie le Secr\xe9taire", "1. Prie".encode("utf-16")]
)
def test_source_tells_path_type_and_hash(data: bytes) -> None:
    import hashlib

    text = read_text(data, "./dossier/a.x")
    assert text.source.path == "./dossier/a.x"
    assert text.source.sha256 == hashlib.sha256(data).hexdigest()
    assert text.source.size == len(data)
    assert text.source.media_type == recognise(data).value
    assert "Prie" in text.content


def test_pdf_is_read() -> None:
    assert "Prie le Secrétaire général" in read_text(pdf(), "a.docx").content


def test_content_of_a_text_file_is_what_it_holds() -> None:
    content = "L'Assemblée\r\n\r\n1. Prie\t\u00ad…\x0c"
    assert read_text(content.encode(), "a.txt").content == content
    assert read_text(b"\xef\xbb\xbf" + content.encode(), "a.txt").content == content


def test_guessed_encoding_is_a_problem_of_the_text() -> None:
    text = read_text("Réaffirme l'œuvre générale\n".encode("cp1252"), "a.txt")
    assert [problem.code for problem in text.problems][:1] == ["encoding-guessed"]


def read_file(path: Path, data: bytes) -> Text:
    path.write_bytes(data)
    return read_path(path)


def test_files(tmp_path: Path) -> None:
    assert "Prie" in read_file(tmp_path / "a.docx", WORD).content
    for path, code in ((tmp_path / "none.txt", "not-found"), (tmp_path, "not-a-file"), ("a\0b", "no-access")):
        with pytest.raises(UnreadableError) as caught:
            read_path(path)
        assert caught.value.code == code


def test_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200 << 20)  # a hole in the disk: nothing is written
    with pytest.raises(UnreadableError, match="200 MB") as caught:
        read_path(path)
    assert caught.value.code == "too-large"


def test_limit_holds_for_bytes_and_pipes(tmp_path: Path) -> None:
    small = Limits(input_bytes=10)
    with pytest.raises(UnreadableError) as caught:
        read_text(b"x" * 11, "-", limits=small)
    assert caught.value.code == "too-large"
    reading, writing = os.pipe()
    os.write(writing, b"y" * 100)
    os.close(writing)
    assert load(f"/dev/fd/{reading}", limits=small) == b"y" * 11
    os.close(reading)
