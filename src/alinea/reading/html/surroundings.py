"""What surrounds the text on a page: the head and foot of the site, and what stands beside."""

from __future__ import annotations

from dataclasses import dataclass

from alinea.reading.html.page import Page

_ASIDE = frozenset(("footer", "aside"))
_ASIDE_ROLES = frozenset(("banner", "contentinfo", "complementary"))


@dataclass(slots=True)
class Surroundings:
    """Stretches of a page, by the indices of its events, in order.

    Attributes:
        stretches: those that are page furniture.
        main: the main part, outside of which all is furniture; None where the page names none.
    """

    stretches: list[tuple[int, int]]
    main: tuple[int, int] | None

    def covers(self, at: int) -> bool:
        """Tell whether an index lies in what surrounds the text. Asked in ascending order."""
        if self.main is not None and not self.main[0] <= at <= self.main[1]:
            return True
        while self.stretches and self.stretches[0][1] < at:
            self.stretches.pop(0)
        return bool(self.stretches) and self.stretches[0][0] <= at


def surroundings(page: Page) -> Surroundings:
    """Find what the page itself says surrounds its text.

    A page that names one main part, which holds at least half of the text, has only that; a page that names
    none, or many, is text but for its footers and asides.
    """
    mains: list[tuple[int, int]] = []
    articles: list[tuple[int, int]] = []
    stretches: list[tuple[int, int]] = []
    for index, element in page.opens():
        role = element.attributes.get("role", "").lower()
        if element.tag == "main" or role == "main":
            mains.append((index, element.end))
        elif element.tag == "article":
            articles.append((index, element.end))
        elif (element.tag in _ASIDE or role in _ASIDE_ROLES) and not (stretches and index < stretches[-1][1]):
            stretches.append((index, element.end))
    named = mains or articles
    if len(named) == 1:
        inside = len(page.text(*named[0]))
        whole = len(page.text(0, len(page.events)))
        if inside * 2 >= whole:
            return Surroundings(stretches, named[0])
    return Surroundings(stretches, None)
