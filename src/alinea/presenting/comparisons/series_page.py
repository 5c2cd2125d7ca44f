"""A series as one page: which paragraph stands in which text, and how each fared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from alinea.model.comparison import Outcome, Side, Step, Thread, Threads
from alinea.presenting.comparisons.page import Linking, edits, escape, framed, nowhere
from alinea.presenting.comparisons.wording import PARTS, tell, thread_story, told
from alinea.presenting.places import place
from alinea.presenting.words import Words

OPENING = 90
"""Characters of a paragraph by which it is told from the others in the table."""


def series_page(threads: Threads, words: Words, symbol: str) -> str:
    """Return the page of a series.

    Args:
        symbol: of the text by which the series was asked for.
    """
    return framed(words("compare.of-series", symbol=symbol), series_body(threads, words), words)


def series_body(
    threads: Threads,
    words: Words,
    *,
    follow: Callable[[Thread], str] | None = None,
    only: Sequence[Thread] | None = None,
) -> str:
    """Return what a page shows of a series: a table of paragraphs and texts, then each paragraph through its years.

    Args:
        follow: gives the address of the page on one paragraph; where there is such a page, this one is the table alone.
        only: the paragraphs that are shown; all where not given.
    """
    return "\n".join(_body(threads, words, follow, threads.threads if only is None else only))


def thread_body(threads: Threads, thread: Thread, words: Words, *, link: Linking) -> str:
    """Return what a page shows of one paragraph through a series: its words in each text, with what changed since.

    Args:
        link: gives addresses for paragraphs.
    """
    return "\n".join(_followed(threads, thread, words, link))


def sign(step: Step | None) -> str:
    """Return the sign of a paragraph in a text: ▲ force raised, ▼ lowered, ◆ changed, + new, ● the same, · absent."""
    if step is None:
        return "·"
    kinds = {change.kind for change in step.changes}
    if "force-raised" in kinds:
        return "▲"
    if "force-lowered" in kinds:
        return "▼"
    if step.outcome is Outcome.ADDED:
        return "+"
    routine = step.outcome in (None, Outcome.KEPT, Outcome.RENUMBERED, Outcome.MOVED)
    routine = routine or (step.outcome is Outcome.CHANGED and all(each.routine for each in step.changes))
    return "●" if routine else "◆"


def told_sign(step: Step | None, words: Words) -> str:
    """Return what the sign of a paragraph in a text means."""
    if step is None:
        return words("compare.nothing-there")
    for change in step.changes:
        if change.kind in ("force-raised", "force-lowered"):
            return tell(change, words)
    return words(f"outcome.{step.outcome or Outcome.KEPT}")


def _followed(threads: Threads, thread: Thread, words: Words, link: Linking) -> Iterator[str]:
    yield '<div class="cmp cmp-series">'
    yield f'<p class="cmp-story">{escape(thread_story(thread, threads, words))}</p>'
    for step in thread.steps:
        yield f'<article class="cmp-pair cmp-{escape(step.outcome or Outcome.KEPT)}">'
        yield from _step(step, threads, words, link)
        yield "</article>"
    yield "</div>"


def _body(
    threads: Threads, words: Words, follow: Callable[[Thread], str] | None, only: Sequence[Thread]
) -> Iterator[str]:
    yield '<div class="cmp cmp-series">'
    counts = (words.count("texts", len(threads.texts)), words.count("threads", len(threads.threads)))
    items = "".join(f"<li>{escape(each)}</li>" for each in counts)
    yield f'<ul class="cmp-counts" aria-label="{escape(words("compare.summary"))}">{items}</ul>'
    if threads.missing:
        missing = words("thread.missing", symbols=words.listing(list(threads.missing)))
        yield f'<p class="cmp-bounded">{escape(missing)}</p>'
    yield f'<p class="cmp-story">{escape(words("thread.legend"))}</p>'
    yield '<div class="cmp-scroll" tabindex="0"><table class="cmp-years"><thead><tr>'
    yield f'<th scope="col">{escape(words("compare.paragraph"))}</th>'
    yield from (f'<th scope="col">{escape(_year(each))}</th>' for each in threads.texts)
    yield "</tr></thead><tbody>"
    for number, thread in enumerate(only):
        yield _row(thread, follow(thread) if follow else f"#thread-{number}", threads, words)
    yield "</tbody></table></div>"
    part = ""
    for number, thread in enumerate(threads.threads if follow is None else ()):
        name = PARTS[thread.steps[-1].passage.kind]
        if name != part:
            part = name
            yield f'<h2 class="cmp-part">{escape(words(f"compare.{part}"))}</h2>'
        yield from _thread(number, thread, threads, words)
    yield "</div>"


def _year(side: Side) -> str:
    return f"{side.name} ({side.adopted_on.year})" if side.adopted_on else side.name


def _row(thread: Thread, address: str, threads: Threads, words: Words) -> str:
    opening = " ".join(thread.steps[-1].passage.text.split())
    opening = opening if len(opening) <= OPENING else f"{opening[:OPENING].rstrip()}…"
    steps = {step.text: step for step in thread.steps}
    cells = "".join(
        f'<td><abbr title="{escape(told_sign(steps.get(text), words))}">{sign(steps.get(text))}</abbr></td>'
        for text in range(len(threads.texts))
    )
    language = escape(threads.texts[0].language)
    head = (
        f'<th scope="row" lang="{language}" dir="auto"><a href="{escape(address)}">{escape(opening)}</a></th>'
    )
    return f"<tr>{head}{cells}</tr>"


def _thread(number: int, thread: Thread, threads: Threads, words: Words) -> Iterator[str]:
    last = thread.steps[-1]
    language = escape(threads.texts[last.text].language)
    yield f'<article class="cmp-pair cmp-thread" id="thread-{number}">'
    yield f'<header><h3 class="cmp-place">{escape(place(last.passage.id, words, last.passage.number))}</h3></header>'
    yield f'<p class="cmp-text" lang="{language}" dir="auto">{escape(last.passage.text)}</p>'
    yield f'<p class="cmp-story">{escape(thread_story(thread, threads, words))}</p>'
    changed = [step for step in thread.steps[1:] if sign(step) not in "●"]
    if changed:
        count = words.count("changed", len(changed))
        yield f'<details class="cmp-folded"><summary>{escape(count)}</summary>'
        for step in changed:
            yield from _step(step, threads, words, nowhere)
        yield "</details>"
    yield "</article>"


def _step(step: Step, threads: Threads, words: Words, link: Linking) -> Iterator[str]:
    side = threads.texts[step.text]
    name = escape(f"{_year(side)} · {place(step.passage.id, words, step.passage.number)}")
    address = link(side.symbol, step.passage.id) if side.symbol else None
    yield f'<h3 class="cmp-place">{f"""<a href="{escape(address)}">{name}</a>""" if address else name}</h3>'
    items = "".join(f"<li>{escape(said)}</li>" for _, said in told(step.changes, words))
    if items:
        yield f'<ul class="cmp-changes">{items}</ul>'
    elif step.outcome is not None:
        yield f'<p class="cmp-story">{escape(words(f"outcome.{step.outcome}"))}</p>'
    text = edits(step.redline) if step.redline else escape(step.passage.text)
    yield f'<p class="cmp-text" lang="{escape(side.language)}" dir="auto">{text}</p>'
