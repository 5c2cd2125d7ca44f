"""Measure `alinea read` against the annotated texts and the mark-up of the United Nations.

    python bench/score.py [--shared ../shared] [--held-out]

`--held-out` measures the half of the whole commitments that no rule was written by, beside the half that was in view.
The scorers stand with the data, outside the project; where they are absent this says so and ends well.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ALINEA = f"{sys.executable} -m alinea"
COMMAND = f"{ALINEA} read --to jsonl"

MEASURES = (
    ("The four samples", "score.py", ("gold/seeds", "seeds"), ()),
    ("Noisy French texts, annotated (development)", "score.py", ("gold/dev", "gold/dev-text"), ()),
    ("Mark-up of the United Nations, French and English", "score_markup.py", ("unxml",), ("fr", "en")),
    ("Commitments whole", "score_commitments.py", ("gold/commitments/gold", "gold/commitments/text"), ()),
)


@contextmanager
def half(shared: Path, first: int) -> Iterator[tuple[Path, Path]]:
    """Give folders with every second annotated text: those in view (`first` 0), or those shut away (1)."""
    with tempfile.TemporaryDirectory() as name:
        folders = Path(name) / "gold", Path(name) / "text"
        for folder, source in zip(folders, ("gold", "text"), strict=True):
            folder.mkdir()
            for path in sorted((shared / "gold/commitments" / source).iterdir())[first::2]:
                (folder / path.name).symlink_to(path)
        yield folders


def score(tool: Path, *given: str) -> bool:
    """Run a scorer and tell whether it ran."""
    return subprocess.run([sys.executable, str(tool), *given], check=False).returncode == 0


def main() -> int:
    """Run the scorers one after another and return 0 where all could be run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--held-out", action="store_true", help="commitments: each half of the texts by itself"
    )
    arguments = parser.parse_args()
    shared = arguments.shared.resolve()
    tools = shared / "tools"
    if not (tools / "score.py").is_file():
        print(
            "Nothing was measured: the annotated texts and their scorers are not here.\n"
            "They are no part of the project; put them beside the repository as ../shared, or say --shared FOLDER."
        )
        return 0
    if arguments.held_out:
        ran = True
        for first, title in enumerate(("in view", "shut away")):
            print(f"\nCommitments whole, the half that was {title} while rules were written", flush=True)
            with half(shared, first) as kept:
                ran &= score(tools / "score_commitments.py", *map(str, kept), "--command", COMMAND)
        return 0 if ran else 1
    failed = 0
    for title, tool, folders, languages in MEASURES:
        print(f"\n{title}", flush=True)
        given = [str(shared / folder) for folder in folders]
        for language in languages:
            given += ["--language", language]
        failed += not score(tools / tool, *given, "--command", COMMAND)
    print("\nDocuments that are no resolutions", flush=True)
    failed += not score(Path(__file__).with_name("score_documents.py"), "--shared", str(shared))
    print("\nSmall texts that were read or answered wrongly once", flush=True)
    # Cases that fail are told, and are no failure of the measure.
    failed += not score(
        tools / "check_cases.py", str(shared / "cases"), "--command", ALINEA, "--at-least", "0"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
