"""The commands that change what was promised: `siplan edit` changes fields of a record, `siplan add` makes a new one.

Each field of the promise is an option of both.
"""

import inspect
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, get_args

import typer

from si_plan.cli.changing import CHANGING, Given, LackingError, WrongError, change_plan, given_of
from si_plan.cli.opening import plan_folder
from si_plan.cli.options import give_parameters, parameter
from si_plan.cli.recording import validated
from si_plan.editing import typed
from si_plan.editing.changes import Recorded
from si_plan.editing.promising import (
    ADDITIONS,
    add_record,
    edit_record,
    fields_for,
    ids_ever_used,
    kind_of_record,
    new_id,
    sort_fields,
    with_first_target,
)
from si_plan.editing.rendering import Value, fields_of, read_back
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import SoundPlan
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage
from si_plan.model.reference import Area, Measure, Role, Target
from si_plan.queries.selection import known_record

RECORDS: Final[tuple[type[Record], ...]] = (Priority, Action, Milestone, Stage, Duty, Role, Measure, Target, Area)
_APART: Final = frozenset({"id", "code", "actions", "milestones", "stages", "duties", "targets"})
"""The fields that no option fills in: ids never change, and records in records are added one by one."""
_ONE_OF: Final = {
    "leads": "lead", "areas": "area", "measures": "measure", "steps": "step", "dates": "date", "aliases": "alias",
}  # fmt: skip
"""The options of list fields, each of which gives one entry."""


def _fields() -> dict[str, str]:
    """Every field that an option fills in, with what it means in the first record that has it."""
    found: dict[str, str] = {}
    for record in RECORDS:
        for name, info in record.model_fields.items():
            if name not in _APART:
                found.setdefault(name, info.description or "")
    return found


def _option_of(field: str) -> str:
    """The option that gives a field: `--lead` for `leads`."""
    return f"--{_ONE_OF.get(field, field).replace('_', '-')}"


def _parameters() -> list[inspect.Parameter]:
    """The options, each of which may be repeated: a list takes every value, any other field just one."""
    return [
        parameter(
            name,
            Annotated[
                list[str] | None, typer.Option(_option_of(name), metavar="VALUE", help=meaning, show_default=False)
            ],
        )
        for name, meaning in _fields().items()
    ]


def _values_of(
    plan: Plan, models: Sequence[type[Record]], what: str, given: Given, readings: list[str]
) -> dict[str, Value]:
    """What was given, as the fields of these records have it. Adds to `readings` what is said of a
    date in words. Raises UsageError."""
    values: dict[str, Value] = {}
    for name, texts in given.items():
        model = next((model for model in models if name in model.model_fields), None)
        if model is None:
            own = ", ".join(
                _option_of(field) for model in models for field in model.model_fields if field not in _APART
            )
            raise UsageError(f"{what} has no {_option_of(name)}", f"it has {own}")
        texts = texts if isinstance(texts, list) else [texts]
        try:
            values[name] = typed.value_of(plan, model, name, texts, plan.details.dated)
        except UsageError as error:
            raise WrongError(name, f"{_option_of(name)}: {error.message}", error.hint) from None
        if len(texts) == 1 and isinstance(values[name], str) and values[name] != texts[0]:
            readings.append(f"{_option_of(name)}: {texts[0]} is read as {values[name]}")
    return values


def _see_that_all_is_there(plan: Plan, models: Sequence[type[Record]], what: str, given: Given) -> None:
    """See that a new record has the fields that it must. Raises LackingError for the first that it lacks."""
    for model in models:
        for name, info in model.model_fields.items():
            if info.is_required() and name not in given and name not in _APART:
                raise LackingError(
                    name,
                    f"{what} needs {_option_of(name)}",
                    question=info.description or "",
                    choices=_choices(plan, name, info.annotation),
                    several=name in _ONE_OF,
                )


def _choices(plan: Plan, name: str, annotation: Any) -> list[str]:
    """The values that a field can take, where they are known."""
    if name == "leads":
        return [role.code for role in plan.roles]
    if name == "areas":
        return [area.id for area in plan.areas]
    return [str(value) for value in get_args(annotation)] if getattr(annotation, "__origin__", None) is Literal else []


Kind = Literal["action", "milestone", "stage", "duty", "role", "measure", "target"]
_KIND = Annotated[Kind, typer.Argument(metavar="KIND", help=f"What is added: {', '.join(ADDITIONS)}.")]
_WITHIN = Annotated[
    str | None,
    typer.Argument(metavar="IN", help="The id of what it is added to; of a role, its code; of a measure, nothing."),
]


def add(ctx: typer.Context, what: Kind, within: str | None, dry_run: bool, form: AccountFormat, **options: Any) -> None:
    """Add to what was promised: an action, a milestone, a role, a measure, under the next id that was never used."""
    given = given_of({"within": within, **options})
    readings: list[str] = []

    def make(opened: SoundPlan) -> Recorded:
        plan = opened.plan
        around = _within(plan, what, given.get("within"))
        own = {field: value for field, value in given.items() if field != "within"}
        values = _values_of(plan, fields_for(what), f"a new {what}", own, readings)
        _see_that_all_is_there(plan, fields_for(what), f"a new {what}", own)
        identity = new_id(plan, what, around, ids_ever_used(plan_folder(ctx)[0]))
        fields: dict[str, Any] = {("code" if what == "role" else "id"): identity, **values}
        fields = sort_fields(what, with_first_target(identity, fields) if what == "measure" else fields)
        validated(ADDITIONS[what].record, read_back(fields), _option_of)
        return add_record(opened, what, around, fields)

    change_plan(ctx, "add", given, make, dry_run=dry_run, form=form, readings=readings)


def _within(plan: Plan, kind: Kind, name: str | None) -> str:
    """The id of the record that the new one is added to, or a new role's code."""
    around = ADDITIONS[kind].within
    if name is None and kind != "measure":
        wanted = "its code" if around is None else f"the {around.__name__.lower()} that it is added to"
        raise LackingError("within", f"siplan add {kind} needs {wanted}", f"siplan add {kind} --help", question=wanted)
    if around is None:
        return name or ""
    try:
        record = known_record(plan, name or "")
    except UsageError as unknown:
        raise WrongError("within", unknown.message, unknown.hint) from None
    if not isinstance(record, around):
        wanted = around.__name__.lower()
        raise WrongError(
            "within", f"{name} is no {wanted}, and only to one is a {kind} added", f"give the id of a {wanted}"
        )
    return str(getattr(record, "id", name))


give_parameters(
    add,
    [
        parameter("what", _KIND, inspect.Parameter.empty),
        parameter("within", _WITHIN),
        *_parameters(),
        *CHANGING,
    ],
)


_NAME = Annotated[str, typer.Argument(metavar="ID", help="The id of a record, or a role's code.")]
_CLEAR = Annotated[
    list[str] | None, typer.Option("--clear", metavar="FIELD", help="Take this field out; may be repeated.")
]


def edit(
    ctx: typer.Context, name: str, clear: list[str] | None, dry_run: bool, form: AccountFormat, **options: Any
) -> None:
    """Change what was promised: a field of an action, a milestone, a role, a measure. What happens goes to the log."""
    given = given_of(options)
    if not given and not clear:
        raise UsageError(f"nothing is given that {name} should say", "siplan edit --help lists the fields")
    readings: list[str] = []

    def make(opened: SoundPlan) -> Recorded:
        record = known_record(opened.plan, name)
        model = type(record)
        what = f"a {kind_of_record(record)}"
        values = _values_of(opened.plan, [model], what, given, readings)
        gone = [field.replace("-", "_") for field in clear or []]
        kept = {field: read_back(value) for field, value in fields_of(record).items() if field not in gone}
        validated(model, {**kept, **{field: read_back(value) for field, value in values.items()}}, _option_of)
        identity = getattr(record, "id", getattr(record, "code", name))
        return edit_record(opened, identity, values, gone)

    change_plan(ctx, "edit", given, make, dry_run=dry_run, form=form, readings=readings)


give_parameters(
    edit,
    [
        parameter("name", _NAME, inspect.Parameter.empty),
        *_parameters(),
        parameter("clear", _CLEAR),
        *CHANGING,
    ],
)
