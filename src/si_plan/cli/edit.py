"""siplan edit"""

import inspect
from typing import Annotated, Any

import typer

from si_plan.cli import promise
from si_plan.cli.changing import CHANGING, change_plan, given_of
from si_plan.cli.options import give_parameters, parameter
from si_plan.cli.recording import validated
from si_plan.editing.changes import Recorded
from si_plan.editing.promising import edit_record, kind_of_record
from si_plan.editing.rendering import as_read, fields_of
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import SoundPlan
from si_plan.queries.selection import known_record

_NAME = Annotated[str, typer.Argument(metavar="ID", help="The id of a record, or a role's code.")]
_CLEAR = Annotated[
    list[str] | None, typer.Option("--clear", metavar="FIELD", help="Take this field out; may be repeated.")
]


def command(
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
        values = promise.values_of(opened.plan, [model], what, given, readings)
        gone = [field.replace("-", "_") for field in clear or []]
        kept = {field: as_read(value) for field, value in fields_of(record).items() if field not in gone}
        validated(model, {**kept, **{field: as_read(value) for field, value in values.items()}}, promise.option_of)
        identity = getattr(record, "id", getattr(record, "code", name))
        return edit_record(opened, identity, values, gone)

    change_plan(ctx, "edit", given, make, dry_run=dry_run, form=form, readings=readings)


give_parameters(
    command,
    [
        parameter("name", _NAME, inspect.Parameter.empty),
        *promise.parameters(),
        parameter("clear", _CLEAR),
        *CHANGING,
    ],
)
