"""Comparing two texts of a series and preparing the next one, in a real browser."""

from __future__ import annotations

from pathlib import Path

import docx
from playwright.sync_api import Page, expect

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


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


def test_a_paragraph_is_followed_through_its_series_on_demand(page: Page, address: str) -> None:
    page.goto(f"{address}/series/A/RES/62/27?lang=fr")
    main = page.get_by_role("main")
    expect(main).to_contain_text("A/RES/63/950")
    expect(main.get_by_role("article")).to_have_count(0)
    main.get_by_role("link", name="Prie le Secrétaire général").or_(
        main.get_by_role("link", name="Invite le Secrétaire général")
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dans la série de A/RES/62/27 : paragraphe 8")
    expect(main.get_by_role("article")).to_have_count(2)
    expect(main.locator("del").filter(has_text="Prie")).to_be_visible()
    page.get_by_role("link", name="Tous les paragraphes de la série").click()
    expect(main.get_by_role("table")).to_be_visible()
    page.goto(f"{address}/resolution/A/RES/62/27?lang=fr#op_8")
    page.locator("#op_8").get_by_role("link", name="Dans la série").click()
    expect(main.get_by_role("article")).to_have_count(2)


def test_two_texts_are_typed_into_the_form(page: Page, address: str) -> None:
    page.goto(f"{address}/compare")
    page.get_by_label("Premier texte").fill("62/27")
    page.get_by_label("Second texte").fill("63/950")
    page.get_by_role("main").get_by_role("button", name="Comparer", exact=True).click()
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


def test_side_by_side_and_taken_away_as_word(page: Page, address: str) -> None:
    page.goto(f"{address}/compare/A/RES/62/27/A/RES/63/950")
    page.get_by_role("link", name="Côte à côte").click()
    columns = page.locator(".cmp-columns").filter(has_text="Invite le Secrétaire").first
    expect(columns.locator("p").nth(0)).to_contain_text("Prie le Secrétaire général")
    expect(columns.locator("p").nth(1)).to_contain_text("Invite le Secrétaire général")
    boxes = [columns.locator("p").nth(n).bounding_box() for n in (0, 1)]
    assert boxes[0] and boxes[1] and boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word, avec suivi des modifications").click()
    assert taken.value.suggested_filename == "A-RES-62-27-A-RES-63-950.docx"


def test_a_draft_is_sent_and_compared_with_a_text_of_the_library(
    page: Page, address: str, tmp_path: Path
) -> None:
    draft = tmp_path / "projet.txt"
    draft.write_text(
        (SAMPLES / "A-RES-62-27.fr.txt")
        .read_text(encoding="utf-8")
        .replace("8. *Prie* le", "8. *Invite* le"),
        encoding="utf-8",
    )
    page.goto(f"{address}/compare")
    page.get_by_label("Texte de la bibliothèque").fill("62/27")
    page.get_by_label("Fichier").set_input_files(draft)
    page.get_by_role("button", name="Comparer le projet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De A/RES/62/27 à projet.txt")
    expect(page.locator(".cmp-is-force-lowered").first).to_be_visible()


def test_a_word_draft_is_checked_beside_its_text_and_comes_back_mended(
    page: Page, address: str, tmp_path: Path
) -> None:
    document = docx.Document()
    for line in (
        "L’Assemblée générale,",
        "Rappelant la Charte,",
        "1. Prie les États de réparer leurs ports ;",
    ):
        document.add_paragraph(line)
    document.add_paragraph("3. Décide de rester saisie de la question.")
    document.save(str(tmp_path / "projet.docx"))
    page.set_default_timeout(40_000)  # reading has a process of its own, which takes a while to start
    page.goto(f"{address}/lint")
    page.get_by_label("Fichier").set_input_files(tmp_path / "projet.docx")
    page.get_by_role("button", name="Vérifier").click()
    row = page.locator("#op_1")
    expect(row.locator("mark")).to_be_visible()
    words, told = row.locator(".words").bounding_box(), row.locator(".apparatus").bounding_box()
    assert words and told and words["x"] + words["width"] <= told["x"] and words["width"] > 400
    with page.expect_download() as taken:
        page.get_by_role("link", name="Télécharger le document Word").click()
    assert taken.value.suggested_filename == "projet-checked.docx"


def test_what_is_due_is_a_table_that_is_put_in_order(page: Page, address: str) -> None:
    page.goto(f"{address}/due?status=all")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader", name="Quoi")).to_be_visible()
    page.get_by_role("navigation", name="Classer par").get_by_role("link", name="acteur").click()
    expect(table.get_by_role("rowheader", name="États Membres").first).to_be_visible()
