"""Numbers that Word itself counts: ``1.``, ``a)``, ``i)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from alinea.presenting.docx.layout import BLOCK, STEP

LEVELS = 5
FORMATS = ("decimal", "lowerLetter", "lowerRoman", "upperLetter", "lowerLetter")
"""How the levels of a resolution are numbered where it does not do so in its own way."""


class Numbering:
    """The lists of a document: made as they are needed, counted on as Word will."""

    def __init__(self, document: Any, sub_label: str) -> None:
        """Begin with no list; those of the template are taken out.

        Args:
            sub_label: how a sub-paragraph's number is printed: ``{letter})`` or ``({letter})``.
        """
        self._root = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        self._sub_label = sub_label
        self._abstracts: dict[tuple[str, ...], int] = {}
        self._made = 0
        self._counts = [0] * LEVELS
        # The list that each level is counted by, with how its levels are numbered.
        self._lists: list[tuple[int, tuple[str, ...]]] = [(0, FORMATS)] * LEVELS

    def place(self, steps: Sequence[str], depth: int) -> tuple[int, int] | None:
        """Return list and level for a paragraph's number; None where Word cannot count so, as for *7 bis*.

        Args:
            steps: its number, one step for each level that has one: ``("7", "a")``; the last is printed.
            depth: how deep the paragraph lies, from 0.
        """
        if not steps or depth >= LEVELS:
            return None
        identifier, formats = self._lists[depth]
        value = _value(steps[-1], formats[depth])
        if value is None or value != self._counts[depth] + 1 or not identifier:
            value = self._begin(steps[-1], depth)
            if value is None:
                return None
        self._counts[depth:] = [value, *[0] * (LEVELS - depth - 1)]
        # What lies deeper begins anew, in the list of this level.
        self._lists[depth + 1 :] = [self._lists[depth]] * (LEVELS - depth - 1)
        return self._lists[depth][0], depth

    def _begin(self, step: str, depth: int) -> int | None:
        """Begin a list at the number that is printed, in the manner it is printed in; return its value."""
        formats = self._lists[depth][1]
        known = dict.fromkeys((formats[depth], *FORMATS, "upperRoman"))
        values = {name: value for name in known if (value := _value(step, name)) is not None}
        if not values:
            return None
        # The letter i that begins a list is the first of the Roman numerals.
        chosen = next((name for name, value in values.items() if value == 1), next(iter(values)))
        self._make((*formats[:depth], chosen, *FORMATS[depth + 1 :]), depth, values[chosen])
        return values[chosen]

    def _make(self, formats: tuple[str, ...], depth: int, start: int) -> None:
        """Add a list that begins at a number, on one level."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        abstract = self._abstract(formats)
        self._made += 1
        self._lists[depth] = (self._made, formats)
        override = f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._made}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
            )
        )

    def _abstract(self, formats: tuple[str, ...]) -> int:
        """Return the definition of lists whose levels are numbered so."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        known = self._abstracts.get(formats)
        if known is not None:
            return known
        identifier = len(self._abstracts) + 1
        self._abstracts[formats] = identifier
        levels = "".join(self._level(at, name) for at, name in enumerate(formats))
        element = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(element)
        else:
            first.addprevious(element)
        return identifier

    def _level(self, at: int, name: str) -> str:
        text = f"%{at + 1}." if at == 0 else self._sub_label.format(letter=f"%{at + 1}")
        if at == 0:
            indents = f'w:left="{BLOCK}" w:firstLine="{STEP}"'
            tab = BLOCK + 2 * STEP
        else:
            indents = f'w:left="{BLOCK + (at + 1) * STEP}" w:hanging="{STEP}"'
            tab = BLOCK + (at + 1) * STEP
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{name}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{tab}"/></w:tabs>'
            f"<w:ind {indents}/></w:pPr></w:lvl>"
        )


def _value(step: str, name: str) -> int | None:
    """Return the value of a number in one manner of numbering; None where it is not printed so.

    Samples: ``b`` is 2 among letters, ``iv`` 4 among small Roman numerals; after ``z`` Word goes on ``aa``, ``bb``.
    """
    if name == "decimal":
        return int(step) if re.fullmatch(r"[1-9]\d{0,3}", step) else None
    small = name.startswith("lower")
    if not re.fullmatch("[a-z]{1,8}" if small else "[A-Z]{1,8}", step):
        return None
    letters = step.lower()
    if name.endswith("Letter"):
        if len(set(letters)) != 1 or len(letters) > 4:
            return None
        return (len(letters) - 1) * 26 + ord(letters[0]) - ord("a") + 1
    from alinea.vocab.ordinals import parse_roman

    value = parse_roman(letters)
    return value if value is not None and _roman(value) == letters else None


def _roman(value: int) -> str:
    from alinea.segmenting.titles import to_roman

    return to_roman(value).lower() if 0 < value < 400 else ""
