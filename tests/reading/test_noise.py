"""One noise at a time, as other programs leave it in a text, changes no paragraph."""

from __future__ import annotations

import random
from functools import cache

import noises
import pytest

from alinea.pipeline import read_bytes

FRENCH = """85/7. Garde des phares

L'Assemblée générale,

Rappelant sa résolution 84/9 du 2 décembre 2029 relative à la garde des phares et des balises, dont le texte énonce les
devoirs des gardiens¹,

Insistant sur le fait que la lumière des phares doit être vue de loin,

Se félicitant de ce que plusieurs États ont, en 2019², entrepris de réparer les phares du nord,

1. Prie le Secrétaire général :

a) De dresser, avec le concours des États riverains et des organisations compétentes, la liste des phares qui existent
encore ;

b) De rendre compte de leur état à l'Assemblée à sa quatre-vingt-septième session ;

2. Engage les gardiens à tenir, chaque nuit, le registre des navires qui passent au large ;

3. Trouve regrettable que certains phares soient éteints avant l'aube ;

4. Décide de rester saisie de la question.

__________________

¹ A/85/9.
² Voir résolution 83/2.
"""
ENGLISH = """85/7. Keeping of lighthouses

The General Assembly,

Recalling its resolution 84/9 of 2 December 2029 on the keeping of lighthouses and beacons, which sets out the duties
of keepers,¹

Stressing that the light of a lighthouse must be seen from afar,

Noting with satisfaction that several States undertook in 2019² to repair the lighthouses of the north, some of which
had been dark for years and were a danger to those who sail at night,

1. Requests the Secretary-General:

(a) To draw up, with the help of riparian States and of the organizations concerned, the list of the lighthouses that
still exist;

(b) To report on their condition to the Assembly at its eighty-seventh session;

2. Urges keepers to maintain every night the register of the ships that pass, and to hand it over to the authorities of
the nearest port at the end of each month;

3. Regrets that some lighthouses are put out before dawn;

4. Decides to remain seized of the matter.

__________________

¹ A/85/9.
² See resolution 83/2.
"""


@cache
def clean(text: str) -> noises.Clean:
    (record,) = read_bytes(text.encode(), "clean.txt")
    return noises.Clean(record, noises.rows_of(record), record.language)


@pytest.mark.parametrize("text", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("kind", noises.NOISES)
def test_noise_changes_no_paragraph(kind: str, text: str) -> None:
    given = clean(text)
    assert len(given.record.preamble) == 3 and len(given.record.operative) == 4
    name, data = noises.NOISES[kind](given, random.Random(kind))
    points = kind != "Markdown lists"  # which numbers them anew
    read = noises.paragraphs(noises.read(name, data), points)
    assert read == noises.paragraphs([given.record], points)
