"""Work on many things in processes side by side, each within limits of time and memory.

A process that takes too long, needs too much memory or dies fails what it was working on, and nothing else.
"""

from __future__ import annotations

import gc
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from multiprocessing import get_context
from typing import Any, Final, NamedTuple, TypeVar

from pebble import ProcessExpired, ProcessPool

from si_plan.errors import SiplanError

Item = TypeVar("Item")
Result = TypeVar("Result")


class Limits(NamedTuple):
    """What one item may take: seconds, and bytes of memory (where the system can hold a process to them)."""

    seconds: float = 60
    memory: int = 1 << 30


USUAL: Final = Limits()
_AHEAD: Final = 8
"""How many items wait for each process: enough to keep it busy, few enough to keep what waits small."""
_COLLECT_AFTER: Final = 100_000
"""How many objects more than are freed a process makes before it looks for cycles: those of some ten plans."""


class Failure(NamedTuple):
    """Why nothing came of an item."""

    reason: str


def run_each(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int, limits: Limits = USUAL
) -> Iterator[tuple[int, Result | Failure]]:
    """The place of each item and what came of it, in the order of the items. What is given and what comes
    back is pickled. When the caller stops asking, or is stopped, every process ends. Raises SiplanError where no
    process can be started."""
    context = get_context("spawn")
    pool = ProcessPool(
        max_workers=min(processes, len(items)) or 1, initializer=_begin, initargs=(limits.memory,), context=context
    )
    waiting: deque[tuple[int, Future[Result]]] = deque()
    places = iter(range(len(items)))
    try:
        while True:
            while len(waiting) < _AHEAD * processes and (place := next(places, None)) is not None:
                waiting.append((place, _begun(pool, partial(work, items[place]), limits)))
            if not waiting:
                break
            place, future = waiting.popleft()
            yield place, _outcome(future, limits)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _begun(pool: ProcessPool, work: Callable[[], Result], limits: Limits) -> Future[Result]:
    """The work, handed to a process. Raises SiplanError where the system lets none start."""
    try:
        return pool.schedule(work, timeout=limits.seconds)
    except (RuntimeError, OSError) as error:
        raise SiplanError(
            "the processes that read the plans cannot be started, or were ended from outside",
            "see whether the system has memory, and processes, to spare",
        ) from error


def _outcome(future: Future[Any], limits: Limits) -> Any:
    try:
        return future.result()
    except TimeoutError:
        return Failure(f"it takes longer than {limits.seconds:g} seconds")
    except MemoryError:
        return Failure(f"it needs more than {limits.memory >> 20} MB of memory")
    except ProcessExpired:
        return Failure("the process that read it came to an end")
    except Exception as error:  # whatever it is, the other items go on
        return Failure(f"siplan failed on it: {type(error).__name__}")


def _begin(memory: int) -> None:
    """Set a new process up: how much memory it may take, and how often it looks for cycles."""
    gc.set_threshold(_COLLECT_AFTER)
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory if most < 0 else min(memory, most), most))
