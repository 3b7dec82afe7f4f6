"""SARIF: valid by the published schema, rules with help, columns in UTF-16, URIs, fingerprints."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator

from example_plan import replaced, write_plan
from findings.findings_made import found, report
from hostile_plan import CONTROLS, PAYLOADS, files
from running import siplan
from si_plan.diagnostics import CODES
from si_plan.formats.findings.sarif import render

SCHEMA = Path(__file__).parent.parent / "fixtures" / "sarif-2.1.0-rtm.5.json"


@cache
def _validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def run_of(text: str) -> dict[str, Any]:
    """The one run of a log, which has to be valid."""
    log = json.loads(text)
    assert [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(log)] == []
    (run,) = log["runs"]
    return dict(run)


def place_of(result: dict[str, Any]) -> dict[str, Any]:
    (place,) = result["locations"]
    return dict(place["physicalLocation"])


def test_schema_refuses_what_is_none() -> None:
    assert list(_validator().iter_errors({"version": "2.1.0", "runs": [{"tool": {}}]}))


def test_log_of_every_code_is_valid() -> None:
    run = run_of(render(report(*(found(code, line=line) for line, code in enumerate(CODES, 1)))))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    for rule, result in zip(rules, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == rule["id"]
        assert result["level"] == rule["defaultConfiguration"]["level"] == CODES[rule["id"]].severity
        assert "To fix it" in rule["help"]["text"]
        assert "To fix it" in rule["help"]["markdown"]


def test_shipped_plan_gives_a_valid_log_with_nothing_in_it() -> None:
    assert run_of(siplan("validate", "--format", "sarif").out)["results"] == []


def test_answered_warnings_are_suppressed() -> None:
    run = run_of(siplan("validate", "--format", "sarif", "--answered").out)
    assert run["results"]
    assert all(result["suppressions"][0]["status"] == "accepted" for result in run["results"])


@pytest.mark.parametrize("payload", [*PAYLOADS, *CONTROLS])
def test_hostile_plans_give_valid_logs(payload: str, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", files(payload) | {"roles.yaml": json.dumps([{"code": payload}])})
    assert run_of(siplan("validate", "--format", "sarif", plan=plan).out)["results"]


def test_columns_count_utf16_code_units() -> None:
    text = '😀é: "𝔸"  x'
    for column, expected in ((1, 1), (2, 3), (3, 4), (len(text), len(text) + 2)):
        (result,) = run_of(render(report(found(column=column), text=text)))["results"]
        units = len(text[: column - 1].encode("utf-16-le")) // 2 + 1
        assert place_of(result)["region"]["startColumn"] == units == expected
    assert run_of(render(report()))["columnKind"] == "utf16CodeUnits"


@pytest.mark.parametrize(
    "path", ["plan/priorities/1.yaml", "plan/a b.yaml", "x:y.yaml", "plan/100%.yaml", "plan/Café?#.yaml", "::error::"]
)
def test_uri_is_a_relative_reference_to_the_path(path: str) -> None:
    (result,) = run_of(render(report(found(file=path))))["results"]
    uri = place_of(result)["artifactLocation"]["uri"]
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(uri) == path
    assert uri.isascii()


def test_name_that_is_no_text_keeps_its_bytes() -> None:
    (result,) = run_of(render(report(found(file=b"caf\xe9.yaml".decode("utf-8", "surrogateescape")))))["results"]
    assert place_of(result)["artifactLocation"]["uri"] == "caf%E9.yaml"


def test_no_text_becomes_a_link_or_a_placeholder() -> None:
    (result,) = run_of(render(report(found(message="[x](https://evil.example) {0}", hint=""))))["results"]
    assert result["message"]["text"] == r"\[x\](https://evil.example) {{0}}"


def test_fingerprint_stays_when_lines_move(tmp_path: Path) -> None:
    def prints(text: dict[str, str]) -> list[str]:
        ran = siplan("validate", "--format", "sarif", plan=write_plan(tmp_path / "plan", text))
        return [result["partialFingerprints"]["siplan/v1"] for result in run_of(ran.out)["results"]]

    wrong = replaced("leads: [HT]", "leads: [HTT]")
    moved = {path: f"# a comment\n\n{text}" for path, text in wrong.items()}
    other = replaced("leads: [HT]", "leads: [HU]")
    assert prints(wrong) == prints(moved) == prints(other), "the same mistake at the same field"
    assert len(prints(wrong)) == 1


def test_fingerprints_of_like_findings_differ() -> None:
    results = run_of(render(report(found(), found(), found(at=""), found(at=""))))["results"]
    assert len({result["partialFingerprints"]["siplan/v1"] for result in results}) == 4
