"""Parquet and SQLite: what JSON says, typed; a part for each member; whole or not at all, and never more in memory than
it takes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow.parquet as pq
import pytest
import typer
from typer.main import get_command

from asking import asked, shipped
from example_plan import write_plan
from hostile_plan import PAYLOADS, files
from running import ON, siplan
from sample_plan import write_sample
from si_plan.cli.app import app
from si_plan.cli.data_files import save_data
from si_plan.documents.blocks import document
from si_plan.documents.records import Batches, Columns, Records, inside, integer, text
from si_plan.errors import UsageError
from si_plan.formats import parquet
from si_plan.formats.table import AnswerFormat
from si_plan.queries.across import merge_lists
from si_plan.queries.export import Exported, export
from si_plan.queries.selection import Question, question_of
from si_plan.views import View
from si_plan.views.export import COLUMNS, MEANINGS

QUESTIONS: Final = (
    ("export",), ("export", "--all"), ("export", "--lead", "HSI"), ("overdue",), ("due", "--within", "90d"),
    ("by-owner",), ("by-owner", "HSI"), ("coverage",), ("coverage", "--matrix"), ("coverage", "--gaps"), ("status",),
    ("status", "--timeline"), ("status", "--trend"), ("slippage",), ("list",), ("list", "--kind", "note"),
    ("measures",), ("show", "2.4"), ("show", "2.4", "--history"),
)  # fmt: skip
DATA: Final = [form for form in AnswerFormat if form.is_data]


def plain(value: Any) -> Any:
    """A value of a file as JSON has it, but for what is nested."""
    return value.isoformat() if isinstance(value, date) else value


def in_parquet(file: Path) -> list[dict[str, Any]]:
    return [{name: plain(value) for name, value in row.items()} for row in pq.read_table(file).to_pylist()]


def ask(sql: str) -> list[tuple[Any, ...]]:
    """The rows that DuckDB answers with."""
    with closing(duckdb.connect()) as engine:
        return engine.execute(sql).fetchall()


def in_sqlite(file: Path, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')]


def asked_in_each(arguments: tuple[str, ...], plan: Path, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of an answer, by format; what a file has as JSON in a text is read where JSON has no text there."""
    for form in ("json", "parquet", "sqlite"):
        ran = siplan(*arguments, *ON, "--out", str(folder / f"x.{form}"), plan=plan)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    whole = json.loads((folder / "x.json").read_bytes())
    table = whole["schema"].split("/")[1].replace("-", "_")
    found = {"parquet": in_parquet(folder / "x.parquet"), "sqlite": in_sqlite(folder / "x.sqlite", table)}
    for rows in found.values():
        assert len(rows) == len(whole["rows"])
        for row, other in zip(rows, whole["rows"], strict=True):
            for name, value in other.items():
                if isinstance(value, (list, dict)) and isinstance(row[name], str):
                    row[name] = json.loads(row[name])
    return {"json": whole["rows"], **found}


@pytest.mark.parametrize("arguments", QUESTIONS, ids=" ".join)
def test_rows_are_those_of_json(arguments: tuple[str, ...], tmp_path: Path) -> None:
    rows = asked_in_each(arguments, write_sample(tmp_path / "plan"), tmp_path)
    assert rows["json"] == rows["parquet"] == rows["sqlite"]


def test_hostile_text_is_data(tmp_path: Path) -> None:
    """A format of typed data has no syntax to break out of: the text comes back as it stands in the plan."""
    for payload in (" ".join(PAYLOADS), "x'); DROP TABLE export; --"):
        folder = tmp_path / str(len(payload))
        rows = asked_in_each(("export",), write_plan(folder / "plan", files(payload)), folder)
        assert rows["json"] == rows["parquet"] == rows["sqlite"]
        assert any(payload in row["text"] for row in rows["json"])


def test_columns_have_their_types(tmp_path: Path) -> None:
    siplan("export", *ON, "--out", str(tmp_path / "x.parquet"))
    described = {row[0]: row[1] for row in ask(f"DESCRIBE FROM '{tmp_path}/x.parquet'")}
    days = {"earliest", "latest", "completed", "recorded", "as_of"}
    lists = {"areas", "measures", "leads", "lead_titles", "accountable"}
    numbers = {"days_overdue", "times_moved", "days_moved", "occurrences"}
    types = {
        name: "DATE" if name in days else "VARCHAR[]" if name in lists else "BIGINT" if name in numbers else "VARCHAR"
        for name in MEANINGS
    }
    assert described == {**types, "late": "BOOLEAN", "counted": "BOOLEAN"}


def test_a_file_says_what_its_rows_are_about(tmp_path: Path) -> None:
    for form in DATA:
        siplan("export", *ON, "--lead", "HSI", "--out", str(tmp_path / f"x.{form}"))
    details = shipped().details
    said = {
        "schema": "siplan/export/v1", "as_of": "2016-09-01", "plan": details.title, "authority": details.authority,
        "filters": '{"lead": "HSI"}',
    }  # fmt: skip
    metadata = pq.read_metadata(tmp_path / "x.parquet").metadata
    assert {key.decode(): value.decode() for key, value in metadata.items()} == {
        f"{parquet.PREFIX}{name}": value for name, value in said.items()
    }
    assert in_sqlite(tmp_path / "x.sqlite", "about") == [{**said, "portfolio": None, "missing": None}]
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("form", DATA)
def test_the_same_content_gives_the_same_bytes(form: AnswerFormat, tmp_path: Path) -> None:
    for name in ("a", "b"):
        siplan("export", *ON, "--out", str(tmp_path / f"{name}{form.ending}"))
    assert (tmp_path / f"a{form.ending}").read_bytes() == (tmp_path / f"b{form.ending}").read_bytes()


@pytest.mark.parametrize("form", DATA)
def test_it_takes_a_file(form: AnswerFormat, tmp_path: Path) -> None:
    for tty in (True, False):
        ran = siplan("export", *ON, "--format", form, tty=tty)
        assert (ran.code, ran.out) == (2, "")
        assert f"{form} is a file, and cannot be shown (add --out plan.{form})" in ran.err
    ran = siplan("export", *ON, "--format", form, "--out", f"{tmp_path}/")
    assert (ran.code, "is a folder (name a file" in ran.err) == (2, True)
    ran = siplan("export", *ON, "--format", form, "--out", "/dev/null")
    assert (ran.code, "it is a device or a folder" in ran.err) == (3, True)
    assert Path("/dev/null").is_char_device()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("si_plan.cli.libraries.find_spec", lambda _: None)
    ran = siplan("export", *ON, "--out", str(tmp_path / "x.parquet"))
    assert ran.code == 3
    assert (
        "--format parquet needs the library pyarrow, which is not installed (in siplan's folder: pip install -e "
        in (ran.err)
    )
    assert siplan("export", *ON, "--out", str(tmp_path / "x.sqlite")).code == 0


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_what_cannot_be_written_leaves_what_was_there(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"x.{form}").write_text("old")
    called = {"parquet": "pyarrow.array", "sqlite": "sqlite3.connect"}[form]

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full") if form == "sqlite" else OSError(28, "disk is full")

    monkeypatch.setattr(called, full)
    ran = siplan("export", *ON, "--out", str(tmp_path / f"x.{form}"))
    assert (ran.code, ran.out) == (3, "")
    assert "disk is full (nothing was changed)" in ran.err
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(f"x.{form}", "old")]


# Many plans: rows that come a member at a time.


def exported(row: tuple[str, Exported]) -> Exported:
    return row[1]


OF_MEMBERS: Final[Columns[tuple[str, Exported]]] = (
    text("member", lambda row: row[0]),
    *(inside(column, exported) for column in COLUMNS),
)
PARTS: Final = "FROM read_parquet('plans/*/*.parquet', hive_types = {'member': VARCHAR})"
NAMES: Final = ", ".join(f'"{column.name}"' for column in OF_MEMBERS)
MEMBERS: Final = ("oak-hill", "elm", "0042")


def of_members(_question: Question) -> Records[tuple[str, Exported]]:
    return Records("export", date(2016, 9, 1), None, OF_MEMBERS, (), {"portfolio": {"title": "Harbour Trust"}})


def batches(*members: str) -> Batches[tuple[str, Exported]]:
    for member in members:
        yield [(member, row) for row in export(shipped(), asked("2016-09-01"))]


def save(
    out: str, rows: Batches[Any], described: Callable[[Question], Records[Any]] = of_members, form: str = "parquet"
) -> int:
    """Write the rows of many plans as they come."""
    view = View[list[Any]](lambda *_: document(""), lambda question, _: described(question))
    answered = view.of_batches(rows, merge_lists)
    context, question = typer.Context(get_command(app)), question_of(shipped(), asked("2016-09-01"))
    return save_data(context, out, AnswerFormat[form], answered, question)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, where there is no plan."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_has_a_part_for_each_member(elsewhere: Path) -> None:
    for members in (MEMBERS, MEMBERS[:2]):
        save("plans/", batches(*members))
        found = sorted(path.relative_to(elsewhere).as_posix() for path in elsewhere.rglob("*") if path.is_file())
        assert found == sorted(f"plans/member={member}/part-0.parquet" for member in members)
    (elsewhere / "plans" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"has files that siplan did not write: notes\.txt"):
        save("plans", batches("elm"))


def test_a_folder_and_a_file_hold_the_same(elsewhere: Path) -> None:
    save("plans/", batches(*MEMBERS))
    for form in DATA:
        save(f"plans{form.ending}", batches(*MEMBERS), form=form)
    assert ask(f"SELECT {NAMES} {PARTS} ORDER BY ALL") == ask(f"SELECT {NAMES} FROM 'plans.parquet' ORDER BY ALL")
    in_parts = ask(f"SELECT member, id {PARTS} ORDER BY ALL")
    assert in_parts == sorted((row["member"], row["id"]) for row in in_sqlite(elsewhere / "plans.sqlite", "export"))
    found = ask(f"SELECT member, count(*) {PARTS} WHERE state = 'overdue' AND counted GROUP BY member ORDER BY member")
    overdue = sum(row.row.state == "overdue" and row.counted for row in export(shipped(), asked("2016-09-01")))
    assert found == [(member, overdue) for member in sorted(MEMBERS)]


@pytest.mark.parametrize("out", ["plans/", "plans.parquet", "plans.sqlite"])
def test_an_interruption_leaves_nothing_half_written(out: str, elsewhere: Path) -> None:
    form = "sqlite" if out.endswith("sqlite") else "parquet"
    save(out, batches("elm"), form=form)

    def interrupted() -> Batches[tuple[str, Exported]]:
        yield from batches("oak-hill")
        raise KeyboardInterrupt

    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}

    before = contents()
    with pytest.raises(KeyboardInterrupt):
        save(out, interrupted(), form=form)
    assert contents() == before


@pytest.mark.parametrize("member", ["..", "a/b", "A", "", "a\n", "a\\b"])
def test_nothing_but_an_id_becomes_a_part_of_a_path(member: str, elsewhere: Path) -> None:
    with pytest.raises(ValueError, match="not the id of a member"):
        save("plans/", [[(member, export(shipped(), asked("2016-09-01"))[0])]])
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("form", DATA)
def test_rows_are_written_before_all_have_come(form: AnswerFormat, elsewhere: Path) -> None:
    """However many there are, no more than so many are held: those of the members before are gone by then."""
    alive: list[int] = []
    most = 0

    class Row:
        def __init__(self, number: int) -> None:
            self.number = number
            alive.append(number)

        def __del__(self) -> None:
            alive.pop()

    def rows() -> Iterator[list[Row]]:
        nonlocal most
        for _ in range(1_000):
            yield [Row(number) for number in range(100)]
            most = max(most, len(alive))

    columns: Columns[Row] = (integer("number", lambda row: row.number),)
    described = Records("export", None, None, columns, ())
    assert save(f"x{form.ending}", rows(), lambda _: described, form) == 100_000
    assert most <= parquet.ROWS_AT_ONCE + 200
    found = in_parquet(elsewhere / "x.parquet") if form == "parquet" else in_sqlite(elsewhere / "x.sqlite", "export")
    assert len(found) == 100_000
    assert sum(row["number"] for row in found) == 1_000 * sum(range(100))
