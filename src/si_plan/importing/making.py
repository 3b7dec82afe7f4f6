"""From a document to everything that an import of it gives: the mapping with its questions, the draft, the receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from si_plan import checks
from si_plan.diagnostics import Diagnostic
from si_plan.importing.asking.map_file import KIND
from si_plan.importing.asking.proposing import propose
from si_plan.importing.document import SourceDocument
from si_plan.importing.drafting.plan import draft_plan
from si_plan.importing.laying.laying_out import lay_out
from si_plan.importing.mapping import ImportMap, PrintedRole, Question
from si_plan.importing.readers import read_document
from si_plan.importing.receipt.accounting import Receipt, receipt_of
from si_plan.importing.words.raw import raw_words
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.model.schemas import file_name, schema_of, schemas
from si_plan.sources import Source

STEPS: Final = 5
"""How many times `make` tells of a step."""


class Counts(NamedTuple):
    """How much there is in a draft."""

    priorities: int
    actions: int
    milestones: int


class Imported(NamedTuple):
    """What an import of a document gives."""

    mapping: ImportMap
    """What the document was taken to mean, with every question about it."""
    files: Mapping[str, str]
    """The files of the plan, by their paths in its folder."""
    receipt: Receipt
    plan: Plan | None
    errors: list[Diagnostic]
    """The errors of the draft, which has none unless siplan drafts wrongly."""

    @property
    def open(self) -> list[Question]:
        """The questions that nobody has answered."""
        return self.receipt.open

    @property
    def counts(self) -> Counts:
        """How much there is in the draft."""
        if self.plan is None:
            return Counts(0, 0, 0)
        actions = [action for _, action in self.plan.actions()]
        return Counts(len(self.plan.priorities), len(actions), sum(len(action.milestones) for action in actions))

    @property
    def schemas(self) -> dict[str, str]:
        """The JSON Schemas for the draft and its mapping, by the names of their files."""
        return {**schemas(self.plan), file_name(KIND): schema_of(KIND)}


def read(data: bytes, name: str) -> SourceDocument:
    """A file as a document. Raises ImportRefusedError."""
    return read_document(data, name)


def make(
    document: SourceDocument, data: bytes, given: ImportMap | None, step: Callable[[], None] = lambda: None
) -> Imported:
    """Import a document. `data` are the bytes of its file, `given` is what it was taken to mean before, with answers;
    without it siplan proposes that. Raises ImportRefusedError."""
    proposed = propose(document)
    step()
    mapping = proposed if given is None else given.model_copy(update={"document": document.name})
    laid_out = lay_out(document, mapping)
    step()
    draft = draft_plan(document, laid_out, mapping)
    step()
    structural = {question.id for question in proposed.questions}
    questions = tuple(_questions(mapping.questions, draft.questions, structural))
    mapping = mapping.model_copy(update={"questions": questions, "roles": _roles(mapping.roles, draft.roles)})
    receipt = receipt_of(document, draft.fates, questions, raw_words(data, document.kind))
    step()
    loaded = load([Source(path, path, text) for path, text in draft.files.items()])
    found = checks.errors(loaded)
    step()
    return Imported(mapping, draft.files, receipt, loaded.plan, found)


def _questions(mapped: Iterable[Question], drafted: Iterable[Question], structural: set[str]) -> list[Question]:
    """The questions about the document's structure, then those about its texts. One that is asked no more stays only
    while it has an answer, which may be needed again."""
    asked = {question.id: question for question in drafted}
    kept = [
        question
        for question in mapped
        if question.id not in asked and (question.id in structural or question.answer is not None)
    ]
    return [*kept, *asked.values()]


def _roles(mapped: Iterable[PrintedRole], drafted: Iterable[PrintedRole]) -> tuple[PrintedRole, ...]:
    known = {role.printed: role for role in mapped}
    return tuple({**{role.printed: role for role in drafted}, **known}.values())
