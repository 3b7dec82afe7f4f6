"""Findings as SARIF 2.1.0 (OASIS), which code scanning and many editors read.

Section numbers below are those of the standard.
"""

from __future__ import annotations

import re
from typing import Any, Final

from si_plan import __version__
from si_plan.diagnostics import CODES, Diagnostic
from si_plan.diagnostics.explaining import explain
from si_plan.documents.cells import path_in_address
from si_plan.documents.visible import visible
from si_plan.formats import markdown, plain
from si_plan.formats.findings import LineOf, PageOf, Report
from si_plan.formats.findings.fingerprints import fingerprints
from si_plan.formats.json import dump

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """A log with one run: a rule for each code that was found, and a result for each listed finding."""
    listed = report.listed
    codes = list(dict.fromkeys(finding.code for finding in listed))
    known_by = fingerprints(listed, report.line_of)
    results = [
        _result(finding, codes.index(finding.code), fingerprint, report.line_of)
        for finding, fingerprint in zip(listed, known_by, strict=True)
    ]
    driver = {
        "name": "siplan",
        "semanticVersion": __version__,
        "rules": [_rule(code, report.page_of) for code in codes],
    }
    run = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": results}
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, page_of: PageOf) -> dict[str, Any]:
    explanation = explain(code)
    page = page_of(code)
    return {
        "id": code,
        "shortDescription": {"text": _message(CODES[code].summary)},
        "fullDescription": {"text": _message(" ".join((explanation.headline, *explanation.why)))},
        "help": {"text": _message(plain.render(page)), "markdown": markdown.render(page)},
        "defaultConfiguration": {"level": explanation.severity},
    }


def _result(finding: Diagnostic, rule: int, fingerprint: str, line_of: LineOf) -> dict[str, Any]:
    message = visible(f"{finding.message} – {finding.hint}" if finding.hint else finding.message)
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": path_in_address(finding.location.file)},
            "region": {"startLine": finding.location.line, "startColumn": _column(finding, line_of)},
        }
    }
    if finding.at:
        place["logicalLocations"] = [{"fullyQualifiedName": visible(finding.at)}]
    result = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": _message(message)},
        "locations": [place],
        "partialFingerprints": {"siplan/v1": fingerprint},
    }
    if finding.answered_by:
        justification = _message(visible(f"answered by {finding.answered_by}"))
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": justification}]
    return result


def _message(text: str) -> str:
    """A plain text message: braces are doubled (3.11.5), and brackets that could be taken for a link like `[x](y)` have
    backslashes (3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"[\[\]\\]", r"\\\g<0>", text) if "](" in text else text


def _column(finding: Diagnostic, line_of: LineOf) -> int:
    """The column in UTF-16 code units, from 1 (3.30.6); siplan itself counts characters."""
    before = line_of(finding.location.file, finding.location.line)[: finding.location.column - 1]
    beyond = sum(character > "\uffff" for character in before)
    return finding.location.column + beyond
