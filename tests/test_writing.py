"""Writing replaces files whole or not at all, and never what someone else has written meanwhile."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, found_in, loaded, write_plan
from si_plan import checks
from si_plan.editing.changes import Change, Recorded, edit_plan
from si_plan.sources import Source
from si_plan.writing import ChangedMeanwhileError, locked, replace_all
from si_plan.writing.disk import WriteError
from si_plan.writing.outputs import fresh_file, fresh_folder, replace_file, replace_folder
from sweeping import times

NEW_LOG = Change("progress/1.1.yaml", "plan/progress/1.1.yaml", None, "- on: 2016-10-03\n")
TITLE = Change(PRIORITY, f"plan/{PRIORITY}", BASE[PRIORITY], BASE[PRIORITY].replace("Every", "Each"))


def write(folder: Path, *changes: Change) -> None:
    """Write the changes of a plan's files."""
    replace_all(folder, [one.write for one in changes])


def files_in(folder: Path) -> dict[str, str]:
    """Every file below a folder with its text, temporary ones too."""
    return {str(one.relative_to(folder)): one.read_text() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_several_files_are_written(tmp_path: Path) -> None:
    write(write_plan(tmp_path), NEW_LOG, TITLE)
    assert files_in(tmp_path) == {**BASE, NEW_LOG.path: NEW_LOG.after, PRIORITY: TITLE.after}


def test_a_file_changed_meanwhile_is_not_overwritten_nor_any_other(tmp_path: Path) -> None:
    write_plan(tmp_path, {PRIORITY: "newer"})
    with pytest.raises(ChangedMeanwhileError, match="was changed by something else"):
        write(tmp_path, NEW_LOG, TITLE)
    assert files_in(tmp_path) == {**BASE, PRIORITY: "newer"}
    assert not (tmp_path / "progress").exists()


def test_a_new_file_that_someone_made_meanwhile_is_kept(tmp_path: Path) -> None:
    write_plan(tmp_path, {NEW_LOG.path: "theirs"})
    with pytest.raises(ChangedMeanwhileError):
        write(tmp_path, NEW_LOG)
    assert (tmp_path / NEW_LOG.path).read_text() == "theirs"


def test_what_an_editor_saved_meanwhile_is_read_again_and_kept(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    saved: list[str] = []

    def make(sources: list[Source]) -> Recorded:
        text = next(one.text or "" for one in sources if one.path == PRIORITY)
        if not saved:  # the editor saves once, after siplan has read
            saved.append(text)
            (folder / PRIORITY).write_text(f"# saved\n{text}")
        return Recorded((), (Change(PRIORITY, PRIORITY, text, text.replace("Every", "Each")),))

    edit_plan(folder, "plan", tmp_path / "state", make)
    assert (folder / PRIORITY).read_text() == f"# saved\n{TITLE.after}"


def test_a_failed_write_leaves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plan(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left"):
        write(tmp_path, NEW_LOG, TITLE)
    assert files_in(tmp_path) == BASE
    assert not (tmp_path / "progress").exists()


def test_a_failed_rename_puts_back_the_files_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plan(tmp_path)
    rename = os.replace
    done: list[str] = []

    def second_fails(one: str, other: str) -> None:
        done.append(other)
        if len(done) == 2:
            raise PermissionError(13, "Permission denied")
        rename(one, other)

    monkeypatch.setattr(os, "replace", second_fails)
    with pytest.raises(WriteError, match="Permission denied"):
        write(tmp_path, TITLE, NEW_LOG)
    assert files_in(tmp_path) == BASE
    assert len(done) == 3


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="a folder cannot be opened here")
def test_new_names_are_on_the_disk_before_it_is_said_that_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text of each file before it takes its name, then each folder in which a name is new."""
    write_plan(tmp_path)
    fsync, rename = os.fsync, os.replace
    done: list[str] = []

    def synced(descriptor: int) -> None:
        here = os.fstat(descriptor)
        name = next((one for one in ("priorities", "progress") if os.path.samestat(here, os.stat(tmp_path / one))), "")
        done.append(name if stat.S_ISDIR(here.st_mode) else "a file")
        fsync(descriptor)

    def renamed(one: str, other: str) -> None:
        done.append("a name")
        rename(one, other)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    write(tmp_path, NEW_LOG, TITLE)
    assert done[:4] == ["a file", "a file", "a name", "a name"]
    assert sorted(done[4:]) == ["priorities", "progress"]


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="a folder cannot be opened here")
def test_a_file_and_a_folder_of_no_plan_are_on_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, rename = os.fsync, os.replace
    done: list[str] = []

    def synced(descriptor: int) -> None:
        done.append("a folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "a file")
        fsync(descriptor)

    def renamed(one: str, other: str) -> None:
        done.append("a name")
        rename(one, other)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    replace_file(tmp_path / "x", "x", b"new")
    assert done == ["a file", "a name", "a folder"]
    done.clear()
    replace_folder(tmp_path / "site", {"index.html": b"x", "a/b.html": b"y"})
    assert sorted(done[:4]) == ["a file", "a file", "a folder", "a folder"]
    assert done[4:] == ["a name", "a folder"]
    assert files_in(tmp_path) == {"x": "new", "site/index.html": "x", "site/a/b.html": "y"}


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_the_mode_of_a_new_file_of_no_plan_is_what_the_user_grants(tmp_path: Path) -> None:
    for mask in (0o022, 0o077):
        before = os.umask(mask)
        try:
            replace_file(tmp_path / oct(mask), "x", b"new")
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / oct(mask)).stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failed_write_leaves_what_is_no_plan_s(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_file(tmp_path / "x", "x", b"old")
    replace_folder(tmp_path / "site", {"index.html": b"old"})
    before = files_in(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, full)
    with pytest.raises(WriteError, match=r"siplan cannot write .*x: No space left"):
        replace_file(tmp_path / "x", "x", b"new")
    with pytest.raises(WriteError, match=r"siplan cannot write .*site: No space left"):
        replace_folder(tmp_path / "site", {"index.html": b"new"})
    assert files_in(tmp_path) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["site", "x"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_is_written_bit_by_bit_is_there_whole_or_not_at_all(error: type[BaseException], tmp_path: Path) -> None:
    replace_file(tmp_path / "x", "x", b"old")
    replace_folder(tmp_path / "site", {"index.html": b"old"})
    before = files_in(tmp_path)

    def write_half(file: Path) -> None:
        file.write_bytes(b"half")
        raise error

    for name in ("x", "new"):
        with pytest.raises(error), fresh_file(tmp_path / name, name) as beside:
            write_half(Path(beside))
    for name in ("site", "another"):
        with pytest.raises(error), fresh_folder(tmp_path / name) as fresh:
            write_half(fresh / "half")
    assert files_in(tmp_path) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["site", "x"]
    with fresh_file(tmp_path / "x", "x") as beside, fresh_folder(tmp_path / "site") as fresh:
        Path(beside).write_bytes(b"new")
        (fresh / "a").write_bytes(b"new")
        assert files_in(tmp_path).items() >= before.items()
    assert files_in(tmp_path) == {"x": "new", "site/a": "new"}


def test_what_a_kill_left_is_cleared(tmp_path: Path) -> None:
    write_plan(tmp_path)
    (tmp_path / "priorities" / ".siplan-abc.tmp").write_text("half")
    write(tmp_path, TITLE)
    assert files_in(tmp_path) == {**BASE, PRIORITY: TITLE.after}


@pytest.mark.skipif(os.name == "nt", reason="modes and links are POSIX's")
def test_modes_are_kept_and_links_followed_inside_the_plan_alone(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    (folder / "kept.yaml").write_text(BASE[PRIORITY])
    (folder / "kept.yaml").chmod(0o640)
    (folder / PRIORITY).unlink()
    (folder / PRIORITY).symlink_to("../kept.yaml")
    write(folder, TITLE)
    assert (folder / PRIORITY).is_symlink()
    assert (folder / "kept.yaml").read_text() == TITLE.after
    assert stat.S_IMODE((folder / "kept.yaml").stat().st_mode) == 0o640
    (tmp_path / "out").mkdir()
    (folder / "progress").symlink_to("../out")
    with pytest.raises(WriteError, match="outside the plan"):
        write(folder, NEW_LOG)
    assert list((tmp_path / "out").iterdir()) == []


RECORD = """
import sys
from datetime import date
from pathlib import Path
from si_plan.editing.changes import Recorded, edit_plan
from si_plan.editing.recording import record_entries
from si_plan.loading import SoundPlan, load
from si_plan.model.progress import Entry
from si_plan.writing.disk import WriteError


def record(sources: list) -> Recorded:
    loaded = load(sources, "plan")
    return record_entries(SoundPlan(loaded.plan, loaded, sources, "plan"), [entry])


folder, state, who, times = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
for number in range(times):
    entry = Entry(on=date(2016, 10, 3), at="1.1.1", note=f"update {who} {number}")
    while True:
        try:
            edit_plan(folder, "plan", state, record)
            break
        except WriteError as busy:  # on a busy machine the lock may not come round to one of many within its minute
            assert "lock for a minute" in busy.message
"""
"""A process that records one entry after another, and tries again where others have held the lock."""


def start(folder: Path, state: Path, who: int, times: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", RECORD, str(folder), str(state), str(who), str(times)])


def check_many(folder: Path, processes: int, times: int) -> None:
    """Processes that record at once lose none of each other's entries, and leave a sound plan."""
    plan = write_plan(folder / "plan")
    running = [start(plan, folder / "state", who, times) for who in range(processes)]
    assert [one.wait(600) for one in running] == [0] * processes
    found = loaded(plan)
    assert checks.errors(found) == []
    assert found.plan is not None
    notes = [entry.note for entry in found.plan.logs["1.1"]]
    assert sorted(map(str, notes)) == sorted(f"update {who} {one}" for who in range(processes) for one in range(times))
    for who in range(processes):  # and each process's own stand in the order in which it recorded them
        own = [note for note in notes if note and note.startswith(f"update {who} ")]
        assert own == [f"update {who} {one}" for one in range(times)]


def test_two_processes_at_once_lose_neither_s_updates(tmp_path: Path) -> None:
    check_many(tmp_path, 2, 5)


@pytest.mark.sweep
def test_eight_processes_with_four_hundred_updates(tmp_path: Path) -> None:
    check_many(tmp_path, 8, times(50))


KILLED = """
import os, signal, sys, tempfile
from pathlib import Path
from si_plan import writing
from si_plan.editing.changes import Change

folder, stop = Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def counted(call):
    def instead(*arguments, **named):
        global calls
        calls += 1
        if calls == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **named)
    return instead
for name in ("fsync", "chmod", "replace", "unlink", "mkdir"):
    setattr(os, name, counted(getattr(os, name)))
tempfile.mkstemp = counted(tempfile.mkstemp)
texts = [(folder / path).read_text() for path in sys.argv[3:]]
changes = [Change(p, p, t, t.replace("Reading", "READING")) for p, t in zip(sys.argv[3:], texts)]
changes.append(Change("progress/1.1.yaml", "log", None, "- new\\n"))
writing.replace_all(folder, [one.write for one in changes])
"""
"""A process that is killed at the n-th call that touches the disk."""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_at_any_moment_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    paths = ["areas.yaml", "measures.yaml"]
    ended = False
    for stop in range(1, 40):
        folder = write_plan(tmp_path / str(stop))
        done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(stop), *paths], check=False)
        ended = done.returncode == 0
        for path in paths:
            assert (folder / path).read_text() in (BASE[path], BASE[path].replace("Reading", "READING"))
        log = folder / "progress" / "1.1.yaml"
        assert not log.exists() or log.read_text() == "- new\n"
        assert not [one for one in found_in(folder) if one.location.file.endswith(".tmp")]  # the reader passes it over
        if ended:
            break
        write(folder, TITLE, Change("progress/2.yaml", "log", None, "x"))
        text = (folder / "areas.yaml").read_text()
        write(folder, Change("areas.yaml", "areas.yaml", text, f"{text}#\n"))
        assert not list(folder.rglob("*.tmp"))  # the next writes into its folders cleared what it left
    assert ended
    assert stop > 8


@pytest.mark.skipif(os.name == "nt", reason="limits are POSIX's")
def test_a_full_disk_leaves_everything(tmp_path: Path) -> None:
    """The system itself refuses to write more than a few bytes. -B: of the modules that are imported then, Python would
    keep the few bytes as their compiled code."""
    folder = write_plan(tmp_path)
    code = (
        "import resource, signal, sys\nfrom si_plan.cli.app import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))\n"
        "sys.exit(run(sys.argv[1:]))"
    )
    arguments = ["--plan", str(folder), "update", "1.1.1", "--note", "a note that is longer than what may be written"]
    done = subprocess.run([sys.executable, "-B", "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert ": File too large (nothing was changed)" in done.stderr
    assert files_in(folder) == BASE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system's administrator may write everywhere")
def test_a_folder_that_may_not_be_written_is_an_error(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    (folder / "priorities").chmod(0o555)
    with pytest.raises(WriteError, match="Permission denied"):
        write(folder, TITLE)
    (folder / "priorities").chmod(0o755)
    assert files_in(tmp_path) == BASE


def test_a_lock_that_is_held_is_waited_for_and_then_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from si_plan import writing

    monkeypatch.setattr(writing, "PATIENCE", 0.05)
    running = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\nfrom si_plan.writing import locked\n"
            "with locked(Path(sys.argv[1]), Path(sys.argv[2])):\n    print('held', flush=True)\n    sys.stdin.read()",
            str(tmp_path),
            str(tmp_path / "state"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"held\n"
    with pytest.raises(WriteError, match="has been changing this plan"), locked(tmp_path, tmp_path / "state"):
        pass
    running.communicate()
    with locked(tmp_path, tmp_path / "state"):  # a lock ends with the process that held it
        pass


def test_a_state_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(WriteError, match="cannot lock the plan"), locked(tmp_path, tmp_path / "state"):
        pass


def test_an_interruption_between_renames_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plan(tmp_path)
    rename = os.replace
    done: list[str] = []

    def interrupted(one: str, other: str) -> None:
        done.append(other)
        if len(done) == 2:
            raise KeyboardInterrupt
        rename(one, other)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, TITLE, NEW_LOG)
    assert files_in(tmp_path) == BASE
