"""Refs that stand in a file where only ids do: what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from si_plan.model.ids import record_at
from si_plan.model.plan import Plan
from si_plan.model.refs import REFERRING


def id_to_write(plan: Plan, field: str, name: str) -> str:
    """`LM1 is the ref of 2.5: write 2.5`, if this name is the ref of a record that the field can name; else nothing."""
    kinds = REFERRING.get(field)
    if not plan.refs or kinds is None:
        return ""
    ref = record_at(name)
    found = [one for one in plan.refs.ids(ref) if isinstance(plan.by_id[one], kinds)]
    return f"{ref} is the ref of {' and of '.join(found)}: write {' or '.join(found)}" if found else ""


def ids_to_write(plan: Plan, field: str) -> Callable[[str], str]:
    """The same for any name in such a field."""
    return partial(id_to_write, plan, field)
