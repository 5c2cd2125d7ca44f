"""Three stories of the desk in the browser, in French: views sought, mandates reviewed by two, a consultation kept."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from browser_site import SAMPLES, serving
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from alinea.desk.access import Access
from alinea.desk.accounts import Accounts
from alinea.library.adding import Asked, add
from alinea.model.cases import Author, Role
from alinea.server.api.casework import Casework
from alinea.server.api.state import ServedLibrary
from alinea.store.library import Library

PASSWORD = "correct horse battery"
PEOPLE: tuple[tuple[str, str, Role, str | None], ...] = (
    ("ada", "Ada Mbeki", "administrator", None),
    ("ana", "Ana Diallo", "approver", None),
    ("ben", "Ben Okoro", "approver", "UNODA"),
    ("dina", "Dina Paz", "contributor", "OIAC"),
)


class Office:
    """A server of four resolutions with a desk, and the day it is there."""

    def __init__(self, folder: Path) -> None:
        self.day = datetime.date(2008, 1, 15)
        path = folder / "library.sqlite"
        with Library.open(path, create=True) as library:
            texts = [Asked(str(each)) for each in sorted(SAMPLES.iterdir()) if each.suffix == ".txt"]
            add(library, texts, lambda outcome: None, processes=1)
        self.casework = Casework(folder / "desk.sqlite", "Ana Diallo", self.now)
        self.desk = self.casework.desk(create=True)
        self.served = ServedLibrary(path, today=lambda: self.day, casework=self.casework)

    def now(self) -> datetime.datetime:
        return datetime.datetime.combine(self.day, datetime.time(9), datetime.UTC)

    def team(self) -> None:
        """Let people in, each with a password."""
        operator = Author("root", self.now(), operator=True)
        for login, name, role, team in PEOPLE:
            account = Accounts(self.desk).add(login, name, role, operator, team=team)
            access = Access(self.desk)
            access.take_up(access.invite(account.id, operator), PASSWORD, self.now())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Office, str]]:
    made = Office(tmp_path)
    with serving(made.served) as address:
        yield made, address


@pytest.fixture
def entered(browser: Browser, office: tuple[Office, str]) -> Iterator[Callable[[str], Page]]:
    """Signs a person in, in a browser of their own."""
    office[0].team()
    contexts: list[BrowserContext] = []

    def signed_in(login: str) -> Page:
        contexts.append(browser.new_context(locale="fr-FR", accept_downloads=True))
        contexts[-1].set_default_timeout(15_000)
        page = contexts[-1].new_page()
        page.goto(f"{office[1]}/sign-in?lang=fr")
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button.chief").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    yield signed_in
    for each in contexts:
        each.close()


def form(page: Page, action: str, within: str = "") -> Locator:
    """The form of an action; of those that several steps have, the one that has such a hidden value."""
    inner = f":has(input[value={within!r}])" if within else ""
    return page.locator(f"form:has(input[name=action][value={action!r}]){inner}").first


def sent(page: Page, found: Locator, **said: str) -> None:
    """Fill a form in, wherever it is folded, and send it."""
    found.evaluate("each => each.closest('details')?.setAttribute('open', '')")
    for name, value in said.items():
        field = found.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        found.locator("button").click()


def opened(page: Page, address: str, paragraph: str, kind: str) -> None:
    page.goto(f"{address}/cases?lang=fr")
    page.get_by_label("Paragraphe ou demande").fill(paragraph)
    page.get_by_label("Type").select_option(kind)
    page.get_by_role("button", name="Ouvrir").click()
    page.wait_for_url("**/cases/*")


def taken(page: Page, name: str, folder: Path) -> Path:
    """The file that a link gives."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=name).first.click()
    coming.value.save_as(path := folder / coming.value.suggested_filename)
    return path


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*cells, *(each.text for each in document.paragraphs)])
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_views_are_sought_received_compiled_and_noted(
    page: Page, office: tuple[Office, str], tmp_path: Path
) -> None:
    made, address = office
    opened(page, address, "A/RES/62/27#op_8", "call-for-views")
    sent(page, form(page, "deadline", "replies"), due="2008-04-30")
    assert "au plus tard le 30 avril 2008" in words_of(taken(page, "note verbale (fr)", tmp_path))
    sent(page, form(page, "step", "note-verbale"), on="2008-02-25")
    for sender, day in (
        ("Cuba", "2008-03-20"), ("Qatar", "2008-04-03"), ("Chili", "2008-04-03"), ("Mexique", "2008-04-07"),
        ("Japon", "2008-04-08"), ("Portugal", "2008-04-10"), ("Émirats arabes unis", "2008-04-15"),
        ("Ukraine", "2008-04-21"), ("UNIDIR", "2008-04-28"), ("Cuba", "2008-04-29"), ("Suriname", "2008-05-14"),
    ):  # fmt: skip
        sent(page, form(page, "reply"), sender=sender, on=day, text=f"Vues : {sender}, {day}.")
    unreadable = form(page, "reply")
    unreadable.locator("input[type=file]").set_input_files(
        {"name": "liban.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 a scan that was cut short"}
    )
    sent(page, unreadable, sender="Liban", on="2008-04-02")
    replies = page.locator("li[id^=reply-]")
    expect(replies).to_have_count(12)
    expect(replies.filter(has_text="tardive")).to_have_count(1)
    expect(replies.filter(has_text="Suriname").first).to_contain_text("tardive")
    sent(page, form(page, "transcribe"), text="Vues du Liban, saisies d’après le papier.")
    made.day = datetime.date(2008, 7, 1)
    report = words_of(taken(page, "rapport (fr)", tmp_path))
    for each in ("Liban", "Vues du Liban", "Suriname", "Cuba, 2008-03-20", "Cuba, 2008-04-29", "UNIDIR"):
        assert each in report
    made.day = datetime.date(2008, 12, 2)
    sent(page, form(page, "step", "report"), on="2008-07-01")
    sent(page, form(page, "step", "submission"), on="2008-07-22", document="A/63/126")
    sent(page, form(page, "step", "receipt"), on="2008-12-02", document="A/RES/63/50")
    sent(page, form(page, "close"), outcome="done", on="2008-12-02")
    expect(page.get_by_role("heading", level=1)).to_contain_text("clos")
    assert not made.desk.faults()


def test_two_people_review_ten_mandates_to_a_signed_list(
    entered: Callable[[str], Page], office: tuple[Office, str], tmp_path: Path
) -> None:
    made, address = office
    ana, ben = entered("ana"), entered("ben")
    proposals = ("renew", "retire", "adapt", "merge", "", "renew", "retire", "renew", "", "adapt")
    paragraphs = [f"A/RES/62/27#op_{number}" for number in (1, 2, 3, 5, 6, 8)]
    paragraphs += [f"A/RES/75/28#op_{number}" for number in (1, 2, 5, 6)]
    for number, (paragraph, proposal) in enumerate(zip(paragraphs, proposals, strict=True), 1):
        opened(ana, address, paragraph, "mandate-review")
        if not proposal:
            sent(ana, form(ana, "review", "facts"), lead="UNODA", exempt="norm-setting")
            continue
        sent(ana, form(ana, "review", "facts"), lead="UNODA", state="in-progress", evidence="A/63/126")
        joined = "A/RES/62/27#op_1" if proposal == "merge" else ""
        said = {"proposal": proposal, "joined_with": joined, "why": f"Motif {number}."}
        sent(ana, form(ana, "review", "proposal"), **said)
    sent(ana, form(ana, "review", "sign"))  # of the last that she proposed herself
    expect(ana.get_by_text("une deuxième personne vise")).to_be_visible()
    for number in (1, 4, 10):
        ben.goto(f"{address}/cases/{number}?lang=fr")
        sent(ben, form(ben, "review", "sign"))
        expect(ben.get_by_role("row", name="Visé").or_(ben.get_by_text("Ben Okoro")).first).to_be_visible()
    ben.goto(f"{address}/cases?lang=fr")
    listed = words_of(taken(ben, "ceux qui sont visés (Word)", tmp_path))
    assert listed.count("Ben Okoro") == 3 and "Motif 4." in listed and "Motif 2." not in listed
    book = openpyxl.load_workbook(taken(ben, "ceux qui sont visés (Excel)", tmp_path))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert sum("Ben Okoro" in each for each in cells) == 3
    assert not made.desk.faults() and made.desk.count() == 10


def test_a_consultation_is_there_for_its_parties_alone(
    entered: Callable[[str], Page], office: tuple[Office, str]
) -> None:
    made, address = office
    ben, dina, ada = entered("ben"), entered("dina"), entered("ada")
    opened(ben, address, "A/RES/62/27#op_6", "consultation")
    case = ben.url.partition("?")[0]
    assert dina.goto(case).status == 404  # type: ignore[union-attr]
    sent(ben, form(ben, "parties"), parties="OIAC")
    sent(ben, form(ben, "step", "request"), on="2008-02-23")
    sent(ben, form(ben, "reply"), sender="Chili", on="2008-03-10", text="Les précisions demandées.")
    dina.goto(f"{address}/cases?lang=fr")
    dina.get_by_role("link", name="consultation").first.click()
    expect(dina.get_by_text("tardive").first).to_be_visible()
    sent(dina, form(dina, "step", "meeting"), on="2008-03-20")
    # Who looks after the accounts finds nothing, and cannot let herself in.
    assert ada.goto(case).status == 404  # type: ignore[union-attr]
    ada.goto(f"{address}/cases?lang=fr")
    expect(ada.get_by_text("Aucun dossier n’est encore ouvert.")).to_be_visible()
    accounts = Accounts(made.desk)
    found = accounts.named("ada")
    accounts.set_team(found.id, "OIAC", Author(found.name, made.now(), account=found.id))
    assert ada.goto(case).status == 404  # type: ignore[union-attr]
    assert dina.goto(case).status == 200  # type: ignore[union-attr]
    assert not made.desk.faults()
