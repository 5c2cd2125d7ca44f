"""Draw the pictures of the README: what the terminal shows for a sample, as SVG.

    python tools/picture.py

Long stretches of the text are left out, as the picture is to show the parts of the view, not the resolution.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from alinea.pipeline import read_path
from alinea.presenting.terminal import render
from alinea.presenting.words import words_in

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 88

THEME = TerminalTheme(
    background=(253, 253, 251),
    foreground=(36, 41, 47),
    normal=[
        (36, 41, 47),
        (190, 40, 40),
        (22, 115, 60),
        (150, 95, 0),
        (0, 98, 175),
        (150, 40, 130),
        (0, 120, 130),
        (110, 119, 129),
    ],
)

# What is shown of A/RES/75/28: everything but the preambular paragraphs from the third on, and some operative ones.
LEFT_OUT = ((r"Considérant", r"── Dispositif"), (r"    3\. ", r"    5\. "))


def cut(view: Text) -> Text:
    """Return the view with long stretches left out, a sign in their place."""
    lines = view.split("\n")
    shown: list[Text] = []
    until: str | None = None
    left = list(LEFT_OUT)
    for line in lines:
        if until and re.search(until, line.plain):
            until = None
            if line.plain.startswith("──"):
                shown.append(Text())
        if until is None and left and re.search(left[0][0], line.plain):
            until = left.pop(0)[1]
            shown += [Text("       [ … ]", "dim")] + ([Text()] if until.startswith("    ") else [])
        if until is None:
            shown.append(line)
    return Text("\n").join(shown)


def draw(name: str, language: str) -> str:
    """Return the SVG of the view of a sample."""
    record = next(read_path(ROOT / "samples" / name))
    record = record.model_copy(
        update={"source": record.source.model_copy(update={"path": f"samples/{name}"})}
    )
    view = Text.from_ansi(render(record, words_in(language), width=WIDTH, colour="standard").rstrip("\n"))
    console = Console(width=WIDTH + 2, record=True, file=io.StringIO(), force_terminal=True)
    console.print(cut(view))
    # No font is fetched from anywhere: whoever looks at the picture has one of even width.
    plain = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.S)
    plain = plain.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    svg = console.export_svg(
        title=f"alinea read samples/{name}",
        theme=THEME,
        code_format=plain,
        unique_id="alinea",
        font_aspect_ratio=0.602,
    )
    # Some viewers drop the spaces that a stretch of text begins with, unless told to keep them.
    return svg.replace("<text ", '<text xml:space="preserve" ')


def main() -> None:
    """Write docs/pictures/read.svg."""
    target = ROOT / "docs/pictures/read.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(draw("A-RES-75-28.fr.txt", "fr"), encoding="utf-8")
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
