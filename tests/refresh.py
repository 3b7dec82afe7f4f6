"""`python tests/refresh.py`: write anew what README and `docs/` show of the program, and their generated tables."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "support")]

import documented  # noqa: E402
import engines_shown  # noqa: E402

if __name__ == "__main__":  # a portfolio is asked in processes of their own, which read this file too
    documented.refresh()
    engines_shown.refresh()
