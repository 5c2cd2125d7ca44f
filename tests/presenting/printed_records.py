"""A record made by hand, with something in every field that is shown."""

from __future__ import annotations

import datetime
from typing import Any

from alinea.model.record import (
    AdoptionBasis,
    Annex,
    Citation,
    Commitment,
    Due,
    Footnote,
    FootnoteCall,
    Heading,
    Item,
    Lead,
    Meeting,
    Origin,
    Paragraph,
    Party,
    Record,
    Vote,
    Warning,
)
from alinea.model.spans import Span


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def paragraph(
    identifier: str,
    number: str | None,
    text: str,
    lead: tuple[str, str, Any] | None = None,
    cites: tuple[tuple[str, str], ...] = (),
    **rest: Any,
) -> Paragraph:
    start = (
        1000 * (1 + int("".join(c for c in identifier if c.isdigit()) or 0)) + (identifier[0] == "o") * 50_000
    )
    return Paragraph(
        id=identifier,
        number=number,
        text=text,
        span=Span(start, start + len(text)),
        lead=Lead(
            text=lead[0], act=lead[1], act_class=lead[2], span=place(text, lead[0]), at=place(text, lead[0])
        )
        if lead
        else None,
        citations=tuple(
            Citation(
                text=words, target=target, kind="resolution", span=place(text, words), at=place(text, words)
            )
            for words, target in cites
        ),
        **rest,
    )


def commitment(kind: Any, bearer: str | None, quote: str, **rest: Any) -> Commitment:
    return Commitment(
        kind=kind,
        bearer=Party(text=bearer) if bearer else None,
        quote=quote,
        span=Span(0, 1),
        at=Span(0, 1),
        **rest,
    )


MILLENNIUM = "Rappelant en outre la Déclaration du Millénaire et ce qui s'y trouve énoncé,"

RECORD = Record(
    symbol="A/RES/62/27",
    organ="A",
    session=62,
    number="27",
    title="Promotion du multilatéralisme dans le domaine du désarmement",
    language="fr",
    adopted_on=datetime.date(2007, 12, 5),
    distributed_on=datetime.date(2008, 1, 1),
    agenda_items=(Item(item=98, sub="h"), Item(item=99)),
    meeting=Meeting(number=61, symbol="A/62/PV.61"),
    basis=AdoptionBasis(kind="committee-report", committee="Première Commission", documents=("A/62/391",)),
    vote=Vote(yes=123, no=6, abstain=51),
    enacting="L'Assemblée générale,",
    preamble=(
        paragraph(
            "pp_1",
            None,
            "Rappelant sa résolution 56/24 T du 29 novembre 2001 et ses résolutions 57/63 et 58/44,",
            ("Rappelant", "recall", "recalling"),
            (
                ("56/24 T du 29 novembre 2001", "A/RES/56/24T"),
                ("57/63", "A/RES/57/63"),
                ("58/44", "A/RES/58/44"),
            ),
        ),
        paragraph(
            "pp_2",
            None,
            MILLENNIUM,
            ("Rappelant en outre", "recall", "recalling"),
            footnotes=("1",),
            calls=(FootnoteCall(number="1", at=MILLENNIUM.index(" et ce")),),
        ),
    ),
    operative=(
        paragraph("op_1", "1", "Décide de créer un groupe ;", ("Décide", "decide", "deciding")),
        paragraph(
            "op_2",
            "2",
            "Prie le Secrétaire général de recueillir les vues des États et de lui faire rapport :",
            ("Prie", "request", "directive"),
            commitments=(
                commitment("views", "le Secrétaire général", "les vues", condition="s'ils y consentent"),
                commitment(
                    "report",
                    "le Secrétaire général",
                    "faire rapport",
                    due=Due(session=63, organ="A", date="2008-05", recurrence="every 2 years"),
                    certain=False,
                ),
            ),
            children=(
                paragraph(
                    "op_2_a",
                    "2.a",
                    "De promouvoir la paix ;",
                    children=(
                        paragraph(
                            "op_2_a_i",
                            "2.a.i",
                            "Y compris par la résolution 60/59 ;",
                            None,
                            (("60/59", "A/RES/60/59"),),
                        ),
                    ),
                ),
            ),
        ),
    ),
    headings=(Heading(number="I", text="Mesures", before="op_1", span=Span(0, 1)),),
    annexes=(
        Annex(
            title="Statut",
            paragraphs=(paragraph("annex_1_p_1", "1", "Le groupe est créé."),),
            span=Span(0, 1),
        ),
    ),
    footnotes=(
        Footnote(
            number="1",
            text="Voir résolution 55/2.",
            citations=(
                Citation(
                    text="55/2", target="A/RES/55/2", kind="resolution", span=Span(0, 1), at=Span(16, 20)
                ),
            ),
            span=Span(0, 1),
        ),
    ),
    warnings=(
        Warning(
            code="number-missing", message="the number of paragraph 3 is missing", span=Span(53_060, 53_062)
        ),
        Warning(code="not-in-any-catalogue", message="something new"),
    ),
    source=Origin(path="a.txt", media_type="text/plain", sha256="0" * 64, pages=3, span=Span(0, 60_000)),
)
