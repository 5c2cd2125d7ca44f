"""Whatever people do to cases, in whatever order: the history is whole, and gives the same desk again elsewhere."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from pathlib import Path

from desk_cases import BASIS, OPENED, by, reply
from hypothesis import given, settings
from hypothesis import strategies as st

from alinea.desk.casework import Desk
from alinea.desk.copying import export_lines, import_lines
from alinea.desk.faults import DeskError
from alinea.desk.kinds import Wanted

Deed = Callable[[Desk], object]

PEOPLE = st.sampled_from(["Ana", "Ben", "Carl"])
DAYS = st.dates(datetime.date(2008, 1, 1), datetime.date(2008, 12, 31))
NUMBERS = st.integers(1, 3)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SEEN = st.none() | st.integers(1, 30)


def deeds() -> st.SearchStrategy[Deed]:
    """One thing that somebody does, well or badly."""

    def opened(kind: str, who: str) -> Deed:
        return lambda desk: desk.open_case(kind, BASIS, OPENED, by(who))

    def noted(case: int, text: str, who: str) -> Deed:
        return lambda desk: desk.note(case, text, by(who))

    def received(case: int, sender: str, day: datetime.date, text: str, who: str) -> Deed:
        return lambda desk: desk.receive(case, reply(sender, None, day.isoformat(), text), by(who))

    def assigned(case: int, whom: str, who: str, seen: int | None) -> Deed:
        return lambda desk: desk.assign(case, whom, by(who), seen)

    def completed(case: int, step: str, day: datetime.date, who: str, seen: int | None) -> Deed:
        return lambda desk: desk.complete(case, step, day, by(who), None, seen)

    def proposed(case: int, proposal: str, who: str, seen: int | None) -> Deed:
        return lambda desk: desk.review(case, Wanted(proposal=proposal), OPENED, by(who, "why"), seen)

    def closed(case: int, day: datetime.date, who: str) -> Deed:
        return lambda desk: desk.close_case(case, "not-done", day, by(who, "why"))

    def reverted(case: int, change: int, who: str) -> Deed:
        return lambda desk: desk.revert(case, change, by(who, "why"))

    kinds = st.sampled_from(["call-for-views", "mandate-review", "consultation"])
    steps = st.sampled_from(["note-verbale", "report", "request", "lead"])
    senders = st.sampled_from(["Cuba", "Qatar"]) | TEXTS
    return st.one_of(
        st.builds(opened, kinds, PEOPLE),
        st.builds(noted, NUMBERS, TEXTS, PEOPLE),
        st.builds(received, NUMBERS, senders, DAYS, TEXTS, PEOPLE),
        st.builds(assigned, NUMBERS, PEOPLE, PEOPLE, SEEN),
        st.builds(completed, NUMBERS, steps, DAYS, PEOPLE, SEEN),
        st.builds(proposed, NUMBERS, st.sampled_from(["renew", "retire", ""]), PEOPLE, SEEN),
        st.builds(closed, NUMBERS, DAYS, PEOPLE),
        st.builds(reverted, NUMBERS, st.integers(1, 25), PEOPLE),
    )


@settings(max_examples=25, derandomize=True, database=None)
@given(st.lists(deeds(), max_size=25))
def test_the_history_gives_the_same_desk_again(done: list[Deed]) -> None:
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "a.sqlite", create=True) as desk:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
        for deed in done:
            before = desk.head()
            try:
                deed(desk)
            except DeskError:
                assert desk.head() == before  # what is refused leaves nothing behind
        assert not desk.faults()
        with Desk.open(Path(folder) / "b.sqlite", create=True) as other:
            import_lines(other, export_lines(desk))
            assert other.cases() == desk.cases()
            assert other.history() == desk.history()
            assert not other.faults(desk.head().hash)
