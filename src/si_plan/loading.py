"""Documents to a `Plan`: every record validated once, every mistake of form a diagnostic on its line.

Where a record is malformed its bad fields are left out, or the whole record where it cannot do without them,
so that one run also finds what is wrong elsewhere. Such a plan is `partial`: good for more checks, not for answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from si_plan.diagnostics import CODES, MOST_PER_FILE, Diagnostic, Finding, Location
from si_plan.model.fields import Record
from si_plan.model.files import LOG, PLAN, READINGS, FileKind, kind_of
from si_plan.model.plan import Plan
from si_plan.model.reference import PlanDetails
from si_plan.parsing import Document, Path, more_findings, parse
from si_plan.sources import FIXED_FILES, Source

ID_FIELDS: Final = frozenset({"id", "see", "same_as", "at", "target"})
"""The fields that hold ids: unquoted, some of them are numbers to other YAML tools."""

_Some = TypeVar("_Some", bound=Record)


class Places:
    """Where each record stands: turns a finding's record and field into file, line and column."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        self._records: dict[str, list[tuple[Document, Path]]] | None = None

    def diagnostic(self, finding: Finding) -> Diagnostic:
        location = self.location(finding.record, finding.field, finding.index, finding.nth)
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

    def _index(self) -> dict[str, list[tuple[Document, Path]]]:
        if self._records is None:
            self._records = {}
            for document in self._documents:
                for name, path in _named_records(document):
                    self._records.setdefault(name, []).append((document, path))
        return self._records


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


@dataclass
class Loaded:
    """What came of a plan's files: the plan, where it could be had at all, the findings of form, the places."""

    plan: Plan | None
    diagnostics: list[Diagnostic]
    places: Places
    damaged: frozenset[str] = frozenset()
    """Ids of records whose form is wrong: nothing more is asked of them."""


@dataclass
class _Build:
    """A plan in the making."""

    details: PlanDetails | None = None
    lists: dict[str, list[Any]] = field(default_factory=dict)
    logs: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    partial: bool = False
    unread: bool = False
    damaged: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)

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


def load(sources: Iterable[Source], shown: str = "plan") -> Loaded:
    """Read a plan's files. `shown` names the plan's folder where a file that should be there is not."""
    build = _Build()
    documents = []
    for source in sources:
        document = parse(source)
        documents.append(document)
        _add_document(build, document)
    places = Places(documents)
    if any(diagnostic.code == "newer-format" for diagnostic in build.diagnostics):
        newer = [diagnostic for diagnostic in build.diagnostics if diagnostic.code == "newer-format"]
        return Loaded(None, newer, places)
    present = {document.path for document in documents}
    missing = list(_missing_files(present, shown))
    build.unread = build.unread or bool(missing)
    build.partial = build.partial or bool(missing)
    build.diagnostics.extend(missing)
    details = build.details
    plan = build.plan(details) if details is not None else None
    return Loaded(plan, build.diagnostics, places, frozenset(build.damaged))


def _missing_files(present: set[str], shown: str) -> Iterable[Diagnostic]:
    for name in FIXED_FILES[:3]:
        if name not in present:
            yield _missing(shown, name, f"the plan has no {name}")
    if not any(path.startswith("priorities/") for path in present):
        yield _missing(shown, "priorities", "the plan has no priorities: there is no .yaml file in priorities/")


def _missing(shown: str, name: str, message: str) -> Diagnostic:
    return Diagnostic(
        "missing-file", Location(f"{shown.rstrip('/')}/{name}"), message, "write it, or restore it from git"
    )


def _add_document(build: _Build, document: Document) -> None:
    """Validate one document's records and add them to the build, with what is wrong with them."""
    build.diagnostics.extend(document.findings)
    if any(CODES[finding.code].severity == "error" for finding in document.findings):
        build.partial = True
    if document.data is None:
        build.unread = build.unread or build.partial
        return
    kind = kind_of(document.path)
    reader = _RecordReader(document, kind)
    records = reader.read()
    if kind is PLAN:
        build.details = next((one for one in records if isinstance(one, PlanDetails)), None)
    elif kind is LOG:
        build.logs[document.path.removeprefix("progress/").removesuffix(".yaml")] = tuple(records)
    else:
        build.add(kind, records)
    reader.report_unquoted_ids()
    if reader.found:
        build.diagnostics.extend(_at_most(reader.found, MOST_PER_FILE - len(document.findings)))
        errors = any(CODES[diagnostic.code].severity == "error" for diagnostic in reader.found)
        build.partial = build.partial or errors
        build.damaged |= reader.damaged
        build.left_out |= {name for name, _ in _named_records(document)}


def _at_most(found: list[Diagnostic], most: int) -> list[Diagnostic]:
    if len(found) <= most:
        return found
    return [*found[: max(most, 0)], more_findings(found[max(most, 0)].location)]


class _RecordReader:
    """Validates the records of one document."""

    def __init__(self, document: Document, kind: FileKind) -> None:
        self.document = document
        self.kind = kind
        self.found: list[Diagnostic] = []
        self.damaged: set[str] = set()

    def read(self) -> list[Record]:
        data, record = self.document.data, self.kind.record
        if not self.kind.many:
            return self._one(record, data, ())
        if not isinstance(data, list):
            self.found.append(self._shape((), f"this file holds a list: each {_noun(record)} begins with a dash"))
            return []
        return [one for place, part in enumerate(data) for one in self._one(record, part, (place,))]

    def _one(self, model: type[_Some], data: Any, path: Path) -> list[_Some]:
        """The record that `data` is, or what of it can be had without its malformed fields, or nothing."""
        try:
            return [model.model_validate(data)]
        except ValidationError as error:
            return self._salvage(model, data, path, error)

    def _salvage(self, model: type[_Some], data: Any, path: Path, error: ValidationError) -> list[_Some]:
        from si_plan import form_errors  # only a mistake needs it

        mistakes = form_errors.mistakes(error, model, data)
        for mistake in mistakes:
            self.found.append(self._diagnostic(mistake, path))
        if not isinstance(data, dict):
            return []
        for _ in range(_MOST_ROUNDS):
            data = form_errors.without(data, mistakes)
            if data is None:
                return []
            try:
                return [model.model_validate(data)]
            except ValidationError as again:
                mistakes = form_errors.mistakes(again, model, data)
        return []

    def _diagnostic(self, mistake: Any, path: Path) -> Diagnostic:
        whole = (*path, *mistake.path)
        record, field_name = _record_around(self.document.data, whole)
        if record:
            self.damaged.add(record)
        return Diagnostic(
            mistake.code,
            self.document.location(whole, of_key=mistake.of_key),
            mistake.message,
            mistake.hint,
            f"{record}#{field_name}" if record and field_name else record,
        )

    def _shape(self, path: Path, message: str) -> Diagnostic:
        return Diagnostic("wrong-shape", self.document.location(path), message, "see the file format in the README")

    def report_unquoted_ids(self) -> None:
        """Warn of ids like an unquoted 1.10, which siplan reads as written and other tools as 1.1."""
        document = self.document
        if not document.plain_numbers or self.kind is READINGS:
            return
        for path in document.paths_of_plain_numbers():
            field_name = next((part for part in reversed(path) if isinstance(part, str)), "")
            if field_name in ID_FIELDS:
                self.found.append(_unquoted_id(document, path))


_MOST_ROUNDS: Final = 4


def _unquoted_id(document: Document, path: Path) -> Diagnostic:
    value = _value_at(document.data, path)
    record, field_name = _record_around(document.data, path)
    return Diagnostic(
        "unquoted-id",
        document.location(path),
        f"other YAML tools read {value} as a number, so that 1.10 becomes 1.1",
        f'put it in quotes: "{value}"',
        f"{record}#{field_name}" if record else "",
    )


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


def _noun(model: type[Record]) -> str:
    from si_plan.form_errors import noun

    return noun(model)
