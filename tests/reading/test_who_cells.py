"""Who cells that name more than leads: what each phrase says that a role does, and what to write for it."""

from __future__ import annotations

import re
import time

import pytest

from asking import plan_of
from example_plan import BASE, PRIORITY
from si_plan.checks import who_differs
from si_plan.checks.who_cells import RoleNames, read_who

ROLES = "".join(
    f"- {{code: {code}, title: {title}, kind: post}}\n"
    for code, title in (
        ("HT", "Headteacher"),
        ("GOV", "Governors"),
        ("LIB", "Librarian"),
        ("SEN", "SENCO"),
        ("INC", "'Lead: Inclusion'"),
        ("HAR", "Head and Registrar"),
    )
)


def found(cell: list[str], leads: str = "[HT]", **fields: str) -> list[tuple[str, str]]:
    """The message and hint of each finding in a Who cell."""
    more = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    text = BASE[PRIORITY].replace("leads: [HT]\n", f"leads: {leads}\n    who: {cell}\n{more}")
    return [(one.message, one.hint) for one in who_differs.check(plan_of({"roles.yaml": ROLES, PRIORITY: text}))]


@pytest.mark.parametrize(
    ("cell", "phrase", "field", "codes"),
    [
        (["HT, with support from LIB"], "with support from LIB", "support", "LIB"),
        (["HT (supported by LIB)"], "supported by LIB", "support", "LIB"),
        (["Lead: HT", "Support: LIB, SENCO"], "Support: LIB, SENCO", "support", "LIB, SEN"),
        (["HT", "Supported by:", "LIB"], "Supported by: LIB", "support", "LIB"),
        (["HT; overseen by the Governors"], "overseen by the Governors", "accountable", "GOV"),
        (["Accountable: GOV", "HT"], "Accountable: GOV", "accountable", "GOV"),
        (["HT, monitored by: GOV"], "monitored by: GOV", "accountable", "GOV"),
        (["HT / Governors to visit each term"], "Governors to visit each term", "accountable", "GOV"),
        (["HT, SENCO to check it"], "SENCO to check it", "accountable", "SEN"),
        (["HT, LIB to help with tests"], "LIB to help with tests", "support", "LIB"),
        (["HT to plan; Head and Registrar to teach"], "Head and Registrar to teach", "leads", "HT, HAR"),
    ],
)
def test_the_phrase_is_named_and_what_the_hint_says_to_write_puts_it_right(
    cell: list[str], phrase: str, field: str, codes: str
) -> None:
    ((message, hint),) = found(cell)
    assert f'"{phrase}"' in message
    assert hint.startswith(f"write {field}: [{codes}]")
    told = re.match(r"write (\w+): (\[.*?\])", hint)
    assert told is not None
    assert found(cell, **{"leads": "[HT]", told[1]: told[2]}) == []


@pytest.mark.parametrize(
    ("cell", "phrase", "field"),
    [
        (["HT and chair of resources committee and SENCO"], "chair of resources committee", ""),
        (["Governor to visit each term"], "Governor to visit each term", "accountable (or leads or support"),
        (["HT, overseen by the Standards Committee"], "Standards Committee", "accountable"),
        (["Lead: the deputy"], "deputy", "leads"),
    ],
)
def test_a_phrase_that_names_no_role_is_named_whole(cell: list[str], phrase: str, field: str) -> None:
    ((message, hint),) = found(cell)
    assert f'"{phrase}"' in message
    assert hint.startswith("add it to roles.yaml, as a role or another name of one")
    assert (f"write its code under {field}" if field else "or say in a source note") in hint


@pytest.mark.parametrize(
    ("cell", "leads", "fields"),
    [
        (["Lead: Inclusion"], "[INC]", {}),
        (["HT, GOV"], "[HT]", {"accountable": "[GOV]"}),
        (["HT to plan; SENCO to teach"], "[HT, SEN]", {}),
        (
            ["HT, monitored by GOV"],
            "[HT]",
            {"duties": '[{id: "1.1.D1", text: x, type: monitoring, when: Termly, repeats: termly, leads: [GOV, HT]}]'},
        ),
    ],
)
def test_what_is_recorded_is_accounted_for(cell: list[str], leads: str, fields: dict[str, str]) -> None:
    assert found(cell, leads, **fields) == []


def test_who_helps_is_no_lead_whatever_the_plan_says() -> None:
    ((message, hint),) = found(["HT, with support from LIB"], "[HT, LIB]")
    assert "`support` does not name LIB" in message
    assert hint == "write support: [LIB], and take it out of leads"


def test_leads_that_the_cell_does_not_name_are_told() -> None:
    assert [message for message, _ in found(["HT"], "[HT, LIB]")] == [
        "the Who cell names HT, but the leads are HT, LIB"
    ]


@pytest.mark.parametrize(
    "cell",
    [
        *("to " * 5000, "lead " * 3000, " " * 10_000 + "x", "HT" + " " * 9000 + "to go", "lead" + " " * 9990),
        *("with support from " * 600, "(;)" * 3000, "and " * 3000 + "to x", "/ x to y" * 1200),
    ],
    ids=range(9),
)
def test_a_hostile_cell_is_read_in_no_time(cell: str) -> None:
    names = RoleNames(plan_of({"roles.yaml": ROLES}).roles)
    began = time.process_time()
    list(read_who(names, [cell]))
    assert time.process_time() - began < 0.5
