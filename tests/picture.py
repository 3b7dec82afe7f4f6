"""`python tests/picture.py`: draw anew the pictures of the report and of a receipt that README and `docs/` show. It
takes chromium."""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "support")]

from browser import chromium  # noqa: E402
from running import ON, siplan  # noqa: E402

DOCS = HERE.parent / "docs"


def draw(name: str, page: Path, part: str = "") -> None:
    """Draw a page, or what of it begins with a part, as docs/pictures/NAME.png."""
    picture = DOCS / "pictures" / f"{name}.png"
    tab = browser.new_page(viewport={"width": 1000, "height": 760}, color_scheme="light", reduced_motion="reduce")
    tab.goto(page.as_uri() + part)
    tab.screenshot(path=picture)
    print(f"{picture.name}: {picture.stat().st_size // 1000} kB")  # noqa: T201


with tempfile.TemporaryDirectory() as folder, chromium() as browser:
    report, draft = Path(folder) / "report.html", Path(folder) / "draft"
    assert siplan("report", *ON, "--out", str(report)).code == 0
    draw("report", report)
    assert siplan("import", str(DOCS / "our-plan.docx"), "--into", str(draft), plan=None).code == 1
    draw("receipt", draft / "receipt.html", "#table-2")
