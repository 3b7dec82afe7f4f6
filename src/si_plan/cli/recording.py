"""The commands that record in the logs, at the end; before them how they come by their entries.

Such a command names the fields of a log entry that it takes (each an option of `OPTIONS` in `entry_options.py`), those
it cannot do without, and what it says by itself; `as_recording` makes the command of that. The rules of
`editing/rules.py` say what else is missing.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from si_plan.cli.changing import CHANGING, Given, LackingError, WrongError, change_plan, given_of
from si_plan.cli.entry_options import BLANK, ONE, OPTIONS, QUESTIONS, SEVERAL, SHARED, option_of
from si_plan.cli.finding import id_to_record
from si_plan.cli.options import give_parameters, parameter, today
from si_plan.documents import words
from si_plan.editing import typed
from si_plan.editing.changes import Recorded
from si_plan.editing.lacks import Lack, Refusal
from si_plan.editing.recording import record_entries
from si_plan.editing.rules import Rules
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import SoundPlan
from si_plan.loading.records import record_of
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.promise import BESIDE, ROLES
from si_plan.model.reference import Role


class Recording(NamedTuple):
    """A command that records: its name, the fields that it takes besides the shared ones and those it needs, the
    fields that it says by itself, and what it works out for a record where an option leaves it open."""

    name: str
    takes: tuple[str, ...]
    needs: tuple[str, ...] = ()
    or_else: tuple[str, ...] = ()
    """The fields of which any will do in place of those it needs."""
    says: Mapping[str, Any] = {}
    works_out: Callable[[Plan, str, Given], Given] | None = None
    several: bool = True
    hint: str = ""
    """What else it needs, said to whoever left out what it cannot do without."""
    asks_when: bool = True
    """Whether a person who is asked for other things is asked for the day too."""


def as_recording(recording: Recording, help_text: str) -> Callable[..., None]:
    """The command that records an entry of its options about each record that its arguments name."""

    def command(ctx: typer.Context, names: Any, dry_run: bool, form: AccountFormat, **options: Any) -> None:
        given = given_of(options)
        at_first = set(given)
        about: list[str] = []
        readings: list[str] = []

        def make(opened: SoundPlan) -> Recorded:
            rules = Rules(opened.plan.on(today()), today())
            if not about and names:
                typed_names = names if recording.several else [names]
                about.extend(dict.fromkeys(id_to_record(opened.plan, name) for name in typed_names))
            values = {field: _value(rules, field, value, readings) for field, value in given.items()}
            if "successor" in given or any(isinstance(opened.plan.by_id.get(name), Role) for name in about):
                from si_plan.cli.of_roles import record_in_log_of_roles

                return record_in_log_of_roles(opened, recording.name, about, values, readings)
            if not names or "all_of" in given:
                from si_plan.cli.of_roles import all_of

                values["all_of"] = all_of(rules, names, values)
                about[:] = values["all_of"]
            entries = _entries(recording, rules, about, given, values, readings)
            if set(given) > at_first and "on" not in given and recording.asks_when:
                said = "the day on which it happened says whether it was late"
                raise LackingError("on", said, "give --on", question=QUESTIONS["on"], default="today")
            return record_entries(opened, entries)

        change_plan(ctx, recording.name, given, make, dry_run=dry_run, form=form, readings=readings)

    own = [parameter(field, OPTIONS[field]) for field in recording.takes]
    shared = [parameter(field, OPTIONS[field], False if field == "public" else None) for field in SHARED]
    named = parameter("names", Annotated[list[str], SEVERAL], inspect.Parameter.empty)
    if "all_of" in recording.takes:
        named = parameter("names", Annotated[list[str] | None, SEVERAL])
    elif not recording.several:
        named = parameter("names", Annotated[str, ONE], inspect.Parameter.empty)
    give_parameters(command, [named, *own, *shared, *CHANGING])
    command.__doc__ = help_text
    return command


def _entries(
    recording: Recording, rules: Rules, about: Sequence[str], given: Given, values: Given, readings: list[str]
) -> list[Entry]:
    """The entries that the options make, one about each record. Raises UsageError where one may not be recorded."""
    for field in recording.needs:
        if given.keys().isdisjoint((field, *recording.or_else)):
            lacking = Refusal(field, "", recording.hint, Lack((field,), recording.name))
            raise _error(recording, rules, about, given, [lacking])
    entries = [_entry(recording, rules, name, values) for name in about]
    rules = rules.for_entries(entries)
    lacking_of_all: list[Refusal] = []
    for entry in entries:
        refusals = rules.refusals(entry)
        if refusals and refusals[0].lack is None:
            raise _error(recording, rules, about, given, refusals)
        lacking_of_all += refusals
        later = rules.overtaken_by(entry)
        if later is not None:
            day = words.day_short(later)
            readings.append(f"{entry.at}: what is recorded of {day} still counts, since that day is later")
    if lacking_of_all:
        raise _error(recording, rules, about, given, lacking_of_all)
    return entries


def _entry(recording: Recording, rules: Rules, name: str, values: Given) -> Entry:
    """The entry that the options make about one record."""
    plan = rules.plan
    found = plan.by_id.get(name) or plan.by_id.get(name.upper())
    at = getattr(found, "id", name)
    fields: Given = {"on": rules.until, "at": at, **recording.says, **values}
    refusal = rules.refusal(Entry.model_construct(at=at, note="-", on=rules.until))
    if refusal is not None:  # before its form: a mistyped id is close to one that there is
        raise UsageError(refusal.message, refusal.hint)
    if recording.works_out is not None:
        fields = recording.works_out(plan, at, fields)
    entry: Entry = validated(Entry, fields, option_of)
    return entry


def validated(model: type[Record], fields: Mapping[str, Any], option: Callable[[str], str]) -> Any:
    """The record that the options make. Raises WrongError, in the words of `siplan validate`."""
    made = record_of(model, dict(fields))
    if isinstance(made, Record):
        return made
    field = str(made.path[0]) if made.path else ""
    raise WrongError(field, f"{option(field)}: {made.message}", made.hint)


def _value(rules: Rules, field: str, value: Any, readings: list[str]) -> Any:
    """An option's value as the entry has it: dates read, roles by their codes. Raises WrongError."""
    if any(isinstance(text, str) and not text.strip() for text in (value if isinstance(value, list) else [value])):
        raise WrongError(field, BLANK.get(field, f"{option_of(field)} is empty"), "write it, or leave the option out")
    try:
        if field in ("due", "on"):
            read = (typed.deadline if field == "due" else typed.day)(rules.plan, value, rules.until)
            if read.in_words:
                readings.append(f"{option_of(field)}: {read.typed} is read as {read.date}")
            return read.date.text
        if field in ROLES:
            return typed.roles(rules.plan, value if isinstance(value, list) else [value])
        if field in ("by", "approved_by", "successor", "all_of"):
            return typed.roles(rules.plan, [value])[0]
    except UsageError as error:
        raise WrongError(field, f"{option_of(field)}: {error.message}", error.hint) from None
    return [value] if field == "evidence" and isinstance(value, str) else value


def _error(
    recording: Recording, rules: Rules, about: Sequence[str], given: Given, refusals: Sequence[Refusal]
) -> UsageError:
    """The error that refusals are: one that can be answered where an option was left out."""
    first = refusals[0]
    if first.field in given:
        return WrongError(first.field, first.message, first.hint)
    if first.field in recording.says or first.field not in (*recording.takes, *SHARED):
        return UsageError(first.message, first.hint)
    return LackingError(
        first.field,
        _what_is_lacking(recording, refusals),
        recording.hint if first.field in recording.needs else "",
        question=QUESTIONS.get(first.field, ""),
        choices=_choices(rules, about, first.field),
        blank=BLANK.get(first.field, ""),
    )


def _what_is_lacking(recording: Recording, refusals: Sequence[Refusal]) -> str:
    """All the options that are missing, in a sentence for each thing that needs them."""
    sentences: dict[tuple[str, ...], str] = {}
    for refusal in refusals:
        if refusal.lack is None:
            told = [option_of(field) for field in (*recording.takes, "note") if field not in ("reason", "successor")]
            sentences.setdefault(("note",), f"{refusal.message}: add {words.either(told)}")
            continue
        fields, doing, what = refusal.lack
        options = words.every(option_of(field) for field in fields)
        with_what = f" with {what}" if what else ""
        said = f"{doing} needs {options}" if doing else f"{refusal.message}: add {options}{with_what}"
        sentences.setdefault(fields, said)
    return ". ".join(sentences.values())


def _choices(rules: Rules, about: Sequence[str], field: str) -> dict[str, str]:
    """The values that a field can take, where they are known, each with its title."""
    if field in (*ROLES, "approved_by", "by"):
        return {role.code: role.title for role in rules.plan.roles}
    if field == "period":
        tracked = next((one for name in about if (one := rules.tracked(name)) is not None and one.recurs), None)
        names = rules.occurrences_to_offer(tracked) if tracked is not None else []
        return {name: words.period(name) for name in names}
    return {}


update = as_recording(
    Recording("update", takes=("status", "rating", "evidence", "reason", "successor")),
    "Record how things stand: a status, a rating, a note, evidence.",
)
complete = as_recording(
    Recording("complete", takes=("evidence",), says={"status": "complete"}),
    "Record that something is complete, and where that can be seen.",
)
reschedule = as_recording(
    Recording(
        "reschedule",
        takes=("due", "reason", "approved_by"),
        needs=("due",),
        hint="a later deadline also needs --reason and --approved-by",
    ),
    "Record a new deadline; a later one takes a reason and someone who approved it.",
)
cancel = as_recording(
    Recording("cancel", takes=("reason", "approved_by"), says={"status": "cancelled"}),
    "Record that something will not be done, and why.",
)


def _handed_over(_: Plan, at: str, fields: Given) -> Given:
    """Say who has a record that a role hands over with all that it has."""
    handed = fields.pop("all_of", None)
    rest = {name: value for name, value in fields.items() if handed is None or name not in ROLES}
    return {**rest, **(handed[at] if handed else {})}


reassign = as_recording(
    Recording(
        "reassign",
        takes=("leads", "accountable", "support", "all_of", "reason", "approved_by"),
        needs=("leads",),
        or_else=BESIDE,
        works_out=_handed_over,
    ),
    "Record who leads, answers for an action or helps from now on.",
)


def _taken_back(plan: Plan, at: str, fields: Given) -> Given:
    """Say which entry is taken back: the one at the place that was given, else the last about the record."""
    from si_plan.editing.recording import correction

    return {**fields, "voids": correction(plan, at, fields.get("voids"))}


correct = as_recording(
    Recording("correct", takes=("voids", "reason"), works_out=_taken_back, several=False, asks_when=False),
    "Take back an entry that was wrong: it stays in the log, and a new one says that it does not count.",
)
