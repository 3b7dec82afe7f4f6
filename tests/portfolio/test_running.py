"""Work in processes side by side: one that hangs, grows or dies fails its item, and nothing else."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from si_plan.portfolio.running import Failure, Limits, run_each
from working import work

LIMITS = Limits(seconds=3, memory=700 << 20)


def test_each_item_fails_by_itself() -> None:
    items = ["one", "die", "two", "hang", "three", "grow", "fail:x", "four"]
    found = dict(run_each(work, items, 2, LIMITS))
    assert [found[place] for place in (0, 2, 4, 7)] == ["ONE", "TWO", "THREE", "FOUR"]
    reasons = {items[place].partition(":")[0]: one.reason for place, one in found.items() if isinstance(one, Failure)}
    assert reasons == {
        "die": "the process that read it came to an end",
        "hang": "it takes longer than 3 seconds",
        "grow": "it needs more than 700 MB of memory",
        "fail": "siplan failed on it: KeyError",
    }


def test_results_come_in_the_order_of_the_items() -> None:
    items = [str(number) for number in range(100)]
    assert list(run_each(work, items, 3, LIMITS)) == list(enumerate(items))


def test_nothing_is_begun_for_nothing() -> None:
    assert list(run_each(work, [], 2, LIMITS)) == []


def _alive(folder: Path) -> list[int]:
    def lives(process: int) -> bool:
        try:
            return Path(f"/proc/{process}/stat").read_text().split(") ")[1][0] != "Z"
        except OSError:
            return False

    return [int(file.name) for file in folder.iterdir() if lives(int(file.name))]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no /proc to look for processes in")
def test_processes_end_when_the_caller_stops_asking(tmp_path: Path) -> None:
    running: Iterator[object] = run_each(work, [f"mark:{tmp_path}"] * 50, 2, LIMITS)
    next(running)
    assert _alive(tmp_path)
    running.close()  # type: ignore[attr-defined]
    until = time.monotonic() + 10
    while _alive(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    assert _alive(tmp_path) == []
    assert len(list(tmp_path.iterdir())) == 2
