"""The JSON Schemas that editors use, beside the models: they agree on what a plan file may hold.

An editor reads YAML 1.2 with types (an unquoted 2016 is a number), siplan reads every scalar as its text. Each case is
one file's text, read both ways. Where the two may differ, the case says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from asking import shipped
from example_plan import BASE, SHIPPED
from si_plan.diagnostics import CODES
from si_plan.loading import load
from si_plan.model.files import KINDS, PORTFOLIO, FileKind, kind_of
from si_plan.model.schemas import file_name, schemas
from si_plan.portfolio.file import read_portfolio
from si_plan.sources import Source

REPOSITORY = SHIPPED.parent
TEXTS = schemas()
OF_THE_SHIPPED = schemas(shipped())
FILES = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.yaml"))

PRIORITY = BASE["priorities/1.yaml"]
ROLE = BASE["roles.yaml"]
PLAN = BASE["plan.yaml"]
MEASURES = BASE["measures.yaml"]
MILESTONE = "        due: 2016-09\n"
ENTRY = '- on: 2016-10-01\n  at: "1.1.1"\n'
ROLE_ENTRY = "- on: 2016-10-01\n  at: HT\n"
NOTE = '- {id: N1, at: "1.1#when", document: a, recorded: b, why: c}\n'
PORTFOLIO_TEXT = """\
format: 1
title: Harbour Trust
themes: [{id: attendance, title: Attendance}]
members:
  - {id: oak-hill, name: Oak Hill, phase: primary, source: schools/oak-hill/plan, areas: {A1: attendance}}
  - {id: "123456", source: ./elm/, revision: board, shares: internal}
  - source: schools/*/p*n
"""
READING = "- {target: M1.1, period: 2016-17, value: 71.5, source: DfE}\n"


def with_milestone(*lines: str) -> str:
    """The base priority, whose milestone has these lines in place of its deadline."""
    return PRIORITY.replace(MILESTONE, "".join(f"        {line}\n" for line in lines))


VALID: dict[str, tuple[str, str]] = {
    **{path: (path, text) for path, text in BASE.items()},
    "deadline-day": ("priorities/1.yaml", with_milestone("due: 2016-09-30")),
    "deadline-year-as-number": ("priorities/1.yaml", with_milestone("due: 2016")),
    "deadline-quoted": ("priorities/1.yaml", with_milestone('due: "2016-09"')),
    "repeats-word": ("priorities/1.yaml", with_milestone("repeats: half_termly", "starts: 2016-09")),
    "repeats-interval": ("priorities/1.yaml", with_milestone("repeats: {every: 6 weeks}")),
    "repeats-times": ("priorities/1.yaml", with_milestone("repeats: {times: 5, per: year}")),
    "repeats-in": ("priorities/1.yaml", with_milestone("repeats: {every: year, in: September, year: academic}")),
    "dates": ("priorities/1.yaml", with_milestone("dates: [2016-06, 2016-09-12, 2017]")),
    "text-like-number": ("priorities/1.yaml", PRIORITY.replace("Tutors trained", "2016")),
    "text-like-flag": ("priorities/1.yaml", PRIORITY.replace("Tutors trained", "true")),
    "text-like-time": ("priorities/1.yaml", PRIORITY.replace("Tutors trained", "12:30")),
    "text-no": ("priorities/1.yaml", PRIORITY.replace("Tutors trained", "NO")),
    "see": ("priorities/1.yaml", with_milestone('see: ["1", "1.2", "1.2.3", "1.2.S1", "1.2.D1"]')),
    "role-all-fields": ("roles.yaml", f"{ROLE}  interim: true\n  aliases: [Head, HM]\n  in_glossary: false\n"),
    "plan-audience": ("plan.yaml", f"{PLAN}audiences: [{{id: panel, title: P, meetings: [2016-09-12]}}]\n"),
    "plan-ratings": ("plan.yaml", f"{PLAN}ratings: [{{code: green, title: On track}}, {{code: 1, title: Off}}]\n"),
    "plan-calendar": ("plan.yaml", f"{PLAN}calendar: {{year: financial, academic_year: 09-01}}\n"),
    "target-value": ("measures.yaml", MEASURES + "      value: 0.5\n      by: 2018-09\n      provisional: true\n"),
    "entry": ("progress/1.1.yaml", f"{ENTRY}  status: complete\n  public: true\n  evidence: [x]\n"),
    "entry-void-by-place": ("progress/1.1.yaml", f"{ENTRY}  status: complete\n{ENTRY}  voids: 1\n"),
    "entry-void": ("progress/1.1.yaml", f"{ENTRY}  due: 2017\n{ENTRY}  voids: {{on: 2016-10-01, due: 2017}}\n"),
    "entry-void-of-void": (
        "progress/1.1.yaml",
        f"{ENTRY}{ENTRY}  voids: {{on: 2016-10-01, nothing_else: true}}\n"
        f"{ENTRY}  voids: {{on: 2016-10-01, voids: {{on: 2016-10-01, nothing_else: true}}}}\n",
    ),
    "entry-reschedule": ("progress/1.1.yaml", f"{ENTRY}  due: 2017\n  approved_by: HT\n  leads: [HT]\n"),
    "entry-period": ("progress/1.1.yaml", f"{ENTRY}  period: 2016-17/HT3\n  status: cancelled\n"),
    "role-vacant": ("progress/roles.yaml", f"{ROLE_ENTRY}  state: vacant\n  note: a\n  reason: b\n  public: true\n"),
    "role-abolished": ("progress/roles.yaml", f"{ROLE_ENTRY}  state: abolished\n  successor: EHT\n"),
    "role-void": (
        "progress/roles.yaml",
        f"{ROLE_ENTRY}  state: filled\n{ROLE_ENTRY}  voids: {{on: 2016-10-01, state: filled}}\n"
        f"{ROLE_ENTRY}  voids: {{on: 2016-10-01, voids: {{on: 2016-10-01, state: filled}}}}\n",
    ),
    "note": ("source-notes.yaml", NOTE),
    "note-answers": ("source-notes.yaml", NOTE.replace("why: c", "why: c, answers: [who-differs]")),
    "reading": ("progress/measures.yaml", READING),
    "no-entries": ("progress/1.1.yaml", "[]\n"),
    "portfolio": ("portfolio.yaml", PORTFOLIO_TEXT),
    "portfolio-number-as-id": ("portfolio.yaml", PORTFOLIO_TEXT.replace('"123456"', "123456")),
    "portfolio-no-themes": (
        "portfolio.yaml",
        "format: 1\ntitle: T\nmembers:\n  - source: .a/..b/c\n    id: a\n",
    ),
    "reading-rank": (
        "progress/measures.yaml",
        READING.replace("source:", "rank: 12, of: 150, comparator: 70, source:"),
    ),
}
INVALID: dict[str, tuple[str, str]] = {
    "unknown-field": ("priorities/1.yaml", with_milestone("deadline: 2016-09")),
    "missing-text": ("priorities/1.yaml", PRIORITY.replace("        text: Tutors trained\n", "")),
    "missing-leads": ("priorities/1.yaml", PRIORITY.replace("    leads: [HT]\n", "")),
    "no-actions": ("priorities/1.yaml", 'id: "1"\ntitle: T\nareas: [A1]\nactions: []\n'),
    "empty-file": ("roles.yaml", "[]\n"),
    "empty-list": ("priorities/1.yaml", PRIORITY.replace("leads: [HT]", "leads: [HT]\n    see: []")),
    "empty-text": ("priorities/1.yaml", PRIORITY.replace("Tutors trained", '" "')),
    "null": ("priorities/1.yaml", PRIORITY.replace("Tutors trained", "null # none").replace("null # none", "")),
    "text-for-list": ("priorities/1.yaml", PRIORITY.replace("leads: [HT]", "leads: HT")),
    "list-for-text": ("priorities/1.yaml", PRIORITY.replace("text: Tutors trained", "text: [Tutors, trained]")),
    "record-for-text": ("priorities/1.yaml", PRIORITY.replace("text: Tutors trained", "text: {a: b}")),
    **{
        f"portfolio-source-{place}": ("portfolio.yaml", PORTFOLIO_TEXT.replace("./elm/", repr(source)))
        for place, source in enumerate(
            ("../elm", "/elm", "elm/..", "a//b", ".", "", "a/**", "a*b*", "C:/elm", "a\\b", "https://x.org/a", "elm//")
        )
    },
    **{
        f"portfolio-{name}": ("portfolio.yaml", PORTFOLIO_TEXT.replace(*change))
        for name, change in {
            "format": ("format: 1", "format: 2"),
            "no-members": ("members:", "themes_too:"),
            "id": ("oak-hill,", "Oak_Hill,"),
            "area": ("{A1:", "{Reading:"),
            "area-list": ("{A1: attendance}", "[attendance]"),
            "theme-texts": ("[{id: attendance, title: Attendance}]", "[attendance]"),
            "shares": ("internal", "private"),
            "field": ("phase:", "type:"),
            "revision": ("revision: board", "revision: [board]"),
        }.items()
    },
    "bad-priority-id": ("priorities/1.yaml", PRIORITY.replace('id: "1"\n', 'id: "P1"\n')),
    "bad-action-id": ("priorities/1.yaml", PRIORITY.replace('"1.1"', '"1.1.1.1"')),
    "bad-milestone-id": ("priorities/1.yaml", PRIORITY.replace('"1.1.1"', '"1.1"')),
    "leading-zero": ("priorities/1.yaml", PRIORITY.replace('"1.1.1"', '"1.1.01"')),
    "bad-area-id": ("priorities/1.yaml", PRIORITY.replace("areas: [A1]", "areas: [1]")),
    "bad-month": ("priorities/1.yaml", with_milestone("due: 2016-13")),
    "bad-date-words": ("priorities/1.yaml", with_milestone("due: September 2016")),
    "bad-date-order": ("priorities/1.yaml", with_milestone("due: 30-09-2016")),
    "year-out-of-range": ("priorities/1.yaml", with_milestone("due: 2516")),
    "bad-type": ("priorities/1.yaml", with_milestone("type: thing")),
    "bad-repeats": ("priorities/1.yaml", with_milestone("repeats: sometimes")),
    "bad-repeats-key": ("priorities/1.yaml", with_milestone("repeats: {each: week}")),
    "stage-without-when": (
        "priorities/1.yaml",
        PRIORITY + '    stages:\n      - {id: "1.1.S1", text: T, due: 2016-09}\n',
    ),
    "duty-without-repeats": (
        "priorities/1.yaml",
        PRIORITY + '    duties:\n      - {id: "1.1.D1", text: T, when: Often}\n',
    ),
    "bad-role-code": ("roles.yaml", ROLE.replace("HT", "ht")),
    "bad-role-kind": ("roles.yaml", ROLE.replace("post", "person")),
    "bad-flag": ("roles.yaml", f"{ROLE}  interim: maybe\n"),
    "flag-yes": ("roles.yaml", f"{ROLE}  interim: yes\n"),
    "roles-record": ("roles.yaml", "code: HT\ntitle: T\nkind: post\n"),
    "format-0": ("plan.yaml", PLAN.replace("format: 1", "format: 0")),
    "dated-month": ("plan.yaml", PLAN.replace("2016-06-03", "2016-06")),
    "calendar-key": ("plan.yaml", f"{PLAN}calendar: {{years: financial}}\n"),
    "calendar-year": ("plan.yaml", f"{PLAN}calendar: {{year: lunar}}\n"),
    "audience-id": ("plan.yaml", f"{PLAN}audiences: [{{id: The Panel, title: P}}]\n"),
    "measure-id": ("measures.yaml", MEASURES.replace("- id: M1\n", "- id: 1\n")),
    "target-kind": ("measures.yaml", MEASURES.replace("kind: maintain", "kind: better_than")),
    "target-value": ("measures.yaml", MEASURES + "      value: half\n"),
    "entry-status": ("progress/1.1.yaml", f"{ENTRY}  status: done\n"),
    "entry-month": ("progress/1.1.yaml", ENTRY.replace("2016-10-01", "2016-10")),
    "entry-no-day": ("progress/1.1.yaml", '- at: "1.1.1"\n'),
    "entry-void-no-day": ("progress/1.1.yaml", f"{ENTRY}{ENTRY}  voids: {{status: complete}}\n"),
    "entry-void-at": ("progress/1.1.yaml", f'{ENTRY}{ENTRY}  voids: {{on: 2016-10-01, at: "1.1.1"}}\n'),
    "entry-void-text": ("progress/1.1.yaml", f"{ENTRY}{ENTRY}  voids: the first\n"),
    "entry-void-list": ("progress/1.1.yaml", f"{ENTRY}{ENTRY}  voids: [1]\n"),
    "entry-voids-0": ("progress/1.1.yaml", f"{ENTRY}  voids: 0\n"),
    "entry-period": ("progress/1.1.yaml", f"{ENTRY}  period: autumn\n"),
    "role-state": ("progress/roles.yaml", f"{ROLE_ENTRY}  state: on leave\n"),
    "role-entry-code": ("progress/roles.yaml", f"{ROLE_ENTRY}  state: filled\n".replace("HT", "the head")),
    "role-void-by-place": ("progress/roles.yaml", f"{ROLE_ENTRY}{ROLE_ENTRY}  voids: 1\n"),
    "role-person": ("progress/roles.yaml", f"{ROLE_ENTRY}  state: filled\n  holder: A N Other\n"),
    "note-place": ("source-notes.yaml", NOTE.replace("1.1#when", "1.1")),
    "note-code": ("source-notes.yaml", NOTE.replace("why: c", "why: c, answers: [Who differs]")),
    "reading-value": ("progress/measures.yaml", READING.replace("71.5", "most")),
    "reading-no-source": ("progress/measures.yaml", READING.replace(", source: DfE", "")),
}
SIPLAN_ONLY: dict[str, tuple[str, str, str]] = {
    "30-february": ("priorities/1.yaml", with_milestone("due: 2016-02-30"), "a pattern cannot count a month's days"),
    "repeats-unit": ("priorities/1.yaml", with_milestone("repeats: {every: 6 moons}"), "units are read by siplan"),
    "repeats-in-month": (
        "priorities/1.yaml",
        with_milestone("repeats: {every: month, in: September}"),
        "which parts go together is read by siplan",
    ),
    "newer-format": ("plan.yaml", PLAN.replace("format: 1", "format: 99"), ""),
    "duplicate-key": ("roles.yaml", f"{ROLE}  title: Again\n", "an editor's own YAML reader tells of it"),
}
"""What siplan refuses, and why a schema cannot; without a reason, it does too."""
EDITOR_ONLY = {
    "unquoted-id": ("priorities/1.yaml", PRIORITY.replace('id: "1.1"\n', "id: 1.1\n")),
    "unquoted-priority": ("priorities/1.yaml", PRIORITY.replace('id: "1"\n', "id: 1\n")),
}
"""What an editor marks and siplan only warns of (`unquoted-id`): to other tools these ids are numbers."""


def typed(text: str) -> Any:
    """The text as an editor sees it: YAML 1.2's core schema, dates left as texts."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))
    yaml.constructor.allow_duplicate_keys = True
    return yaml.load(text)


def kind_at(path: str) -> FileKind:
    return PORTFOLIO if path == "portfolio.yaml" else kind_of(path)


def schema_takes(path: str, text: str) -> bool:
    schema = json.loads(TEXTS[file_name(kind_at(path))])
    return bool(Draft202012Validator(schema).is_valid(typed(text)))


def siplan_takes(path: str, text: str) -> bool:
    """Whether siplan finds no error of form in the file."""
    if path == "portfolio.yaml":
        return not read_portfolio(Source(path, path, text)).found
    loaded = load([Source(path, path, text)])
    found = [one for one in loaded.diagnostics if one.location.file == path]
    return not [one for one in found if CODES[one.code].severity == "error"]


@pytest.mark.parametrize("name", VALID)
def test_both_take_what_is_valid(name: str) -> None:
    path, text = VALID[name]
    assert siplan_takes(path, text)
    assert schema_takes(path, text)


@pytest.mark.parametrize("name", INVALID)
def test_both_refuse_what_is_invalid(name: str) -> None:
    path, text = INVALID[name]
    assert text not in BASE.values(), "nothing was changed"
    assert not siplan_takes(path, text)
    assert not schema_takes(path, text)


@pytest.mark.parametrize("name", SIPLAN_ONLY)
def test_what_a_schema_cannot_say_siplan_does(name: str) -> None:
    path, text, reason = SIPLAN_ONLY[name]
    assert not siplan_takes(path, text)
    assert schema_takes(path, text) is bool(reason)


@pytest.mark.parametrize("name", EDITOR_ONLY)
def test_an_unquoted_id_is_marked_by_editors_and_warned_of_by_siplan(name: str) -> None:
    path, text = EDITOR_ONLY[name]
    assert siplan_takes(path, text)
    assert "unquoted-id" in {one.code for one in load([Source(path, path, text)]).diagnostics}
    assert not schema_takes(path, text)


@pytest.mark.parametrize("path", FILES)
def test_the_shipped_files_are_valid(path: str) -> None:
    schema = json.loads(OF_THE_SHIPPED[file_name(kind_of(path))])
    data = typed((SHIPPED / path).read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize("path", FILES)
def test_each_file_opens_with_the_line_that_names_its_schema(path: str) -> None:
    file = SHIPPED / path
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    schema = (file.parent / first.partition("$schema=")[2]).resolve()
    assert schema == REPOSITORY / "schemas" / file_name(kind_of(path))
    assert schema.is_file()


def test_the_written_schemas_are_up_to_date() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "schemas").iterdir()}
    assert written == OF_THE_SHIPPED


@pytest.mark.parametrize("kind", [*KINDS, PORTFOLIO], ids=lambda kind: kind.name)
def test_each_is_a_schema_of_its_dialect(kind: Any) -> None:
    schema = json.loads(TEXTS[file_name(kind)])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == kind.title


def _properties(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every record in a schema, with where it stands."""
    if isinstance(node, dict):
        for name, value in node.get("properties", {}).items():
            yield f"{path}/{name}", value
        for name, value in node.items():
            yield from _properties(value, f"{path}/{name}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _properties(value, f"{path}/{number}")


_INSIDE = ("terms", "half_terms", "dates", "repeats")
"""Fields whose own parts need no words: their names and their field's description say enough."""


@pytest.mark.parametrize("name", TEXTS)
def test_every_field_has_words_for_hovering(name: str) -> None:
    found = list(_properties(json.loads(TEXTS[name])))
    assert found
    bare = [
        where
        for where, field in found
        if not field.get("description") and not any(f"/{part}/" in where for part in _INSIDE)
    ]
    assert bare == []


def test_records_refuse_other_fields() -> None:
    for name, text in TEXTS.items():
        schema = json.loads(text)
        for record in [*schema.get("$defs", {}).values(), *([schema] if "properties" in schema else [])]:
            if "properties" in record:
                assert record["additionalProperties"] is False, name


def test_every_folder_of_the_corpus_is_reached() -> None:
    reached = {kind_at(path).name for path, *_ in (*VALID.values(), *INVALID.values())}
    assert reached == {kind.name for kind in (*KINDS, PORTFOLIO)}
    assert Path(REPOSITORY / "schemas").is_dir()


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


@pytest.mark.parametrize("name", TEXTS)
def test_an_editor_inserts_no_null_and_explains_each_pattern(name: str) -> None:
    for node in _nodes(json.loads(OF_THE_SHIPPED[name])):
        assert node.get("type") != "null"
        assert "default" not in node or node["default"] not in (None, [])
        if "pattern" in node and isinstance(node["pattern"], str):
            assert node["patternErrorMessage"][0].isupper()
        assert not ("title" in node and "$ref" in node)


def test_an_editor_offers_the_plans_own_names_and_takes_others() -> None:
    schema = json.loads(OF_THE_SHIPPED["priority.schema.json"])
    leads = schema["$defs"]["Action"]["properties"]["leads"]["items"]["anyOf"]
    assert dict(zip(leads[0]["enum"], leads[0]["enumDescriptions"], strict=True))["HSI"] == "Head of School Improvement"
    assert schema["properties"]["areas"]["items"]["anyOf"][0]["enum"] == ["A1", "A2", "A3", "A4", "A5"]
    assert "enum" not in json.dumps(
        json.loads(OF_THE_SHIPPED["measures.schema.json"])["$defs"]["Target"]["properties"]["by"]
    )
    other = (
        (SHIPPED / "priorities/2-challenge.yaml").read_text(encoding="utf-8").replace("leads: [HSI]", "leads: [HIS]")
    )
    assert Draft202012Validator(schema).is_valid(typed(other))


@pytest.mark.parametrize(("file", "kind"), [
        ("priority", "Action"), ("priority", "Milestone"), ("log", "Entry"), ("portfolio", "MemberEntry"),
        ("portfolio", "Theme"),
    ],
)  # fmt: skip
def test_what_an_editor_writes_for_a_record_is_valid(file: str, kind: str) -> None:
    schema = json.loads(TEXTS[f"{file}.schema.json"])
    (snippet,) = schema["$defs"][kind]["defaultSnippets"]
    body = re.sub(r"\$\{[0-9][:|]([^},|]*)[^}]*\}", r"\1", json.dumps(snippet["body"]))
    record = json.loads(body.replace('"^\\"', '"').replace('\\""', '"'))
    text = {"$defs": schema["$defs"], "$ref": f"#/$defs/{kind}"}
    assert [error.message for error in Draft202012Validator(text).iter_errors(record)] == []


def test_titles_in_schemas_hide_nothing_and_end() -> None:
    title = "x\\u202ey\\u009b2J\\u2028z" + " word" * 1_000
    roles = f'[{{code: HT, title: "{title}", kind: post}}]'
    sources = [Source(path, path, text) for path, text in {**BASE, "roles.yaml": roles}.items()]
    made = "".join(schemas(load(sources).plan).values())
    assert "x y 2J z word" in made
    assert [sign for sign in made if not sign.isprintable() and sign != "\n"] == []
    assert max(map(len, made.splitlines())) < 1_000
