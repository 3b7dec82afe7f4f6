"""The console script: sets up the process, then hands over to the command line.

All that is done here is done to the whole process, so nothing of it is done where siplan is imported as a library.
"""

import atexit
import gc
import importlib
import importlib.util
import os
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

_INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C has ended."""


class _StandIn(ModuleType):
    """Stands in for a module that a library imports and siplan never uses: it holds the few names that importing the
    library asks for. Whatever else is asked of it comes from the real module, which then takes its place."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._real(), name)

    def _real(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return importlib.import_module(self.__name__)


class _PyYaml(_StandIn):
    """Stands in for PyYAML's package, which imports its reader, resolver and writer in Python, and with them compiles
    some twenty patterns. Of all that its C parser uses no more than its events, marks and exceptions."""

    _USED = frozenset({"error", "events", "nodes", "tokens"})

    def __getattr__(self, name: str) -> Any:
        if name in self._USED:
            return importlib.import_module(f"yaml.{name}")
        if name in _EXCEPTIONS:
            return _exceptions(self.error)[name]
        return super().__getattr__(name)


_EXCEPTIONS = {
    "reader": "ReaderError",
    "scanner": "ScannerError",
    "parser": "ParserError",
    "composer": "ComposerError",
    "constructor": "ConstructorError",
    "emitter": "EmitterError",
    "serializer": "SerializerError",
    "representer": "RepresenterError",
}
"""The modules of PyYAML of which its C parser uses an exception, and which one."""


def _exceptions(error: Any) -> dict[str, SimpleNamespace]:
    """In the place of each of these modules, what of it is used."""

    def initialise(self: Any, name: str, position: int, character: Any, encoding: str, reason: str) -> None:
        self.name, self.position, self.character, self.encoding, self.reason = (
            name, position, character, encoding, reason,
        )  # fmt: skip

    found = {module: type(name, (error.MarkedYAMLError,), {}) for module, name in _EXCEPTIONS.items()}
    # Alone among them, this one has no mark.
    found["reader"] = type("ReaderError", (error.YAMLError,), {"__init__": initialise})
    return {module: SimpleNamespace(**{name: found[module]}) for module, name in _EXCEPTIONS.items()}


def _set_up() -> None:
    """Have the libraries import no more than siplan uses of them. Whatever is loaded already stays as it is."""
    # No plugin of another package changes how a plan is read, and none is looked for: that alone would import the
    # package metadata reader, and with it the e-mail library.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    plugins = _StandIn("pydantic.plugin._loader")
    plugins.get_plugins = tuple  # type: ignore[attr-defined]
    # For passwords in pydantic's types; it imports the cryptographic hashes.
    for module in (plugins, _StandIn("secrets")):
        sys.modules.setdefault(module.__name__, module)
    if "yaml" not in sys.modules:
        spec = importlib.util.find_spec("yaml")
        if spec is not None and spec.submodule_search_locations is not None:
            package = _PyYaml("yaml")
            package.__path__ = list(spec.submodule_search_locations)
            sys.modules["yaml"] = package


def main() -> None:
    """Run one command and end the process with its exit code.

    One command makes few cycles and soon ends, so collecting them costs more than it frees: the collector is off
    from the first line. Nor is anything freed at the end, which the system does with the process.
    """
    gc.disable()
    try:
        code = _run()
    except KeyboardInterrupt:  # typer answers for it once a command runs; this is before
        os._exit(_INTERRUPTED)
    os._exit(code)


def _run() -> int:
    """Load the command line, run the command and write what is left to write; gives the exit code."""
    _set_up()
    # A stream that the caller closed is none at all: nothing comes from it, and what would go there goes nowhere. They
    # are opened in this order, so that each has its usual number, which no file of a plan may be given instead.
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    from si_plan.cli.app import CLOSED_PIPE, run

    code = run(sys.argv[1:])
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # its reader has gone, or it is closed
            code = code or CLOSED_PIPE
    return code


if __name__ == "__main__":
    main()
