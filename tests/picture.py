"""`python tests/picture.py`: draw anew the picture of the report that README shows. It takes chromium."""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "support")]

from browser import chromium  # noqa: E402
from running import ON, siplan  # noqa: E402

PICTURE = HERE.parent / "docs" / "pictures" / "report.png"

with tempfile.TemporaryDirectory() as folder, chromium() as browser:
    page = Path(folder) / "report.html"
    assert siplan("report", *ON, "--out", str(page)).code == 0
    tab = browser.new_page(viewport={"width": 1000, "height": 760}, color_scheme="light")
    tab.goto(page.as_uri())
    tab.screenshot(path=PICTURE)
print(f"{PICTURE.name}: {PICTURE.stat().st_size // 1000} kB")  # noqa: T201
