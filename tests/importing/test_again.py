"""A document that comes again: what people have changed stays, and the edition says what it says otherwise."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from importing.revised import READING, Desk, by_how, document, files_in, revise
from repository import commit_all, git
from running import siplan
from si_plan.loading import load
from si_plan.model.promise import Action
from si_plan.sources.folder import read_folder

LATER = "1 September 2026"
ROWS = {one.number: one for _, actions in READING for one in actions}
REWORDED = ROWS["1.1"]._replace(title="Buy new books for each school library", when=("By Dec 2026",))
NEXT = revise(
    READING,
    {
        "1.1": (REWORDED,),
        "1.3": (),
        "1.4": (ROWS["1.4"]._replace(number="1.3"),),
        "2.2": (
            ROWS["2.2"]._replace(number="2.2", title="Reward pupils who come every day", milestones=("Prizes given",)),
            ROWS["2.2"]._replace(number="2.3"),
        ),
    },
)
"""The document a year later: 1.1 reworded and redated, 1.3 dropped, 1.4 and 2.2 renumbered, one new."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_an_unchanged_document_proposes_nothing(desk: Desk) -> None:
    before = files_in(desk.plan)
    for known in (True, False):
        told = desk.told(document(READING), known=known, into=f"again-{known}")
        assert (by_how(told), told["edition"], told["questions_open"]) == ({}, None, 0)
        assert files_in(desk.folder / f"again-{known}" / "plan") == before


def test_the_account_says_row_by_row_what_the_document_does(desk: Desk) -> None:
    told = desk.told(document(NEXT, LATER))
    assert by_how(told) == {
        "dropped": ["1.3", "1.3.1"],
        "new": ["2.3", "2.3.1"],
        "redated": ["1.1", "1.1.1"],
        "reworded": ["1.1"],
        "renumbered": ["1.4", "2.2"],
    }
    rows = {(row["how"], row["id"]): row for row in told["rows"]}
    assert rows["redated", "1.1.1"]["before"] == "2025-12"
    assert rows["redated", "1.1.1"]["after"] == "2026-12"
    assert rows["redated", "1.1.1"]["cells"] == ["table 1, row 2, column 4"]
    assert rows["reworded", "1.1"]["cells"] == ["table 1, row 2, column 2"]
    assert rows["new", "2.3"]["cells"] == ["table 2, row 3, column 2"]
    assert (told["edition"], told["dated"]) == ("2026", "2026-09-01")
    assert told["words"]["in_file"] == told["words"]["accounted"]


def test_what_people_have_added_stays_to_the_line(desk: Desk) -> None:
    desk.edit(
        desk.file("1"),
        '  - id: "1.1"\n',
        '  # Ann, ask Ben about this\n  - id: "1.1"\n    label: Books\n    see: ["2.1"]\n',
    )
    desk.edit(
        desk.file("1"), "        due: 2026-04\n", "        due: 2026-04\n        due_reason: Agreed with heads.\n"
    )
    desk.edit(desk.file("2"), "        due: 2026-01\n", "        starts: 2025-10\n        due: 2026-01\n")
    log = desk.plan / "progress" / "1.1.yaml"
    log.parent.mkdir()
    log.write_text('- on: 2026-01-10\n  at: "1.1.1"\n  status: complete\n  note: All here\n', "utf-8")
    before = files_in(desk.plan)
    desk.told(document(NEXT, LATER))
    after = files_in(desk.folder / "next" / "plan")
    assert files_in(desk.plan) == before
    assert set(before) == set(after)
    gone = [
        line[1:].strip()
        for path, text in before.items()
        for line in unified_diff(text.splitlines(), after[path].splitlines(), n=0)
        if line.startswith("-") and not line.startswith("---")
    ]
    assert sorted(gone) == [
        "due: 2025-12",
        "format: 1",
        "title: Buy books for every school library",
        "when: [By Dec 2025]",
    ]
    assert after["progress/1.1.yaml"] == before["progress/1.1.yaml"]
    for said in ("# Ann, ask Ben", "label: Books", 'see: ["2.1"]', "due_reason: Agreed with heads."):
        assert said in after[desk.file("1")]
    assert "starts: 2025-10" in after[desk.file("2")]


def test_the_edition_is_an_adoption_without_an_error_once_it_is_announced(desk: Desk) -> None:
    git(desk.folder, "init", "-q")
    with (desk.plan / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write('policy:\n  adoption: {edition: "2026", by: DE, from: 2026-08-01, expires: 2099-12-31}\n')
    commit_all(desk.folder, "announce")
    told = desk.told(document(NEXT, LATER), "--write")
    assert told["written"]
    assert told["notes"] == []
    assert files_in(desk.plan) == files_in(desk.folder / "next" / "plan")
    ran = siplan("validate", "--since", "HEAD", plan=desk.plan, cwd=desk.folder)
    assert ran.code == 0, ran.out + ran.err
    diff = siplan("diff", plan=desk.plan, cwd=desk.folder)
    assert "This adopts the edition of 2026" in diff.out
    commit_all(desk.folder, "adopt")
    again = desk.told(document(NEXT, LATER), into="third", known=False)
    assert (by_how(again), again["edition"]) == ({}, None)


def test_nothing_is_written_while_a_question_is_open(desk: Desk) -> None:
    before = files_in(desk.plan)
    told = desk.told(document(NEXT, LATER), "--write", known=False)
    assert told["questions_open"]
    assert not told["written"]
    assert files_in(desk.plan) == before


def test_without_the_last_import_it_is_asked_whose_words_count(desk: Desk) -> None:
    told = desk.told(document(NEXT, LATER), known=False)
    asked = {one["id"] for one in told["questions"]}
    assert asked == {"edition-words-1-1-title", "edition-dates-1-1-when"}
    desk.answer({"edition-words-1-1-title": "the plan's", "edition-dates-1-1-when": "the document's"})
    told = desk.told(document(NEXT, LATER))
    assert told["questions_open"] == 0
    assert by_how(told)["kept"] == ["1.1"]
    assert by_how(told)["redated"] == ["1.1", "1.1.1"]
    assert "reworded" not in by_how(told)


def test_the_plans_own_words_stay_where_the_document_has_not_changed(desk: Desk) -> None:
    desk.edit(desk.file("1"), "title: Open the libraries on Saturdays", "title: Libraries open six days a week")
    told = desk.told(document(READING, LATER))
    assert (by_how(told), told["questions_open"], told["edition"]) == ({}, 0, None)
    both = revise(READING, {"1.4": (ROWS["1.4"]._replace(title="Open the libraries on Saturdays and Sundays"),)})
    told = desk.told(document(both, LATER), into="both")
    assert [one["id"] for one in told["questions"]] == ["edition-words-1-4-title"]


def test_a_milestone_reordered_keeps_its_id_and_its_date(desk: Desk) -> None:
    turned = ROWS["1.2"]._replace(
        milestones=("Tutors at work in every school", "Tutors trained"), when=("By March 2026", "By Dec 2025")
    )
    told = desk.told(document(revise(READING, {"1.2": (turned,)}), LATER))
    assert (by_how(told), told["questions_open"]) == ({}, 0)


def test_a_row_that_is_split_keeps_the_record_of_what_is_most_alike(desk: Desk) -> None:
    first = ROWS["1.2"]._replace(when=("By Dec 2025",), milestones=("Tutors trained",))
    second = ROWS["1.2"]._replace(
        number="1.5",
        title="Put the tutors to work in every school",
        when=("By March 2026",),
        milestones=("Tutors at work in every school",),
    )
    split = document(revise(READING, {"1.2": (first, second)}), LATER)
    told = desk.told(split)
    assert "edition-moved-milestone-1-2-2" in [one["id"] for one in told["questions"]]
    assert [row["title"] for row in told["rows"] if row["how"] == "new"] == ["Put the tutors to work in every school"]
    desk.answer({"edition-moved-milestone-1-2-2": "dropped there, and new here"})
    told = desk.told(split)
    assert by_how(told)["dropped"] == ["1.2.2"]
    assert by_how(told)["new"] == ["1.5", "1.5.1"]


def test_the_same_number_with_quite_other_words_is_asked(desk: Desk) -> None:
    other = ROWS["1.3"]._replace(title="Tell governors what safeguarding asks of them", milestones=("Course held",))
    told = desk.told(document(revise(READING, {"1.3": (other,)}), LATER))
    assert "edition-same-action-1-3" in [one["id"] for one in told["questions"]]
    desk.answer({"edition-same-action-1-3": "new"})
    told = desk.told(document(revise(READING, {"1.3": (other,)}), LATER))
    assert by_how(told) == {"dropped": ["1.3", "1.3.1"], "new": ["1.5", "1.5.1"]}
    plan = load(read_folder(desk.folder / "next" / "plan", "plan")).plan
    assert plan is not None
    new, old = plan.by_id["1.5"], plan.by_id["1.3"]
    assert isinstance(new, Action)
    assert isinstance(old, Action)
    assert (new.ref, old.until) == ("1.3", "2026")


def test_the_same_number_without_a_word_in_common_is_another_record(desk: Desk) -> None:
    other = ROWS["1.3"]._replace(title="Appoint a nurse", milestones=("Nurse in post",))
    told = desk.told(document(revise(READING, {"1.3": (other,)}), LATER))
    assert by_how(told) == {"dropped": ["1.3", "1.3.1"], "new": ["1.5", "1.5.1"]}


def test_an_id_that_was_ever_used_is_not_used_again(desk: Desk) -> None:
    git(desk.folder, "init", "-q")
    desk.edit(
        desk.file("2"),
        '  - id: "2.2"\n',
        '  - {id: "2.7", title: Gone, leads: [HA], when: [], milestones: [{id: "2.7.1", text: Gone}]}\n  - id: "2.2"\n',
    )
    commit_all(desk.folder, "one")
    text = (desk.plan / desk.file("2")).read_text("utf-8")
    (desk.plan / desk.file("2")).write_text("\n".join(line for line in text.split("\n") if "2.7" not in line), "utf-8")
    commit_all(desk.folder, "two")
    assert by_how(desk.told(document(NEXT, LATER)))["new"] == ["2.8", "2.8.1"]


def test_the_receipt_has_the_plans_ids(desk: Desk) -> None:
    desk.told(document(NEXT, LATER))
    titles = {row["text"]: row["record"] for row in desk.receipt() if row["field"] == "title"}
    assert titles["Open the libraries on Saturdays"] == "1.4"
    assert titles["Reward pupils who come every day"] == "2.3"


def test_a_date_whose_words_are_gone_is_asked(desk: Desk) -> None:
    vague = ROWS["2.1"]._replace(when=("When the team is complete",))
    told = desk.told(document(revise(READING, {"2.1": (vague,)}), LATER))
    asked = [one["id"] for one in told["questions"] if one["answer"] is None]
    assert asked
    assert told["counts"]["dropped"] == told["counts"]["new"] == 0


def test_a_document_of_the_same_day_asks_from_when_the_edition_holds(desk: Desk) -> None:
    told = desk.told(document(NEXT))
    assert [one["id"] for one in told["questions"]] == ["edition-dated"]
    desk.answer({"edition-dated": "1 October 2026"})
    told = desk.told(document(NEXT))
    assert (told["dated"], told["questions_open"]) == ("2026-10-01", 0)


def test_write_needs_a_plan(desk: Desk) -> None:
    ran = siplan("import", "one.md", "--into", "x", "--write", plan=None, cwd=desk.folder)
    assert ran.code == 2
    ran = siplan("import", "one.md", "--into", "x", "--against", "nowhere", plan=None, cwd=desk.folder)
    assert ran.code == 2
