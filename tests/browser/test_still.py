"""Pages stand still while they appear, and none is wider than the window that shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from test_accessible import PATHS

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Where everything stands, in pixels of the page, once lines are set; nothing of what takes no room.
# What scripts add is left out: it is known by not being there when the page has been read and no script has run.
READ = """document.addEventListener("readystatechange", () => {
  window.read ??= new Set(document.querySelectorAll("body *"));
})"""
BOXES = """async () => {
  await document.fonts.ready;
  return [...(window.read ?? document.querySelectorAll("body *"))].map(each => {
    const box = each.getBoundingClientRect();
    const pushed = each.parentElement.closest("nav ul")?.scrollLeft ?? 0;  // The list of sections is pushed aside until the current one is seen.
    const shown = box.width && box.height && !each.closest("svg");
    return [each.tagName, each.id, shown ? [Math.round(box.x + pushed), Math.round(box.y + scrollY)] : null];
  });
}"""


def boxes(page: Page, address: str) -> list[list[object]]:
    page.goto(address, wait_until="load")
    return list(page.evaluate(BOXES))


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_nothing_moves_while_a_page_appears(browser: Browser, address: str, width: int) -> None:
    """What stands somewhere without scripts stands there with them, each time that a page is loaded.

    Pages load no fonts, and their one sheet holds back what is painted first, so that scripts alone can move anything.
    How a browser that is short of time paints what it has half of, which its measure of layout shifts counts, is no
    matter of the page.
    """
    size = {"width": width, "height": 900}
    scripted = browser.new_context(viewport=size)  # type: ignore[arg-type]
    plain = browser.new_context(viewport=size, java_script_enabled=False)  # type: ignore[arg-type]
    scripted.add_init_script(READ)
    page, bare = scripted.new_page(), plain.new_page()
    for path in PATHS:
        place = f"{address}{path}{'&' if '?' in path else '?'}lang=fr"
        before, after = boxes(bare, place), boxes(page, place)
        assert len(before) > 10 and [each[:2] for each in before] == [each[:2] for each in after], path
        moved = [(was, now) for was, now in zip(before, after, strict=True) if was[2] and was[2] != now[2]]
        assert not moved, f"{path}: {moved[:3]}"
        assert page.evaluate(WIDER) == 0, path
    scripted.close()
    plain.close()


def test_what_a_page_is_painted_with_is_there_before_it_is_painted(page: Page, address: str) -> None:
    page.goto(f"{address}/resolution/A/RES/62/27")
    assert page.evaluate("document.fonts.size") == 0
    sheets = page.locator('link[rel="stylesheet"]')
    assert sheets.count() == page.locator('head > link[rel="stylesheet"]').count() >= 1
    unsized = "[...document.images].filter(each => !(each.getAttribute('width') && each.getAttribute('height'))).length"
    assert page.evaluate(unsized) == 0
