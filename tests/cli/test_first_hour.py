"""The first hour: an empty plan, and what `siplan add` makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_plan import found_in
from running import siplan
from si_plan.cli.app import GROUPS


def texts(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(folder.rglob("*.yaml"))}


def done(plan: Path, *arguments: str) -> dict[str, str]:
    """The files that a command changes, by path."""
    before = texts(plan)
    ran = siplan(*arguments, plan=plan)
    assert ran.code == 0, ran.err
    return {path: text for path, text in texts(plan).items() if before.get(path) != text}


def refused(plan: Path, *arguments: str) -> str:
    """What a command says that ends with 2 and writes nothing."""
    before = texts(plan)
    ran = siplan(*arguments, plan=plan)
    assert (ran.code, texts(plan)) == (2, before)
    return ran.err


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """An empty plan, just begun."""
    ran = siplan("init", "plan", "--empty", "--authority", "A", "--dated", "2023-09-04", plan=None, cwd=tmp_path)
    assert ran.code == 0
    return tmp_path / "plan"


def test_an_empty_plan_is_one_file_that_lacks_only_actions(begun: Path) -> None:
    assert list(texts(begun)) == ["plan.yaml"]
    assert [one.code for one in found_in(begun)] == ["no-actions"]
    assert "give one of the two" in siplan("init", "x", "--empty", "--for", "send", plan=None, cwd=begun.parent).err


@pytest.mark.parametrize("actions", [False, True])
def test_every_question_answers_about_a_plan_without_actions(begun: Path, actions: bool) -> None:
    if actions:
        done(begun, "add", "priority", "title=Read well")
    for command in (*GROUPS["Ask"], "report"):
        if command in ("show", "when"):
            continue
        options = ("--out", str(begun.parent / "report.html")) if command == "report" else ()
        ran = siplan(command, *options, plan=begun)
        assert (ran.code, ran.err.startswith("siplan:")) == (0, False), (command, ran.err)


def test_an_empty_plan_grows_by_add_alone_and_in_any_order(begun: Path) -> None:
    action = ("add", "action", "1", "title=x", "leads=HT", "when=By Dec 2023")
    assert "siplan add priority" in refused(begun, *action)
    assert done(begun, "add", "priority", "title=1 & all: “Read” Ünd so we all do what is best")
    assert (
        (begun / "priorities/1-1-all-read-nd-so-we-all-do.yaml")
        .read_text("utf-8")
        .startswith("# yaml-language-server: $schema=../../schemas/priority.schema.json\nid: ")
    )
    assert "siplan add role" in refused(begun, *action)
    assert "roles.yaml" in done(begun, "add", "role", "HT", "title=Head", "kind=post")
    inspected = done(begun, "add", "inspection", "peers-2023", "body=Peers", "title=Peer challenge")
    assert "inspections:\n  - id: peers-2023\n    body: Peers" in inspected["plan.yaml"]
    assert "has an inspection peers-2023" in refused(begun, "add", "inspection", "peers-2023", "body=P", "title=P")
    assert (
        "  inspection: peers-2023" in done(begun, "add", "area", "title=Reading", "inspection=peers-2023")["areas.yaml"]
    )
    done(begun, "edit", "1", "areas=A1")
    done(begun, *action)
    assert list(done(begun, "add", "priority", "title=???")) == ["priorities/2.yaml"]
    assert "takes no 7: siplan numbers it" in refused(begun, "add", "priority", "7", "title=x")
    assert [one.code for one in found_in(begun)] == ["no-actions"], "of priority 2"


DATED = [
    (("action", "1", "title=x", "leads=HT", "when=By Dec 2023"), ["due: 2023-12"], "due 2023-12"),
    (("action", "1", "title=x", "leads=HT", "when=Autumn, or soon after"), [], ""),
    (("action", "1", "title=x", "leads=HT", "when=By Dec 2023", "when=Termly"), [], ""),
    (("action", "1", "title=x", "leads=HT", "when=By Dec 2023", "due=2024"), ["due: 2024"], ""),
    (("milestone", "1.1", "text=x", "when=From May 2024"), ["starts: 2024-05"], "starts 2024-05"),
    (("milestone", "1.1", "text=x", "when=Termly until July 2024"), ["repeats: termly", "ends: 2024-07"], "repeats"),
    (("milestone", "1.1", "text=x", "when=6 May and 7 June 2024"), ["dates: [2024-05-06, 2024-06-07]"], "dates"),
    (("milestone", "1.1", "text=x"), [], ""),
    (("milestone", "1.1", "text=x", "when=By May"), [], ""),
    (("milestone", "1.2", "text=x"), ["repeats: annual"], "repeats annual"),
    (("stage", "1.1", "text=x", "when=By 31 March 2024"), ["due: 2024-03-31"], "due 2024-03-31"),
    (("duty", "1.1", "text=x", "when=Half termly"), ["repeats: half_termly"], "repeats half_termly"),
]


@pytest.mark.parametrize(("record", "lines", "said"), DATED)
def test_dates_that_the_words_say_are_filled_in(
    begun: Path, record: tuple[str, ...], lines: list[str], said: str
) -> None:
    done(begun, "add", "priority", "title=Read")
    done(begun, "add", "role", "HT", "title=Head", "kind=post")
    done(begun, "add", "action", "1", "title=first", "leads=HT", "when=By May 2024", "due=2024-05")
    done(begun, "add", "action", "1", "title=second", "leads=HT", "when=Annual")
    before = (begun / "priorities/1-read.yaml").read_text("utf-8").splitlines()
    ran = siplan("add", *record, plan=begun)
    assert ran.code == 0, ran.err
    after = (begun / "priorities/1-read.yaml").read_text("utf-8").splitlines()
    assert sorted(_dating(after)) == sorted([*_dating(before), *lines])
    assert ("as the words say" in ran.out + ran.err) == bool(said)
    assert said in ran.out + ran.err


def _dating(lines: list[str]) -> list[str]:
    fields = ("due", "starts", "repeats", "ends", "dates")
    return [line.strip() for line in lines if line.strip().partition(":")[0] in fields]


def test_a_duty_whose_words_are_not_sure_needs_repeats(begun: Path) -> None:
    done(begun, "add", "priority", "title=Read")
    done(begun, "add", "action", "1", "title=x", "leads=[]", "when=[]")
    assert "a new duty needs repeats=" in refused(begun, "add", "duty", "1.1", "text=x", "when=Now and then")


def test_a_refusal_says_how_a_blank_cell_and_a_name_are_given(begun: Path) -> None:
    done(begun, "add", "priority", "title=Read")
    assert "write leads= and when= with nothing after it" in refused(begun, "add", "action", "1", "title=x")
    assert done(begun, "add", "action", "1", "title=x", "leads=", "when=")
    for kind in ("role", "inspection"):
        said = refused(begun, "add", kind, "title=x")
        named = said.partition("siplan add ")[2].split()
        assert done(begun, "add", *named[:2], "title=x", "body=Ofsted" if kind == "inspection" else "kind=post")


def test_the_words_of_a_cell_keep_their_commas(begun: Path) -> None:
    done(begun, "add", "priority", "title=Read")
    text = done(begun, "add", "action", "1", "title=x", "leads=[]", "when=By May, or June")["priorities/1-read.yaml"]
    assert "when: ['By May, or June']" in text or 'when: ["By May, or June"]' in text
