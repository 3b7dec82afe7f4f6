"""Texts in brackets that were split at their commas: what a hostile file may cost, and how its texts are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_plan import found_in, replaced, write_plan
from si_plan.checks import split_text
from si_plan.dates.wording import Reading
from si_plan.diagnostics import Diagnostic
from si_plan.model.plan import Plan
from si_plan.readings import read


def split(folder: Path, steps: str) -> list[Diagnostic]:
    files = replaced("    leads: [HT]\n", f"    steps: {steps}\n    leads: [HT]\n")
    return [one for one in found_in(write_plan(folder, files)) if one.code == split_text.CODE]


def test_a_file_is_not_read_for_dates_beyond_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = []

    def counted(plan: Plan, text: str) -> Reading:
        texts.append(text)
        return read(plan, text)

    monkeypatch.setattr(split_text, "read", counted)
    assert split(tmp_path, f"[{', '.join(f'On {day} May, {day} of it' for day in range(1, 2_000))}]") == []
    assert 5_000 < sum(map(len, texts)) < 11_000


@pytest.mark.parametrize(
    ("steps", "hint"),
    [
        ("[Book a room, with parking]", '["Book a room, with parking"]'),
        ('[Reach "all", with books]', "['Reach \"all\", with books']"),
        ("[A\\B, with it's]", "['A\\B, with it''s']"),
    ],
)
def test_the_hint_can_be_followed(tmp_path: Path, steps: str, hint: str) -> None:
    (found,) = split(tmp_path / "before", steps)
    assert found.at == "1.1#steps"
    assert found.hint.startswith(f"if it is one text, put it in quotes: {hint}; ")
    assert split(tmp_path / "after", hint) == []


def test_a_long_text_is_cut_where_it_is_told(tmp_path: Path) -> None:
    (found,) = split(tmp_path, f"[Book {'a room ' * 100}, with parking]")
    assert len(found.message) < 200
    assert "…" in found.hint
