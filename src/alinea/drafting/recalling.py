"""The last text joins the resolutions that the preamble recalls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from alinea.drafting.rewriting import Rewriting
from alinea.drafting.sessions import years_before
from alinea.drafting.wording import DraftingWords
from alinea.model.corpus import Outline, Recall
from alinea.model.draft import Choice, Known, Line
from alinea.model.record import Citation, Paragraph, Record
from alinea.vocab.folding import fold
from alinea.vocab.ordinals import parse_roman

Facts = tuple[tuple[str, str], ...]

_ENOUGH = 3
"""Points from which a list of resolutions is that of the earlier texts on the matter, see `_points`."""
_ALIKE, _UNLIKE, _SAME = 0.6, 0.25, 0.8
"""Shares of the words about a subject that the title has too."""
_LETTERS = 4
"""Shorter words say nothing of a subject."""
_RECALLING = frozenset({"recall", "reaffirm", "bear-in-mind"})
"""Acts by which a preamble recalls the earlier texts on the matter."""
_RECENT = 3
"""Years before the last text within which the one before it was adopted, mostly."""

_SESSION = re.compile(
    r"/RES/(?:[A-Z]+-)?(?P<first>\d+)(?:/\d|\w?\((?P<roman>[IVXLC]+)\)|\w?\((?P<year>\d{4})\))"
)


@dataclass(frozen=True, slots=True)
class Chain:
    """A list of resolutions of the organ in one preambular paragraph.

    Attributes:
        paragraph: its address; members: the citations, in order of the text; recall: what is said of them.
    """

    paragraph: str
    members: tuple[Citation, ...]
    recall: Recall

    @property
    def newest(self) -> str:
        """The symbol of the member adopted last."""
        return max(self.members, key=lambda each: (session_of(each.target) or 0, each.at.start)).target


def session_of(symbol: str) -> int | None:
    """Return the session, or the year, that the symbol of a resolution names: 62 of ``A/RES/62/27``."""
    match = _SESSION.search(symbol)
    if match is None:
        return None
    if match["roman"]:
        return parse_roman(match["roman"])
    return int(match["year"] or match["first"])


def printed_number(record: Record) -> str:
    """Return the number of a resolution as a later text cites it: ``62/27``, ``56/24 T``, ``2625 (XXV)``."""
    symbol = record.symbol or ""
    number = symbol.rpartition("RES/")[2] if "RES/" in symbol else symbol
    number = re.sub(r"(?<=[\dA-Z])\((?=[IVXLC\d]+\))", " (", number)
    return re.sub(r"(?<=\d)(?=[A-Z](?:\s|$))", " ", number)


def chain_of(record: Record, outline: Outline, known: Known, words: DraftingWords) -> Chain | None:
    """Return the list in which the preamble recalls the earlier texts on the matter; None where there is none sure.

    A sample: *Rappelant … ses résolutions 57/63 du 22 novembre 2002, … et 61/62 du 6 décembre 2006 sur la promotion du
    multilatéralisme*.
    """
    lists = list(_lists(record, outline, words))
    ranked = sorted(lists, key=lambda chain: -_points(chain, record, known, len(lists)))
    return ranked[0] if ranked and _points(ranked[0], record, known, len(lists)) >= _ENOUGH else None


def _lists(record: Record, outline: Outline, words: DraftingWords) -> Iterator[Chain]:
    paragraphs = {each.id: each for top in record.preamble for each in top.walk()}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for recall in outline.recalls:
        key = (recall.place.paragraph, recall.listed)
        paragraph = paragraphs.get(recall.place.paragraph)
        if key in seen or paragraph is None:
            continue
        seen.add(key)
        spans = {each.place.span for each in outline.recalls if (each.place.paragraph, each.listed) == key}
        members = [each for each in paragraph.citations if each.span in spans]
        parts = [Chain(paragraph.id, tuple(part), recall) for part in _parts(members, paragraph.text, words)]
        if parts:
            yield max(parts, key=lambda chain: session_of(chain.newest) or 0)


def _parts(members: Sequence[Citation], text: str, words: DraftingWords) -> Iterator[list[Citation]]:
    """Yield the parts of a list that begins anew: *ses résolutions 69/32 et 74/33, et ses résolutions 45/55 B*."""
    folded = fold(text)
    part: list[Citation] = []
    for member in members:
        number = _number_at(member, text)
        if part and (
            words.recall["head_of_several"].search(folded, part[-1].at.end, number)
            or (_older(member, part[-1]) and words.recall["head"].search(folded, part[-1].at.end, number))
        ):
            yield part
            part = []
        part.append(member)
    if part:
        yield part


def _older(citation: Citation, other: Citation) -> bool:
    return (session_of(citation.target) or 0) < (session_of(other.target) or 0)


def _points(chain: Chain, record: Record, known: Known, lists: int) -> int:
    """Return how much speaks for a list being that of the earlier texts on the matter."""
    recall = chain.recall
    points = 4 if any(each.target in known.series for each in chain.members) else 0
    points += 2 if recall.prior else 0
    points += min(len(chain.members) - 1, 2)
    points += 1 if recall.order <= 1 else 0
    points -= 3 if recall.content else 0
    lead = _paragraph(chain, record).lead
    # *Constatant …, dans le respect de ses résolutions*: recalled by the way, for what it speaks of.
    points -= 3 if lead is not None and lead.act not in _RECALLING else 0
    share = _share(recall.subject, record.title or "")
    if recall.subject:
        points += 3 if share >= _ALIKE else 1 if share > _UNLIKE else -2
    elif not recall.content:
        points += 2 if _bare(chain, record) else 1
    if _recent(chain, record):
        points += 1
    elif not recall.prior and share < _ALIKE:
        points -= 2  # founding texts of long ago
    return points + (1 if lists == 1 and not recall.content else 0)


def _recent(chain: Chain, record: Record) -> bool:
    """Tell whether the newest text of a list was adopted within some years before the last."""
    newest = session_of(chain.newest)
    if newest is None or record.session is None or record.organ is None:
        return False
    return 0 <= years_before(record.organ, newest, record.session) <= _RECENT


def _bare(chain: Chain, record: Record) -> bool:
    """Tell whether a paragraph recalls the list and says nothing else."""
    paragraph = _paragraph(chain, record)
    return not re.search(r"\w", paragraph.text[chain.members[-1].at.end :])


def _paragraph(chain: Chain, record: Record) -> Paragraph:
    return next(each for top in record.preamble for each in top.walk() if each.id == chain.paragraph)


def _share(subject: str, title: str) -> float:
    """Return which share of the words about a subject a title has too."""
    wanted = {word for word in re.findall(r"\w+", fold(subject)) if len(word) >= _LETTERS}
    there = set(re.findall(r"\w+", fold(title)))
    return len(wanted & there) / len(wanted) if wanted else 0.0


def recall_last(
    record: Record, chain: Chain | None, rewritings: Mapping[str, Rewriting], words: DraftingWords
) -> tuple[Line | None, Choice | None]:
    """Have the preamble recall the last text: in the list of those before it, else in a paragraph of its own.

    Args:
        chain: the list; rewritings: of the paragraphs, by address, in which changes are made.

    Returns:
        A paragraph to put in, None where the list took the text in; and a choice where its date is not known.
    """
    cited, choice = _cited(record, words, chain)
    facts = (("symbol", record.symbol or ""),)
    if chain is not None:
        rewriting = rewritings[chain.paragraph]
        if _replaces(rewriting, chain, cited, words, facts) or _extends(
            rewriting, record, chain, cited, words, facts
        ):
            return None, choice
        rewriting.mark(chain.members[0].at.start, chain.members[-1].at.end, "last-not-in-list", facts)
    cited, choice = _cited(record, words, None)
    text = words.table["recall"]["sentence"].format(cited=cited)
    verb = text.split()[0]
    return Line("", None, text, italic=len(verb)), choice


def _cited(record: Record, words: DraftingWords, chain: Chain | None) -> tuple[str, Choice | None]:
    """Return how the last text is cited: with its date, but in a list of which no member has one."""
    number = printed_number(record)
    if chain and len(chain.members) > 1 and not any(each.date for each in chain.members):
        return number, None
    if record.adopted_on is None:
        left = words.table["masthead"]["open"]
        dated = words.table["recall"]["dated"].format(number=number, date=left)
        return dated, Choice("adoption-unknown", "", facts=(("symbol", record.symbol or ""),))
    return words.table["recall"]["dated"].format(number=number, date=words.date(record.adopted_on)), None


def _number_at(citation: Citation, text: str) -> int:
    """Return where the number of a citation begins, whose words may begin with *résolution*."""
    found = re.compile(r"\d|(?:ES|S)-\d").search(text, citation.at.start, citation.at.end)
    return found.start() if found else citation.at.start


def _replaces(rewriting: Rewriting, chain: Chain, cited: str, words: DraftingWords, facts: Facts) -> bool:
    """Put the last text where one is named that stands for all before it: *dont la plus récente est 61/62*."""
    text, folded = rewriting.text, fold(rewriting.text)
    newest = next(each for each in chain.members if each.target == chain.newest)
    start = _number_at(newest, text)
    latest = words.recall["latest"].search(folded, max(0, start - 90), start)
    alone = len(chain.members) == 1
    earlier = alone and words.recall["earlier"].match(folded, newest.at.end)
    if not (latest or earlier) or _date_missing(newest, text):
        return False
    if latest and not alone and newest is not chain.members[-1]:
        return False
    return rewriting.put(start, newest.at.end, cited, change="last-put-first", facts=facts)


def _date_missing(citation: Citation, text: str) -> bool:
    """Tell whether the date of a citation stands elsewhere than beside its number."""
    return (
        citation.date is not None and str(citation.date.year) not in text[citation.at.start : citation.at.end]
    )


def _extends(
    rewriting: Rewriting, record: Record, chain: Chain, cited: str, words: DraftingWords, facts: Facts
) -> bool:
    """Add the last text to a list, at its newer end."""
    text, folded = rewriting.text, fold(rewriting.text)
    members = chain.members
    last = members[-1]
    if any(_date_missing(each, text) for each in members):
        return False
    if words.recall["dates_behind"].match(folded, last.at.end) or chain.recall.content:
        return False
    if not _one_sentence(chain, record, folded, words):
        return False
    sessions = [session_of(each.target) or 0 for each in members]
    if len(members) == 1:
        return _extends_one(rewriting, last, cited, words, facts)
    if all(before > after for before, after in pairwise(sessions)):
        start = _number_at(members[0], text)
        further = words.table["recall"]["further"]
        return rewriting.put(start, start, cited + further, change="last-recalled", facts=facts)
    if sessions[-1] != max(sessions):
        return False
    return _extends_several(rewriting, members, cited, words, facts)


def _one_sentence(chain: Chain, record: Record, folded: str, words: DraftingWords) -> bool:
    """Tell whether what the sentence says of the texts of a list holds of the last text as well."""
    first, last = chain.members[0], chain.members[-1]
    if words.recall["governed"].search(folded, 0, first.at.start):
        return False
    goes_on = words.recall["goes_on"].match(folded, last.at.end)
    if len(chain.members) == 1 and goes_on and not words.recall["goes_on_with"].match(folded, last.at.end):
        return False
    paragraph = _paragraph(chain, record)
    newest = session_of(chain.newest) or 0
    own = [each for each in paragraph.citations if each.kind == "resolution"]
    series = chain.newest.partition("/RES/")[0]
    later = any((session_of(c.target) or 0) > newest for c in own if c.target.partition("/RES/")[0] == series)
    if later and not _recent(chain, record):
        return False  # the sentence goes on with later ones, of which it says something else
    if len(chain.members) == 1 and not _recent(chain, record):
        return False  # a text of long ago, to which no list of later ones belongs
    titled = words.recall["titled"].match(folded, last.at.end)
    if titled is None:
        return True
    named = re.split(r"[»”\"]", folded[titled.end() + 1 :])[0]
    return min(_share(named, record.title or ""), _share(record.title or "", named)) >= _SAME


def _extends_one(
    rewriting: Rewriting, only: Citation, cited: str, words: DraftingWords, facts: Facts
) -> bool:
    """Make *sa résolution 61/62* into *ses résolutions 61/62 et 62/27*, with the words that agree."""
    text, folded, recall = rewriting.text, fold(rewriting.text), words.table["recall"]
    start = _number_at(only, text)
    if not words.recall["head_of_several"].search(folded, 0, start):
        head = words.recall["head"].search(folded, 0, start)
        if head is None:
            return False
        for group in ("determiner", "noun"):
            plural = recall["plural"][head[group]]
            if plural != head[group]:
                cased = plural.capitalize() if text[head.start(group)].isupper() else plural
                rewriting.put(head.start(group), head.end(group), cased, change="last-recalled", facts=facts)
    joint = recall["further"] if words.recall["goes_on"].match(folded, only.at.end) else recall["last"]
    rewriting.put(only.at.end, only.at.end, joint + cited, change="last-recalled", facts=facts)
    agree = words.recall["agree"].match(folded, only.at.end)
    if agree and agree["word"]:
        rewriting.put(
            agree.start("word"),
            agree.end("word"),
            recall["agreeing"][agree["word"]],
            change="last-recalled",
            facts=facts,
        )
    return True


def _extends_several(
    rewriting: Rewriting, members: Sequence[Citation], cited: str, words: DraftingWords, facts: Facts
) -> bool:
    """Make *57/63 et 61/62* into *57/63, 61/62 et 62/27*; what is said again before each is said again."""
    text, folded, recall = rewriting.text, fold(rewriting.text), words.table["recall"]
    before, last = members[-2], members[-1]
    number = _number_at(last, text)
    gap = words.recall["gap"].fullmatch(folded, before.at.end, last.at.start)
    if gap is None:
        return False
    again = text[gap.start("again") : number]
    joint = text[gap.start("joint") : gap.end("joint")]
    if joint == ",":
        goes_on = words.recall["goes_on"].match(folded, last.at.end)
        joined = recall["further"] if goes_on else recall["last"]
        return rewriting.put(
            last.at.end, last.at.end, joined + again + cited, change="last-recalled", facts=facts
        )
    rewriting.put(
        gap.start("joint"), gap.start("again"), recall["further"], change="last-recalled", facts=facts
    )
    rewriting.put(last.at.end, last.at.end, f"{joint} {again}{cited}", change="last-recalled", facts=facts)
    return True
