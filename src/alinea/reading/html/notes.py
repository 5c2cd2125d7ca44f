"""Footnotes of a web page: links that lead from a mark to a note further down."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import islice

from alinea.reading.building import note_number
from alinea.reading.html.page import Open, Page

_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdo", "big", "cite", "em", "font", "i", "o:p", "small", "span", "strong", "sub", "sup",
        "tt", "u",
    )
)  # fmt: skip
_CLIMBED = frozenset(("div", "li", "p", "dd", "dt", "aside", "td", "tr", "section"))
_FURTHEST_IN = 8
"""Characters that may stand in a note before the place a mark leads to: its number."""
_LONGEST_LINK = 40
_DEEPEST = 20
"""Events within a link, and levels around it, that are looked at: bounds against pages made to take long."""


@dataclass(slots=True)
class WebNotes:
    """The footnotes of a page, by the indices of its events.

    Attributes:
        calls: the number of the note that a link calls.
        notes: where a note begins: its number, and where it ends.
        backward: links in a note that lead back to the mark.
    """

    calls: dict[int, str] = field(default_factory=dict)
    notes: dict[int, tuple[str, int]] = field(default_factory=dict)
    backward: set[int] = field(default_factory=set)


def find_notes(page: Page) -> WebNotes:
    """Find the footnotes that links make known.

    A link calls a footnote where it leads forwards in the page, its text is a number or a sign, and it is
    raised, or stands in brackets, or the note leads back to it. Tables of contents do none of these.

    A sample: ``<sup><a href="#fn1">1</a></sup> … <li id="fn1">Voir résolution 55/2.</li>``
    """
    targets: dict[str, int] = {}
    links: list[tuple[int, str]] = []
    for index, element in page.opens():
        for name in ("id", "name"):
            if name in element.attributes:
                targets.setdefault(element.attributes[name], index)
        href = element.attributes.get("href", "") if element.tag == "a" else ""
        if "#" in href and not href.endswith("#"):
            links.append((index, href.rpartition("#")[2]))
    led_back = {targets[name] for index, name in links if targets.get(name, index) < index}
    calls: dict[int, list[tuple[int, str]]] = {}
    for index, name in links:
        target = targets.get(name)
        if target is None or target <= index:
            continue
        end = page.element(index).end
        text = page.text(index, end, 20) if end - index <= _LONGEST_LINK else ""
        number = note_number(text)
        if number and (_stands_out(page, index, text) or _is_led_back(page, index, led_back)):
            calls.setdefault(target, []).append((index, number))
    found = WebNotes()
    called_at = sorted(index for called in calls.values() for index, _ in called)
    targets_at = sorted(calls)
    for target in targets_at:
        stretch = _stretch(page, target, targets_at, called_at)
        if stretch is not None:
            found.calls.update(calls[target])
            found.notes[stretch[0]] = (calls[target][0][1], stretch[1])
    starts = sorted(found.notes)
    for index, name in links:
        place = bisect_right(starts, index) - 1
        if targets.get(name, index) < index and place >= 0 and index < found.notes[starts[place]][1]:
            found.backward.add(index)
    return found


def _stands_out(page: Page, index: int, text: str) -> bool:
    """Tell whether a link is raised, or printed in brackets or as a sign."""
    if not text.strip().isdigit():
        return True
    if any(is_raised(page.element(at)) for at in (index, *islice(page.ancestors(index), _DEEPEST))):
        return True
    return any(
        isinstance(event, Open) and is_raised(event) for event in page.events[index : page.element(index).end]
    )


def is_raised(element: Open) -> bool:
    """Tell whether an element raises what is in it."""
    return element.tag == "sup" or "vertical-align:super" in element.style()


def _is_led_back(page: Page, index: int, led_back: set[int]) -> bool:
    near = [index]
    for at in page.ancestors(index):
        if page.element(at).tag not in _INLINE or len(near) > 3:
            break
        near.append(at)
    return any(at in led_back for at in near)


def _stretch(page: Page, target: int, targets: list[int], calls: list[int]) -> tuple[int, int] | None:
    """Return where the note begins and ends that a mark leads to; None where it leads into running text.

    Args:
        page: the page.
        target: the element it leads to.
        targets, calls: indices of all elements that marks lead to, and of all marks, sorted.
    """
    at = next(
        (
            at
            for at in (target, *islice(page.ancestors(target), _DEEPEST))
            if page.element(at).tag not in _INLINE
        ),
        -1,
    )
    if at < 0 or page.element(at).tag in ("body", "html"):
        return None
    end = page.element(at).end
    place = bisect_left(targets, target)
    opens = (place == 0 or targets[place - 1] < at) and (
        len(page.text(at, target, _FURTHEST_IN).strip()) <= _FURTHEST_IN
    )
    following = targets[place + 1] if place + 1 < len(targets) and targets[place + 1] < end else None
    if following is not None or (place and targets[place - 1] >= at):
        # Several notes in one paragraph, set apart by line breaks only.
        return (at if opens else target), (end if following is None else following)
    if not opens:
        return None
    # The note is all of what holds it and nothing else: further paragraphs, say, in the same element.
    for parent in islice(page.ancestors(at), _DEEPEST):
        element = page.element(parent)
        if element.tag not in _CLIMBED or page.text(parent, at, _FURTHEST_IN).strip():
            break
        if _count(targets, parent, element.end) > 1 or _count(calls, parent, element.end):
            break
        at = parent
    return at, page.element(at).end


def _count(places: list[int], start: int, end: int) -> int:
    """Return how many of sorted places lie from `start` up to and without `end`."""
    return bisect_left(places, end) - bisect_left(places, start)
