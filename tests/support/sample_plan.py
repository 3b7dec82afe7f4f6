"""Portsmouth's plan with a sample of logs, readings, ratings and meetings, all made up: tests/sample_logs/."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from example_plan import SHIPPED
from si_plan import checks
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.sources import Source

LOGS = Path(__file__).parent / "sample_logs"
ON = date(2017, 3, 1)
"""The day that the sample is about."""


def sample_files() -> dict[str, str]:
    """The text of each plan file by its path: the shipped promise, the sample's progress and audiences."""
    files = {path.relative_to(SHIPPED).as_posix(): path.read_text("utf-8") for path in SHIPPED.rglob("*.yaml")}
    before, audiences, _ = files["plan.yaml"].partition("audiences:\n")
    assert audiences, "the shipped plan.yaml ends in its audiences"
    files["plan.yaml"] = before + (LOGS / "audiences.yaml").read_text("utf-8")
    for target in ("M7.1", "M8.1"):
        line = f"- id: {target}\n"
        assert line in files["measures.yaml"]
        files["measures.yaml"] = files["measures.yaml"].replace(line, f"{line}      baseline_period: 2014-15\n")
    logs = {path.relative_to(LOGS).as_posix(): path.read_text("utf-8") for path in LOGS.rglob("progress/*.yaml")}
    return {**{path: text for path, text in files.items() if not path.startswith("progress/")}, **logs}


def write_sample(folder: Path) -> Path:
    """Write the sample plan into `folder`; gives the folder."""
    for path, text in sample_files().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    return folder


@lru_cache
def sample() -> Plan:
    """The sample plan, which has to be free of errors."""
    loaded = load([Source(path, f"plan/{path}", text) for path, text in sorted(sample_files().items())])
    assert checks.errors(loaded) == []
    assert loaded.plan is not None
    return loaded.plan
