"""A mandate worked on in the browser: two windows on one case, and nothing lost."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect


def test_a_call_for_views_from_the_board_to_both_texts(
    page: Page, context: BrowserContext, address: str
) -> None:
    page.goto(f"{address}/cases?lang=fr")
    page.get_by_label("Paragraphe ou demande").fill("A/RES/75/28#op_6")
    page.get_by_label("Type").select_option("call-for-views")
    page.get_by_role("button", name="Ouvrir").click()
    expect(page).to_have_url(re.compile(r"/cases/\d+"))
    expect(page.get_by_text("Invite le Secrétaire général à solliciter les vues").first).to_be_visible()

    page.get_by_text("Consigner une réponse").click()
    page.get_by_label("expéditeur").fill("Qatar")
    page.get_by_label("… ou son texte").fill("Vues du Qatar.")
    page.locator("form", has=page.get_by_label("expéditeur")).get_by_role("button", name="Garder").click()
    expect(page.locator("[id^=reply-]").get_by_text("Qatar").first).to_be_visible()

    second = context.new_page()
    second.goto(page.url)
    page.get_by_label("attribué à").fill("Ben")
    page.locator("form", has=page.get_by_label("attribué à")).get_by_role("button", name="Fixer").click()
    expect(page.get_by_text("Ben").first).to_be_visible()
    second.get_by_label("attribué à").fill("Carl")
    second.locator("form", has=second.get_by_label("attribué à")).get_by_role("button", name="Fixer").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("entre-temps")
    expect(second.get_by_role("cell", name="Ben")).to_be_visible()
    expect(second.get_by_role("cell", name="Carl")).to_be_visible()
    second.get_by_role("button", name="Mettre le mien à la place").click()
    expect(second.get_by_label("attribué à")).to_have_value("Carl")
    second.close()
