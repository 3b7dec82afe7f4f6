"""`python tests/refresh.py`: write anew what README shows of the program, and the generated tables."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "support")]

from test_readme import refresh  # noqa: E402

refresh()
