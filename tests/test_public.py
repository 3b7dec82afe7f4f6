"""What of a plan is public."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel

from example_plan import write_plan
from si_plan.loading import load
from si_plan.model import editions, events, progress, promise, reference, role_log
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.public import PUBLIC, public_plan
from si_plan.queries.export import export
from si_plan.queries.selection import Selection
from si_plan.sources.folder import read_folder

PRIVATE_FIELDS = {
    "PlanDetails": {"background", "policy"},
    "Document": {"note"},
    "Event": {"reason"},
    "Action": {"due_reason", "resources", "cost", "extra"},
    "Milestone": {"due_reason"},
    "Stage": {"due_reason"},
    "Duty": {"due_reason"},
    "EarlierAction": {"due_reason"},
    "EarlierMilestone": {"due_reason"},
    "EarlierStage": {"due_reason"},
    "EarlierDuty": {"due_reason"},
    "Entry": {"reason", "note", "evidence", "voids"},
}
PRIVATE_RECORDS = {"SourceNote", "Policy", "Waiver", "Adoption", "Voided", "RoleEntry", "RoleVoided", "Earlier"}


def _records() -> dict[str, type[BaseModel]]:
    modules = (editions, events, progress, promise, reference, role_log)
    found = (one for module in modules for one in vars(module).values())
    return {
        one.__name__: one for one in found if isinstance(one, type) and issubclass(one, Record) and one is not Record
    }


def test_every_field_is_public_by_decision_or_private() -> None:
    records = _records()
    assert set(PUBLIC) | PRIVATE_RECORDS == set(records)
    for name, fields in PUBLIC.items():
        own = set(records[name].model_fields)
        assert own - fields == PRIVATE_FIELDS.get(name, set()), name
        assert fields <= own, name
        required = {field for field, info in records[name].model_fields.items() if info.is_required()}
        assert required <= fields, f"{name} cannot do without these"


def _plan(folder: Path, log: str) -> Plan:
    plan = load(read_folder(write_plan(folder, {"progress/1.1.yaml": log}), "plan")).plan
    assert plan is not None
    return plan


def test_reasons_notes_and_evidence_are_private_unless_marked(tmp_path: Path) -> None:
    said = "{on: 2016-07-01, at: '1.1.1', due: 2016-10, reason: R%s, note: N%s, evidence: [E%s]%s}"
    log = f"- {said % ('1', '1', '1', '')}\n- {said % ('2', '2', '2', ', public: true')}\n"
    first, second = public_plan(_plan(tmp_path, log)).logs["1.1"]
    assert (first.reason, first.note, first.evidence) == (None, None, ())
    assert (second.reason, second.note, second.evidence) == ("R2", "N2", ("E2",))


def test_what_was_taken_back_stays_so_and_is_not_repeated(tmp_path: Path) -> None:
    log = (
        "- {on: 2016-07-01, at: '1.1.1', status: complete, note: Secret}\n"
        "- {on: 2016-07-02, at: '1.1.1', reason: A mistake, voids: {on: 2016-07-01, note: Secret}}\n"
    )
    plan, selection = _plan(tmp_path, log), Selection(date(2016, 12, 1))
    opened = public_plan(plan)
    assert "Secret" not in repr(opened.logs)
    assert [one.row.state for one in export(opened, selection)] == [one.row.state for one in export(plan, selection)]
    assert export(plan, selection)[0].row.state == "overdue"
