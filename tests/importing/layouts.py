"""Documents in the layouts that plans have, and what the tests of the mapping ask of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from si_plan.importing.asking.proposing import propose
from si_plan.importing.document import Place, SourceDocument
from si_plan.importing.laid_out import ActionRow, LaidOut
from si_plan.importing.laying.laying_out import lay_out, places_in
from si_plan.importing.mapping import ImportMap
from si_plan.importing.readers import read_document

CASES = Path(__file__).parents[1] / "cases" / "import"

AS_PUBLISHED = """\
## Appendix 2

Detailed action plan of Aldmere Borough Council for its schools

3 June 2016

## 1. Introduction

The plan answers the inspection of March 2016, which found that pupils do not progress quickly enough.

It addresses the areas for improvement identified by Ofsted:

1. Challenge all schools
2. Say what the services are for

## 2. Vision

Every pupil leaves school with what they need for the next stage.

<b>Priority 1: Work together</b>  <b>Ofsted areas of improvement: 1 &amp; 2</b>\t\t\t\
<b>What will success look like?</b> \
<ul><li>• All schools take part</li><li>• Roles are clear</li></ul>\t
No\tActions\tWho\tWhen\tMilestones
1.1\t<p>Set up a partnership</p> <p>Publish its strategy</p>\tDCS / DDCS\t<p>May - Sept 2016</p>\t\
<ul><li>• Model agreed</li></ul>
1.2\tReview the data\tHSI\tAnnual\t<ul><li>Priorities set</li></ul>

1.3\tWith the university set up: <ul><li>Placements in schools where</li></ul>\tHSI EGM\tBy April 2017\t\
<ul><li>Clear protocols</li></ul>



\t<p>performance is weak</p> <ul><li>• A science hub</li></ul>\t\t<p>From Sept 2017</p>\t\
<ul><li>• Launch of the hub</li></ul>
--\t--\t--\t-----\t---

<p><b>Priority 2: Use data well</b></p> <p><b>Ofsted areas of improvement: 1</b></p>\t\t\
<p><b>What will success look like?</b></p> \
<ul><li>• Strengths are known</li></ul>\t\t
<b>No</b>\t<b>Actions</b>\t<b>Who</b>\t<b>When</b>\t<b>Milestones</b>
2.1\tAgree how data are shared\tSIM\tBy Sept 2016\t<ul><li>Agreements made</li></ul>
2.2\tLook at predictions\tSIM\tAs above\t<ul><li>Training given</li></ul>

\tDevelop it further\t\t\t
2.3\tTell governors\tSIM\t2016/17\t

### Glossary for lead responsibilities:

DCS\tDirector of Children's Services
HSI\tHead of School Improvement
"""
"""A plan as councils publish them, in the layout of Portsmouth's."""


def of(text: str, name: str = "plan.md") -> SourceDocument:
    """A document of this text."""
    return read_document(text.encode(), name)


def page(*rows: str, before: str = "", after: str = "") -> SourceDocument:
    """A page with one table, each row as HTML cells."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return of(f"<html><body>{before}<table>{body}</table>{after}</body></html>", "plan.html")


def cells(*texts: str, mark: str = "td") -> str:
    """A row of cells with these texts."""
    return "".join(f"<{mark}>{text}</{mark}>" for text in texts)


def given(file: str) -> SourceDocument:
    """A document of the import cases."""
    return read_document((CASES / file).read_bytes(), file)


def laid(document: SourceDocument, import_map: ImportMap | None = None, **answers: str) -> LaidOut:
    """A document laid out as proposed, or as a mapping says; with answers, by question, with _ for the dashes."""
    meant = import_map or propose(document)
    return lay_out(document, answer(meant, **answers) if answers else meant)


def answer(import_map: ImportMap, **answers: str) -> ImportMap:
    """A mapping with answers to its questions, each of which it must ask."""
    by_id = {name.replace("_", "-"): value for name, value in answers.items()}
    assert by_id.keys() <= {question.id for question in import_map.questions}
    questions = [question.model_copy(update={"answer": by_id.get(question.id)}) for question in import_map.questions]
    return import_map.model_copy(update={"questions": tuple(questions)})


def rows_of(done: LaidOut) -> list[ActionRow]:
    """Every row of a laid-out document."""
    return [row for priority in done.priorities for row in priority.rows]


def said(row: ActionRow, field: Any) -> list[str]:
    """The texts of a field of a row."""
    return [part.text for part in row.fields.get(field, ())]


def column(done: LaidOut, field: Any) -> list[list[str]]:
    """The texts of a field, row by row."""
    return [said(row, field) for row in rows_of(done)]


def refs(done: LaidOut) -> list[str]:
    """The printed number of each row."""
    return [" ".join(texts) for texts in column(done, "ref")]


def unplaced(document: SourceDocument, done: LaidOut) -> list[tuple[Place, str]]:
    """The paragraphs that are nowhere: neither in a field nor with a fate."""
    known = places_in(done) | {fate.place for fate in done.fates}
    return [(part.place, part.text) for part in document.paragraphs() if part.place not in known]
