"""The forms of what is drafted from a case: text to be read through, a Word document, and a message with both."""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from alinea.model.products import Product
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.vocab.folding import fold

ProductForm = Literal["text", "docx", "eml"]

_WIDTH = 80


def render(
    product: Product, form: ProductForm, words: Words, made_on: datetime.date, subject: str = ""
) -> bytes:
    """Return a product in a form.

    Args:
        subject: of a message, and the name of the file attached to it.
        words: of the language of the product; made_on: the date that the document says it was made on.
    """
    notice = words("draft.mark")
    if form == "eml":
        document = render(product, "docx", words, made_on)
        return _message(product, document, notice, subject or product.organ, words)
    if form == "docx":
        from alinea.presenting.docx.products import product_to_docx

        return product_to_docx(product, notice, made_on=made_on)
    return "".join(f"{line}\n" for line in _lines(product, notice)).encode("utf-8", "replace")


def _message(product: Product, document: bytes, notice: str, subject: str, words: Words) -> bytes:
    """Return a message with the words of a product, which is attached as a Word document."""
    message = unsent(subject, "\n".join(_lines(product, notice)))
    message.add_attachment(
        document,
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename=f"{re.sub(r'[^0-9A-Za-z]+', '-', fold(subject)).strip('-')[:80] or 'draft'}.docx",
    )
    message["Content-Language"] = words.language  # last: what is set before, the parts take away
    return message.as_bytes()


def unsent(subject: str, text: str) -> EmailMessage:
    """Return a message that a person opens in their own program, addresses and sends: Alinéa sends none.

    ``X-Unsent`` has programs open it as one that is still to be sent.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(printable(subject).split())
    message["X-Unsent"] = "1"
    message.set_content(f"{text}\n", charset="utf-8")
    return message


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
