"""What every recording command is made of: the options that they share, the entries, the locked write.

A recording command names the fields of a log entry that it takes (each an option of `OPTIONS`), those it cannot do
without, and what it says by itself; `as_recording` makes the command of that. The rules of `editing/rules.py` say what
else is missing. In a terminal a missing value is asked for; in a script it is an error that names the option.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final, Literal, NamedTuple

import typer

from si_plan.cli.asking import ask_for, can_ask
from si_plan.cli.session import plan_folder, refuse_errors, rendered, write
from si_plan.cli.state import lock_folder
from si_plan.editing import typed
from si_plan.editing.changes import Recorded
from si_plan.editing.recording import record_entries
from si_plan.editing.rules import Refusal, Rules
from si_plan.editing.writing import edit_plan
from si_plan.errors import UsageError
from si_plan.formats.views import recorded as view
from si_plan.loading import load, record_of
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry, Status
from si_plan.sources import Source

Form = Literal["table", "json"]
Texts = list[str] | None

_ONE = typer.Argument(metavar="ID", help="The id of what it is about: 2.4.1.")
_SEVERAL = typer.Argument(metavar="ID…", help="The ids of what it is about, all or none of which are recorded: 2.4.1.")
OPTIONS: Final[dict[str, Any]] = {
    "voids": Annotated[int | None, typer.Argument(metavar="[ENTRY]", help="Its place in the log. [default: the last]")],
    "status": Annotated[Status | None, typer.Option("--status", help="The status from then on.")],
    "rating": Annotated[str | None, typer.Option("--rating", metavar="CODE", help="A code of the rating scheme.")],
    "due": Annotated[str | None, typer.Option("--to", metavar="DATE", help="The new deadline: 2017-03, or in words.")],
    "leads": Annotated[Texts, typer.Option("--lead", metavar="CODE", help="Who leads from then on; may be repeated.")],
    "reason": Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")],
    "approved_by": Annotated[str | None, typer.Option("--approved-by", metavar="CODE", help="Who agreed to it.")],
    "evidence": Annotated[
        Texts, typer.Option("--evidence", metavar="TEXT", help="Where it can be seen; may be repeated.")
    ],
    "note": Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What there is to say.")],
    "period": Annotated[str | None, typer.Option("--period", metavar="NAME", help="The occurrence: 2016-17/T1.")],
    "by": Annotated[str | None, typer.Option("--by", metavar="CODE", help="Who reports it.")],
    "on": Annotated[str | None, typer.Option("--on", metavar="DATE", help="When it happened. [default: today]")],
    "public": Annotated[bool, typer.Option("--public", help="Let public reports show note and evidence.")],
}
"""The fields of a log entry as options."""
_SHARED: Final = ("note", "period", "by", "on", "public")
"""The fields that every recording command takes, after its own."""

DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing: show the change as a diff.")]
FormOption = Annotated[Form, typer.Option("--format", help="The form of the account.")]


class Recording(NamedTuple):
    """A recording command: its name, the fields that it takes besides the shared ones and those it needs, the fields
    that it says by itself, and what it works out for a record where an option leaves it open."""

    name: str
    takes: tuple[str, ...]
    needs: tuple[str, ...] = ()
    says: Mapping[str, Any] = {}
    works_out: Callable[[Plan, str, dict[str, Any]], dict[str, Any]] | None = None
    several: bool = True


def as_recording(recording: Recording, help_text: str) -> Callable[..., None]:
    """The command that records entries made of its options about the records that its arguments name."""

    def command(ctx: typer.Context, names: Any, dry_run: bool, form: Form, **given: Any) -> None:
        today = date.today()  # noqa: DTZ011 - a plan's days are those of the place it is for
        given = {field: value for field, value in given.items() if value not in (None, [], False)}
        about = list(names) if recording.several else [names]
        folder, shown = plan_folder(ctx)
        readings: list[str] = []

        def entries(plan: Plan, rules: Rules) -> list[Entry]:
            readings.clear()
            return [_entry(recording, plan, rules, name, given, readings) for name in about]

        def make(sources: list[Source]) -> Recorded:
            plan = refuse_errors(load(sources, shown), sources)
            rules = Rules(plan, today)
            while True:
                lacking = _lacking(recording, given) or _refused(rules, made := entries(plan, rules))
                if lacking is None:
                    return record_entries(sources, shown, made)
                _ask_or_fail(recording, rules, about, given, lacking)

        if can_ask():  # whoever is asked takes time, for which no one else is to wait
            edit_plan(folder, shown, lock_folder(), make, write=False)
        done = edit_plan(folder, shown, lock_folder(), make, write=not dry_run)
        emit(recording.name, done, readings, form, written=not dry_run)

    parameters = [
        inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        _parameter("names", Annotated[list[str], _SEVERAL] if recording.several else Annotated[str, _ONE], ...),
        *(_parameter(field, OPTIONS[field], None) for field in recording.takes),
        *(_parameter(field, OPTIONS[field], False if field == "public" else None) for field in _SHARED),
        _parameter("dry_run", DryRun, False),
        _parameter("form", FormOption, "table"),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__doc__ = help_text
    return command


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    usual = inspect.Parameter.empty if default is ... else default
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=usual, annotation=annotation)


def _entry(
    recording: Recording, plan: Plan, rules: Rules, name: str, given: Mapping[str, Any], readings: list[str]
) -> Entry:
    """The entry that the options make about one record."""
    found = plan.by_id.get(name) or plan.by_id.get(name.upper())
    at = getattr(found, "id", name)
    fields: dict[str, Any] = {"on": rules.until, "at": at, **recording.says}
    for field, value in given.items():
        fields[field] = _value(plan, rules.until, field, value, readings)
    if recording.works_out is not None:
        fields = recording.works_out(plan, at, fields)
    refusal = rules.refusal(Entry.model_construct(at=at, note="-", on=rules.until))
    if refusal is not None:
        raise UsageError(refusal.message, refusal.hint)  # before its form is: a mistyped id is close to one that is
    entry: Entry = validated(Entry, fields)
    return entry


def validated(model: type[Record], fields: Mapping[str, Any]) -> Any:
    """The record that the options make. Raises UsageError, in the words of `siplan validate`."""
    made = record_of(model, dict(fields))
    if isinstance(made, Record):
        return made
    field = str(made.path[0]) if made.path else ""
    raise UsageError(f"{option_of(field)}: {made.message}", made.hint)


def _value(plan: Plan, today: date, field: str, value: Any, readings: list[str]) -> Any:
    """An option's value as the entry has it: dates read, roles by their codes."""
    try:
        if field in ("due", "on"):
            read = (typed.deadline if field == "due" else typed.day)(plan, value, today)
            if read.in_words:
                readings.append(f"{option_of(field)}: {read.typed} is read as {read.date}")
            return read.date.text
        if field == "leads":
            return typed.roles(plan, value)
        if field in ("by", "approved_by"):
            return typed.roles(plan, [value])[0]
    except UsageError as error:
        raise UsageError(f"{option_of(field)}: {error.message}", error.hint) from None
    return value


def option_of(field: str) -> str:
    """The option that gives a field: `--to` for `due`."""
    if field not in OPTIONS:
        return f"--{field.replace('_', '-')}"
    info = OPTIONS[field].__metadata__[0]
    declared = (info.default, *(info.param_decls or ()))
    return next((one for one in declared if isinstance(one, str) and one.startswith("--")), str(info.metavar))


def _lacking(recording: Recording, given: Mapping[str, Any]) -> Refusal | None:
    """The first field that the command cannot do without and was not given."""
    for field in recording.needs:
        if field not in given:
            return Refusal(field, f"{recording.name} needs {option_of(field)}", "")
    return None


def _refused(rules: Rules, entries: Sequence[Entry]) -> Refusal | None:
    return next((found for entry in entries if (found := rules.refusal(entry)) is not None), None)


def _ask_or_fail(
    recording: Recording, rules: Rules, about: Sequence[str], given: dict[str, Any], lacking: Refusal
) -> None:
    """Ask for the field that is lacking, where there is someone to ask and it was left out. Raises UsageError."""
    field = lacking.field
    if field in given or field not in (*recording.takes, *_SHARED) or not can_ask():
        missing = field in OPTIONS and field not in given and field not in ("at", *recording.says)
        option = option_of(field)
        hint = f"give {option}" if missing and option not in lacking.message else ""
        raise UsageError(lacking.message, "; ".join(part for part in (lacking.hint, hint) if part))
    given[field] = ask_for(rules, about, field, lacking)


def emit(name: str, done: Recorded, readings: Sequence[str], form: Form, *, written: bool) -> None:
    """Write the account of what was recorded, or with --dry-run would be."""
    account = view.Recording(name, done, tuple(readings), written)
    from si_plan.cli.options import Format

    write(rendered(Format(form), lambda: view.page(account), lambda: view.answer(account)))
