"""Layouts that plans have besides the usual one: each kind once, as small as it can be."""

from __future__ import annotations

import pytest

from importing.layouts import cells, column, laid, of, page, refs, rows_of, said, unplaced
from si_plan.importing.asking.map_file import answered
from si_plan.importing.asking.proposing import propose
from si_plan.importing.document import ImportRefusedError, SourceDocument
from si_plan.importing.laid_out import LaidOut

HEAD = cells("No", "Action", "Who", "When", mark="th")


def across(text: str, columns: int = 4) -> str:
    return f'<td colspan="{columns}"><b>{text}</b></td>'


def named(done: LaidOut) -> list[tuple[str, str, int]]:
    """Number, title and count of actions of each priority."""
    return [(one.number, one.named, len(one.rows)) for one in done.priorities]


def asked(document: SourceDocument) -> set[str]:
    return {question.id for question in propose(document).questions}


def test_a_column_names_the_priority_of_each_row() -> None:
    document = page(
        cells("Priority", "No", "Action", "Who", "When"),
        f'<td rowspan="2">Priority 1: Reading</td>{cells("1.1", "Audit", "HT", "May 2026")}',
        cells("1.2", "Train", "HT", "June 2026"),
        cells("Priority 2: Writing", "2.1", "Moderate", "HT", "July 2026"),
    )
    done = laid(document)
    assert named(done) == [("1", "Reading", 2), ("2", "Writing", 1)]
    assert unplaced(document, done) == []


def test_headings_above_tables_name_their_priorities() -> None:
    table = "<table><tr>{}</tr><tr>{}</tr></table>"
    first = table.format(HEAD, cells("1", "Audit", "HT", "May 2026"))
    second = table.format(HEAD, cells("2", "Train", "HT", "May 2026"))
    document = of(
        "<html><body><h1>Improvement plan</h1><h2>Priority 1: Reading</h2><p>Ofsted area 2</p>"
        f"<p>What will success look like?</p><ul><li>All read</li></ul>{first}"
        f"<h2>Priority 2: Writing</h2><p>Some text about it, at length.</p>{second}</body></html>",
        "plan.html",
    )
    meant = propose(document)
    assert [(one.first, one.last, one.holds) for one in meant.passages] == [
        (1, None, "title"),
        (2, 3, "priority"),
        (4, 5, "success"),
        (6, None, "priority"),
        (7, None, "background"),
    ]
    done = laid(document, meant)
    assert named(done) == [("1", "Reading", 1), ("2", "Writing", 1)]
    assert done.priorities[0].areas == ("2",)
    assert [part.text for part in done.priorities[0].success] == ["All read"]
    assert [part.text for part in done.background] == ["Some text about it, at length."]
    assert unplaced(document, done) == []


def test_rows_across_that_are_not_called_priorities_are_headings_if_no_others_are() -> None:
    document = page(
        HEAD,
        across("Quality of education"),
        cells("1", "Audit", "HT", "May"),
        across("Behaviour"),
        cells("2", "Train", "HT", "June"),
    )
    assert named(laid(document)) == [("", "Quality of education", 1), ("", "Behaviour", 1)]
    assert asked(document) == {"merged-rows"}
    assert named(laid(document, merged_rows="skips")) == [("", "Actions", 2)]


def test_rows_across_below_a_named_priority_are_asked_and_left_out() -> None:
    document = page(HEAD, across("Priority 1: Reading"), across("Phonics"), cells("1", "Audit", "HT", "May"))
    assert named(laid(document)) == [("1", "Reading", 1)]
    assert named(laid(document, merged_rows="priorities")) == [("1", "Reading", 0), ("", "Phonics", 1)]


def test_areas_and_success_have_rows_of_their_own() -> None:
    document = page(
        across("Objective 2: Attendance"),
        across("Links to Ofsted areas 1 and 3"),
        across("Success criteria: All attend"),
        HEAD,
        cells("1", "Audit", "HT", "May"),
    )
    done = laid(document)
    (one,) = done.priorities
    assert (one.number, one.named, one.areas) == ("2", "Attendance", ("1", "3"))
    assert [(part.text, part.words) for part in one.success] == [("All attend", "Success criteria: All attend")]
    assert unplaced(document, done) == []


def test_a_header_in_bands() -> None:
    document = page(
        '<td colspan="2">Action</td><td colspan="2">Monitoring</td><td rowspan="2">Lead</td>',
        cells("No", "What", "Monitored by", "By when"),
        cells("1", "Audit", "Governors", "May", "HT"),
    )
    done = laid(document)
    assert (column(done, "title"), column(done, "leads")) == ([["Audit"]], [["HT"]])
    assert column(done, "monitoring") == [["Governors", "May"]]


@pytest.mark.parametrize("over", ["Timescale", "Timeline", "When"])
def test_a_name_over_several_columns_does_not_make_a_beginning_an_end(over: str) -> None:
    done = laid(
        page(
            f'<td rowspan="2">Action</td><td colspan="2">Responsibility</td><td colspan="2">{over}</td>',
            cells("Lead", "Support", "Start", "End"),
            cells("Audit", "HT", "ENG", "Jan 2025", "March 2025"),
        )
    )
    assert (column(done, "leads"), column(done, "support")) == ([["HT"]], [["ENG"]])
    assert (column(done, "starts"), column(done, "due")) == ([["Jan 2025"]], [["March 2025"]])


def test_a_column_of_beginnings_with_a_longer_name_is_asked_about() -> None:
    document = page(cells("Action", "Lead", "Timescale start"), cells("Audit", "HT", "Jan 2025"))
    assert column(laid(document), "starts") == [["Jan 2025"]]
    assert "column-timescale-start" in asked(document)


def test_a_later_header_with_another_name_and_a_tick_are_told_as_left_out() -> None:
    document = page(
        cells("Action", "Lead", "When", "Aut"),
        cells("Audit", "HT", "May 2025", "✓"),
        cells("Action", "Lead", "When", "Spr"),
        cells("Train", "HT", "June 2025", "–"),
    )
    fates = {(fate.place.row, fate.place.column): fate.fate for fate in laid(document).fates}
    assert (fates[3, 1], fates[3, 4]) == ("repeated-header", "not-mapped")
    assert (fates[2, 4], fates[4, 4]) == ("not-mapped", "layout")


def test_one_name_over_numbers_and_texts() -> None:
    document = page(
        f'<th colspan="2">Actions</th>{cells("Who", "When", mark="th")}',
        cells("1", "Audit", "HT", "May"),
        cells("2", "Train", "HT", "May"),
    )
    done = laid(document)
    assert (refs(done), column(done, "title")) == (["1", "2"], [["Audit"], ["Train"]])


def test_numbers_without_a_name() -> None:
    document = page(cells("", "Actions", "Who"), cells("1a", "Audit", "HT"), cells("1b", "Train", "HT"))
    assert refs(laid(document)) == ["1a", "1b"]


def test_rows_without_numbers_that_a_cell_spans_are_one() -> None:
    document = page(
        cells("Action", "Who", "Milestones"),
        f'<td rowspan="2">Audit</td>{cells("HT", "Plan made")}',
        cells("ENG", "Audit done"),
        cells("Train", "HT", "All trained"),
        cells("", "", "Lessons seen"),
    )
    done = laid(document)
    assert column(done, "title") == [["Audit"], ["Train"]]
    assert column(done, "leads") == [["HT", "ENG"], ["HT"]]
    assert column(done, "milestones") == [["Plan made", "Audit done"], ["All trained", "Lessons seen"]]
    assert asked(document) == set()


def test_a_cell_that_spans_rows_holds_for_each() -> None:
    document = page(
        HEAD,
        f'{cells("1", "Audit")}<td rowspan="2">HT</td><td>May</td>',
        cells("2", "Train", "June"),
        cells("3", "Tell", "ENG", "July"),
    )
    assert column(laid(document), "leads") == [["HT"], ["HT"], ["ENG"]]


def test_a_number_again_after_a_page_break_goes_on() -> None:
    document = page(
        HEAD,
        cells("1.1", "Audit each school", "HT", "May"),
        HEAD,
        cells("1.1 (continued)", "and report", "ENG", ""),
        cells("1.2", "Train", "HT", "May"),
    )
    done = laid(document)
    assert refs(done)[1] == "1.2"
    assert said(rows_of(done)[0], "title") == ["Audit each school", "and report"]
    assert {fate.fate for fate in done.fates if fate.place.row == 3} == {"repeated-header"}


def test_a_row_without_a_number_among_numbers_is_asked() -> None:
    document = page(HEAD, cells("1", "Audit", "HT", "May"), cells("", "Train all staff", "ENG", "June"))
    assert asked(document) == {"row-1-3"}
    assert column(laid(document), "title") == [["Audit", "Train all staff"]]
    assert column(laid(document, row_1_3="actions"), "title") == [["Audit"], ["Train all staff"]]


def test_a_spare_number_is_no_action() -> None:
    document = page(HEAD, cells("1", "Audit", "HT", "May"), cells("2", "", "", ""))
    assert refs(laid(document)) == ["1"]
    assert unplaced(document, laid(document)) == []


def test_progress_is_left_out_and_listed() -> None:
    document = page(cells("No", "Action", "Who", "Progress to date"), cells("1", "Audit", "HT", "Begun in May"))
    done = laid(document)
    assert [(fate.fate, fate.rule) for fate in done.fates if fate.place.row == 2] == [
        ("not-mapped", "column Progress to date")
    ]


def test_lists_of_areas_and_of_roles_and_a_key_may_be_tables() -> None:
    document = of(
        "<html><body><p>The areas for improvement are:</p>"
        f"<table><tr>{cells('1', 'Raise standards')}</tr><tr>{cells('2', 'Use data')}</tr></table>"
        f"<p>Key to initials</p><table><tr>{cells('HT', 'Headteacher')}</tr></table>"
        f"<table><tr>{cells('Red', 'Late')}</tr><tr>{cells('Green', 'Done')}</tr></table>"
        f"<table><tr>{cells('No', 'Action', 'Who', 'RAG')}</tr><tr>{cells('1', 'Audit', 'HT', 'G')}</tr></table>"
        "</body></html>",
        "plan.html",
    )
    meant = propose(document)
    assert (meant.questions, meant.ratings) == ((), {"G": "Done"})
    done = laid(document, meant)
    assert [part.text for part in done.areas] == ["1 Raise standards", "2 Use data"]
    assert [(code.text, title.text) for code, title in done.glossary] == [("HT", "Headteacher")]
    assert unplaced(document, done) == []


def test_a_table_in_a_cell_is_text_of_it() -> None:
    inner = "<table><tr><td>Plan made</td></tr><tr><td>Plan agreed</td></tr></table>"
    document = page(cells("No", "Action", "Milestones"), cells("1", "Audit", f"First {inner}"))
    done = laid(document)
    assert column(done, "milestones") == [["First", "Plan made", "Plan agreed"]]
    assert unplaced(document, done) == []


def test_a_table_of_something_else_is_no_plan() -> None:
    document = page(
        cells("Meeting", "Date", "Who"), cells("Board", "May 2026", "Chair"), cells("Panel", "June 2026", "Chair")
    )
    assert asked(document) == {"table-1", "column-meeting"}
    assert answered(propose(document), "table-1", "nothing").questions[1:] == ()
    assert rows_of(laid(document)) == []
    assert {fate.fate for fate in laid(document).fates} == {"not-mapped"}


@pytest.mark.parametrize(
    "rows", [(), (cells("", ""),), (HEAD,), (HEAD, cells("", "", "", "")), (across("Priority 1: Reading"),)]
)
def test_a_table_without_an_action_has_none(rows: tuple[str, ...]) -> None:
    document = page(*rows)
    done = laid(document)
    assert rows_of(done) == []
    assert unplaced(document, done) == []


def test_names_that_nobody_knows_are_asked_for() -> None:
    document = page(cells("Zeile", "Aufgabe", "Wer"), cells("1", "Audit", "HT"), cells("2", "Train", "ENG"))
    assert asked(document) == {"table-1", "column-zeile", "column-aufgabe", "column-wer"}
    assert rows_of(laid(document)) == []
    done = laid(document, table_1="actions", column_zeile="ref", column_aufgabe="title", column_wer="leads")
    assert (refs(done), column(done, "title"), column(done, "leads")) == (
        ["1", "2"],
        [["Audit"], ["Train"]],
        [["HT"], ["ENG"]],
    )


def test_a_doubtful_table_leaves_the_columns_of_others_alone() -> None:
    plan = f"<table><tr>{HEAD}</tr><tr>{cells('1', 'Audit', 'HT', 'May')}</tr></table>"
    doubtful = f"<table><tr>{cells('Meeting', 'Date', 'Who')}</tr><tr>{cells('Board', 'May', 'HT')}</tr></table>"
    document = of(f"<html><body>{plan}<p>Meetings</p>{doubtful}<p>More</p>{plan}</body></html>", "plan.html")
    assert column(laid(document), "title") == [["Audit"], ["Audit"]]
    done = laid(document, table_2="actions", column_meeting="title")
    assert column(done, "title") == [["Audit"], ["Board"], ["Audit"]]


def test_a_document_without_a_table_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match="has no table"):
        propose(of("# Plan\n\nWe will do much.\n"))


def test_a_heading_says_more_above_its_header() -> None:
    document = page(
        '<td colspan="2">Priority 3: Attendance</td><td>Lead: HT</td><td>Governor: CoG</td>',
        f"{cells('Ofsted area')}<td colspan='3'>1, 2</td>",
        f"{cells('Success criteria')}<td colspan='3'><ul><li>All attend</li></ul></td>",
        HEAD,
        cells("1", "Audit", "HT", "May"),
    )
    done = laid(document)
    (one,) = done.priorities
    assert (one.number, one.named, one.areas) == ("3", "Attendance", ("1", "2"))
    assert [part.text for part in one.success] == ["All attend"]
    texts = {part.place: part.text for part in document.paragraphs()}
    assert [texts[fate.place] for fate in done.fates if fate.fate == "not-mapped"] == ["Lead: HT", "Governor: CoG"]
    assert unplaced(document, done) == []


def test_the_number_and_the_title_of_a_priority_in_two_cells() -> None:
    document = page(
        HEAD, f"{cells('Priority 1')}<td colspan='3'>Improve reading</td>", cells("1", "Audit", "HT", "May")
    )
    assert named(laid(document)) == [("1", "Improve reading", 1)]


def test_a_theme_beside_each_row_is_one_priority() -> None:
    document = page(
        cells("Theme", "Ref", "Action", "Owner(s)", "Status"),
        cells("Reading", "1", "Audit", "HT", "On track"),
        cells("Writing", "2", "Moderate", "HT", "Complete"),
        cells("Reading", "3", "Train", "HT", "R"),
    )
    done = laid(document)
    assert named(done) == [("", "Reading", 2), ("", "Writing", 1)]
    assert refs(done) == ["1", "3", "2"]
    assert asked(document) == {"rating-r"}
    assert unplaced(document, done) == []
    assert not any("priority" in row.fields for row in rows_of(done))


def test_milestones_by_date_and_totals() -> None:
    document = page(
        '<td rowspan="2">Action</td><td rowspan="2">Lead</td><td colspan="2">Milestones</td><td rowspan="2">Cost</td>',
        cells("By Sept 2025", "By Jan 2026"),
        cells("Audit", "HT", "Begun", "Done", "500"),
        cells("Total", "", "", "", "500"),
    )
    done = laid(document)
    assert asked(document) == set()
    assert column(done, "milestones") == [["Begun", "Done"]]
    assert column(done, "cost") == [["500"]]


def test_a_line_explains_the_codes_of_roles() -> None:
    plan = f"<table><tr>{HEAD}</tr><tr>{cells('1', 'Audit', 'HT', 'May')}</tr></table>"
    key = "<p>HT = Headteacher; DHT = Deputy Headteacher, SLT - Senior Leadership Team</p>"
    document = of(
        f"<html><body>{plan}{key}<h2>Abbreviations</h2><p>CoG: Chair of Governors</p></body></html>", "a.html"
    )
    done = laid(document)
    assert [(code.text, title.text) for code, title in done.glossary] == [
        ("HT", "Headteacher"),
        ("DHT", "Deputy Headteacher"),
        ("SLT", "Senior Leadership Team"),
        ("CoG", "Chair of Governors"),
    ]
    assert unplaced(document, done) == []


def test_a_priority_that_is_an_area_answers_it() -> None:
    document = page(across("Area for improvement 2: Raise standards"), HEAD, cells("1", "Audit", "HT", "May"))
    assert [(one.number, one.named, one.areas) for one in laid(document).priorities] == [
        ("2", "Raise standards", ("2",))
    ]


def test_a_row_of_labels_above_the_header_is_no_header() -> None:
    document = page(cells("Lead:", "HT", "Date:", "May 2026"), HEAD, cells("1", "Audit", "ENG", "June 2026"))
    done = laid(document)
    assert (column(done, "title"), column(done, "leads")) == ([["Audit"]], [["ENG"]])
    assert unplaced(document, done) == []


def test_a_table_of_measures_is_no_plan() -> None:
    document = page(
        cells("KPI", "Baseline", "Target", "Q1", "Q2", "Owner"), cells("Reading", "70%", "80%", "72%", "", "HT")
    )
    assert "table-1" in asked(document)
    assert rows_of(laid(document)) == []


def test_lists_of_choices_are_neither_asked_about_nor_taken() -> None:
    plan = f"<table><tr>{HEAD}</tr><tr>{cells('1', 'Audit', 'HT', 'May')}</tr></table>"
    lists = f"<table><tr>{cells('Status', 'Owner')}</tr><tr>{cells('On track', 'HT')}</tr></table>"
    document = of(f"<html><body><h1>Tarnbeck Academy Trust plan</h1>{plan}{lists}</body></html>", "a.html")
    assert asked(document) == set()
    assert propose(document).authority == "Tarnbeck Academy Trust"
    assert refs(laid(document)) == ["1"]


def test_two_rating_columns_of_one_name_keep_a_rating_each() -> None:
    rated = (
        '<tr><td>1.1</td><td>Read daily</td><td>HT</td><td bgcolor="#00FF00">G</td><td bgcolor="#FF0000">R</td></tr>'
    )
    done = laid(page(cells("No", "Action", "Lead", "RAG", "RAG", mark="th"), rated))
    (row,) = rows_of(done)
    assert {name: (cell.text, cell.fill) for name, cell in row.ratings.items()} == {
        "RAG": ("G", "00FF00"),
        "RAG (column 5)": ("R", "FF0000"),
    }
