"""What siplan takes a document to mean by its headings, the names of its columns and its rows, and what it asks."""

from __future__ import annotations

from datetime import date

import pytest

from importing.layouts import AS_PUBLISHED, cells, column, given, laid, of, page, refs, rows_of, said, unplaced
from si_plan.importing.asking.proposing import propose


def test_a_plan_as_councils_publish_it_is_understood_without_a_question() -> None:
    document = of(AS_PUBLISHED)
    meant = propose(document)
    assert meant.questions == ()
    assert meant.title == "Detailed action plan of Aldmere Borough Council for its schools"
    assert (meant.authority, meant.dated, meant.separators) == ("Aldmere Borough Council", date(2016, 6, 3), ("/",))
    done = laid(document, meant)
    assert [(one.number, one.named, one.areas) for one in done.priorities] == [
        ("1", "Work together", ("1", "2")),
        ("2", "Use data well", ("1",)),
    ]
    assert [[part.text for part in one.success] for one in done.priorities] == [
        ["All schools take part", "Roles are clear"],
        ["Strengths are known"],
    ]
    assert refs(done) == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert [part.text for part in done.areas] == ["Challenge all schools", "Say what the services are for"]
    assert [(code.text, title.text) for code, title in done.glossary] == [
        ("DCS", "Director of Children's Services"),
        ("HSI", "Head of School Improvement"),
    ]
    assert len(done.background) == 3
    assert unplaced(document, done) == []


def test_a_row_over_two_pages_is_one_row() -> None:
    done = laid(of(AS_PUBLISHED))
    third = rows_of(done)[2]
    assert said(third, "title") == [
        "With the university set up:",
        "Placements in schools where",
        "performance is weak",
        "A science hub",
    ]
    assert said(third, "when") == ["By April 2017", "From Sept 2017"]
    assert said(third, "milestones") == ["Clear protocols", "Launch of the hub"]
    assert len(done.joined) == 2


@pytest.mark.parametrize("file", ["1-example.docx", "4-example.xlsx", "merged-and-split.docx", "merged-and-dated.xlsx"])
def test_the_given_documents_lose_no_paragraph(file: str) -> None:
    document = given(file)
    assert unplaced(document, laid(document)) == []


def test_a_document_with_a_table_for_each_priority() -> None:
    document = given("1-example.docx")
    assert propose(document).questions == ()
    done = laid(document)
    assert [(one.number, one.named, one.areas) for one in done.priorities] == [
        ("1", "Improve early reading across the borough", ("1",)),
        ("2", "Know sooner when a school needs help", ("2", "3")),
    ]
    assert refs(done) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4"]


def test_a_table_with_headers_of_two_rows_colours_and_merged_cells() -> None:
    document = given("merged-and-split.docx")
    meant = propose(document)
    assert (meant.questions, meant.authority) == ((), None)
    assert [(one.named, one.field) for one in meant.tables[0].columns][4:] == [
        ("Success criteria", "success"),
        ("RAG Aut", "rating"),
        ("RAG Spr", "rating"),
        ("RAG Sum", "rating"),
    ]
    assert meant.ratings == {"92D050": "complete", "FF0000": "not started", "FFC000": "on course"}
    done = laid(document, meant)
    assert [(one.named, one.areas) for one in done.priorities] == [
        ("Every pupil reads well", ("1",)),
        ("Governors hold leaders to account", ()),
    ]
    assert refs(done) == ["1a", "1b", "1c", "2a", "2b"]
    assert column(done, "leads")[:2] == [["HT / ENG"], ["HT / ENG"]], "a cell that spans rows holds for each"
    assert column(done, "title")[2] == ["Meet parents about reading", "and record what they say"]
    assert {name: cell.fill for name, cell in rows_of(done)[3].ratings.items()} == {
        "RAG Aut": "92D050",
        "RAG Spr": "FFC000",
        "RAG Sum": "FF0000",
    }


def test_a_name_that_is_not_known_is_asked_once_for_all_tables() -> None:
    head = cells("Ref", "Action", "Lead", "Widgets", mark="th")
    row = cells("1", "Audit", "HT", "Two")
    table = f"<table><tr>{head}</tr><tr>{row}</tr></table>"
    document = of(f"<html><body>{table}<p>Then</p>{table}</body></html>", "plan.html")
    asked = {question.id: question for question in propose(document).questions}
    assert asked["column-widgets"].cells == ("table 1, row 1, column 4",)
    assert [row.kept for row in rows_of(laid(document))] == [{}, {}]
    kept = rows_of(laid(document, column_widgets="extra"))
    assert [[part.text for part in row.kept["Widgets"]] for row in kept] == [["Two"], ["Two"]]
    assert column(laid(document, column_widgets="resources"), "resources") == [["Two"], ["Two"]]


def test_colours_without_a_key_are_asked_once_each() -> None:
    green, red = '<td style="background-color: #92D050"></td>', '<td style="background-color: #FF0000"></td>'
    rows = [cells("1", "Audit", "HT") + green, cells("2", "Visit", "HT") + green, cells("3", "Tell", "HT") + red]
    document = page(cells("No", "Action", "Who", "RAG Aut"), *rows)
    asked = {question.id: question for question in propose(document).questions}
    assert len(asked["rating-92d050"].cells) == 2
    assert "rating-ff0000" in asked


def test_a_workbook_with_a_sheet_for_each_priority_and_one_of_notes() -> None:
    document = given("4-example.xlsx")
    meant = propose(document)
    assert meant.questions == ()
    assert (meant.title, meant.authority, meant.dated) == (
        "Tarnbeck Junior School improvement plan 2025-26",
        "Tarnbeck Junior School",
        date(2025, 7, 4),
    )
    assert meant.ratings == {"A": "at risk", "G": "on course"}
    done = laid(document, meant)
    assert [(one.number, one.named) for one in done.priorities] == [
        ("1", "Raise attainment in mathematics"),
        ("2", "Strengthen governance"),
    ]
    assert refs(done) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4"]
    assert said(rows_of(done)[3], "leads") == ["Mathematics Lead", "Headteacher"]
    texts = {part.place: part.text for part in document.paragraphs()}
    assert [texts[fate.place] for fate in done.fates if fate.fate == "not-mapped"] == [
        "Overseen by the Standards Committee",
        "Overseen by the full board",
        "R means off course, A means at risk, G means on course.",
    ]


def test_a_workbook_with_hidden_columns_formulas_and_ratings_without_a_key() -> None:
    document = given("merged-and-dated.xlsx")
    assert [question.id for question in propose(document).questions] == [
        "cells-unsure",
        "rating-92d050",
        "rating-a",
        "rating-red-amber",
    ]
    done = laid(document, rating_92d050="On course")
    assert column(done, "title") == [
        ["Train every teacher", "phonics", "fluency"],
        ["Hear every pupil read", "(continued) and record it"],
        ["Meet parents"],
    ]
    assert column(done, "starts") == [["2025-09-01"], ["2025-09-01"], []]
    assert column(done, "leads") == [["HT"], ["HT"], ["SENCO & ENG"]]
    assert [(code.text, title.text) for code, title in done.glossary] == [("HT", "Headteacher")]
