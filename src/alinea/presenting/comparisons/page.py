"""A comparison as one page of HTML that stands by itself: no script, nothing fetched, every word escaped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape as escaped
from importlib import resources

from alinea import _version
from alinea.model.comparison import (
    Bead,
    Comparison,
    Edit,
    Outcome,
    Pairing,
    Parallel,
    Passage,
    Side,
    Step,
    Thread,
    Threads,
)
from alinea.presenting.comparisons.wording import (
    PARTS,
    disagreement,
    heading,
    outcomes,
    places,
    stretches,
    summary,
    tell,
    thread_story,
    told,
)
from alinea.presenting.places import place
from alinea.presenting.problems import upright
from alinea.presenting.words import Words


def escape(text: str, *, quote: bool = True) -> str:
    """Return a text as mark-up that shows it, without signs that turn the direction of what follows.

    Args:
        quote: quotation marks and apostrophes too, as a value of an attribute needs it.
    """
    return escaped(upright(text), quote=quote)


Linking = Callable[[str, str], str | None]
"""Gives the address of a paragraph's page for a symbol and an identifier, None for no link."""

_LISTED = 3
"""Changes from which a list of them is of use."""


def page(comparison: Comparison, words: Words, *, dates: bool = False, every: bool = False) -> str:
    """Return the page of a comparison; see `body`."""
    title = words("compare.title", before=comparison.before.name, after=comparison.after.name)
    return framed(title, body(comparison, words, dates=dates, every=every), words)


def body(
    comparison: Comparison,
    words: Words,
    *,
    dates: bool = False,
    every: bool = False,
    link: Linking | None = None,
    only: Sequence[Pairing] | None = None,
    most: int | None = None,
    beside: bool = False,
) -> str:
    """Return what a page shows of a comparison, without head and title: elements with classes ``cmp-…``.

    Args:
        words: of the language of labels.
        dates: show paragraphs of which only dates and numbers changed without unfolding; every: show everything so.
        link: gives addresses for paragraphs.
        only: these pairings of it, a part of a long one; most: letters of a redline, after which it is cut.
        beside: the two texts side by side, and not in line.
    """
    shown = comparison if only is None else replace(comparison, pairings=tuple(only))
    return "\n".join(_Body(comparison, words, link or nowhere, most, beside).lines(shown, dates, every))


def nowhere(_symbol: str, _identifier: str) -> None:
    """Give no address for a paragraph."""


@dataclass(frozen=True, slots=True)
class _Body:
    """How a comparison is set; see `body` for what the attributes are."""

    comparison: Comparison
    words: Words
    link: Linking
    most: int | None
    beside: bool

    def lines(self, shown: Comparison, dates: bool, every: bool) -> Iterator[str]:
        """Yield the lines of so much of it as is shown."""
        comparison, words = self.comparison, self.words
        yield '<div class="cmp">'
        yield from _sides(comparison.before, comparison.after, words)
        counts = "".join(f"<li>{escape(each)}</li>" for each in summary(comparison, words))
        yield f'<ul class="cmp-counts" aria-label="{escape(words("compare.summary"))}">{counts}</ul>'
        if comparison.bounded:
            yield f'<p class="cmp-bounded">{escape(words("compare.bounded"))}</p>'
        yield from self._contents(shown)
        part = ""
        for stretch in stretches(shown, dates=dates, every=every):
            if stretch.part != part:
                part = stretch.part
                yield f'<h2 class="cmp-part">{escape(words(f"compare.{part}"))}</h2>'
            lines = [self._pairing(each) for each in stretch.pairings]
            if stretch.folded:
                count = words.count("routine", len(lines))
                yield f'<details class="cmp-folded"><summary>{escape(count)}</summary>'
                yield from lines
                yield "</details>"
            else:
                yield from lines
        yield "</div>"

    def _contents(self, shown: Comparison) -> Iterator[str]:
        """Yield a list of what changed in substance: where it is, and the weightiest that is told of it."""
        changed = [each for each in shown.pairings if each.substance != "same"]
        if len(changed) < _LISTED:
            return
        words = self.words
        yield f'<details class="cmp-contents"><summary>{escape(words("compare.changes"))}</summary><ol>'
        for each in changed:
            said = next((text for _, text in told(each.changes, words)), outcomes(each, words))
            where = f'<a href="#{escape(_anchor(each))}">{escape(places(each, words))}</a>'
            yield f"<li>{where} {escape(said)}</li>"
        yield "</ol></details>"

    def _pairing(self, pairing: Pairing) -> str:
        before, after = self.comparison.before, self.comparison.after
        words, most = self.words, self.most
        lines = [f'<article class="cmp-pair cmp-{pairing.outcome}" id="{escape(_anchor(pairing))}">']
        became = f'<span class="cmp-outcome">{escape(outcomes(pairing, words))}</span>'
        where, links = self._addressed(pairing)
        lines.append(f'<header><h3 class="cmp-place">{where}</h3> {became}{links}</header>')
        items = "".join(
            f'<li class="cmp-change cmp-is-{change.kind}">{escape(said)}</li>'
            for change, said in told(pairing.changes, words)
        )
        lines += [f'<ul class="cmp-changes">{items}</ul>'] if items else []
        if self.beside:
            nothing = f'<span class="cmp-nothing">{escape(words("compare.nothing-there"))}</span>'
            for side, passages, hidden in (
                (before, pairing.before, "inserted"),
                (after, pairing.after, "deleted"),
            ):
                own = [each for each in pairing.redline if each.kind != hidden]
                text = edits(own, most, printed_before=side is before) if passages else nothing
                lines.append(_text(text, side))
            lines[-2:] = ['<div class="cmp-columns">', *lines[-2:], "</div>"]
        else:
            lines.append(_text(edits(pairing.redline, most), after if pairing.after else before))
        lines.append("</article>")
        return "\n".join(lines)

    def _addressed(self, pairing: Pairing) -> tuple[str, str]:
        """Return where a pairing stands, as a link to the later text, and a link to the earlier one beside it."""
        where, links = escape(places(pairing, self.words)), ""
        if pairing.before and (link := self._address(self.comparison.before, pairing.before[0])):
            name = escape(self.comparison.before.name)
            links = f' <a class="cmp-links" href="{escape(link)}">{name}</a>' if pairing.after else ""
            where = where if pairing.after else f'<a href="{escape(link)}">{where}</a>'
        if pairing.after and (link := self._address(self.comparison.after, pairing.after[0])):
            where = f'<a href="{escape(link)}">{where}</a>'
        return where, links

    def _address(self, side: Side, passage: Passage) -> str | None:
        return self.link(side.symbol, passage.id) if side.symbol else None


def _anchor(pairing: Pairing) -> str:
    """Return the address of a pairing on its page."""
    return f"{'a' if pairing.after else 'b'}-{(pairing.after or pairing.before)[0].id}"


def _text(markup: str, side: Side) -> str:
    return f'<p class="cmp-text" lang="{escape(side.language)}" dir="auto">{markup}</p>'


def _sides(before: Side, after: Side, words: Words) -> Iterator[str]:
    yield '<dl class="cmp-sides">'
    for label, side in (("text-before", before), ("text-after", after)):
        title = (
            f'<span class="cmp-title" lang="{escape(side.language)}">{escape(side.title)}</span>'
            if side.title
            else ""
        )
        yield f"<div><dt>{escape(words(f'compare.{label}'))}</dt>"
        yield f"<dd>{escape(heading(side, words))} {title}</dd></div>"
    yield "</dl>"


def edits(redline: Sequence[Edit], most: int | None = None, *, printed_before: bool = False) -> str:
    """Return a redline as elements ``del`` and ``ins``, every line feed between paragraphs as a sign.

    Args:
        most: letters, after which it is cut; None for all.
        printed_before: what both texts have is set as the first prints it, and not as the second does.
    """
    tags = {"deleted": "del", "inserted": "ins"}
    parts = []
    for each in redline:
        if most is not None and most <= 0:
            parts.append("…")
            break
        words = each.text if printed_before else each.text_after
        if most is not None:
            words, most = words[:most], most - len(words)
        text = escape(words, quote=False).replace(
            "\n", ' <span class="cmp-break" aria-hidden="true">¶</span> '
        )
        tag = tags.get(each.kind)
        parts.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return "".join(parts)


def parallel_page(parallel: Parallel, words: Words) -> str:
    """Return the page of a text in two languages."""
    before, after = parallel.before, parallel.after
    title = words("compare.in-languages", name=before.name, before=before.language, after=after.language)
    return framed(title, parallel_body(parallel, words), words)


def parallel_body(
    parallel: Parallel,
    words: Words,
    *,
    link: Linking | None = None,
    only: Collection[int] | None = None,
    most: int | None = None,
) -> str:
    """Return what a page shows of a text in two languages: paragraphs side by side, and what they disagree on.

    Args:
        only: numbers of the beads that are shown, a part of a long text; most: letters of a paragraph that are.
    """
    del link
    return "\n".join(_parallel(parallel, words, only, most))


def _parallel(
    parallel: Parallel, words: Words, only: Collection[int] | None, most: int | None
) -> Iterator[str]:
    yield '<div class="cmp cmp-parallel">'
    found = sum(len(each.disagreements) for each in parallel.beads)
    alone = sum(not each.before or not each.after for each in parallel.beads)
    counts = [words.count("beads", len(parallel.beads) - alone), words.count("disagreements", found)]
    counts += [words.count("without-answer", alone)] if alone else []
    items = "".join(f"<li>{escape(each)}</li>" for each in counts)
    yield f'<ul class="cmp-counts" aria-label="{escape(words("compare.summary"))}">{items}</ul>'
    if found:
        yield '<ul class="cmp-changes">'
        yield from _named(parallel, words, only)
        yield "</ul>"
    part = ""
    for number, bead in enumerate(parallel.beads):
        if only is not None and number not in only:
            continue
        name = PARTS[bead.kind]
        if name not in (part, "heading"):
            part = name
            yield f'<h2 class="cmp-part">{escape(words(f"compare.{part}"))}</h2>'
        yield _bead(number, bead, parallel, words, most)
    yield "</div>"


def _named(parallel: Parallel, words: Words, only: Collection[int] | None) -> Iterator[str]:
    """Yield a line for each disagreement, with a link to where it is; of those on this page, where it has a part."""
    for number, bead in enumerate(parallel.beads):
        for each in bead.disagreements if only is None or number in only else ():
            first = (bead.after or bead.before)[0]
            where = place(first.id, words, first.number)
            said = words("thread.line", place=where, text=disagreement(each, words))
            yield f'<li><a href="#bead-{number}">{escape(said)}</a></li>'


def _bead(number: int, bead: Bead, parallel: Parallel, words: Words, most: int | None) -> str:
    marked = " cmp-disagrees" if bead.disagreements or not bead.before or not bead.after else ""
    lines = [f'<article class="cmp-pair cmp-bead{marked}" id="bead-{number}">']
    said = "".join(f"<li>{escape(disagreement(each, words))}</li>" for each in bead.disagreements)
    if said:
        lines.append(f'<ul class="cmp-changes">{said}</ul>')
    lines.append('<div class="cmp-columns">')
    for side, passages in ((parallel.before, bead.before), (parallel.after, bead.after)):
        lines.append(
            f'<div lang="{escape(side.language)}" dir="auto">{_passages(passages, words, most)}</div>'
        )
    lines.append("</div></article>")
    return "\n".join(lines)


def _passages(passages: Sequence[Passage], words: Words, most: int | None) -> str:
    if not passages:
        return f'<p class="cmp-nothing">{escape(words("compare.nothing-there"))}</p>'
    label = f'<span class="cmp-place" lang="{escape(words.language)}">'
    return "".join(
        f'<p class="cmp-text">{label}{escape(where)}</span> {escape(_cut(each.text, most))}</p>'
        for each, where in ((each, place(each.id, words, each.number)) for each in passages)
    )


def _cut(text: str, most: int | None) -> str:
    return text if most is None or len(text) <= most else f"{text[:most]}…"


def framed(title: str, inside: str, words: Words) -> str:
    """Return a page around what it shows, with its style and the words that it is unofficial."""
    unofficial = words("compare.unofficial", version=_version.__version__)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(words.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{frame_style()}{style()}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{escape(title)}</h1>\n{inside}\n</main>\n'
        f'<footer class="cmp-unofficial">{escape(unofficial)}</footer>\n</body>\n</html>\n'
    )


@cache
def style() -> str:
    """Return the style of what a page shows of a comparison: light and dark, legible in print and without colour."""
    return _sheet("comparison.css")


@cache
def frame_style() -> str:
    """Return the style of a page that stands by itself."""
    return _sheet("frame.css")


def _sheet(name: str) -> str:
    return resources.files("alinea.presenting.comparisons").joinpath(name).read_text(encoding="utf-8")


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
