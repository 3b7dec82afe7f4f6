"""The console script: sets up the process, then hands over to the command line."""

import gc
import os
import sys


def main() -> None:
    """Run one command and end the process with its exit code.

    One command makes few cycles and soon ends, so collecting them costs more than it frees: the collector
    is off from the first line, and what is left at the end is frozen so that shutting down does not walk it.
    """
    gc.disable()
    # pydantic would look through every installed package for plugins, and let them change how a plan is read.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from si_plan.cli.app import run

    try:
        code = run(sys.argv[1:])
    finally:
        gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
