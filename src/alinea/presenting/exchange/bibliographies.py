"""Texts as entries of a bibliography: BibTeX, and RIS as programs that keep references take it."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.presenting.exchange.bibliographic import Description

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The abbreviations of months that every style of BibTeX defines, and writes in its own language."""

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""Signs that LaTeX takes for commands, and how they are printed."""

_BABEL = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian", "zh": "chinese"}
"""The names that biblatex has for languages, from the package babel."""


def bibtex(text: Description) -> bytes:
    """Return an entry of BibTeX, in UTF-8: a report of an institution, which has a type and a number.

    ``date`` and ``langid`` are of biblatex; BibTeX itself takes ``year`` and ``month`` and leaves these out. Names and
    titles stand in braces twice: the name of an organ is no first and last name, and no style changes capitals.
    """
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(text))
    return f"@techreport{{{text.key},\n{lines}}}\n\n".encode("utf-8", "replace")


def _fields(text: Description) -> Iterator[tuple[str, str]]:
    yield "author", _braced(text.author, whole=True)
    if text.title:
        yield "title", _braced(text.title, whole=True)
    yield "institution", _braced(text.publisher, whole=True)
    yield "type", _braced(text.type[:1].upper() + text.type[1:])
    if text.symbol:
        yield "number", _braced(text.symbol)
    if text.date:
        yield "year", f"{{{text.date.year}}}"
        yield "month", _MONTHS[text.date.month - 1]
        yield "date", f"{{{text.date.isoformat()}}}"
    main = text.language.partition("-")[0]
    if main in _BABEL:
        yield "langid", f"{{{_BABEL[main]}}}"
    if text.address:
        yield "url", f"{{{text.address}}}"


def _braced(value: str, *, whole: bool = False) -> str:
    escaped = value.translate(_LATEX)
    return f"{{{{{escaped}}}}}" if whole else f"{{{escaped}}}"


def ris(text: Description) -> bytes:
    """Return an entry of RIS, in UTF-8: a document of a government, its symbol as the number of the report.

    An author has no comma: programs take what stands before one for a last name.
    """
    tags = [
        ("TY", "GOVDOC"),
        ("AU", text.author.replace(",", "")),
        ("TI", text.title),
        ("PB", text.publisher),
        ("M3", text.type[:1].upper() + text.type[1:]),
        ("SN", text.symbol),
        ("PY", text.date and f"{text.date.year:04}"),
        ("DA", text.date and f"{text.date:%Y/%m/%d}"),
        ("LA", text.language),
        ("UR", text.address),
        ("ID", text.key),
        ("ER", ""),
    ]
    # Two spaces, a hyphen and a space follow each tag, and lines end as on the machines the form was made for.
    lines = "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value is not None)
    return f"{lines}\r\n".encode("utf-8", "replace")
