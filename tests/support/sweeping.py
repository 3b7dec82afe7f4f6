"""How much of a sweep is run: all of it, or with SIPLAN_SWEEP=20 one in twenty of what it goes through."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final, TypeVar

ONE_IN: Final = int(os.environ.get("SIPLAN_SWEEP", "1"))

T = TypeVar("T")


def swept(inputs: Iterable[T]) -> list[T]:
    """Every input of a sweep, or one in so many, evenly spread; the first always."""
    return list(inputs)[::ONE_IN]


def times(number: int) -> int:
    """How often a sweep does something, or once for so many times."""
    return max(1, number // ONE_IN)
