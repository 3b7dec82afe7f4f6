"""The bar that work of over a second shows, on a terminal alone and on standard error alone."""

from __future__ import annotations

import io
import sys

import pytest

from si_plan.cli import output


class _Terminal(io.StringIO):
    def __init__(self, tty: bool) -> None:
        super().__init__()
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize(("tty", "seconds", "shown"), [(True, 2.0, True), (True, 0.0, False), (False, 2.0, False)])
def test_it_is_shown_on_a_terminal_after_a_second(
    tty: bool, seconds: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, *(seconds + number for number in range(9))] if seconds else [0.0] * 9)
    monkeypatch.setattr(output, "monotonic", lambda: next(clock))
    told, answer = _Terminal(tty), io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(sys, "stdout", answer)
    with output.progress("Making the site", 4) as step:
        for _ in range(4):
            step()
    said = told.getvalue()
    assert ("Making the site [######------------------] 1 of 4" in said) == shown
    assert said.endswith("\r\x1b[K") == shown
    assert answer.getvalue() == ""
