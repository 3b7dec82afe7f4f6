"""Every code is explained, and every explanation is true: its failing example fails with the code, its passing one
does not. What no text can show (a pipe, a link, another encoding) is described there and made here."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

import edits
from example_plan import BASE, PRIORITY, codes, found_in, write_plan
from si_plan.diagnostics import CODES, MOST_PER_FILE, Diagnostic, module_of
from si_plan.diagnostics.explaining import Example, documentation, explain
from si_plan.errors import UsageError
from si_plan.loading.parsing import MOST_DEPTH, MOST_NODES
from si_plan.portfolio.checking import PortfolioCheck
from si_plan.sources import MOST_BYTES

Make = Callable[[Path], None]
_SECOND = "priorities/2.yaml"


def _nothing(plan: Path) -> None:
    """The base plan as it is."""


def _folder_for_file(plan: Path) -> None:
    (plan / "areas.yaml").unlink()
    (plan / "areas.yaml").mkdir()


def _link_out(plan: Path) -> None:
    (plan.parent / "beside.yaml").write_text("x: y\n")
    (plan / _SECOND).symlink_to(plan.parent / "beside.yaml")


def _link_to_nothing(plan: Path) -> None:
    (plan / _SECOND).symlink_to(plan / "priorities" / "gone.yaml")


def _written(path: str, content: str | bytes) -> Make:
    def make(plan: Path) -> None:
        file = plan / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    return make


def _without(path: str) -> Make:
    def make(plan: Path) -> None:
        (plan / path).unlink()

    return make


def _titled(length: int) -> Make:
    """A priority of one action that has 3,000 milestones and a title of this length."""
    head, _, _ = BASE[PRIORITY].partition('      - id: "1.1.1"')
    many = "".join(f'      - {{id: "1.1.{n}", text: Tutor {n}, due: 2016-09}}\n' for n in range(1, 3_001))
    return _written(PRIORITY, head.replace("Train a tutor in each school", "x" * length) + many)


_CAFE = "- id: A1\n  title: Café\n"
_MANY_IDS = "".join(f"- id: B{number}\n  title: Reading\n" for number in range(MOST_PER_FILE + 1))
_REFERENCES = ", ".join(["1.1"] * (MOST_PER_FILE + 1))
_ENTRY = '- {on: 2016-10-03, at: "1.1.1", status: in_progress, by: HT}\n'
_FEW = BASE[PRIORITY]
DESCRIBED: dict[str, tuple[Make, Make]] = {
    "not-a-file": (_folder_for_file, _nothing),
    "link-outside-plan": (_link_out, _nothing),
    "unreadable": (_link_to_nothing, _nothing),
    "file-too-large": (
        _written(_SECOND, "#" * (MOST_BYTES + 1)),
        _written(PRIORITY, _FEW + "#" * (MOST_BYTES - len(_FEW))),
    ),
    "not-utf8": (
        _written("areas.yaml", _CAFE.encode("latin-1")),
        _written("areas.yaml", _CAFE),
    ),
    "missing-file": (_without("roles.yaml"), _nothing),
    "control-character": (_written("areas.yaml", "- id: A1\n  title: Read\u202eing\n"), _nothing),
    "empty-file": (_written("progress/1.1.yaml", "# to be written\n"), _written("progress/1.1.yaml", _ENTRY)),
    "too-deep": (_written(_SECOND, "[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1)), _nothing),
    "too-many-nodes": (_written(_SECOND, f"[{'x,' * MOST_NODES}]"), _nothing),
    "too-much-repeated": (_titled(4_000), _titled(200)),
    "more-findings": (_written("areas.yaml", _MANY_IDS), _nothing),
    "more-warnings": (
        _written(PRIORITY, _FEW.replace("    leads", f"    see: [{_REFERENCES}]\n    leads")),
        _written(PRIORITY, _FEW.replace("    leads", '    see: ["1.1.1"]\n    leads')),
    ),
}
"""How to make the examples that are only described: the failing and the passing one, over the base plan."""

_ALONE = set(CODES) - {"more-findings"}
"""Codes whose failing example has no other error: more findings come after those that are listed."""


def _found(plan: Path, code: str, example: Example, made: int) -> list[Diagnostic]:
    assert bool(example.files) != bool(example.described), "files, or a sentence about them"
    if CODES[code].stage == "portfolio":
        return _found_in_portfolio(plan.parent, dict(example.files))
    if CODES[code].of_change:
        return edits.of_example(dict(example.files)).found()
    write_plan(plan, dict(example.files))
    if not example.files:
        if code in ("link-outside-plan", "unreadable") and os.name != "posix":
            pytest.skip("links are POSIX's")
        DESCRIBED[code][made](plan)
    return found_in(plan)


def _found_in_portfolio(folder: Path, texts: dict[str, str]) -> list[Diagnostic]:
    """What a portfolio of the small plan, in schools/oak-hill/plan, has among its own findings."""
    write_plan(folder / "schools" / "oak-hill" / "plan")
    (folder / "portfolio.yaml").write_text(texts["portfolio.yaml"])
    return PortfolioCheck(folder / "portfolio.yaml", "portfolio.yaml", strict=False).whole(2).found


_OF_PLANS = [code for code, rule in CODES.items() if rule.stage != "base"]
"""The others are about repositories: tests/changes/test_comparing_revisions.py and tests/hostile/ make them."""


@pytest.mark.parametrize("code", _OF_PLANS)
def test_failing_example_fails_with_the_code_and_no_other_error(code: str, tmp_path: Path) -> None:
    found = _found(tmp_path / "plan", code, explain(code).fails, 0)
    assert code in codes(found)
    if code in _ALONE:
        assert {one.code for one in found if one.severity == "error"} <= {code}


@pytest.mark.parametrize("code", _OF_PLANS)
def test_passing_example_passes(code: str, tmp_path: Path) -> None:
    found = _found(tmp_path / "plan", code, explain(code).passes, 1)
    assert code not in codes(found)
    assert [one for one in found if one.severity == "error"] == []


@pytest.mark.parametrize("code", CODES)
def test_explanation_has_all_its_parts(code: str) -> None:
    one = explain(code)
    assert one.headline.endswith(".")
    assert documentation(code).partition("\n\n")[0] == one.headline, "the first line is a sentence of its own"
    assert one.why
    assert one.remedy.endswith("."), "the docstring wants a paragraph that begins with `To fix it:`"
    assert all(paragraph.endswith(".") for paragraph in one.why), "an example needs an empty line above it"


def test_what_no_check_or_rule_explains_a_text_does_and_no_text_is_of_another_code() -> None:
    texts = [text.name for text in files("si_plan.diagnostics").joinpath("explanations").iterdir()]
    assert sorted(texts) == sorted(f"{code}.txt" for code in CODES if not module_of(code))


def test_nothing_is_made_that_an_explanation_shows() -> None:
    assert [code for code in DESCRIBED if explain(code).fails.files] == []


def test_examples_stand_on_files_of_the_base_plan() -> None:
    for code in CODES:
        for example in (explain(code).fails, explain(code).passes):
            for path, _ in example.files:
                known = path in (*BASE, "portfolio.yaml", "source-notes.yaml", "source-notes.yml") or "/" in path
                assert known, (code, path)


@pytest.mark.parametrize("written", ["unknown-lead", "UNKNOWN-LEAD", "unknown_lead", " unknown-lead "])
def test_code_is_found_however_it_is_written(written: str) -> None:
    assert explain(written).code == "unknown-lead"


def test_misspelt_code_says_what_was_close() -> None:
    with pytest.raises(UsageError) as raised:
        explain("unknown-laed")
    assert raised.value.hint == "did you mean unknown-lead?"
    with pytest.raises(UsageError) as raised:
        explain("xyzzy")
    assert "siplan explain" in raised.value.hint
