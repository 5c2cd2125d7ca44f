"""Linking and following what came to a library or left it: the end of adding, removing and restoring.

Questions never link: they answer from what is linked. What was interrupted goes on where it was, as each step is a
transaction that leaves the tables whole; what is found does not depend on the order in which texts came.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from alinea._version import __version__
from alinea.following.ledgers import obligations_of
from alinea.following.successors import Later, in_order
from alinea.library.actor_names import known_names
from alinea.library.likeness import keep_up
from alinea.library.relations import relation_rows
from alinea.linking.outlines import bare_name, issued_of, outline, unasked, works_of
from alinea.linking.series import ACCEPTED, POSSIBLE, series_link, standing
from alinea.model.corpus import Issued, Work
from alinea.model.record import Party, Record
from alinea.store.faults import LibraryError
from alinea.store.ledgers import Bearer, Ledgers, ledgers
from alinea.store.library import Library
from alinea.store.rows import Changed, Indexing, Outlined, outlined
from alinea.store.writing import Shelves
from alinea.vocab.windows import due_session

RULES = f"{__version__}/40"
"""Version of the rules of linking and following: a library linked by others is linked anew."""

STEP = 200  # versions or works done in one transaction
HELD = 4000  # works held in memory
WORTH_MORE_PROCESSES = 1000  # new versions: some four seconds' work

Tell = Callable[[int, int], None]
"""Told how many are done, and how many there were when it began."""


def left(library: Library) -> int:
    """Return how many texts are still to be linked: series and what is owed lack what they say. 0 where all is linked.

    Raises:
        LibraryError: ``unlinked``, nothing of it is linked by the rules of this version; or it cannot be read.
    """
    with ledgers(library) as kept:
        if not kept.ready(RULES):
            raise LibraryError("unlinked", library.path)
        return kept.behind()


@contextmanager
def shelving(library: Library, indexing: Indexing) -> Iterator[Shelves]:
    """Give the shelves of a library to change, as `Library.shelves` does, and outline what came and went with it.

    So little is left to be looked for: where all was outlined before, all is after it.
    """
    with library.shelves(indexing) as shelves:
        kept = Ledgers(shelves.connection)
        if not kept.ready(RULES) and shelves.empty:
            kept.make(RULES)
            kept.outlined(kept.generation() - 1)
        whole = kept.ready(RULES) and kept.noted(kept.generation() - 1)
        yield shelves
        shelves.settle()
        if not whole:
            return  # what is not told here `relink` looks for
        for version in shelves.went:
            kept.forget(version)
        for version, card in shelves.came.items():
            if card is None or card.outlined is None:
                whole = False
            else:
                kept.keep(version, card.digest, card.outlined)
        kept.issue()
        if whole:
            kept.outlined(kept.generation())


def relink(library: Library, tell: Tell | None = None, *, processes: int = 1, most: int | None = None) -> int:
    """Link and follow what has changed in a library, and return how many works were looked at again.

    A library that was taught which paragraphs say alike is kept up in that, too.

    Args:
        library: open to be written.
        tell: told of the progress, after every step; the total is exact only once all that is new was outlined.
        processes: how many outline records at a time, where many are new. With more than one this process must
            have no other threads, as processes part from it.
        most: where more than so much is to be linked, all of it is left to another time.
    """
    followed = _relink(library, tell, processes, most)
    keep_up(library)
    return followed


def _relink(library: Library, tell: Tell | None, processes: int, most: int | None) -> int:
    with ledgers(library) as kept:
        ready = kept.ready(RULES)
        noted = ready and kept.noted()
        behind = kept.behind() if ready else 0
    if noted and not behind:
        return 0
    if most is not None and (behind if ready else library.size()) > most:
        return 0
    done = 0 if noted else _outline_what_changed(library, tell, processes)
    with ledgers(library) as kept:
        total = done + 2 * kept.marked()
    works = _Works()
    followed, step = 0, STEP
    while step == STEP:
        linked, now = _work_on_some(library, works)
        step = linked + now
        done, followed = done + step, followed + now
        if tell and step:
            tell(done, total)
    return followed


def _outline_what_changed(library: Library, tell: Tell | None, processes: int) -> int:
    """Look for what came or went without being outlined, outline that, and return how much it was."""
    with ledgers(library, write=True) as kept:
        if not kept.ready(RULES):
            kept.make(RULES)
        new, generation = kept.behind(), kept.generation()
        for version in kept.gone():
            kept.forget(version)
        kept.issue()
    done = 0
    for step in _outline_all(library, new, processes):
        done += step
        if tell:
            tell(done, 3 * new)  # each is outlined, linked and followed
    with ledgers(library, write=True) as kept:
        if kept.ready(RULES):
            kept.outlined(generation)  # what came meanwhile is of a later one
    return done


def _outline_all(library: Library, new: int, processes: int) -> Iterator[int]:
    """Outline what is new; yield how many were, step by step."""
    if processes <= 1 or new < WORTH_MORE_PROCESSES:
        yield from _outline_with(library, map)
        return
    # Processes part from this one with no connection open: SQLite forbids to carry one over.
    library.rest()
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    with context.Pool(processes, initializer=_leave_interruptions) as pool:
        yield from _outline_with(library, partial(pool.imap, chunksize=10))


def _outline_with(
    library: Library, each_of: Callable[..., Iterator[tuple[Changed, Outlined]]]
) -> Iterator[int]:
    """Outline what is new by a function like `map`; what comes next is begun before what is done is written."""
    last = 0
    ahead: deque[Iterator[tuple[Changed, Outlined]]] = deque()
    while True:
        with ledgers(library) as kept:
            found = kept.new(STEP, last)
        if found:
            last = found[-1].version
            ahead.append(each_of(_outlined, found))
        if not ahead:
            return
        if len(ahead) > 1 or not found:
            made = list(ahead.popleft())
            with ledgers(library, write=True) as kept:
                for changed, each in made:
                    kept.keep(changed.version, changed.digest, each)
            yield len(made)


def _outlined(changed: Changed) -> tuple[Changed, Outlined]:
    """Return what linking keeps of a version, and which version that is, without its record."""
    try:
        made = outlined_of(changed.record)
    except ValueError as error:
        _unlinkable(f"record {changed.version} of the library", error)
        made = Outlined()
    return replace(changed, packed=b""), made


def outlined_of(record: Record) -> Outlined:
    """Return what linking keeps of a record; of one without a symbol nothing, as nothing can cite it."""
    try:
        found = outline(record)
        return outlined(found, relation_rows(record) if found else ())
    except Exception as error:  # whatever is wrong with one record, it is kept and the others are linked
        _unlinkable(record.symbol or record.source.path, error)
        return Outlined()


def _unlinkable(name: str, error: Exception) -> None:
    logging.getLogger(__name__).warning(
        "%s cannot be linked (%s); `alinea check` names it", name, type(error).__name__
    )


def _leave_interruptions() -> None:
    """Make a process leave interruptions to the one it parted from."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work_on_some(library: Library, works: _Works) -> tuple[int, int]:
    """Link some works, and once all are linked follow some, in one transaction; return how many of each."""
    with ledgers(library, write=True) as kept:
        works.renew(kept.revision())
        linked = kept.stale(1, STEP)
        for name in linked:
            _link(kept, works, name, works.get(kept, name))
        followed = kept.stale(2, STEP - len(linked)) if len(linked) < STEP else ()
        for name in followed:
            _follow(kept, works, name, works.get(kept, name))
        return len(linked), len(followed)


def _link(kept: Ledgers, works: _Works, name: str, work: Work | None) -> None:
    links = []
    if work is not None:
        recalled = dict.fromkeys(each.target for version in work.versions for each in version.recalls)
        found = (series_link(work, works.get(kept, symbol), symbol) for symbol in recalled)
        links = [each for each in found if each is not None and each.confidence >= POSSIBLE]
    kept.linked(name, sorted(links, key=lambda each: standing(each.earlier), reverse=True))


def _follow(kept: Ledgers, works: _Works, name: str, work: Work | None) -> None:
    if work is None or not work.chief.charges:
        kept.followed(name, (), ())
        return
    series = {each.later: each for each in kept.later(name) if each.confidence >= ACCEPTED}
    texts = []
    for symbol in dict.fromkeys((*series, *kept.answering(name))):
        other = works.get(kept, symbol)
        if other is not None and symbol != name:
            texts.append(Later(other, series.get(symbol)))
    answers = (issued_of(each, name) for each in kept.documents(name))
    documents = tuple(each for each in answers if each is not None)
    version = work.chief
    dues = (due_session(each.commitment.due, version.organ, version.adopted_on) for each in version.charges)
    unasked = tuple(
        each for due in sorted({due for due in dues if due}) for each in works.unasked(kept, *due)
    )
    found = tuple(obligations_of(work, in_order(texts), documents, unasked))
    kept.followed(name, found, [[_bearer(party, each.language) for party in each.bearers] for each in found])


def _bearer(party: Party, language: str) -> Bearer:
    name = bare_name(party.text, language)
    return Bearer(name, party.id, usual=(name, party.id) in known_names())


class _Works:
    """Works as they are asked for, those asked for last held in memory."""

    def __init__(self) -> None:
        self.held: OrderedDict[str, Work | None] = OrderedDict()
        self.of_sessions: dict[tuple[str, int], tuple[Issued, ...]] = {}
        self.revision: int | None = None

    def renew(self, revision: int) -> None:
        """Forget the works where the outlines or documents are others by now: another program links too."""
        if revision != self.revision:
            self.held.clear()
            self.of_sessions.clear()
        self.revision = revision

    def unasked(self, kept: Ledgers, session: int, organ: str) -> tuple[Issued, ...]:
        """Return the documents of a session that name no resolution that asked for them."""
        if (organ, session) not in self.of_sessions:
            found = (unasked(each) for each in kept.unasked(organ, session))
            self.of_sessions[organ, session] = tuple(each for each in found if each is not None)
        return self.of_sessions[organ, session]

    def get(self, kept: Ledgers, name: str) -> Work | None:
        """Return a work, None where it is not held."""
        if name in self.held:
            self.held.move_to_end(name)
            return self.held[name]
        found = works_of(kept.outlines(name))
        work = found.get(name)
        self.held[name] = work
        if len(self.held) > HELD:
            self.held.popitem(last=False)
        return work
