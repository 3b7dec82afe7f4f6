"""What is typed wrongly: exit 2, one message on standard error, and what was close."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import si_plan
from running import QUERIES, siplan
from si_plan.errors import SiplanError


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("overdu",), "did you mean overdue?"),
        (("by_owner",), "did you mean by-owner?"),
        (("zzz",), "siplan --help lists the commands"),
        (("overdue", "--led", "HSI"), "--lead"),
        (("overdue", "--lead", "HSL"), "did you mean HSI, Head of School Improvement?"),
        (("overdue", "--lead", "Head of Inclusio"), "did you mean HI, Head of Inclusion?"),
        (("overdue", "--area", "9"), "its areas are A1, A2, A3, A4, A5"),
        (("overdue", "--area", "reading"), "its areas are A1"),
        (("overdue", "--priority", "12"), "its priorities are 1, 2, 3, 4, 5, 6, 7, 8"),
        (("overdue", "--as-of", "2016-13-01"), "--as-of"),
        (("overdue", "--as-of", "2016-09"), "write the day too, such as 2016-09-01"),
        (("overdue", "--as-of", "September 1"), "'September 1' is not a date (write a day, such as 2016-09-30)"),
        (("overdue", "--as-of", "by September 2016"), "write the day too, such as 2016-09-01"),
        (("overdue", "--as-of", ""), "--as-of"),
        (("overdue", "--format", "yaml"), "json"),
        (("due", "--within", "soon"), "write it as 30d or 6w"),
        (("due", "--within", "-3d"), "write it as 30d or 6w"),
        (("show", "2.4.9"), "did you mean 2.4."),
        (("show",), "show needs ID|WORDS ("),
        (("show", "Zzz"), "siplan list shows every id"),
        (("by-owner", "HSY"), "did you mean HSI, Head of School Improvement?"),
        (("list", "--state", "overdu"), "did you mean overdue?"),
        (("list", "--kind", "milestones"), "did you mean milestone?"),
        (("list", "--measure", "M19"), "measure"),
        (("coverage", "HSI"), "coverage does not take HSI"),
        (("show", "2.4.9", "--history"), "did you mean 2.4."),
        (("when",), "when needs TEXT… ("),
        (("overdue", "--at", ""), "is not a git revision"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    ran = siplan(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_refuses_an_unknown_filter_value(query: str) -> None:
    for option in ("--lead", "--area", "--priority"):
        assert siplan(query, *QUERIES[query], option, "nobody").code == 2, option


@pytest.mark.parametrize("query", QUERIES)
def test_an_area_is_a_number_too(query: str) -> None:
    arguments = (*QUERIES[query], "--as-of", "2016-09-01", "--format", "json")
    answers = {siplan(query, *arguments, "--area", name).out for name in ("1", "A1", "a1")}
    assert len(answers) == 1


@pytest.mark.parametrize("name", ["HSI", "HIS", "hsi", "Head of School Improvement"])
def test_a_lead_goes_by_code_alias_or_title(name: str) -> None:
    expected = siplan("by-owner", "HSI", "--as-of", "2016-09-01").out
    assert siplan("by-owner", name, "--as-of", "2016-09-01").out == expected
    assert siplan("list", "--lead", name).out == siplan("list", "--lead", "HSI").out


def test_help_lists_every_command_in_plain_text() -> None:
    ran = siplan("--help", tty=True)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    for command in (*QUERIES, "validate", "when", "edit"):
        assert f"  {command} " in ran.out


@pytest.mark.parametrize("command", [*QUERIES, "validate", "when", "edit"])
def test_every_command_has_help(command: str) -> None:
    ran = siplan(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith("Usage: siplan ")


def test_version_needs_no_plan() -> None:
    assert siplan("--version", plan=None).out.startswith("siplan ")


def test_a_mistyped_format_is_told_with_those_there_are() -> None:
    ran = siplan("validate", "--format", "githb")
    assert ran.code == 2
    assert "siplan: --format: githb is not one of text, concise," in ran.err


@pytest.mark.parametrize("typed", ["1 September 2016", "1/9/2016", "1st Sept 16", "Thursday 1 September 2016"])
def test_a_day_in_words_is_the_day(typed: str) -> None:
    expected = siplan("overdue", "--as-of", "2016-09-01").out
    assert siplan("overdue", "--as-of", typed).out == expected


def _kinds(kind: type[SiplanError]) -> Iterator[str]:
    yield kind.__name__
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)


def test_every_error_that_ends_a_command_says_what_to_do() -> None:
    for module in pkgutil.walk_packages(si_plan.__path__, "si_plan."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    kinds = set(_kinds(SiplanError))
    package = Path(si_plan.__file__).parent
    seen, lacking = 0, []
    for path in package.rglob("*.py"):
        if path.name == "splices.py":  # says only why; whoever asked adds which line to edit by hand
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in kinds:
                continue
            seen += 1
            pairs = sum(isinstance(text, ast.Starred) for text in node.args)  # of what is wrong and what to do
            texts = len(node.args) + pairs + len(node.keywords) - (node.func.id in ("WrongError", "LackingError"))
            if texts < 2 or any(isinstance(text, ast.Constant) and not text.value for text in node.args):
                lacking.append(f"{path.name}:{node.lineno}")
    assert seen > 50
    assert not lacking
