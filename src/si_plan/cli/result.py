"""siplan result"""

from typing import Annotated

import typer

from si_plan.cli.changing import DryRun, FormOption, LackingError, WrongError, change_plan, given_of
from si_plan.cli.completing import offer_records
from si_plan.cli.options import today
from si_plan.cli.recording import validated
from si_plan.documents import words
from si_plan.editing import typed
from si_plan.editing.changes import Recorded
from si_plan.editing.recording import record_reading, require_possible_reading
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import SoundPlan
from si_plan.model.plan import Plan
from si_plan.model.progress import TargetReading
from si_plan.queries.selection import known_target


def result(
    ctx: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="The id of the target: M1.2.", autocompletion=offer_records)
    ],
    period: Annotated[str | None, typer.Option(metavar="NAME", help="The period of the result: 2016-17.")] = None,
    value: Annotated[str | None, typer.Option(metavar="NUMBER", help="The result.")] = None,
    comparator: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The result of the comparator, such as England.")
    ] = None,
    rank: Annotated[str | None, typer.Option(metavar="NUMBER", help="The rank among authorities.")] = None,
    of: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many authorities were ranked.")] = None,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="Where it was published.")] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it became known. [default: the last day of the period]")
    ] = None,
    dry_run: DryRun = False,
    form: FormOption = AccountFormat.table,
) -> None:
    """Record a result for a target: the figure of a period, and where it was published."""
    options = {"period": period, "value": value, "comparator": comparator, "rank": rank, "of": of, "source": source}
    given = given_of({**options, "on": on})
    readings: list[str] = []

    def make(opened: SoundPlan) -> Recorded:
        plan = opened.plan
        identity = known_target(plan, target)
        fields = TargetReading.model_fields
        lacking = [one for one, info in fields.items() if info.is_required() and one not in ("target", *given)]
        if lacking:
            field, info = lacking[0], fields[lacking[0]]
            said = words.every(f"--{one}" for one in lacking)
            raise LackingError(field, f"result needs {said}", question=info.description or "")
        values = {"target": identity, **given, **_known_on(plan, given.get("on"), readings)}
        reading: TargetReading = validated(TargetReading, values, lambda field: f"--{field}")
        require_possible_reading(plan, reading, today())
        return record_reading(opened, reading)

    change_plan(ctx, "result", given, make, dry_run=dry_run, form=form, readings=readings)


def _known_on(plan: Plan, on: str | None, readings: list[str]) -> dict[str, str]:
    """The day on which a reading became known, as the file has it."""
    if on is None:
        return {}
    try:
        read = typed.day(plan, on, today())
    except UsageError as error:
        raise WrongError("on", f"--on: {error.message}", error.hint) from None
    if read.in_words:
        readings.append(f"--on: {read.typed} is read as {read.date}")
    if read.date.earliest > today():
        raise WrongError("on", f"{read.date} is still to come", "record it on the day, or after")
    return {"on": read.date.text}
