"""The console script: sets up the process, then hands over to the command line."""

import gc
import importlib
import os
import sys
from types import ModuleType
from typing import Any

_PLUGIN_LOADER = "pydantic.plugin._loader"


class _NoPlugins(ModuleType):
    """Stands in for pydantic's loader of plugins, which imports the package metadata reader and with it the e-mail
    library to find none. Whatever else is asked of it comes from the real one."""

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(_PLUGIN_LOADER, None)
        return getattr(importlib.import_module(_PLUGIN_LOADER), name)


def main() -> None:
    """Run one command and end the process with its exit code.

    One command makes few cycles and soon ends, so collecting them costs more than it frees: the collector
    is off from the first line, and what is left at the end is frozen so that shutting down does not walk it.
    No plugin of another package changes how a plan is read, and none is looked for.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.modules.setdefault(_PLUGIN_LOADER, _NoPlugins(_PLUGIN_LOADER))
    from si_plan.cli.app import run

    try:
        code = run(sys.argv[1:])
    finally:
        gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
