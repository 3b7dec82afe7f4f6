"""GitLab's code quality report: its fields, and fingerprints that are all different."""

from __future__ import annotations

import json
from typing import Any

import pytest

from findings.findings_made import found, report
from hostile_plan import CONTROLS, PAYLOADS
from running import siplan
from si_plan.documents.visible import visible
from si_plan.formats.findings.gitlab import render


def issues_of(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)
    for one in found:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert isinstance(one["location"]["lines"]["begin"], int)
    return list(found)


def test_report_has_the_fields_that_gitlab_reads() -> None:
    error, warning = issues_of(render(report(found(line=8), found("no-deadline", hint=""))))
    assert error["description"] == "HTT is not in roles.yaml – did you mean HT?"
    assert error["check_name"] == "unknown-lead"
    assert error["location"] == {"path": "plan/priorities/1.yaml", "lines": {"begin": 8}}
    assert (error["severity"], warning["severity"]) == ("major", "minor")


def test_sound_plan_gives_an_empty_list() -> None:
    assert siplan("validate", "--format", "gitlab").out == "[]\n"


def test_fingerprints_of_like_findings_differ() -> None:
    issues = issues_of(render(report(found(), found(), found(message="another"), found(file="x"))))
    assert len({one["fingerprint"] for one in issues}) == 4


@pytest.mark.parametrize("payload", [*PAYLOADS, *CONTROLS])
def test_hostile_text_is_shown_for_what_it_is(payload: str) -> None:
    text = render(report(found(message=payload, hint="", file=payload)))
    assert text.isascii()
    (one,) = issues_of(text)
    assert one["description"] == visible(payload)
    assert one["location"]["path"] == payload
