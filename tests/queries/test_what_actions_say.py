"""What an action says beside its leads and dates: success, monitoring, resources, a cost and the document's other
columns, and who may read it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from example_plan import BASE, PRIORITY, codes, found_in, write_plan
from running import siplan
from si_plan.editing.edits import read_again
from si_plan.editing.rendering import Value, field_lines, inline
from si_plan.loading.parsing import parse
from si_plan.sources import Source

SAID = """\
    accountable: [GOV]
    success: [Every pupil reads, Parents say so]
    monitoring: ["Termly, by the governors"]
    resources: [Two days a week]
    cost: 12500.50
    extra:
      Evidence: "Minutes, of the board"
      "RAG: Autumn": [G, Not yet seen]
"""
MORE = """\
    duties:
      - {id: "1.1.D1", text: Governors look at the books, type: monitoring, when: Termly, repeats: termly}
  - {id: "1.2", title: Buy chairs, leads: [HT], when: [By Sept 2016], due: 2016-09, cost: 0.10}
  - {id: "1.3", title: Buy desks, leads: [HT], when: [By Sept 2016], due: 2016-09}
"""
NOTE = '- {id: N1, at: "1.1#cost", document: "About £12,500", recorded: "12500.50", why: By its annex}\n'
FILES = {
    PRIORITY: BASE[PRIORITY].replace("    when: [By Sept", f"{SAID}    when: [By Sept") + MORE,
    "roles.yaml": BASE["roles.yaml"] + "- {code: GOV, title: Governors, kind: group}\n",
    "source-notes.yaml": NOTE,
}
ON = ("--as-of", "2016-10-01")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan", FILES)


def test_the_total_is_exact_and_says_how_many_actions_have_a_cost(plan: Path) -> None:
    assert "Cost:          £12,500.60; 2 of 3 actions costed\n" in siplan("status", *ON, plan=plan).out
    told = json.loads(siplan("status", *ON, "--format", "json", plan=plan).out)
    assert told["cost"] == {"total": "12500.60", "actions_costed": 2, "actions": 3}
    assert "cost" not in json.loads(siplan("status", *ON, "--format", "json").out)


def test_show_tells_all_of_it(plan: Path) -> None:
    shown = siplan("show", "1.1", plan=plan).out
    for line in (
        "Accountable:        GOV",
        "Success:            – Every pupil reads",
        "                    – Parents say so",
        "Monitoring:         – Termly, by the governors",
        "Resources:          – Two days a week",
        "Cost:               £12,500.50",
        "Other columns:      – Evidence: Minutes, of the board",
        "                    – RAG: Autumn: G",
        "                    – RAG: Autumn: Not yet seen",
    ):
        assert f"{line}\n" in shown
    assert "Type:               monitoring\n" in siplan("show", "1.1.D1", plan=plan).out


def test_what_is_monitored_is_listed_by_itself_and_called_so(plan: Path) -> None:
    listed = siplan("list", "--kind", "monitoring", *ON, plan=plan).out
    assert "1.1.D1\tGovernors look at the books (monitoring)" in listed.replace("  ", "\t")
    assert "1.1.1" not in listed
    assert "1.1.D1" in siplan("list", "--kind", "duty", *ON, plan=plan).out


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_public_report_says_what_it_leaves_out(plan: Path, audience: str) -> None:
    more = ("--internal",) if audience == "internal" else ()
    siplan("report", "--full", *more, *ON, "--out", str(plan.parent / "report.md"), plan=plan)
    told = (plan.parent / "report.md").read_text("utf-8")
    for shown in ("Accountable: Governors (GOV)", "Success: Every pupil reads", "Monitoring: Termly, by the governors"):
        assert f"- {shown}\n" in told
    assert "| Monitoring: Governors look at the books |" in told
    private = (
        "- Resources: Two days a week\n",
        "- Cost: £12,500.50\n",
        "£12,500.60; 2 of 3 actions costed",
        "By its annex",
        "- Column Evidence: Minutes, of the board\n",
    )
    assert [text in told for text in private] == [audience == "internal"] * len(private)
    left_out = "Left out of this public report: the resources of 1 action, the cost of 2 actions and the other columns "
    left_out += "of 1 action."
    assert (left_out in told) == (audience == "public")
    assert (audience == "public") == ("£" not in told)


def test_the_workbook_has_a_sheet_of_them_with_numbers_to_add_up(plan: Path, tmp_path: Path) -> None:
    for more, cost in ((("--internal",), 12500.5), ((), None)):
        out = tmp_path / "report.xlsx"
        siplan("report", "--full", *more, *ON, "--out", str(out), plan=plan)
        heads, first, *_ = load_workbook(BytesIO(out.read_bytes()))["Actions"].iter_rows(values_only=True)
        row = dict(zip(heads, first, strict=True))
        assert (row["Accountable"], row["Success"]) == ("GOV", "Every pupil reads; Parents say so")
        assert row.get("Cost in pounds") == cost
        assert ("Resources" in row) == (cost is not None)
        other = "Evidence: Minutes, of the board; RAG: Autumn: G; RAG: Autumn: Not yet seen"
        assert row.get("Other columns") == (other if cost else None)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("£12,500", "12500"), ("£1,234.50", "1234.50"), ("12500", "12500"), ("£ 7", "7"), ("0", "0")],
)
def test_a_cost_may_be_typed_as_people_write_it(plan: Path, typed: str, written: str) -> None:
    assert siplan("edit", "1.3", f"cost={typed}", plan=plan).code == 0
    assert f"cost: {written}" in (plan / PRIORITY).read_text("utf-8")


@pytest.mark.parametrize("typed", ["£12,50", "12.5", "12k", "1,2,3", "£", "£1,234.5", "-5"])
def test_what_is_no_sum_is_refused_with_how_to_write_it(plan: Path, typed: str) -> None:
    ran = siplan("edit", "1.3", f"cost={typed}", plan=plan)
    assert (ran.code, "write pounds without a sign or commas, such as 12500 or 12500.50" in ran.err) == (2, True)


def test_sentences_keep_their_commas(plan: Path) -> None:
    assert siplan("edit", "1.3", "success=Desks come, chairs too", "monitoring=By us, termly", plan=plan).code == 0
    assert 'success: ["Desks come, chairs too"], monitoring: ["By us, termly"]' in (plan / PRIORITY).read_text("utf-8")


def test_a_plan_that_says_all_of_it_has_no_findings(plan: Path) -> None:
    assert codes(found_in(plan)) == set()


def test_other_columns_are_kept_by_edits_and_are_told_in_json_and_in_differences(plan: Path) -> None:
    before = (plan / PRIORITY).read_text("utf-8")
    assert siplan("edit", "1.1", "cost=7", "monitoring=", plan=plan).code == 0
    after = (plan / PRIORITY).read_text("utf-8")
    assert [line for line in before.splitlines() if line not in after] == [
        '    monitoring: ["Termly, by the governors"]',
        "    cost: 12500.50",
    ]
    record = json.loads(siplan("show", "1.1", "--format", "json", plan=plan).out)["rows"][0]["record"]
    assert record["extra"] == {"Evidence": ["Minutes, of the board"], "RAG: Autumn": ["G", "Not yet seen"]}
    earlier = write_plan(plan.parent / "earlier", {**FILES, PRIORITY: before.replace("[G, Not yet seen]", "A")})
    told = siplan("diff", str(earlier), str(plan), plan=plan).out
    assert "“A” is now “G RAG: Autumn: Not yet seen”" in told
    assert siplan("edit", "1.1", "extra=x", plan=plan).code == 2
    assert siplan("edit", "1.1", "extra=", plan=plan).code == 0
    assert "extra" not in (plan / PRIORITY).read_text("utf-8")


def test_a_column_that_yaml_would_read_otherwise_is_written_in_quotes() -> None:
    names = ("No", "1.10", "~", "- a", "a: b", "#", '"', "'", "*x", "a, b]", "y", "Év", "extra", "x" * 40)
    columns: dict[str, Value] = {name: name if len(name) < 3 else [name, "z"] for name in names}
    for text in ("\n".join(field_lines("extra", columns, "")), f"extra: {inline(columns, 'extra')}"):
        assert parse(Source("", "", text + "\n")).data == read_again(text + "\n") == {"extra": columns}
        assert all(type(name) is str for name in yaml.safe_load(text)["extra"])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("text", "`extra` must be a record, not text"),
        ("{}", "`extra` is empty"),
        ('{a: ""}', "`a` is empty"),
        ("{a: []}", "`a` is an empty list"),
        ("{a: {b: c}}", "`a` must be a list, not a record"),
        ("{" + "x" * 41 + ": y}", f'"{"x" * 40}…" cannot be the name of a column'),
        (
            "{" + ", ".join(f"c{n}: x" for n in range(21)) + "}",
            "`extra` has 21 entries, and the most it can have is 20",
        ),
    ],
)
def test_what_is_no_column_is_one_error_on_its_line_and_the_action_stays(
    tmp_path: Path, written: str, said: str
) -> None:
    files = {PRIORITY: BASE[PRIORITY].replace("    when: [By Sept", f"    extra: {written}\n    when: [By Sept")}
    (found,) = (one for one in found_in(write_plan(tmp_path / "plan", files)) if one.severity == "error")
    assert (found.message, found.location.line) == (said, 1 + files[PRIORITY].split("extra")[0].count("\n"))
