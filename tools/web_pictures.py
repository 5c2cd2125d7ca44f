"""Draw the pictures of the README that show the pages in a browser, from the samples, as on a fixed day.

    python tools/web_pictures.py [CHROMIUM]

Chromium is driven by Playwright; its own is used unless a program is given.
"""

from __future__ import annotations

import contextlib
import datetime
import socket
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from alinea.cli.app import command
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/pictures"
TODAY = datetime.date(2020, 12, 15)
"""The day of the pictures: a week after A/RES/75/28 was adopted, when what it asks is still to be done."""

WIDTH = 1280


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the name of its file, the page, light or dark, the height that is shown, and what it begins with."""

    name: str
    page: str
    scheme: str
    height: int
    first: str = "body"


PICTURES = (
    Picture("web-home", "/?lang=fr", "light", 800),
    Picture("web-resolution", "/resolution/A/RES/75/28?lang=fr", "light", 690, "#op_2"),
    Picture("web-calendar", "/calendar?lang=fr&year=2020", "dark", 1360),
)


def library(folder: Path) -> Path:
    """Return a library of the samples, made as anyone makes it."""
    path = folder / "library.sqlite"
    with contextlib.chdir(ROOT):
        code = command(["add", "samples/", "--library", str(path)])
    if code:
        sys.exit(code)
    return path


def serve(path: Path) -> tuple[uvicorn.Server, str]:
    """Serve a library in a thread of its own, and return the server and its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = build(ServedLibrary(path, today=lambda: TODAY, read_only=False))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    threading.Thread(target=server.run, args=([listening],), daemon=True).start()
    return server, f"http://127.0.0.1:{listening.getsockname()[1]}"


def draw(browser: Browser, address: str, picture: Picture) -> Path:
    """Write a picture and return its file."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": picture.height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address + picture.page)
    page.wait_for_load_state("networkidle")
    page.locator(picture.first).evaluate("element => element.scrollIntoView()")
    file = FOLDER / f"{picture.name}.png"
    page.screenshot(path=str(file))
    context.close()
    return file


def main() -> None:
    """Write docs/pictures/web-*.png."""
    program = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        server, address = serve(library(Path(folder)))
        browser = driver.chromium.launch(executable_path=program)
        for picture in PICTURES:
            file = draw(browser, address, picture)
            print(f"{file.relative_to(ROOT)} {file.stat().st_size // 1000} kB")
        browser.close()
        server.should_exit = True


if __name__ == "__main__":
    main()
