"""Repositories that lie: what a pull request, the environment or git's settings could make the check believe or run.

Each repository takes a milestone out of the plan and does something so that nobody sees it. The commands are those of
the pull request's action, taken from its file: neither may pass, and no planted program may run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from example_plan import BASE, PRIORITY, write_plan
from repository import Repository, commit_all, git
from wiring.jobs import loaded

ROOT = Path(__file__).parent.parent.parent
ACTION = loaded(ROOT / ".github" / "actions" / "check-plan" / "action.yml")["runs"]["steps"]
STEPS = [step for step in ACTION if "PLAN" in step.get("env", {})]
TWO = BASE[PRIORITY] + '      - {id: "1.1.2", text: Books bought, due: 2016-10}\n'
ONE = BASE[PRIORITY]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="the job is for Linux and macOS runners"),
]


class Case(NamedTuple):
    """A merged pull request as it lies on a runner, and a program that leaves a mark where it is run."""

    repository: Repository
    program: Path
    mark: Path

    @property
    def folder(self) -> Path:
        return self.repository.folder


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A repository whose base has two milestones, and a branch that has taken one of them out."""
    repository = Repository(tmp_path / "merged", {**BASE, PRIORITY: TWO})
    repository.branch("mine")
    repository.write({PRIORITY: ONE})
    mark, program = tmp_path / "MARK", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o755)
    return Case(repository, program, mark)


def merge(case: Case) -> None:
    """Commit what lies there and check out the merge of it, as a runner has it: a detached HEAD."""
    if git(case.folder, "status", "--porcelain"):
        case.repository.commit("Mine")
    git(case.folder, "checkout", "-q", "--detach", "main")
    git(case.folder, "merge", "-q", "--no-ff", "-m", "Merge", "mine")


class Checked(NamedTuple):
    """How the action's commands ended, and what they said together."""

    codes: list[int]
    said: str


def checked(case: Case, env: Mapping[str, str] = {}, base: str = "HEAD^1") -> Checked:
    """Run the commands of the pull request's action in the checkout."""
    case.mark.unlink(missing_ok=True)
    temporary = case.folder.parent / "runner"
    (temporary / "siplan" / "bin").mkdir(parents=True, exist_ok=True)
    program = temporary / "siplan" / "bin" / "siplan"
    if not program.exists():
        program.symlink_to(Path(sys.executable).parent / "siplan")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SIPLAN_"))}
    own = {"PLAN": "plan", "BASE": base, "RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(temporary / "s.md")}
    own |= {"GITHUB_SERVER_URL": "https://forge.example", "GITHUB_REPOSITORY": "council/plan", "GITHUB_SHA": "0" * 40}
    own |= {"GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": "edit"}
    codes, said = [], ""
    for step in STEPS:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=case.folder, env={**clean, **own, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        codes.append(done.returncode)
        said += done.stdout.decode()
    assert "Traceback" not in said
    assert not case.mark.exists(), "a planted program was run"
    return Checked(codes, said + (temporary / "s.md").read_text("utf-8"))


def stopped(case: Case, env: Mapping[str, str] = {}, base: str = "HEAD^1") -> str:
    """What the action's commands say, of which the check fails."""
    done = checked(case, env, base)
    assert done.codes[0] != 0, done.said
    return done.said


def assert_removal_seen(case: Case, env: Mapping[str, str] = {}, base: str = "HEAD^1") -> None:
    said = stopped(case, env, base)
    assert "title=record-removed::" in said
    assert "## Not ready: 1 error to fix." in said
    assert "Milestone 1.1.2 was taken out of the plan." in said


def test_the_honest_repository_shows_the_removal(case: Case) -> None:
    merge(case)
    assert_removal_seen(case)


# Files of the pull request that git, or siplan, could take for something else.


def _forged(case: Case, into: Path) -> None:
    """A bare repository among the plan's files, in which nothing was ever taken out and YAML is shown by a program."""
    forged = case.folder.parent / "forged"
    Repository(forged, {**BASE, PRIORITY: ONE})
    for number in range(2):
        (forged / "note.txt").write_text(f"{number}\n")
        commit_all(forged, "Go on")
    shutil.copytree(forged / ".git" / "objects", into / "objects", dirs_exist_ok=True)
    shutil.copytree(forged / ".git" / "refs", into / "refs", dirs_exist_ok=True)
    (into / "HEAD").write_text("ref: refs/heads/main\n")
    (into / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfsmonitor = {case.program}\n"
        f'[diff "x"]\n\ttextconv = {case.program}\n[log]\n\tshowSignature = true\n'
    )
    (into / "info").mkdir(exist_ok=True)
    (into / "info" / "attributes").write_text("*.yaml diff=x\n")


@pytest.mark.parametrize("where", ["plan", "."])
def test_a_bare_repository_among_the_files(case: Case, where: str) -> None:
    _forged(case, case.folder / where)
    merge(case)
    assert_removal_seen(case)


@pytest.mark.parametrize("name", ["HEAD^1", "hash", "main"])
def test_a_folder_called_like_the_base(case: Case, name: str) -> None:
    name = git(case.folder, "rev-parse", "main").strip() if name == "hash" else name
    write_plan(case.folder / name, {PRIORITY: ONE})
    merge(case)
    assert_removal_seen(case, base=name)


def test_a_plan_that_moved_and_left_a_link(case: Case) -> None:
    git(case.folder, "mv", "plan", "plan2")
    (case.folder / "plan").symlink_to("plan2")
    merge(case)
    assert "plan is a link, and siplan cannot check an edit of a plan behind a link" in stopped(case)


def test_a_plan_that_moved_below_a_folder_that_is_a_link(case: Case) -> None:
    (case.folder / "elsewhere").mkdir()
    git(case.folder, "mv", "plan", "elsewhere/plan")
    (case.folder / "docs").symlink_to("elsewhere")
    merge(case)
    assert "docs is a link" in stopped(case, {"PLAN": "docs/plan"})


def test_a_plan_that_moved_is_compared_with_where_it_was(case: Case) -> None:
    git(case.folder, "mv", "plan", "plan2")
    merge(case)
    assert_removal_seen(case, {"PLAN": "plan2"})
    assert "title=plan-moved::the plan has moved: at HEAD^1 it is in plan" in stopped(case, {"PLAN": "plan2"})
    (case.folder / "plan").symlink_to("plan2")
    assert_removal_seen(case, {"PLAN": "plan2"})


def test_a_base_whose_plan_is_behind_a_link(case: Case) -> None:
    folder = case.folder
    git(folder, "checkout", "-q", "-f", "main")
    git(folder, "mv", "plan", "real")
    (folder / "plan").symlink_to("real")
    commit_all(folder, "Link")
    git(folder, "checkout", "-q", "-B", "mine")
    git(folder, "rm", "-q", "--cached", "plan")
    (folder / "plan").unlink()
    shutil.copytree(folder / "real", folder / "plan")
    case.repository.write({PRIORITY: ONE})
    merge(case)
    assert "plan is a link at" in stopped(case)


def test_several_plans_that_moved_at_once(case: Case) -> None:
    folder = case.folder
    git(folder, "checkout", "-q", "-f", "main")
    write_plan(folder / "other", {"plan.yaml": BASE["plan.yaml"].replace("Improvement", "Other")})
    commit_all(folder, "Two plans")
    git(folder, "checkout", "-q", "-B", "mine")
    git(folder, "mv", "plan", "a")
    git(folder, "mv", "other", "b")
    (folder / "a" / PRIORITY).write_text(ONE)
    merge(case)
    assert "several plans" in stopped(case, {"PLAN": "a"})


def test_a_plan_in_a_repository_of_its_own(case: Case) -> None:
    """A submodule brings its own history, of which the base says nothing."""
    inner = case.folder.parent / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    write_plan(inner, {PRIORITY: ONE})
    for number in range(2):
        (inner / "note.txt").write_text(f"{number}\n")
        commit_all(inner, "Go on")
    git(case.folder, "rm", "-q", "-r", "-f", "plan")
    git(case.folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"file://{inner}", "plan")
    case.repository.commit("Mine")
    git(case.folder, "submodule", "--quiet", "deinit", "-f", "plan")
    merge(case)
    git(case.folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init")
    assert "plan is in its own repository inside this one" in stopped(case)


def test_a_base_without_any_plan_says_that_everything_is_new(tmp_path: Path, case: Case) -> None:
    folder = tmp_path / "first"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "readme.txt").write_text("None yet.\n")
    commit_all(folder, "Begin")
    git(folder, "checkout", "-q", "-b", "mine")
    write_plan(folder / "plan")
    first = case._replace(repository=Repository.at(folder))
    merge(first)
    done = checked(first)
    assert done.codes == [0, 0], done.said
    assert "title=plan-new::there is no plan at HEAD^1, so everything in this one is new" in done.said
    assert "There is no plan at main, so everything is new" in done.said


def test_attributes_that_hide_a_change(case: Case) -> None:
    """An id that an earlier version had: the history is searched whatever the attributes make of the files."""
    git(case.folder, "checkout", "-q", "-f", "main")
    case.repository.write({PRIORITY: ONE})
    case.repository.commit("Take it out")
    git(case.folder, "checkout", "-q", "-B", "mine")
    (case.folder / ".gitattributes").write_text("*.yaml binary -diff filter=x diff=x\n")
    case.repository.write({PRIORITY: TWO.replace("Books bought", "Parents invited")})
    _programs(case)
    git(case.folder, "-c", "filter.x.clean=cat", "-c", "filter.x.smudge=cat", "-c", "filter.x.required=false",
        "-c", "core.hooksPath=/dev/null", "-c", "filter.x.process=", "commit", "-q", "--allow-empty", "-m", "None",
    )  # fmt: skip
    assert "title=id-reused::" in stopped(case, base="main")


@pytest.mark.parametrize(
    ("attributes", "entry", "seen"),
    [
        ("ident", '{"on": "2016-07-01", "at": "1.1.1", "note": "$Id: ","status":"complete","reason":"$"}', "$Id: "),
        (
            "working-tree-encoding=SHIFT_JIS",
            '{on: 2016-07-01, at: "1.1.1", note: "a\u00a5", status: complete, reason: \u00a5" b"}',
            '\\", status: complete, reason: \\" b"',
        ),
    ],
)
def test_words_that_git_keeps_and_does_not_write(case: Case, attributes: str, entry: str, seen: str) -> None:
    """A completion that is committed, and that nobody who checks the commit out sees."""
    log = "plan/progress/1.1.yaml"
    (case.folder / ".gitattributes").write_text(f"plan/progress/* {attributes}\n")
    case.repository.write({PRIORITY: TWO})
    case.repository.commit("Attributes")
    made = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"],
        cwd=case.folder, input=f"- {entry}\n".encode(), capture_output=True, check=True,
    )  # fmt: skip
    git(case.folder, "update-index", "--add", "--cacheinfo", f"100644,{made.stdout.decode().strip()},{log}")
    git(case.folder, "commit", "-q", "-m", "Entry")
    git(case.folder, "checkout", "-q", "-f", "--detach", "main")
    git(case.folder, "merge", "-q", "--no-ff", "-m", "Merge", "mine")
    assert seen in (case.folder / log).read_text("utf-8")
    assert f"git changes {log} when it stores it" in stopped(case)


@pytest.mark.parametrize("name", ["plan/Priorities/1.yaml", "plan/prioritie\u017f/1.yaml", "plan/Plan.yaml",
                                  "plan/priorities/1.yamL", "PLAN/priorities/1.yaml", "Plan"])  # fmt: skip
def test_names_that_are_one_where_letters_have_no_case(case: Case, name: str) -> None:
    """Which of the two a checkout there has, nobody can say here."""
    file = case.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TWO)
    merge(case)
    assert "are the same on Windows and macOS, so siplan cannot check the edit" in stopped(case)


@pytest.mark.parametrize("name", ["priorities", PRIORITY, "progress"])
def test_links_within_the_plan(case: Case, name: str) -> None:
    """What stands behind one here is not seen at a revision: the next edit would be held against nothing."""
    file = case.folder / "plan" / name
    case.repository.write({PRIORITY: TWO, "progress/1.1.yaml": '- {on: 2016-07-01, at: "1.1.1", note: Begun}\n'})
    file.rename(case.folder / "plan" / "elsewhere")
    file.symlink_to("elsewhere" if "/" not in name else "../elsewhere")
    merge(case)
    assert f"plan/{name} is a link, so siplan cannot check the edit" in stopped(case)


def test_a_plan_that_moved_and_left_a_part_of_itself(case: Case) -> None:
    git(case.folder, "mv", "plan", "plan2")
    (case.folder / "plan").mkdir()
    shutil.copy(case.folder / "plan2" / "plan.yaml", case.folder / "plan")
    merge(case)
    assert_removal_seen(case, {"PLAN": "plan2"})


def test_a_plan_beside_another_is_new_and_the_other_is_named(case: Case) -> None:
    shutil.copytree(case.folder / "plan", case.folder / "plan2")
    case.repository.write({PRIORITY: TWO})
    merge(case)
    assert (
        "there is no plan in this folder at HEAD^1 (but there is one in plan)" in checked(case, {"PLAN": "plan2"}).said
    )


# Ids that were another's, in a history that hides them.


def _copied(case: Case) -> str:
    (case.folder / "plan" / "a.txt").write_text(TWO)
    case.repository.commit("Keep a copy")
    return "plan"


def _escaped(case: Case) -> str:
    case.repository.write({PRIORITY: TWO.replace('"1.1.2"', '"1.1.\\x32"')})
    git(case.folder, "add", "--all")
    git(case.folder, "commit", "-q", "--amend", "-m", "Adopt the plan")
    return "plan"


def _line_break(case: Case) -> str:
    git(case.folder, "mv", f"plan/{PRIORITY}", "plan/priorities/1\n.yaml")
    git(case.folder, "commit", "-q", "--amend", "-m", "Adopt the plan")
    git(case.folder, "mv", "plan/priorities/1\n.yaml", f"plan/{PRIORITY}")
    return "plan"


def _rewritten(case: Case) -> str:
    git(case.folder, "mv", "plan", "plan2")
    (case.folder / "plan2" / "plan.yaml").write_text("# Quite another text.\n" * 50 + BASE["plan.yaml"])
    return "plan2"


def _copied_and_deleted(case: Case) -> str:
    shutil.copytree(case.folder / "plan", case.folder / "plan2")
    case.repository.commit("Copy")
    git(case.folder, "rm", "-q", "-r", "plan")
    return "plan2"


def _merged(case: Case) -> str:
    """In a merge alone, of which neither parent has it."""
    folder = case.folder
    case.repository.write({PRIORITY: ONE})
    git(folder, "commit", "-q", "--all", "--amend", "-m", "Adopt the plan")
    git(folder, "checkout", "-q", "-b", "side")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Side")
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    case.repository.write({PRIORITY: TWO})
    case.repository.commit("Merge")
    return "plan"


def _forged_graph(case: Case) -> str:
    """The commit graph says that what took the record out came after the very first commit."""
    case.repository.write({PRIORITY: ONE})
    git(case.folder, "commit", "-q", "--all", "--amend", "-m", "Adopt the plan")
    first = git(case.folder, "rev-parse", "HEAD").strip()
    case.repository.write({PRIORITY: TWO})
    second = case.repository.commit("Put it in")
    case.repository.write({PRIORITY: ONE})
    last = case.repository.commit("Take it out")
    git(case.folder, "commit-graph", "write", "--reachable")
    file = case.folder / ".git" / "objects" / "info" / "commit-graph"
    data = bytearray(file.read_bytes())
    chunks = {bytes(data[at : at + 4]): int.from_bytes(data[at + 4 : at + 12]) for at in range(8, 8 + 12 * data[6], 12)}
    count = int.from_bytes(data[chunks[b"OIDF"] + 1020 :][:4])
    names = [data[chunks[b"OIDL"] + 20 * at :][:20].hex() for at in range(count)]
    parent = chunks[b"CDAT"] + 36 * names.index(last) + 20
    data[parent : parent + 4] = names.index(first).to_bytes(4)
    file.chmod(0o644)
    file.write_bytes(data)
    assert second not in git(case.folder, "rev-list", "main")
    return "plan"


@pytest.mark.parametrize(
    "hide",
    [_copied, _escaped, _line_break, _rewritten, _copied_and_deleted, _merged, _forged_graph],
    ids=lambda hide: hide.__name__.strip("_"),
)
def test_an_id_of_before_is_found(case: Case, hide: Callable[[Case], str]) -> None:
    git(case.folder, "checkout", "-q", "-f", "main")
    plan = hide(case)
    priority = case.folder / plan / PRIORITY
    priority.write_text(ONE)
    git(case.folder, "add", "--all")
    git(case.folder, "commit", "-q", "--allow-empty", "-m", "Take it out")
    git(case.folder, "checkout", "-q", "-B", "mine")
    priority.write_text(TWO.replace("Books bought", "Parents invited"))
    merge(case)
    assert "title=id-reused::" in stopped(case, {"PLAN": plan})


def test_an_id_of_a_plan_that_goes_on_beside_is_no_other_s(case: Case) -> None:
    """A plan that was begun as a copy of another has its own ids from then on."""
    git(case.folder, "checkout", "-q", "-f", "main")
    shutil.copytree(case.folder / "plan", case.folder / "plan2")
    (case.folder / "plan2" / PRIORITY).write_text(ONE)
    case.repository.commit("Begin another")
    git(case.folder, "checkout", "-q", "-B", "mine")
    (case.folder / "plan2" / PRIORITY).write_text(TWO.replace("Books bought", "Parents invited"))
    merge(case)
    done = checked(case, {"PLAN": "plan2"})
    assert done.codes == [0, 0], done.said


def test_a_base_whose_date_cannot_be_read_is_compared_all_the_same(case: Case) -> None:
    git(case.folder, "checkout", "-q", "-f", "main")
    raw = git(case.folder, "cat-file", "commit", "HEAD").split("\n")
    late = [line.rpartition("> ")[0] + "> 9999999999999 +0000" if "> " in line else line for line in raw]
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=case.folder, input="\n".join(late).encode(), capture_output=True, check=True,
    )  # fmt: skip
    git(case.folder, "update-ref", "refs/heads/main", made.stdout.decode().strip())
    git(case.folder, "checkout", "-q", "-B", "mine")
    case.repository.write({PRIORITY: ONE})
    merge(case)
    assert_removal_seen(case)


def test_a_reading_of_a_measure_stays_as_it_was_recorded(case: Case) -> None:
    """Readings are recorded like the entries of other logs; of two of one period the lower in the file counts."""
    one, other = (f"- {{target: M1.1, period: 2015-16, value: {value}, source: DfE}}\n" for value in (50, 70))
    log = "progress/measures.yaml"
    git(case.folder, "checkout", "-q", "-f", "main")
    case.repository.write({log: one + other})
    case.repository.commit("Two readings")
    git(case.folder, "checkout", "-q", "-B", "mine")
    for rewritten in (other + one, one, one + other.replace("70", "75")):
        case.repository.write({log: rewritten})
        assert "title=log-rewritten::result" in stopped(case, base="main"), rewritten
    case.repository.write({log: one + other + one})
    assert checked(case, base="main").codes == [0, 0]


# The environment.


def _other(case: Case) -> Path:
    return Repository(case.folder.parent / "other", {**BASE, PRIORITY: ONE}).folder


ENVIRONMENTS: dict[str, Callable[[Case], dict[str, str]]] = {
    "its own folder": lambda case: {"GIT_DIR": str(case.folder / ".git")},
    "a relative one": lambda _: {"GIT_DIR": ".git"},
    "another repository": lambda case: {"GIT_DIR": str(_other(case) / ".git")},
    "another work tree": lambda case: {"GIT_DIR": str(case.folder / ".git"), "GIT_WORK_TREE": str(_other(case))},
    "another index": lambda case: {"GIT_INDEX_FILE": str(_other(case) / ".git" / "index")},
    "other objects": lambda case: {"GIT_OBJECT_DIRECTORY": str(_other(case) / ".git" / "objects")},
    "a namespace": lambda _: {"GIT_NAMESPACE": "x"},
    "a ceiling": lambda case: {"GIT_CEILING_DIRECTORIES": str(case.folder)},
    "grafts": lambda case: {"GIT_GRAFT_FILE": str(_written(case, "grafts"))},
    "pathspecs": lambda _: {"GIT_GLOB_PATHSPECS": "1", "GIT_ICASE_PATHSPECS": "1", "GIT_PREFIX": "x/"},
    "settings": lambda case: {
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(case.program),
        "GIT_CONFIG_KEY_1": "log.showSignature",
        "GIT_CONFIG_VALUE_1": "true",
    },
    "programs": lambda case: {
        name: str(case.program)
        for name in ("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PAGER", "PAGER", "GIT_EDITOR",
                     "GIT_ASKPASS", "GIT_PROXY_COMMAND", "GIT_SEQUENCE_EDITOR", "SSH_ASKPASS", "GIT_TRACE2_EVENT")
    },
    "another git": lambda case: {"GIT_EXEC_PATH": str(_written(case, "git").parent)},
    "git on the way": lambda _: {"PATH": f".:{os.environ['PATH']}"},
}  # fmt: skip


def _written(case: Case, name: str) -> Path:
    folder = case.folder.parent / "written"
    folder.mkdir(exist_ok=True)
    shutil.copy(case.program, folder / name)
    return folder / name


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_decides_nothing(case: Case, name: str) -> None:
    shutil.copy(case.program, case.folder / "git")
    merge(case)
    assert_removal_seen(case, ENVIRONMENTS[name](case))


# Settings of the repository, each of which can name a program.

SETTINGS = (
    "core.pager", "core.editor", "core.sshCommand", "core.gitProxy", "core.fsmonitor", "core.askPass",
    "core.alternateRefsCommand", "core.attributesFile", "credential.helper", "diff.external", "diff.x.textconv",
    "diff.x.command", "filter.x.clean", "filter.x.smudge", "filter.x.process", "gpg.program", "gpg.openpgp.program",
    "gpg.ssh.program", "gpg.x509.program", "merge.x.driver", "mergetool.x.cmd", "difftool.x.cmd", "browser.x.cmd",
    "interactive.diffFilter", "sequence.editor", "pager.log", "pager.rev-list", "pager.diff-tree", "trailer.x.cmd",
    "uploadpack.packObjectsHook", "alias.rev-parse", "alias.cat-file", "alias.ls-tree", "alias.log", "alias.rev-list",
    "trace2.eventTarget", "remote.origin.uploadpack", "remote.origin.proxy", "gc.recentObjectsHook",
    "tar.x.command", "sendemail.x", "imap.tunnel", "web.browser", "instaweb.httpd", "help.browser", "man.x.cmd",
)  # fmt: skip
HOOKS = ("post-checkout", "pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman",
         "post-rewrite", "pre-auto-gc", "proc-receive", "post-merge", "query-watchman")  # fmt: skip


def _programs(case: Case) -> None:
    """Name the program in every setting of the repository that can name one, and in its hooks and attributes."""
    with (case.folder / ".git" / "config").open("a", encoding="utf-8") as config:
        for setting in SETTINGS:
            section, _, name = setting.rpartition(".")
            first, _, second = section.partition(".")
            config.write(f"[{first}{f' {chr(34)}{second}{chr(34)}' if second else ''}]\n\t{name} = {case.program}\n")
        config.write("[log]\n\tshowSignature = true\n\tfollow = true\n\tmailmap = true\n[core]\n\tcommitGraph = true\n")
        config.write("[diff]\n\tnoprefix = true\n[color]\n\tui = always\n[core]\n\tquotePath = true\n")
    (case.folder / ".git" / "info").mkdir(exist_ok=True)
    (case.folder / ".git" / "info" / "attributes").write_text("*.yaml diff=x filter=x merge=x\n")
    for hook in HOOKS:
        shutil.copy(case.program, case.folder / ".git" / "hooks" / hook)


def _signed(folder: Path) -> None:
    """Make HEAD a commit with a signature, which git would have a program look at."""
    raw = git(folder, "cat-file", "commit", "HEAD")
    head, _, message = raw.partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=folder, input=f"{head}\n{signature}\n\n{message}".encode(), capture_output=True, check=True,
    )  # fmt: skip
    git(folder, "update-ref", "HEAD", made.stdout.decode().strip())


def test_no_setting_of_the_repository_runs_a_program(case: Case) -> None:
    merge(case)
    _signed(case.folder)
    _programs(case)
    subprocess.run(["git", "log", "-p", "--ext-diff"], cwd=case.folder, capture_output=True, check=False)
    assert case.mark.exists(), "git itself would have run it"
    assert_removal_seen(case)


def test_replaced_and_grafted_commits_are_not_believed(case: Case) -> None:
    merge(case)
    base, mine = (git(case.folder, "rev-parse", name).strip() for name in ("HEAD^1", "HEAD^2"))
    git(case.folder, "replace", base, mine)
    assert_removal_seen(case)
    git(case.folder, "replace", "-d", base)
    head = git(case.folder, "rev-parse", "HEAD").strip()
    (case.folder / ".git" / "info").mkdir(exist_ok=True)
    (case.folder / ".git" / "info" / "grafts").write_text(f"{head} {mine}\n")
    assert_removal_seen(case)


def test_a_head_that_is_replaced_does_not_move_the_base(case: Case) -> None:
    """The base is HEAD's parent. A replacement of HEAD could name the pull request's own commit as that."""
    merge(case)
    head, mine = (git(case.folder, "rev-parse", name).strip() for name in ("HEAD", "HEAD^2"))
    other = git(case.folder, "commit-tree", "-p", mine, "-m", "Merge", f"{mine}^{{tree}}").strip()
    git(case.folder, "replace", head, other)
    assert_removal_seen(case)


def test_a_plan_s_folder_whose_name_is_a_pattern(case: Case) -> None:
    """git would take a leading colon for magic, and look for the plan's files, and the ids they had, elsewhere."""
    git(case.folder, "checkout", "-q", "-f", "main")
    git(case.folder, "mv", "plan", ":plan")
    case.repository.plan = case.folder / ":plan"
    case.repository.commit("Move")
    case.repository.write({PRIORITY: ONE, "progress/1.1.yaml": '- {on: 2016-07-01, at: "1.1.1", note: Begun}\n'})
    case.repository.commit("Take it out")
    git(case.folder, "checkout", "-q", "-B", "mine")
    case.repository.write({PRIORITY: TWO.replace("Books bought", "Parents invited")})
    merge(case)
    assert "title=id-reused::" in stopped(case, {"PLAN": ":plan"})
    git(case.folder, "sparse-checkout", "set", "--no-cone", "/*", "!/:plan/progress/")
    assert "part of the plan is not in this sparse checkout: :plan/progress/1.1.yaml" in stopped(
        case, {"PLAN": ":plan"}
    )


# What git does not have, or does not tell.


def test_a_partial_clone_fetches_nothing_and_says_so(case: Case) -> None:
    merge(case)
    git(case.folder, "config", "uploadpack.allowFilter", "true")
    git(case.folder, "branch", "-q", "result")
    clone = case.folder.parent / "clone"
    git(clone.parent, "clone", "-q", "--filter=blob:none", "--branch", "result", f"file://{case.folder}", str(clone))
    with (clone / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(f'[remote "origin"]\n\tuploadpack = "touch {case.mark}; false"\n')
    partial = case._replace(repository=Repository.at(clone))
    assert "git does not have every file of that revision" in stopped(partial)
    assert f"git has no revision {'1' * 40}" in stopped(partial, base="1" * 40)


def test_a_shallow_clone_cannot_say_which_ids_were_used(case: Case) -> None:
    git(case.folder, "checkout", "-q", "-f", "main")
    case.repository.write({PRIORITY: ONE})
    case.repository.commit("Take it out")
    git(case.folder, "checkout", "-q", "-B", "mine")
    case.repository.write({PRIORITY: TWO.replace("Books bought", "Parents invited")})
    merge(case)
    assert "title=id-reused::" in stopped(case)
    git(case.folder, "branch", "-q", "result")
    clone = case.folder.parent / "clone"
    git(clone.parent, "clone", "-q", "--depth=2", "--branch", "result", f"file://{case.folder}", str(clone))
    said = stopped(case._replace(repository=Repository.at(clone)))
    assert "this clone is shallow, so no one can say which ids were used before" in said


def test_a_sparse_checkout_does_not_pass(case: Case) -> None:
    case.repository.write({"progress/1.1.yaml": '- {on: 2016-07-01, at: "1.1.1", note: Begun}\n'})
    merge(case)
    git(case.folder, "sparse-checkout", "set", "--no-cone", "/*", "!/plan/progress/")
    assert not (case.folder / "plan" / "progress").exists()
    _programs(case)
    assert "part of the plan is not in this sparse checkout: plan/progress/1.1.yaml" in stopped(case)


def test_a_repository_of_another_owner_is_told_with_git_s_own_advice(case: Case) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to someone else")
    merge(case)
    for path in (case.folder, case.folder / ".git"):
        os.chown(path, 12345, 12345)
    said = stopped(case, {"HOME": str(case.folder.parent)})
    assert "dubious ownership" in said
    assert "git config --global --add safe.directory" in said
    for name, file in (("HOME", ".gitconfig"), ("XDG_CONFIG_HOME", "git/config")):
        trusting = case.folder.parent / name
        (trusting / file).parent.mkdir(parents=True)
        (trusting / file).write_text(f"[safe]\n\tdirectory = {case.folder}\n")
        assert_removal_seen(case, {"HOME": str(case.folder.parent), name: str(trusting)})


def test_without_git_nothing_passes(case: Case) -> None:
    merge(case)
    nothing = case.folder.parent / "nothing"
    nothing.mkdir()
    for name in ("bash", "cat", "env"):
        (nothing / name).symlink_to(shutil.which(name) or name)
    assert "git is not on PATH" in stopped(case, {"PATH": str(nothing)})
