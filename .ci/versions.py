"""The versions of what siplan needs: the lowest that pyproject.toml allows, and constraints.txt made anew.

`python .ci/versions.py lowest` prints the lowest of siplan and its extras, as constraints for pip.
`python .ci/versions.py renew` writes constraints.txt: the newest of everything, for each Python that siplan supports.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if " :: Python :: 3." in line]
ON_WINDOWS = ["colorama"]
"""What some dependencies want on Windows alone, where pip on another system does not look."""


def lowest() -> str:
    """A line for each dependency: the version that pyproject.toml has behind >=."""
    extras = PROJECT["optional-dependencies"]
    needs = PROJECT["dependencies"] + extras["parquet"] + extras["reports"]
    return "".join(f"{need.replace('>=', '==')}\n" for need in needs)


def newest(python: str) -> dict[str, str]:
    """The version of each package that pip would install on this Python."""
    with tempfile.TemporaryDirectory() as nowhere:
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--report", "-"]
        where = ["--ignore-installed", "--only-binary", ":all:", "--python-version", python, "--target", nowhere]
        done = subprocess.run([*command, *where, f"{ROOT}[dev]", *ON_WINDOWS], capture_output=True, check=True)
    found = [one["metadata"] for one in json.loads(done.stdout)["install"]]
    return {one["name"].lower().replace("_", "-"): one["version"] for one in found if one["name"] != PROJECT["name"]}


def renewed() -> str:
    """The text of constraints.txt: a package a line, or where Pythons differ a line for each of them."""
    found = {python: newest(python) for python in PYTHONS}
    lines = ["# Every package that siplan and its tests need, in the version that the tests pass on.", ""]
    for name in sorted(set().union(*found.values())):
        versions = {python: found[python][name] for python in PYTHONS if name in found[python]}
        if len(set(versions.values())) == 1:
            lines.append(f"{name}=={found[next(iter(versions))][name]}")
        else:
            lines += [f'{name}=={version} ; python_version == "{python}"' for python, version in versions.items()]
    return "\n".join([*lines, ""])


if sys.argv[1:] == ["lowest"]:
    sys.stdout.write(lowest())
elif sys.argv[1:] == ["renew"]:
    (ROOT / "constraints.txt").write_text(renewed(), encoding="utf-8")
else:
    sys.exit(__doc__)
