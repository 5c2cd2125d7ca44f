"""The forms in which a draft is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Form = Literal["text", "markdown", "json", "akn", "docx"]
FORMS: tuple[Form, ...] = get_args(Form)

SUFFIX: Mapping[Form, str] = {
    "text": ".txt",
    "markdown": ".md",
    "json": ".json",
    "akn": ".xml",
    "docx": ".docx",
}
"""Suffix of the file that holds a draft."""
MEDIA: Mapping[Form, str] = {
    "text": "text/plain; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "json": "application/json",
    "akn": "application/akn+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Media type of a draft in each form."""
