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
    "/browse",
    "/browse?organ=A&session=75",
    "/statistics",
    "/resolution/A/RES/61/62",
    "/about",
    "/nothing-here",
)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of WCAG A and AA whose answer hangs on colours: the themes differ in nothing else."""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    axe = Axe()
    for path in PATHS:
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
        found = axe.run(page, options=RULES)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        if language != "fr":
            continue  # what is dark is so in every language
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate("options => axe.run(document, options)", COLOURS)
        assert dark["passes"] or dark["incomplete"], f"{path}: no colours were looked at"
        assert dark["violations"] == [], f"{path}, dark: {dark['violations']}"
    context.close()
