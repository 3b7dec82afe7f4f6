"""Who leads, in a draft: roles from the document's list and its Who cells, and what is asked about them."""

from __future__ import annotations

import pytest

from importing.drafts import Drafted, drafted, plan_of
from si_plan.importing.leading.role_names import code_for, is_close, is_title, kind_of
from si_plan.importing.leading.who_cells import names_answered
from si_plan.importing.mapping import PrintedRole


def who(*cells: str, glossary: str | None = None, **answers: str) -> Drafted:
    rows = [f"1.{number}|Act|{cell}|By Sept 2016|A made" for number, cell in enumerate(cells, 1)]
    more = {} if glossary is None else {"glossary": glossary}
    return drafted(plan_of(*rows, **more), answers or None)


def test_codes_and_titles_of_the_list_lead_whatever_parts_them() -> None:
    done = who("HSI / SIM", "HSI SIM", "HSI/nSIM", "SIM & HSI", "Information Manager and HSI", "sim", "")
    leads = [done.action(f"1.{number}").leads for number in range(1, 8)]
    assert leads == [("HSI", "SIM")] * 3 + [("SIM", "HSI")] * 2 + [("SIM",), ()]
    cells = [done.action(f"1.{number}").who for number in range(1, 8)]
    assert cells == [(), ("HSI SIM",), (), ("SIM & HSI",), ("Information Manager and HSI",), ("sim",), ()]
    assert not done.open
    assert [(role.code, role.title, role.interim) for role in done.plan.roles] == [
        ("HSI", "Head of School Improvement", True),
        ("SIM", "Information Manager", False),
    ]


def test_a_name_that_is_not_in_the_list_is_asked_once() -> None:
    done = who("HIS", "HSI Challenge Partners", "Challenge Partners")
    assert done.open == ["role-his", "role-challenge-partners"]
    assert done.question("role-his").ask.startswith("“HIS” is not in the document's list of roles. Is it HSI?")
    assert done.question("role-challenge-partners").ask.startswith("“Challenge Partners” is not")
    assert [done.action(f"1.{number}").leads for number in (1, 2, 3)] == [(), ("HSI",), ()]
    answers = {"role-his": "HSI", "role-challenge-partners": "a role of its own"}
    answered = who("HIS", "HSI Challenge Partners", "Challenge Partners", **answers)
    assert [answered.action(f"1.{number}").leads for number in (1, 2, 3)] == [("HSI",), ("HSI", "CP"), ("CP",)]
    assert answered.action("1.1").who == ("HIS",)
    roles = {role.code: role for role in answered.plan.roles}
    assert roles["HSI"].aliases == ("HIS",)
    assert (roles["CP"].title, roles["CP"].kind, roles["CP"].in_glossary) == (
        "Challenge Partners",
        "organisation",
        False,
    )
    assert "who-differs" not in answered.codes
    assert who("HIS", **{"role-his": "the head"}).open == ["role-his"]
    assert who("HIS", **{"role-his": "no role"}).action("1.1").leads == ()


def test_many_names_that_are_in_no_list_are_asked_at_once() -> None:
    cells = ("Head of Early Years", "Finance Officer", "Parent Forum", "Diocese of Aldmere")
    assert who(*cells).open == ["roles-unlisted"]
    done = who(*cells, **{"roles-unlisted": "a role of its own"})
    assert [role.code for role in done.plan.roles if not role.in_glossary] == ["HEY", "FO", "PF", "DA"]
    assert len(who(*cells, **{"roles-unlisted": "one by one"}).open) == 4


def test_without_a_list_titles_are_roles_with_codes_of_their_initials() -> None:
    cells = (
        "Head of Primary Standards",
        "Chair of Governors",
        "Clerk to the Governors",
        "Headteacher / Year 4 Teacher",
    )
    done = who(*cells, glossary="")
    assert {role.code: role.title for role in done.plan.roles} == {
        "HPS": "Head of Primary Standards",
        "CG": "Chair of Governors",
        "CTTG": "Clerk to the Governors",
        "Headteacher": "Headteacher",
        "Y4T": "Year 4 Teacher",
    }
    assert not done.open
    assert [role.printed for role in done.draft.roles] == [role.title for role in done.plan.roles]
    printed = (
        PrintedRole(printed="Chair of Governors", code="CHAIR"),
        PrintedRole(printed="Governors' Chair", code="CHAIR"),
    )
    rows = ("1.1|Act|Chair of Governors|By Sept 2016|A made", "1.2|Act|Governors' Chair|By Sept 2016|A done")
    mapped = drafted(plan_of(*rows, glossary=""), roles=printed)
    assert [mapped.action(f"1.{number}").leads for number in (1, 2)] == [("CHAIR",)] * 2


def test_without_a_list_a_slip_and_a_bare_code_are_asked() -> None:
    done = who("School Improvement Advisers", "School Improvement Advisers", "School Improvement Adviser", glossary="")
    assert done.open == ["role-school-improvement-adviser"]
    assert done.question("role-school-improvement-adviser").choices[0] == "SIA"
    codes = who("HT / ENG", "SENCO", glossary="")
    assert (codes.open, codes.action("1.1").leads) == (["role-titles"], ("HT", "ENG"))
    answered = who("HT / ENG", "SENCO", glossary="", **{"role-titles": "HT: Headteacher; ENG: English Lead"})
    assert [role.title for role in answered.plan.roles] == ["Headteacher", "English Lead", "SENCO"]
    assert who("HT", glossary="", **{"role-titles": "Headteacher"}).open == ["role-titles"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("SIM, with support from HSI", "leads: SIM; support: HSI"),
        ("HSI overseen by the SIM", "leads: HSI; accountable: SIM"),
        ("HSI to brief everybody", None),
    ],
)
def test_a_cell_that_says_more_than_names_is_a_question(cell: str, said: str | None) -> None:
    done = who(cell, cell)
    assert len(done.open) == 1
    assert (done.action("1.1").leads, done.action("1.1").who) == ((), (cell,))
    if said is None:
        return
    assert said in done.question(done.open[0]).choices
    answered = who(cell, cell, **{done.open[0]: said})
    action = answered.action("1.2")
    assert f"leads: {', '.join(action.leads)}" in said
    assert [*action.support, *action.accountable] == [said[-3:]]
    assert "who-differs" not in answered.codes
    assert who(cell, **{done.open[0]: "nobody"}).action("1.1").leads == ()


def test_a_title_with_and_in_it_is_not_two_roles() -> None:
    done = who(
        "Head of Standards and Inclusion", "Governors and Headteacher", "Director of Children & Families", glossary=""
    )
    assert [role.title for role in done.plan.roles] == [
        "Head of Standards and Inclusion",
        "Governors",
        "Headteacher",
        "Director of Children & Families",
    ]


def test_what_a_title_suggests() -> None:
    assert [
        kind_of(title) for title in ("Head of Inclusion", "School Improvement Officers", "Cabinet Member for Education")
    ] == [
        "post",
        "group",
        "councillor",
    ]
    assert [kind_of(title) for title in ("Aldmere Teaching School Alliance", "Governing Board")] == [
        "organisation",
        "group",
    ]
    assert code_for("Head of Inclusion", ["HI"]) == "HOI"
    assert code_for("Head of Inclusion", ["HI", "HOI"]) == "HI2"
    assert code_for("4 Ways Trust", []) == "R4WT"
    assert is_close("HIS", "HSI")
    assert not is_close("Year 4 Teacher", "Year 5 Teacher")
    assert not is_close("HI", "CM")
    assert not is_title("to be agreed with the Head.")


def test_many_cells_that_say_more_than_names_are_asked_about_at_once() -> None:
    cells = [f"SIM will do part {number}, with support from HSI" for number in range(1, 8)]
    assert who(*cells).open == ["who-cells"]
    assert who(*cells, **{"who-cells": "nobody"}).action("1.1").leads == ()
    assert who(*cells, **{"who-cells": "the names"}).action("1.1").support == ("HSI",)
    assert len(who(*cells, **{"who-cells": "one by one"}).open) == 7


def test_a_title_with_a_comma_is_asked_about_as_one_name() -> None:
    done = who("Director, People", glossary="")
    assert done.open == ["role-director-people"]
    answered = who("Director, People", glossary="", **{"role-director-people": "a role of its own"})
    assert [(role.code, role.title) for role in answered.plan.roles] == [("DP", "Director, People")]
    assert answered.action("1.1").leads == ("DP",)
    assert "who-differs" not in answered.codes


def test_a_listed_code_that_siplan_does_not_take_is_another_name() -> None:
    listed = "\n### Glossary for lead responsibilities:\n\nH&S\tHealth and Safety Lead\nHT\tHeadteacher\n"
    done = who("H&S", "HT", glossary=listed)
    assert [(role.code, role.aliases) for role in done.plan.roles] == [("HS", ("H&S",)), ("HT", ())]
    assert [done.action(f"1.{number}").leads for number in (1, 2)] == [("HS",), ("HT",)]


def test_import_yaml_may_say_that_two_listed_roles_are_one() -> None:
    rows = ("1.1|Act|SIM|By Sept 2016|A made", "1.2|Act|HSI|By Sept 2016|A done")
    done = drafted(plan_of(*rows), roles=(PrintedRole(printed="SIM", code="HSI"),))
    assert [(role.code, role.aliases) for role in done.plan.roles] == [("HSI", ("SIM", "Information Manager"))]
    assert done.action("1.1").leads == ("HSI",)


def test_what_stands_in_brackets_parts_no_names() -> None:
    said = "leads: Assistant Head (reading, phonics), HT; support: SENCO"
    assert names_answered(said, "leads") == (
        ("leads", "Assistant Head (reading, phonics)"),
        ("leads", "HT"),
        ("support", "SENCO"),
    )


def test_the_receipt_tells_of_each_line_of_a_cell_what_that_line_gives() -> None:
    done = who("<p>HSI</p><p>XYZ</p>")
    cell = {part.place: part.text for part in done.document.paragraphs() if part.text in ("HSI", "XYZ")}
    told = {(cell[fate.place], fate.fate) for fate in done.draft.fates if fate.place in cell and fate.field == "leads"}
    assert told == {("HSI", "mapped"), ("XYZ", "asked")}
