"""How much of a sweep is run: all of it, or with SIPLAN_SWEEP=20 one in twenty of what it goes through."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import pytest

ONE_IN: Final = int(os.environ.get("SIPLAN_SWEEP", "1"))

FEWEST: Final = 50
"""Of fewer inputs than these, chance alone says how many a law can be asked of."""

T = TypeVar("T")


def swept(inputs: Iterable[T]) -> list[T]:
    """Every input of a sweep, or one in so many, evenly spread; the first always."""
    return list(inputs)[::ONE_IN]


def rest_swept(cases: Iterable[T], kept: Callable[[T], bool]) -> list[Any]:
    """The cases of a slow test as its parameters: all are in the sweep, and those that are kept in every run."""
    return [case if kept(case) else pytest.param(*_parts(case), marks=pytest.mark.sweep) for case in cases]


def _parts(case: object) -> tuple[object, ...]:
    return case if isinstance(case, tuple) else (case,)


def times(number: int) -> int:
    """How often a sweep does something, or once for so many times."""
    return max(1, number // ONE_IN)


def assert_asked_of_enough(asked: int, tried: int, one_in: int) -> None:
    """A law that holds of next to nothing says nothing: it was asked of over one in so many of the inputs tried."""
    assert asked > tried / one_in or tried < FEWEST, f"the law was asked of {asked} of {tried} inputs"
