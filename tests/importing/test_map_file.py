"""import.yaml: read as it was written, its mistakes told on their lines, and answers kept."""

from __future__ import annotations

import pytest

from importing.layouts import AS_PUBLISHED, cells, given, laid, of, page
from si_plan.importing.asking.map_file import answered, map_text, read_map
from si_plan.importing.asking.proposing import propose
from si_plan.importing.document import ImportRefusedError
from si_plan.importing.mapping import ImportMap, Question
from si_plan.sources import Source

ASKS = page(cells("No", "Action", "Who", "Widgets: “two” \u202e"), cells("1", "Audit", "HT", "Two"))


def read(text: str) -> ImportMap:
    meant, found = read_map(Source("import.yaml", "import.yaml", text))
    assert found == []
    assert meant is not None
    return meant


def open_questions(meant: ImportMap) -> list[Question]:
    return [one for one in meant.questions if one.answer is None]


def mistakes(text: str) -> list[tuple[int, str, str]]:
    meant, found = read_map(Source("import.yaml", "import.yaml", text))
    assert meant is None
    return [(one.location.line, one.message, one.hint) for one in found]


@pytest.mark.parametrize("document", [of(AS_PUBLISHED), ASKS, given("merged-and-split.docx")])
def test_it_is_read_as_it_was_written(document: object) -> None:
    meant = propose(document)  # type: ignore[arg-type]
    assert read(map_text(meant)) == meant
    assert map_text(read(map_text(meant))) == map_text(meant)


def test_questions_stand_first_with_room_for_the_answer() -> None:
    text = map_text(propose(ASKS))
    assert text.index("questions:") < text.index("tables:")
    assert text.count("    answer:\n") == len(propose(ASKS).questions)


def test_answers_are_read_kept_and_obeyed() -> None:
    text = map_text(propose(ASKS)).replace("    answer:\n", "    answer: resources\n")
    meant = read(text)
    assert open_questions(meant) == []
    assert map_text(meant).count("answer: resources") == len(meant.questions)


def test_an_answer_that_no_file_can_hold_is_refused() -> None:
    meant = propose(ASKS)
    (question,) = meant.questions
    with pytest.raises(ValueError, match="control characters"):
        answered(meant, question.id, "\x1b[A")
    assert answered(meant, question.id, " extra ").questions[0].answer == "extra"


def test_a_mistake_is_told_on_its_line() -> None:
    text = map_text(propose(ASKS)).replace("holds: actions", "holds: action")
    line = text[: text.index("holds: action")].count("\n") + 1
    ((where, message, hint),) = mistakes(text)
    assert (where, message) == (line, '`holds` cannot be "action"')
    assert hint.startswith("did you mean actions?")


def test_an_answer_that_is_none_of_the_choices_opens_the_question_again() -> None:
    text = map_text(answered(propose(ASKS), "column-widgets-two", "Resource"))
    (question,) = open_questions(read(text))
    assert question.ask.endswith("The answer “Resource” is none of the choices.")
    assert open_questions(answered(read(text), question.id, "Resources")) == []


def test_a_map_of_another_document_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match=r"names table 2, and plan\.html has 1"):
        laid(ASKS, propose(of(AS_PUBLISHED)))
