"""The command that adds to what is promised: `siplan add` makes a new record, with the next free id."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, get_args

import typer

from si_plan.cli.changing import DryRun, FormOption, Given, LackingError, WrongError, can_ask, change_plan
from si_plan.cli.completing import offer_records
from si_plan.cli.opening import plan_folder
from si_plan.cli.promise import APART, FIELDS, fields_given, values_of
from si_plan.cli.recording import validated
from si_plan.documents import words
from si_plan.editing.changes import Recorded
from si_plan.editing.dating import DATING, dates_in_words
from si_plan.editing.promising import (
    ADDITIONS,
    add_record,
    fields_for,
    ids_ever_used,
    new_id,
    sort_fields,
    with_first_target,
)
from si_plan.editing.rendering import read_back
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import SoundPlan
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.queries.selection import known_record

Kind = Literal[
    "priority", "action", "milestone", "stage", "duty", "area", "inspection", "event", "role", "measure", "target"
]
_KIND = Annotated[Kind, typer.Argument(metavar="KIND", help=f"What to add: {', '.join(ADDITIONS)}.")]
_WITHIN = Annotated[
    str | None,
    typer.Argument(
        metavar="IN",
        help="What to add it to: an id or ref. For a role its new code, for an inspection or event its short name. "
        "For a priority, an area or a measure, nothing.",
        autocompletion=offer_records,
    ),
]


def add(
    ctx: typer.Context,
    what: _KIND,
    within: _WITHIN = None,
    fields: FIELDS = None,
    dry_run: DryRun = False,
    form: FormOption = AccountFormat.table,
) -> None:
    """Add a priority, an action, a milestone, an area, a role or a measure, with the next free id.

    Dates that the words of `when` say for certain are filled in.
    """
    if within is not None and "=" in within:  # of a priority, nothing stands before its fields
        fields = [within, *(fields or [])]
        within = None
    given = fields_given(fields)
    if within is not None:
        given["within"] = within
    readings: list[str] = []

    def make(opened: SoundPlan) -> Recorded:
        plan = opened.plan
        around = _within(plan, what, given.get("within"))
        own = {field: value for field, value in given.items() if field != "within" and value != _NO_DATE}
        values = values_of(plan, fields_for(what), f"a new {what}", own, readings)
        worded = dates_in_words(plan, ADDITIONS[what].record, around, values)
        _see_that_all_is_there(plan, fields_for(what), f"a new {what}", {**own, **worded.values})
        if worded.said:
            values |= worded.values
            readings.append(f"{worded.said}, as the words say")
        else:
            _ask_when(plan, what, around, given)
        identity = new_id(plan, what, around, ids_ever_used(plan_folder(ctx)[0]))
        made: dict[str, Any] = {("code" if what == "role" else "id"): identity, **values}
        made = sort_fields(what, with_first_target(identity, made) if what == "measure" else made)
        validated(ADDITIONS[what].record, read_back(made), str)
        return add_record(opened, what, around, made)

    change_plan(ctx, "add", given, make, dry_run=dry_run, form=form, readings=readings)


_NO_DATE: Final = "none"


def _ask_when(plan: Plan, what: str, around: str, given: Given) -> None:
    """Have a person at a terminal asked for the date of a milestone or a stage that nothing would date."""
    if what not in ("milestone", "stage") or not can_ask() or any(field in given for field in DATING):
        return
    action = plan.by_id[around]
    if what == "stage" or not (getattr(action, "due", None) or getattr(action, "starts", None)):
        said = f"a {what} without a date is never overdue"
        raise LackingError("due", said, "give due=", question="By when (Dec 2016, 31 March 2017)", default=_NO_DATE)


_NAMED: Final[dict[Kind, tuple[str, str]]] = {
    "role": ("its code", 'write it before the fields: siplan add role HSI title="…" kind=post'),
    "event": (
        "a short name for it, such as report-received",
        "write it before the fields: siplan add event report-received what=…",
    ),
    "inspection": (
        "a short name for it, such as the body and the year",
        "write it before the fields: siplan add inspection ofsted-2026 body=…",
    ),
}
"""The kinds of which a person names each: what a command without the name needs, and how to give it."""


def _within(plan: Plan, kind: Kind, name: str | None) -> str:
    """The id of the record that the new one is added to, or the name of one that is named."""
    addition = ADDITIONS[kind]
    around = addition.within
    if name is None and (addition.named or around is not None):
        wanted, look = _NAMED.get(kind, ("", "siplan add --help shows what it takes"))
        if around is not None:
            wanted = f"the {around.__name__.lower()} that it is added to"
        raise LackingError("within", f"add {kind} needs {wanted}", look, question=wanted)
    if around is None:
        if name is not None and not addition.named:
            raise WrongError("within", f"add {kind} takes no {name}: siplan numbers it", f'write add {kind} title="…"')
        return name or ""
    try:
        record = known_record(plan, name or "", (around,))
    except UsageError as unknown:
        begun = 'add a priority first: siplan add priority title="…"' if not plan.priorities else ""
        raise WrongError("within", unknown.message, begun or unknown.hint) from None
    if not isinstance(record, around):
        wanted = around.__name__.lower()
        raise WrongError("within", f"this {kind} cannot go in {name}", f"give the id of its {wanted}")
    return str(getattr(record, "id", name))


def _see_that_all_is_there(plan: Plan, models: Sequence[type[Record]], what: str, given: Given) -> None:
    """See that a new record has the fields that it must. Raises LackingError, which names all that it lacks and asks
    for the first."""
    lacking = [
        (name, info)
        for model in models
        for name, info in model.model_fields.items()
        if info.is_required() and name not in given and name not in APART
    ]
    if lacking:
        name, info = lacking[0]
        blank = [f"{field}=" for field, _ in lacking if what == "a new action" and field in ("leads", "when")]
        raise LackingError(
            name,
            f"{what} needs {words.every(f'{field}=' for field, _ in lacking)}",
            f"where the document leaves it blank, write {words.every(blank)} with nothing after it" if blank else "",
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
