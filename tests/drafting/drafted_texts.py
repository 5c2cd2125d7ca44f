"""Small resolutions written for the tests, and the drafts made from them."""

from __future__ import annotations

from alinea.library.drafting import draft_from
from alinea.model.draft import Draft, Known
from alinea.model.record import Record
from alinea.pipeline import read_bytes

FRENCH = """Assemblée générale

Quatre-vingt-cinquième session

Point 31, b, de l'ordre du jour

Résolution adoptée par l'Assemblée générale le 3 décembre 2030

[sur la base du rapport de la Première Commission (A/85/123)]

85/7. Garde des phares

L'Assemblée générale,

{recall}

Consciente que les phares guident les navires¹,

1. Prend acte du rapport du Secrétaire général sur la garde des phares, établi en application de sa résolution 84/9² ;

2. Prie le Secrétaire général :

a) De dresser la liste des phares ;

b) De lui rendre compte de leur état à sa quatre-vingt-sixième session ;

3. {paragraph} ;

4. Décide d'inscrire à l'ordre du jour provisoire de sa quatre-vingt-sixième session la question intitulée « Garde des phares ».

40e séance plénière
3 décembre 2030

¹ Voir résolution 80/2.

² A/85/133.
"""

ENGLISH = """General Assembly

Eighty-fifth session

Agenda item 31 (b)

Resolution adopted by the General Assembly on 3 December 2030

[on the report of the First Committee (A/85/123)]

85/7. Keeping of lighthouses

The General Assembly,

{recall}

Aware that lighthouses guide ships,¹

1. Takes note of the report of the Secretary-General on the keeping of lighthouses, submitted pursuant to its resolution 84/9;²

2. Requests the Secretary-General:

(a) To draw up the list of lighthouses;

(b) To report to it at its eighty-sixth session on their condition;

3. {paragraph};

4. Decides to include in the provisional agenda of its eighty-sixth session the item entitled “Keeping of lighthouses”.

40th plenary meeting
3 December 2030

¹ See resolution 80/2.

² A/85/133.
"""

RECALL = {
    "fr": "Rappelant ses résolutions 83/4 du 5 décembre 2028 et 84/9 du 2 décembre 2029 sur la garde des phares,",
    "en": "Recalling its resolutions 83/4 of 5 December 2028 and 84/9 of 2 December 2029 on the keeping of lighthouses,",
}
PARAGRAPH = {"fr": "Invite les États à garder les phares", "en": "Invites States to keep lighthouses"}


def text(language: str, recall: str = "", paragraph: str = "") -> str:
    """Return a small resolution; its first preambular paragraph and its third operative one may be given."""
    form = FRENCH if language == "fr" else ENGLISH
    return form.format(recall=recall or RECALL[language], paragraph=paragraph or PARAGRAPH[language])


def read(content: str) -> Record:
    """Return the record of a text."""
    (record,) = read_bytes(content.encode(), "text.txt")
    return record


def drafted(content: str, session: int = 86, known: Known | None = None) -> Draft:
    """Return the draft made from a text."""
    return draft_from(read(content), session, known)


def plain(text: str) -> str:
    """Return words with plain spaces and apostrophes: how a draft is set is tested by itself."""
    return text.replace("\u00a0", " ").replace("\u2019", "'")


def words(draft: Draft, address: str) -> str:
    """Return the words of a paragraph or footnote of a draft, plainly set."""
    if address.startswith("note_"):
        return plain(draft.record.footnotes[int(address.removeprefix("note_")) - 1].text)
    return plain(next(each.text for each in draft.record.paragraphs() if each.id == address))


def codes(draft: Draft, address: str) -> list[str]:
    """Return the choices left open in a paragraph, by their codes."""
    return [choice.code for choice in draft.choices if choice.paragraph == address]
