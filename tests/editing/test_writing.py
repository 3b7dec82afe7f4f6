"""Writing replaces files whole or not at all, and never what someone else has written meanwhile."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, write_plan
from si_plan.editing.changes import Change, Recorded
from si_plan.editing.writing import ChangedMeanwhileError, WriteError, edit_plan, replace_all
from si_plan.sources import Source

NEW_LOG = Change("progress/1.1.yaml", "plan/progress/1.1.yaml", None, "- on: 2016-10-03\n")
TITLE = Change(PRIORITY, f"plan/{PRIORITY}", BASE[PRIORITY], BASE[PRIORITY].replace("Every", "Each"))


def files_in(folder: Path) -> dict[str, str]:
    """Every file below a folder with its text, temporary ones too."""
    return {str(one.relative_to(folder)): one.read_text() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_several_files_are_written(tmp_path: Path) -> None:
    replace_all(write_plan(tmp_path), [NEW_LOG, TITLE])
    assert files_in(tmp_path) == {**BASE, NEW_LOG.path: NEW_LOG.after, PRIORITY: TITLE.after}


def test_a_file_changed_meanwhile_is_not_overwritten_nor_any_other(tmp_path: Path) -> None:
    write_plan(tmp_path, {PRIORITY: "newer"})
    with pytest.raises(ChangedMeanwhileError, match="changed while"):
        replace_all(tmp_path, [NEW_LOG, TITLE])
    assert files_in(tmp_path) == {**BASE, PRIORITY: "newer"}
    assert not (tmp_path / "progress").exists()


def test_a_new_file_that_someone_made_meanwhile_is_kept(tmp_path: Path) -> None:
    write_plan(tmp_path, {NEW_LOG.path: "theirs"})
    with pytest.raises(ChangedMeanwhileError):
        replace_all(tmp_path, [NEW_LOG])
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
        replace_all(tmp_path, [NEW_LOG, TITLE])
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
        replace_all(tmp_path, [TITLE, NEW_LOG])
    assert files_in(tmp_path) == BASE
    assert len(done) == 3


def test_what_a_kill_left_is_cleared(tmp_path: Path) -> None:
    write_plan(tmp_path)
    (tmp_path / "priorities" / ".siplan-abc.tmp").write_text("half")
    replace_all(tmp_path, [TITLE])
    assert files_in(tmp_path) == {**BASE, PRIORITY: TITLE.after}


@pytest.mark.skipif(os.name == "nt", reason="modes and links are POSIX's")
def test_modes_are_kept_and_links_followed_inside_the_plan_alone(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    (folder / "kept.yaml").write_text(BASE[PRIORITY])
    (folder / "kept.yaml").chmod(0o640)
    (folder / PRIORITY).unlink()
    (folder / PRIORITY).symlink_to("../kept.yaml")
    replace_all(folder, [TITLE])
    assert (folder / PRIORITY).is_symlink()
    assert (folder / "kept.yaml").read_text() == TITLE.after
    assert stat.S_IMODE((folder / "kept.yaml").stat().st_mode) == 0o640
    (tmp_path / "out").mkdir()
    (folder / "progress").symlink_to("../out")
    with pytest.raises(WriteError, match="outside the plan"):
        replace_all(folder, [NEW_LOG])
    assert list((tmp_path / "out").iterdir()) == []
