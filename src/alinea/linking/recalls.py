"""What earlier resolutions of its own organ a preamble recalls, and what it says they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from alinea.model.corpus import Place, Recall
from alinea.model.record import Citation, Paragraph, Record
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import LinkingWords, linking_words

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
        for recall in _in_paragraph(record, part, order, words)
    )


def _in_paragraph(
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
