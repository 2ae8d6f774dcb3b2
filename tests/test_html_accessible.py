"""The HTML report in a real browser: axe-core finds nothing, the keyboard reaches all, filters work, narrow and zoomed pages lose nothing.

Needs chromium, chromedriver, selenium, and axe-core (`npm install --prefix tests/a11y`); skipped with the reason where one is missing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa_engine.accept import Entry, accept
from qa_engine.audit import Auditor
from qa_engine.report.html import render_html
from qa_engine.report.views import VIEWS
from qa_engine.since import since
from tests.audit_records import audit_record
from tests.conftest import SAMPLES

AXE = Path(os.environ.get("AXE_CORE", Path(__file__).parent / "a11y" / "node_modules" / "axe-core" / "axe.min.js"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,1000")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    selenium = pytest.importorskip("selenium", reason="selenium is not installed (pip install -e '.[dev]')")
    assert selenium
    if not (CHROMIUM and DRIVER):
        pytest.skip("chromium or chromedriver is not installed (apt-get install chromium chromium-driver)")
    from selenium.webdriver import Chrome
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(flag)
    driver = Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(auditor: Auditor, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of a real weak plan, of one with everything a page can have, and of one that was not judged."""
    folder = tmp_path_factory.mktemp("pages")
    weak = auditor.record(SAMPLES / "inadequate-age-20-college.docx")
    entries = [Entry(rule=rule, reason="Agreed", by="P. Larch", until=date(2027, 1, 1)) for rule in ("F-04", "X-99")]
    everything = accept(audit_record(), entries, date(2026, 6, 1))
    unjudged = audit_record(()).model_dump(mode="json")
    unjudged["overall"]["judgement"], unjudged["document"]["readable"] = "Not judged", False
    made = {"weak": render_html(weak), "everything": render_html(everything, VIEWS["dco"], since(audit_record(), everything)),
            "unjudged": render_html(audit_record(**unjudged))}
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


def show(browser: Any, path: Path, width: int = 1400) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(path.as_uri())


@pytest.mark.parametrize("width", [1400, 320])
@pytest.mark.parametrize("name", ["weak", "everything", "unjudged"])
def test_axe_finds_nothing(browser: Any, pages: dict[str, Path], name: str, width: int) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm install --prefix tests/a11y, or AXE_CORE=path of axe.min.js)")
    show(browser, pages[name], width)
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "axe.run(document, {runOnly: arguments[0]}).then(arguments[arguments.length - 1])", TAGS)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("width", [1400, 700, 320])  # 700 is a laptop at 200 %, 320 the narrowest page that WCAG asks for
def test_the_page_never_scrolls_sideways(browser: Any, pages: dict[str, Path], width: int) -> None:
    for path in pages.values():
        show(browser, path, width)
        assert browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_page_says_nothing_to_the_console(browser: Any, pages: dict[str, Path]) -> None:
    browser.get_log("browser")
    show(browser, pages["weak"])
    assert browser.get_log("browser") == []


def test_filters_narrow_the_notes_and_give_them_all_back(browser: Any, pages: dict[str, Path]) -> None:
    show(browser, pages["weak"])
    visible = ("return [...document.querySelectorAll('.note')].filter(n => n.offsetParent)"
               ".map(n => n.dataset.kind + ' ' + n.dataset.audience)")
    everything = browser.execute_script(visible)
    click = "document.querySelector(`#filters [value=${arguments[0]}]`).click()"
    for kind in ("statutory", "significant", "strength"):
        browser.execute_script(click, kind)
    assert {note.split()[0] for note in browser.execute_script(visible)} == {"practice"}
    browser.execute_script("document.querySelector('#filters button').click()")
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert browser.execute_script(visible) == everything
    browser.execute_script("const s = document.querySelector('[name=audience]'); s.value = 'dco';"
                           "s.dispatchEvent(new Event('input', {bubbles: true}))")
    health = browser.execute_script(visible)
    assert 0 < len(health) < len(everything) and all("dco" in note for note in health)
    assert browser.execute_script("return shown.textContent") == f"Showing {len(health)} of {len(everything)} notes."


def test_a_link_to_a_filtered_note_brings_it_back(browser: Any, pages: dict[str, Path]) -> None:
    show(browser, pages["weak"])
    browser.execute_script("document.querySelector('#filters [value=significant]').click()")
    number = browser.execute_script("return document.querySelector('.note[hidden]').id")
    browser.execute_script("document.querySelector(`#rules a[href='#${arguments[0]}']`).click()", number)
    assert browser.execute_script("return document.getElementById(arguments[0]).offsetParent !== null", number)


def test_the_keyboard_meets_the_skip_link_first_and_every_stop_is_seen(browser: Any, pages: dict[str, Path]) -> None:
    from selenium.webdriver import ActionChains, Keys

    show(browser, pages["everything"])
    stops = []
    for _ in range(25):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        stops.append(browser.execute_script(
            "const e = document.activeElement; return [e.textContent.trim().slice(0, 30), getComputedStyle(e).outlineStyle,"
            "e.getBoundingClientRect().left]"))
    assert stops[0][0] == "Skip to the judgement"
    assert all(style == "solid" and left >= 0 for _, style, left in stops)


def test_in_print_all_notes_stand_and_the_filters_do_not(browser: Any, pages: dict[str, Path]) -> None:
    show(browser, pages["weak"])
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = browser.execute_script("return ['.note', '.filters', '.contents', '.skip'].map(s => [...document.querySelectorAll(s)]"
                                   ".filter(e => e.getClientRects().length).length)")
    notes = browser.execute_script("return document.querySelectorAll('.note').length")
    cut = browser.execute_script("return [...document.querySelectorAll('.note')]"
                                 ".filter(n => getComputedStyle(n).breakInside !== 'avoid').length")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert (shown, cut) == ([notes, 0, 0, 0], 0)
