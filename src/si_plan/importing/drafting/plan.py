"""A document, laid out, to a draft of its plan: the files, the questions about it, and what became of each paragraph.

Text is taken to the letter. What siplan cannot know it asks, and the draft leaves it out until there is an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from si_plan.deadlines import read_deadline
from si_plan.importing.answering import settled
from si_plan.importing.cell_texts import said_by, writable
from si_plan.importing.dating.when_lines import day_in_answer, reader_of
from si_plan.importing.document import SourceDocument
from si_plan.importing.draft_limits import check_files, check_size
from si_plan.importing.drafting.action_drafts import ActionDraft, Drafting
from si_plan.importing.drafting.facts_told import told_facts
from si_plan.importing.drafting.numbering import Numbered, bare_number, number_actions, number_priorities, printed_twice
from si_plan.importing.drafting.plan_texts import texts_of
from si_plan.importing.drafting.received import Received
from si_plan.importing.fates import Fated
from si_plan.importing.laid_out import LaidOut, PriorityRows
from si_plan.importing.mapping import ImportMap, PrintedRole, Question
from si_plan.importing.open_questions import Questions, unique_ids
from si_plan.model.promise import Priority
from si_plan.model.reference import PlanDetails, Role

_UNKNOWN_DAY: Final = date(2000, 1, 1)
_UNKNOWN: Final = "To be confirmed"


class Draft(NamedTuple):
    """A drafted plan: the text of each file by its path, every question about the document with its answer, what became
    of each paragraph that the draft takes up, and the roles to which siplan gave a code."""

    files: Mapping[str, str]
    questions: tuple[Question, ...]
    fates: tuple[Fated, ...]
    roles: tuple[PrintedRole, ...] = ()


def draft_plan(document: SourceDocument, laid_out: LaidOut, mapping: ImportMap) -> Draft:
    """The draft of a document's plan. Raises ImportRefusedError where there is more in it than any plan has."""
    check_size(laid_out)
    mapping = settled(mapping)
    asked = Questions(document, mapping)
    received = Received(laid_out.joined, asked.column_of)
    details, dated = _details(laid_out, mapping, asked, received)
    drafting = Drafting(laid_out, mapping, asked, received, reader_of(dated), "" if dated else "dated")
    priorities = _priorities(laid_out, drafting, asked, received)
    roles = drafting.leading.roles
    records = roles.records() or (Role.model_validate({"code": "TBC", "title": _UNKNOWN, "kind": "post"}),)
    for code, title in laid_out.glossary:
        known = roles.code_of(writable(title.text)) or roles.code_of(writable(code.text)) or ""
        received.paragraphs([code], known, "code", rule="list of roles")
        if roles.has_title(known, writable(title.text)):
            received.paragraphs([title], known, "title", rule="list of roles")
        else:
            received.paragraphs([title], "", "", "", "list of roles: the code is another role's", "not-mapped")
    files = texts_of(details, drafting.areas.records(), records, priorities)
    check_files(files)
    return Draft(files, asked.questions, (*laid_out.fates, *received.fates), roles.printed())


def _details(
    laid_out: LaidOut, mapping: ImportMap, asked: Questions, received: Received
) -> tuple[PlanDetails, date | None]:
    title = writable(mapping.title or "") or " ".join(writable(paragraph.text) for paragraph in laid_out.title)
    authority = writable(mapping.authority or "") or " ".join(
        writable(paragraph.text) for paragraph in laid_out.authority
    )
    dated = mapping.dated or _day(laid_out)
    received.paragraphs(laid_out.background, "plan", "background")
    told_facts(laid_out, received, title, authority, dated)
    if not title:
        title = asked.ask("title", "What is the plan called?") or _UNKNOWN
    if not authority:
        authority = (
            asked.ask(
                "authority", "Which council, trust or school made this plan? Until you answer, the draft does not say."
            )
            or _UNKNOWN
        )
    if dated is None:
        answer = asked.ask(
            "dated",
            "On which day was the plan agreed? Write it as 1 September 2025. Until you answer, the draft says "
            "1 January 2000, and takes no date from words without a year.",
        )
        if answer is not None:
            dated = day_in_answer(answer)
            if dated is None:
                asked.reopen("dated", f'The answer "{answer}" is not a day.')
    values: dict[str, Any] = {"format": 1, "title": title, "authority": authority, "dated": dated or _UNKNOWN_DAY}
    background = tuple(one.text for one in said_by(laid_out.background))
    if background:
        values["background"] = background
    return PlanDetails.model_validate(values), dated


def _day(laid_out: LaidOut) -> date | None:
    """The day that the document gives as its own."""
    for paragraph in laid_out.dated:
        reading = read_deadline(paragraph.text)
        day = reading.ends or reading.starts
        if day is not None and day.earliest == day.latest and reading.confidence != "unsure":
            return day.earliest
    return None


def _priorities(laid_out: LaidOut, drafting: Drafting, asked: Questions, received: Received) -> list[Priority]:
    numbered = number_priorities([priority.number for priority in laid_out.priorities])
    drafts = [[drafting.read_row(row) for row in priority.rows] for priority in laid_out.priorities]
    if not any(drafts):
        asked.ask(
            "no-actions",
            "siplan finds no action in this document, which it looks for in the rows of tables. Say in import.yaml "
            "which tables have actions (holds: actions) and what their columns are, or that there are none.",
            choices=("there are none",),
        )
    _tell_apart([action for actions in drafts for action in actions], asked)
    ids = number_actions(numbered, [[one.printed for one in actions] for actions in drafts])
    for actions, own in zip(drafts, ids, strict=True):
        for action, one in zip(actions, own, strict=True):
            drafting.take(action, one)
    drafting.settle()
    return [
        _priority(priority, one, actions, drafting, received)
        for priority, one, actions in zip(laid_out.priorities, numbered, drafts, strict=True)
    ]


def _tell_apart(actions: list[ActionDraft], asked: Questions) -> None:
    """Ask for the numbers of actions that print the same."""
    twice = printed_twice([[action.printed for action in actions]])
    for text, identity in unique_ids(twice, "ref").items():
        same = [action for action in actions if bare_number(action.printed).casefold() == text.casefold()]
        cells = [action.row.cells.get("ref") for action in same]
        excel = " Excel keeps the number 1.10 as 1.1." if any(cell and cell.number for cell in cells) else ""
        answer = asked.ask(
            identity,
            f"{len(same)} actions have the number {text}.{excel} What is the number of each, in order? Write "
            f'"{text}, …". Until you answer, neither has it in the draft.',
            (paragraph for action in same for one in action.said_in("ref") for paragraph in one.paragraphs),
        )
        for action in same:
            action.asked = identity
        if answer is None:
            continue
        numbers = [number.strip() for number in answer.split(",")]
        if len(numbers) != len(same) or not all(numbers) or len({*map(str.casefold, numbers)}) != len(numbers):
            asked.reopen(identity, f'The answer "{answer}" is not {len(same)} different numbers.')
            continue
        for action, number in zip(same, numbers, strict=True):
            action.printed, action.asked = number, ""


def _priority(
    priority: PriorityRows,
    numbered: Numbered,
    actions: list[ActionDraft],
    drafting: Drafting,
    received: Received,
) -> Priority:
    identity = numbered.identity
    title = writable(priority.named) or _UNKNOWN
    received.paragraphs(priority.title, identity, "title", title, fate="heading")
    values: dict[str, Any] = {"id": identity, "title": title}
    if numbered.ref:
        values["ref"] = numbered.ref
    codes = tuple(drafting.areas.id_of(printed) for printed in priority.areas)
    if codes:
        values["areas"] = codes
        received.paragraphs(priority.area_lines, identity, "areas", ", ".join(codes))
    success = said_by(priority.success)
    if success:
        values["success"] = tuple(one.text for one in success)
        received.said(success, identity, "success")
    if actions:
        values["actions"] = tuple(drafting.record(action) for action in actions)
    return Priority.model_validate(values)
