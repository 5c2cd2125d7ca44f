"""Paragraphs followed through the texts of a series."""

from __future__ import annotations

from compared_texts import OPERATIVE, PREAMBLE, printed, read

from alinea.comparing import follow
from alinea.model.comparison import Outcome, Thread, Threads

YEARS = (("61/8", "Soixante et unième"), ("62/90", "Soixante-deuxième"), ("63/12", "Soixante-troisième"))


def series(*operatives: tuple[str, ...]) -> Threads:
    return follow(
        [
            read(printed(PREAMBLE, operative, number=number, session=session))
            for operative, (number, session) in zip(operatives, YEARS, strict=False)
        ]
    )


def of(threads: Threads, words: str) -> Thread:
    return next(each for each in threads.threads if words in each.steps[-1].passage.text)


def test_a_paragraph_comes_hardens_and_goes() -> None:
    first, second = OPERATIVE[0], OPERATIVE[3]
    asked = "les universités de former des jardiniers capables de soigner les plantes des façades ;"
    threads = series((first, second), (first, f"Invite {asked}", second), (first, f"Prie {asked}", second))
    thread = of(threads, "façades")
    assert (thread.came, thread.last) == (1, 2)
    assert [change.kind for change in thread.course] == ["force-raised"]
    gone = of(series((first, second), (second,)), "arrosage")
    assert (gone.came, gone.last) == (0, 0)


def test_a_split_begins_a_thread_that_says_from_where() -> None:
    first, rest = OPERATIVE[2].split(", et engage")
    threads = series(OPERATIVE, (*OPERATIVE[:2], f"{first} ;", f"Engage{rest}", OPERATIVE[3]))
    parted = [each for each in threads.threads if each.parted_from is not None]
    assert len(parted) == 1
    origin = threads.threads[parted[0].parted_from or 0]
    assert origin.steps[-1].outcome is Outcome.SPLIT


def test_a_merge_ends_a_thread_that_says_in_which() -> None:
    joined = f"{OPERATIVE[0].rstrip(' ;')}, et {OPERATIVE[2][0].lower()}{OPERATIVE[2][1:]}"
    threads = series(OPERATIVE, (joined, OPERATIVE[1], OPERATIVE[3]))
    ended = [each for each in threads.threads if each.joined_to is not None]
    assert len(ended) == 1 and ended[0].last == 0


def test_every_paragraph_of_every_text_stands_in_one_thread() -> None:
    threads = series(OPERATIVE, OPERATIVE[1:], (OPERATIVE[3], *OPERATIVE[:3]))
    for text in range(3):
        ids = [step.passage.id for each in threads.threads for step in each.steps if step.text == text]
        assert len(ids) == len(set(ids)) == 4 + (4, 3, 4)[text]


def test_one_text_is_a_series_of_itself() -> None:
    assert {each.last for each in series(OPERATIVE).threads} == {0}
    assert follow([]).threads == ()
