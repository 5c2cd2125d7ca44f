"""Read the whole French corpus and count what was not read with confidence.

    python bench/warnings_table.py [--shared ../shared] [--json]

Printed: how many records carry each warning, the commonest first; how many files gave no record and why; and every
internal error, of which there must be none.
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def measure(corpus: Path) -> dict[str, Any]:
    """Return the counts over the files of a folder."""
    began = time.perf_counter()
    records: collections.Counter[str] = collections.Counter()
    times: collections.Counter[str] = collections.Counter()
    total = clean = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "alinea", "read", "--to", "jsonl", "--lang", "en", str(corpus)],
            stdout=subprocess.PIPE,
            stderr=told,
        )
        assert process.stdout is not None
        for line in process.stdout:
            codes = [warning["code"] for warning in json.loads(line)["warnings"]]
            records.update(set(codes))
            times.update(codes)
            total += 1
            clean += not codes
        process.wait()
        told.seek(0)
        failures = told.read().splitlines()
    return {
        "files": sum(1 for _ in corpus.iterdir()),
        "records": total,
        "records without warning": clean,
        "seconds": round(time.perf_counter() - began, 1),
        "warnings": [
            {"code": code, "records": count, "times": times[code]} for code, count in records.most_common()
        ],
        "files not read": failures,
        "internal errors": [line for line in failures if "internal error" in line],
    }


def main() -> int:
    """Print the table and return 1 where there was an internal error."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    corpus = args.shared.resolve() / "corpus/fr"
    if not corpus.is_dir():
        print("Nothing was counted: the corpus is not here (../shared/corpus/fr, or --shared FOLDER).")
        return 0
    result = measure(corpus)
    if args.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print(
            f"{result['files']} files, {result['records']} records, {result['records without warning']} of them"
            f" without warning, in {result['seconds']} s\n\n| warning | records | times |\n|---|---:|---:|"
        )
        for row in result["warnings"]:
            print(f"| `{row['code']}` | {row['records']} | {row['times']} |")
        print(
            f"\nFiles not read: {len(result['files not read'])}; internal errors: {len(result['internal errors'])}"
        )
        for line in result["files not read"][:20]:
            print(f"  {line}")
    return 1 if result["internal errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
