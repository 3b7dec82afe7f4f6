"""A plan in which every text that a stranger may write attacks whatever shows it."""

from __future__ import annotations

import json
from typing import Any

PAYLOADS = (
    "::error::owned",
    "  ::add-mask::x",
    "##[group]owned",
    "##vso[task.setvariable]x",
    "a %0A::warning::b",
    "[bold red]markup[/] [link=https://evil.example]x[/link]",
    '=HYPERLINK("https://evil.example")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "<script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; &#64;",
    "![i](https://evil.example/i.png) [l](javascript:alert(1))",
    "<https://evil.example> https://evil.example www.evil.example",
    "**b** __i__ ~~s~~ `code` ```\nfence\n``` $x$ <!-- c -->",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "| a | b |",
    "|---|---|",
    "=====",
    "* * *",
    "\\| pipe \\\\| \\",
    "@octocat #1 GH-1 owner/repo#1 mail@evil.example",
    "[ref]: https://evil.example",
    "line one\nline two\n\n::error::line four",
    "end with ::",
    "#",
    ":",
    ":emoji: 🎓 教師 ‘quotes’ – dash",
    "section_start:1:x",
    " = 5",
    "\u3000=1+1",
    "\"' ＝1+1",
    "one; =1+1;two\n-3",
)
CONTROLS = (
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b2J",
    "bell \x07 back \x08\x08 null-ish \x01 delete \x7f",
    "carriage\rreturn\x85next\u2028line\u2029paragraph\x0bvertical\x0cform",
    "bidi \u202eoverride\u202c \u2066isolate\u2069 \u200emark \u061cletter",
    "zero\u200bwidth\u200cjoin\u200d \u2060 \ufeff soft\u00adhyphen ::\u200berror:: #\u200b#[group]",
    "tag \U000e0041 interlinear \ufff9",
    "tab\there",
)


def data(text: str) -> dict[str, Any]:
    """The data of a plan whose every free text is this one; ids and codes are as they must be."""
    return {
        "plan.yaml": {
            "format": "3",
            "title": text,
            "authority": text,
            "dated": "2016-06-03",
            "editions": [{"id": "first", "dated": "2016-06-03"}, {"id": "2016", "dated": "2016-06-04", "title": text}],
            "source": {"title": text, "note": text},
            "vision": {"text": text, "means": [text, text]},
            "background": [text, {"text": text, "see": ["1.1"]}, {"text": text, "see": []}],
            "ratings": [{"code": text, "title": text}],
            "audiences": [{"id": "panel", "title": text}],
            "events": [
                {"id": "visit", "what": text, "on": "2016-09-14", "also": [text, text], "reason": text},
                {"id": "receipt", "what": text},
            ],
            "inspections": [
                {"id": "schools", "body": text, "title": text, "areas_called": text},
                {"id": "peers", "body": text, "title": text, "areas_called": text},
            ],
        },
        "areas.yaml": [
            {"id": "A1", "ref": text[:40], "title": text, "inspection": "schools"},
            {"id": "A2", "title": text, "inspection": "peers"},
        ],
        "roles.yaml": [{"code": "HT", "title": text, "kind": "post"}, {"code": "LIB", "title": "L", "kind": "post"}],
        "measures.yaml": [{"id": "M1", "ref": text[:40], "title": text, "baseline": text, "targets": _targets(text)}],
        "source-notes.yaml": [{"id": "N1", "at": "1.1#title", "document": text, "recorded": text, "why": text}],
        "priorities/1.yaml": {
            "id": "1",
            "ref": text[:40],
            "title": text,
            "label": text[:40],
            "areas": ["A1"],
            "measures": ["M1"],
            "success": [text, text],
            "actions": [_action("1.1", text, milestones=True), _action("1.2", text, milestones=False)],
        },
        "progress/1.1.yaml": _log(text),
        "progress/roles.yaml": _role_log(text),
        "progress/measures.yaml": [{"target": "M1.1", "period": "2015-16", "value": "-5.5", "source": text}],
    }


def files(text: str) -> dict[str, str]:
    """The same as files: JSON is YAML, and its escapes are YAML's."""
    return {path: json.dumps(content, ensure_ascii=False) for path, content in data(text).items()}


def _targets(text: str) -> list[dict[str, Any]]:
    kinds = ("rank", "gap", "rise", "better", "all", "at_least", "at_most", "maintain")
    return [
        {"id": f"M1.{n}", "cohort": text, "indicator": text, "kind": kind, "comparator": text, "unit": text}
        | (
            {}
            if kind in ("better", "maintain")
            else {"value": "-5", "interim_targets": [{"by": "2016-09", "value": "9"}]}
        )
        for n, kind in enumerate(kinds, 1)
    ]


def _action(identity: str, text: str, *, milestones: bool) -> dict[str, Any]:
    action: dict[str, Any] = {
        "id": identity,
        "ref": text[:40] if milestones else f"{text[:37]} 2",
        "title": text,
        "label": text[:40],
        "steps": [text, text],
        "leads": ["HT"],
        "accountable": ["HT"],
        "support": ["LIB"],
        "success": [text, text],
        "monitoring": [text],
        "resources": [text],
        "cost": "12500.50",
        "extra": {text[:40]: text, f"{text[:37]} 2": [text, text]},
        "who": [text],
        "when": [text, text],
        "starts": "2016-06",
        "due": "2016-07",
        "due_reason": text,
    }
    if milestones:
        one = {
            "id": f"{identity}.1",
            "ref": text[:40],
            "text": text,
            "when": text,
            "due": "2016-07",
            "due_reason": text,
            "earlier": [
                {"edition": "first", "ref": text[:40], "text": text, "when": text, "due": "2016-06", "due_reason": text}
            ],
        }
        action["milestones"] = [one, {"id": f"{identity}.2", "text": text, "when": text, "repeats": "monthly"}]
        action["stages"] = [
            {"id": f"{identity}.S{number}", "text": text, "when": text, "due": due, "due_reason": text}
            for number, due in enumerate(
                ("2016-09", {"after": "visit", "days": "9"}, {"after": "receipt", "weeks": "9"}), 1
            )
        ]
        action["duties"] = [{"id": f"{identity}.D1", "text": text, "when": text, "repeats": "termly"}]
        watched = {"id": f"{identity}.D2", "text": text, "type": "monitoring", "when": text, "repeats": "termly"}
        action["duties"].append(watched)
    return action


def _log(text: str) -> list[dict[str, Any]]:
    said = {"reason": text, "note": text, "evidence": [text], "rating": text, "approved_by": "HT", "by": "HT"}
    return [
        {"on": "2016-07-01", "at": "1.1.1", "due": "2016-08", **said},
        {"on": "2016-07-02", "at": "1.1", "status": "in_progress", "public": "true", **said},
        {"on": "2016-07-02", "at": "1.1", "accountable": ["LIB"], "support": ["HT"], **said},
        {"on": "2016-07-03", "at": "1.1.2", "period": "2016-06", "status": "complete", **said},
    ]


def _role_log(text: str) -> list[dict[str, Any]]:
    said = {"reason": text, "note": text}
    return [
        {"on": "2016-07-01", "at": "HT", "state": "vacant", **said},
        {"on": "2016-07-02", "at": "LIB", "state": "abolished", "successor": "HT", "public": "true", **said},
        {"on": "2016-07-03", "at": "HT", "voids": {"on": "2016-07-01", "state": "vacant", "note": text}, **said},
        {"on": "2016-07-04", "at": "HT", "state": "acting", **said},
    ]
