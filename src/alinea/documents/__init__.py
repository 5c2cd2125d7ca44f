"""From a text to the document it is, where it is no resolution: report, note, letter, agenda, draft and the like."""

from __future__ import annotations

from alinea.documents.containing import type_of, within
from alinea.documents.reading import document_in
from alinea.documents.stated import stated, stated_document, states_head

__all__ = ["document_in", "stated", "stated_document", "states_head", "type_of", "within"]
