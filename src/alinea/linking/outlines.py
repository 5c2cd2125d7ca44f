"""From a record to what linking and following need to know of it, and from the outlines of versions to works."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from alinea.analysing.actors import actors_in, mentions
from alinea.analysing.deadlines import find_due
from alinea.model.corpus import Charge, Cited, Issued, Notice, Outline, Place, Recall, Report, Work
from alinea.model.document import Document, Request
from alinea.model.record import Citation, Commitment, Footnote, Paragraph, Party, Record
from alinea.model.spans import Span
from alinea.vocab.actor_names import level, names_in
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import LinkingWords, day_of_year, linking_words
from alinea.vocab.tables import LANGUAGES

SUBJECT = 300  # characters of the words about a subject that are kept
HEAD = 260  # characters before a list in which the words that lead to it stand


def series_of(symbol: str) -> str:
    """Return the series of the organ that a symbol belongs to: ``A/HRC`` of ``A/HRC/RES/7/12``."""
    return symbol.partition("/RES/")[0]


def find_recalls(record: Record) -> tuple[Recall, ...]:
    """Return the resolutions of its own organ that the preamble of a record cites, in order.

    A sample: *Rappelant ses résolutions 57/63 du 22 novembre 2002 et 61/62 du 6 décembre 2006 sur la promotion du
    multilatéralisme* recalls two in one list, with one subject.
    """
    try:
        words = linking_words(record.language)
    except FileNotFoundError:
        words = None
    return tuple(
        recall
        for order, paragraph in enumerate(record.preamble)
        for part in paragraph.walk()
        for recall in _recalled_in(record, part, order, words)
    )


def _recalled_in(
    record: Record, paragraph: Paragraph, order: int, words: LinkingWords | None
) -> Iterator[Recall]:
    cited = [each for each in paragraph.citations if each.kind == "resolution"]
    if not any(_own(each, record) for each in cited):
        return
    folded = fold(paragraph.text)
    act = paragraph.lead.act if paragraph.lead else None
    lists = _lists(cited, folded, words)
    for place, group in enumerate(lists):
        own = [each for each in group if _own(each, record)]
        if not own:
            continue
        start = lists[place - 1][-1].at.end if place else 0
        end = lists[place + 1][0].at.start if place + 1 < len(lists) else len(folded)
        head = folded[max(start, group[0].at.start - HEAD) : group[0].at.start]
        tail = folded[group[-1].at.end : end]
        subject, prior, content = _said(head, tail, words) if words else ("", False, False)
        listed = tuple(dict.fromkeys(each.target for each in own))
        for citation in own:
            shown = Place(record.symbol or "", paragraph.id, record.language, citation.span, citation.text)
            yield Recall(citation.target, shown, order, act, listed, subject, prior, content, citation.date)


def _own(citation: Citation, record: Record) -> bool:
    return series_of(citation.target) == record.organ and citation.target != record.symbol


def _lists(cited: Sequence[Citation], folded: str, words: LinkingWords | None) -> list[list[Citation]]:
    """Return the citations of a paragraph in lists: those between which only words that join stand."""
    lists = [[cited[0]]]
    for before, after in pairwise(cited):
        gap = folded[before.at.end : after.at.start]
        # Of "61/70 A et B" the second holds the first: nothing stands between them.
        if not gap or (words and words.joint.fullmatch(gap)):
            lists[-1].append(after)
        else:
            lists.append([after])
    return lists


def _said(head: str, tail: str, words: LinkingWords) -> tuple[str, bool, bool]:
    """Return what the words around a list say it is about, whether it is of the earlier texts, and of its content."""
    subject, prior, content = "", False, bool(words.content.match(tail))
    following = words.subject.match(tail)
    if following:
        subject = subject_of(tail, words)
    before = words.subject_before.search(head)
    if before and not subject:
        subject = before["subject"].strip()
    for stretch in (head, tail[:HEAD]):
        found = words.prior.search(stretch)
        if not found:
            continue
        prior = True
        same = words.same_question.search(stretch)
        if same and not words.named_question.match(stretch, same.end()) and not following:
            subject = ""
        elif not subject and stretch is not head:
            subject = subject_of(stretch[found.end() :], words)
    return subject, prior, content


def subject_of(tail: str, words: LinkingWords) -> str:
    """Return what the words that follow say something is about; empty where they do not begin with that."""
    following = words.subject.match(tail)
    if not following:
        return ""
    rest = tail[following.end() :]
    stop = words.subject_end.search(rest)
    return rest[: stop.start() if stop else len(rest)][:SUBJECT].strip(' ,.«»“”"')


Key = tuple[str, str, int]  # paragraph, kind of commitment, which of its kind


def bearers_of(record: Record) -> dict[Key, tuple[Party, ...]]:
    """Return all who bear each commitment, by paragraph, kind and ordinal, with their identifiers where known.

    A bearer without identifier is the actor that the text has named before in full, if the short name begins the
    full one and only one actor has been so named. In *Rôle du Centre régional des Nations Unies pour la diplomatie
    préventive*, *Encourage le Centre à continuer* charges the Regional Centre. In the texts of the Human Rights Council
    *le Haut-Commissariat* is that for human rights.
    """
    try:
        usual: Mapping[str, str] = names_in(record.language, record.organ or "")
    except FileNotFoundError:
        usual = {}
    known: dict[str, set[str]] = {}
    bearers: dict[Key, tuple[Party, ...]] = {}

    def known_as(party: Party) -> Party:
        if party.id:
            return party
        names = [bare_name(each, record.language) for each in (party.text, party.refers) if each]
        meant = next(filter(None, (_named_before(each, known) or usual.get(each) for each in names)), None)
        return party.model_copy(update={"id": meant}) if meant else party

    for paragraph in _paragraphs(record):
        for actor in paragraph.actors:
            if actor.id:
                known.setdefault(bare_name(actor.text, record.language), set()).add(actor.id)
        counted: Counter[str] = Counter()
        for commitment in paragraph.commitments:
            counted[commitment.kind] += 1
            parties = commitment.bearers or ((commitment.bearer,) if commitment.bearer else ())
            bearers[paragraph.id, commitment.kind, counted[commitment.kind]] = tuple(map(known_as, parties))
    return bearers


def bare_name(text: str, language: str) -> str:
    """Return an actor's name folded, levelled and without its article: ``secretaire general``."""
    levelled = level(fold(text))
    try:
        mention = next(actors_in(text, levelled, language), None)
    except FileNotFoundError:
        mention = None
    return levelled[mention.name :].strip() if mention and mention.start == 0 else levelled.strip()


def _paragraphs(record: Record) -> Iterator[Paragraph]:
    for top in (*record.preamble, *record.operative):
        yield from top.walk()


def _named_before(bare: str, known: dict[str, set[str]]) -> str | None:
    short = bare + " "
    meant = {id for name, ids in known.items() if name.startswith(short) for id in ids}
    return meant.pop() if len(meant) == 1 else None


_ADOPTED = ("resolution", "decision", "statement")
"""Types of texts that ask for something: what a draft or an amendment would ask, nobody owes."""


def outline(record: Record) -> Outline | None:
    """Return what linking and following need to know of a record; None where it has no symbol or organ."""
    if record.symbol is None or record.organ is None:
        return None
    return Outline(
        symbol=record.symbol,
        organ=record.organ,
        session=record.session,
        number=record.number,
        part=record.part,
        language=record.language,
        title=record.title,
        adopted_on=record.adopted_on,
        agenda_items=record.agenda_items,
        committee=record.basis.committee if record.basis else None,
        path=record.source.path,
        sha256=record.source.sha256,
        fragment=record.fragment,
        paragraphs=len(record.preamble) + len(record.operative),
        recalls=find_recalls(record),
        notices=find_notices(record),
        charges=tuple(_charges(record)) if record.type in _ADOPTED else (),
        citations=tuple(_citations(record)),
        tellings=_tellings(record),
    )


def _charges(record: Record) -> Iterator[Charge]:
    bearers = bearers_of(record)
    for preambular, tops in ((True, record.preamble), (False, record.operative)):
        for paragraph in (each for top in tops for each in top.walk()):
            counted: Counter[str] = Counter()
            for commitment in paragraph.commitments:
                counted[commitment.kind] += 1
                ordinal = counted[commitment.kind]
                when = occasion(record, paragraph, commitment)
                yield Charge(
                    recurrence=when.recurrence,
                    subject=when.subject,
                    day=when.day,
                    year=when.year,
                    paragraph=paragraph.id,
                    preambular=preambular,
                    ordinal=ordinal,
                    commitment=commitment,
                    text=paragraph.text,
                    bearers=bearers.get((paragraph.id, commitment.kind, ordinal), ()),
                )


def _citations(record: Record) -> Iterator[Cited]:
    for paragraph in record.paragraphs():
        for citation in paragraph.citations:
            yield Cited(paragraph.id, citation)
    for place, note in enumerate(record.footnotes, 1):
        for citation in note.citations:
            yield Cited(f"note_{place}", citation)


RECEIVING = frozenset(
    {
        "take-note",
        "note",
        "welcome",
        "consider",
        "recall",
        "commend",
        "thank",
        "endorse",
        "approve",
        "recognize",
    }
    | {"bear-in-mind", "concern", "regret", "stress", "reaffirm"}
)
"""Acts by which a text can take note of what it has received."""

BEFORE = 200  # characters before a resolution in which the report that answers it is named
DIRECT = 45  # characters between a verb and the report that it takes note of
TOPIC = 240  # characters after an author in which the report is said to be about something


def find_notices(record: Record) -> tuple[Notice, ...]:
    """Return the paragraphs of a record that take note of a report or another document received, in order.

    A sample: *Prend acte du rapport du Secrétaire général …, communiquées en application de sa résolution 61/62* with
    the footnote *A/62/133* takes note of A/62/133, by the Secretary-General, pursuant to A/RES/61/62.
    """
    try:
        words = linking_words(record.language)
    except FileNotFoundError:
        return ()
    notes = {note.number: note for note in record.footnotes}
    tops = (*record.preamble, *record.operative)
    paragraphs = (each for top in tops for each in top.walk())
    return tuple(
        notice for paragraph in paragraphs for notice in _in_paragraph(record, paragraph, words, notes)
    )


def _in_paragraph(
    record: Record, paragraph: Paragraph, words: LinkingWords, notes: dict[str, Footnote]
) -> Iterator[Notice]:
    if paragraph.lead is None:
        return
    folded = fold(paragraph.text)
    if words.report_overdue.search(folded):
        yield _missing(record, paragraph, paragraph.lead.act or "", folded)
        return
    if paragraph.lead.act not in RECEIVING:
        return
    reports = [
        found
        for found in words.report.finditer(folded)
        if found.start() >= paragraph.lead.at.end
        and not words.report_to_come.search(folded, max(0, found.start() - 80), found.start())
    ]
    if not reports or words.report_missing.search(folded):
        return
    called = [
        each
        for note in (notes[number] for number in paragraph.footnotes if number in notes)
        if not words.whereabouts.match(fold(note.text))
        for each in note.citations
    ]
    documents = [each.target for each in (*paragraph.citations, *called) if each.kind == "document"]
    pursuant = [
        each.target
        for each in paragraph.citations
        if each.kind in ("resolution", "decision")
        and words.pursuant.search(folded, max(0, each.at.start - BEFORE), each.at.start)
        and any(each.at.start - BEFORE <= found.end() <= each.at.start for found in reports)
    ]
    near = paragraph.lead.at.end + DIRECT
    authored = [
        report
        for found in reports
        for report in _report(
            paragraph,
            folded,
            found.end(),
            words,
            direct=found.start() <= near
            and not words.report_part.search(folded, paragraph.lead.at.end, found.start()),
        )
    ]
    yield Notice(
        place=Place(record.symbol or "", paragraph.id, record.language, paragraph.span, paragraph.text),
        act=paragraph.lead.act,
        documents=tuple(dict.fromkeys(documents)),
        pursuant=tuple(dict.fromkeys(pursuant)),
        reports=tuple(dict.fromkeys(authored)),
        named=tuple(dict.fromkeys(actor.id for actor in paragraph.actors if actor.id)),
        words=folded,
    )


def _missing(record: Record, paragraph: Paragraph, act: str, folded: str) -> Notice:
    """Return that a paragraph says that what a resolution asked for was not submitted."""
    return Notice(
        place=Place(record.symbol or "", paragraph.id, record.language, paragraph.span, paragraph.text),
        act=act,
        pursuant=tuple(
            dict.fromkeys(each.target for each in paragraph.citations if each.kind == "resolution")
        ),
        named=tuple(dict.fromkeys(actor.id for actor in paragraph.actors if actor.id)),
        words=folded,
        missing=True,
    )


def _report(
    paragraph: Paragraph, folded: str, end: int, words: LinkingWords, *, direct: bool
) -> Iterator[Report]:
    """Yield the report whose author is the first actor that the words after it name as such, if one is."""
    for actor in paragraph.actors:
        if end <= actor.at.start and words.author.fullmatch(folded, end, actor.at.start):
            tail = folded[actor.at.end :].partition(";")[0]
            # "des rapports du Secrétaire général sur le suivi de la Conférence, sur les dispositifs d'alerte et sur …"
            more = words.further.finditer(tail) if folded[:end].endswith("s") else ()
            places = [0, *(each.start("on") for each in more), len(tail)]
            for start, stop in pairwise(places):
                about = tail[start : min(stop, start + TOPIC)]
                if len(about) == TOPIC:
                    about = about.rpartition(" ")[0]  # a word cut short is another word
                subject = words.subject.match(about)
                entitled = subject is not None and about[subject.end() :].lstrip()[:1] in words.opening
                yield Report(actor.id or fold(actor.text), subject_of(about, words), entitled, direct)
            return


PERIODIC = "periodic"  # a recurrence of which the words do not give the period

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Occasion:
    """See the attributes of the same names of `alinea.model.corpus.Charge`."""

    recurrence: str | None = None
    subject: str | None = None
    day: tuple[int, int] | None = None
    year: int | None = None


def occasion(record: Record, paragraph: Paragraph, commitment: Commitment) -> Occasion:
    """Return when what a commitment asks for comes again, and by what name it is known.

    A sample: *à célébrer chaque année, le 12 décembre, la Journée internationale de la neutralité* is the *Journée
    internationale de la neutralité*, on 12 December.
    """
    recurrence = commitment.due.recurrence if commitment.due else None
    try:
        words = linking_words(record.language)
    except FileNotFoundError:
        return Occasion(recurrence)
    if commitment.kind == "agenda":
        return Occasion(recurrence, _quoted(paragraph.text, commitment.at.start, words))
    folded = fold(paragraph.text)
    if commitment.kind not in ("observance", "meeting"):
        return Occasion(recurrence)
    if recurrence == PERIODIC:
        recurrence = _period(paragraph.text, commitment, record.language) or recurrence
    if commitment.kind == "meeting":
        return Occasion(recurrence, None, day_of_year(folded, record.language))
    name = _name(paragraph.text, folded, commitment.at.start, words)
    name = _in_full(record, paragraph, name, words) if name else None
    starts = commitment.due.starts if commitment.due else None
    # The first occasion that the words name goes before a year that stands beside the name.
    year = int(starts[:4]) if isinstance(starts, str) else _first_year(record, name) if name else None
    return Occasion(recurrence, name, day_of_year(folded, record.language), year)


def _quoted(text: str, start: int, words: LinkingWords) -> str | None:
    """Return the words between the first quotation marks after a place, as the title of an item stands."""
    opening = next((place for place in range(start, len(text)) if text[place] in words.opening), None)
    if opening is None:
        return None
    closing = next((place for place in range(opening + 1, len(text)) if text[place] in words.closing), None)
    return text[opening + 1 : closing].strip() if closing else None


def _period(text: str, commitment: Commitment, language: str) -> str | None:
    """Return the period that the words after those of a recurrence without one give: *leurs réunions annuelles*."""
    said = commitment.due.text if commitment.due else None
    place = text.find(said) + len(said) if said and said in text else 0
    due = find_due(text[place:], language)
    return due.recurrence if due and due.recurrence != PERIODIC else None


def _name(text: str, folded: str, start: int, words: LinkingWords) -> str | None:
    found = words.observance.search(folded, start) or words.observance.search(folded)
    if not found:
        return None
    first, last = found.span("name")
    stop = words.observance_end.search(folded, first + 8, last)
    return text[first : stop.start() if stop else last].strip(" ,")


def _in_full(record: Record, paragraph: Paragraph, name: str, words: LinkingWords) -> str:
    """Return the full name that the text gave before, where a short one begins it: *l'Année internationale*."""
    begun, longer = f"{fold(name)} ", dict[str, str]()
    for each in (each for top in (*record.preamble, *record.operative) for each in top.walk()):
        if each is paragraph:
            break
        folded = fold(each.text)
        for found in words.observance.finditer(folded):
            full = _name(each.text, folded, found.start(), words)
            if full and fold(full).startswith(begun):
                longer[fold(full)] = full
    return next(iter(longer.values())) if len(longer) == 1 else name


def _first_year(record: Record, name: str) -> int | None:
    """Return the year that a paragraph gives to the observance: *2021 Année internationale de la paix*.

    What the text itself decides goes before what it recalls.
    """
    sought = fold(name)
    for paragraph in (each for top in (*record.operative, *record.preamble) for each in top.walk()):
        folded = fold(paragraph.text)
        place = folded.find(sought)
        while place >= 0:
            before = _YEAR.search(folded, max(0, place - 8), place)
            after = _YEAR.search(folded, place + len(sought), place + len(sought) + 8)
            found = before or after
            if found:
                return int(found[0])
            place = folded.find(sought, place + 1)
    return None


def works_of(outlines: Iterable[Outline]) -> Mapping[str, Work]:
    """Return the works that outlines are versions of, by symbol, in order of the first mention.

    Of several outlines in one language the most complete is kept: whole before a fragment, longer before shorter.
    The first version of a work is one that is whole, in the order of `alinea.vocab.tables.LANGUAGES`.
    """
    versions: dict[str, dict[str, Outline]] = {}
    for each in outlines:
        held = versions.setdefault(each.symbol, {})
        other = held.get(each.language)
        if other is None or _worth(each) > _worth(other):
            held[each.language] = each
    return MappingProxyType(
        {
            symbol: Work(symbol, tuple(sorted(held.values(), key=_precedence)))
            for symbol, held in versions.items()
        }
    )


def _worth(each: Outline) -> tuple[bool, int, str]:
    return not each.fragment, each.paragraphs, each.path


def _precedence(each: Outline) -> tuple[bool, int, str]:
    order = LANGUAGES.index(each.language) if each.language in LANGUAGES else len(LANGUAGES)
    return each.fragment, order, each.language


def _tellings(record: Record) -> tuple[Place, ...]:
    """Return the paragraphs of a record that tell of what was held or founded and lay nothing on anybody, in order.

    A sample: *Notant que le Groupe des Amis de la neutralité, fondé en août 2020, a tenu trois réunions*.
    """
    try:
        words = linking_words(record.language)
    except FileNotFoundError:
        return ()
    return tuple(
        Place(record.symbol or "", each.id, record.language, each.span, each.text)
        for each in record.paragraphs()
        if not each.commitments and words.done.search(fold(each.text))
    )


TYPES = frozenset({"report", "note", "letter", "other"})
"""Types of documents that are submitted at somebody's request."""

SECRETARIAT = {"secretariat": "secretary-general"}
"""Who submits for whom: the Secretariat's notes are those of its head (Charter, Article 97)."""


def issued_of(document: Document, work: str) -> Issued | None:
    """Return a document as one that answers a resolution, None where it does not say so.

    Args:
        work: symbol of the resolution that asked for it.
    """
    asked = [request for request in document.pursuant_to if request.symbol == work]
    return _issued(document, asked) if asked else None


def unasked(document: Document) -> Issued | None:
    """Return a document that names no resolution that asked for it, None where it is of another kind."""
    return None if document.pursuant_to else _issued(document, ())


def _issued(document: Document, asked: Sequence[Request]) -> Issued | None:
    covers = document.type == "list"
    if not covers and (document.symbol is None or document.type not in TYPES):
        return None
    symbol = document.symbol or document.source.path.rpartition("/")[2]
    place = Place(symbol, "", document.language, Span(0, 0), document.title or "")
    if asked:
        place = replace(place, span=asked[0].span, text=asked[0].text)
    titles = (document.title, *(item.title for item in document.agenda_items))
    # A list has its own language for authors: "Secretary-General" beside titles in French.
    languages = dict.fromkeys((document.language, *LANGUAGES))
    named = (mentions(document.submitted_by or "", each) for each in languages if each in LANGUAGES)
    authors = next(filter(None, ([each.id for each in found if each.id] for found in named)), [])
    return Issued(
        symbol=symbol,
        on=document.date,
        sessions=tuple(
            (series, session) for series, session in document.session.items() if isinstance(session, int)
        ),
        authors=tuple(dict.fromkeys(SECRETARIAT.get(each, each) for each in authors)),
        paragraphs=tuple(request.paragraph for request in asked if request.paragraph),
        place=place,
        replies=len(document.replies_from),
        titles=tuple(dict.fromkeys(each for each in titles if each)),
        covers=covers,
    )
