"""Documents of other word processors are read as DOCX, which LibreOffice turns them into."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import pytest

from alinea.model.problems import UnreadableError
from alinea.reading.docx.converting import as_docx
from alinea.reading.formats import read_text

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("ALINEA_TESTS_NEED_ALL"),
    reason="LibreOffice (soffice) is not installed",
)


def linked(address: str) -> bytes:
    """Return a text of OpenDocument with a picture that stands elsewhere, which LibreOffice fetches by itself."""
    odf = "urn:oasis:names:tc:opendocument:xmlns"
    names = {each: f"{odf}:{each}:1.0" for each in ("office", "text")} | {
        "draw": f"{odf}:drawing:1.0",
        "svg": f"{odf}:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }
    declared = " ".join(f'xmlns:{short}="{name}"' for short, name in names.items())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<office:document-content {declared} office:version="1.2"><office:body><office:text>'
            "<text:p>1. Requests the States to keep the lights.</text:p>"
            '<text:p><draw:frame draw:name="a" text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
            f'<draw:image xlink:href="{address}" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
            "</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{odf}:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" '
            'm:media-type="text/xml"/></m:manifest>',
        )
    return made.getvalue()


@needs_libreoffice
@pytest.mark.timeout(120)
def test_nothing_that_a_document_names_is_fetched() -> None:
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/picture.png"
        assert "keep the lights" in read_text(linked(address), "a.odt").content
        server.shutdown()
    assert asked == []


@needs_libreoffice
@pytest.mark.timeout(120)
def test_what_libreoffice_cannot_open_is_damaged() -> None:
    broken = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(200)
    )
    with pytest.raises(UnreadableError) as caught:
        read_text(broken, "a.doc")
    assert caught.value.code == "damaged"


@needs_libreoffice
@pytest.mark.timeout(120)
def test_what_takes_too_long_is_ended_with_all_that_was_started() -> None:
    with pytest.raises(UnreadableError) as caught:
        as_docx(b"{\\rtf1 text}", ".rtf", "Rich Text Format", seconds=0.2)
    assert caught.value.code == "too-slow"
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "document.rtf" not in running


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1\\ansi L'Assembl\\'e9e}", "Rich Text Format"),
        (b"\xffWPC" + bytes(100), "WordPerfect"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"), "Word 97"),
    ],
)
def test_where_libreoffice_is_lacking_it_is_said_what_to_install(
    data: bytes, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError) as caught:
        read_text(data, "a.docx")
    assert caught.value.code == "no-libreoffice"
    assert kind in caught.value.message and "apt-get install libreoffice-writer-nogui" in caught.value.message


def test_a_plain_docx_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    document, made = docx.Document(), io.BytesIO()
    document.add_paragraph("1. Requests the States to keep the lights.")
    document.save(made)
    assert "keep the lights" in read_text(made.getvalue(), "a.doc").content
