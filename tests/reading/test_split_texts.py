"""Texts in brackets that were split at their commas: what a hostile file may cost, and how its texts are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_plan import BASE, found_in, replaced, write_plan
from si_plan.checks import split_text
from si_plan.deadlines import Reading
from si_plan.deadlines.comparing import read_wording
from si_plan.diagnostics import Diagnostic
from si_plan.editing.rendering import inline
from si_plan.loading.parsing import parse
from si_plan.model.plan import Plan
from si_plan.sources import Source

PLAN = {"plan.yaml": BASE["plan.yaml"] + "calendar:\n  year: academic\n"}


def split(folder: Path, texts: str, field: str = "steps") -> list[Diagnostic]:
    """What is told of the list of texts, as the steps of an action or the lines of its When."""
    old = "    when: [By Sept 2016]\n"
    files = replaced(old, f"    when: {texts}\n" if field == "when" else f"    steps: {texts}\n{old}")
    return [one for one in found_in(write_plan(folder, {**PLAN, **files})) if one.code == split_text.CODE]


@pytest.mark.parametrize(
    ("field", "texts", "whole"),
    [
        ("when", "[On 6 May, 2011]", "On 6 May, 2011"),
        ("when", "[From May, 2016 onwards]", "From May, 2016 onwards"),
        ("when", "[Friday, 6 May 2016]", "Friday, 6 May 2016"),
        ("when", "[Autumn 2, 2016/17]", "Autumn 2, 2016/17"),
        ("when", "[Annual, By Dec, 2016]", "By Dec, 2016"),
        ("when", "[By Sept 2016, and termly]", "By Sept 2016, and termly"),
        ("steps", "[Meet by 6 May, 2016. All come]", "Meet by 6 May, 2016. All come"),
        ("steps", "[Write to heads, termly]", "Write to heads, termly"),
        ("steps", "[Buy books, paper, etc.]", "Buy books, paper, etc."),
        ("steps", "[Book a room, re-invite, Report]", "Book a room, re-invite"),
        ("steps", "[Reach 1,000 pupils]", "Reach 1,000 pupils"),
    ],
)
def test_a_text_that_was_split_is_told_whole(tmp_path: Path, field: str, texts: str, whole: str) -> None:
    (found,) = split(tmp_path, texts, field)
    assert found.message.startswith(f'{field}: "{whole}" is ')


@pytest.mark.parametrize(
    ("field", "texts"),
    [
        ("when", "[By Dec 2016, By Sept 2016, Annual]"),
        ("when", "[2016/17, 2017/18]"),
        ("when", "[By Sept 2016, termly]"),
        ("when", "[6 May, 7 June 2016]"),
        ("when", "[Autumn term, Sept 2016]"),
        ("when", "[May, 2016-2018]"),
        ("when", "[As above, TBC]"),
        ("steps", "[Book a room, 2016 report]"),
        ("steps", '["Book a room", with parking]'),
        ("steps", '[Book a room, "with parking"]'),
        ("steps", "[Rooms,200 chairs]"),
        ("steps", "[Room 1, 200 chairs]"),
        ("steps", "[Room 1,2000 chairs]"),
        ("steps", "[Codes,without,blanks]"),
        ("steps", "[Plan, plan.pdf, https://example.org]"),
        ("steps", "[Book a room, iPads bought]"),
    ],
)
def test_a_list_of_texts_is_left_alone(tmp_path: Path, field: str, texts: str) -> None:
    assert split(tmp_path, texts, field) == []


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("{text: Book a room, with parking}", 'ends at the comma, so "with parking" is read as a field'),
        ("{text: See the page, http://example.org}", 'ends at the comma, so "http://example.org" is read as a field'),
        ("{text: Book a room, due: }", "there is nothing after due:"),
        ("{text}", "there is nothing after text:"),
    ],
)
def test_a_comma_in_braces_is_told_as_the_end_of_a_text(record: str, message: str) -> None:
    (found,) = parse(Source("progress/1.1.yaml", "plan/progress/1.1.yaml", f"- {record}\n")).findings
    assert message in found.message


def test_a_file_is_not_read_for_dates_beyond_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = []

    def counted(plan: Plan, text: str) -> Reading:
        texts.append(text)
        return read_wording(plan, text)

    monkeypatch.setattr(split_text, "read_wording", counted)
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


@pytest.mark.parametrize("field", ["when", "steps"])
def test_texts_that_siplan_writes_in_brackets_are_texts_of_their_own(tmp_path: Path, field: str) -> None:
    texts = ["By 1 Sept 2016", "then termly", "On 6 May", "2016. Again", "May", "2016", "Over 1", "000 pupils"]
    assert split(tmp_path, inline(texts, field), field) == []
