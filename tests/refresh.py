"""`python tests/refresh.py`: write anew what README and `docs/` show of the program, and their generated tables."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "support")]

from documented import refresh  # noqa: E402

refresh()
