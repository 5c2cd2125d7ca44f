"""Six people at work, each for one errand of the day, in a real browser and by what it tells assistive technology."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, expect


def test_the_desk_officer_finds_a_session_and_sees_what_its_texts_leave_to_do(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/browse")
    page.get_by_role("main").get_by_role("link", name="Assemblée générale").click()
    page.get_by_role("main").get_by_role("link", name="75e").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assemblée générale · 75e session")
    page.get_by_role("link", name="A/RES/75/28", exact=True).click()
    expect(page.locator("#op_6 .apparatus")).to_contain_text("76e session")


def test_the_translator_takes_a_text_in_the_form_of_her_tools(page: Page, address: str) -> None:
    page.goto(f"{address}/resolution/A/RES/62/27")
    for media, beginning in (
        ("application/akn+xml", "<?xml"),
        ("text/markdown", "# "),
        ("application/x-bibtex", "@"),
    ):
        answer = page.request.get(page.url, headers={"accept": media})
        assert answer.ok and answer.text().startswith(beginning), media
    # What is cited and not in the library is no dead end.
    page.locator("#pp_1, #pp_2, #pp_3").locator("a", has_text=re.compile("61/62|60/59")).first.click()
    expect(page.get_by_role("main")).to_contain_text("ne figure pas dans la bibliothèque")
    expect(page.get_by_role("link", name="A/RES/62/27").first).to_be_visible()


def test_the_librarian_is_told_where_to_search_and_what_there_is(page: Page, address: str) -> None:
    page.goto(f"{address}/browse?organ=A")
    told = page.locator('link[rel="search"]').get_attribute("href")
    assert told and "searchTerms" in page.request.get(f"{address}{told}").text()
    index = page.request.get(f"{address}/sitemap.xml").text()
    parts = re.findall(r"<loc>([^<]+)</loc>", index)
    assert any("A/RES/75/28<" in page.request.get(part).text() for part in parts)


def test_the_researcher_counts_over_years_and_takes_the_numbers_along(page: Page, address: str) -> None:
    page.goto(f"{address}/statistics")
    expect(page.get_by_role("img", name="Ce qui est demandé")).to_be_visible()
    expect(
        page.get_by_role("region", name="Ce qui est demandé").get_by_role("rowheader", name="2020")
    ).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    rows = list(
        csv.DictReader(
            io.StringIO(taken.value.path().read_text(encoding="utf-8-sig")),
            delimiter=_delimiter(taken.value.path().read_text(encoding="utf-8-sig")),
        )
    )
    assert {"asked", "actor"} <= {row["measure"] for row in rows}
    with page.expect_download() as drawn:
        page.get_by_role("button", name="PNG").first.click()
    assert drawn.value.path().read_bytes().startswith(b"\x89PNG")


def _delimiter(text: str) -> str:
    return ";" if ";" in text.partition("\n")[0] else ","


def test_the_mandate_officer_goes_from_an_actor_to_the_words_by_the_keyboard(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("/")
    page.keyboard.type("neutralité")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    page.get_by_role("link", name="A/RES/75/28").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/resolution/**")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_class("anchor")
    page.goto(f"{address}/about")
    page.get_by_label("Ces touches sont actives").uncheck()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find"


def test_the_head_of_office_reads_on_a_telephone(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    for path in ("/", "/browse", "/browse?organ=A&session=75", "/statistics", "/resolution/A/RES/61/62"):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        head = page.locator("header.top").bounding_box()
        assert head is not None and head["height"] < 180, path
    context.close()


def test_a_screen_reader_is_told_the_way_and_not_the_whole_list(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=neutralit%C3%A9")
    tree = page.locator("body").aria_snapshot()
    for told in ('navigation "Rubriques"', "main", 'link "Parcourir"', 'link "Statistiques"', "status"):
        assert told in tree, told
    assert page.locator("[aria-live]").count() == 0
    page.goto(f"{address}/statistics")
    told = page.get_by_role("main").aria_snapshot()
    assert 'img "Ce qui est demandé"' in told and "columnheader" in told and 'rowheader "2020"' in told


def test_the_translator_stays_at_the_paragraph_when_the_language_changes(page: Page, address: str) -> None:
    page.goto(f"{address}/resolution/A/RES/75/28?lang=fr#op_6")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{address}/resolution/A/RES/75/28?lang=en#op_6")
    page.goto(f"{address}/resolution/A/RES/75/28?lang=en")
    page.evaluate("document.getElementById('op_3').scrollIntoView({behavior: 'instant'})")
    page.get_by_role("link", name="Français").evaluate("each => each.click()")
    expect(page).to_have_url(re.compile(r"lang=fr#(pp|op)_\d"))


def test_every_page_on_paper_says_what_it_is_of(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/resolution/A/RES/62/27?lang=en")
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as printed:
        assert len(printed) > 1
        for each in printed:
            assert "62/27" in each.get_textpage().get_text_bounded().partition("\n")[0]
