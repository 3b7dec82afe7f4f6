"""The fields of what was promised as options: those that `siplan edit` changes and `siplan add` fills in."""

import inspect
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, get_args

import typer

from si_plan.cli.changing import Given, LackingError, WrongError
from si_plan.cli.options import parameter
from si_plan.editing import typed
from si_plan.editing.rendering import Value
from si_plan.errors import UsageError
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage
from si_plan.model.reference import Area, Measure, Role, Target

RECORDS: Final[tuple[type[Record], ...]] = (Priority, Action, Milestone, Stage, Duty, Role, Measure, Target, Area)
_APART: Final = frozenset({"id", "code", "actions", "milestones", "stages", "duties", "targets"})
"""The fields that no option fills in: ids never change, and records in records are added one by one."""
_ONE_OF: Final = {
    "leads": "lead", "areas": "area", "measures": "measure", "steps": "step", "dates": "date", "aliases": "alias",
}  # fmt: skip
"""The options of list fields, each of which gives one entry."""


def fields() -> dict[str, str]:
    """Every field that an option fills in, with what it means in the first record that has it."""
    found: dict[str, str] = {}
    for record in RECORDS:
        for name, info in record.model_fields.items():
            if name not in _APART:
                found.setdefault(name, info.description or "")
    return found


def option_of(field: str) -> str:
    """The option that gives a field: `--lead` for `leads`."""
    return f"--{_ONE_OF.get(field, field).replace('_', '-')}"


def parameters() -> list[inspect.Parameter]:
    """The options, each of which may be repeated: a list takes every value, any other field just one."""
    return [
        parameter(
            name,
            Annotated[
                list[str] | None, typer.Option(option_of(name), metavar="VALUE", help=meaning, show_default=False)
            ],
        )
        for name, meaning in fields().items()
    ]


def values_of(
    plan: Plan, models: Sequence[type[Record]], what: str, given: Given, readings: list[str]
) -> dict[str, Value]:
    """What was given, as the fields of these records have it. Raises UsageError."""
    values: dict[str, Value] = {}
    for name, texts in given.items():
        model = next((one for one in models if name in one.model_fields), None)
        if model is None:
            own = ", ".join(option_of(one) for model in models for one in model.model_fields if one not in _APART)
            raise UsageError(f"{what} has no {option_of(name)}", f"it has {own}")
        texts = texts if isinstance(texts, list) else [texts]
        try:
            values[name] = typed.value_of(plan, model, name, texts, plan.details.dated)
        except UsageError as error:
            raise WrongError(name, f"{option_of(name)}: {error.message}", error.hint) from None
        if len(texts) == 1 and isinstance(values[name], str) and values[name] != texts[0]:
            readings.append(f"{option_of(name)}: {texts[0]} is read as {values[name]}")
    return values


def see_that_all_is_there(plan: Plan, models: Sequence[type[Record]], what: str, given: Given) -> None:
    """See that a new record has the fields that it must. Raises LackingError for the first that it lacks."""
    for model in models:
        for name, info in model.model_fields.items():
            if info.is_required() and name not in given and name not in _APART:
                raise LackingError(
                    name,
                    f"{what} needs {option_of(name)}",
                    question=info.description or "",
                    choices=_choices(plan, name, info.annotation),
                    several=name in _ONE_OF,
                )


def _choices(plan: Plan, name: str, annotation: Any) -> list[str]:
    if name == "leads":
        return [role.code for role in plan.roles]
    if name == "areas":
        return [area.id for area in plan.areas]
    return [str(one) for one in get_args(annotation)] if getattr(annotation, "__origin__", None) is Literal else []
