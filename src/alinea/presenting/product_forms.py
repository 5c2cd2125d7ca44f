"""The forms of what is drafted from a case: text to be read through, and a Word document."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator
from typing import Literal

from alinea.model.products import Product
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

__all__ = ["ProductForm", "render"]

ProductForm = Literal["text", "docx"]

_WIDTH = 80


def render(product: Product, form: ProductForm, words: Words, made_on: datetime.date) -> bytes:
    """Return a product in a form.

    Args:
        words: of the language of the product; made_on: the date that the document says it was made on.
    """
    notice = words("draft.mark")
    if form == "docx":
        from alinea.presenting.docx.products import product_to_docx

        return product_to_docx(product, notice, made_on=made_on)
    return "".join(f"{line}\n" for line in _lines(product, notice)).encode("utf-8", "replace")


def _lines(product: Product, notice: str) -> Iterator[str]:
    yield notice
    yield ""
    head = (product.organization, product.symbol, product.organ, *product.aside, *product.lines)
    yield from (printable(each) for each in head if each)
    for block in product.blocks:
        text = printable(block.text)
        if block.kind not in ("bracketed", "entry"):
            yield ""
        indent = "    " if block.kind in ("quote", "entry") else ""
        first = f"{block.number}. " if block.number else indent
        yield from textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=indent) or [""]
