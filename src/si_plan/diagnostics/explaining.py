"""What each code means: why it matters, how to fix it, an example that fails and one that passes.

`codes.module_of` says where the text of a code is: the docstring of its check or rule, or else
`explanations/CODE.txt`. Its first line is a sentence of its own; a paragraph begins with `To fix it:`; `Fails:`
and `Passes:` head the examples, indented: files under lines such as `# priorities/1.yaml`, put over a small plan (of a
rule about changes, `# base/priorities/1.yaml` and what an edit makes of it, `# head/priorities/1.yaml`), or a sentence
about what no text can show (a pipe, a wrong encoding).
"""

from __future__ import annotations

import re
from importlib import import_module
from importlib.resources import files
from typing import Final, NamedTuple

from si_plan.diagnostics.codes import CODES, Severity, module_of
from si_plan.errors import UsageError
from si_plan.suggestions import did_you_mean

_INDENTED: Final = "    "
_REMEDY: Final = "To fix it: "
_FILE: Final = re.compile(r"^# (\S+)\n", re.MULTILINE)


class Example(NamedTuple):
    """The files of an example, each with its path in the plan and its text; or, where there are none, a description."""

    files: tuple[tuple[str, str], ...]
    described: str = ""


class Explanation(NamedTuple):
    """A code with what its documentation says. `why` and `remedy` are paragraphs."""

    code: str
    severity: Severity
    headline: str
    why: tuple[str, ...]
    remedy: str
    fails: Example
    passes: Example


def explain(code: str) -> Explanation:
    """The explanation of a code, in any letter case and with `_` or `-`. Raises UsageError for a code that siplan does
    not have."""
    known = code.strip().lower().replace("_", "-")
    if known not in CODES:
        raise UsageError(f"there is no code {code}", did_you_mean(known, CODES) or "siplan explain lists them all")
    prose, _, examples = documentation(known).partition("\n\nFails:\n")
    fails, _, passes = examples.partition("\n\nPasses:\n")
    headline, *paragraphs = (" ".join(paragraph.split()) for paragraph in prose.split("\n\n"))
    remedy = next((paragraph for paragraph in paragraphs if paragraph.startswith(_REMEDY)), "")
    why = tuple(paragraph for paragraph in paragraphs if paragraph != remedy)
    return Explanation(
        known, CODES[known].severity, headline, why, remedy.removeprefix(_REMEDY), _example(fails), _example(passes)
    )


def documentation(code: str) -> str:
    """The text that explains a code."""
    module = module_of(code)
    if module:
        text = import_module(module).__doc__ or ""
    else:
        text = files("si_plan.diagnostics").joinpath("explanations", f"{code}.txt").read_text("utf-8")
    return text.strip("\n")


def _example(block: str) -> Example:
    """The example in an indented block of a text."""
    text = "".join(f"{line.removeprefix(_INDENTED)}\n" for line in block.strip("\n").splitlines())
    if not _FILE.match(text):
        return Example((), " ".join(text.split()))
    parts = _FILE.split(text)
    return Example(
        tuple((path, f"{content.rstrip()}\n") for path, content in zip(parts[1::2], parts[2::2], strict=True))
    )
