"""The page in a headless Chromium: accessible, self-contained, no wider than its screen, and hostile text is text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from asking import TODAY, plan_of, shipped
from browser import chromium
from hostile_plan import CONTROLS, PAYLOADS, files
from report_files import rendered
from sample_plan import ON, sample
from si_plan.documents.blocks import Column, Document, Facts, Group, Heading, Mark, Part, Points, Row, Section, Table
from si_plan.documents.cells import Evidence
from si_plan.documents.pictures import Bar, Bars, Figure, Figures, Lane, Moment, Timeline
from si_plan.formats.html import page
from si_plan.publishing.site import site
from si_plan.reports.document import document
from si_plan.reports.making import report
from si_plan.reports.scope import SECTIONS, known_audience

# One process starts the browser and makes the pages once.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

SCREENS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}
ATTACKS = (
    "</script><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://evil.example/" onmouseover=alert(1) x="',
    "https://council.example@evil.example/",
    "</style></title><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "\"'><svg onload=alert(1)>",
)


Show = Callable[..., Page]


class Seen(NamedTuple):
    """What a page did while it was looked at: requests beyond its own, messages, dialogs."""

    requests: list[str]
    messages: list[str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "shipped": report(shipped(), None, TODAY),
        "full": report(shipped(), None, TODAY, sections=SECTIONS),
        "sample": report(sample(), None, ON, sections=SECTIONS),
        "dmt": report(sample(), known_audience(sample(), "childrens-services-dmt"), ON, date(2016, 6, 1)),
        "hostile": report(plan_of(files(" ".join((*PAYLOADS, *ATTACKS)))), None, date(2016, 9, 15), sections=SECTIONS),
    }
    found = {name: folder / f"{name}.html" for name in (*made, "controls")}
    for name, told in made.items():
        found[name].write_bytes(rendered(told, "html"))
    found["brief"] = folder / "brief.html"
    found["brief"].write_text(page(brief(document(made["sample"]))), "utf-8")
    found["index"] = folder / "index.html"
    found["index"].write_bytes(site(sample(), ON)["index.html"])
    found["controls"].write_text(page_of(" ".join(CONTROLS)), "utf-8")
    return found


def brief(told: Document) -> Document:
    """The same document with no more than a few parts and rows of each kind, which axe takes in a second."""

    def cut(part: Part) -> Part:
        return part._replace(rows=part.rows[:4]) if isinstance(part, Table) else part

    return told._replace(sections=[one._replace(parts=[cut(part) for part in one.parts[:9]]) for one in told.sections])


def page_of(text: str) -> str:
    """A page in which this text stands wherever a text can: no sound plan has characters that act."""
    columns = (Column("What shows it is done", "text", 10), Column("Evidence", "evidence", 90))
    rows: list[Row | Group] = [Group("1.1", text, (text,), (text,)), Row((text, Evidence((text,))))]
    parts: list[Part] = [
        text,
        Figures([Figure(1, text, text, "summary", "overdue")]),
        Facts([(text, text)]),
        Points(text, (text,)),
        Bars(text, [Bar("1", text, (("done", 1, text),))]),
        Timeline(ON, [Lane("1", "Priority 1", text, [Moment("1.1.1", text, None, Mark("done", text))])], text),
        Heading(text),
        Table(columns, rows, "", "", text, "x"),
        Table(columns, [], "", text, text, "y"),
    ]
    return page(Document([Section("summary", text, parts), Section("key", text, [])], text, text, text))


@pytest.fixture(scope="module")
def show(browser: Browser, pages: dict[str, Path]) -> Iterator[Show]:
    """Shows a page on a screen of a width and a colour scheme; each is opened once for all screens."""
    shown: dict[str, Page] = {}

    def on_screen(name: str, width: int, scheme: Any = "light") -> Page:
        if name not in shown:
            shown[name], _ = opened(browser, pages[name])
        shown[name].set_viewport_size({"width": width, "height": 900})
        shown[name].emulate_media(color_scheme=scheme)
        return shown[name]

    yield on_screen
    for one in shown.values():
        one.context.close()


def opened(browser: Browser, file: Path, width: int = 1280) -> tuple[Page, Seen]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light")
    shown = context.new_page()
    seen = Seen([], [])
    shown.on("request", lambda request: seen.requests.append(request.url))
    shown.on("console", lambda message: seen.messages.append(message.text))
    shown.on("dialog", lambda dialog: seen.messages.append(dialog.message))
    shown.goto(file.as_uri())
    return shown, seen


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@pytest.mark.parametrize(
    "name", ["brief", "shipped", "index", "hostile", pytest.param("sample", marks=pytest.mark.sweep)]
)
def test_axe_finds_nothing(show: Show, name: str, width: int, scheme: str) -> None:
    shown = show(name, width, scheme)
    found = Axe().run(shown, options={"runOnly": RULES["runOnly"], "resultTypes": ["violations"]})
    told = [
        (one["id"], node["html"][:160], node.get("failureSummary", "")[:300])
        for one in found.response["violations"]
        for node in one["nodes"][:3]
    ]
    assert told == []


@pytest.mark.parametrize("name", ["shipped", "sample", "dmt", "hostile", "controls"])
def test_nothing_leaves_the_page_and_nothing_is_refused(browser: Browser, pages: dict[str, Path], name: str) -> None:
    shown, seen = opened(browser, pages[name])
    shown.wait_for_load_state("networkidle")
    shown.context.close()
    assert seen == Seen([pages[name].as_uri()], [])


@pytest.mark.parametrize("width", [320, 480, 768, 1280])
@pytest.mark.parametrize("name", ["shipped", "full", "sample", "hostile", "controls"])
def test_no_page_is_wider_than_its_screen(show: Show, name: str, width: int) -> None:
    shown = show(name, width)
    wide = shown.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
           .filter(one => !one.closest(".chart") && one.getBoundingClientRect().right > innerWidth + 1)
           .slice(0, 5).map(one => one.outerHTML.slice(0, 200))"""
    )
    scrolls = shown.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert (scrolls, wide) == (False, [])


@pytest.mark.parametrize("name", ["hostile", "controls"])
def test_hostile_text_is_text(browser: Browser, pages: dict[str, Path], name: str) -> None:
    shown, _ = opened(browser, pages[name])
    acting = shown.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap(one => [
             ...(["SCRIPT", "IMG", "IFRAME", "OBJECT", "EMBED", "FORM", "BASE", "LINK"].includes(one.tagName)
                 ? [one.outerHTML] : []),
             ...[...one.attributes].filter(a => a.name.startsWith("on") || a.name === "style").map(a => a.name)])"""
    )
    links = set(shown.evaluate("[...document.links].map(one => one.getAttribute('href'))"))
    text = shown.inner_text("main")
    shown.context.close()
    assert acting == []
    assert {one for one in links if not one.startswith("#")} == set()
    if name == "hostile":
        for attack in ATTACKS:
            assert attack in text, attack
    else:
        assert r"\u202eoverride" in text
        assert "\u202e" not in text


def test_only_addresses_of_the_web_become_links(browser: Browser, pages: dict[str, Path]) -> None:
    shown, _ = opened(browser, pages["dmt"])
    links = shown.evaluate("[...document.links].map(one => [one.getAttribute('href'), one.rel])")
    shown.context.close()
    outside = {to: rel for to, rel in links if not to.startswith("#")}
    assert "https://example.org/partnership/model.pdf" in outside
    assert all(to.startswith("https://example.org/") for to in outside)
    assert set(outside.values()) == {"external nofollow noopener noreferrer"}


def test_every_link_within_the_page_leads_somewhere(browser: Browser, pages: dict[str, Path]) -> None:
    shown, _ = opened(browser, pages["sample"])
    lost = shown.evaluate(
        """() => [...document.links].map(one => one.getAttribute("href"))
             .filter(to => to.startsWith("#") && !document.getElementById(to.slice(1)))"""
    )
    doubled = shown.evaluate(
        """() => { const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
             return ids.filter((id, place) => ids.indexOf(id) !== place) }"""
    )
    shown.context.close()
    assert (lost, doubled) == ([], [])


def test_on_a_phone_the_first_thing_overdue_is_on_the_first_screen(show: Show) -> None:
    shown = show("shipped", 375)
    shown.set_viewport_size({"width": 375, "height": 667})
    bottom = shown.evaluate("document.querySelector('#t-overdue tbody td').getBoundingClientRect().bottom")
    assert bottom <= 667


def test_on_a_phone_the_whole_plan_is_folded_and_a_link_opens_it(show: Show) -> None:
    shown = show("full", 375)
    hidden = "!document.getElementById('a2.4.1').checkVisibility({contentVisibilityAuto: true})"
    assert shown.evaluate(hidden)
    shown.evaluate("location.hash = '#a2.4.1'")
    shown.wait_for_function("document.getElementById('a2.4.1').closest('details').open")


def test_on_paper_nothing_is_folded(show: Show) -> None:
    shown = show("full", 375)
    shown.emulate_media(media="print")
    assert shown.evaluate("document.getElementById('a2.4.1').getBoundingClientRect().height") > 0
    shown.emulate_media(media="screen")


@pytest.mark.parametrize("name", ["shipped", "full"])
def test_no_label_breaks_inside_a_word(show: Show, name: str) -> None:
    """Each label is as wide as its longest word, so none is broken."""
    broken = show(name, 320).evaluate(
        """() => [...document.querySelectorAll('.figures .label, .m, summary, h1, h2, h3, .bars li > :first-child')]
             .filter(one => one.checkVisibility()).filter(one => {
               const copy = one.cloneNode(true); one.after(copy); copy.style.width = 'min-content';
               copy.style.overflowWrap = 'normal'; copy.style.display = 'block'; copy.style.maxWidth = 'none';
               const wide = copy.scrollWidth; copy.remove();
               return wide > one.parentElement.clientWidth + 1 }).map(one => one.textContent)"""
    )
    assert broken == []


def test_the_keyboard_reaches_the_report_first(browser: Browser, pages: dict[str, Path]) -> None:
    shown, _ = opened(browser, pages["sample"], 320)
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert shown.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "main"
    shown.context.close()


def test_it_prints_on_a4(browser: Browser, pages: dict[str, Path]) -> None:
    shown, _ = opened(browser, pages["sample"])
    shown.emulate_media(media="print")
    assert shown.evaluate("getComputedStyle(document.querySelector('.contents')).display") == "none"
    assert shown.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    made = shown.pdf(prefer_css_page_size=True)
    shown.context.close()
    assert made.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 595 842]" in made or b"/MediaBox [0 0 594" in made or b"/MediaBox [0 0 595" in made
