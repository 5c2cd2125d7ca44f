"""Comparing two texts of a series and preparing the next one, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_from_a_series_to_what_changed(page: Page, address: str) -> None:
    page.goto(f"{address}/resolution/A/RES/63/950")
    page.locator("#series").get_by_role("link", name="Comparer").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A/RES/62/27")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Invite")
    expect(main.locator("del").filter(has_text="Prie").first).to_be_visible()
    expect(main.locator("ins").filter(has_text="Invite").first).to_be_visible()
    expect(main.locator(".cmp-is-force-lowered").first).to_be_visible()


def test_what_changes_every_year_is_folded_away_until_asked_for(page: Page, address: str) -> None:
    page.goto(f"{address}/compare/A/RES/62/27/A/RES/63/950")
    folded = page.locator(".cmp-folded").first
    expect(folded).to_be_visible()
    page.get_by_role("link", name="Tout montrer").click()
    expect(page.get_by_role("link", name="Replier ce qui change chaque année")).to_be_visible()


def test_a_series_is_followed_paragraph_by_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}/series/A/RES/62/27")
    expect(page.get_by_role("main")).to_contain_text("A/RES/63/950")


def test_two_texts_are_typed_into_the_form(page: Page, address: str) -> None:
    page.goto(f"{address}/compare")
    page.get_by_label("Premier texte").fill("62/27")
    page.get_by_label("Second texte").fill("63/950")
    page.get_by_role("main").get_by_role("button", name="Comparer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De A/RES/62/27 à A/RES/63/950")


def test_the_next_text_is_prepared_and_taken_away_as_word(page: Page, address: str) -> None:
    page.goto(f"{address}/resolution/A/RES/63/950")
    page.get_by_role("link", name="Préparer le prochain texte").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("64e session")
    expect(page.locator("ins").filter(has_text="63/950").first).to_be_visible()
    expect(page.locator("#op_8")).to_contain_text("soixante-cinquième session")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word").click()
    assert taken.value.suggested_filename.endswith(".docx")
    page.get_by_label("Pour la session").fill("65")
    page.get_by_role("button", name="Établir le projet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("65e session")
