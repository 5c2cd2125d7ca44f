"""What it takes to reach texts: recognition, fetching, everything at once, assistants. ``python bench/reach.py``.

Each row is the command as a process of its own, start-up counted: pages of scans recognised in a minute (Tesseract),
documents brought in a second from a service on loopback that answers at once, documents read in a second by `alinea bulk`
with one process and with two, and questions of a client of the Model Context Protocol over standard input and output. What
is not installed is left out, and said. How like texts are found is measured by `likeness.py`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench import Row, machine, run

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = b"%PDF-1.7\n" + b"0" * 200_000  # about as long as a resolution of four pages is in PDF
FETCHED = 40
ASKED = 60  # questions to the server of an assistant, of which the first starts it and is not counted


def recognition(scans: Path) -> Row:
    """Pages of scans recognised in a minute."""
    row: Row = {"measure": "recognition of scans", "unit": "pages/min"}
    if shutil.which("tesseract") is None or not scans.is_dir():
        return row | {
            "value": None,
            "detail": "skipped: no Tesseract, or ../shared/documents/scans is not here",
        }
    import pypdfium2

    files = sorted(each for each in scans.iterdir() if each.suffix in (".pdf", ".png"))
    pages = sum(len(pypdfium2.PdfDocument(each)) if each.suffix == ".pdf" else 1 for each in files)
    taken = run("read", "--ocr", "--to", "jsonl", *files)
    return row | {
        "value": round(pages * 60 / taken.seconds, 1),
        "detail": f"{pages} pages of {len(files)} files, {taken.processor / pages:.1f} s of a processor a page, "
        f"{taken.memory:.0f} MB",
    }


class _Service(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(DOCUMENT)))
        self.end_headers()
        self.wfile.write(DOCUMENT)

    def log_message(self, *_: object) -> None:
        pass


def fetching(folder: Path) -> Row:
    """Documents brought in a second, with no pause between them."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/?s={{symbol}}&l={{language}}"
    symbols = [f"A/RES/75/{number}" for number in range(1, FETCHED + 1)]
    taken = run(
        "fetch",
        *symbols,
        "--source",
        address,
        "--pause",
        "0",
        "--contact",
        "bench@example.org",
        "--out",
        folder,
    )
    server.shutdown()
    brought = len(list(folder.glob("*.pdf")))
    return {
        "measure": "fetch, without its pause",
        "value": round(brought / taken.seconds, 1),
        "unit": "documents/s",
        "detail": f"{brought} of {FETCHED} documents of {len(DOCUMENT) // 1000} kB from loopback, code {taken.code}",
    }


def everything(texts: list[Path], folder: Path) -> Iterator[Row]:
    """Documents that `alinea bulk` reads in a second with one process, and with two."""
    alone = 0.0
    for jobs in (1, 2):
        taken = run("bulk", *texts, "--out", folder / str(jobs), "--jobs", str(jobs))
        alone = alone or taken.seconds
        yield {
            "measure": f"bulk --jobs {jobs}",
            "value": round(len(texts) / taken.seconds, 1),
            "unit": "documents/s",
            "detail": f"{len(texts)} documents, {taken.seconds:.1f} s, {alone / taken.seconds:.2f} times one, code {taken.code}",
        }


def assistants(folder: Path) -> Row:
    """Milliseconds that a client waits for an answer of `alinea mcp` over the samples."""
    row: Row = {"measure": "MCP: a question", "unit": "ms p50"}
    try:
        import anyio
        from mcp import Client, StdioServerParameters
    except ImportError:
        return row | {"value": None, "detail": "skipped: pip install 'alinea[mcp]'"}
    library = folder / "library.sqlite"
    run("add", ROOT / "samples", "--library", library)
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "alinea", "mcp", "--library", str(library)], env=dict(os.environ)
    )
    questions: list[tuple[str, dict[str, object]]] = [
        ("due", {"limit": 10}),
        ("who", {"name": "SG"}),
        ("read", {"symbol": "75/28"}),
        ("search", {"words": "eau"}),
    ]

    async def asked() -> list[float]:
        waits = []
        async with Client(command) as client:
            for number in range(ASKED + 1):
                tool, arguments = questions[number % len(questions)]
                began = time.perf_counter()
                answer = await client.call_tool(tool, arguments)
                if answer.is_error:
                    raise SystemExit(f"{tool}: {answer.content[0]}")
                waits.append(time.perf_counter() - began)
        return waits[1:]

    waits = sorted(anyio.run(asked))
    return row | {
        "value": round(statistics.median(waits) * 1000),
        "detail": f"p95 {waits[int(len(waits) * 0.95)] * 1000:.0f} ms, {len(waits)} questions over the samples, one client",
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared.resolve()
    texts = sorted((shared / "unxml/text").glob("*[EF].txt")) or sorted((ROOT / "samples").iterdir())
    print(f"{machine()}\n\n| measure | value | unit | detail |\n|---|---:|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in (
            recognition(shared / "documents/scans"),
            fetching(folder / "fetched"),
            *everything(texts, folder),
            assistants(folder),
        ):
            print(f"| {row['measure']} | {row['value']} | {row['unit']} | {row['detail']} |", flush=True)


if __name__ == "__main__":
    main()
