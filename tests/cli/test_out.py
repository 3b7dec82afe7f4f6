"""Answers written to a file: the form by its name, whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from running import ON, siplan


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("x.txt", b"Overdue on 1 September 2016: 12\n"),
        ("x.json", b'{\n  "schema": "siplan/overdue/v1"'),
        ("x.jsonl", b'{"kind": "milestone"'),
        ("x.CSV", b"\xef\xbb\xbfkind,id,action"),
        ("x.md", b"## Overdue on 1 September 2016: 12\n"),
    ],
)
def test_the_ending_says_which_form(name: str, beginning: bytes, tmp_path: Path) -> None:
    ran = siplan("overdue", *ON, "--out", str(tmp_path / name), tty=True)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(beginning)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_option_wins_over_the_ending(tmp_path: Path) -> None:
    assert siplan("overdue", *ON, "--format", "json", "--out", str(tmp_path / "x.txt")).code == 0
    assert json.loads((tmp_path / "x.txt").read_bytes())["as_of"] == "2016-09-01"


def test_a_file_holds_what_standard_output_would(tmp_path: Path) -> None:
    siplan("list", *ON, "--out", str(tmp_path / "x.txt"))
    assert (tmp_path / "x.txt").read_text("utf-8") == siplan("list", *ON).out


def test_exit_code_goes_with_it(tmp_path: Path) -> None:
    assert siplan("overdue", *ON, "--exit-code", "--out", str(tmp_path / "x.csv")).code == 1
    assert (tmp_path / "x.csv").exists()


@pytest.mark.parametrize(
    ("out", "said"),
    [("x.docx", "does not say which form"), ("x", "does not say which form"), ("no/x.csv", "there is no folder")],
)
def test_wrong_names_are_told(out: str, said: str, tmp_path: Path) -> None:
    ran = siplan("overdue", *ON, "--out", str(tmp_path / out))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    ran = siplan("overdue", *ON, "--out", str(tmp_path / "x.csv"))
    assert (ran.code, "is a folder" in ran.err) == (2, True)


@pytest.mark.skipif(os.name != "posix", reason="modes and devices")
def test_what_stood_there_keeps_its_mode_and_devices_are_written_to(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("old")
    file.chmod(0o640)
    siplan("overdue", *ON, "--out", str(file))
    assert file.stat().st_mode & 0o777 == 0o640
    assert siplan("overdue", *ON, "--format", "csv", "--out", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_device_is_told() -> None:
    ran = siplan("overdue", *ON, "--format", "csv", "--out", "/dev/full")
    assert ran.code == 3
    assert "cannot be written" in ran.err
