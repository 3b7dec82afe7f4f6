"""siplan reading"""

from typing import Annotated

import typer

from si_plan.cli.changing import DryRun, FormOption, LackingError, change_plan, given_of
from si_plan.cli.recording import validated
from si_plan.editing.changes import Recorded
from si_plan.editing.recording import record_reading
from si_plan.errors import UsageError
from si_plan.loading import Loaded
from si_plan.model.plan import Plan
from si_plan.model.progress import TargetReading
from si_plan.model.reference import Target
from si_plan.queries.selection import known_record
from si_plan.sources import Source


def command(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(metavar="TARGET", help="The target's id: M1.2.")],
    period: Annotated[str | None, typer.Option(metavar="NAME", help="What it is a reading of: 2016-17.")] = None,
    value: Annotated[str | None, typer.Option(metavar="NUMBER", help="The result.")] = None,
    comparator: Annotated[str | None, typer.Option(metavar="NUMBER", help="The comparator's result.")] = None,
    rank: Annotated[str | None, typer.Option(metavar="NUMBER", help="The rank among authorities.")] = None,
    of: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many authorities were ranked.")] = None,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="Where it was published.")] = None,
    dry_run: DryRun = False,
    form: FormOption = "table",
) -> None:
    """Record a reading of a success measure's target: the result of a period, and where it was published."""
    options = {"period": period, "value": value, "comparator": comparator, "rank": rank, "of": of, "source": source}
    given = given_of(options)

    def make(loaded: Loaded, sources: list[Source], shown: str) -> Recorded:
        plan = loaded.plan
        assert plan is not None
        identity = _known_target(plan, target)
        for field, info in TargetReading.model_fields.items():
            if info.is_required() and field not in ("target", *given):
                raise LackingError(field, f"a reading needs --{field}", question=info.description or "")
        reading: TargetReading = validated(TargetReading, {"target": identity, **given}, lambda field: f"--{field}")
        if reading in plan.readings:
            raise UsageError(f"this reading of {identity} is recorded already")
        return record_reading(sources, shown, reading)

    change_plan(ctx, "reading", given, make, dry_run=dry_run, form=form)


def _known_target(plan: Plan, name: str) -> str:
    record = known_record(plan, name)
    if not isinstance(record, Target):
        targets = [one.id for measure in plan.measures if measure is record for one in measure.targets]
        raise UsageError(f"{name} is no target", f"its targets are {', '.join(targets)}" if targets else "as M1.2 is")
    return record.id
