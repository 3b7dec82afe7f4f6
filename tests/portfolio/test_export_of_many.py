"""The export of many plans, read back by the engines that it is for: DuckDB and, where it is installed, Spark."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import duckdb
import pytest

import si_plan
from running import siplan
from si_plan.queries.counting import totals_of_rows
from trust import BOARD, plan_folders, write_trust

ON: Final = ("--as-of", str(BOARD))
OVERDUE: Final = "state = 'overdue' AND counted"
BY_MEMBER: Final = f"SELECT member, count(*) FROM export WHERE {OVERDUE} GROUP BY member ORDER BY member"


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the trust, and its export in every form of typed data."""
    folder = tmp_path_factory.mktemp("trust")
    write_trust(folder)
    for out in ("plans.parquet", "plans.sqlite", "plans/"):
        ran = siplan("export", *ON, "--format", forms(out), "--out", out, plan=Path("portfolio.yaml"), cwd=folder)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    return folder


def forms(out: str) -> str:
    return "sqlite" if out.endswith("sqlite") else "parquet"


@pytest.fixture(scope="module")
def counted(trust: Path) -> list[tuple[str, int]]:
    """How many records are overdue in each plan, as siplan counts when it is asked about one plan after another."""
    numbers = {
        member: sum(totals_of_rows(si_plan.overdue(si_plan.load(folder), BOARD).rows).numbers)
        for member, folder in plan_folders(trust).items()
    }
    return sorted((member, number) for member, number in numbers.items() if number)


def in_parts(trust: Path) -> str:
    return f"read_parquet('{trust.as_posix()}/plans/*/*.parquet', hive_types = {{'member': VARCHAR}})"


def test_duckdb_counts_in_a_partitioned_export_what_siplan_counts(trust: Path, counted: list[tuple[str, int]]) -> None:
    with closing(duckdb.connect()) as engine:
        engine.execute(f"CREATE VIEW export AS FROM {in_parts(trust)}")
        assert engine.execute(BY_MEMBER).fetchall() == counted
        (members,) = engine.execute("SELECT count(DISTINCT member) FROM export").fetchone() or ()
        assert members == len(plan_folders(trust))
        engine.execute(f"CREATE OR REPLACE VIEW export AS FROM '{trust.as_posix()}/plans.parquet'")
        assert engine.execute(BY_MEMBER).fetchall() == counted


def test_sqlite_does_too(trust: Path, counted: list[tuple[str, int]]) -> None:
    with closing(sqlite3.connect(trust / "plans.sqlite")) as database:
        assert database.execute(BY_MEMBER).fetchall() == counted


@pytest.mark.slow
def test_spark_does_too(trust: Path, counted: list[tuple[str, int]]) -> None:
    """In a process of its own: it starts a Java machine, whose warnings are no concern of ours."""
    pytest.importorskip("pyspark")
    code = (
        "import json, sys\n"
        "from pyspark.sql import SparkSession\n"
        "spark = SparkSession.builder.master('local[1]').config('spark.ui.enabled', False)"
        ".config('spark.sql.sources.partitionColumnTypeInference.enabled', False).getOrCreate()\n"
        "spark.read.parquet(sys.argv[1]).createOrReplaceTempView('export')\n"
        "print(json.dumps([list(row) for row in spark.sql(sys.argv[2]).collect()]))\n"
        "print(json.dumps(dict(spark.table('export').dtypes)))\n"
    )
    command = [sys.executable, "-c", code, str(trust / "plans"), BY_MEMBER]
    rows, types = map(
        json.loads, subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    )
    assert [tuple(row) for row in rows] == counted
    told = {"id": "string", "leads": "array<string>", "latest": "date", "due": "string", "days_overdue": "bigint"}
    assert types | told | {"counted": "boolean", "member": "string"} == types


def test_rows_are_those_of_json(trust: Path) -> None:
    ran = siplan("export", *ON, "--format", "json", plan=Path("portfolio.yaml"), cwd=trust)
    rows: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    with closing(duckdb.connect()) as engine:
        read = engine.execute(f"SELECT to_json(one) FROM '{trust.as_posix()}/plans.parquet' AS one").fetchall()
        assert [json.loads(row) for (row,) in read] == rows
        parts = engine.execute(f"SELECT member, count(*) FROM {in_parts(trust)} GROUP BY member").fetchall()
    assert dict(parts) == Counter(row["member"] for row in rows)


def test_a_member_that_is_missing_is_named_in_the_file(tmp_path: Path) -> None:
    write_trust(tmp_path)
    member, folder = next(iter(plan_folders(tmp_path).items()))
    (folder / "plan.yaml").write_text("title: [")
    ran = siplan("export", *ON, "--out", "x.sqlite", plan=Path("portfolio.yaml"), cwd=tmp_path)
    assert ran.code == 3
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        ((title, missing),) = database.execute("SELECT portfolio, missing FROM about")
        assert [one["member"] for one in json.loads(missing)] == [member]
        assert title
        found = database.execute("SELECT DISTINCT member FROM export").fetchall()
    assert len(found) == len(plan_folders(tmp_path)) - 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("out", ["plans/", "plans.sqlite"])
def test_an_interruption_leaves_what_was_there(out: str, tmp_path: Path) -> None:
    write_trust(tmp_path)

    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    before = contents()
    command = [sys.executable, "-m", "si_plan", "--plan", "portfolio.yaml", "export", *ON, "--out", out]
    with subprocess.Popen([*command, "--format", forms(out)], cwd=tmp_path, stderr=subprocess.PIPE) as process:
        while not list(tmp_path.glob(".*")):  # what is to take the place is being written beside it
            time.sleep(0.01)
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(60) != 0
    assert contents() == before
    assert not list(tmp_path.glob(".*"))
