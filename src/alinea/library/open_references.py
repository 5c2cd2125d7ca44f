"""References without numbers, *toutes ses résolutions ultérieures sur la question*: which texts they may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alinea.linking.series import ACCEPTED
from alinea.linking.standing import standing
from alinea.model.corpus import Ambiguous, Link, Place
from alinea.model.record import Citation, OpenReference, Paragraph, Record
from alinea.store.ledgers import Ledgers, ledgers
from alinea.store.library import Library

_REASONS = {
    "subsequent": "open-subsequent",
    "earlier": "open-earlier",
    "relevant": "open-relevant",
    "other": "open-other",
}
"""What an outcome says of each sense: by which rule texts were sought, if any."""


def open_links(library: Library, record: Record) -> tuple[Link, ...]:
    """Return the references of a text that give no numbers, with the texts that they may stand for.

    Those *ultérieures* are of the organ, later than the resolution named before them and recall it, or are named
    behind; those *antérieures* are the earlier texts of the series. Which ones are *pertinentes* no rule tells. What is
    not held, or was adopted after the text, is none of them.

    Args:
        record: of a resolution of the library.

    A sample: in A/RES/75/28 *sa résolution 46/182 … et toutes ses résolutions ultérieures sur la question, notamment sa
    résolution 74/118* may stand for 74/118, and for what else recalls 46/182.
    """
    name = record.symbol
    if name is None or not any(each.open_references for each in record.paragraphs()):
        return ()
    with ledgers(library) as kept:
        return tuple(
            _link(name, record, paragraph, reference, kept)
            for paragraph in record.paragraphs()
            for reference in paragraph.open_references
        )


def _link(name: str, record: Record, paragraph: Paragraph, reference: OpenReference, kept: Ledgers) -> Link:
    found: Sequence[str] = ()
    if reference.sense == "subsequent" and reference.organ == record.organ:
        found = tuple(_subsequent(name, paragraph, reference, kept))
    elif reference.sense == "earlier" and reference.organ == record.organ:
        found = tuple(each.earlier for each in kept.earlier(name) if each.confidence >= ACCEPTED)
    place = Place(name, paragraph.id, record.language, reference.span, reference.text)
    meant = Ambiguous(tuple(sorted(dict.fromkeys(found), key=standing)), _REASONS[reference.sense])
    return Link(place, reference.text, None, meant)


def _subsequent(name: str, paragraph: Paragraph, reference: OpenReference, kept: Ledgers) -> Iterator[str]:
    organ = f"{reference.organ}/RES/"
    cited = [each for each in paragraph.citations if each.target.startswith(organ)]
    before = [each for each in cited if each.at.end <= reference.at.start]
    if not before:
        return
    first = before[-1]
    yield from (each.target for each in cited if each.at.start >= reference.at.end and _later(each, first))
    for work in kept.recalling(first.target):
        if standing(first.target) < standing(work) < standing(name):
            yield work


def _later(each: Citation, first: Citation) -> bool:
    return standing(each.target) > standing(first.target)
