"""siplan in a process of its own, held to seconds of the processor, and what it took."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ended:
    """What a command gave, and the most of time and memory that it took."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


_MEASURE = """\
import json, os, resource, subprocess, sys, tempfile

seconds = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
    process = subprocess.Popen(sys.argv[2:], stdout=out, stderr=err)
    _, status, usage = os.wait4(process.pid, 0)
    out.seek(0), err.seek(0)
    unit = 1 if sys.platform == "darwin" else 1024
    ended = {
        "code": os.waitstatus_to_exitcode(status),
        "out": out.read().decode(),
        "err": err.read().decode(),
        "seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss * unit / 1024**2,
    }
print(json.dumps(ended))
"""
"""Run between pytest and siplan: Linux counts a process's memory from before it became siplan, and pytest has much."""


def measured(folder: Path, *arguments: str, seconds: int = 10) -> Ended:
    """Run siplan in a folder. The system ends it after these seconds of the processor."""
    command = [sys.executable, "-m", "si_plan", *arguments]
    run_by = [sys.executable, "-I", "-S", "-c", _MEASURE, str(seconds), *command]
    ended = subprocess.run(run_by, cwd=folder, capture_output=True, text=True, check=True)
    return Ended(**json.loads(ended.stdout))
