"""What a finding is known by from one run to the next, so that a site can tell new ones from old."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from si_plan.diagnostics import Diagnostic
from si_plan.formats.findings import LineOf


def fingerprints(found: Iterable[Diagnostic], line_of: LineOf) -> list[str]:
    """A fingerprint for each finding, all different: 64 hexadecimal digits.

    It is made of code, file, and record and field; where nothing is so named, of the line's own text. Lines above
    may come and go without changing it. Findings alike in all this are told apart by their order.
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
