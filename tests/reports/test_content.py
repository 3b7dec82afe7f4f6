"""A report in words: which sections it has, and that its tables are whole."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest

from asking import TODAY, one_milestone, plan_of, shipped
from example_plan import BASE
from report_files import rendered
from sample_plan import ON, sample
from si_plan.dates.reduced import parse_reduced
from si_plan.documents.blocks import Cell, Document, Facts, Heading, Ids, Mark, Row, Table, plain
from si_plan.documents.cells import Evidence, Lines
from si_plan.documents.pictures import Figures
from si_plan.errors import UsageError
from si_plan.reports.document import document, headline
from si_plan.reports.making import report
from si_plan.reports.scope import SECTIONS, SHORT, known_audience, sections_named
from si_plan.reports.workbook.sheets import key

AUDIENCES = (None, "education-advisory-panel", "cabinet-member", "childrens-services-dmt", "education-partnership")


def made(audience: str | None, as_of: date = ON) -> Document:
    chosen = () if audience else SECTIONS
    return document(report(sample(), known_audience(sample(), audience) if audience else None, as_of, sections=chosen))


def tables(told: Document) -> list[Table]:
    return [part for section in told.sections for part in section.parts if isinstance(part, Table)]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_row_has_a_cell_for_each_column(audience: str | None) -> None:
    for table in tables(made(audience)):
        for row in table.rows:
            if isinstance(row, Row):
                assert len(row.cells) == len(table.columns), table.name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_tables_and_sections_have_names_of_their_own(audience: str | None) -> None:
    told = made(audience)
    names = [table.name for table in tables(told)]
    assert len(names) == len(set(names))
    sections = [section.name for section in told.sections]
    assert len(sections) == len(set(sections))
    anchors = [row.anchor for table in tables(told) for row in table.rows if isinstance(row, Row) and row.anchor]
    assert len(anchors) == len(set(anchors))


def test_an_audience_is_shown_its_sections_only() -> None:
    names = [section.name for section in made("cabinet-member").sections]
    assert names == ["summary", "overdue", "due", "slipped", "completed", "ratings", "priorities", "key"]


def test_the_shipped_plan_in_a_sentence() -> None:
    summary = document(report(shipped(), None, TODAY)).sections[0]
    assert summary.parts[0] == (
        "On 1 September 2016, 11 milestones and 1 duty are overdue, 20 milestones and 1 stage are due by "
        "1 October 2016, and none of the 73 milestones is done."
    )


def test_the_headline_has_numbers_in_words() -> None:
    told = report(sample(), None, ON)
    assert headline(told) == (
        "On 1 March 2017, 4 milestones and 2 duties are overdue, 6 milestones and 4 duties are due by 31 March 2017, "
        "and 29 of the 73 milestones are done (39%)."
    )


def test_it_is_short_where_nobody_has_chosen() -> None:
    told = document(report(shipped(), None, TODAY))
    names = [section.name for section in told.sections]
    assert names == ["summary", "purpose", "overdue", "due", "priorities", "areas", "nothing", "key"]
    nothing = next(section for section in told.sections if section.name == "nothing")
    assert nothing.parts == [
        "No deadline has moved later since the plan's date, 3 June 2016.",
        "Nothing was completed since the plan's date, 3 June 2016.",
        "None of the 15 targets has a result yet.",
    ]


def test_sections_are_chosen_by_the_names_of_plan_yaml() -> None:
    told = document(report(shipped(), None, TODAY, sections=sections_named("due, overdue")))
    assert [section.name for section in told.sections] == ["summary", "overdue", "due", "key"]
    assert set(SHORT) < set(SECTIONS)
    with pytest.raises(UsageError, match="there is no section over") as raised:
        sections_named("over")
    assert "overdue" in (raised.value.hint or "")
    with pytest.raises(UsageError, match="names none"):
        sections_named(" ,")


def test_figures_lead_only_to_sections_that_are_shown() -> None:
    for told in (made("cabinet-member"), document(report(sample(), None, ON, sections=("measures",)))):
        names = {section.name for section in told.sections}
        (figures,) = (part for part in told.sections[0].parts if isinstance(part, Figures))
        assert {figure.section for figure in figures.figures} <= names | {""}


def test_an_internal_report_says_so_and_a_published_one_never_is() -> None:
    marked = report(sample(), None, ON, internal=True)
    assert document(marked).mark == "Internal"
    assert rendered(marked, "md").startswith(b"**Internal**")
    assert b"<p class=mark>Internal</p>" in rendered(marked, "html")
    with ZipFile(BytesIO(rendered(marked, "xlsx"))) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
    assert all(b"&amp;C&amp;BInternal" in sheet for sheet in sheets)
    word = docx.Document(BytesIO(rendered(marked, "docx")))
    assert {one.header.paragraphs[0].text for one in word.sections} == {"Internal"}
    assert document(report(sample(), known_audience(sample(), "childrens-services-dmt"), ON)).mark == "Internal"
    assert document(report(sample(), None, ON)).mark == ""
    assert document(report(sample(), None, ON, internal=True, published=True)).mark == ""


def test_every_tracked_record_has_its_place() -> None:
    anchors = {row.anchor for table in tables(made(None)) for row in table.rows if isinstance(row, Row)}
    assert {tracked.id for tracked in sample().tracked} <= anchors


EVENT = "events: [{id: report-received, what: The report is received, on: 2016-06-03}]\n"
STATEMENT = "when: Within 35 working days of receipt, due: 2016-07-22"


def counted(milestone: str, events: str = EVENT) -> list[tuple[str, str]]:
    """What a report's key says of how days are counted, on a plan of one milestone."""
    plan = plan_of({"priorities/1.yaml": one_milestone(milestone), "plan.yaml": BASE["plan.yaml"] + events})
    told = document(report(plan, None, date(2016, 6, 20)))
    parts = pairwise(told.sections[-1].parts)
    facts = [after for before, after in parts if before == Heading("How days are counted")]
    pairs = [(label, text) for own in facts if isinstance(own, Facts) for label, text in own.pairs]
    sheet = [row.cells for row in key(told).rows if isinstance(row, Row) and row.cells[0] == "How days are counted"]
    assert [(label, text) for _, label, text in sheet] == pairs
    return pairs


def test_a_report_says_how_the_days_of_a_deadline_are_counted() -> None:
    ((whose, how),) = counted(STATEMENT)
    assert whose == "1.1.1"
    assert how.startswith(
        "“Within 35 working days of receipt” means by 22 July 2016. "
        "35 working days are counted from 3 June 2016 (report-received), which is left out, as are weekends"
    )


def test_a_report_says_it_of_no_other_date() -> None:
    assert counted("due: 2016-09") == []
    assert counted(STATEMENT.replace("07-22", "07-08")) == []  # a person took calendar days
    assert counted(STATEMENT, events="") == []
    assert report(shipped(), None, TODAY).counted == []


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (7, "7"),
        ("x", "x"),
        (date(2016, 9, 1), "1 Sep 2016"),
        (parse_reduced("2016-09"), "Sep 2016"),
        (Ids(("1.1", "1.2")), "1.1, 1.2"),
        (Mark("done", "done late"), "done late"),
        (Evidence(("a", "b")), "a; b"),
        (Lines(("a", "b")), "a; b"),
    ],
)
def test_cells_as_text(cell: Cell, text: str) -> None:
    assert plain(cell) == text
