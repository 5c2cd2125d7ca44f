"""Elements of Akoma Ntoso, made and filled; every string made fit for XML."""

from __future__ import annotations

import re

from lxml import etree

from alinea.presenting.akn.profile import akn

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Return a text with every character that XML does not allow replaced by U+FFFD, its length unchanged."""
    return _ILLEGAL.sub("\ufffd", text)


def element(name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """Return an Akoma Ntoso element with attributes and text; ``as_`` stands for the attribute ``as``."""
    made = etree.Element(akn(name))
    for key, value in attributes.items():
        made.set(key.rstrip("_"), legal(value))
    if text is not None:
        made.text = legal(text)
    return made


def child(parent: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """Add an element to `parent` and return it; see `element`."""
    made = element(name, text, **attributes)
    parent.append(made)
    return made


def add_text(parent: etree._Element, text: str) -> None:
    """Add characters at the end of the content of `parent`."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legal(text)
    else:
        parent.text = (parent.text or "") + legal(text)


def filled(parent: etree._Element) -> etree._Element:
    """Return an element as it is, with an empty line in it where the schema asks for content and there is none."""
    if not len(parent):
        child(parent, "p")
    return parent
