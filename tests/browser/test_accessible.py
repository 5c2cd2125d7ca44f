"""Whether everybody can use the pages: WCAG 2.2 AA, as far as axe can tell, in both themes and languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

PATHS = (
    "/",
    "/search",
    "/search?q=neutralit%C3%A9",
    "/resolution/A/RES/75/28",
    "/resolution/A/RES/62/27",
    "/source/A/RES/75/28?at=op_6",
    "/map/A/RES/62/27",
    "/draft/A/RES/62/27?session=63",
    "/compare",
    "/compare/A/RES/62/27/A/RES/75/28",
    "/compare/A/RES/62/27/A/RES/75/28?beside=true",
    "/lint",
    "/due",
    "/due?by=actor&status=all",
    "/calendar",
    "/actor",
    "/actor/secretary-general",
    "/add",
    "/versions/A/RES/75/28",
    "/cases",
    "/cases/1",
    "/cases/2",
    "/cases/clusters",
    "/browse",
    "/browse?organ=A&session=75",
    "/statistics",
    "/resolution/A/RES/61/62",
    "/about",
    "/nothing-here",
    "/ask?q=What+must+the+Secretary-General+do+at+the+76th+session%3F",
    "/alike?q=neutralit%C3%A9",
    "/explain/A/RES/75/28/op_6/report/1",
    "/schedules",
    "/schedules/register?kind=observances",
    "/documents",
    "/series/A/RES/62/27",
    "/relations/A/RES/75/272",
    "/subject",
)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of WCAG A and AA whose answer hangs on colours: the themes differ in nothing else."""


@pytest.mark.parametrize(
    "part", range(6)
)  # of some eight pages each, so that none is cut short on a busy machine
def test_axe_finds_nothing(browser: Browser, address: str, part: int) -> None:
    # What a page is made of is the same in both languages; each page is looked at in one, its neighbour in the other.
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    axe = Axe()
    for number, path in enumerate(PATHS):
        if number // 2 % 6 != part:
            continue
        page.emulate_media(color_scheme="light")
        shown = page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={('fr', 'en')[number % 2]}")
        assert shown is not None and (shown.status == 200) is (path != "/nothing-here"), path
        found = axe.run(page, options=RULES)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate("options => axe.run(document, options)", COLOURS)
        assert dark["passes"] or dark["incomplete"], f"{path}: no colours were looked at"
        assert dark["violations"] == [], f"{path}, dark: {dark['violations']}"
    context.close()
