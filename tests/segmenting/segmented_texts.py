"""Small texts in the layout of resolutions, written for the tests."""

from __future__ import annotations

from alinea.model.resolution import Passage, Resolution, Segmented
from alinea.model.text import Source, Text
from alinea.reading.plain import read_plain
from alinea.segmenting import segment

SOURCE = Source("text.md", "text/plain", "0" * 64, 0)

MASTHEAD = """Assemblée générale

Distr. générale 12 janvier 2031

Quatre-vingt-cinquième session

Points 12, b, et 31 de l'ordre du jour

Résolution adoptée par l'Assemblée générale le 3 décembre 2030

[sur la base du rapport de la Première Commission (A/85/123)]
"""

FRENCH = (
    MASTHEAD
    + """
85/7. Garde des phares

L'Assemblée générale,

Rappelant sa résolution 84/9 du 2 décembre 2029,

Consciente que les phares guident les navires 1 , et
notant avec satisfaction l'action menée,

1. Prie le Secrétaire général :

a) De dresser la liste des phares ;

b) De rendre compte :

i) De leur état ;

ii) De leur nombre ;

2. Décide de rester saisie de la question.

40e séance plénière
3 décembre 2030

Annexe

Liste des phares

1. Les phares du nord sont blancs.

__________________

1 A/85/9.
"""
)

ENGLISH = """United Nations

A/RES/85/7

General Assembly

Distr.: General
12 January 2031

Eighty-fifth session

Agenda item 12 (b)

Resolution adopted by the General Assembly on 3 December 2030

[on the report of the First Committee (A/85/123)]

85/7. Keeping of lighthouses

    The General Assembly,

    Recalling its resolution 84/9 of 2 December 2029,

    1. Requests the Secretary-General:

    (a) To draw up a list of lighthouses;

    (b) To report to the General Assembly at its eighty-sixth
    session;

30-12345
\fA/RES/85/7

    2. Decides to remain seized of the matter.

                                        40th plenary meeting 3 December 2030

2/2    30-12345
"""


def text_of(content: str) -> Text:
    """Return a text as the plain reader gives it."""
    return read_plain(content, SOURCE)


def segmented(content: str, language: str = "auto") -> Segmented:
    """Return what segmenting makes of a text."""
    return segment(text_of(content), language)


def only(content: str, language: str = "auto") -> Resolution:
    """Return the one resolution of a text."""
    (resolution,) = segmented(content, language).resolutions
    return resolution


def flat(passages: tuple[Passage, ...]) -> list[Passage]:
    """Return passages with all below them."""
    return [each for passage in passages for each in (passage, *flat(passage.children))]


def numbers(resolution: Resolution) -> list[str | None]:
    """Return the numbers of all operative paragraphs, in order."""
    return [passage.number for passage in flat(resolution.operative)]
