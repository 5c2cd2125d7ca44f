"""Measure `alinea read` against the annotated texts and the mark-up of the United Nations.

    python bench/score.py [--shared ../shared]

The scorers stand with the data, outside the project; where they are absent this says so and ends well.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

COMMAND = f"{sys.executable} -m alinea read --to jsonl"

MEASURES = (
    ("The four samples", "score.py", ("gold/seeds", "seeds"), ()),
    ("Noisy French texts, annotated (development)", "score.py", ("gold/dev", "gold/dev-text"), ()),
    ("Mark-up of the United Nations, French and English", "score_markup.py", ("unxml",), ("fr", "en")),
)


def main() -> int:
    """Run the scorers one after another and return 0 where all could be run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared.resolve()
    if not (shared / "tools/score.py").is_file():
        print(
            "Nothing was measured: the annotated texts and their scorers are not here.\n"
            "They are no part of the project; put them beside the repository as ../shared, or say --shared FOLDER."
        )
        return 0
    failed = 0
    for title, tool, folders, languages in MEASURES:
        print(f"\n{title}", flush=True)
        asked = [sys.executable, str(shared / "tools" / tool), *(str(shared / folder) for folder in folders)]
        for language in languages:
            asked += ["--language", language]
        failed += subprocess.run([*asked, "--command", COMMAND], check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
