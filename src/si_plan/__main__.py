"""The console script: sets up the process, then hands over to the command line.

All that is done here is done to the whole process, so nothing of it is done where siplan is imported as a library.
"""

import gc
import os
import sys

_INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C has ended."""

_COLLECT_AFTER = 1_000_000
"""How many objects more than are freed are made before the collector looks for cycles. One command makes few cycles
and soon ends, so looking oftener costs more than it frees."""


def main() -> None:
    """Run one command and end the process with its exit code.

    Nothing is freed at the end: the system does that with the process, and faster.
    """
    gc.set_threshold(_COLLECT_AFTER)
    try:
        code = _run()
    except KeyboardInterrupt:  # typer answers for it once a command runs; this is before
        code = _INTERRUPTED
    os._exit(code)


def _run() -> int:
    """Load the command line, run the command and write what is left to write; gives the exit code."""
    # No plugin of another package changes how a plan is read.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Processes that ask plans begin by python -c, which would look for modules in the current folder first: in a
    # stranger's checkout, say.
    os.environ["PYTHONSAFEPATH"] = "1"
    # A stream that the caller closed is none at all: nothing comes from it, and what would go there goes nowhere. They
    # are opened in this order, so that each has its usual number, which no file of a plan may be given instead.
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    from si_plan.cli.app import CLOSED_PIPE, run

    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # its reader has gone, or it is closed
            code = code or CLOSED_PIPE
    return code


if __name__ == "__main__":
    main()
