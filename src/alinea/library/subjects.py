"""What texts are about: the subjects that a text names, the most telling first, and the texts that name a subject."""

from __future__ import annotations

from dataclasses import dataclass

from alinea.library.search import Question, ask
from alinea.store.library import Library
from alinea.store.searching import Hit
from alinea.store.values import Facets
from alinea.vocab.subject_words import Subject, subjects

_TELLING = 8
"""Subjects that say what a text is about, besides those of its title: a long text names a hundred in passing."""


@dataclass(frozen=True, slots=True)
class SubjectNamed:
    """A subject that a text names.

    Attributes:
        places: where: ``title``, then paragraphs by their addresses, in the order of the text.
    """

    subject: Subject
    places: tuple[str, ...]

    @property
    def titled(self) -> bool:
        """Whether the title names it: then the text is about it, and does not only touch it."""
        return self.places[0] == "title"


@dataclass(frozen=True, slots=True)
class TextsOnSubject:
    """The texts of a library that name a subject.

    Attributes:
        titles: those whose titles do, the latest adopted first; more: yet more of them are held than were asked for.
        counts: passages of any part that name it, by organ, year and so on.
    """

    titles: tuple[Hit, ...]
    more: bool
    counts: Facets


def subjects_of(library: Library, name: str, language: str | None = None) -> tuple[SubjectNamed, ...]:
    """Return the subjects that the title and the paragraphs of a text name, as they were found when it was added.

    Those of the title come first, in its order, then the others by the number of paragraphs that name them, those
    named first before.

    Args:
        name: of the work; language: of the text, None for that of the principal version.

    A sample: of A/RES/75/28 ``neutrality`` comes first, as its title has *neutralité*.
    """
    places: dict[str, list[str]] = {}
    for place, ids in library.subjects_named(name, language):
        for id in ids:
            if id in subjects():  # the words may be others than when it was added
                places.setdefault(id, []).append(place)
    found = [SubjectNamed(subjects()[id], tuple(where)) for id, where in places.items()]
    return tuple(sorted(found, key=lambda each: (not each.titled, 0 if each.titled else -len(each.places))))


def telling(named: tuple[SubjectNamed, ...]) -> tuple[SubjectNamed, ...]:
    """Return of the subjects of a text those that say most of it: all of its title, and some that it names again."""
    titled = sum(each.titled for each in named)
    again = [each for each in named[titled:] if len(each.places) > 1]
    return named[:titled] + tuple(again[: max(_TELLING - titled, 0)])


def texts_on(library: Library, subject: Subject, most: int) -> TextsOnSubject:
    """Return the texts that name a subject.

    Args:
        most: titles that are given.
    """
    titled = library.search(ask(Question(subjects=(subject.id,), parts=("title",), limit=most)))
    counts = library.facets(ask(Question(subjects=(subject.id,))))
    return TextsOnSubject(titled.hits, titled.weighed > len(titled.hits), counts)
