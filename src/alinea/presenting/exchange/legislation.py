"""A resolution as search engines and gazettes understand it: schema.org Legislation, with the terms of ELI beside.

The whole of what is read is linked data of another form (`linked_data`); this is what stands in the head of a page.
https://schema.org/Legislation; ELI: Council conclusions 2012/C 325/02, ontology 1.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alinea.model.record import Record
from alinea.presenting.words import Words

CITED = 60
"""Documents cited that are told."""


def legislation(
    record: Record,
    address: str,
    languages: Sequence[str],
    forms: Mapping[str, str],
    subjects: Sequence[str],
    words: Words,
) -> dict[str, Any]:
    """Return a resolution as JSON-LD.

    Args:
        address: of its page, whole; languages: that it is held in; forms: addresses of its other forms, whole, by media
            type; subjects: as published; words: of the language in which the organ is named.
    """
    named = (each.target for paragraph in record.paragraphs() for each in paragraph.citations)
    cited = dict.fromkeys(each for each in named if "/RES/" in each)
    found: dict[str, Any] = {
        "@context": ["https://schema.org", {"eli": "http://data.europa.eu/eli/ontology#"}],
        "@type": ["Legislation", "eli:LegalResource"],
        "@id": address,
        "legislationType": "Resolution",
        "legislationIdentifier": record.symbol,
        "eli:id_local": record.symbol,
        "name": {"@value": record.title, "@language": record.language} if record.title else None,
        "legislationDate": record.adopted_on.isoformat() if record.adopted_on else None,
        "eli:date_document": record.adopted_on.isoformat() if record.adopted_on else None,
        "legislationPassedBy": {
            "@type": "GovernmentOrganization",
            "name": words.find(f"organ.{record.organ}"),
        }
        if record.organ and words.find(f"organ.{record.organ}")
        else None,
        "publisher": {"@type": "Organization", "name": words("web.document.united-nations")},
        "inLanguage": list(languages),
        "keywords": list(subjects),
        "citation": [{"@type": "Legislation", "legislationIdentifier": each} for each in list(cited)[:CITED]],
        "encoding": [
            {
                "@type": "LegislationObject",
                "encodingFormat": media,
                "contentUrl": place,
                "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
            }
            for media, place in forms.items()
        ],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}
