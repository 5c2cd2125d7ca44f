"""Small resolutions, made up for tests, and the records that reading makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alinea.model.record import Record
from alinea.pipeline import read_bytes

ORDINALS = {
    60: "Soixantième",
    61: "Soixante et unième",
    62: "Soixante-deuxième",
    63: "Soixante-troisième",
    64: "Soixante-quatrième",
    65: "Soixante-cinquième",
    66: "Soixante-sixième",
}


def assembly(
    number: str,
    title: str,
    adopted: str,
    preamble: Sequence[str] = (),
    operative: Sequence[str] = (),
    notes: Sequence[str] = (),
    committee: str = "Première Commission",
) -> str:
    """Return the text of a resolution of the General Assembly in French.

    Args:
        number: ``61/70``; adopted: ``6 décembre 2006``; preamble, operative: paragraphs without numbers and commas.
        notes: footnotes, called ¹, ² …
    """
    session = int(number.split("/")[0])
    lines = [
        "Assemblée générale",
        "Distr. générale",
        f"{ORDINALS[session]} session",
        "Point 98 de l'ordre du jour",
        f"Résolution adoptée par l'Assemblée générale le {adopted}",
        f"[sur la base du rapport de la {committee} (A/{session}/391)]",
        f"{number}. {title}",
        "L'Assemblée générale,",
        *(f"{text}," for text in preamble),
        *(
            f"{place}. {text}{';' if place < len(operative) else '.'}"
            for place, text in enumerate(operative, 1)
        ),
        f"61e séance plénière\n{adopted}",
        *(f"{sign} {text}" for sign, text in zip("¹²³", notes, strict=False)),
    ]
    return "\n\n".join(lines) + "\n"


def council(number: str, title: str, preamble: Sequence[str], operative: Sequence[str]) -> str:
    """Return the text of a resolution of the Human Rights Council in French."""
    lines = [
        "Conseil des droits de l'homme",
        f"{number}. {title}",
        "Le Conseil des droits de l'homme,",
        *(f"{text}," for text in preamble),
        *(
            f"{place}. {text}{';' if place < len(operative) else '.'}"
            for place, text in enumerate(operative, 1)
        ),
    ]
    return "\n\n".join(lines) + "\n"


def read(*texts: str) -> list[Record]:
    """Return the records of texts."""
    return [record for text in texts for record in read_bytes(text.encode(), "text.txt", "fr")]


SPACE = "Prévention de l'accumulation des débris spatiaux"

FIRST = assembly(
    "61/70",
    SPACE,
    "6 décembre 2006",
    ["Consciente de l'importance de l'espace"],
    [
        "Prie le Secrétaire général de lui présenter, à sa soixante-deuxième session, un rapport sur l'application de "
        "la présente résolution",
        "Décide d'inscrire à l'ordre du jour provisoire de sa soixante-deuxième session la question intitulée "
        f"« {SPACE} »",
    ],
)
SECOND = assembly(
    "62/80",
    SPACE,
    "5 décembre 2007",
    [f"Rappelant sa résolution 61/70 du 6 décembre 2006 sur la {SPACE[0].lower()}{SPACE[1:]}"],
    [
        "Prend acte du rapport du Secrétaire général¹",
        "Prie le Secrétaire général de lui présenter, à sa soixante-quatrième session, un rapport sur l'application de "
        "la présente résolution",
    ],
    ["A/62/555."],
)
FOURTH = assembly(
    "64/33",
    SPACE,
    "2 décembre 2009",
    [
        "Rappelant ses résolutions 61/70 du 6 décembre 2006 et 62/80 du 5 décembre 2007 sur la "
        f"{SPACE[0].lower()}{SPACE[1:]}",
    ],
    [
        "Souligne l'importance de l'espace",
        "Prie le Secrétaire général de lui présenter, à sa soixante-sixième session, un rapport sur l'application de "
        "la présente résolution",
    ],
)
SERIES: Iterable[str] = (FIRST, SECOND, FOURTH)
"""A matter taken up at the sixty-first and sixty-second sessions and every two years from then on."""
