"""Comparisons for programs: values that JSON has, with stable names."""

from __future__ import annotations

from typing import Any

from alinea.model.comparison import Change, Comparison, Edit, Outcome, Parallel, Passage, Side, Step, Threads
from alinea.model.spans import Span

Plain = dict[str, Any]


def as_json(comparison: Comparison) -> Plain:
    """Return a comparison as values of JSON.

    ``redline`` is a list of (kind, words): the kept and deleted words are those before, the kept and inserted those
    after; a third member has what is kept as the second text prints it, where its signs differ. ``at_before`` and
    ``at_after`` are places in the words before and after. ``substance`` counts paragraphs by what became of them where
    signs, dates and numbers count for nothing; ``counts`` all passages by their words.
    """
    return {
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "bounded": comparison.bounded,
        "counts": {each.value: comparison.count(each) for each in Outcome},
        "substance": dict(comparison.substance),
        "pairings": [
            {
                "outcome": each.outcome.value,
                "substance": each.substance,
                "kind": each.kind,
                "moved": each.moved,
                "renumbered": each.renumbered,
                "routine": each.routine,
                "likeness": each.likeness,
                "before": [_passage(passage, comparison.before) for passage in each.before],
                "after": [_passage(passage, comparison.after) for passage in each.after],
                "redline": [_edit(edit) for edit in each.redline],
                "changes": [_change(change) for change in each.changes],
            }
            for each in comparison.pairings
        ],
    }


def series_json(threads: Threads) -> Plain:
    """Return the paragraphs of a series through its texts as JSON has values; ``of`` is the place of a text, from 0."""
    return {
        "texts": [_side(each) for each in threads.texts],
        "missing": list(threads.missing),
        "threads": [
            {
                "came": each.came,
                "last": each.last,
                "parted_from": each.parted_from,
                "joined_to": each.joined_to,
                "course": [change.kind for change in each.course],
                "steps": [_step(step, threads) for step in each.steps],
            }
            for each in threads.threads
        ],
    }


def parallel_json(parallel: Parallel) -> Plain:
    """Return a text in two languages as values of JSON."""
    return {
        "before": _side(parallel.before),
        "after": _side(parallel.after),
        "bounded": parallel.bounded,
        "beads": [
            {
                "kind": each.kind,
                "before": [_passage(passage, parallel.before) for passage in each.before],
                "after": [_passage(passage, parallel.after) for passage in each.after],
                "disagreements": [
                    {
                        "kind": found.kind,
                        "before": found.before,
                        "after": found.after,
                        "at_before": _span(found.at_before),
                        "at_after": _span(found.at_after),
                    }
                    for found in each.disagreements
                ],
            }
            for each in parallel.beads
        ],
    }


def _side(side: Side) -> Plain:
    return {
        "symbol": side.symbol,
        "name": side.name,
        "language": side.language,
        "title": side.title,
        "adopted_on": side.adopted_on.isoformat() if side.adopted_on else None,
        "session": side.session,
    }


def _passage(passage: Passage, side: Side) -> Plain:
    return {
        "id": passage.id,
        "address": f"{side.symbol}#{passage.id}" if side.symbol else None,
        "kind": passage.kind,
        "number": passage.number,
        "act": passage.lead.act if passage.lead else None,
        "text": passage.text,
    }


def _change(change: Change) -> Plain:
    return {
        "kind": change.kind,
        "routine": change.routine,
        "before": change.before,
        "after": change.after,
        "value_before": change.value_before,
        "value_after": change.value_after,
        "at_before": _span(change.at_before),
        "at_after": _span(change.at_after),
    }


def _edit(edit: Edit) -> list[str]:
    return [edit.kind, edit.text] if edit.other is None else [edit.kind, edit.text, edit.other]


def _step(step: Step, threads: Threads) -> Plain:
    return {
        "of": step.text,
        "outcome": step.outcome.value if step.outcome else None,
        "paragraph": _passage(step.passage, threads.texts[step.text]),
        "redline": [_edit(edit) for edit in step.redline],
        "changes": [_change(change) for change in step.changes],
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None
