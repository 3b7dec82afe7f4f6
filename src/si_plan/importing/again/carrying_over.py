"""The mapping of the last document for the new one: what it says of names holds on, what it says of rows does not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from si_plan.importing import making
from si_plan.importing.asking.proposing import propose
from si_plan.importing.document import SourceDocument
from si_plan.importing.laid_out import ColumnField
from si_plan.importing.mapping import ImportMap, Question, TableMeaning
from si_plan.importing.open_questions import OF_PLANS

_DATED = "dated"


def carried_over(document: SourceDocument, data: bytes, last: ImportMap) -> ImportMap:
    """What the new document means, by the roles, separators, ratings and columns of the last one, and its answers as
    far as the same is asked again. Tables and rows are found anew."""
    proposed = propose(document)
    fields = {column.named: column.field for table in last.tables for column in table.columns if column.named}
    asked = {question.id for question in proposed.questions}
    answers = [one for one in last.questions if one.answer is not None and one.id not in asked and _holds_on(one)]
    mapping = proposed.model_copy(
        update={
            "authority": proposed.authority or last.authority,
            "separators": last.separators or proposed.separators,
            "roles": last.roles,
            "ratings": {**proposed.ratings, **last.ratings},
            "tables": tuple(_with_fields(table, fields) for table in proposed.tables),
            "questions": (*proposed.questions, *answers),
        }
    )
    now = {question.id: question for question in making.make(document, data, mapping).mapping.questions}
    stale = {
        one.id for one in answers if re.search("[0-9]", one.id) and (new := now.get(one.id)) and new.ask != one.ask
    }
    kept = tuple(one for one in mapping.questions if one.id not in stale)
    return mapping.model_copy(update={"questions": kept})


def _holds_on(question: Question) -> bool:
    """Whether an answer can be one about the new document, too."""
    return question.id != _DATED and not question.id.startswith(OF_PLANS)


def _with_fields(table: TableMeaning, fields: Mapping[str, ColumnField]) -> TableMeaning:
    columns = tuple(
        column.model_copy(update={"field": fields[column.named], "sure": True})
        if column.named is not None and column.named in fields
        else column
        for column in table.columns
    )
    return table.model_copy(update={"columns": columns}) if columns else table
