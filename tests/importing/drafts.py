"""Drafts of small documents, for the tests of drafting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from importing.layouts import of
from si_plan import checks
from si_plan.importing.asking.proposing import propose
from si_plan.importing.cell_texts import writable
from si_plan.importing.document import SourceDocument
from si_plan.importing.drafting.action_drafts import BLANK
from si_plan.importing.drafting.plan import Draft, draft_plan
from si_plan.importing.laying.laying_out import lay_out
from si_plan.importing.mapping import ImportMap, PrintedRole, Question
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Milestone
from si_plan.sources import Source


class Drafted(NamedTuple):
    """A draft and the plan that its files hold."""

    document: SourceDocument
    draft: Draft
    plan: Plan

    @property
    def open(self) -> list[str]:
        """The ids of the open questions."""
        return [question.id for question in self.draft.questions if question.answer is None]

    def question(self, identity: str) -> Question:
        """A question by its id."""
        (found,) = (question for question in self.draft.questions if question.id == identity)
        return found

    def action(self, identity: str) -> Action:
        """An action by its id."""
        found = self.plan.by_id[identity]
        assert isinstance(found, Action)
        return found

    def dates(self, action: str) -> list[str]:
        """The dates of an action's milestones, each as its fields in words."""
        return [dates_of(milestone) for milestone in self.action(action).milestones]

    @property
    def codes(self) -> set[str]:
        """The codes of what siplan finds in the plan."""
        sources = [Source(path, path, text) for path, text in self.draft.files.items()]
        return {finding.code for finding in checks.findings_to_show(load(sources))}


def dates_of(record: Milestone | Action) -> str:
    """The dates of a record in words: `starts 2016-09 due 2017-08`."""
    said = [
        f"{name} {value}" for name in ("starts", "due", "repeats", "ends") if (value := getattr(record, name, None))
    ]
    return " ".join([*said, *(f"on {day}" for day in getattr(record, "dates", ()))])


def drafted(
    document: SourceDocument,
    answers: Mapping[str, str] | None = None,
    roles: tuple[PrintedRole, ...] = (),
    **facts: Any,
) -> Drafted:
    """The draft of a document with answers to its questions. It has no errors, and tells of every paragraph; the same
    again gives the same bytes."""
    meant = propose(document).model_copy(update={"authority": "Aldmere Borough Council", "roles": roles, **facts})
    draft = _draft(document, meant)
    if answers:
        asked = {question.id: question for question in (*meant.questions, *draft.questions)}
        for identity, answer in answers.items():  # an answer may bring a further question
            asked.setdefault(identity, Question(id=identity, ask="?"))
            asked[identity] = asked[identity].model_copy(update={"answer": answer})
        meant = meant.model_copy(update={"questions": tuple(asked.values())})
        draft = _draft(document, meant)
        assert answers.keys() <= {question.id for question in (*meant.questions, *draft.questions)}
    loaded = load([Source(path, path, text) for path, text in draft.files.items()])
    assert [(error.code, error.message, str(error.location)) for error in checks.errors(loaded)] == []
    assert loaded.plan is not None
    assert {part.place for part in document.paragraphs()} == {fate.place for fate in draft.fates}
    assert words_of(loaded.plan) <= words_in(part.text for part in document.paragraphs())
    assert {fate.rule.split()[-1] for fate in draft.fates if fate.fate == "asked"} <= {
        question.id for question in draft.questions
    }
    return Drafted(document, draft, loaded.plan)


def words_of(plan: Plan) -> set[str]:
    """Every word of the texts that a plan's actions have from the document: none is made up."""
    texts = [text for priority in plan.priorities for text in priority.success]
    for _, action in plan.actions():
        texts += [
            *((action.title,) if action.title != BLANK else ()),
            *action.steps,
            *action.who,
            *action.when,
            *action.success,
            *action.monitoring,
        ]
        texts += [*action.resources, *(text for part in action.parts for text in (part.text, part.when or ""))]
    return words_in(texts)


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of texts, without what only parts them, or cannot stand in a file."""
    return {word.strip(",;") for text in texts for word in writable(text).split()}


def _draft(document: SourceDocument, meant: ImportMap) -> Draft:
    draft = draft_plan(document, lay_out(document, meant), meant)
    again = draft_plan(
        document, lay_out(document, meant), meant.model_copy(update={"roles": (*meant.roles, *draft.roles)})
    )
    assert again.files == draft.files
    return draft


GLOSSARY = (
    "\n### Glossary for lead responsibilities:\n\nHSI\tHead of School Improvement (Interim)\nSIM\tInformation Manager\n"
)


def plan_of(*rows: str, glossary: str = GLOSSARY, dated: str = "3 June 2016") -> SourceDocument:
    """A document with one priority and these rows: `1.1|What|Who|When|Milestone;Milestone`. In a cell, `/n` parts
    paragraphs; a row without a number continues the one above."""
    lines = ["Action plan of Aldmere Borough Council", "", dated, ""]
    lines += ["<b>Priority 1: Work together</b>\t\t\t\t", "No\tActions\tWho\tWhen\tMilestones"]
    for row in rows:
        ref, what, who, when, milestones = row.split("|")
        points = "".join(f"<li>{one}</li>" for one in milestones.split(";") if one and one[0] != "<")
        parts = [_paragraphs(part) for part in (what, who, when)]
        lines.append("\t".join((ref, *parts, f"<ul>{points}</ul>" if points else milestones)))
    return of("\n".join(lines) + "\n" + glossary)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in text.split("/n")) if "/n" in text else text
