"""What siplan costs, as ratios: `python tests/benchmarks/bench.py`. Prints Markdown; takes two to four minutes.

Seconds say more of a machine than of a program, so each work is measured beside something that it cannot do without:
start-up beside the imports of typer and pydantic and beside a command and a record of theirs (`floor.py`), the work on
a plan beside libyaml's bare events of the same files. What is compared runs in turn, A B A B; what is printed is the
median of the ratios of such pairs, so that a machine that slows down for a while slows both. Seconds are the
processor's where the system counts them for each process, so that what else the machine does costs nothing here.
Every run is a process of its own, with bytecode cached in a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "support")]

import trust  # noqa: E402
from benchmarks import plans  # noqa: E402

ROOT = HERE.parent.parent
FLOORS = {
    "the imports": ("-c", "import typer; from pydantic import BaseModel"),
    "the floor": (str(HERE / "floor.py"),),
}
"""What start-up is measured beside: the imports of both libraries, and the least that a command and a record take."""
OVERDUE = "overdue --as-of 2016-09-01"
WORKS = ("events", "load", "validate", OVERDUE)
SIZES = (34, 340, 3_400, 34_000)
MEGABYTE = 1024 * 1024


class Run(NamedTuple):
    """One process: the processor's seconds (those of the clock where the system does not say), and its peak memory in
    bytes (0 where it does not say)."""

    seconds: float
    peak: int


class Bench:
    """Runs processes with bytecode caching on, and says what it is doing."""

    def __init__(self, scratch: Path, *, quiet: bool) -> None:
        self.scratch = scratch
        self._quiet = quiet
        self._environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHONDONTWRITEBYTECODE", "SIPLAN_", "PYTHONPYCACHEPREFIX"))
        }
        self._environment["PYTHONPYCACHEPREFIX"] = str(scratch / "bytecode")

    def say(self, text: str) -> None:
        if not self._quiet:
            sys.stderr.write(f"{text}\n")

    def whole(self, command: Iterable[str | Path]) -> Run:
        """A whole process, from its start to its end."""
        return self._finished(list(map(str, command)))[1]

    def work(self, name: str, folder: Path, warming: Path) -> Run:
        """A work on a plan: its own seconds, and the peak memory of the whole process."""
        said, run = self._finished([sys.executable, str(HERE / "work.py"), name, str(folder), str(warming)])
        return Run(float(said), run.peak)

    def _finished(self, command: list[str]) -> tuple[str, Run]:
        """Wait for a process; gives what it wrote to standard error, and what it cost."""
        with tempfile.TemporaryFile() as errors:
            begun = perf_counter()
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT, env=self._environment
            )
            if hasattr(os, "wait4"):
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
                run = Run(usage.ru_utime + usage.ru_stime, peak)
            else:
                process.wait()
                run = Run(perf_counter() - begun, 0)
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
        return said, run


def siplan() -> list[str]:
    """The console script of this environment, or the module where it is not installed."""
    script = shutil.which("siplan", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-m", "si_plan"]


def start_up(bench: Bench, runs: int) -> str:
    """Whole processes beside those that do no more than what every such program must."""
    floors = {name: [sys.executable, *arguments] for name, arguments in FLOORS.items()}
    commands = {"siplan --version": [*siplan(), "--version"], f"siplan {OVERDUE}": [*siplan(), *OVERDUE.split()]}
    for command in (*floors.values(), *commands.values()):
        bench.whole(command)  # fills the bytecode cache
    ratios: dict[tuple[str, str], list[float]] = {(name, floor): [] for name in commands for floor in floors}
    for number in range(runs):
        bench.say(f"start-up, run {number + 1} of {runs}")
        beside = {floor: bench.whole(command).seconds for floor, command in floors.items()}
        for name, command in commands.items():
            seconds = bench.whole(command).seconds
            for floor in floors:
                ratios[name, floor].append(seconds / beside[floor])
    rows = [[f"`{name}`", *(_usual(ratios[name, floor]) for floor in floors)] for name in commands]
    return table(["the shipped plan, piped", *(f"beside {floor}" for floor in floors)], rows)


def beside_overdue(bench: Bench, rounds: int) -> str:
    """What records, and what reports, beside a question to the same plan; whole processes all of them."""
    shipped = bench.scratch / "shipped"
    shutil.copytree(ROOT / "plan", shipped)
    folders = {"the shipped plan": shipped, "3,400 actions": plans.write(bench.scratch / "plan-3400", 3_400)}
    commands = {
        "update": ["update", "1.1.1", "--note", "Under way", "--on", "2016-09-01"],
        "report --out plan.html": ["report", "--as-of", "2016-09-01", "--out", str(bench.scratch / "plan.html")],
        "report --full --out plan.docx": [
            *("report", "--as-of", "2016-09-01", "--full", "--out", str(bench.scratch / "plan.docx"))
        ],
    }
    rows = []
    for plan, folder in folders.items():
        for name, command in commands.items():
            pair = [[*siplan(), "--plan", str(folder), *asked] for asked in (command, OVERDUE.split())]
            for whole in pair:
                bench.whole(whole)
            ratios, peak = [], 0
            for number in range(3 * rounds):
                bench.say(f"{name}, run {number + 1} of {3 * rounds}: {plan}")
                one, other = (bench.whole(whole) for whole in pair)
                ratios.append(one.seconds / other.seconds)
                peak = max(peak, one.peak)
            rows.append([f"`siplan {name}`, {plan}", _usual(ratios), f"{peak / MEGABYTE:.0f} MB"])
    return table(["whole process", "beside `siplan overdue`", "peak memory"], rows)


def of_many(bench: Bench, rounds: int, number: int) -> str:
    """A question to a portfolio of so many plans of 34 actions, beside the same question to one of them."""
    folder = bench.scratch / "many"
    trust.write_many(folder, number)
    one, every = (folder / "schools" / "school-00001" / "plan", folder / "portfolio.yaml")
    rows = []
    for name in ("status", "overdue", "coverage"):
        asked = (name, "--as-of", str(trust.BOARD))
        ratios, took, peak = [], [], 0
        for turn in range(rounds):
            bench.say(f"{name} of {number:,} plans, run {turn + 1} of {rounds}")
            alone = median(bench.whole([*siplan(), "--plan", one, *asked]).seconds for _ in range(5))
            begun = perf_counter()
            run = bench.whole([*siplan(), "--plan", every, *asked])
            took.append(perf_counter() - begun)
            ratios.append(run.seconds / alone)
            peak = max(peak, run.peak)
        said = f"{median(ratios) / number:.3f}", f"{median(took):.0f} s", f"{peak / MEGABYTE:.0f} MB"
        rows.append([f"`siplan {name}` of {number:,} plans", *said])
    return table(["whole process", "beside as many runs for one plan", "by the clock", "largest process"], rows)


def _usual(ratios: list[float]) -> str:
    """The median, and where the middle half of the runs is."""
    return f"{times(median(ratios))} ({spread(ratios)})" if len(ratios) > 2 else times(median(ratios))


class Sizes:
    """The works on plans of each size, all sizes and works in each round, so that they meet the same machine."""

    def __init__(self, bench: Bench, sizes: list[int], rounds: int) -> None:
        self._bench = bench
        self.sizes = sizes
        self.folders = {size: plans.write(bench.scratch / f"plan-{size}", size) for size in sizes}
        self.warming = plans.write(bench.scratch / "warming", 34, seed=2)
        self.runs: dict[tuple[int, str], list[Run]] = {(size, work): [] for size in sizes for work in WORKS}
        bench.work("validate", self.warming, self.warming)
        for number in range(rounds):
            for size in sizes:
                bench.say(f"plans, round {number + 1} of {rounds}: {size:,} actions")
                for _ in range(1 if size > 3_400 else 3):
                    self._round(size)

    def _round(self, size: int) -> None:
        for work in WORKS:
            self.runs[size, work].append(self._bench.work(work, self.folders[size], self.warming))

    def ratios(self, size: int, work: str) -> list[float]:
        """The times of a work beside those of the bare events in the same round."""
        pairs = zip(self.runs[size, work], self.runs[size, "events"], strict=True)
        return [one.seconds / bare.seconds for one, bare in pairs]

    def usual(self, size: int, work: str) -> float:
        return median(run.seconds for run in self.runs[size, work])

    def peak(self, size: int, work: str) -> int:
        return max(run.peak for run in self.runs[size, work])

    def beside_events(self) -> str:
        return self._table(WORKS[1:], lambda size, work: times(median(self.ratios(size, work))))

    def growth(self) -> str:
        """The time an action takes, beside that at the size before. The bare events are linear by nature: what they
        grow, or seem to, is the machine's."""

        def grown(size: int, work: str) -> str:
            place = self.sizes.index(size)
            if place == 0:
                return ""
            before = self.sizes[place - 1]
            return times((self.usual(size, work) / size) / (self.usual(before, work) / before))

        return self._table(WORKS, grown)

    def memory(self) -> str:
        return self._table(WORKS, lambda size, work: f"{self.peak(size, work) / MEGABYTE:.0f} MB")

    def _table(self, works: Iterable[str], cell: Callable[[int, str], str]) -> str:
        rows = [[f"{size:,}", self._text(size), *(cell(size, work) for work in works)] for size in self.sizes]
        return table(["actions", "text", *(f"`{work.split()[0]}`" for work in works)], rows)

    def _text(self, size: int) -> str:
        total = sum(file.stat().st_size for file in self.folders[size].rglob("*.yaml"))
        return f"{total / MEGABYTE:.2f} MB"


SCHEMA = ROOT / "schemas" / "priority.schema.json"
_BARE_DATE = re.compile(r"(?<=[ \[])[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[]\s,}])")


def check_jsonschema(folder: Path) -> list[str | Path]:
    """check-jsonschema of a plan's priority files; empty where it is not installed."""
    program = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    return [program, "--schemafile", SCHEMA, *sorted((folder / "priorities").iterdir())] if program else []


def ajv(folder: Path) -> list[str | Path]:
    """ajv-cli (`npm install -g ajv-cli`) of a plan's priority files; empty where it is not installed. It takes a date
    without quotes for no text, so its copies have them in quotes."""
    program = shutil.which("ajv")
    copies = folder.with_name(f"{folder.name}-ajv")
    copies.mkdir(exist_ok=True)
    for file in (folder / "priorities").iterdir():
        (copies / file.name).write_bytes(_BARE_DATE.sub(r'"\g<0>"', file.read_bytes().decode()).encode())
    said: list[str | Path] = ["validate", "--spec=draft2020", "--strict=false", "-s", SCHEMA, "-d", copies / "*.yaml"]
    return [program, *said] if program else []


def beside_validators(bench: Bench, sizes: list[int], rounds: int) -> str:
    """`siplan validate` of a whole plan beside those that hold its priority files against their schema alone, whole
    processes all of them; nothing stands where a validator is not installed, or would take minutes."""
    others = {"check-jsonschema": (check_jsonschema, 340), "ajv-cli": (ajv, 3_400)}
    rows = []
    for size in sizes:
        folder = plans.write(bench.scratch / f"plan-{size}", size)
        ours = [*siplan(), "--plan", str(folder), "validate"]
        bench.whole(ours)
        cells = []
        for name, (command, most) in others.items():
            theirs = command(folder) if size <= most else []
            ratios = []
            for number in range(rounds + 1 if theirs else 0):
                bench.say(f"{name}, run {number} of {rounds}: {size:,} actions")
                ratios.append(bench.whole(ours).seconds / bench.whole(theirs).seconds)
            cells.append(times(median(ratios[1:])) if ratios else "")
        rows.append([f"{size:,}", *cells])
    return table(["actions", *(f"`siplan validate` beside {name}" for name in others)], rows)


EDITS = {"one": "in one file", "all": "in every file"}
"""The edits that are compared: a deadline in the promise, in how many of the priorities' files."""


def edited(folder: Path, edit: str) -> Path:
    """A copy of a plan, beside it, in which an edit has been made."""
    copy = folder.with_name(f"{folder.name}-{edit}")
    if not copy.exists():
        shutil.copytree(folder, copy)
        for file in sorted((copy / "priorities").iterdir())[: 1 if edit == "one" else None]:
            text = file.read_text("utf-8")
            file.write_text(text.replace("due: 2016-", "due: 2017-", 1), "utf-8", newline="\n")
    return copy


def beside_loading(bench: Bench, sizes: list[int], rounds: int) -> str:
    """`siplan diff` of two plans, reading both and writing what differs, beside loading one of them."""
    warming = plans.write(bench.scratch / "warming-logs", 34, seed=2, logs=True)
    rows = []
    for size in sizes:
        folder = plans.write(bench.scratch / f"plan-logs-{size}", size, logs=True)
        ratios: dict[str, list[float]] = {edit: [] for edit in EDITS}
        for edit in EDITS:
            edited(folder, edit)
            edited(warming, edit)
        for number in range(3 * rounds):
            bench.say(f"diff, run {number + 1} of {3 * rounds}: {size:,} actions")
            for edit in EDITS:
                loaded = bench.work("load", folder, warming).seconds
                ratios[edit].append(bench.work(f"diff {edit}", folder, warming).seconds / loaded)
        rows.append([f"{size:,}", *(times(median(found)) for found in ratios.values())])
    return table(["actions", *(f"`siplan diff`, an edit {where}" for where in EDITS.values())], rows)


def times(ratio: float) -> str:
    return f"{ratio:.2f}"


def spread(ratios: list[float]) -> str:
    first, _, third = quantiles(ratios, n=4)
    return f"{times(first)} to {times(third)}"


def table(headings: list[str], rows: list[list[str]]) -> str:
    """A Markdown table: numbers to the right, the first column to the left."""
    rule = ["---", *("---:" for _ in headings[1:])]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (headings, rule, *rows))


def main() -> None:
    options = argparse.ArgumentParser(description="Print what siplan costs, as ratios, in Markdown.")
    options.add_argument("-n", "--runs", type=int, default=25, help="runs of the start-up [25]")
    options.add_argument("--rounds", type=int, default=3, help="rounds over the plans of each size [3]")
    options.add_argument("--sizes", default=",".join(map(str, SIZES)), help="actions, separated by commas")
    options.add_argument(
        "--only", choices=("start", "commands", "sizes", "diff", "jsonschema", "many"), help="one part only"
    )
    options.add_argument("--plans", type=int, default=1_000, help="plans of a portfolio [1,000]")
    options.add_argument("-q", "--quiet", action="store_true", help="no word of what is being measured")
    given = options.parse_args()
    sizes = sorted(int(size) for size in given.sizes.split(","))
    with tempfile.TemporaryDirectory(prefix="siplan-bench-") as scratch:
        bench = Bench(Path(scratch), quiet=given.quiet)
        if given.only in (None, "start"):
            show("Start-up", start_up(bench, given.runs))
        if given.only in (None, "commands"):
            show("What records and reports", beside_overdue(bench, given.rounds))
        if given.only in (None, "sizes"):
            measured = Sizes(bench, sizes, given.rounds)
            show("Work beside libyaml's bare events of the same files", measured.beside_events())
            show("Time an action beside the size before (1.00: linear)", measured.growth())
            show("Peak memory of the whole process", measured.memory())
        if given.only in (None, "diff"):
            large = [size for size in sizes if size <= 3_400]
            show("Comparing two plans beside loading one", beside_loading(bench, large, given.rounds))
        if given.only in (None, "jsonschema"):
            large = [size for size in sizes if size <= 3_400]
            show("Beside validators of JSON Schemas", beside_validators(bench, large, given.rounds))
        if given.only in (None, "many"):
            show("Many plans", of_many(bench, given.rounds, given.plans))


def show(title: str, text: str) -> None:
    sys.stdout.write(f"### {title}\n\n{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
