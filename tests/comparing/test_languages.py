"""One text in two languages."""

from __future__ import annotations

import time

from compared_texts import made, printed, read

from alinea.comparing import across

HEAD = """United Nations                                                              A/RES/62/90

General Assembly                                              Distr.: General
                                                                5 December 2007

Sixty-second session
Agenda item 98

         Resolution adopted by the General Assembly on 5 December 2007

         62/90. Control of hanging gardens

       The General Assembly,

"""
PREAMBLE = (
    "Recalling its resolution 60/11 of 8 December 2005,",
    "Aware of the importance of hanging gardens for the health of cities,",
    "Convinced that the growing of terraces needs close cooperation between architects and gardeners,",
    "Taking note of the report of the Secretary-General on planted terraces,",
)
OPERATIVE = (
    "Reaffirms that the watering of terraces lies with each municipality;",
    "Requests the Secretary-General to submit an annual report on the implementation of the present resolution to it"
    " at its sixty-third session;",
    "Invites Member States to exchange their seeds and pruning tools, and encourages universities to train gardeners"
    " able to tend the climbing plants of façades;",
    "Decides to include in the provisional agenda of its sixty-third session the item entitled “Control of hanging"
    " gardens”.",
)


def english(preamble: tuple[str, ...] = PREAMBLE, operative: tuple[str, ...] = OPERATIVE) -> str:
    recalls = "".join(f"       {each}\n\n" for each in preamble)
    return HEAD + recalls + "".join(f"       {n}.  {each}\n\n" for n, each in enumerate(operative, 1))


def aligned(text: str) -> list[tuple[list[str], list[str]]]:
    parallel = across(read(printed()), read(text, language="en"))
    return [([p.id for p in each.before], [p.id for p in each.after]) for each in parallel.beads]


def test_paragraphs_are_aligned_without_a_word_in_common() -> None:
    assert all(before == after for before, after in aligned(english()))


def test_a_paragraph_without_an_answer_stands_alone() -> None:
    found = aligned(english(operative=(OPERATIVE[0], *OPERATIVE[2:])))
    assert (["op_2"], []) in found
    assert (["op_3"], ["op_2"]) in found


def test_disagreements_are_named() -> None:
    wrong = (PREAMBLE[0].replace("60/11", "60/12").replace("8 December", "9 December"), *PREAMBLE[1:])
    softer = (OPERATIVE[0], OPERATIVE[1].replace("Requests", "Invites"), *OPERATIVE[2:])
    parallel = across(read(printed()), read(english(wrong, softer), language="en"))
    found = {(d.kind, d.before, d.after) for each in parallel.beads for d in each.disagreements}
    assert ("citation", "A/RES/60/11", None) in found
    assert ("citation", None, "A/RES/60/12") in found
    assert ("date", "2005-12-08", None) in found
    assert ("force", "request", "invite") in found


def test_the_same_text_disagrees_on_nothing() -> None:
    parallel = across(read(printed()), read(english(), language="en"))
    assert not [each for each in parallel.beads if each.disagreements]


def test_nothing_against_something_and_very_long_texts_are_answered() -> None:
    assert len(across(made([]), made(["a b c"], language="en")).beads) == 1
    long = made([f"{n} mot {n * 7}" for n in range(2500)])
    began = time.process_time()
    parallel = across(long, made(["x"] * 2400, language="en"))
    assert parallel.bounded
    assert time.process_time() - began < 30
    assert sum(len(each.before) for each in parallel.beads) == 2500
    assert sum(len(each.after) for each in parallel.beads) == 2400
