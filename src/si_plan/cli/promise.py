"""The command that changes what was promised, `siplan edit`, and the fields that it and `siplan add` take as they stand
in a file: FIELD=VALUE.
"""

from collections.abc import Sequence
from typing import Annotated, Final

import typer

from si_plan.cli.changing import DryRun, FormOption, Given, LackingError, WrongError, change_plan
from si_plan.cli.completing import offer_editable, offer_fields
from si_plan.cli.finding import known_or_found
from si_plan.cli.opening import lock_folder, open_plan, plan_folder
from si_plan.cli.options import today
from si_plan.cli.output import shown, write, write_account
from si_plan.cli.recording import validated
from si_plan.documents import words
from si_plan.editing import typed
from si_plan.editing.accepting import Acceptance, accept, find_acceptances
from si_plan.editing.changes import Recorded, edit_plan
from si_plan.editing.events import counting_from, redates
from si_plan.editing.promising import (
    edit_record,
    kind_of_record,
    listed_in_plan,
    record_to_edit,
)
from si_plan.editing.rendering import Value, fields_of, read_back
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import SoundPlan
from si_plan.model.events import Event
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.queries.selection import UnknownRecordError
from si_plan.sources import Source
from si_plan.suggestions import did_you_mean
from si_plan.views import acceptances

APART: Final = frozenset({"id", "code", "actions", "milestones", "stages", "duties", "targets"})
"""Fields that nobody fills in."""
FIELDS = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FIELD=VALUE…",
        help='Fields, as in the file: due=2017-01 leads=HSI,SIM text="…".',
        autocompletion=offer_fields,
    ),
]


def fields_given(texts: list[str] | None) -> Given:
    """The fields that were typed as FIELD=VALUE, each with its texts: several where it is given several times.
    Raises UsageError for what is no field."""
    given: Given = {}
    for text in texts or []:
        name, equals, value = text.partition("=")
        field = name.strip().replace("-", "_")
        if not equals or not field.isidentifier():
            raise UsageError(f"{text} is not FIELD=VALUE", "write a field and its value, such as due=2017-01")
        given.setdefault(field, []).append(value.strip())
    return given


def fields_to_give(models: Sequence[type[Record]]) -> list[str]:
    """The fields that can be given for these records. Ids never change, and records in records are added one by
    one."""
    return list(dict.fromkeys(name for model in models for name in model.model_fields if name not in APART))


def _no_field(
    models: Sequence[type[Record]], what: str, name: str, value: object = None, identity: str | None = None
) -> UsageError:
    """What is said of a field that these records do not have: where it goes instead, or which field is meant."""
    from si_plan.loading.misplaced import route_of

    text = value[0] if isinstance(value, list) and value else value
    route = next((route for model in models if (route := route_of(model, name, text, identity)) is not None), None)
    own = fields_to_give(models)
    if route is not None:
        hint = f"here it is called {route.meant}: write {route.meant}=…" if route.meant else route.hint
    else:
        hint = did_you_mean(name, own) or f"it has {', '.join(own)}"
    return UsageError(f"{what} has no field {name}", hint)


def values_of(
    plan: Plan,
    models: Sequence[type[Record]],
    what: str,
    given: Given,
    readings: list[str],
    identity: str | None = None,
) -> dict[str, Value]:
    """What was given, as the fields of these records have it. Adds to `readings` what is said of a
    date in words. Raises UsageError."""
    values: dict[str, Value] = {}
    record = plan.by_id.get(identity) if identity is not None else None
    dated = plan.details.dated if record is None else plan.worded_on(record)
    for name, texts in given.items():
        model = next((model for model in models if name in model.model_fields and name not in APART), None)
        if model is None:
            raise _no_field(models, what, name, texts, identity)
        texts = texts if isinstance(texts, list) else [texts]
        try:
            values[name] = typed.value_of(plan, model, name, texts, dated, today())
        except UsageError as error:
            raise WrongError(name, f"{name}: {error.message}", error.hint) from None
        if len(texts) == 1 and isinstance(values[name], str) and values[name] != texts[0]:
            readings.append(f"{name}: {texts[0]} is read as {values[name]}")
    return values


_NAME = Annotated[
    str | None,
    typer.Argument(
        metavar="ID|WORDS",
        help="The id or ref of a record, the code of a role, the name of an event, or words from it in quotes.",
        autocompletion=offer_editable,
    ),
]
_FILL = Annotated[
    bool,
    typer.Option("--fill-dates", help="Add the dates that the words clearly give, to this record or to all."),
]


def edit(
    ctx: typer.Context,
    name: _NAME = None,
    fields: FIELDS = None,
    fill_dates: _FILL = False,
    dry_run: DryRun = False,
    form: FormOption = AccountFormat.table,
) -> None:
    """Change fields in the plan: of an action, a milestone, a role, a measure or an event. `field=` empties a field.

    What has happened is no edit: it goes into the log (siplan complete, update, reschedule).
    """
    if fill_dates:
        _fill_dates(ctx, name, fields, dry_run=dry_run)
        return
    if name is None:
        raise UsageError("edit needs the id of a record and fields", "for example: siplan edit 2.4.1 due=2017-01")
    given = fields_given(fields)
    readings: list[str] = []
    found: list[str] = []

    def make(opened: SoundPlan) -> Recorded:
        if not found:
            found.append(_named(opened.plan, name))
        record = record_to_edit(opened.plan, found[0])
        model = type(record)
        what = words.a(kind_of_record(record))
        if not given:
            raise UsageError(f"say what to change in {found[0]}", f"{what} has {', '.join(fields_to_give([model]))}")
        gone = [field for field, texts in given.items() if texts == [""] and not typed.takes_blank(model, field)]
        kept = {field: texts for field, texts in given.items() if field not in gone}
        values = values_of(opened.plan, [model], what, kept, readings, found[0])
        _see_that_they_can_go(model, what, gone)
        if "reason" not in given and redates(opened.plan, record, values, gone):
            raise _lacks_reason(opened.plan, record)
        now = {field: read_back(value) for field, value in fields_of(record).items() if field not in gone}
        validated(model, {**now, **{field: read_back(value) for field, value in values.items()}}, str)
        return edit_record(opened, found[0], values, gone)

    change_plan(ctx, "edit", given, make, dry_run=dry_run, form=form, readings=readings)


def _named(plan: Plan, name: str) -> str:
    """The id of the record that somebody names, or of the inspection or event in plan.yaml. Raises UsageError."""
    listed = listed_in_plan(plan)
    if name in listed:
        return name
    try:
        return known_or_found(plan, name)
    except UnknownRecordError as unknown:
        raise UsageError(unknown.message, did_you_mean(name, listed) or unknown.hint) from None


def _lacks_reason(plan: Plan, event: Record) -> LackingError:
    """What is said of an event that gets another day without a reason."""
    assert isinstance(event, Event)
    counting = len(counting_from(plan, event))
    count = "a deadline counts" if counting == 1 else f"{counting} deadlines count"
    said = f"{event.id} is dated {event.on}, and {count} from it"
    return LackingError("reason", said, "say why its day changes: reason=…", question="Why its day changes")


def _see_that_they_can_go(model: type[Record], what: str, gone: list[str]) -> None:
    """See that the fields to empty are fields of the record that it can be without. Raises UsageError."""
    own = fields_to_give([model])
    for field in gone:
        if field not in own:
            raise _no_field([model], what, field)
        if model.model_fields[field].is_required():
            raise UsageError(f"{what} needs {field}", f"give another value: {field}=…")


def _fill_dates(ctx: typer.Context, name: str | None, more: list[str] | None, *, dry_run: bool) -> None:
    """Add the dates that the words of these records, or of all, say for certain, and no other lines."""
    folder, shown_as = plan_folder(ctx)
    names = [one for one in (name, *(more or [])) if one is not None]
    accepted: list[Acceptance] = []

    def make(sources: list[Source]) -> Recorded:
        opened = open_plan(sources, shown_as)
        accepted[:] = find_acceptances(opened.plan, names)
        return accept(opened, accepted)

    edit_plan(folder, shown_as, lock_folder(), make, write=not dry_run)
    account = shown(acceptances.page(accepted, written=not dry_run))
    (write if dry_run else write_account)(account)
