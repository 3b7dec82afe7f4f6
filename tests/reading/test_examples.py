"""The example plans: every bad one gives its code where its expected.txt says, every good one does not.

`tests/examples/CODE/bad-NAME/` holds files to put over the base plan, `left-out.txt` those to leave out of it, and
`expected.txt` where siplan finds the code, and every error that it finds beside it. An example that needs what git
does not keep (a pipe, a link) is made here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from example_plan import BASE, EXAMPLES, PRIORITY, files_of, found_in, found_with, loaded, places, write_plan
from si_plan import checks
from si_plan.diagnostics import CODES, MOST_PER_FILE, Diagnostic
from si_plan.loading import Loaded
from si_plan.loading.parsing import MOST_DEPTH, MOST_NODES
from si_plan.sources import MOST_BYTES

_BAD = sorted(EXAMPLES.glob("*/bad-*"))
_GOOD = sorted(EXAMPLES.glob("*/good-*"))


def _name(example: Path) -> str:
    return f"{example.parent.name}/{example.name}"


def test_base_plan_is_sound(tmp_path: Path) -> None:
    assert places(found_in(write_plan(tmp_path))) == []


@pytest.mark.parametrize("example", _BAD, ids=_name)
def test_bad_example_gives_what_it_says_and_tells_what_to_do(example: Path, tmp_path: Path) -> None:
    expected = (example / "expected.txt").read_text().splitlines()
    code = example.parent.name
    read = loaded(write_plan(tmp_path, files_of(example)))
    every = checks.findings_to_show(read)
    found = [one for one in every if not one.answered_by]
    assert places([one for one in found if one.code == code or one.severity == "error"]) == expected
    assert code in {line.split()[1] for line in expected}
    for one in every:
        assert_tells_what_to_do(one, read)


@pytest.mark.parametrize("example", _GOOD, ids=_name)
def test_good_example_gives_no_error_and_not_the_code(example: Path, tmp_path: Path) -> None:
    found = found_in(write_plan(tmp_path, files_of(example)))
    assert places([one for one in found if one.code == example.parent.name or one.severity == "error"]) == []


def assert_tells_what_to_do(one: Diagnostic, read: Loaded) -> None:
    """It has a message and a hint, a line each, and a place that a source note can name."""
    assert one.hint, one
    assert one.message, one
    assert "\n" not in one.message + one.hint, one
    assert not one.message.endswith("."), one
    name, _, field = one.at.partition("#")
    record = read.plan.by_id.get(name) if read.plan is not None else None
    if record is not None and field and one.code not in ("unknown-field", "duplicate-id"):
        assert field in type(record).model_fields, "a source note could not name the place"


# What git does not keep, made here: each gives one place and its code.


def _pipe(plan: Path) -> str:
    os.mkfifo(plan / "priorities" / "2.yaml")
    return "priorities/2.yaml:1:1"


def _folder(plan: Path) -> str:
    (plan / "areas.yaml").unlink()
    (plan / "areas.yaml").mkdir()
    return "areas.yaml:1:1"


def _socket(plan: Path) -> str:
    os.mknod(plan / "priorities" / "2.yaml", 0o140644)
    return "priorities/2.yaml:1:1"


def _file_for_folder(plan: Path) -> str:
    (plan / "progress").write_text("- on: 2016-10-03\n")
    return "progress:1:1"


def _link_to_device(plan: Path) -> str:
    (plan / "source-notes.yaml").symlink_to("/dev/zero")
    return "source-notes.yaml:1:1"


def _link_to_file(plan: Path) -> str:
    (plan.parent / "secret.yaml").write_text("- secret\n")
    (plan / "source-notes.yaml").symlink_to(plan.parent / "secret.yaml")
    return "source-notes.yaml:1:1"


def _chain_of_links(plan: Path) -> str:
    _link_to_file(plan)
    (plan / "priorities" / "2.yaml").symlink_to("../source-notes.yaml")
    (plan / "source-notes.yaml").rename(plan / "notes")
    (plan / "priorities" / "2.yaml").unlink()
    (plan / "priorities" / "2.yaml").symlink_to("../notes")
    return "priorities/2.yaml:1:1"


def _dangling_link_out(plan: Path) -> str:
    (plan / "priorities" / "2.yaml").symlink_to("../../nowhere.yaml")
    return "priorities/2.yaml:1:1"


def _linked_folder(plan: Path) -> str:
    (plan.parent / "elsewhere").mkdir()
    (plan.parent / "elsewhere" / "1.1.yaml").write_text("- secret\n")
    (plan / "progress").symlink_to(plan.parent / "elsewhere")
    return "progress:1:1"


def _linked_folder_within(plan: Path) -> str:
    (plan.parent / "elsewhere").mkdir()
    (plan / "priorities" / "more").symlink_to(plan.parent / "elsewhere")
    return "priorities/more:1:1"


def _dangling_link(plan: Path) -> str:
    (plan / "priorities" / "2.yaml").symlink_to("3.yaml")
    return "priorities/2.yaml:1:1"


def _link_to_itself(plan: Path) -> str:
    (plan / "priorities" / "2.yaml").symlink_to("2.yaml")
    return "priorities/2.yaml:1:1"


def _folder_linked_to_itself(plan: Path) -> str:
    (plan / "progress").symlink_to("progress")
    return "progress:1:1"


def _one_byte_too_many(plan: Path) -> str:
    (plan / "priorities" / "2.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    return "priorities/2.yaml:1:1"


def _one_value_too_many(plan: Path) -> str:
    # The mapping, its three keys and two texts, the list: with these, one value more than may be.
    fields = 'id: "2"\ntitle: Many\nsuccess: ['
    (plan / "priorities" / "2.yaml").write_text(fields + ",".join("x" * (MOST_NODES - 6)) + "]\n")
    return f"priorities/2.yaml:3:{11 + 2 * (MOST_NODES - 7)}"


_MADE: list[tuple[str, Callable[[Path], str]]] = [
    ("not-a-file", _pipe),
    ("not-a-file", _folder),
    ("not-a-file", _socket),
    ("not-a-file", _file_for_folder),
    ("link-outside-plan", _link_to_device),
    ("link-outside-plan", _link_to_file),
    ("link-outside-plan", _chain_of_links),
    ("link-outside-plan", _dangling_link_out),
    ("link-outside-plan", _linked_folder),
    ("link-outside-plan", _linked_folder_within),
    ("unreadable", _dangling_link),
    ("unreadable", _link_to_itself),
    ("unreadable", _folder_linked_to_itself),
    ("file-too-large", _one_byte_too_many),
    ("too-many-nodes", _one_value_too_many),
]


@pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links are POSIX's")
@pytest.mark.parametrize(("code", "make"), _MADE, ids=[make.__name__.strip("_") for _, make in _MADE])
def test_special_file_is_refused_at_its_place(code: str, make: Callable[[Path], str], tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan")
    place = make(plan)
    assert places(found_in(plan)) == [f"{place} {code}"]


@pytest.mark.parametrize("listed", ["priorities", "progress"])
def test_folder_that_may_not_be_listed_is_unreadable(
    listed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = write_plan(tmp_path, {"progress/1.1.yaml": "- {on: 2016-10-03, at: 1.1.1, status: complete}\n"})

    def refusing(call: Callable[..., object]) -> Callable[..., object]:
        def refuse(path: str) -> object:
            if str(path).endswith(listed):
                raise PermissionError(13, "Permission denied", path)
            return call(path)

        return refuse

    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    monkeypatch.setattr(os, "listdir", refusing(os.listdir))
    assert places(found_in(plan)) == [f"{listed}:1:1 unreadable"]


def test_every_code_has_an_example() -> None:
    shown = {example.parent.name for example in _BAD} | {code for code, _ in _MADE}
    assert shown == {code for code, rule in CODES.items() if not rule.of_change and rule.stage != "portfolio"}


# The limits, from their sound side.


def test_limits_are_those_of_the_file_format() -> None:
    assert (MOST_BYTES, MOST_NODES, MOST_DEPTH, MOST_PER_FILE) == (1_048_576, 100_000, 32, 100)


def test_a_file_of_exactly_the_largest_size_is_read(tmp_path: Path) -> None:
    text = BASE[PRIORITY] + "#"
    assert found_with(tmp_path, {PRIORITY: text + "x" * (MOST_BYTES - len(text))}) == []


def test_a_file_of_exactly_the_most_values_is_read(tmp_path: Path) -> None:
    filled = BASE["roles.yaml"] + "  aliases: ["
    already = 1 + 1 + 6 + 2  # the list, the role, its three fields, the aliases' key and list
    aliases = ", ".join(f"x{number}" for number in range(MOST_NODES - already))
    assert found_with(tmp_path, {"roles.yaml": f"{filled}{aliases}]\n"}) == []
    assert found_with(tmp_path, {"roles.yaml": f"{filled}{aliases}, y]\n"})[0].endswith(" too-many-nodes")


@pytest.mark.parametrize("number", [MOST_PER_FILE, MOST_PER_FILE + 1, 3 * MOST_PER_FILE])
@pytest.mark.parametrize(
    ("mistake", "code"),
    [("- {id: B%d, title: x}\n", "bad-id"), ("- id: A%d\n  title:\n", "empty-value"), ("- A%d\n", "wrong-shape")],
    ids=["values", "yaml", "shapes"],
)
def test_a_hundred_errors_of_a_file_are_listed_and_the_rest_mentioned(
    number: int, mistake: str, code: str, tmp_path: Path
) -> None:
    text = BASE["areas.yaml"] + "".join(mistake % (place + 2) for place in range(number))
    found = [line.split()[1] for line in found_with(tmp_path, {"areas.yaml": text})]
    more = ["more-findings"] if number > MOST_PER_FILE else []
    assert found == [code] * MOST_PER_FILE + more


@pytest.mark.parametrize("number", [MOST_PER_FILE, MOST_PER_FILE + 1])
def test_a_hundred_unknown_references_are_listed_and_the_rest_mentioned(number: int, tmp_path: Path) -> None:
    see = ", ".join(f'"7.{place + 1}"' for place in range(number))
    text = BASE[PRIORITY].replace("    leads", f"    see: [{see}]\n    leads")
    found = [line.split()[1] for line in found_with(tmp_path, {PRIORITY: text})]
    assert found == ["unknown-reference"] * MOST_PER_FILE + ["more-findings"] * (number > MOST_PER_FILE)


def test_many_warnings_are_no_error(tmp_path: Path) -> None:
    """An officer who quotes no id at all has a plan that still answers."""
    see = ", ".join(["1.1"] * (MOST_PER_FILE + 1))
    text = BASE[PRIORITY].replace("    leads", f"    see: [{see}]\n    leads")
    found = found_in(write_plan(tmp_path, {PRIORITY: text}))
    assert {one.severity for one in found} == {"warning"}
    assert found[-1].code == "more-warnings"
