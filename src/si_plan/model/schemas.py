"""JSON Schema (draft 2020-12) for each kind of plan file, made from the models: what an editor shows as one types.

Beside the standard's own words there are some that editors know: `patternErrorMessage`, `defaultSnippets` and
`enumDescriptions`. Of a given plan, they offer its own roles, areas and measures; another name is not refused, since a
schema may be older than the plan.
"""

from __future__ import annotations

import json
from textwrap import shorten
from typing import Any, Final

from pydantic import TypeAdapter

from si_plan.model.fields import FORMS
from si_plan.model.files import KINDS, PORTFOLIO, FileKind
from si_plan.model.plan import Plan
from si_plan.model.written import CLOCK_WRITTEN, DAY_WRITTEN, MONTH_DAY_WRITTEN, REDUCED_WRITTEN

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DATES: Final[dict[str, str]] = {
    str(REDUCED_WRITTEN["anyOf"][0]["pattern"]): "a date is written as 2016-09-30, 2016-09 or 2016",
    DAY_WRITTEN["pattern"]: "a date is written as a day: 2016-09-30",
    MONTH_DAY_WRITTEN["pattern"]: "a day of the year is written as 09-01",
}
"""For each pattern of a date, how one is written."""

_SNIPPETS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "Action": (
        "An action with a milestone",
        {
            "id": '^"${1:2.7}"',
            "title": "${2:What is to be done}",
            "leads": ["${3:HSI}"],
            "when": ["${4:By Dec 2016}"],
            "milestones": [
                {"id": '^"${1:2.7}.1"', "text": "${5:What there is when it is reached}", "due": "${6:2016-12}"}
            ],
        },
    ),
    "Milestone": (
        "A milestone",
        {
            "id": '^"${1:2.4.4}"',
            "text": "${2:What there is when it is reached}",
            "when": "${3:By Dec 2016}",
            "due": "${4:2016-12}",
        },
    ),
    "MemberEntry": (
        "A member",
        {
            "id": "${1:oak-hill}",
            "name": "${2:Oak Hill Primary}",
            "source": "${3:schools/oak-hill/plan}",
            "areas": {"${4:A1}": "${5:attendance}"},
        },
    ),
    "Theme": ("A theme", {"id": "${1:attendance}", "title": "${2:Attendance and punctuality}"}),
    "Entry": (
        "An entry: complete, with evidence",
        {
            "on": "${1:2016-10-03}",
            "at": '^"${2:2.4.1}"',
            "status": "${3|complete,in_progress,not_started|}",
            "evidence": ["${4:A link or document that others can check}"],
        },
    ),
}
"""For each kind of record, what an editor writes for one; a text after ^ is written as it stands."""
_OFFERED: Final = {
    "leads": "roles",
    "accountable": "roles",
    "support": "roles",
    "by": "roles",
    "approved_by": "roles",
    "after": "events",
    "areas": "areas",
    "inspection": "inspections",
    "measures": "measures",
    "target": "targets",
}
"""The fields that name records of the plan, and which."""
_MOST_SHOWN: Final = 300
"""The characters of a title."""


def file_name(kind: FileKind) -> str:
    """The name of the file of a kind's schema."""
    return f"{kind.name}.schema.json"


def schemas(plan: Plan | None = None) -> dict[str, str]:
    """The text of every schema by the name of its file; for a given plan, with the names of its records."""
    offers = _names_of(plan) if plan is not None else {}
    own = {file_name(kind): _text(_schema(kind, offers)) for kind in KINDS}
    return own | {file_name(PORTFOLIO): schema_of(PORTFOLIO)}


def schema_of(kind: FileKind) -> str:
    """The text of the schema of one kind of file, without the names of a plan's records."""
    return _text(_schema(kind, {}))


def _names_of(plan: Plan) -> dict[str, dict[str, str]]:
    """The ids and codes of a plan's records, by their kind, each with its title as editors can show it."""
    named: dict[str, dict[str, str]] = {
        "roles": {role.code: role.title for role in plan.roles},
        "areas": {area.id: area.title for area in plan.areas},
        "inspections": {one.id: f"{one.body}, {one.title}" for one in plan.details.inspections},
        "events": {event.id: event.what for event in plan.details.events},
        "measures": {measure.id: measure.title for measure in plan.measures},
        "targets": {target.id: target.indicator for measure in plan.measures for target in measure.targets},
    }
    return {kind: {name: _shown(title) for name, title in titles.items()} for kind, titles in named.items()}


def _shown(title: str) -> str:
    """A title without signs that nobody sees and an editor or a terminal may obey, and no longer than one can read."""
    return shorten("".join(sign if sign.isprintable() else " " for sign in title), _MOST_SHOWN, placeholder="…")


def _schema(kind: FileKind, offers: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What the kind of file may hold: texts as an editor's YAML 1.2 types them, so numbers stand for themselves."""
    if kind.many:
        adapter: TypeAdapter[Any] = TypeAdapter(list[kind.record])  # type: ignore[name-defined]
        made = adapter.json_schema() | ({"minItems": 1} if kind.filled else {})
    else:
        made = kind.record.model_json_schema()
    made = _share_clocks(made)
    for name, record in made.get("$defs", {}).items():
        record.pop("title", None)  # an editor would show it beside the field's
        if name in _SNIPPETS:
            label, body = _SNIPPETS[name]
            record["defaultSnippets"] = [{"label": label, "description": label, "body": body}]
    return {"$schema": DIALECT, **_for_editors(made, offers), "title": kind.title}


def _share_clocks(made: dict[str, Any]) -> dict[str, Any]:
    """A schema with one definition of clocks, which many of its fields take."""

    def shared(node: Any) -> Any:
        if node == CLOCK_WRITTEN:
            return {"$ref": "#/$defs/Clock"}
        if isinstance(node, dict):
            return {name: shared(part) for name, part in node.items()}
        return [shared(part) for part in node] if isinstance(node, list) else node

    without = shared(made)
    return made if without == made else {**without, "$defs": {**without.get("$defs", {}), "Clock": CLOCK_WRITTEN}}


def _for_editors(node: Any, offers: dict[str, dict[str, str]], field: str = "") -> Any:
    """A part of a schema without nulls, which no plan file may hold, and with what editors show: words for each
    pattern, and the names that the plan has for a field."""
    if isinstance(node, list):
        return [_for_editors(part, offers, field) for part in node]
    if not isinstance(node, dict):
        return node
    made: dict[str, Any] = {}
    for name, value in node.items():
        if name in ("properties", "$defs", "patternProperties"):
            made[name] = {key: _for_editors(part, offers, key) for key, part in value.items()}
        elif name == "default" and not value and value is not False:
            continue
        elif name == "anyOf":
            made |= _without_null(_for_editors(value, offers, field))
        elif name in ("items", "oneOf", "propertyNames", "additionalProperties"):
            made[name] = _for_editors(value, offers, field)
        else:
            made[name] = value
    words = FORMS.get(made.get("pattern", "")) or _DATES.get(made.get("pattern", ""))
    if words:
        made["patternErrorMessage"] = _sentence(words)
    return _with_names(made, offers.get(_OFFERED.get(field, ""), {})) if "pattern" in made else made


def _without_null(several: list[Any]) -> dict[str, Any]:
    left = [one for one in several if one != {"type": "null"}]
    return left[0] if len(left) == 1 else {"anyOf": left}


def _with_names(made: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A text that offers names, and takes others too."""
    if not names or made["pattern"] in _DATES:
        return made
    kept: dict[str, Any] = {name: made.pop(name) for name in ("title", "description", "default") if name in made}
    return {**kept, "anyOf": [{"enum": list(names), "enumDescriptions": list(names.values())}, made]}


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
