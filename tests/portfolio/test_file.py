"""portfolio.yaml: every mistake in it is told on its line, with what to do; and what else may be named in its place."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from example_plan import BASE, write_plan
from running import siplan
from si_plan.cli.app import COMMANDS
from si_plan.model.schemas import schemas
from si_plan.portfolio.file import read_portfolio
from si_plan.sources import MOST_BYTES, Source

HEAD = "format: 1\ntitle: Harbour Trust\n"
THEMES = f"{HEAD}themes:\n  - {{id: attendance, title: Attendance and punctuality}}\n"
ONE = f"{THEMES}members:\n  - {{id: oak, source: schools/oak/plan, areas: {{A1: attendance}}}}\n"

WRONG: dict[str, tuple[str, str]] = {
    "nothing": ("", "1:1 empty-file: fill it in"),
    "a list": ("- id: a\n", "1:1 wrong-shape: start its fields at the left edge, without a dash"),
    "no members": (HEAD, "1:1 missing-field: add a line `members: …`"),
    "members not begun": (f"{HEAD}members:\n", "3:9 empty-value: write a value"),
    "no member": (f"{HEAD}members: []\n", "3:10 empty-value: add an entry"),
    "members by name": (
        f"{HEAD}members: {{oak: schools/oak/plan}}\n",
        "3:10 wrong-shape: start each entry with a dash",
    ),
    "members as texts": (f"{HEAD}members: [schools/oak/plan]\n", "3:11 wrong-shape: after the dash: source: …"),
    "a field misspelt": (f"{HEAD}member: [{{id: a, source: a}}]\n", "3:1 unknown-field: did you mean members?"),
    "a field by another name": (
        f"{HEAD}schools: [{{id: a, source: a}}]\n",
        "3:1 unknown-field: here it is called members",
    ),
    "folder for source": (f"{HEAD}members: [{{id: a, folder: a}}]\n", "3:19 unknown-field: here it is called source"),
    "no id": (f"{HEAD}members:\n  - source: schools/Oak Hill/plan\n", "4:5 missing-field: oak-hill"),
    "an id with a space": (f"{HEAD}members: [{{id: Oak Hill, source: a}}]\n", "3:16 bad-id: such as oak-hill"),
    "an id twice": (
        f"{HEAD}members:\n  - {{id: a, source: a}}\n  - {{id: a, source: b}}\n",
        "5:10 duplicate-id: give one of the two another id",
    ),
    "a theme twice": (
        ONE.replace("members:", "  - {id: attendance, title: B}\nmembers:"),
        "5:10 duplicate-id: give one of the two another id",
    ),
    "a plan twice": (
        f"{HEAD}members:\n  - {{id: a, source: ./a/plan}}\n  - {{id: b, source: a/plan/}}\n",
        "5:21 bad-value: delete one of the two members",
    ),
    "a star and an id": (f"{HEAD}members: [{{id: a, source: a/*}}]\n", "3:16 bad-value: delete id"),
    "a star and a name": (f"{HEAD}members: [{{name: A, source: a/*}}]\n", "3:18 bad-value: delete name"),
    "two stars": (f"{HEAD}members: [{{source: a/**}}]\n", "3:20 bad-value: write one star at most"),
    "up and out": (ONE.replace("schools/", "../"), "6:23 bad-value: write a folder below that of this file"),
    "out by a round way": (ONE.replace("schools/", "a/../../"), "6:23 bad-value: write a folder below"),
    "from the root": (ONE.replace("schools/", "/srv/"), "6:23 bad-value: write a folder below"),
    "of another drive": (ONE.replace("schools/oak", "'C:\\oak'"), "6:5 syntax: "),
    "with backslashes": (ONE.replace("schools/oak/plan", "schools\\oak"), "6:23 bad-value: write / between"),
    "an address": (ONE.replace("schools", "https://example.org"), "6:23 bad-value: clone the repository below"),
    "a file": (ONE.replace("oak/plan", "oak/plan/plan.yaml"), "6:23 bad-value: such as schools/oak/plan"),
    "a repository as a record": (
        ONE.replace("schools/oak/plan", "{repository: oak, revision: board}"),
        "6:23 wrong-shape: a revision on a line of its own",
    ),
    "a theme misspelt": (
        ONE.replace("A1: attendance", "A1: attendence"),
        "6:53 unknown-theme: did you mean attendance?",
    ),
    "a theme by its title": (
        ONE.replace("A1: attendance", "A1: Attendance and punctuality"),
        "6:53 unknown-theme: write attendance",
    ),
    "a theme unlike any": (ONE.replace("A1: attendance", "A1: x"), "6:53 unknown-theme: the themes are attendance"),
    "no themes at all": (
        f"{HEAD}members: [{{id: a, source: a, areas: {{A1: x}}}}]\n",
        "3:42 unknown-theme: list it under themes",
    ),
    "themes as texts": (f"{HEAD}themes: [x]\nmembers: [{{id: a, source: a}}]\n", "3:10 wrong-shape: id: …, title: …"),
    "a theme without a title": (
        ONE.replace(", title: Attendance and punctuality", ""),
        "4:5 missing-field: `title: …`",
    ),
    "areas as a list": (ONE.replace("{A1: attendance}", "[attendance]"), "6:48 wrong-shape: {A1: attendance}"),
    "areas the other way round": (ONE.replace("A1: attendance", "attendance: A1"), "6:49 bad-id: such as A1"),
    "format 2": (ONE.replace("format: 1", "format: 2"), "1:9 newer-format: install a newer version"),
    "what is shared": (ONE.replace("id: oak", "id: oak, shares: private"), "6:23 bad-value: public, internal"),
    "an anchor": (ONE.replace("{A1", "&a {A1"), "6:48 anchor: write the value out"),
    "a field twice": (ONE.replace("members:", "title: B\nmembers:"), "5:1 duplicate-key: keep one of the two"),
    "a plan": (BASE["plan.yaml"], "1:1 missing-field: add a line `members: …`"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_told_on_its_line_with_what_to_do(name: str) -> None:
    text, wanted = WRONG[name]
    place, _, hint = wanted.partition(": ")
    read = read_portfolio(Source("portfolio.yaml", "portfolio.yaml", text))
    assert read.file is None
    first = read.found[0]
    assert f"{first.location.line}:{first.location.column} {first.code}" == place
    assert hint in first.hint


def test_what_is_right_has_no_mistake() -> None:
    assert read_portfolio(Source("portfolio.yaml", "portfolio.yaml", ONE)).found == []


def test_many_mistakes_end_and_take_no_time() -> None:
    themes = "".join(f"  - {{id: t{number}, title: T}}\n" for number in range(4_000))
    areas = ", ".join(f"A{number}: x{number}" for number in range(1, 4_000))
    text = f"{HEAD}themes:\n{themes}members:\n  - {{id: a, source: a, areas: {{{areas}}}}}\n"
    found = read_portfolio(Source("portfolio.yaml", "portfolio.yaml", text)).found
    assert len(found) == 101
    assert found[-1].code == "more-findings"


# A new portfolio.


def test_a_new_portfolio_validates_once_its_members_are_there(tmp_path: Path) -> None:
    made = siplan("init", "trust", "--for", "portfolio", "--title", "Harbour: Trust", plan=None, cwd=tmp_path)
    assert made.code == 0, made.err
    assert made.out.startswith("Made a portfolio to start with: change its members, then run siplan --plan trust/")
    file = tmp_path / "trust" / "portfolio.yaml"
    text = file.read_text(encoding="utf-8")
    schema = file.parent / re.findall(r"\$schema=(.*)", text)[0]
    assert schema.read_text(encoding="utf-8") == schemas()["portfolio.schema.json"]
    data = YAML(typ="safe", pure=True).load(text)
    assert Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).is_valid(data)
    assert data["title"] == "Harbour: Trust"
    assert siplan("validate", plan=file).code == 3
    for school in ("oak-hill", "elm"):
        write_plan(file.parent / "schools" / school / "plan")
    areas = file.parent / "schools" / "oak-hill" / "plan" / "areas.yaml"
    areas.write_text(areas.read_text(encoding="utf-8") + "- {id: A2, title: Attendance}\n", encoding="utf-8")
    ran = siplan("validate", plan=file)
    assert ran.code == 0, ran.out
    assert ran.out.startswith("All 2 plans validate\n")
    again = siplan("init", "trust", "--for", "portfolio", "--title", "x", plan=None, cwd=tmp_path)
    assert (again.code, file.read_text(encoding="utf-8")) == (2, text)
    assert siplan("init", "--schemas", "--check", plan=file).code == 0
    schema.write_text("{}", encoding="utf-8")
    assert siplan("init", "--schemas", "--check", plan=file).code == 1
    assert siplan("init", str(file.parent), "--schemas", plan=None).code == 0
    assert schema.read_text(encoding="utf-8") == schemas()["portfolio.schema.json"]
    assert sorted(path.name for path in schema.parent.iterdir()) == ["portfolio.schema.json"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "portfolio"), "init needs --title (name the trust or region whose plans they are)"),
        (("--for", "portfolio", "--title", "T", "--dated", "2016-01-01"), "--dated: a portfolio has no date"),
        (("--for", "portfolio", "--empty", "--title", "T"), "--empty starts without examples"),
    ],
)
def test_what_a_new_portfolio_has_not(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = siplan("init", "trust", *arguments, plan=None, cwd=tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


# What is named in the place of a portfolio, and a portfolio in the place of a plan.


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    folder = tmp_path / "trust"
    write_plan(folder / "schools" / "oak" / "plan")
    (folder / "portfolio.yaml").write_text(ONE, encoding="utf-8")
    return folder


def test_a_folder_with_a_portfolio_says_so(trust: Path) -> None:
    for plan, cwd in ((trust, None), (Path(), trust)):
        ran = siplan("overdue", plan=plan, cwd=cwd)
        assert ran.code == 2
        assert ran.err == (
            f"siplan: {plan} has no plan.yaml, but a portfolio.yaml (name that to ask its plans: "
            f"--plan {(plan / 'portfolio.yaml').as_posix()})\n"
        )
    named = siplan("overdue", plan=None, cwd=trust, env={"SIPLAN_PLAN": "portfolio.yaml"})
    assert named.code == 0, named.err
    alone = siplan("overdue", plan=None, cwd=trust)
    assert alone.code == 3
    assert "--plan portfolio.yaml asks all plans of that portfolio" in alone.err


def test_a_plan_beside_a_portfolio_is_a_plan(trust: Path) -> None:
    plan = trust / "schools" / "oak" / "plan"
    (plan / "portfolio.yaml").write_text(ONE, encoding="utf-8")
    ran = siplan("validate", plan=plan)
    assert ran.code == 0
    assert "portfolio.yaml:1:1: warning: siplan does not read this file" in ran.out
    assert "move it to a folder above those of its members' plans" in ran.out


def test_other_files_are_no_portfolio(trust: Path) -> None:
    plan = trust / "schools" / "oak" / "plan"
    (trust / "plan.docx").write_text("x")
    for named, code, said in (
        (plan / "roles.yaml", 2, "is one file of a plan (name its folder:"),
        (trust / "plan.docx", 2, "is no plan (name the folder that has plan.yaml in it, or a portfolio.yaml)"),
        (trust / "portfolio.yml", 3, "there is no file"),
        (trust / "gone", 3, "there is no folder"),
    ):
        for command in ("overdue", "validate", "edit"):
            ran = siplan(command, *(("1", "title=x") if command == "edit" else ()), plan=named)
            assert ran.code == code, ran.err
            assert said in ran.err
            assert ran.out == ""


def _hostile(file: Path, kind: str) -> None:
    file.unlink()
    match kind:
        case "link-outside-plan":
            (file.parent.parent / "secret.yaml").write_text("password: x\n")
            file.symlink_to(file.parent.parent / "secret.yaml")
        case "not-a-file":
            os.mkfifo(file)
        case "unreadable":
            file.symlink_to(file.parent / "gone.yaml")
        case "file-too-large":
            file.write_text(ONE + "#" * (5 * MOST_BYTES))
        case "not-utf8":
            file.write_bytes(ONE.replace("Harbour", "Caf\u00e9").encode("latin-1"))


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX's")
@pytest.mark.parametrize("code", ["link-outside-plan", "not-a-file", "unreadable", "file-too-large", "not-utf8"])
def test_what_is_no_text_is_told_and_waited_for_by_nobody(trust: Path, code: str) -> None:
    file = trust / "portfolio.yaml"
    _hostile(file, code)
    ran = siplan("validate", "--format", "concise", plan=file)
    assert ran.code == 1
    assert f"[{code}]" in ran.out.splitlines()[0]
    asked = siplan("overdue", plan=file)
    assert (asked.code, asked.out) == (3, "")
    assert f"[{code}]" in asked.err
    assert "password" not in ran.out + asked.err


def test_a_link_inside_its_folder_is_followed(trust: Path) -> None:
    (trust / "portfolio.yaml").rename(trust / "lists.yaml")
    (trust / "portfolio.yaml").symlink_to("lists.yaml")
    assert siplan("validate", plan=trust / "portfolio.yaml").code == 0


OF_ONE = {
    "complete": ("1.1.1",),
    "update": ("1.1.1", "--note", "x"),
    "reschedule": ("1.1.1", "--to", "2017-01", "--reason", "x"),
    "cancel": ("1.1.1", "--reason", "x"),
    "reassign": ("1.1.1", "--lead", "HT"),
    "correct": ("1.1.1", "--reason", "x"),
    "result": ("M1.1", "--period", "2016-17", "--value", "1", "--source", "x"),
    "return": ("HT", "--out", "x.xlsx"),
    "collect": ("x.xlsx",),
    "add": ("priority", "title=x"),
    "edit": ("1.1", "title=x"),
    "diff": ("HEAD",),
    "show": ("1.1",),
    "calendar": (),
}
"""The commands that are about one plan, as they are called."""


@pytest.mark.parametrize("command", OF_ONE)
def test_what_is_done_for_one_plan_is_refused_for_many(trust: Path, command: str) -> None:
    (trust / "x.xlsx").write_bytes(b"")
    ran = siplan(command, *OF_ONE[command], plan=Path("portfolio.yaml"), cwd=trust)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err == (
        "siplan: this is done for one plan at a time, not for a portfolio (name the folder of one member with --plan)\n"
    )


def test_every_command_answers_of_a_portfolio_or_refuses_it(trust: Path) -> None:
    """No command takes the file of a portfolio for a plan's folder."""
    others = {"init": ("new", "--authority", "A"), "import": ("x.docx", "new"), "explain": (), "when": ("May 2016",)}
    for command in COMMANDS:
        if command not in OF_ONE:
            ran = siplan(command, *others.get(command, ()), plan=Path("portfolio.yaml"), cwd=trust)
            assert "no folder" not in ran.err, command
            assert "Traceback" not in ran.err, command
