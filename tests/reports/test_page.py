"""The page as text: its policy, weight, colours, addresses, and that it is always the same."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from asking import TODAY, shipped
from report_files import rendered
from running import siplan
from sample_plan import ON, sample, write_sample
from si_plan.formats.html import address
from si_plan.palette import PAIRS, PALETTE, contrast, style
from si_plan.reports.making import report


@pytest.fixture(scope="module")
def page() -> str:
    return rendered(report(shipped(), None, TODAY), "html").decode()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(ink: str, ground: str, least: float, scheme: str) -> None:
    assert contrast(getattr(PALETTE[ink], scheme), getattr(PALETTE[ground], scheme)) >= least


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_colour_of_the_page_is_of_the_palette(page: str) -> None:
    sheet = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert sheet is not None
    assert sheet[1].startswith(style())
    own = sheet[1].removeprefix(style())
    assert set(re.findall(r"var\(--([a-z-]+)\)", own)) <= PALETTE.keys()
    assert re.findall(r"#[0-9a-f]{3,8}\b(?![^{}]*\{)", own) == []


def test_the_policy_lets_its_own_style_in_and_nothing_else(page: str) -> None:
    policy = re.search(r'http-equiv=Content-Security-Policy content="([^"]*)"', page)
    sheet = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy is not None
    assert sheet is not None
    digest = b64encode(sha256(sheet[1].encode()).digest()).decode()
    policy_text = policy[1].replace("&#39;", "'").replace("&#43;", "+")
    assert policy_text == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"<script|\sstyle=|\son[a-z]+=|<img|<link|url\(|@import", page)


def test_the_shipped_plan_s_page_is_light(page: str) -> None:
    assert len(page.encode()) < 300_000


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    plan = write_sample(tmp_path / "plan")
    for name in ("one", "two"):
        ran = siplan("report", "--as-of", str(ON), "--out", str(tmp_path / f"{name}.html"), plan=plan)
        assert ran.code == 0
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert (tmp_path / "one.html").read_bytes() == rendered(report(sample(), None, ON), "html")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a?b=c#d", True),
        ("https://example.org/a%20b", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        (" https://example.org", False),
        ("https://example.org ", False),
        ("https://example.org\n", False),
        ("https://user@example.org/", False),
        ("https://user:secret@example.org/", False),
        ("https:example.org", False),
        ("https:///example.org", False),
        ("https://exämple.org/", False),
        ('https://example.org/"x', False),
        ("https://example.org/<b>", False),
        ("https://example.org\\@evil.example", False),
        ("ftp://example.org/", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("minutes of 3 May", False),
    ],
)
def test_what_is_an_address(text: str, is_one: bool) -> None:
    assert address(text) == (text if is_one else None)


def test_a_missing_library_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "si_plan.formats.html", raising=False)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    ran = siplan("report", "--out", str(tmp_path / "x.html"))
    assert ran.code == 3
    assert ran.err == (
        "siplan: a report as html needs the library jinja2, which is not installed "
        "(in siplan's folder: pip install -e '.[reports]')\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--out", "x.pdf"), "cannot tell the format from x.pdf"),
        (("--out", "x"), "cannot tell the format from x"),
        (("--out", "x.html", "--format", "htm"), "did you mean html?"),
        (("--out", "x.html", "--for", "nobody"), "the plan has no audience nobody"),
        (("--out", "x.html", "--since", "2016-09"), "--since: 2016-09 does not say which day"),
        (("--out", "x.html", "--since", "2016-09-02"), "--since: 2016-09-02 is after the day of the report"),
        (("--out", "x.html", "--since=--upload-pack=x"), "is not a git revision"),
        (("--out", "x.html", "--since", "no-such-ref"), "no-such-ref"),
        (("--out", "nowhere/x.html"), "there is no folder nowhere"),
        ((), "report needs --out"),
    ],
)
def test_wrong_usage(arguments: Any, told: str) -> None:
    ran = siplan("report", *arguments, "--as-of", "2016-09-01")
    assert ran.code == 2, ran.err
    assert told in ran.err
