"""siplan add"""

import inspect
from typing import Annotated, Any, Literal

import typer

from si_plan.cli import promise
from si_plan.cli.changing import CHANGING, LackingError, WrongError, change_plan, given_of
from si_plan.cli.opening import plan_folder
from si_plan.cli.options import give_parameters, parameter
from si_plan.cli.recording import validated
from si_plan.editing.changes import Recorded
from si_plan.editing.promising import (
    ADDITIONS,
    add_record,
    fields_for,
    ids_ever_used,
    in_order,
    new_id,
    with_first_target,
)
from si_plan.editing.rendering import as_read
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import SoundPlan
from si_plan.model.plan import Plan
from si_plan.queries.selection import known_record

Kind = Literal["action", "milestone", "stage", "duty", "role", "measure", "target"]
_KIND = Annotated[Kind, typer.Argument(metavar="KIND", help=f"What is added: {', '.join(ADDITIONS)}.")]
_WITHIN = Annotated[
    str | None,
    typer.Argument(metavar="IN", help="The id of what it is added to; of a role, its code; of a measure, nothing."),
]


def command(
    ctx: typer.Context, what: Kind, within: str | None, dry_run: bool, form: AccountFormat, **options: Any
) -> None:
    """Add to what was promised: an action, a milestone, a role, a measure, under the next id that was never used."""
    given = given_of({"within": within, **options})
    readings: list[str] = []

    def make(opened: SoundPlan) -> Recorded:
        plan = opened.plan
        around = _within(plan, what, given.get("within"))
        own = {field: value for field, value in given.items() if field != "within"}
        values = promise.values_of(plan, fields_for(what), f"a new {what}", own, readings)
        promise.see_that_all_is_there(plan, fields_for(what), f"a new {what}", own)
        identity = new_id(plan, what, around, ids_ever_used(plan_folder(ctx)[0]))
        fields: dict[str, Any] = {("code" if what == "role" else "id"): identity, **values}
        fields = in_order(what, with_first_target(identity, fields) if what == "measure" else fields)
        validated(ADDITIONS[what].record, as_read(fields), promise.option_of)
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
    command,
    [
        parameter("what", _KIND, inspect.Parameter.empty),
        parameter("within", _WITHIN),
        *promise.parameters(),
        *CHANGING,
    ],
)
