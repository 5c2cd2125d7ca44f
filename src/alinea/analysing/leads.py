"""The opening phrase of a paragraph, in its place."""

from __future__ import annotations

from alinea.model.record import Lead
from alinea.model.spans import MendedText, Span
from alinea.vocab.opening_rules import Kind
from alinea.vocab.openings import openings


def find_lead(text: MendedText, kind: Kind, language: str, *, strict: bool = False) -> Lead | None:
    """Return the opening phrase of a paragraph, or None where it opens with none.

    Args:
        text: the paragraph's own text, without its number.
        kind: ``preambular`` or ``operative``.
        language: a language tag.
        strict: for a sub-paragraph, which mostly opens with an infinitive or a noun (*D'élaborer des politiques*):
            only a known phrase is one.

    A sample: ``Demande instamment aux gouvernements de …`` gives *Demande instamment*, act ``urge``, force 5.
    """
    opening = openings(language).match(text.text, kind)
    if opening is None or (strict and not opening.known):
        return None
    return Lead(
        text=opening.phrase,
        act=opening.act,
        act_class=opening.act_class,
        force=opening.force,
        at=Span(opening.start, opening.end),
        span=text.span(opening.start, opening.end),
    )
