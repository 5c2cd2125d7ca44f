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


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_nothing_moves_while_a_page_appears(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in PATHS:
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang=fr", wait_until="load")
        assert page.evaluate(MOVED) == [], path
        assert page.evaluate(WIDER) == 0, path
    context.close()
