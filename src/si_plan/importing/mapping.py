"""import.yaml: what a document's tables mean, and every question about it with its answer."""

from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from si_plan.importing.laid_out import ColumnField
from si_plan.model.fields import Count, Day, Flag, Record, RoleCode, Slug, Text


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


Answer = Annotated[
    Text | None,
    BeforeValidator(_blank_is_none),
    WithJsonSchema({"type": ["string", "number", "boolean", "null"]}),
]
"""An answer. Nothing after `answer:` is none."""

FORMAT: Final = 1
"""The format of import.yaml that this siplan reads and writes."""


class Column(Record):
    """A column of a plan's table and the field that its cells go to."""

    number: Count = Field(description="Which column, from 1")
    named: Text | None = Field(default=None, description="What its header says")
    field: ColumnField = Field(description="The field that takes it; extra keeps it under its name; none leaves it out")
    sure: Flag = Field(default=True, description="false if siplan only guesses")


class Passage(Record):
    """What some text outside the tables is, from one paragraph to another."""

    first: Count = Field(description="Its first paragraph, from 1: only those outside tables count")
    last: Count | None = Field(default=None, description="Its last paragraph, if it has more than one")
    named: Text | None = Field(default=None, description="How it begins")
    holds: Literal[
        "title", "date", "areas", "glossary", "background", "heading", "priority", "success", "ratings", "nothing"
    ] = Field(
        description="title and date of the plan; areas: an area a paragraph; glossary: codes of roles with their "
        "titles; background: kept in plan.yaml; heading: of a part of the document; priority: heading of "
        "the priority of the tables below it; success: what success of that priority looks like; ratings: "
        "what the colours mean; nothing: no part of the plan"
    )


class TableMeaning(Record):
    """What a table of the document is."""

    table: Count = Field(description="Which table, from 1 in the order of the document")
    named: Text | None = Field(default=None, description="The name of its sheet, or what its first cell says")
    holds: Literal["actions", "glossary", "areas", "ratings", "cell", "nothing"] = Field(
        description="actions: rows of a plan; glossary: codes and titles of roles; areas: areas and their numbers; "
        "ratings: what the colours mean; cell: more text of the cell in which it stands; nothing: no part of the plan"
    )
    priority: Text | None = Field(
        default=None, description="The priority of its rows, if only the sheet's name says it"
    )
    headers: tuple[Count, ...] = Field(default=(), description="The rows that name the columns, repeated ones too")
    priorities: tuple[Count, ...] = Field(default=(), description="The rows that are headings of priorities")
    success: tuple[Count, ...] = Field(
        default=(), description="The rows that say what success of a priority looks like"
    )
    continues: tuple[Count, ...] = Field(default=(), description="The rows that continue the row before them")
    skips: tuple[Count, ...] = Field(default=(), description="The rows that are no part of the plan")
    asked: tuple[Count, ...] = Field(default=(), description="The rows among these that a question is about")
    columns: tuple[Column, ...] = Field(
        default=(),
        description="Its columns, from left to right; left out if they are those of the last table with actions",
    )


class PrintedRole(Record):
    """A role as the document prints it, and the code that leads use."""

    printed: Text = Field(description="What the document prints")
    code: RoleCode = Field(description="The code of the role in roles.yaml")


class Question(Record):
    """Something that only a person can say. It is open until it has an answer."""

    id: Slug = Field(description="A short name, the same for the same question about the same document")
    ask: Text = Field(description="The question")
    cells: tuple[Text, ...] = Field(default=(), description="Where in the document it stands")
    about: Text | None = Field(default=None, description="What it is about, as the document has it: a colour, a word")
    choices: tuple[Text, ...] = Field(
        default=(), description="The answers to choose from; any text where there are none"
    )
    answer: Answer = Field(default=None, description="The answer; nothing while the question is open")


class ImportMap(Record):
    """import.yaml: what the document means. It is the truth for the import: change it, and import again."""

    format: int = Field(default=FORMAT, ge=1, le=FORMAT, description="The format of this file")
    document: Text = Field(description="The name of the document's file")
    title: Text | None = Field(default=None, description="The plan's title")
    authority: Text | None = Field(default=None, description="Whose plan it is")
    dated: Day | None = Field(default=None, description="The date of the plan")
    separators: tuple[Text, ...] = Field(
        default=(), description="What parts the names in a cell of leads, besides a new line"
    )
    tables: tuple[TableMeaning, ...] = Field(default=(), description="What each table is")
    passages: tuple[Passage, ...] = Field(default=(), description="What the text outside the tables is")
    roles: tuple[PrintedRole, ...] = Field(default=(), description="The roles by their printed names")
    ratings: dict[str, Text] = Field(
        default={}, description="Colours (RRGGBB) and letters, and the rating that each means"
    )
    questions: tuple[Question, ...] = Field(default=(), description="What only a person can say")
