"""Returns as CSV: what spreadsheets make of them on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, write_plan
from filled import DONE, Office, fill_csv, saved_csv
from si_plan.returns.cells import UnreadableReturnError
from si_plan.returns.reading import read_return

ANSWERS = {"2.2.1": {**DONE, "Note": "Für alle – “agreed” £5; more, and more"}, "3.1.1": {"Note": "- two\n- lines"}}
HEAD = "ID,Status,Note,Evidence,Date,Reference\r\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_whatever_a_spreadsheet_saves_is_read(tmp_path: Path, encoding: str, separator: str) -> None:
    office = Office(tmp_path)
    rows = fill_csv(office.asks(name="hsi.csv"), ANSWERS)
    (tmp_path / "back.csv").write_bytes(saved_csv(rows, encoding, separator))
    ran = office.collects("back.csv")
    assert (ran.code, ran.err) == (0, "")
    logs = "".join(office.logs().values())
    assert "Für alle – “agreed” £5; more, and more" in logs
    assert "    - two\n    - lines" in logs
    assert office.collects("back.csv").out.startswith("No rows recorded, 2 recorded already")


def test_what_excel_makes_of_ids_dates_and_line_ends_is_undone(tmp_path: Path) -> None:
    priority = BASE[PRIORITY].partition("    milestones:")[0].replace('"1.1"', '"1.10"') + "    due: 2016-09\n"
    office = Office(tmp_path, write_plan(tmp_path / "base", {PRIORITY: priority}))
    rows = fill_csv(office.asks("HT", name="ht.csv"), {})
    place = {name: number for number, name in enumerate(rows[0])}
    (whole,) = rows[1:]
    assert whole[0] == "1.10"
    whole[place["ID"]] = "1.1"
    whole[place["Note"]] = "one\r\ntwo"
    whole[place["Date"]] = "03/10/2016"
    blank = [[""] * len(rows[0]), ["Returned by the office", *[""] * (len(rows[0]) - 1)]]
    (tmp_path / "ht.csv").write_bytes(saved_csv([*blank, *rows, blank[0]], "cp1252", ";"))
    ran = office.collects("ht.csv")
    assert (ran.code, ran.err) == (0, ""), ran.out
    (text,) = office.logs().values()
    assert 'at: "1.10"' in text
    assert "on: 2016-10-03" in text
    assert "    one\n    two" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is no return"),
        ("a,b\n1,2\n", "it is no return"),
        (HEAD.replace(",Date", ""), "the column Date is missing"),
        (HEAD.replace("Date", "Status,Date"), "two columns are called Status"),
        (HEAD + '"2.2.1', "it is no CSV from line"),
        ("\x00" * 100, "which letters its bytes are"),
        (HEAD + "x" * 3_000_000, "far larger"),
    ],
)
def test_what_is_no_return_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnreadableReturnError) as refused:
        read_return(text.encode(), "a.csv")
    assert said in refused.value.message


def test_a_formula_in_csv_is_refused_and_what_only_looks_like_one_is_text(tmp_path: Path) -> None:
    office = Office(tmp_path)
    rows = fill_csv(office.asks(name="hsi.csv"), {"2.2.1": {"Note": "=1+1"}, "3.1.1": {"Note": "'=1+1"}})
    (tmp_path / "hsi.csv").write_bytes(saved_csv(rows))
    ran = office.collects("hsi.csv", "--partial")
    assert ran.code == 1
    assert "it is a formula" in ran.out
    assert list(office.logs()) == ["3.1.yaml"]
    assert 'note: "=1+1"' in office.logs()["3.1.yaml"] or "note: =1+1" in office.logs()["3.1.yaml"]


LETTERS = "£5 for the café, ½ each: Ünal, Zoë, Øre, Façade; 5¢"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850", "latin-1"])
def test_letters_are_read_as_they_were_written(tmp_path: Path, encoding: str) -> None:
    office = Office(tmp_path)
    rows = fill_csv(office.asks(name="hsi.csv"), {"2.2.1": {"Note": LETTERS}})
    (tmp_path / "hsi.csv").write_bytes(saved_csv(rows, encoding))
    ran = office.collects("hsi.csv")
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert LETTERS in "".join(office.logs().values())


@pytest.mark.parametrize("encoding", ["mac_roman", "iso8859-15", "cp437", "cp1250", "utf-16-le", "koi8-r", "ascii"])
def test_letters_that_nothing_tells_for_certain_are_refused(tmp_path: Path, encoding: str) -> None:
    office = Office(tmp_path)
    rows = fill_csv(office.asks(name="hsi.csv"), {"2.2.1": {"Note": LETTERS}})
    (tmp_path / "hsi.csv").write_bytes(saved_csv(rows, encoding))
    ran = office.collects("hsi.csv")
    assert ran.code == 1
    assert office.logs() == {}
    assert "save it as CSV UTF-8" in ran.out or "is lost" in ran.out


def test_a_file_read_in_a_wrong_encoding_and_saved_so_is_refused(tmp_path: Path) -> None:
    office = Office(tmp_path)
    rows = fill_csv(office.asks(name="hsi.csv"), {"2.2.1": {"Note": LETTERS}})
    (tmp_path / "hsi.csv").write_bytes(saved_csv(rows, "utf-8").decode("cp1252").encode("utf-8-sig"))
    ran = office.collects("hsi.csv")
    assert ran.code == 1
    assert "is lost" in ran.out
    assert office.logs() == {}
