"""`python tests/refresh.py`: write anew what README and `docs/` show of the program, and their generated tables."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "support")]

import documented  # noqa: E402
import engines_shown  # noqa: E402

documented.refresh()
engines_shown.refresh()
