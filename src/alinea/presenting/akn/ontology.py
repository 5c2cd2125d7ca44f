"""The things that the mark-up refers to: organs, roles, terms and concepts, listed once in the references."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from lxml import etree

from alinea.presenting.akn.eids import Eids
from alinea.presenting.akn.elements import element
from alinea.presenting.akn.profile import common, language_code, wording


class Ontology:
    """Collects what is referred to and gives each its ``#id``; only what is used is listed.

    Args:
        language: of the document; its names are given in it.
        eids: the identifiers of the document.
    """

    def __init__(self, language: str, eids: Eids) -> None:
        self._language = language
        self._eids = eids
        self._ids: dict[tuple[str, str], str] = {}
        self._entries: list[tuple[str, str, str, str]] = []

    def ref(self, name: str) -> str:
        """Return ``#name`` for an entry of the table ``ontology``."""
        kind, iri = common()["ontology"][name]
        shown = wording(self._language)["names"].get(name, name)
        return self._listed(("fixed", name), kind, name, iri, shown)

    def organ(self, organ: str | None) -> str:
        """Return the reference to an organ: ``#ga`` for ``A``."""
        table = common()["organizations"]
        if organ and organ in table and organ != "unknown":
            name, place = table[organ]
            title = wording(self._language)["organs"].get(organ, [organ])[0]
        elif organ:
            name, place, title = _identifier("organ", organ), _path(organ), organ
        else:
            return self.ref("un")
        iri = f"/akn/ontology/organization/un/{place}"
        return self._listed(("organ", organ), "TLCOrganization", name, iri, title)

    def act(self, act: str) -> str:
        """Return the reference to a concept of the scheme of acts: ``#actTakeNote`` for ``take-note``."""
        iri = f"/akn/ontology/concept/un/action/{_path(act)}"
        return self._listed(("act", act), "TLCConcept", _identifier("act", act), iri, act)

    def term(self, words: str) -> str:
        """Return the reference to an opening phrase as a word of its language: ``#verbPrendNote``."""
        folded = " ".join(words.split())
        iri = f"/akn/ontology/term/un/{language_code(self._language)}/{_path(_plain(folded).lower())}"
        return self._listed(("term", folded), "TLCTerm", _identifier("verb", folded), iri, folded)

    def _listed(self, key: tuple[str, str], kind: str, name: str, iri: str, shown: str) -> str:
        if key not in self._ids:
            self._ids[key] = self._eids.fixed(name)
            self._entries.append((kind, self._ids[key], iri, shown))
        return f"#{self._ids[key]}"

    def references(self) -> list[etree._Element]:
        """Return the entries, grouped by kind, in order of first use."""
        elements = []
        for kind, eid, iri, shown in sorted(self._entries, key=lambda entry: entry[0]):
            elements.append(element(kind, eId=eid, href=iri, showAs=shown))
        return elements


def _plain(text: str) -> str:
    """Return a text without accents and marks, as far as it has Latin letters."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _identifier(prefix: str, text: str) -> str:
    """Return a camel-case identifier: ``verbPrendNote``."""
    words = re.findall(r"\w+", _plain(text).replace("_", " "))
    return prefix + "".join(word[:1].upper() + word[1:] for word in words)


def _path(text: str) -> str:
    return quote(re.sub(r"\s+", "-", text.strip()), safe="/-._~", errors="replace") or "nn"
