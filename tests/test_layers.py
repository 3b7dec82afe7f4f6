"""The import directions of the design, the purity of what is below cli/, and the size of modules and functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import si_plan

ROOT = Path(si_plan.__file__).parent
MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}

MAY: dict[str, set[str]] = {
    "errors.py": set(),
    "suggestions.py": set(),
    "formulas.py": set(),
    "office.py": set(),
    "palette.py": set(),
    "writing": {"errors"},
    "diagnostics": {"errors", "suggestions"},
    "dates": set(),
    "documents": {"dates"},
    "model": {"dates"},
    "deadlines": {"dates", "documents", "model"},
    "sources": {"errors"},
    "loading": {"dates", "diagnostics", "errors", "model", "sources", "suggestions"},
    "state": {"dates", "model"},
    "checks": {"dates", "deadlines", "diagnostics", "loading", "model", "state", "suggestions"},
    "queries": {"dates", "deadlines", "errors", "model", "state", "suggestions"},
    "changes": {"dates", "deadlines", "diagnostics", "documents", "loading", "model", "queries", "state"},
    "review.py": {"changes", "checks", "diagnostics", "loading"},
    "library.py": {"changes", "checks", "diagnostics", "errors", "loading", "model", "queries", "sources"},
    "editing": {
        "checks", "dates", "deadlines", "diagnostics", "documents", "errors", "loading", "model", "queries", "sources",
        "state", "suggestions", "writing",
    },
    "returns": {
        "dates", "deadlines", "documents", "editing", "errors", "formulas", "model", "office", "palette", "queries",
        "state", "suggestions",
    },
    "views": {
        "changes", "dates", "deadlines", "diagnostics", "documents", "editing", "model", "queries", "returns", "state",
    },
    "reports": {"dates", "documents", "errors", "model", "queries", "state", "suggestions", "views"},
    "formats": {"diagnostics", "documents", "formulas", "office", "palette"},
    "publishing": {"documents", "formats", "model", "queries", "reports", "views"},
    "importing": {
        "checks", "dates", "deadlines", "diagnostics", "documents", "editing", "errors", "formats", "loading", "model",
        "office", "queries", "sources", "suggestions", "writing",
    },
    "portfolio": {
        "checks", "diagnostics", "errors", "loading", "model", "queries", "sources", "suggestions",
    },
}  # fmt: skip
"""What each room may import of siplan besides itself: only rooms before it, in the order of CONTRIBUTING's map."""
LIBRARIES = {
    "pydantic": (
        "importing/mapping.py",
        "model",
        "model/schemas.py",
        "loading/records.py",
        "loading/form_errors.py",
    ),
    "pydantic_core": ("model", "loading/form_errors.py"),
    "yaml": ("loading/reader.py", "loading/leniency.py", "loading/yaml_errors.py", "editing/nodes.py"),
    "ruamel": ("editing",),
    "filelock": ("writing",),
    "openpyxl": ("returns/workbook_returned.py",),
    "xlsxwriter": ("returns/workbook_sent.py", "formats/xlsx.py"),
    "docx": ("formats/docx",),
    "lxml": ("importing/readers",),
    "rich": ("formats/terminal.py",),
    "jinja2": ("formats/html.py", "importing/receipt/page.py"),
    "markupsafe": ("formats/html.py", "importing/receipt/page.py"),
    "typer": ("cli",),
    "icalendar": ("formats/calendar.py",),
    "pyarrow": ("formats/parquet.py",),
    "sqlite3": ("formats/sqlite.py",),
    "holidays": ("dates/working_days.py",),
    "pebble": ("portfolio/running.py",),
}
"""Which part may import a library; nothing imports any other."""
_PACKAGE_DATA = ("diagnostics/explaining.py", "editing/starting.py")
"""What reads texts that are packaged with the modules; the pages' templates are Jinja's to read."""
PRIVATE = {"returns/workbook_returned.py": {"_worksheet_path"}}
"""The private names of libraries that are used, and where; a test of their own pins each."""
_PUBLIC = {"_replace", "_asdict", "_fields", "_make", "_exit"}
"""Names that begin as private ones do, and are documented: of named tuples, and of `os`."""
_CLOCK_AND_WORLD = {"time", "locale", "getpass", "socket", "urllib", "http", "shutil"}
_WORLDLY = {"today", "now", "utcnow", "environ", "getenv", "isatty", "stdin", "stdout", "stderr", "argv"}
_DISK_AND_GIT = {"subprocess", "os", "tempfile", "glob", "stat"}
_MAY_TOUCH_DISK = ("sources", "writing")

MOST_LINES, MOST_IN_A_FUNCTION = 300, 60
LONG_FUNCTIONS = {
    "loading/reader.py:_read_events": "the one loop over the events: a call for each would cost its speed",
}


def part_of(module: str) -> str:
    return module.partition("/")[0]


TREES = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}


@cache
def nodes(module: str) -> list[ast.AST]:
    """Everything in a module's tree."""
    return list(ast.walk(TREES[module]))


def imports(module: str) -> Iterator[str]:
    """The full names of what a module imports, wherever in it."""
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def of_siplan(module: str) -> set[str]:
    """The parts of siplan that a module imports."""
    return {name.split(".")[1] for name in imports(module) if name.startswith("si_plan.") and name != VERSION}


VERSION = "si_plan.__version__"
BELOW = [module for module in MODULES if part_of(module) not in ("cli", "__main__.py", "__init__.py")]


def test_imports_point_down() -> None:
    assert {part_of(module) for module in BELOW} <= set(MAY), "a new part: say in MAY what it may import"
    beyond = {module: of_siplan(module) - MAY[part_of(module)] - {part_of(module)} for module in BELOW}
    assert {module: parts for module, parts in beyond.items() if parts} == {}


def test_rooms_import_only_rooms_before_them() -> None:
    names = [name.removesuffix(".py") for name in MAY]
    beyond = {name: MAY[name] - set(names[:place]) for place, name in enumerate(MAY)}
    assert {name: parts for name, parts in beyond.items() if parts} == {}


def test_rooms_within_importing_point_one_way() -> None:
    inside = [module for module in MODULES if part_of(module) == "importing"]
    graph: dict[str, set[str]] = {}
    for module in inside:
        room = module.split("/")[1].removesuffix(".py")
        named = (name.split(".")[2] for name in imports(module) if name.startswith("si_plan.importing."))
        graph.setdefault(room, set()).update({part for part in named if part != room})
    list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the rooms


def test_nothing_imports_the_command_line() -> None:
    above = ("cli", "__main__.py")
    assert [module for module in MODULES if part_of(module) not in above and "cli" in of_siplan(module)] == []


def test_libraries_stay_where_they_belong() -> None:
    beyond = [
        (module, name)
        for module in MODULES
        for name in imports(module)
        if (top := name.partition(".")[0]) in LIBRARIES and not module.startswith(LIBRARIES[top])
    ]
    assert beyond == []


def own_names() -> set[str]:
    """The names that begin as private ones do and are siplan's own."""
    found: set[str] = set()
    for module in TREES:
        for node in nodes(module):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)  # a slot
    return found


def private_names(module: str) -> set[str]:
    """The names in a module that begin as private ones do, and are not Python's own."""
    names = {part for name in imports(module) if not name.startswith("si_plan.") for part in name.split(".")}
    names |= {node.attr for node in nodes(module) if isinstance(node, ast.Attribute)}
    return {name for name in names if name.startswith("_") and not name.startswith("__")} - _PUBLIC


def test_no_private_name_of_a_library_is_used_but_those_that_a_test_pins() -> None:
    own = own_names()
    found = {module: names for module in MODULES if (names := private_names(module) - own)}
    assert found == PRIVATE


def test_nothing_stands_in_for_a_part_of_a_library() -> None:
    assert [
        f"{module}:{node.lineno}"
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.Attribute) and node.attr == "modules" and ast.unparse(node) == "sys.modules"
    ] == []


def worldly(module: str) -> Iterator[str]:
    """What of a module reaches past its arguments: the clock, the environment, a stream, the disk."""
    touches_disk = module.startswith(_MAY_TOUCH_DISK)
    for name in imports(module):
        first = name.partition(".")[0]
        if first in _CLOCK_AND_WORLD or (first in _DISK_AND_GIT and not touches_disk):
            yield f"{module} imports {name}"
        if name.startswith(("importlib.resources", "pkgutil")) and module not in _PACKAGE_DATA:
            yield f"{module} imports {name}"
    for node in nodes(module):
        if isinstance(node, ast.Attribute) and node.attr in _WORLDLY and not touches_disk:
            yield f"{module}:{node.lineno} {node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = node.func.id
            if called in ("print", "input", "exit", "quit") or (called == "open" and not touches_disk):
                yield f"{module}:{node.lineno} {called}"


def test_nothing_below_reads_a_clock_the_environment_or_a_terminal() -> None:
    assert [found for module in BELOW for found in worldly(module)] == []


_PARTING = {"split", "rsplit", "partition", "rpartition"}
_PARTS_NO_IDS = {
    "editing/nodes.py": "a comment in YAML",
    "importing/readers/number_formats.py": "a number and its places after the point",
    "publishing/links.py": "an address and the place in it",
    "sources/__init__.py": "a file and its ending",
}
"""What parts a text at `.` or `#` though it is no id, and what that is."""


def test_ids_are_taken_apart_in_one_place() -> None:
    found = {
        module
        for module in TREES
        for node in nodes(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _PARTING
        if node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value in (".", "#")
    }
    assert found - _PARTS_NO_IDS.keys() == {"model/ids.py"}


def test_modules_and_functions_are_short() -> None:
    assert [module for module, path in MODULES.items() if len(path.read_text("utf-8").splitlines()) > MOST_LINES] == []
    long = {
        f"{module}:{node.name}"
        for module in TREES
        for node in nodes(module)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or node.lineno) - node.lineno >= MOST_IN_A_FUNCTION
    }
    assert long == set(LONG_FUNCTIONS)


def test_every_module_says_what_it_owns() -> None:
    assert [module for module, tree in TREES.items() if not ast.get_docstring(tree)] == []


def test_test_modules_have_names_of_their_own() -> None:
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
