"""A link to a paragraph of a long text reaches it, in a browser, whichever part has it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from alinea.server.web import pagination


def test_a_link_to_a_paragraph_of_another_part_reaches_it(
    page: Page, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "BUDGET", 6_000)
    page.goto(f"{address}/resolution/A/RES/62/27?lang=fr")
    expect(page.locator("#op_8")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Parties de ce texte")).to_be_visible()
    page.goto(f"{address}/resolution/A/RES/62/27?lang=fr#op_8")
    expect(page.locator("#op_8")).to_be_in_viewport()
    expect(page).to_have_url(f"{address}/resolution/A/RES/62/27?lang=fr&from=op_8#op_8")
    page.evaluate("location.hash = 'pp_1'")
    expect(page.locator("#pp_1")).to_be_in_viewport()
    page.goto(f"{address}/resolution/A/RES/62/27?lang=fr#nothing")
    expect(page.locator("#pp_1")).to_have_count(1)
    page.get_by_role("link", name="Texte entier sur une page").click()
    expect(page.locator("#op_8")).to_have_count(1)
