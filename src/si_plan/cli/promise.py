"""The commands that change what was promised: `siplan edit` changes fields of a record, `siplan add` makes a new one.

Both take the fields of a record as they stand in its file: FIELD=VALUE.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, get_args

import typer

from si_plan.cli.changing import DryRun, FormOption, Given, LackingError, WrongError, can_ask, change_plan
from si_plan.cli.completing import offer_fields, offer_records
from si_plan.cli.finding import known_or_found
from si_plan.cli.opening import lock_folder, open_plan, plan_folder
from si_plan.cli.output import shown, write, write_account
from si_plan.cli.recording import validated
from si_plan.documents import words
from si_plan.editing import typed
from si_plan.editing.accepting import Acceptance, accept, find_acceptances
from si_plan.editing.changes import Recorded, edit_plan
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
from si_plan.queries.selection import known_record
from si_plan.sources import Source
from si_plan.suggestions import did_you_mean
from si_plan.views import acceptances

_APART: Final = frozenset({"id", "code", "actions", "milestones", "stages", "duties", "targets"})
"""Fields that nobody fills in."""
_FIELDS = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FIELD=VALUE…",
        help='Fields, as in the file: due=2017-01 leads=HSI,SIM text="…".',
        autocompletion=offer_fields,
    ),
]


def _given_of(texts: list[str] | None) -> Given:
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
    return list(dict.fromkeys(name for model in models for name in model.model_fields if name not in _APART))


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


def _values_of(
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
    for name, texts in given.items():
        model = next((model for model in models if name in model.model_fields and name not in _APART), None)
        if model is None:
            raise _no_field(models, what, name, texts, identity)
        texts = texts if isinstance(texts, list) else [texts]
        try:
            values[name] = typed.value_of(plan, model, name, texts, plan.details.dated)
        except UsageError as error:
            raise WrongError(name, f"{name}: {error.message}", error.hint) from None
        if len(texts) == 1 and isinstance(values[name], str) and values[name] != texts[0]:
            readings.append(f"{name}: {texts[0]} is read as {values[name]}")
    return values


def _see_that_all_is_there(plan: Plan, models: Sequence[type[Record]], what: str, given: Given) -> None:
    """See that a new record has the fields that it must. Raises LackingError, which names all that it lacks and asks
    for the first."""
    lacking = [
        (name, info)
        for model in models
        for name, info in model.model_fields.items()
        if info.is_required() and name not in given and name not in _APART
    ]
    if lacking:
        name, info = lacking[0]
        raise LackingError(
            name,
            f"{what} needs {words.every(f'{field}=' for field, _ in lacking)}",
            question=info.description or "",
            choices=_choices(plan, name, info.annotation),
        )


def _choices(plan: Plan, name: str, annotation: Any) -> dict[str, str]:
    """The values that a field can take, where they are known, each with its title."""
    if name in ("leads", "accountable", "support"):
        return {role.code: role.title for role in plan.roles}
    if name == "areas":
        return {area.id: area.title for area in plan.areas}
    literal = getattr(annotation, "__origin__", None) is Literal
    return {str(value): "" for value in get_args(annotation)} if literal else {}


Kind = Literal["action", "milestone", "stage", "duty", "role", "measure", "target"]
_KIND = Annotated[Kind, typer.Argument(metavar="KIND", help=f"What to add: {', '.join(ADDITIONS)}.")]
_WITHIN = Annotated[
    str | None,
    typer.Argument(
        metavar="IN",
        help="What to add it to: an id or ref. For a role, its new code. For a measure, nothing.",
        autocompletion=offer_records,
    ),
]


def add(
    ctx: typer.Context,
    what: _KIND,
    within: _WITHIN = None,
    fields: _FIELDS = None,
    dry_run: DryRun = False,
    form: FormOption = AccountFormat.table,
) -> None:
    """Add an action, a milestone, a role or a measure, with the next free id."""
    if within is not None and "=" in within:  # of a measure, nothing stands before its fields
        fields = [within, *(fields or [])]
        within = None
    given = _given_of(fields)
    if within is not None:
        given["within"] = within
    readings: list[str] = []

    def make(opened: SoundPlan) -> Recorded:
        plan = opened.plan
        around = _within(plan, what, given.get("within"))
        own = {field: value for field, value in given.items() if field != "within" and value != _NO_DATE}
        values = _values_of(plan, fields_for(what), f"a new {what}", own, readings)
        _see_that_all_is_there(plan, fields_for(what), f"a new {what}", own)
        _ask_when(plan, what, around, given)
        identity = new_id(plan, what, around, ids_ever_used(plan_folder(ctx)[0]))
        made: dict[str, Any] = {("code" if what == "role" else "id"): identity, **values}
        made = sort_fields(what, with_first_target(identity, made) if what == "measure" else made)
        validated(ADDITIONS[what].record, read_back(made), str)
        return add_record(opened, what, around, made)

    change_plan(ctx, "add", given, make, dry_run=dry_run, form=form, readings=readings)


_NO_DATE: Final = "none"
_DATED_BY: Final = ("due", "starts", "repeats", "dates", "same_as")


def _ask_when(plan: Plan, what: str, around: str, given: Given) -> None:
    """Have a person at a terminal asked for the date of a milestone or a stage that nothing would date."""
    if what not in ("milestone", "stage") or not can_ask() or any(field in given for field in _DATED_BY):
        return
    action = plan.by_id[around]
    if what == "stage" or not (getattr(action, "due", None) or getattr(action, "starts", None)):
        said = f"a {what} without a date is never overdue"
        raise LackingError("due", said, "give due=", question="By when (Dec 2016, 31 March 2017)", default=_NO_DATE)


def _within(plan: Plan, kind: Kind, name: str | None) -> str:
    """The id of the record that the new one is added to, or a new role's code."""
    around = ADDITIONS[kind].within
    if name is None and kind != "measure":
        wanted = "its code" if around is None else f"the {around.__name__.lower()} that it is added to"
        raise LackingError(
            "within", f"add {kind} needs {wanted}", "siplan add --help shows what it takes", question=wanted
        )
    if around is None:
        return name or ""
    try:
        record = known_record(plan, name or "", (around,))
    except UsageError as unknown:
        raise WrongError("within", unknown.message, unknown.hint) from None
    if not isinstance(record, around):
        wanted = around.__name__.lower()
        raise WrongError("within", f"this {kind} cannot go in {name}", f"give the id of its {wanted}")
    return str(getattr(record, "id", name))


_NAME = Annotated[
    str | None,
    typer.Argument(
        metavar="ID|WORDS",
        help="The id or ref of a record, the code of a role, or words from it in quotes.",
        autocompletion=offer_records,
    ),
]
_FILL = Annotated[
    bool,
    typer.Option("--fill-dates", help="Add the dates that the words clearly give, to this record or to all."),
]


def edit(
    ctx: typer.Context,
    name: _NAME = None,
    fields: _FIELDS = None,
    fill_dates: _FILL = False,
    dry_run: DryRun = False,
    form: FormOption = AccountFormat.table,
) -> None:
    """Change fields in the plan: of an action, a milestone, a role or a measure. `field=` empties a field.

    What has happened is no edit: it goes into the log (siplan complete, update, reschedule).
    """
    if fill_dates:
        _fill_dates(ctx, name, fields, dry_run=dry_run)
        return
    if name is None:
        raise UsageError("edit needs the id of a record and fields", "for example: siplan edit 2.4.1 due=2017-01")
    given = _given_of(fields)
    readings: list[str] = []
    found: list[str] = []

    def make(opened: SoundPlan) -> Recorded:
        if not found:
            found.append(known_or_found(opened.plan, name))
        record = opened.plan.by_id[found[0]]
        model = type(record)
        what = words.a(kind_of_record(record))
        if not given:
            raise UsageError(f"say what to change in {found[0]}", f"{what} has {', '.join(fields_to_give([model]))}")
        gone = [field for field, texts in given.items() if texts == [""] and not typed.takes_blank(model, field)]
        kept = {field: texts for field, texts in given.items() if field not in gone}
        values = _values_of(opened.plan, [model], what, kept, readings, found[0])
        _see_that_they_can_go(model, what, gone)
        now = {field: read_back(value) for field, value in fields_of(record).items() if field not in gone}
        validated(model, {**now, **{field: read_back(value) for field, value in values.items()}}, str)
        return edit_record(opened, found[0], values, gone)

    change_plan(ctx, "edit", given, make, dry_run=dry_run, form=form, readings=readings)


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
