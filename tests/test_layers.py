"""The import directions of the design, the purity of what is below cli/, and the size of modules and functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import si_plan

ROOT = Path(si_plan.__file__).parent
MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}

_STDLIB_ONLY: set[str] = set()
MAY = {
    "diagnostics.py": _STDLIB_ONLY,
    "errors.py": _STDLIB_ONLY,
    "closeness.py": _STDLIB_ONLY,
    "formulas.py": _STDLIB_ONLY,
    "dates": {"dates"},
    "documents": {"dates", "documents"},
    "model": {"dates", "model"},
    "sources": {"errors", "sources"},
    "yaml_errors.py": {"diagnostics"},
    "parsing": {"diagnostics", "errors", "parsing", "sources", "yaml_errors"},
    "form_errors.py": {"diagnostics", "closeness", "dates", "model", "parsing"},
    "places.py": {"diagnostics", "model", "parsing"},
    "records.py": {"diagnostics", "form_errors", "model", "parsing", "places"},
    "former.py": {"parsing", "sources"},
    "loading.py": {"diagnostics", "model", "parsing", "places", "records", "sources"},
    "schemas.py": {"model"},
    "agreement.py": {"dates", "model"},
    "readings.py": {"agreement", "dates", "model"},
    "checks": {
        "checks",
        "closeness",
        "dates",
        "diagnostics",
        "loading",
        "model",
        "parsing",
        "places",
        "queries",
        "readings",
    },
    "queries": {"closeness", "dates", "errors", "model", "queries", "readings", "returns"},
    "changes": {"agreement", "changes", "dates", "diagnostics", "model", "places", "queries", "readings"},
    "returns": {"closeness", "dates", "errors", "formulas", "model", "returns"},
    "editing": {
        "checks",
        "closeness",
        "dates",
        "diagnostics",
        "editing",
        "errors",
        "loading",
        "model",
        "parsing",
        "queries",
        "readings",
        "records",
        "returns",
        "sources",
    },
    "explanations": {"checks", "closeness", "diagnostics", "errors", "explanations"},
    "publishing": {"documents", "formats", "model", "publishing", "queries", "schemas"},
    "formats": {
        "changes",
        "dates",
        "diagnostics",
        "documents",
        "editing",
        "errors",
        "explanations",
        "formats",
        "formulas",
        "model",
        "queries",
        "readings",
        "returns",
    },
}
"""What each package or module may import of siplan (design, section 3)."""
LIBRARIES = {
    "pydantic": ("model", "schemas.py", "records.py", "form_errors.py"),
    "pydantic_core": ("model", "form_errors.py"),
    "yaml": ("parsing/reader.py", "parsing/leniency.py", "yaml_errors.py", "editing/nodes.py"),
    "ruamel": ("editing",),
    "filelock": ("editing/writing.py",),
    "openpyxl": ("returns/workbook.py",),
    "xlsxwriter": ("formats/returning/workbook.py", "formats/reports/xlsx/__init__.py"),
    "docx": ("formats/reports/docx",),
    "rich": ("formats/terminal.py",),
    "jinja2": ("formats/reports/html.py",),
    "markupsafe": ("formats/reports/html.py",),
    "typer": ("cli",),
    "icalendar": ("formats/calendar.py",),
}
"""Which part may import a library; nothing imports any other."""
_CLOCK_AND_WORLD = {"time", "locale", "getpass", "socket", "urllib", "http", "shutil"}
_WORLDLY = {"today", "now", "utcnow", "environ", "getenv", "isatty", "stdin", "stdout", "stderr", "argv"}
_DISK_AND_GIT = {"subprocess", "os", "tempfile", "glob", "stat"}
_MAY_TOUCH_DISK = ("sources", "editing/writing.py")

MOST_LINES, MOST_IN_A_FUNCTION = 300, 60
LONG_FUNCTIONS = {
    "parsing/reader.py:_read_events": "the one loop over the events: a call for each would cost its speed",
}


def part_of(module: str) -> str:
    return module.partition("/")[0]


def imports(path: Path) -> Iterator[str]:
    """The full names of what a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def of_siplan(path: Path) -> set[str]:
    """The parts of siplan that a module imports."""
    return {
        name.split(".")[1] for name in imports(path) if name.startswith("si_plan.") and name != "si_plan.__version__"
    }


BELOW = [module for module in MODULES if part_of(module) not in ("cli", "__main__.py", "__init__.py")]


@pytest.mark.parametrize("module", BELOW)
def test_imports_point_down(module: str) -> None:
    assert part_of(module) in MAY, "a new part: say in MAY what it may import"
    beyond = of_siplan(MODULES[module]) - MAY[part_of(module)]
    assert not beyond


@pytest.mark.parametrize("module", [module for module in MODULES if part_of(module) == "formats"])
def test_formats_never_see_a_plan(module: str) -> None:
    assert "si_plan.model.plan.Plan" not in set(imports(MODULES[module]))


@pytest.mark.parametrize("module", [module for module in MODULES if part_of(module) not in ("cli", "__main__.py")])
def test_nothing_imports_the_command_line(module: str) -> None:
    assert "cli" not in of_siplan(MODULES[module])


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_where_they_belong(module: str) -> None:
    for name in imports(MODULES[module]):
        allowed = LIBRARIES.get(name.partition(".")[0])
        if allowed is not None:
            assert module.startswith(allowed), f"{module} imports {name}"


@pytest.mark.parametrize("module", BELOW)
def test_nothing_below_reads_a_clock_the_environment_or_a_terminal(module: str) -> None:
    for name in imports(MODULES[module]):
        first = name.partition(".")[0]
        assert first not in _CLOCK_AND_WORLD, name
        assert first not in _DISK_AND_GIT or module.startswith(_MAY_TOUCH_DISK), name
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and not module.startswith(_MAY_TOUCH_DISK):
            assert node.attr not in _WORLDLY, node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input", "exit", "quit"), node.lineno
            assert node.func.id != "open" or module.startswith(_MAY_TOUCH_DISK), node.lineno


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_are_short(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            long = (node.end_lineno or node.lineno) - node.lineno >= MOST_IN_A_FUNCTION
            assert long is (f"{module}:{node.name}" in LONG_FUNCTIONS), node.name


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_owns(module: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))


def test_test_modules_have_names_of_their_own() -> None:
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
