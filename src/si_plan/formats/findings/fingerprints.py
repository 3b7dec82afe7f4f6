"""Fingerprints that stay the same from run to run, so that a site can tell new findings from old."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from si_plan.diagnostics import Diagnostic
from si_plan.formats.findings import LineOf


def fingerprints(found: Iterable[Diagnostic], line_of: LineOf) -> list[str]:
    """A fingerprint for each finding, all different: 64 hexadecimal digits.

    It is made from the code, the file, and the record and field; if these are not known, from the text of the line.
    Lines added or removed above do not change it. Findings that agree in all of this are numbered in order.
    """
    seen: dict[tuple[str, ...], int] = {}
    made = []
    for finding in found:
        about = (
            finding.code,
            finding.location.file,
            finding.at or line_of(finding.location.file, finding.location.line).strip(),
        )
        seen[about] = number = seen.get(about, 0) + 1
        made.append(sha256("\0".join((*about, str(number))).encode("utf-8", "surrogatepass")).hexdigest())
    return made
