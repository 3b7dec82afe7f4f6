"""Documents to a `Plan`: every record validated once, every mistake of form a diagnostic on its line.

Where a record is malformed its bad fields are left out, or the whole record where it cannot do without them,
so that one run also finds what is wrong elsewhere. Such a plan is `partial`: good for more checks, not for answers.
What a malformed or unreadable file may hold counts as known (`left_out`, which names the file too), so that one
mistake is not told again wherever its record is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import ValidationError

from si_plan.diagnostics import CODES, MOST_PER_FILE, Diagnostic, Finding, Location
from si_plan.model.fields import Record
from si_plan.model.files import LOG, PLAN, READINGS, FileKind, kind_of
from si_plan.model.plan import Plan
from si_plan.model.reference import PlanDetails
from si_plan.parsing import Document, Path, parse
from si_plan.sources import FIXED_FILES, Source

if TYPE_CHECKING:
    from si_plan.form_errors import Mistake

ID_FIELDS: Final = frozenset({"id", "see", "same_as", "at", "target"})
"""The fields that hold ids: unquoted, some of them are numbers to other YAML tools."""

_PRIORITIES: Final = "priorities"
_PROMISED_NAME: Final = r"\b[0-9]+(?:\.[0-9]+(?:\.[SD]?[0-9]+)?)?\b"
"""What may be the id of a priority, or of a record in one, in a text that is not YAML."""

_IDENTIFIED: Final = ("areas", "roles", "measures", "priority", "source-notes", "plan", "log", "readings")
"""The order in which `Plan.identified` goes through the kinds of files."""

REPLACED: Final = frozenset({"empty-value", "alias", "merge-key", "anchor", "control-character"})
"""Codes of YAML findings for which the model would say once more that the value is none."""


class Places:
    """Where each record stands: turns a finding's record and field into file, line and column."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = sorted(documents, key=_in_plan_order)
        self._records: dict[str, list[tuple[Document, Path]]] | None = None

    def diagnostic(self, finding: Finding) -> Diagnostic:
        location = self.location(finding.record, finding.field, finding.place, finding.nth)
        return Diagnostic(finding.code, location, finding.message, finding.hint, finding.at)

    def location(self, record: str, field: str = "", index: int | None = None, nth: int = 0) -> Location:
        """Where a field of a record stands; where it has no such field, where the record does."""
        places = self._index().get(record)
        if not places:
            return Location(self._documents[0].shown if self._documents else "")
        document, path = places[min(nth, len(places) - 1)]
        if field:
            path = (*path, field) if index is None else (*path, field, index)
        return document.location(path)

    def path(self, record: str) -> tuple[str, Path] | None:
        """The file (its path inside the plan) and the path in it of a record; None where there is none."""
        places = self._index().get(record)
        return (places[0][0].path, places[0][1]) if places else None

    def _index(self) -> dict[str, list[tuple[Document, Path]]]:
        if self._records is None:
            self._records = {}
            for document in self._documents:
                for name, path in _named_records(document):
                    self._records.setdefault(name, []).append((document, path))
        return self._records


def _in_plan_order(document: Document) -> tuple[int, int, str]:
    """Sorts files as `Plan.identified` goes through them, so that both count the records of one id alike."""
    identity = document.data.get("id") if isinstance(document.data, dict) else None
    number = int(identity) if isinstance(identity, str) and identity.isdecimal() and len(identity) < 6 else 0
    return _IDENTIFIED.index(kind_of(document.path).name), number, document.path


def entry_name(owner: str, number: int) -> str:
    """How findings name an entry of a log: the log's owner and the entry's place in it, from 1."""
    return f"progress/{owner}:{number}"


def _named_records(document: Document) -> Iterable[tuple[str, Path]]:
    data = document.data
    if document.path == "plan.yaml":
        yield "plan", ()
    if document.path.startswith("progress/") and isinstance(data, list):
        stem = document.path.removeprefix("progress/").removesuffix(".yaml")
        for number, _ in enumerate(data, 1):
            yield entry_name(stem, number), (number - 1,)
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if type(value) is dict:
            name = value.get("id", value.get("code"))
            if (type(name) is str and path != ()) or (type(name) is str and document.path.startswith("priorities/")):
                yield name, path
            waiting.extend(((*path, key), part) for key, part in reversed(value.items()))
        elif type(value) is list:
            waiting.extend(((*path, place), value[place]) for place in range(len(value) - 1, -1, -1))


class Loaded(NamedTuple):
    """What came of a plan's files: the plan, where it could be had at all, the findings of form, the places. `sound`
    has, by path, the document and the records of each file in whose form nothing is amiss."""

    plan: Plan | None
    diagnostics: list[Diagnostic]
    places: Places
    sound: dict[str, tuple[Document, list[Any]]]


class _Build:
    """A plan in the making."""

    def __init__(self) -> None:
        self.details: PlanDetails | None = None
        self.lists: dict[str, list[Any]] = {}
        self.logs: dict[str, tuple[Any, ...]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.partial = False
        self.unread = False
        self.left_out: set[str] = set()
        self.sound: dict[str, tuple[Document, list[Any]]] = {}

    def add(self, kind: FileKind, records: list[Any]) -> None:
        self.lists.setdefault(kind.name, []).extend(records)

    def plan(self, details: PlanDetails) -> Plan:
        def records(name: str) -> tuple[Any, ...]:
            return tuple(self.lists.get(name, ()))

        return Plan(
            details=details,
            areas=records("areas"),
            roles=records("roles"),
            measures=records("measures"),
            notes=records("source-notes"),
            priorities=tuple(sorted(records("priority"), key=_number)),
            logs=self.logs,
            readings=records("readings"),
            partial=self.partial,
            left_out=frozenset(self.left_out),
            unread=self.unread,
        )


def _number(priority: Any) -> int:
    return int(priority.id)


def load(sources: Iterable[Source], shown: str = "plan", *, like: Loaded | None = None) -> Loaded:
    """Read a plan's files. `shown` names the plan's folder where a file that should be there is not. Files with the
    same text in `like`, another state of the plan, are not read again: their records are those of that state."""
    build = _Build()
    documents = []
    for source in sources:
        former = _former(source, like)
        document = parse(source) if former is None else former[0].shown_as(source.shown)
        documents.append(document)
        if former is None:
            _add_document(build, document)
        else:
            _add_records(build, document, kind_of(document.path), former[1])
    places = Places(documents)
    newer = [diagnostic for diagnostic in build.diagnostics if diagnostic.code == "newer-format"]
    if newer:
        return Loaded(None, newer, places, {})
    present = {document.path for document in documents}
    missing = list(_missing_files(present, shown))
    build.partial = build.partial or bool(missing)
    build.left_out.update(set(FIXED_FILES[:3]) - present)
    build.unread = build.unread or not any(path.startswith(_PRIORITIES) for path in present)
    build.diagnostics.extend(missing)
    build.partial = build.partial or build.details is None
    return Loaded(build.plan(build.details or _NO_DETAILS), build.diagnostics, places, build.sound)


def _former(source: Source, like: Loaded | None) -> tuple[Document, list[Any]] | None:
    """What another state of the plan has of a file with this very text, if nothing is amiss in it."""
    former = like.sound.get(source.path) if like is not None else None
    if former is None or source.text is None or source.text.removeprefix("\ufeff") != former[0].text:
        return None
    return former


_NO_DETAILS: Final = PlanDetails.model_construct(format=1, title="", authority="", dated=date.min)
"""What stands in for a plan.yaml that cannot be had, so that the other files are checked all the same."""


def _missing_files(present: set[str], shown: str) -> Iterable[Diagnostic]:
    for name in FIXED_FILES[:3]:
        if name not in present:
            yield _missing(shown, name, f"the plan has no {name}")
    if not any(path.startswith(_PRIORITIES) for path in present):
        yield _missing(shown, "priorities", "the plan has no priorities: there is no .yaml file in priorities/")


def _missing(shown: str, name: str, message: str) -> Diagnostic:
    place = name if shown in ("", ".") else f"{shown.rstrip('/')}/{name}"
    return Diagnostic("missing-file", Location(place), message, "write it, or restore it from git")


def _add_document(build: _Build, document: Document) -> None:
    """Validate one document's records and add them to the build, with what is wrong with them."""
    build.diagnostics.extend(document.findings)
    broken = any(CODES[finding.code].severity == "error" for finding in document.findings)
    if document.data is None:
        if broken:
            _leave_out(build, document, re.findall(_PROMISED_NAME, document.text))
        return
    kind = kind_of(document.path)
    reader = _RecordReader(document, kind)
    records = reader.read()
    _add_records(build, document, kind, records)
    reader.report_unquoted_ids()
    build.diagnostics.extend(reader.found)
    if reader.wrong or broken:
        _leave_out(build, document, list(_names_in(document)))
    elif not reader.found and not document.findings:
        build.sound[document.path] = document, records


def _add_records(build: _Build, document: Document, kind: FileKind, records: list[Any]) -> None:
    """Put a file's records where the plan has them."""
    if kind is PLAN:
        build.details = next((one for one in records if isinstance(one, PlanDetails)), None)
    elif kind is LOG:
        build.logs[document.path.removeprefix("progress/").removesuffix(".yaml")] = tuple(records)
    else:
        build.add(kind, records)


def _leave_out(build: _Build, document: Document, names: list[str]) -> None:
    """Count as known what a malformed file may hold; a priority's that shows no id of its own may hold any."""
    found = set(names)
    if document.path.startswith(_PRIORITIES):
        found |= {outer for name in names for outer in _outer_names(name)}
    build.partial = True
    build.left_out |= found | {document.path}
    if document.path.startswith(_PRIORITIES) and not any("." in name for name in found):
        build.unread = True


def _outer_names(name: str) -> Iterable[str]:
    """The ids of the action and the priority that a record of this id stands in: their own may be what is malformed."""
    parts = name.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts)))


def _names_in(document: Document) -> Iterable[str]:
    """The names by which other records may name those of a document: ids, codes, and what else a role goes by."""
    yield from (name for name, _ in _named_records(document))
    if document.path == "roles.yaml" and isinstance(document.data, list):
        for role in document.data:
            if isinstance(role, dict):
                aliases = role.get("aliases", ())
                names = (role.get("title"), *(aliases if isinstance(aliases, list) else (aliases,)))
                yield from (name for name in names if isinstance(name, str))


class _RecordReader:
    """Validates the records of one document."""

    def __init__(self, document: Document, kind: FileKind) -> None:
        self.document = document
        self.kind = kind
        self.found: list[Diagnostic] = []
        self.wrong = False
        """Whether anything is malformed, told here or by the reader of YAML."""
        self._told = {finding.location for finding in document.findings if finding.code in REPLACED}

    def read(self) -> list[Any]:
        data, record = self.document.data, self.kind.record
        if not self.kind.many:
            one = self._one(record, data, ())
            return [] if one is None else [one]
        if not isinstance(data, list):
            self._add(_no_list(record), ())
            return []
        records = []
        for place, part in enumerate(data):
            one = self._one(record, part, (place,))
            if one is not None:
                records.append(one)
            elif self.kind in (LOG, READINGS) or len(self.found) > MOST_PER_FILE:
                break  # entries go by their places, so those after a lost one are not known
        return records

    def _one(self, model: type[Record], data: Any, path: Path) -> Record | None:
        """The record that `data` is, or what of it can be had without its malformed fields, or nothing."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            return self._salvage(model, data, path, error)

    def _salvage(self, model: type[Record], data: Any, path: Path, error: ValidationError) -> Record | None:
        from si_plan import form_errors  # only a mistake needs it

        mistakes = form_errors.mistakes(error, model, data)
        for mistake in mistakes:
            self._add(mistake, path)
        if not isinstance(data, dict) or len(self.found) > MOST_PER_FILE:
            return None
        for _ in range(_MOST_ROUNDS):
            data = form_errors.without(data, mistakes)
            if data is None:
                return None
            try:
                return model.model_validate(data)
            except ValidationError as again:
                mistakes = form_errors.mistakes(again, model, data)
        return None

    def _add(self, mistake: Mistake, path: Path) -> None:
        """Tell of a mistake, but not of more than are listed, nor where the reader of YAML told what is there."""
        self.wrong = True
        if len(self.found) > MOST_PER_FILE:
            return
        found = self._diagnostic(mistake, path)
        if found.location not in self._told or mistake.code == "missing-field":
            self.found.append(found)

    def _diagnostic(self, mistake: Mistake, path: Path) -> Diagnostic:
        whole = (*path, *mistake.path)
        record, field_name = _record_around(self.document.data, whole)
        return Diagnostic(
            mistake.code,
            self.document.location(whole, of_key=mistake.of_key),
            mistake.message,
            mistake.hint,
            _at(self.document, whole, record, field_name),
        )

    def report_unquoted_ids(self) -> None:
        """Warn of ids like an unquoted 1.10, which siplan reads as written and other tools as 1.1."""
        document = self.document
        if not document.plain_numbers or self.kind is READINGS:
            return
        told = {found.location for found in self.found}
        for path in document.paths_of_plain_numbers():
            field_name = next((part for part in reversed(path) if isinstance(part, str)), "")
            if field_name in ID_FIELDS and len(self.found) <= MOST_PER_FILE:
                found = _unquoted_id(document, path)
                if found.location not in told:
                    self.found.append(found)


def record_of(model: type[Record], data: dict[str, Any]) -> Record | Mistake:
    """The record that typed data make, or the first mistake of form in them."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        from si_plan.form_errors import mistakes  # only a mistake needs it

        return mistakes(error, model, data)[0]


_MOST_ROUNDS: Final = 4
_DASHES: Final = "put `- ` before the first field of each, and two spaces before its other fields"


def _unquoted_id(document: Document, path: Path) -> Diagnostic:
    value = _value_at(document.data, path)
    record, field_name = _record_around(document.data, path)
    return Diagnostic(
        "unquoted-id",
        document.location(path),
        f"without quotes {value} is a number to other YAML tools, and 1.10 the same as 1.1",
        f'put it in quotes: "{value}"',
        _at(document, path, record, field_name),
    )


def _at(document: Document, path: Path, record: str, field_name: str) -> str:
    """How a diagnostic names the record and field: those of a log by its entry's place, as its checks do."""
    if document.path.startswith("progress/") and path and isinstance(path[0], int):
        stem = document.path.removeprefix("progress/").removesuffix(".yaml")
        record, field_name = entry_name(stem, path[0] + 1), str(path[1]) if len(path) > 1 else ""
    return f"{record}#{field_name}" if record and field_name else record


def _value_at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _record_around(data: Any, path: Path) -> tuple[str, str]:
    """The id of the innermost record around a path, and the field of it that the path goes through."""
    name, field_name = "", ""
    for part in path:
        if isinstance(data, dict):
            own = data.get("id", data.get("code"))
            if isinstance(own, str):
                name, field_name = own, str(part)
            elif not name:
                field_name = str(part)
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return name, field_name
    if isinstance(data, dict):
        own = data.get("id", data.get("code"))
        if isinstance(own, str):
            return own, ""
    return name, field_name


def _no_list(record: type[Record]) -> Mistake:
    from si_plan.form_errors import Mistake, noun

    return Mistake((), "wrong-shape", f"this file is a list, and each {noun(record)} in it begins with a dash", _DASHES)
