"""The United Nations' own mark-up of a resolution in two languages, and which paragraph answers which by its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from alinea.comparing import across
from alinea.comparing.passages import passages
from alinea.model.problems import UnreadableError
from alinea.model.record import Commitment, Record
from alinea.pipeline import read_path

KINDS = ("preambular", "operative", "annex")


def _who(made: Commitment, field: str) -> list[str]:
    return sorted(party.id or "" for party in getattr(made, field))


def _when(made: Commitment) -> tuple[object, ...]:
    due = made.due
    return (due.session, due.date, due.relative, due.from_, due.to, due.recurrence) if due else ()


FIELDS: dict[str, Callable[[Commitment], object]] = {
    "kind": lambda made: made.kind,
    "nature": lambda made: made.nature,
    "deliverable": lambda made: made.deliverable,
    "bearers": lambda made: _who(made, "bearers"),
    "recipients": lambda made: _who(made, "recipients"),
    "sources": lambda made: _who(made, "sources"),
    "time": _when,
    "conditions": lambda made: len(made.conditions),
    "means": lambda made: made.means and made.means.class_,
}
"""What two versions of a commitment have in common whatever the language."""


def alike(one: Record, other: Record) -> Counter[tuple[str, bool]]:
    """Count in which fields the commitments of two versions are alike, in paragraphs that commit to as many."""
    found: Counter[tuple[str, bool]] = Counter()
    texts = [{each.id: each for each in record.paragraphs()} for record in (one, other)]
    for ours, theirs in in_order(one, other):
        made, others = texts[0][ours].commitments, texts[1][theirs].commitments
        found["number", len(made) == len(others)] += bool(made or others)
        for mine, yours in zip(made, others, strict=True) if len(made) == len(others) else ():
            for name, value in FIELDS.items():
                found[name, value(mine) == value(yours)] += bool(value(mine) or value(yours))
    return found


def in_order(one: Record, other: Record) -> set[tuple[str, str]]:
    """Return the paragraphs that answer one another by the order of the mark-up.

    Where both versions have as many paragraphs of a part, the first answers the first; else those that have the same
    number, which no other of the part has.
    """
    found: set[tuple[str, str]] = set()
    for kind in KINDS:
        ours, theirs = ([each for each in passages(record) if each.kind == kind] for record in (one, other))
        if len(ours) == len(theirs):
            found |= {(a.id, b.id) for a, b in zip(ours, theirs, strict=True)}
            continue
        numbers = Counter(each.number for each in ours), Counter(each.number for each in theirs)
        found |= {
            (a.id, b.id)
            for a in ours
            for b in theirs
            if a.number and a.number == b.number and numbers[0][a.number] == numbers[1][b.number] == 1
        }
    return found


def measured(folder: Path) -> Iterator[dict[str, object]]:
    """Yield how many paragraphs of the French versions are aligned with the English ones in the same place."""
    right = total = texts = 0
    disagreements: Counter[str] = Counter()
    fields: Counter[tuple[str, bool]] = Counter()
    for file in sorted(folder.glob("*F.xml")):
        other = file.with_name(file.name.removesuffix("F.xml") + "E.xml")
        try:
            pairs = list(zip(read_path(file, "fr"), read_path(other, "en"), strict=False))
        except (UnreadableError, OSError):
            continue
        for one, two in pairs:
            texts += 1
            parallel = across(one, two)
            found = {
                (a.id, b.id)
                for bead in parallel.beads
                if bead.kind in KINDS
                for a in bead.before
                for b in bead.after
            }
            disagreements.update(d.kind for bead in parallel.beads for d in bead.disagreements)
            true = in_order(one, two)
            fields += alike(one, two)
            total += len(true)
            right += len(true & found)
    yield {
        "what": f"French and English, {texts} texts: paragraphs aligned",
        "value": round(right / total, 4),
        "of": total,
    }
    for kind, count in sorted(disagreements.items()):
        yield {"what": f"French and English: disagreements of {kind}", "value": count}
    for name in ("number", *FIELDS):
        both, neither = fields[name, True], fields[name, False]
        yield {
            "what": f"French and English: commitments alike in {name}",
            "value": round(both / max(1, both + neither), 4),
            "of": both + neither,
        }
