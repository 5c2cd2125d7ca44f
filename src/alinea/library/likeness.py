"""What else says this: paragraphs alike in any language, by what a library learnt from itself, and by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from alinea.library.naming import NotHeldError, locate
from alinea.library.search import Question, QuestionError, ask
from alinea.linking.likeness import Model, Spoken, learn
from alinea.store import likeness as kept
from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.opening import generation, writing
from alinea.store.searching import Hit
from alinea.vocab.tables import LANGUAGES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEARNT = 20_000
"""Paragraphs that are learnt from at most; of two languages 5,600 were enough (docs/measures.md)."""
PARALLEL = 1_000
"""Paragraphs in two languages from which on those in one add nothing but noise."""
GROWN = 2
"""A library that has so many times the passages it had learns anew."""
AT_A_TIME = 200  # versions laid into the space in one transaction

IN_A_CELL, MOST_CELLS = 2_500, 4_096
"""Passages of a library for each cell of the space, and cells at most."""
LOOKED_THROUGH = 100_000
"""Paragraphs of which the likeness is reckoned: all of a library that has no more; of a larger one those of the cells
that lie nearest (docs/measures.md has what is missed)."""

LONGEST = 5_000
"""Characters of a text that is asked about: a paragraph, not a resolution."""
LAID_NEAR, LOOKED_AT = 300, 60
"""Paragraphs that lie nearest and are looked at word by word; and those that full-text search finds."""
NEAR = 0.25
"""Likeness below which paragraphs are not alike: of 1,769 that say the same in two languages, in texts that were not
learnt from, ninety-nine in a hundred lie above 0.52; of pairs by chance nine in ten below this."""
_DAMPING, _MEANING = 20, 2
"""Reciprocal rank fusion: 1/(20 + rank) of each ranking, added, that by meaning twice (Cormack, Clarke and Buettcher,
2009, who damp by 60: their rankings were a thousand long)."""
_FEW, _TELLING = 12, 5
"""Words of a question, which are all searched for; and of a paragraph, of which those are that tell most."""

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class LikeQuery:
    """What is asked: what else says this.

    Attributes:
        text: a paragraph by its address (``75/28#op_6``, ``75/28 §6``), or any words.
        language: of the words, where None is told from them; among: languages of what is found, all
            where empty; limit: how many.
    """

    text: str
    language: str | None = None
    among: tuple[str, ...] = ()
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Alike:
    """What else says it.

    Attributes:
        text: that was asked about; address: where it stands, None for words.
        hits: the likest first, one a paragraph in whatever language; score: of 0 to 1, as `Hit` has it, is how near
            in meaning, 0 where only the words are alike.
        left: texts that were added since the library was last taught, which are found by their words alone.
    """

    text: str
    address: str | None
    hits: tuple[Hit, ...]
    left: int


def teach(library: Library, tell: Tell | None = None) -> None:
    """Have a library learn from itself, and lay all its paragraphs by what they say.

    Args:
        library: open to be written; tell: told how many texts are done, and how many there are.

    Raises:
        LibraryError: it cannot be written, or ``too-small``: it has too little to learn from.
    """
    with library.reading() as connection:
        pairs: list[Sequence[Spoken]] = list(kept.counterparts(connection, LEARNT))
        if len(pairs) < PARALLEL:
            pairs += kept.singles(connection, LEARNT - len(pairs))
        _, there = kept.learnt(connection)
    model = learn(pairs, min(MOST_CELLS, there // IN_A_CELL))
    if model is None:
        raise LibraryError("too-small", library.path)
    with writing(library.engine) as connection:
        kept.make(connection, there, model.to_bytes())
    _cover(library, model, tell)


def keep_up(library: Library, tell: Tell | None = None) -> None:
    """Lay what came to a library since it was taught; teach it anew where it has grown. Untaught it stays as it is."""
    with library.reading() as connection:
        if not kept.made(connection) or not kept.left(connection):
            return
        then, now = kept.learnt(connection)
        data = kept.model(connection)
    if data is None or now > GROWN * then:
        teach(library, tell)
    else:
        _cover(library, Model.from_bytes(data), tell)


def _cover(library: Library, model: Model, tell: Tell | None) -> None:
    import numpy as np

    with library.reading() as connection:
        left = kept.left(connection)
    done = 0
    while done < left:
        with library.reading() as connection:
            versions = kept.uncovered(connection, AT_A_TIME)
        rows = [row for its in versions.values() for row in its]
        placed = model.vectors([(text, language) for language, _, text in rows])
        found, cells = placed.astype(np.float16), model.cells(placed)
        ids = np.array([passage for _, passage, _ in rows], dtype=np.int64)
        made: list[tuple[int, bytes, bytes, bytes]] = []
        first = 0
        for version, its in versions.items():
            last = first + len(its)
            of_it = slice(first, last)
            made.append((version, ids[of_it].tobytes(), cells[of_it].tobytes(), found[of_it].tobytes()))
            first = last
        with writing(library.engine) as connection:
            kept.keep(connection, made)
        done += len(made) or left
        if tell:
            tell(min(done, left), left)


@dataclass(frozen=True, slots=True)
class Space:
    """A library as it was taught: its model, and every paragraph with its place and language, cell by cell.

    Attributes:
        languages: that there are; tongues: the place among them of the language of each paragraph.
        starts: where the paragraphs of each cell begin, and where the last ones end.
    """

    model: Model
    passages: NDArray[np.int64]
    places: NDArray[np.float32]
    languages: tuple[str, ...]
    tongues: NDArray[np.uint8]
    starts: NDArray[np.int64]
    left: int

    def nearest(
        self, place: NDArray[np.float32], among: tuple[str, ...], most: int
    ) -> list[tuple[float, int]]:
        """Return likeness and passage of the paragraphs that lie nearest, the nearest first.

        Args:
            among: languages, all where empty.
        """
        import numpy as np

        stretches = [(0, len(self.passages))]
        if len(self.passages) > LOOKED_THROUGH:
            cells = np.argsort(-(self.model.middles @ place), kind="stable")
            last = int(np.searchsorted(np.cumsum(np.diff(self.starts)[cells]), LOOKED_THROUGH)) + 1
            stretches = [(int(self.starts[cell]), int(self.starts[cell + 1])) for cell in cells[:last]]
        # A stretch at a time, as it lies in memory: copied together they take longer than they are looked at.
        likeness = np.concatenate([self.places[first:last] @ place for first, last in stretches])
        rows = np.concatenate([np.arange(first, last) for first, last in stretches])
        if among:
            wanted = [code for code, language in enumerate(self.languages) if language in among]
            likeness = np.where(np.isin(self.tongues[rows], wanted), likeness, -1.0)
        best = np.argpartition(-likeness, min(most, len(likeness)) - 1)[:most] if len(likeness) else ()
        found = ((float(likeness[each]), int(self.passages[rows[each]])) for each in best)
        return sorted((each for each in found if each[0] >= NEAR), reverse=True)


def space_of(library: Library) -> Space:
    """Return what a library was taught, held in memory as long as it is not written.

    Raises:
        LibraryError: ``untaught``, it was not taught; or it cannot be read.
    """
    with library.reading() as connection:
        now = generation(connection)
    return _read(library, now)


@lru_cache(maxsize=2)
def _read(library: Library, _generation: int) -> Space:
    import numpy as np

    with library.reading() as connection:
        data = kept.model(connection)
        if data is None:
            raise LibraryError("untaught", library.path)
        left = kept.left(connection)
        model = Model.from_bytes(data)
        rows = list(kept.cells(connection))
        passages = np.frombuffer(b"".join(ids for _, ids, _ in rows), dtype=np.int64)
        cells = np.frombuffer(b"".join(its for _, _, its in rows), dtype=np.uint16)
        languages = tuple(sorted({language for language, _, _ in rows}))
        codes = np.array([languages.index(language) for language, _, _ in rows], dtype=np.uint8)
        tongues = np.repeat(codes, [len(ids) // 8 for _, ids, _ in rows])
        order = np.argsort(cells, kind="stable")
        row_of = np.empty_like(order)
        row_of[order] = np.arange(len(order))
        places = np.empty((len(passages), model.axes.shape[1]), dtype=np.float32)
        first = 0
        for found in kept.vectors(
            connection
        ):  # one version at a time: of millions there is no room for a copy
            laid = np.frombuffer(found, dtype=np.float16).reshape(-1, places.shape[1])
            places[row_of[first : first + len(laid)]] = laid
            first += len(laid)
    starts = np.searchsorted(cells[order], np.arange(len(model.middles) + 1))
    return Space(model, passages[order], places, languages, tongues[order], starts, left)


def taught(library: Library) -> bool:
    """Tell whether a library has learnt what is alike."""
    with library.reading() as connection:
        return kept.made(connection)


def like(library: Library, asked: LikeQuery) -> Alike:
    """Return what else says what is asked about; the text it stands in, and other languages of it, are left out.

    Raises:
        NotHeldError: a paragraph is named that is not held. QuestionError: ``no-words``, ``too-long``.
        LibraryError: ``untaught``, or it cannot be read.
    """
    text, language, address = _meant(library, asked)
    if len(text) > LONGEST:
        raise QuestionError("too-long", f"{text[:40]}…")
    space = space_of(library)
    language = language or space.model.spoken(text, {*LANGUAGES, *space.languages})
    near = near_to(library, space, (text, language), asked.among)
    # Words find only texts of their own language.
    own = not asked.among or language in asked.among
    worded = _worded(library, space, (text, language)) if own else ()
    work = address.partition("#")[0] if address else None
    near = _ranked(space.model, (text, language), (*near, *worded))
    return Alike(text, address, _blended(near, worded, work, asked.limit), space.left)


def _meant(library: Library, asked: LikeQuery) -> tuple[str, str | None, str | None]:
    """Return the text that is asked about, its language, and its address where it has one."""
    typed = asked.text.strip()
    if not typed:
        raise QuestionError("no-words")
    if not any(sign.isdecimal() for sign in typed):
        return (
            typed,
            asked.language,
            None,
        )  # every address has figures: words that stand in a title name no text here
    try:
        located = locate(library, typed)
    except NotHeldError as error:
        if error.code == "not-held" and len(typed.split()) > 2:
            return typed, asked.language, None  # words, among which no text was named
        raise
    record = library.record(located.name, asked.language)
    if record is None or located.paragraph is None:
        raise QuestionError("no-paragraph", located.name)
    found = next(each for each in record.paragraphs() if each.id == located.paragraph)
    return found.text, record.language, located.address


def near_to(library: Library, space: Space, text: Spoken, among: tuple[str, ...]) -> tuple[Hit, ...]:
    """Return the paragraphs that lie nearest."""
    ranked = space.nearest(space.model.vectors([text])[0], among, LAID_NEAR)
    with library.reading() as connection:
        return kept.found(connection, ranked)


def _worded(library: Library, space: Space, text: Spoken) -> tuple[Hit, ...]:
    """Return the paragraphs that have the words that tell most, in the language of the text."""
    telling = "" if len(text[0].split()) <= _FEW else " ".join(space.model.telling(*text, _TELLING))
    question = Question(
        telling or text[0][:200],
        languages=(text[1],),
        parts=("preambular", "operative", "annex"),
        limit=LOOKED_AT,
    )
    try:
        return tuple(replace(hit, score=0.0, marks=()) for hit in library.search(ask(question)).hits)
    except QuestionError:  # no word of it can be searched for
        return ()


def _ranked(model: Model, text: Spoken, found: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return paragraphs by how far they say each word of a text, those that say most first."""
    scores = model.covering(text, [((hit.text, hit.address.language), hit.title or "") for hit in found])
    return tuple(hit for _, hit in sorted(zip(scores, found, strict=True), key=lambda each: -each[0]))


def _blended(near: Sequence[Hit], worded: Sequence[Hit], work: str | None, most: int) -> tuple[Hit, ...]:
    """Return both rankings as one, each paragraph once, in the language in which it comes first."""
    first: dict[str, Hit] = {}
    scores: dict[str, float] = {}
    for ranking, weight in ((near, _MEANING), (worded, 1)):
        for rank, hit in enumerate(_each_once(ranking, work), 1):
            key = str(hit.address)
            first.setdefault(key, hit)
            scores[key] = scores.get(key, 0.0) + weight / (_DAMPING + rank)
    return tuple(first[key] for key in sorted(scores, key=lambda key: (-scores[key], key))[:most])


def _each_once(ranking: Sequence[Hit], work: str | None) -> Iterator[Hit]:
    seen = set[str]()
    for hit in ranking:
        if str(hit.address) not in seen and hit.address.work != work:
            seen.add(str(hit.address))
            yield hit
