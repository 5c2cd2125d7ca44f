"""From a resolution to its record: what its paragraphs open with, cite, and ask of whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from alinea.analysing.actors import find_actors
from alinea.analysing.commitments import find_commitments
from alinea.analysing.dated import with_dates
from alinea.analysing.references import References
from alinea.analysing.symbols import canonical, parse_symbol
from alinea.model.problems import Problem
from alinea.model.record import (
    AdoptionBasis,
    Annex,
    Commitment,
    Footnote,
    FootnoteCall,
    Heading,
    Item,
    Lead,
    Meeting,
    Origin,
    Paragraph,
    Piece,
    Record,
    Vote,
    Warning,
)
from alinea.model.resolution import Part, Passage, Resolution
from alinea.model.spans import MendedText, Span
from alinea.model.text import Source
from alinea.vocab.opening_rules import Kind
from alinea.vocab.openings import openings


def analyse(
    resolution: Resolution, source: Source, parts: Sequence[Part] = (), problems: Sequence[Problem] = ()
) -> Record:
    """Return all that is said of a resolution.

    Args:
        resolution: cut into its parts.
        source: where its text came from.
        parts: those of the text that belong to it.
        problems: what reading could not do with confidence, beside those of the resolution itself.
    """
    language = resolution.language
    commitments = with_dates(resolution, find_commitments(resolution, language), language)
    references = References(resolution)
    paragraphs = _Paragraphs(references, resolution.language, commitments)
    symbol, doubts = _symbol(resolution)
    preamble = tuple(paragraphs.of(passage, "preambular") for passage in resolution.preamble)
    operative = tuple(paragraphs.of(passage, "operative") for passage in resolution.operative)
    annexes = tuple(
        Annex(title=each.title.text, paragraphs=paragraphs.annexed(each.passages), span=each.span)
        for each in resolution.annexes
    )
    footnotes = tuple(
        Footnote(number=note.number, text=note.text.text, citations=cited, span=note.span)
        for note, cited in zip(resolution.footnotes, references.notes, strict=True)
    )
    return Record(
        symbol=symbol,
        organ=resolution.organ,
        session=resolution.session,
        number=resolution.number,
        part=resolution.part,
        title=resolution.title.text if resolution.title else None,
        language=language,
        adopted_on=resolution.adopted_on,
        distributed_on=resolution.distributed_on,
        agenda_items=tuple(
            Item(item=each.item, sub=each.sub, title=each.title) for each in resolution.agenda_items
        ),
        meeting=_meeting(resolution),
        basis=_basis(resolution),
        vote=Vote(yes=resolution.vote[0], no=resolution.vote[1], abstain=resolution.vote[2])
        if resolution.vote
        else None,
        enacting=resolution.enacting.text if resolution.enacting else None,
        preamble=preamble,
        operative=operative,
        headings=tuple(
            Heading(number=section.number, text=section.text.text, before=section.before, span=section.span)
            for section in resolution.sections
        ),
        annexes=annexes,
        footnotes=footnotes,
        fragment=resolution.fragment,
        source=Origin(
            path=source.path,
            media_type=source.media_type,
            sha256=source.sha256,
            pages=source.pages,
            span=resolution.span,
        ),
        warnings=tuple(
            Warning(code=problem.code, message=problem.message, span=problem.span)
            for problem in sorted(
                (*problems, *resolution.problems, *doubts, *references.problems), key=_gravity
            )
        ),
        parts=tuple(Piece(kind=part.kind.value, span=part.span, id=part.id) for part in parts),
    )


class _Paragraphs:
    """Makes paragraphs of a record out of the passages of a resolution."""

    def __init__(
        self, references: References, language: str, commitments: dict[str, tuple[Commitment, ...]]
    ) -> None:
        self.references = references
        self.language = language
        self.commitments = commitments

    def of(self, passage: Passage, kind: Literal["preambular", "operative"] | None) -> Paragraph:
        """Return the paragraph of a passage; annexed ones (kind None) open with no act."""
        return Paragraph(
            id=passage.id,
            number=passage.number,
            text=passage.text.text,
            lead=find_lead(passage.text, kind, self.language, strict="." in (passage.number or ""))
            if kind
            else None,
            citations=self.references.citations[passage.id],
            instruments=self.references.instruments[passage.id],
            open_references=self.references.open_references[passage.id],
            actors=find_actors(passage.text, self.language),
            commitments=self.commitments.get(passage.id, ()),
            children=tuple(self.of(child, kind) for child in passage.children),
            footnotes=tuple(call.number for call in passage.calls),
            calls=tuple(FootnoteCall(number=call.number, at=call.at) for call in passage.calls),
            span=passage.span,
            pieces=passage.pieces if len(passage.pieces) > 1 else (),
        )

    def annexed(self, passages: Sequence[Passage]) -> tuple[Paragraph, ...]:
        """Return the paragraphs of an annex."""
        return tuple(self.of(passage, None) for passage in passages)


def _basis(resolution: Resolution) -> AdoptionBasis | None:
    basis = resolution.basis
    if basis is None:
        return None
    return AdoptionBasis(
        kind=basis.kind,
        committee=basis.committee,
        documents=canonical(basis.text.text) if basis.documents is None else basis.documents,
        span=basis.text.span(0, len(basis.text.text)) if basis.text else None,
    )


def _symbol(resolution: Resolution) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the symbol, from title or masthead; where the two differ the title counts, with a problem."""
    printed = parse_symbol(resolution.printed_symbol) if resolution.printed_symbol else None
    if resolution.symbol is None:
        if printed is not None or resolution.printed_symbol is None:
            return printed, ()
        if "/" not in resolution.printed_symbol:
            return resolution.printed_symbol, ()  # of another organization, WHA79.12: as it prints it
        message = f"the masthead prints {resolution.printed_symbol}, which is no symbol that is known"
        return None, (Problem("no-symbol", message, None),)
    differs = printed is not None and "/RES/" in printed and not resolution.symbol.startswith(printed)
    if differs:
        message = f"the masthead prints {printed}, the title gives {resolution.symbol}"
        return resolution.symbol, (Problem("symbol-differs", message, None),)
    return resolution.symbol, ()


_GRAVEST = ("fragment", "no-symbol", "no-organ", "organ-unknown", "no-operative-part", "no-enacting-words")
"""Problems that a record tells of first: what makes it another text than it seems, or no whole one."""


def _gravity(problem: Problem) -> int:
    """Return the rank of a problem among those of a record, the gravest first; the others stay in their order."""
    return _GRAVEST.index(problem.code) if problem.code in _GRAVEST else len(_GRAVEST)


def _meeting(resolution: Resolution) -> Meeting | None:
    """Return the meeting, with the symbol of its record where the organ's series has one."""
    if resolution.meeting is None:
        return None
    symbol = None
    if resolution.organ == "A" and resolution.session is not None and resolution.session > 30:
        symbol = f"A/{resolution.session}/PV.{resolution.meeting}"
    elif resolution.organ == "S":
        symbol = f"S/PV.{resolution.meeting}"
    return Meeting(number=resolution.meeting, symbol=symbol)


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
