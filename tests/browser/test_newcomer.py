"""What people do on their first day, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

RESOLUTION = """98/12. Protection des sources

L'Assemblée générale,

Rappelant sa résolution 75/28 du 7 décembre 2020,

1. Prie le Secrétaire général de lui présenter, à sa quatre-vingt-dix-neuvième session, un rapport sur les sources ;

2. Décide d'inscrire à l'ordre du jour provisoire de sa quatre-vingt-dix-neuvième session la question intitulée « Sources ».
"""


def test_from_a_word_to_a_deadline_in_the_calendar(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("neutralité")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="A/RES/75/28").first.click()
    sixth = page.locator("#op_6")
    expect(sixth).to_contain_text("solliciter les vues des États Membres")
    expect(sixth.locator(".apparatus")).to_contain_text("76e session")
    expect(sixth.locator(".status").first).to_have_text("à exécuter")
    sixth.locator(".apparatus a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Secrétaire général")


def test_a_calendar_file_holds_the_deadline(page: Page, address: str) -> None:
    page.goto(f"{address}/due?session=76")
    expect(page.get_by_role("main")).to_contain_text("A/RES/75/28")
    answer = page.request.get(f"{address}/calendar.ics?session=76")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "A/RES/75/28#op_6" in answer.text().replace("\r\n ", "")


def test_a_pdf_is_sent_looked_at_and_kept(page: Page, address: str, tmp_path: Path) -> None:
    path = tmp_path / "A-RES-98-12.pdf"
    style = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
    SimpleDocTemplate(str(path), pagesize=A4).build(
        [Paragraph(each, style) for each in RESOLUTION.split("\n\n")]
    )
    page.goto(f"{address}/add")
    page.get_by_label(re.compile("Fichiers PDF")).set_input_files(path)
    page.get_by_role("button", name="Lire").click()
    expect(page.get_by_role("main")).to_contain_text("A/RES/98/12")
    page.get_by_role("button", name="Garder").click()
    expect(page.locator("#op_1")).to_contain_text("quatre-vingt-dix-neuvième session")
    expect(page.locator("#op_1 .status").first).to_have_text("à exécuter")


def test_a_text_is_pasted_and_dropped(page: Page, address: str) -> None:
    page.goto(f"{address}/add")
    page.get_by_label(re.compile("collé ici")).fill(RESOLUTION.replace("98/12", "98/13"))
    page.get_by_role("button", name="Lire").click()
    expect(page.get_by_role("main")).to_contain_text("A/RES/98/13")
    page.get_by_role("button", name="Écarter").click()
    expect(page.get_by_role("main")).not_to_contain_text("A/RES/98/13")


def test_the_language_is_switched_and_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/resolution/A/RES/75/28")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"A/RES/75/28\?lang=en"))
    page.get_by_role("link", name="About").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("About Alinéa")


def test_search_answers_as_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}/search")
    page.get_by_role("searchbox").press_sequentially("désarmement")
    expect(page.locator("#results mark").first).to_have_text(re.compile("désarmement", re.IGNORECASE))
    expect(page).to_have_url(re.compile("q=d%C3%A9sarmement"))


def test_a_card_tells_of_a_citation_and_goes_with_escape(page: Page, address: str) -> None:
    page.goto(f"{address}/resolution/A/RES/62/27")
    page.locator("a.cite").first.hover()
    expect(page.locator(".card")).to_contain_text("texte absent")
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)


def test_everything_is_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/resolution/A/RES/75/28")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("neutralité")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search"))


def test_all_of_it_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(address)
    page.get_by_role("searchbox").fill("neutralité")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Dispositif").click()
    page.get_by_role("link", name="A/RES/75/28").first.click()
    expect(page.locator("#op_6")).to_contain_text("solliciter")
    expect(page.get_by_role("button", name="Copier")).to_have_count(0)
    page.goto(f"{address}/add")
    page.get_by_label(re.compile("collé ici")).fill(RESOLUTION.replace("98/12", "98/14"))
    page.get_by_role("button", name="Lire").click()
    page.get_by_role("button", name="Écarter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ajouter des textes")
    context.close()


def test_a_resolution_prints_to_pdf_with_its_words(page: Page, address: str, tmp_path: Path) -> None:
    import pypdfium2

    page.goto(f"{address}/resolution/A/RES/75/28")
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, format="A4")
    text = "".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(path))
    assert "solliciter les vues" in " ".join(text.split())
    assert "Chercher" not in text


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-FR")
    page = context.new_page()
    for path in (
        "/",
        "/search?q=paix",
        "/resolution/A/RES/75/272",
        "/map/A/RES/62/27",
        "/add",
        "/about",
        "/due",
    ):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_a_paragraph_is_copied_as_it_is_cited(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="fr-FR", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/resolution/A/RES/75/28")
    sixth = page.locator("#op_6")
    sixth.hover()
    sixth.get_by_role("button", name="Copier la référence").click()
    expect(sixth.get_by_role("button", name="Copié")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Assemblée générale, résolution 75/28 du 7 décembre 2020, paragraphe 6"
    context.close()
