"""A draft as a whole: texts to the letter, ids and refs, every column, the import cases."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from xlsxwriter.workbook import Workbook

from importing.drafts import GLOSSARY, dates_of, drafted, plan_of
from importing.layouts import CASES, cells, given, laid, of, page
from si_plan.importing.asking.proposing import propose
from si_plan.importing.document import ImportRefusedError, SourceDocument
from si_plan.importing.drafting.numbering import Numbered, number_actions, number_priorities
from si_plan.importing.drafting.plan import draft_plan
from si_plan.importing.readers import read_document


def table(columns: str, *rows: str) -> SourceDocument:
    """A page with a table of these columns and rows, the cells parted by |."""
    heads = cells(*columns.split("|"), mark="th")
    before = "<h1>Plan of Aldmere School</h1><p>1 July 2025</p>"
    return page(heads, *(cells(*row.split("|")) for row in rows), before=before)


def test_texts_are_taken_to_the_letter() -> None:
    what = "Agree a model:<ul><li>for reading</li><li>for *mathematics* &amp; more</li></ul><p>Follow it up: 100%</p>"
    done = drafted(plan_of(f"1.1|{what}|HSI|By Sept 2016|#1: 'Model' agreed;1.10", "1.2|NO|SIM|2016/17|null"))
    action = done.action("1.1")
    assert action.title == "Agree a model:\nFollow it up: 100%"
    assert action.steps == ("for reading", "for mathematics & more")
    assert [milestone.text for milestone in action.milestones] == ["#1: 'Model' agreed", "1.10"]
    assert (done.action("1.2").title, done.action("1.2").milestones[0].text) == ("NO", "null")
    fates = {(fate.record, fate.field): (fate.value, fate.rule) for fate in done.draft.fates if fate.fate == "mapped"}
    assert fates["1.1.2", "text"] == ("1.10", "column Milestones")
    assert fates["1.1.1", "due"] == ("2016-09", "one clause, read as by, certain")
    assert fates["HSI", "title"] == ("Head of School Improvement (Interim)", "list of roles")


def test_a_cell_of_helpers_that_names_nobody_or_says_more_is_told_as_left_out() -> None:
    document = table(
        "No|Action|Lead|Supported by|Accountable",
        "1|Act|HT|TBC|Cabinet member for travel (her deputy in May)",
    )
    answers = {"who-cabinet-member-for-travel-her-deputy": "accountable: Cabinet member for travel"}
    done = drafted(document, answers)
    assert done.action("1.1").accountable == ("CMT",)
    left_out = [(fate.value, fate.rule) for fate in done.draft.fates if fate.fate == "not-mapped"]
    assert left_out == [("", "names nobody"), ("", "says more than whom it names")]


def test_a_number_that_is_asked_about_is_not_told_as_taken() -> None:
    document = table("Ref|Action|Lead", "2.1|Act|HT", "2.1|Act again|HT")
    done = drafted(document)
    refs = [fate for fate in done.draft.fates if fate.place.column == 1 and fate.place.row > 1]
    assert [(fate.fate, fate.value, fate.rule) for fate in refs] == [("asked", "", "question ref-2-1")] * 2
    answered = drafted(document, {"ref-2-1": "2.1, 2.10"})
    refs = [fate for fate in answered.draft.fates if fate.place.column == 1 and fate.place.row > 1]
    assert [(fate.fate, fate.record, fate.field, fate.value) for fate in refs] == [
        ("mapped", "1.1", "ref", "2.1"),
        ("mapped", "1.2", "ref", "2.10"),
    ]


def test_a_receipt_says_what_a_cell_gave_and_not_what_it_says() -> None:
    done = drafted(table("Action|Lead|Start|Cost", "Act|HT|Sept 2025|£1,200"))
    given = {fate.field: fate.value for fate in done.draft.fates if fate.fate == "mapped"}
    assert (given["starts"], given["cost"]) == ("2025-09", "1200")


def test_what_says_more_than_the_facts_of_a_plan_is_told_as_left_out() -> None:
    heads = cells("No", "Action", "Lead", mark="th")
    before = "<h1>Plan of Aldmere School</h1><p>{}</p>"

    def left_out(text: str) -> list[str]:
        done = drafted(page(heads, cells("1", "Act", "HT"), before=before.format(text)), dated=date(2025, 7, 1))
        return [fate.rule for fate in done.draft.fates if fate.fate == "not-mapped"]

    assert left_out("Adopted 1 July 2025") == []
    assert left_out("Agreed on 1 July 2025 after a long debate") == [
        "says more than the plan's title, authority and date"
    ]


def test_of_two_roles_with_one_code_the_second_is_told_as_left_out() -> None:
    listed = "\n### Glossary for lead responsibilities:\n\nHT\tHeadteacher\nHT\tHead of Transport\n"
    done = drafted(plan_of("1.1|Act|HT|By Sept 2016|A made", glossary=listed))
    assert [(role.code, role.title) for role in done.plan.roles] == [("HT", "Headteacher")]
    assert [fate.rule for fate in done.draft.fates if fate.fate == "not-mapped"] == [
        "list of roles: the code is another role's"
    ]


def test_a_document_in_which_siplan_finds_no_action_is_asked_about() -> None:
    forms = page(cells("Action", "Fix the fence"), cells("Who", "Caretaker"), cells("When", "By 5 May 2025"))
    done = drafted(forms)
    assert done.open == ["title", "dated", "no-actions"]  # the date of an action dates no plan


@pytest.mark.parametrize("between", ["May 2025<br>June 2025", "", "when ready"])
def test_as_above_in_a_column_of_dates_is_never_a_cell_further_up(between: str) -> None:
    done = drafted(
        table("No|Action|Lead|Target date", "1|Act|HT|Sept 2025", f"2|Act|HT|{between}", "3|Act|HT|As above")
    )
    assert (str(done.action("1.1").due), done.action("1.3").due) == ("2025-09", None)
    near = drafted(table("No|Action|Lead|Target date", "1|Act|HT|Sept 2025", "2|Act|HT|As above", "3|Act|HT|As above"))
    assert str(near.action("1.3").due) == "2025-09"


def test_a_long_title_of_two_paragraphs_is_folded_and_keeps_its_paragraphs() -> None:
    first, second = "First " * 30 + "end", "Second " * 30 + "end"
    done = drafted(plan_of(f"1.1|<p>{first}</p><p>{second}</p>|HSI|By Sept 2016|A made"))
    assert done.action("1.1").title == f"{first}\n{second}"
    (text,) = (text for path, text in done.draft.files.items() if path.startswith("priorities/"))
    assert max(map(len, text.splitlines())) <= 110


def test_a_row_that_goes_on_over_the_page_is_joined_in_the_middle_of_a_sentence_and_told_so() -> None:
    rows = [
        "1.1|Place students in schools where|HSI|By April 2017|Model agreed;Report of the",
        "|<p>results are low</p><ul><li>a hub</li></ul>||From Sept 2017|<p>pilot made</p> <ul><li>Hub opens</li></ul>",
    ]
    done = drafted(plan_of(*rows))
    action = done.action("1.1")
    assert (action.title, action.steps) == ("Place students in schools where results are low", ("a hub",))
    assert [milestone.text for milestone in action.milestones] == [
        "Model agreed",
        "Report of the pilot made",
        "Hub opens",
    ]
    assert {(fate.fate, fate.value) for fate in done.draft.fates if fate.place.row == 4 and fate.field != "due"} == {
        ("joined", value) for value in ("results are low", "a hub", "From Sept 2017", "pilot made", "Hub opens")
    }


def test_ids_are_the_documents_numbers_where_all_of_them_can_be() -> None:
    done = drafted(plan_of("1.1|A|HSI|By Sept 2016|A", "1.3|B|HSI|By Sept 2016|B", "1.10|C|SIM|By Sept 2016|C"))
    assert [(action.id, action.ref) for _, action in done.plan.actions()] == [
        ("1.1", None),
        ("1.3", None),
        ("1.10", None),
    ]
    odd = drafted(plan_of("1a|A|HSI|By Sept 2016|A", "1.1|B|HSI|By Sept 2016|B", "|C|SIM|By Sept 2016|C"))
    assert [(action.id, action.ref) for _, action in odd.plan.actions()][:2] == [("1.1", "1a"), ("1.2", "1.1")]


def test_no_ref_is_the_id_of_another_record() -> None:
    assert [one.ref for one in number_priorities(["2", ""])] == [None, None]
    assert [one.ref for one in number_priorities(["A", "B"])] == ["A", "B"]
    assert [one.identity for one in number_priorities(["3", "1"])] == ["3", "1"]
    (numbers,) = number_actions([Numbered("1")], [["1.2", "", "1.1", "R1"]])
    assert [(one.identity, one.ref) for one in numbers] == [("1.1", None), ("1.2", None), ("1.3", None), ("1.4", "R1")]


def test_an_end_before_its_beginning_is_asked_about() -> None:
    document = table(
        "No|Action|Lead|Start|Deadline", "1.1|Train|Head|Sept 2025|By May 2025", "1.2|Buy|Head|May 2025|June 2025"
    )
    assert (drafted(document).open, dates_of(drafted(document).action("1.1"))) == (["dates-1-1"], "")
    done = drafted(document, {"dates-1-1": "the beginning"})
    assert dates_of(done.action("1.1")) == "due 2025-05"
    assert dates_of(drafted(document, {"dates-1-1": "the end"}).action("1.1")) == "starts 2025-09"


def test_two_actions_with_one_number_are_asked_about() -> None:
    document = plan_of("1.1|A|HSI|By Sept 2016|A", "1.1|B|HSI|By Sept 2016|B")
    assert drafted(document).open == ["ref-1-1"]
    done = drafted(document, {"ref-1-1": "1.1, 1.10"})
    assert [action.id for _, action in done.plan.actions()] == ["1.1", "1.10"]
    assert drafted(document, {"ref-1-1": "1.1"}).open == ["ref-1-1"]


def test_every_column_goes_to_its_field() -> None:
    document = table(
        "No|Action|Lead|Accountable|Support|Start|Deadline|Milestones|Success criteria|Monitoring|Resources|Cost|"
        "Evidence",
        "1.1|Train staff|Head|Chair of Governors|Bursar|Sept 2025|By Dec 2025|Training held|All trained|By the board|"
        "A hall|£1,250.50|Minutes",
        "1.2|Buy books|Head|||Sept 2025|TBC||||  |about £200|",
    )
    done = drafted(document, {"column-evidence": "extra"})
    action = done.action("1.1")
    assert (action.leads, action.accountable, action.support) == (("Head",), ("CG",), ("Bursar",))
    assert (str(action.starts), str(action.due), action.when) == ("2025-09", "2025-12", ("By Dec 2025",))
    assert (action.success, action.monitoring, action.resources) == (("All trained",), ("By the board",), ("A hall",))
    assert (action.cost, action.milestones[0].text) == ("1250.50", "Training held")
    assert action.extra == {"Evidence": ("Minutes",)}
    assert [identity for identity in done.open if not identity.startswith("column")] == ["cost-about-200"]
    assert drafted(document, {"cost-about-200": "200"}).action("1.2").cost == "200"
    assert drafted(document, {"cost-about-200": "some"}).open == ["cost-about-200"]


def test_an_excel_date_gives_the_deadline_of_its_column_and_the_words_of_its_cell() -> None:
    done = drafted(given("merged-and-dated.xlsx"), {"dated": "1 September 2025", "title": "Plan"})
    action = done.action("1.1")
    assert (str(action.starts), str(action.due), action.when) == ("2025-09-01", "2025-12", ("Dec-25",))
    assert action.due_reason == "The cell holds the date 2025-12."
    assert dates_of(done.action("1.2")) == "starts 2025-09-01 due 2025-12"


def test_what_the_document_does_not_say_is_asked() -> None:
    document = of("No\tAction\tLead\tWhen\tMilestones\n1.1\tTrain staff\tHead\tSept\tDone\n")
    done = drafted(document, authority=None)
    assert done.open == ["title", "authority", "dated"]
    assert done.dates("1.1") == [""]
    answers = {"title": "Our plan", "authority": "Aldmere School", "dated": "2025-07-01"}
    answered = drafted(document, answers, authority=None)
    details = answered.plan.details
    assert (details.title, details.authority, str(details.dated)) == ("Our plan", "Aldmere School", "2025-07-01")
    assert answered.dates("1.1") == ["due 2025-09"]
    assert drafted(document, {"dated": "next week"}).open == ["title", "dated"]


def test_areas_that_a_priority_names_are_areas() -> None:
    named = "Action plan of Aldmere\n\n3 June 2016\n\nThe areas for improvement are:\n\n1. Teach well\n2. Lead well\n\n"
    rows = "<p><b>Priority 1: Act</b></p><p><b>Areas of improvement: {}</b></p>\t\t\t\t\n"
    rows += "No\tActions\tWho\tWhen\tMilestones\n"
    done = drafted(of(named + rows.format("1 &amp; 2") + "1.1\tAct\tHSI\tBy Sept 2016\tA\n" + GLOSSARY))
    assert [(area.id, area.title) for area in done.plan.areas] == [("A1", "Teach well"), ("A2", "Lead well")]
    assert done.plan.priorities[0].areas == ("A1", "A2")
    bare = drafted(
        of("Plan of Aldmere\n\n3 June 2016\n\n" + rows.format("3") + "1.1\tAct\tHSI\tBy Sept 2016\tA\n" + GLOSSARY)
    )
    assert [(area.id, area.title) for area in bare.plan.areas] == [("A3", "Area 3")]


@pytest.mark.parametrize("name", ["1-example.docx", "4-example.xlsx"])
def test_the_given_documents_are_drafted_as_their_json_says(name: str) -> None:
    expected = json.loads((CASES / f"{name.partition('.')[0]}.json").read_text(encoding="utf-8"))
    done = drafted(given(name))
    priorities = done.plan.priorities
    assert [priority.title for priority in priorities] == expected["priorities"]
    numbers = [[area.removeprefix("A") for area in priority.areas] for priority in priorities]
    assert numbers == expected.get("priority_areas", [[]] * len(priorities))
    titles = {role.code: role.title for role in done.plan.roles}
    actions = [action for _, action in done.plan.actions()]
    assert len(actions) == len(expected["actions"])
    for action, case in zip(actions, expected["actions"], strict=True):
        assert (action.ref or action.id) == case["ref"]
        assert [action.title, *action.steps] == case["paragraphs"]
        assert [titles[code] for code in action.leads] == case["leads"]
        assert [milestone.text for milestone in action.milestones] == case["milestones"]
        assert list(action.when) == case["when"] or action.when[0] in case["when_any"]
    assert all(
        action.extra is None or action.extra.keys() <= {*expected["columns_without_field"]} for action in actions
    )
    assert {question.id for question in done.draft.questions} <= {"from-lines", "how-often-lines"}


@pytest.mark.parametrize("name", ["merged-and-split.docx", "merged-and-dated.xlsx"])
def test_the_other_given_documents_have_a_draft_without_errors(name: str) -> None:
    assert drafted(given(name)).plan.priorities


def workbook(path: Any, rows: list[list[Any]]) -> SourceDocument:
    """A workbook of one sheet with these rows."""
    book = Workbook(str(path))
    sheet = book.add_worksheet("Plan")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return read_document(path.read_bytes(), path.name)


def test_hostile_texts_are_drafted_as_texts(tmp_path: Any) -> None:
    hostile = [
        "=HYPERLINK(1)",
        "{a: b",
        "- x",
        "# no",
        "*a",
        "&b",
        "'",
        '"',
        "x: y",
        "\u202etxt",
        "a" * 30_000,
        "| ",
        "[x, y]",
    ]
    rows = [["No", "Action", "Lead", "When", "Milestones", "Cost", "Résumé: [x] #1"]]
    rows += [[text] * 7 for text in hostile]
    done = drafted(workbook(tmp_path / "plan.xlsx", rows), title="Plan", dated=None)
    assert len(list(done.plan.actions())) == 11  # the others have no letter


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([f"1.{number}|Act|HSI|By Sept 2016|A" for number in range(1, 2002)], "2,001 actions"),
        (["1.1|Act|HSI|By Sept 2016|" + ";".join(["A"] * 10_001)], "10,001 milestones"),
        (["1.1|Act|HSI|" + "/n".join(["By Sept 2016"] * 101) + "|A"], "more than 100 lines"),
        (["1.1|Act|" + " / ".join(f"Head of Unit {number}" for number in range(1001)) + "|Sept|A"], "who lead"),
        (["1.1|" + "much " * 220_000 + "|HSI|By Sept 2016|A"], "larger than 1 MiB"),
    ],
    ids=["actions", "milestones", "lines", "roles", "size"],
)
def test_more_than_any_plan_has_is_refused(rows: list[str], said: str) -> None:
    document = plan_of(*rows)
    with pytest.raises(ImportRefusedError, match=said):
        draft_plan(document, laid(document), propose(document))


def test_a_rating_is_kept_with_what_the_answer_says_of_its_colour() -> None:
    done = drafted(given("merged-and-dated.xlsx"), {"rating-92d050": "on course"})
    assert done.action("1.1").extra == {"RAG Q1": ("on course",)}
    assert not done.plan.logs
