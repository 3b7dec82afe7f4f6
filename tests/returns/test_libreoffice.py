"""Round trips by way of LibreOffice: a return typed into there, and saved as a workbook or as CSV, is what was typed.

They need LibreOffice and a Python that can speak with it (`uno`); without them they are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from filled import Office, row_of

SCRIPT = Path(__file__).parent / "typing_in_libreoffice.py"


def _python_with_uno() -> str | None:
    for python in (sys.executable, shutil.which("python3", path="/usr/bin:/usr/local/bin") or ""):
        if python and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return None


SOFFICE = shutil.which("soffice")
PYTHON = _python_with_uno() if SOFFICE else None
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PYTHON is None, reason="LibreOffice with Python's uno is not installed here"),
]


NOTE = "Agreed – “all” of it; 90%\nand more"
DONE = {"Status": "Complete", "Note": NOTE, "Evidence": "https://example.org/a?b=1&c=2", "Date": "2016-09-28"}
ANSWERS = {"2.2.1": DONE, "3.1.1": {"Status": "In progress", "Note": "- two of three", "Date": "30/9/2016"}}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the return of HSI, typed into in LibreOffice and saved as a workbook and as CSV."""
    folder = tmp_path_factory.mktemp("libreoffice")
    file = Office(folder / "sender").asks()
    sheet = load_workbook(file).worksheets[0]
    columns = {"Status": "F", "Note": "G", "Evidence": "H", "Date": "I"}
    cells = [
        [columns[column], row_of(sheet, identity), text]
        for identity, written in ANSWERS.items()
        for column, text in written.items()
    ]
    assert SOFFICE is not None
    assert PYTHON is not None
    ran = subprocess.run(
        [PYTHON, str(SCRIPT), SOFFICE, str(file), str(folder), json.dumps(cells)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["locked"], "a locked cell could be changed"
    assert told["rows"] == sheet.max_row
    return folder


@pytest.mark.parametrize("name", ["hsi.xlsx", "hsi.csv"])
def test_what_is_typed_in_libreoffice_is_what_is_recorded(saved: Path, tmp_path: Path, name: str) -> None:
    office = Office(tmp_path)
    ran = office.collects(saved / name)
    assert (ran.code, ran.err) == (0, ""), ran.out
    ran = office.run("show", "2.2.1", "--history", "--format", "json")
    assert ran.code == 0, ran.err
    told = [one for one in json.loads(ran.out)["rows"] if one.get("status")]
    assert [(one["on"], one["status"], one["note"], one["evidence"], one["by"]) for one in told] == [
        ("2016-09-28", "complete", NOTE, ["https://example.org/a?b=1&c=2"], "HSI")
    ]
    assert "on: 2016-09-30" in office.logs()["3.1.yaml"]
    assert 'note: "- two of three"' in office.logs()["3.1.yaml"]
    assert office.collects(saved / name).out.startswith("No rows recorded, 2 recorded already")
