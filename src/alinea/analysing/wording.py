"""The words of a paragraph, made ready for the rules, and the names of parties in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from alinea.analysing.actors import ActorMention, mentions
from alinea.analysing.deadlines import may_name_time
from alinea.model.record import Party
from alinea.model.spans import MendedText
from alinea.vocab.actor_names import actor_names, level
from alinea.vocab.commitment_words import CommitmentWords, commitment_words
from alinea.vocab.folding import fold

_ARTICLE = 12  # characters of an article or quantifier, at most
_BEFORE_NAME = 24  # characters of the words before a name that belong to it, at most: *l'ensemble de la*


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"«[^»]{0,400}»|“[^”]{0,400}”|\"[^\"]{3,300}\"")


@dataclass
class Wording:
    """The words of a paragraph, made ready for the rules.

    Attributes:
        text: the paragraph's own words, mended; language: its tag.
        folded: the same, folded, with the titles it quotes blanked out; words: the vocabulary of its language.
    """

    text: MendedText
    language: str
    folded: str = field(init=False)
    words: CommitmentWords = field(init=False)

    def __post_init__(self) -> None:
        self.words = commitment_words(self.language)
        self.folded = fold(self.text.text)
        if "«" in self.folded or "“" in self.folded or '"' in self.folded:
            self.folded = _quoted().sub(lambda quoted: "_" * len(quoted[0]), self.folded)

    @cached_property
    def levelled(self) -> str:
        """The folded words, with hyphens as spaces."""
        return level(self.folded)

    @cached_property
    def may_name_time(self) -> bool:
        """Whether a time may be named anywhere: in most paragraphs none is, and none is looked for in their parts."""
        return may_name_time(self.folded, self.language)

    @cached_property
    def actors(self) -> tuple[ActorMention, ...]:
        """The actors named."""
        return mentions(self.text.text, self.language)


def several(wording: Wording, actor: ActorMention) -> bool:
    """Tell whether an actor is more than one, by the article or word of number before the name."""
    plural, folded = wording.words.plural, wording.folded
    return bool(
        plural.match(folded, actor.start) or plural.search(folded, max(0, actor.start - 4), actor.start)
    )


def party_at(wording: Wording, start: int, end: int) -> Party | None:
    """Return the party whose name stands between two places of a paragraph.

    The text is as printed, but for a contracted article, which is undone: *aux gouvernements* is
    *les gouvernements*.
    """
    words, text = wording.text.text, wording.text
    while start < end and words[start] in " ,":
        start += 1
    while end > start and words[end - 1] in " ,;:-":
        end -= 1
    last = words.rfind(" ", start, end) + 1
    if last > start and wording.words.coordination.match(wording.folded, last, end):
        end = last - 1  # "the High Commissioner and, as appropriate, …"
        while end > start and words[end - 1] in " ,;:-":
            end -= 1
    ended = wording.words.name_end.search(wording.folded, start, end)
    end = ended.start() if ended else end
    if end <= start:
        return None
    names = actor_names(wording.language)
    said = words[start:end]
    before = names.contraction.search(wording.levelled, max(0, start - 8), start)
    if before:
        said = f"{names.contractions[before[1].strip()]} {said}"
        start = before.start()
    actor = next((each for each in wording.actors if each.end > start), None)
    id = actor.id if actor and actor.name <= start + _BEFORE_NAME and actor.name < end else None
    # "international, regional and subregional organizations" are not those whose name is the end of theirs.
    if (
        id is not None
        and actor
        and actor.name > start + _ARTICLE
        and wording.words.coordination.search(wording.folded, start, actor.name)
    ):
        id = None
    # "United Nations Conciliation Commission" is not the United Nations.
    if (
        actor
        and actor.end < end
        and words[actor.end] == " "
        and words[actor.end + 1 : actor.end + 2].isupper()
    ):
        id = None
    # "World Health Assembly" is not the Assembly.
    if (
        actor
        and names.kinds.get(id or "", "group") != "group"
        and any(each[0].isupper() for each in words[start : actor.name].split()[1:])
    ):
        id = None
    if id is None and wording.words.no_name.match(wording.folded, start, end):
        return None
    return Party(text=said, id=id, span=text.span(start, end))
