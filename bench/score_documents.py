"""Measure the reading of documents that are no resolutions against those read by people.

    python bench/score_documents.py [--shared ../shared] [--show] [--all]

The gold stands with the data, outside the project. Half of it, drawn by the hash of the file's name, is shut away: no
rule was written by it, and what it misses is not shown.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alinea.model.problems import UnreadableError
from alinea.pipeline import documents_from, text_of

FOLDERS = ("reports", "drafts", "committee-reports", "agendas", "scans")
FIELDS = (
    "type",
    "symbol",
    "session",
    "item",
    "date",
    "submitted_by",
    "pursuant_to",
    "sponsors",
    "title",
    "amends",
)
ASKED = ("symbol", "session", "item", "date", "submitted_by", "pursuant_to")
PICTURES = ("pictures", "picture;", "recognise")
"""What is said of a file without text, in which nothing can be read."""

ARTICLE = re.compile(r"^(?:the |le |la |les |l')")


def shut_away(name: str) -> bool:
    """Tell whether a document belongs to the half that no rule was written by."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 1


def documents(shared: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Yield each annotation whose file is there, and the file."""
    for folder in FOLDERS:
        base = shared / "documents" / folder
        for path in sorted((base / "gold").glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            for place in (base / "files", base):
                if (place / gold["file"]).is_file():
                    yield gold, place / gold["file"]
                    break


def plain(value: object) -> str:
    """Return words without case, accents, signs and article, as they are compared."""
    text = unicodedata.normalize("NFKD", str(value or "")).casefold().replace("’", "'")
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", ARTICLE.sub("", text)).strip()


def number(value: object) -> str:
    """Return a session as it is compared: the figure of ``53rd year``; words where there is none."""
    found = re.match(r"\d+", str(value))
    return found[0] if found else plain(value)


def told(gold: dict[str, Any], field: str) -> object:
    """Return what an annotation or a reading says of a field, in the form in which both are compared."""
    if field == "session":
        value = gold.get("session") or {}
        return sorted(number(each) for each in (value.values() if isinstance(value, dict) else [value]))
    if field == "item":
        return sorted(
            (int(each.get("item") or each.get("number")), each.get("sub"))
            for each in gold.get("agenda_items") or []
        )
    if field == "pursuant_to":
        return sorted({each["symbol"] for each in gold.get(field) or [] if each["relation"] != "context"})
    if field == "sponsors":
        return sorted(plain(each) for each in gold.get(field) or [])
    if field == "amends":
        return gold.get(field) or (gold.get("more") or {}).get("amends")
    if field == "date":
        return gold.get(field) or gold.get("distributed_on")
    if field == "type":
        return plain(gold.get(field)).split(" ")[0]
    return plain(gold.get(field))


def asked(gold: dict[str, Any], field: str) -> bool:
    """Tell whether an annotation says something of a field: what it leaves open is not measured."""
    if field == "session":
        return bool(gold.get("session"))
    if field in ("submitted_by", "title", "date", "amends"):
        return bool(told(gold, field))
    return field in gold or field == "item"


def read(path: Path) -> dict[str, Any] | None:
    """Return the first document in a file, an empty one where it is refused; None of a mere picture."""
    try:
        first = next(documents_from(text_of(path)))
    except UnreadableError as error:
        return None if any(word in str(error) for word in PICTURES) else {}
    found: dict[str, Any] = json.loads(first.model_dump_json())
    return found


def reply_keys(names: list[str]) -> set[str]:
    """Return names of those who replied as they are compared: without what stands in brackets."""
    return {plain(re.sub(r"\(.*", "", name)) for name in names}


class Tally:
    """What was right of what was asked, of one half."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.replies = [0, 0, 0]  # found rightly, found, to be found

    def take(self, gold: dict[str, Any], found: dict[str, Any], show: bool) -> None:
        """Compare one reading with its annotation."""
        for field in FIELDS:
            if not asked(gold, field):
                continue
            wanted, got = told(gold, field), told(found, field)
            self.total[field] += 1
            self.right[field] += wanted == got
            if show and wanted != got:
                print(f"  {gold['file']}: {field}: {got!r}, not {wanted!r}")
        wanted, got = reply_keys(gold.get("replies_from") or []), reply_keys(found.get("replies_from") or [])
        self.replies[0] += len(wanted & got)
        self.replies[1] += len(got)
        self.replies[2] += len(wanted)
        if show and wanted != got:
            print(
                f"  {gold['file']}: replies: missing {sorted(wanted - got)}, too many {sorted(got - wanted)}"
            )
        if gold.get("items"):
            self.items(gold["items"], found.get("items") or [], gold["file"], show)

    def items(self, wanted: list[dict[str, Any]], got: list[dict[str, Any]], name: str, show: bool) -> None:
        """Compare the items of an agenda."""
        told = {_entry(each) for each in got}
        for each in wanted:
            self.total["items of agendas"] += 1
            self.right["items of agendas"] += _entry(each) in told
            if show and _entry(each) not in told:
                print(f"  {name}: item: {_entry(each)}")

    def print(self, title: str) -> None:
        """Print the figures."""
        print(title)
        for field in (*FIELDS, "items of agendas"):
            if self.total[field]:
                share = self.right[field] / self.total[field]
                mark = "" if field not in ASKED or share >= 0.97 else "  (0.97 is asked)"
                print(f"  {field:18} {share:.3f}  {self.right[field]} of {self.total[field]}{mark}")
        right, found, wanted = self.replies
        if wanted or found:
            f1 = 2 * right / (found + wanted)
            print(f"  {'replies F1':18} {f1:.3f}  {right} right of {found} found, {wanted} wanted")


def _entry(item: dict[str, Any]) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    subs = tuple((plain(sub["number"]), plain(sub["title"])) for sub in item.get("sub_items") or [])
    return plain(item["number"]), plain(item["title"]), subs


def main() -> int:
    """Read every annotated document and print the figures; 0 where there was something to measure, or no data."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--show", action="store_true", help="what is wrong in the half that is in view")
    arguments = parser.parse_args()
    if not (arguments.shared / "documents").is_dir():
        print("Nothing was measured: the annotated documents are not here.")
        return 0
    view, shut = Tally(), Tally()
    for gold, path in documents(arguments.shared):
        found = read(path)
        if found is None:
            print(f"{path.name}: no text in it")
            continue
        hidden = shut_away(gold["file"])
        (shut if hidden else view).take(gold, found, arguments.show and not hidden)
    view.print("Documents, the half that was in view while rules were written")
    shut.print("Documents, the half that was shut away")
    return 0


if __name__ == "__main__":
    sys.exit(main())
