"""The site: what is in it, that its links lead somewhere, that it is public, and where it refuses to be written."""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import si_plan
from asking import plan_of
from example_plan import BASE, write_plan
from hostile_plan import PAYLOADS, files
from running import siplan
from sample_plan import ON, sample
from si_plan.publishing.links import broken_links
from si_plan.publishing.listing import NAME, paths_of
from si_plan.publishing.site import files_of, site
from si_plan.reports.document import headline
from si_plan.reports.making import report


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return site(sample(), ON)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan, with an audience that has met and one that is internal."""
    audiences = (
        "audiences:\n"
        "  - {id: panel, title: The Panel, meetings: [2016-09-27, 2016-12-06]}\n"
        "  - {id: board, title: The Board, public: false}\n"
    )
    return write_plan(tmp_path / "repository" / "plan", {"plan.yaml": BASE["plan.yaml"] + audiences})


def published(plan: Path, out: Path) -> tuple[int, str, str]:
    ran = siplan("report", "--as-of", str(ON), "--out", f"{out}/", plan=plan)
    return ran.code, ran.out, ran.err


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def texts(content: bytes) -> list[str]:
    """The texts in a file: its own, or those of the files packed in it, without what its form folds or escapes."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        return [
            part.decode("utf-16-le" if name.endswith(".emf") else "utf-8", "replace") for name, part in parts.items()
        ]
    return [content.replace(b"\r\n ", b"").replace(b"\\", b"").decode()]


def test_what_is_in_it(made: dict[str, bytes]) -> None:
    assert {path for path in made if path.startswith(("index", "plan", "report", "meetings/"))} == {
        "index.html",
        "report.html",
        "plan.html",
        "reports/education-advisory-panel.html",
        "reports/cabinet-member.html",
        "reports/education-partnership.html",
        "meetings/education-advisory-panel-2016-06-14.html",
        "meetings/education-advisory-panel-2016-09-27.html",
        "meetings/education-advisory-panel-2016-12-06.html",
        "meetings/cabinet-member-2016-10-11.html",
        "meetings/cabinet-member-2017-01-17.html",
        "meetings/education-partnership-2016-10-05.html",
        "meetings/education-partnership-2017-01-25.html",
    }
    assert {
        "downloads/report.docx",
        "downloads/plan.docx",
        "downloads/plan.xlsx",
        "downloads/plan.md",
        "downloads/tracked.csv",
        "downloads/tracked.json",
        "downloads/deadlines.ics",
    } <= made.keys()
    assert "downloads/schemas/log.schema.json" in made
    assert paths_of(made[NAME].decode()) == made.keys()


def test_the_index_leads_with_the_headline_and_what_programs_read_stands_apart(made: dict[str, bytes]) -> None:
    index = made["index.html"].decode()
    said = headline(report(sample(), None, ON))
    places = [index.index(text) for text in (said, ">Reports<", ">Meetings<", ">Downloads<", ">For programs<")]
    assert places == sorted(places)
    assert index.index("schemas/log.schema.json") > places[-1]
    assert said in made["report.html"].decode()
    assert "The whole plan</h2>" in made["plan.html"].decode()
    assert "The whole plan</h2>" not in made["report.html"].decode()


def test_a_page_of_a_meeting_is_as_of_its_day(made: dict[str, bytes]) -> None:
    page = made["meetings/education-advisory-panel-2016-12-06.html"].decode()
    assert "Report for the Education Advisory Panel, 6 December 2016" in page
    assert "since the last meeting, 27 September 2016" in page


def test_nothing_that_is_not_marked_public_is_in_any_file(made: dict[str, bytes]) -> None:
    entries = [entry for log in sample().logs.values() for entry in log]
    shown = {text for one in entries if one.public for text in (one.reason, one.note, *one.evidence) if text}
    secret = {text for one in entries if not one.public for text in (one.reason, one.note, *one.evidence) if text}
    secret -= shown
    assert len(secret) > 10
    everything = "\n".join(text for content in made.values() for text in texts(content))
    assert [text for text in secret if text in everything or text.replace("'", "&#39;") in everything] == []
    assert any(text in everything for text in shown)
    assert "childrens-services-dmt" not in "".join(made)


def test_every_link_leads_somewhere_and_every_file_is_led_to(made: dict[str, bytes]) -> None:
    assert broken_links(made) == []
    for path, content in made.items():
        if path.startswith(("reports/", "meetings/")) and path.endswith(".html"):
            assert b'href="../index.html">All reports and downloads</a>' in content, path


def test_links_that_are_broken_are_found() -> None:
    assert broken_links(
        {
            "index.html": b'<a href="a/b.html#x">b</a><a href="c.html">c</a><a href="https://example.org">out</a>',
            "a/b.html": b'<p id="y"></p><a href="../index.html">back</a><a href="#y">y</a><a href="#z">z</a>',
            "d.txt": b"",
        }
    ) == [
        "index.html links to a/b.html#x, and a/b.html has no such place",
        "index.html links to c.html, and there is no c.html",
        "a/b.html links to #z, and a/b.html has no such place",
        "nothing leads to d.txt",
    ]


def test_the_same_plan_and_day_give_the_same_site(plan: Path) -> None:
    told = si_plan.load(plan)
    assert site(told, ON) == site(told, ON)


def test_hostile_text_breaks_no_link() -> None:
    made = site(plan_of(files(" ".join(PAYLOADS))), date(2016, 9, 15))
    assert broken_links(made) == []


def test_it_replaces_what_it_wrote_and_leaves_no_orphan(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    code, said, _ = published(plan, out)
    assert code == 0
    first = read(out)
    assert said == (f"wrote {len(first)} files to {out}/\nnot published, as the audience is internal: The Board\n")
    details = plan / "plan.yaml"
    details.write_text(details.read_text("utf-8").replace("2016-09-27, ", ""), "utf-8")
    assert published(plan, out)[0] == 0
    assert set(first) - set(read(out)) == {"meetings/panel-2016-09-27.html"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["repository", "site"]


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "deep/er/file", NAME])
def test_it_refuses_a_folder_that_holds_something_else(plan: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "site"
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("mine")
    code, _, err = published(plan, out)
    assert code == 2
    assert f"has files that siplan did not write: {name}" in err
    assert read(out) == {name: b"mine"}


def test_it_refuses_what_was_added_to_its_own_folder(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert published(plan, out)[0] == 0
    (out / "mine.html").write_text("mine")
    before = read(out)
    code, _, err = published(plan, out)
    assert (code, read(out)) == (2, before)
    assert "mine.html" in err


def test_a_folder_takes_an_empty_one_and_needs_its_parent(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert published(plan, tmp_path / "empty")[0] == 0
    assert published(plan, tmp_path / "no" / "site")[0] == 2
    (tmp_path / "file").write_text("")
    assert published(plan, tmp_path / "file")[0] == 2
    assert published(plan, plan)[0] == 2
    assert (plan / "plan.yaml").is_file()


def test_a_disk_that_fails_leaves_the_site_as_it_was(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    assert published(plan, out)[0] == 0
    before = read(out)
    sync = os.fsync
    synced: list[int] = []

    def full(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 3:
            raise OSError(28, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = published(plan, out)
    assert (code, read(out)) == (3, before)
    assert "No space left on device" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["repository", "site"]


def test_each_page_and_download_is_a_step(plan: Path) -> None:
    steps: list[None] = []
    loaded = si_plan.load(plan)
    site(loaded, ON, lambda: steps.append(None))
    assert len(steps) == files_of(loaded, ON)
