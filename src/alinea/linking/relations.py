"""How the actors that a text names stand to one another, in its own words: with whom, under whose auspices, where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from alinea.analysing.actors import mentions
from alinea.analysing.parties import full_name_end
from alinea.analysing.wording import Wording
from alinea.linking.outlines import bare_name
from alinea.model.record import Citation, Paragraph, Record
from alinea.model.spans import MendedText, Span
from alinea.vocab.clause_words import clause_words
from alinea.vocab.folding import fold
from alinea.vocab.relation_words import NAME, Relation, joint, name_ends, relation_rules
from alinea.vocab.tables import table

_NAME = re.compile(NAME)
_NEAR = 60
"""Letters between the words that say that a body was founded and the document by which."""


class RelatedActor(NamedTuple):
    """An actor of a relation: its name as printed, and its identifier where one is known; of a place there is none."""

    name: str
    id: str | None

    @property
    def is_one(self) -> bool:
        """Whether it is an actor, known or by its capital; *partners* and *institutions* are anybody."""
        return self.id is not None or self.name[0].isupper()


@dataclass(frozen=True, slots=True)
class ActorRelation:
    """What a paragraph says of two actors.

    Attributes:
        kind: how `one` stands to `other`: a partner of it, in support of it, founded under its auspices, having begun
            it, working through it as its office, having its seat there, founded by it,
            which is a document then, or having welcomed that document.
        paragraph: address of the paragraph; span: the words that say so, in its text; quote: these words.
    """

    kind: Relation
    one: RelatedActor
    other: RelatedActor
    paragraph: str
    span: Span
    quote: str


class _Name(NamedTuple):
    start: int
    end: int
    id: str | None


def relations_of(record: Record) -> tuple[ActorRelation, ...]:
    """Return the relations that the paragraphs of a text state, in their order, each once.

    A short name stands for the full one that it begins and that the text gave before: *le Centre* for the *Centre
    régional des Nations Unies pour la diplomatie préventive*.

    A sample: A/RES/75/272 has the Centre with the Office on Drugs and Crime as ``partner``, and an office of this whose
    ``seat`` is Tashkent.
    """
    known: dict[str, set[RelatedActor]] = {}
    found: dict[tuple[Relation, str, str, str], ActorRelation] = {}
    notes = {each.number: each.citations for each in record.footnotes}
    paragraphs = (
        (each.id, each.text, (*each.citations, *_called(each, notes))) for each in record.paragraphs()
    )
    for address, text, cited in (("title", record.title or "", ()), *paragraphs):
        names = _names(text, record.language)
        for name in names:
            _learn(known, text[name.start : name.end], name.id, record.language)
        for each in _stated(address, text, names, known, record.language, cited):
            key = (each.kind, each.one.id or each.one.name, each.other.id or each.other.name, each.paragraph)
            found.setdefault(key, each)
    return tuple(found.values())


def _called(paragraph: Paragraph, notes: Mapping[str, tuple[Citation, ...]]) -> Iterator[Citation]:
    """Yield what the notes of a paragraph cite, each where its note is called."""
    for call in paragraph.calls:
        for each in notes.get(call.number, ()):
            yield each.model_copy(update={"at": Span(call.at, call.at)})


def _names(text: str, language: str) -> list[_Name]:
    """Return the places of the names of actors in a text, in order, those of unknown bodies in full."""
    try:
        bodies = clause_words(language).bodies
    except FileNotFoundError:
        return []
    wording = Wording(MendedText(text, (0,), (0,)), language)
    found = [(each.name, each.end, each.id) for each in mentions(text, language)]
    found += [(body.start(), body.end(), None) for body in bodies.finditer(text)]
    known = [start for start, _, id in found if id]
    named = [_Name(start, head if id else _end(wording, start, head, known), id) for start, head, id in found]
    kept: list[_Name] = []
    # The longest first: a name that stands within another is part of it.
    for name in sorted(named, key=lambda each: (each.start - each.end, each.id is None)):
        if not any(name.start < other.end and other.start < name.end for other in kept):
            kept.append(name)
    return sorted(kept)


def _end(wording: Wording, start: int, head: int, known: list[int]) -> int:
    """Return where the name of a body that no vocabulary knows ends, whose head ends at a place.

    Args:
        known: where known names begin: what a conjunction joins to one of them ends before it.
    """
    text = wording.text.text
    if not text[start].isupper():
        return head  # "institutions", "partners": no name of one body
    goes_on, no_end = name_ends(wording.language)
    end = full_name_end(wording, head)
    rest = text[head:end].strip()
    if end == head or (rest.isalpha() and rest.islower()):
        return head  # a lone word in small letters is no part of it: "the Centre plays"
    more = goes_on.match(text, end)
    end = more.end() if more else end
    joined = (
        joint(wording.language).search(wording.folded, head, each) for each in known if head < each < end
    )
    end = min((each.start() for each in joined if each), default=end)
    loose = no_end.search(text, head, end)
    return loose.start() if loose else end


def _learn(known: dict[str, set[RelatedActor]], printed: str, id: str | None, language: str) -> None:
    """Remember a full name by the beginnings of it, by which the text may call it later."""
    bare = bare_name(printed, language)
    if printed[0].isupper():
        for place in [each.start() for each in re.finditer(" ", bare)]:
            # One body printed in two ways, with its identifier, is one.
            ones = known.setdefault(bare[:place], set())
            if id is None or id not in {each.id for each in ones}:
                ones.add(RelatedActor(printed, id))


def _stated(
    address: str,
    text: str,
    names: list[_Name],
    known: dict[str, set[RelatedActor]],
    language: str,
    cited: Sequence[Citation],
) -> Iterator[ActorRelation]:
    """Yield the relations that a paragraph states.

    Args:
        cited: there and in its notes, which stand where they are called.
    """
    drawn = _drawn(text, names)
    by_start = {each.start: each for each in names}

    def actor(start: int) -> RelatedActor:
        name = by_start[start]
        printed = text[name.start : name.end]
        if name.id is not None or printed[0].islower():
            return RelatedActor(printed, name.id)
        begun = known.get(bare_name(printed, language), set())
        # Of several that begin so the one that is known is meant, as for what is asked of it (`bearers_of`).
        meant = {each for each in begun if each.id} or begun
        return next(iter(meant)) if len(meant) == 1 else RelatedActor(printed, None)

    for rule in relation_rules(language):
        for match in rule.pattern.finditer(drawn):
            one = actor(match.start("one"))
            span = Span(match.start(), match.end())
            quote = text[match.start() : match.end()]
            if rule.documents is not None:
                # "the mechanism for Myanmar, established by …": no text of an organ founds a State.
                if one.is_one and (rule.kind == "received" or one.id not in table("common", "states")):
                    for each in _near(cited, span, rule.documents):
                        document = RelatedActor(each.target, None)
                        yield ActorRelation(rule.kind, one, document, address, span, quote)
                continue
            if rule.kind == "seat":
                start, end = match.span("place")
                if text[start].isupper():
                    yield ActorRelation(
                        rule.kind, one, RelatedActor(text[start:end], None), address, span, quote
                    )
                continue
            for other in _NAME.finditer(drawn, *match.span("others")):
                if (second := actor(other.start())) != one and second.is_one and one.is_one:
                    yield ActorRelation(rule.kind, one, second, address, span, quote)


def _near(cited: Sequence[Citation], span: Span, side: str) -> Iterator[Citation]:
    """Yield the documents that stand near some words, on one side of them or both.

    Of what stands before where either side will do, resolutions are rather those of a list that the words end.
    """
    for each in cited:
        before = span.start - _NEAR <= each.at.end <= span.start
        after = span.end <= each.at.start <= span.end + _NEAR
        before = before and (side == "before" or each.kind == "document")
        if (before and side != "after") or (after and side != "before"):
            yield each


def _drawn(text: str, names: list[_Name]) -> str:
    """Return the text as rules want it: folded, each name a sign drawn out to its length."""
    drawn, reached = list[str](), 0
    folded = fold(text).replace("@", " ").replace("~", " ")
    for name in names:
        drawn += (folded[reached : name.start], "@", "~" * (name.end - name.start - 1))
        reached = name.end
    return "".join((*drawn, folded[reached:]))
