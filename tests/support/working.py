"""Work for a process that is told to hang, to grow or to die. It is a module that any process can import."""

import os
import signal
import time
from pathlib import Path


def work(item: str) -> str:
    what, _, detail = item.partition(":")
    match what:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(60)
        case "grow":
            return str(len(bytearray(4 << 30)))
        case "fail":
            raise KeyError(detail)
        case "mark":
            (Path(detail) / str(os.getpid())).touch()
            time.sleep(0.2)
    return what.upper()
