"""`siplan show ID`: everything about one record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from si_plan.deadlines.comparing import Compared, summarise
from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Facts, Ids, Part, Row, Section, Table
from si_plan.documents.records import Columns, Json, Records, nested, record, text, texts
from si_plan.model.background import told
from si_plan.model.fields import Record
from si_plan.model.plan import Basis
from si_plan.model.progress import Entry
from si_plan.model.promise import Action, Duty, Earlier, Milestone, Priority, Stage
from si_plan.model.reference import Inspection, PlanDetails, Role, SourceNote
from si_plan.model.refs import REFERRING, Refs
from si_plan.queries.moves import Move
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.queries.show import Shown
from si_plan.views import View, clocks, leads, measures, owner, states, tracked, when
from si_plan.views.naming import name_of
from si_plan.views.records import TRACKED, records_of, with_refs

_LABELS = {
    "in_glossary": "In the glossary",
    "due_reason": "Why this date",
    "same_as": "The same as",
    "when": "When (as written)",
    "who": "Who (as written)",
    "leads": "Lead",
    "extra": "Other columns",
    "see": "See also",
    "since": "Added by edition",
    "until": "Dropped by edition",
}
_PARTS = frozenset(
    {"id", "ref", "code", "title", "text", "actions", "milestones", "stages", "duties", "targets", "earlier"}
)


def page(question: Question, result: Shown) -> Document:
    record, refs = result.record, question.plan.refs
    named = "Plan" if isinstance(record, PlanDetails) else f"{_kind(result)} {refs.both(result.id)}"
    title = name_of(record.at, refs) if isinstance(record, SourceNote) else _title(record)
    sections = [Section("", f"{named}: {title}", [Facts(_facts(refs, result))])]
    if result.targets:
        on = words.day(question.selection.as_of)
        sections[0].parts.append(measures.table(result.targets, f"Targets on {on}"))
        sections += measures.followed(result.targets)
        sections += measures.explanations(result.targets)
    blocks: list[Part] = []
    if result.owned:
        rows = [row for action in result.owned for row in (*action.milestones, *action.others)]
        blocks += [tracked.table(rows, f"Leads in {words.count(len(result.owned), 'action')}"), *states.legend(rows)]
    elif not isinstance(record, (Milestone, Stage, Duty)) and result.tracked:
        on = words.day(question.selection.as_of)
        blocks += [tracked.table(result.tracked, f"On {on}"), *states.legend(result.tracked)]
    if result.log:
        blocks.append(_log(result.log))
    blocks += [
        Facts(
            [
                (
                    f"Note {note.id}",
                    f"{name_of(note.at, refs)}: {note.document} – {note.recorded.rstrip('.')}. {note.why}",
                )
            ]
        )
        for note in result.notes
    ]
    sections[-1].parts.extend(blocks)
    return Document(sections)


def _kind(result: Shown) -> str:
    return "Source note" if result.kind == "note" else result.kind.capitalize()


def _title(record: Any) -> str:
    for name in ("title", "text", "indicator", "at"):
        value = getattr(record, name, None)
        if value is not None:
            return str(value)
    return ""


def _facts(refs: Refs, result: Shown) -> list[tuple[str, str]]:
    """Labelled facts: where it belongs, every field that is set, how it stands on the day, what refers to it."""
    record = result.record
    if isinstance(record, PlanDetails):
        return _of_the_plan(record, refs, result)
    own = result.tracked[0] if isinstance(record, (Milestone, Stage, Duty)) and result.tracked else None
    pairs: list[tuple[str, str]] = []
    if result.absent is not None:
        so = "how it stood the day before" if result.absent.how == "dropped" else "what it promises"
        pairs.append(("Not in the plan", f"{result.absent.said}. This is {so}"))
    if result.held is not None and (held := leads.held(result.held)):
        pairs.append(("Held", held))
    if own is not None:
        pairs += [("State", states.state(own)), ("Deadline", _deadline(own, result))]
        pairs += [("Based on", _basis(own.basis, result))] if own.basis is not None else []
        pairs.append(("Lead", words.leads(own.leads)))
    if result.priority is not None and not isinstance(record, Priority):
        pairs.append(("Priority", f"{refs.both(result.priority.id)}: {result.priority.title}"))
    if result.action is not None and not isinstance(record, Action):
        pairs.append(("Action", f"{refs.both(result.action.id)}: {result.action.title}"))
    if own is not None:
        pairs.append(("When (as written)", own.when or words.wording(())))
    elif isinstance(record, Action):
        pairs.append(("Lead", words.leads(result.leads)))
    if isinstance(record, Role):
        beside = (
            ("Answers for", tuple(refs.of_all(result.accountable)), words.join),
            ("Supports", tuple(refs.of_all(result.support)), words.join),
        )
    else:
        beside = (("Accountable", result.accountable, words.leads), ("Support", result.support, words.leads))
    pairs += [(label, say(names)) for label, names, say in beside if names]
    pairs += clocks.facts(result)
    shown = {label for label, _ in pairs} | ({"Due"} if own is not None and own.due is not None else set())
    pairs += [pair for pair in _fields(record, refs) if pair[0] not in shown]
    if result.compared is not None:
        pairs.append(("The words say", _reading(result.compared, f"{result.how}.")))
    pairs += [(f"Edition of {entry.edition}", _earlier(refs, entry)) for entry in getattr(record, "earlier", ())]
    pairs += [("Rescheduled", _move(move)) for move in result.moves]
    if result.referred_from:
        pairs.append(("Referred to by", words.join(refs.of_all(result.referred_from))))
    return pairs


def _of_the_plan(details: PlanDetails, refs: Refs, result: Shown) -> list[tuple[str, str]]:
    """What the plan says about itself, without its settings (calendar, ratings, audiences, policy)."""
    pairs = [("Authority", details.authority), ("Dated", details.dated.isoformat())]
    pairs += [("Inspection", _inspection(inspection)) for inspection in details.inspections]
    pairs += [("Event", clocks.told(event, refs.of_all(result.counting.get(event.id, ())))) for event in details.events]
    if details.source is not None:
        pairs += [("Source", details.source.title), *_fields(details.source, Refs())]
    if details.vision is not None:
        pairs += [("Vision", details.vision.text), *_fields(details.vision, Refs())]
    return pairs + _list_lines("Background", (told(entry, refs.of) for entry in details.background))


def _inspection(inspection: Inspection) -> str:
    """Who inspected what and when: Ofsted, Schools, inspected 2016-02 (ofsted-2016)."""
    said = [inspection.body, inspection.title]
    said += [f"inspected {words.short(inspection.inspected)}"] if inspection.inspected else []
    said += [f"report of {words.short(inspection.published)}"] if inspection.published else []
    return f"{words.join(said)} ({inspection.id}): {inspection.areas_called}"


def _list_lines(label: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    """A line for each text; the first has the label."""
    return [(label if number == 0 else "", f"– {text}") for number, text in enumerate(texts)]


def _deadline(own: TrackedRow, result: Shown) -> str:
    """The deadline in force, with the promised one if it has moved."""
    moved = result.promised is not None and result.promised != own.due
    return states.deadline(own) + (f" (promised: {words.short(result.promised)})" if moved else "")


def _basis(basis: Basis, result: Shown) -> str:
    """What the deadline is based on: its own words; our judgement, note N113."""
    about = {f"{result.id}#{field}" for field in ("due", "starts", "when", "repeats", "due_reason")}
    noted = [note.id for note in result.notes if note.at in about] if basis == "judged" else []
    said = "our judgement" if basis == "judged" else states.BASIS_WORDS[basis]
    return f"{said}, {'note' if len(noted) == 1 else 'notes'} {words.join(noted)}" if noted else said


def _reading(compared: Compared, counted: str) -> str:
    """What siplan takes the words to mean, how sure it is, and why."""
    reading = compared.reading
    whose = "" if compared.tracked.record.when == compared.wording else ", from the action's words"
    because = when.why(reading) if when.why(reading) != counted else ""
    return f"{summarise(reading)} ({when.SURE[reading.confidence]}{whose})" + (f". {because}" if because else "")


def _move(move: Move) -> str:
    days = f" ({move.days:+d} days)" if move.days is not None else ""
    by = f", approved by {move.approved_by}" if move.approved_by else ""
    late = ", when it was already overdue" if move.overdue else ""
    return f"{move.on.isoformat()}: to {words.short(move.to)}{days}{late}{by}. {move.reason}".rstrip()


def _fields(record: Record, refs: Refs) -> list[tuple[str, str]]:
    """The fields that are set, each a label and a text; a list of texts has a line for each."""
    pairs = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in _PARTS or name not in record.model_fields_set:
            continue
        label = _LABELS.get(name, name.replace("_", " ").capitalize())
        if name in ("steps", "success", "means", "monitoring", "resources"):
            pairs += _list_lines(label, value)
        elif name == "extra":
            pairs += _list_lines(label, (f"{column}: {text}" for column, texts in value.items() for text in texts))
        elif name in REFERRING:
            places = (value,) if isinstance(value, str) else value
            pairs.append((label, words.join(name_of(place, refs) for place in places)))
        elif name == "leads":
            pairs.append((label, words.leads(value)))
        elif name == "interim_targets":
            pairs.append((label, "; ".join(f"{part.value:g} by {words.short(part.by)}" for part in value)))
        elif name == "cost":
            pairs.append((label, words.pounds(value)))
        elif name == "when" and not value:
            pairs.append((label, words.wording(())))
        else:
            pairs.append((label, _value(value)))
    return pairs


def _earlier(refs: Refs, entry: Earlier) -> str:
    """What an edition promised, where the next one restated it: By Dec 2015 (due 2015-12); as 1a; "Tutors trained"."""
    when = " / ".join(entry.when) if isinstance(entry.when, tuple) else entry.when or ""
    said = [pair for pair in _fields(entry, refs) if pair[0] not in ("Edition", _LABELS["when"])]
    dates = words.join(f"{label.lower()} {value}" for label, value in said)
    told = f"{when} ({dates})" if when and dates else when or dates
    ref = getattr(entry, "ref", None)
    parts = (told, f"as {ref}" if ref else "", f'"{entry.text}"' if entry.text else "")
    return "; ".join(part for part in parts if part)


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return words.join(_value(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Record):
        return words.join(
            f"{name} {_value(part)}" for name, part in value.model_dump(exclude_none=True, by_alias=True).items()
        )
    return f"{value:g}" if isinstance(value, float) else str(value)


def _log(entries: list[Any]) -> Table:
    columns = (Column("On", "date"), Column("About", "id"), Column("What"), Column("By", "id"))
    rows = [
        Row((entry.on.isoformat(), Ids((entry.at,)), entry_in_words(entry), getattr(entry, "by", None) or "–"))
        for entry in entries
    ]
    return Table(columns, rows, "Log")


def entry_in_words(entry: Any) -> str:
    """A log entry in one line: what it changes, why, its note and evidence."""
    if not isinstance(entry, Entry):
        followed = f"followed by {entry.successor}" if entry.successor else ""
        changed = words.join(part for part in (entry.state or "", followed) if part)
        return ". ".join(text for text in (changed, entry.reason, entry.note) if text)
    parts = [entry.status.replace("_", " ") if entry.status else ""]
    parts.append(f"rated {entry.rating}" if entry.rating else "")
    parts.append(f"for {words.period(entry.period)}" if entry.period else "")
    parts.append(f"rescheduled to {words.short(entry.due)}" if entry.due else "")
    parts.append(f"approved by {entry.approved_by}" if entry.approved_by else "")
    parts.append(f"reassigned to {words.leads(entry.leads)}" if entry.leads else "")
    parts += words.by_whom((), entry.accountable, entry.support)
    changed = words.join(part for part in parts if part)
    texts = [changed, entry.reason or "", entry.note or "", words.join(entry.evidence)]
    return ". ".join(text for text in texts if text)


COLUMNS: Final[Columns[Shown]] = (
    text("kind", lambda shown: shown.kind),
    text("id", lambda shown: shown.id),
    text("title", lambda shown: _title(shown.record)),
    text("priority", lambda shown: shown.priority.id if shown.priority else None),
    text("action", lambda shown: shown.action.id if shown.action else None),
    nested("record", lambda shown: _record(shown.record)),
    nested("tracked", lambda shown: [record(TRACKED, row) for row in shown.tracked]),
    nested("actions", lambda shown: [record(owner.COLUMNS, action) for action in shown.owned]),
    nested("log", lambda shown: [_record(entry) for entry in shown.log]),
    nested("notes", lambda shown: [{**_record(note), "kind": note.kind} for note in shown.notes]),
    texts("referred_from", lambda shown: shown.referred_from),
    nested("targets", lambda shown: [record(measures.COLUMNS, target) for target in shown.targets]),
    nested("reading", lambda shown: record(when.COLUMNS, shown.compared.reading) if shown.compared else None),
    nested("reading_verdict", lambda shown: shown.compared.verdict if shown.compared else None),
    nested("event", lambda shown: _record(shown.event) if shown.event else None),
    text("counted", lambda shown: shown.how or None),
    nested("counting", lambda shown: dict(shown.counting) or None),
)


def _record(of: Record) -> dict[str, Json]:
    exclude = {"calendar"} if isinstance(of, PlanDetails) else None
    return of.model_dump(mode="json", exclude=exclude, exclude_unset=True, by_alias=True, fallback=str)


def records(question: Question, result: Shown) -> Records[Shown]:
    columns, absent = with_refs(question, COLUMNS, lambda shown: shown.id), result.absent
    if absent is None:
        return records_of(question, "show", columns, [result])
    why = {"how": absent.how, "edition": absent.edition.id, "dated": absent.edition.dated.isoformat(), "by": absent.by}
    return records_of(question, "show", columns, [result], absent=why)


VIEW: Final = View(page, records)
