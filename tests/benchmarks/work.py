"""One piece of work in a process of its own, timed: `python work.py WORK FOLDER [WARMING]`.

WORK is `events` (libyaml's bare events of every file), `load`, `diff EDIT` (of the folder and the one beside it whose
name ends in `-EDIT`), or a command of siplan. Imports are not timed: the work is first done on the plan in the folder
WARMING, if there is one. Writes the processor's seconds to standard error.
"""

from __future__ import annotations

import gc

gc.set_threshold(1_000_000)  # as the console script does

import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402
from time import process_time  # noqa: E402


def events(folder: Path) -> None:
    """What anything that reads YAML with PyYAML cannot do without: the events, one by one, nothing made of them."""
    from yaml import CBaseLoader
    from yaml.events import StreamEndEvent

    for file in sorted(folder.rglob("*.yaml")):
        parser = CBaseLoader(file.read_bytes().decode())
        while type(parser.get_event()) is not StreamEndEvent:
            pass
        parser.dispose()


def load(folder: Path) -> None:
    from si_plan.loading import load
    from si_plan.sources.folder import read_folder

    load(read_folder(folder, "plan"), "plan")


def command(arguments: list[str]) -> Callable[[Path], None]:
    def run_on(folder: Path) -> None:
        from si_plan.cli.app import run

        code = run(["--plan", str(folder), *arguments])
        if code:
            raise SystemExit(f"siplan {' '.join(arguments)} ended with {code}")

    return run_on


def difference(edit: str) -> Callable[[Path], None]:
    def run_on(folder: Path) -> None:
        from si_plan.cli.app import run

        code = run(["diff", str(folder), f"{folder}-{edit}", "--as-of", "2016-09-01"])
        if code:
            raise SystemExit(f"siplan diff of {folder.name} ended with {code}")

    return run_on


def work_of(name: str) -> Callable[[Path], None]:
    if name.startswith("diff "):
        return difference(name.partition(" ")[2])
    return {"events": events, "load": load}.get(name) or command(name.split())


def main() -> None:
    name, *folders = sys.argv[1:]
    work = work_of(name)
    for folder in reversed(folders):
        begun = process_time()
        work(Path(folder))
        took = process_time() - begun
    sys.stderr.write(f"{took!r}\n")


if __name__ == "__main__":
    main()
