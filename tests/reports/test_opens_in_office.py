"""Documents and workbooks in LibreOffice: they open, become PDF, and hold every overdue row.

Without LibreOffice these tests are skipped, out loud; where CI is set they fail instead.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from report_files import file, hostile, rendered, told
from si_plan.documents import words
from si_plan.documents.visible import visible
from si_plan.views import states

# One process opens all files once: a report of each plan and a file of each form. The others are swept.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("office")]

_FILES = [("sample", "docx"), ("shipped", "xlsx"), ("hostile", "docx"), ("hostile", "xlsx")]
_OTHERS = [("shipped", "docx"), ("sample", "xlsx")]
_ATTACKS = ('=HYPERLINK("https://evil.example")', "<script>alert(1)</script>", "+1+cmd|'/C", "@SUM(A1)")

Pages = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return _pages(tmp_path_factory.mktemp("office"), _FILES)


@pytest.fixture(scope="module")
def other_pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return _pages(tmp_path_factory.mktemp("others"), _OTHERS)


def _pages(folder: Path, files: list[tuple[str, str]]) -> Pages:
    """The text of each file's pages, all made by one run."""
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        told_why = "NO OFFICE: no document was opened; install libreoffice-writer, libreoffice-calc and poppler-utils"
        if os.environ.get("CI"):
            pytest.fail(told_why)
        pytest.skip(told_why)
    made = []
    for which, form in files:
        made.append(folder / f"{which}-{form}.{form}")
        # Every text of the hostile plan is those that an office program could obey: long ones take it a minute.
        obeyed = which == "hostile"
        made[-1].write_bytes(rendered(hostile(" ".join(_ATTACKS)), form) if obeyed else file(which, form))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, made)], check=True, capture_output=True, timeout=300)
    return {(which, form): _text(reader, folder / f"{which}-{form}.pdf") for which, form in files}


def _text(reader: str, pdf: Path) -> str:
    said = subprocess.run([reader, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return said.stdout.decode("utf-8")


@pytest.mark.parametrize(("which", "form"), _FILES[:2])
def test_every_overdue_row_is_on_a_page(pages: Pages, which: str, form: str) -> None:
    assert_overdue_rows(pages[which, form], which, form)


@pytest.mark.sweep
@pytest.mark.parametrize(("which", "form"), _OTHERS)
def test_every_overdue_row_is_on_a_page_of_the_others(other_pages: Pages, which: str, form: str) -> None:
    assert_overdue_rows(other_pages[which, form], which, form)


def assert_overdue_rows(text: str, which: str, form: str) -> None:
    """Each row's id, lead (in a workbook), deadline and state on one line, and the beginning of its text."""
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.splitlines()]
    rows = told(which).overdue
    assert len(rows) == (12 if which == "shipped" else 6)
    for row in rows:
        begin = " ".join(row.text.split()[:4])
        deadline = states.deadline_with_mark(row) if form == "docx" else states.deadline(row)
        lead = ".*" if form == "docx" else re.escape(words.leads(row.leads))
        stands = states.state(row) if form == "docx" else f"overdue {row.days_overdue}"
        wanted = re.compile(f"{re.escape(row.id)} {re.escape(begin)}.* {lead} {re.escape(f'{deadline} {stands}')}")
        assert any(wanted.match(line) for line in lines), row.id


def test_pages_are_numbered(pages: Pages) -> None:
    for (which, form), text in pages.items():
        sheets = text.split("\f")[:-1]
        assert len(sheets) > 3
        for number, page in enumerate(sheets, 1):
            assert f"Page {number} of {len(sheets)}" in page, (which, form, number)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_hostile_text_stands_as_text(pages: Pages, form: str) -> None:
    text = re.sub(r"\s+", "", pages["hostile", form])
    for said in _ATTACKS:
        assert re.sub(r"\s+", "", visible(said)) in text
    assert not re.search(r"#NAME\?|#REF!|Err:5", pages["hostile", form])
