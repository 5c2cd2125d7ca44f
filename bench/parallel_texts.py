"""The United Nations' own mark-up of a resolution in two languages, and which paragraph is which by its identifiers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from alinea.comparing import across
from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.pipeline import read_path

KINDS = ("preambular", "operative", "annex")
HEAD, START = 90, 40  # characters of an element in which a paragraph's first characters must stand


def identified(record: Record, tree: etree._ElementTree) -> dict[str, str]:
    """Return the identifier that the mark-up gives each paragraph of a record, where it gives one."""
    elements = [
        (str(each.get("eId")), _plain("".join(map(str, each.itertext())))[:HEAD])
        for each in tree.iter(
            "{*}paragraph", "{*}container", "{*}p", "{*}point", "{*}list", "{*}subparagraph"
        )
        if re.fullmatch(r".*(?:para|container|point|list|subpara)_\d+", str(each.get("eId")))
    ]
    found: dict[str, str] = {}
    at = 0
    for paragraph in record.paragraphs():
        start = _plain(paragraph.text)[:START]
        place = next((n for n in range(at, len(elements)) if start and start in elements[n][1]), None)
        if place is not None:
            found[paragraph.id] = elements[place][0]
            at = place + 1
    return found


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def measured(folder: Path) -> Iterator[dict[str, object]]:
    """Yield how many paragraphs of the French versions are aligned with the English ones of the same identifier."""
    right = total = texts = 0
    disagreements: Counter[str] = Counter()
    for file in sorted(folder.glob("*F.xml")):
        other = file.with_name(file.name.removesuffix("F.xml") + "E.xml")
        try:
            pairs = list(zip(read_path(file, "fr"), read_path(other, "en"), strict=False))
        except (UnreadableError, OSError):
            continue
        trees = [etree.parse(str(path)) for path in (file, other)]
        for one, two in pairs:
            texts += 1
            ours, theirs = identified(one, trees[0]), identified(two, trees[1])
            both = set(ours.values()) & set(theirs.values())
            parallel = across(one, two)
            found = {
                (a.id, b.id)
                for bead in parallel.beads
                if bead.kind in KINDS
                for a in bead.before
                for b in bead.after
            }
            disagreements.update(d.kind for bead in parallel.beads for d in bead.disagreements)
            answers = {name: each for each, name in theirs.items()}
            true = {(each, answers[name]) for each, name in ours.items() if name in both}
            total += len(true)
            right += len(true & found)
    yield {
        "what": f"French and English, {texts} texts: paragraphs aligned",
        "value": round(right / total, 4),
        "of": total,
    }
    for kind, count in sorted(disagreements.items()):
        yield {"what": f"French and English: disagreements of {kind}", "value": count}
