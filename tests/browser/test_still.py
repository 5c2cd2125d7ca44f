"""Pages stand still while they appear, and none is wider than the window that shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from test_accessible import PATHS

# What moved without the reader doing anything (Layout Instability, W3C), by the parts that moved.
MOVED = """() => new Promise(resolve => {
  const moved = [];
  new PerformanceObserver(list => {
    for (const each of list.getEntries())
      moved.push([each.value, each.sources.map(source => source.node && source.node.nodeName)]);
  }).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(moved)));
})"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


NOTICED = 0.001
"""Layout shift of a page. A hundredth of what Web Vitals calls good (0.1): a machine under load may lay out a line of
links twice, a thousandth of a screen apart; a heading that jumps is a hundred times as much."""


LOADS = 3
"""Times that a page is loaded until nothing moves: what a page does by itself it does each time, and what a busy machine
does to the columns of a table that is painted half, once."""


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_nothing_moves_while_a_page_appears(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in PATHS:
        for _ in range(LOADS):
            page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang=fr", wait_until="load")
            moved = page.evaluate(MOVED)
            if sum(value for value, _ in moved) < NOTICED:
                break
        else:
            raise AssertionError(f"{path}: {moved}")
        assert page.evaluate(WIDER) == 0, path
    context.close()
