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

LONGEST = 5_000
"""Characters of a text that is asked about: a paragraph, not a resolution."""
LOOKED_AT = 60
"""Paragraphs of either ranking that are blended."""
NEAR = 0.25
"""Likeness below which paragraphs are not alike: of 1,769 that say the same in two languages, in texts that were not
learnt from, ninety-nine in a hundred lie above 0.52; of pairs by chance nine in ten below this."""
_DAMPING = 60
"""Reciprocal rank fusion: 1/(60 + rank) of each ranking, added (Cormack, Clarke and Buettcher, 2009)."""
_TELLING = 5
"""Words of a paragraph that are searched for: those that tell most."""

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
    model = learn(pairs)
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
        found = model.vectors([(text, language) for language, _, text in rows]).astype(np.float16)
        ids = np.array([passage for _, passage, _ in rows], dtype=np.int64)
        made, first = [], 0
        for version, its in versions.items():
            last = first + len(its)
            made.append((version, ids[first:last].tobytes(), found[first:last].tobytes()))
            first = last
        with writing(library.engine) as connection:
            kept.keep(connection, made)
        done += len(made) or left
        if tell:
            tell(min(done, left), left)


@dataclass(frozen=True, slots=True)
class _Space:
    """A library as it was taught: its model, and every paragraph with its place and language."""

    model: Model
    passages: NDArray[np.int64]
    places: NDArray[np.float32]
    languages: NDArray[np.str_]
    left: int


def _space(library: Library) -> _Space:
    """Return what a library was taught, held in memory as long as it is not written.

    Raises:
        LibraryError: ``untaught``, it was not taught; or it cannot be read.
    """
    with library.reading() as connection:
        now = generation(connection)
    return _read(library, now)


@lru_cache(maxsize=2)
def _read(library: Library, _generation: int) -> _Space:
    import numpy as np

    with library.reading() as connection:
        data = kept.model(connection)
        if data is None:
            raise LibraryError("untaught", library.path)
        rows = list(kept.vectors(connection))
        left = kept.left(connection)
    model = Model.from_bytes(data)
    passages = np.frombuffer(b"".join(ids for _, ids, _ in rows), dtype=np.int64)
    places = np.frombuffer(b"".join(found for _, _, found in rows), dtype=np.float16)
    return _Space(
        model,
        passages,
        places.reshape(len(passages), -1 if len(passages) else 0).astype(np.float32),
        np.repeat([language for language, _, _ in rows], [len(ids) // 8 for _, ids, _ in rows]),
        left,
    )


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
    space = _space(library)
    language = language or space.model.spoken(text, {*LANGUAGES, *space.languages.tolist()})
    near = _near(library, space, (text, language), asked.among)
    # Words find only texts of their own language.
    own = not asked.among or language in asked.among
    worded = _worded(library, space, (text, language)) if own else ()
    work = address.partition("#")[0] if address else None
    return Alike(text, address, _blended(near, worded, work, asked.limit), space.left)


def _meant(library: Library, asked: LikeQuery) -> tuple[str, str | None, str | None]:
    """Return the text that is asked about, its language, and its address where it has one."""
    typed = asked.text.strip()
    if not typed:
        raise QuestionError("no-words")
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


def _near(library: Library, space: _Space, text: Spoken, among: tuple[str, ...]) -> tuple[Hit, ...]:
    """Return the paragraphs that lie nearest."""
    import numpy as np

    if not len(space.passages):
        return ()
    likeness = space.places @ space.model.vectors([text])[0]
    if among:
        likeness = np.where(np.isin(space.languages, among), likeness, -1.0)
    most = min(2 * LOOKED_AT, len(likeness))
    best = np.argpartition(-likeness, most - 1)[:most]
    ranked = sorted(((float(likeness[place]), int(space.passages[place])) for place in best), reverse=True)
    with library.reading() as connection:
        return kept.found(connection, [each for each in ranked if each[0] >= NEAR])


def _worded(library: Library, space: _Space, text: Spoken) -> tuple[Hit, ...]:
    """Return the paragraphs that have the words that tell most, in the language of the text."""
    question = Question(
        " ".join(space.model.telling(*text, _TELLING)) or text[0][:200],
        languages=(text[1],),
        parts=("preambular", "operative", "annex"),
        limit=LOOKED_AT,
    )
    try:
        return tuple(replace(hit, score=0.0, marks=()) for hit in library.search(ask(question)).hits)
    except QuestionError:  # no word of it can be searched for
        return ()


def _blended(near: Sequence[Hit], worded: Sequence[Hit], work: str | None, most: int) -> tuple[Hit, ...]:
    """Return both rankings as one, each paragraph once, in the language in which it comes first."""
    first: dict[str, Hit] = {}
    scores: dict[str, float] = {}
    for ranking in (near, worded):
        for rank, hit in enumerate(_each_once(ranking, work), 1):
            key = str(hit.address)
            first.setdefault(key, hit)
            scores[key] = scores.get(key, 0.0) + 1 / (_DAMPING + rank)
    return tuple(first[key] for key in sorted(scores, key=lambda key: (-scores[key], key))[:most])


def _each_once(ranking: Sequence[Hit], work: str | None) -> Iterator[Hit]:
    seen = set[str]()
    for hit in ranking:
        if str(hit.address) not in seen and hit.address.work != work:
            seen.add(str(hit.address))
            yield hit
