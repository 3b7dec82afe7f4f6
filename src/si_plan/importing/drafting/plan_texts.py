"""The files of a drafted plan as texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from si_plan.editing.rendering import fields_of, list_lines, record_lines
from si_plan.model.fields import Record
from si_plan.model.promise import Priority
from si_plan.model.reference import Area, PlanDetails, Role

_SCHEMA: Final = "# yaml-language-server: $schema={}schemas/{}.schema.json\n"
_LONGEST_NAME: Final = 40
_SMALL: Final = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})


def texts_of(
    details: PlanDetails, areas: Sequence[Area], roles: Sequence[Role], priorities: Sequence[Priority]
) -> Mapping[str, str]:
    """The text of each file of a plan, by its path in the plan's folder."""
    texts = {"plan.yaml": _text("plan", "../", details)}
    if areas:
        texts["areas.yaml"] = _text("areas", "../", areas)
    texts["roles.yaml"] = _text("roles", "../", roles)
    for priority in priorities:
        texts[f"priorities/{file_name(priority)}"] = _text("priority", "../../", priority)
    return texts


def _text(schema: str, up: str, content: Record | Sequence[Record]) -> str:
    if isinstance(content, Record):
        lines = record_lines(fields_of(content), "")
    else:
        lines = list_lines([fields_of(record) for record in content], "")
    return _SCHEMA.format(up, schema) + "\n".join(lines) + "\n"


def file_name(priority: Priority) -> str:
    """The name of a priority's file: its id and the first words of its title."""
    words = [word for word in re.findall("[a-z0-9]+", priority.title.casefold()) if word not in _SMALL]
    name = priority.id
    for word in words[:4]:
        if len(name) + 1 + len(word) > _LONGEST_NAME:
            break
        name += f"-{word}"
    return f"{name}.yaml"
