"""Small texts to compare, written for the tests, and the records that are read from them."""

from __future__ import annotations

from collections.abc import Sequence

from alinea.model.record import Origin, Paragraph, Record
from alinea.model.spans import Span
from alinea.pipeline import read_bytes

HEAD = """Nations Unies                                                              A/RES/{number}

Assemblée générale                                              Distr. générale
                                                                {day}

{session} session
Point 98 de l'ordre du jour

         Résolution adoptée par l'Assemblée générale le {day}

         {number}. Contrôle des jardins suspendus

       L'Assemblée générale,

"""

PREAMBLE = (
    "Rappelant sa résolution 60/11 du 8 décembre 2005,",
    "Consciente de l'importance que les jardins suspendus revêtent pour la santé des villes,",
    "Convaincue que la culture des terrasses exige une coopération étroite entre les architectes et les jardiniers,",
    "Prenant acte du rapport du Secrétaire général sur les terrasses plantées,",
)
OPERATIVE = (
    "Réaffirme que l'arrosage des terrasses relève de chaque municipalité ;",
    "Prie le Secrétaire général de lui présenter un rapport annuel sur l'application de la présente résolution"
    " à sa soixante-troisième session ;",
    "Invite les États Membres à échanger leurs semences et leurs outils de taille, et engage les universités à former"
    " des jardiniers capables de soigner les plantes grimpantes des façades ;",
    "Décide d'inscrire à l'ordre du jour provisoire de sa soixante-troisième session la question intitulée"
    " « Contrôle des jardins suspendus ».",
)


def printed(
    preamble: Sequence[str] = PREAMBLE,
    operative: Sequence[str] = OPERATIVE,
    *,
    number: str = "62/90",
    session: str = "Soixante-deuxième",
    day: str = "5 décembre 2007",
) -> str:
    """Return a resolution as it is printed."""
    head = HEAD.format(number=number, session=session, day=day)
    recalls = "".join(f"       {each}\n\n" for each in preamble)
    points = "".join(f"       {place}.  {each}\n\n" for place, each in enumerate(operative, 1))
    return head + recalls + points


def read(text: str, path: str = "text.txt", language: str = "fr") -> Record:
    """Return the record that is read from a text."""
    return next(iter(read_bytes(text.encode(), path, language)))


def made(texts: Sequence[str], *, language: str = "fr", preamble: Sequence[str] = ()) -> Record:
    """Return a record of paragraphs that no one has analysed."""
    none = Span(0, 0)
    return Record(
        symbol=None,
        organ=None,
        session=None,
        number=None,
        title=None,
        language=language,
        preamble=tuple(
            Paragraph(id=f"pp_{place}", number=None, text=text, span=none)
            for place, text in enumerate(preamble, 1)
        ),
        operative=tuple(
            Paragraph(id=f"op_{place}", number=str(place), text=text, span=none)
            for place, text in enumerate(texts, 1)
        ),
        source=Origin(path="made.txt", media_type="text/plain", sha256="0" * 64, span=none),
    )
