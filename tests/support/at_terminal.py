"""siplan at a terminal of its own, where it asks and a person answers. POSIX only."""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Iterable
from pathlib import Path

from running import Ran

_WAIT = 60.0
CTRL_C = "\x03"
"""An answer that stops the asking."""
BAR = re.compile(r"(?:\r[^\r\n]*)*\r\x1b\[K")
"""A progress bar, from its first step to where it is wiped out."""


def at_terminal(*arguments: str, answers: Iterable[str] = (), prompt: str = ": ", columns: int = 80, cwd: Path) -> Ran:
    """Run one command, and type the next answer whenever what it shows ends with the prompt. What it shows and what is
    typed come back together, without the progress bar."""
    import fcntl
    import pty
    import struct
    import termios

    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        kept = {name: value for name, value in os.environ.items() if name != "SIPLAN_PLAN"}
        command = [sys.executable, "-m", "si_plan", *arguments]
        os.execve(sys.executable, command, kept | {"NO_COLOR": "1", "TERM": "xterm", "COLUMNS": str(columns)})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    shown, waiting, since = b"", list(answers), 0
    while select.select([terminal], [], [], _WAIT)[0]:
        try:
            more = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end has closed
            break
        if not more:
            break
        shown += more
        if shown[since:].endswith(prompt.encode()):
            since = len(shown)
            answer = waiting.pop(0) if waiting else ""
            os.write(terminal, answer.encode() if answer == CTRL_C else f"{answer}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    return Ran(code, BAR.sub("", shown.decode("utf-8", "replace").replace("\r\n", "\n")), "")
