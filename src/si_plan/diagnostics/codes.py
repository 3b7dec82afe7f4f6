"""The one table of codes: what each stands for, how grave it is, where it is found and what finding it needs."""

from typing import Final, Literal, NamedTuple

Severity = Literal["error", "warning"]
Grade = Literal["error", "warning", "off"]
"""What a plan's policy makes of a code."""

Stage = Literal["files", "yaml", "form", "fit", "base", "edit"]
"""Where a code is found:

    files   as the plan's files are read (sources/)
    yaml    as their text is read as YAML (loading/parsing.py)
    form    as each record is validated (loading/)
    fit     by the check of its name, about how records fit together (checks/)
    base    as the plan before an edit is read (changes/against.py)
    edit    by the rule of its name, about what an edit does (changes/policy/)
"""

Need = Literal["sound", "plan.yaml", "roles.yaml", "logs", "readings", "policy", "text", "findings"]
"""What a check needs. Without it, the check is not run:

    sound                   a plan without errors, for a check that looks for what is missing: a misspelt lead is one
                            mistake, and not also a role that leads nothing
    plan.yaml, roles.yaml   this file without a mistake of form; else the check would judge made-up values
    logs, readings, policy  a plan that has any of these: the check looks at nothing else
    text                    how values are written in the files, not just what they are
    findings                what all the other checks found
"""


class Rule(NamedTuple):
    """What a code stands for. `summary` says in a few words what is wrong."""

    severity: Severity
    stage: Stage
    summary: str
    needs: tuple[Need, ...] = ()

    @property
    def of_change(self) -> bool:
        """Whether only two states of a plan can show it."""
        return self.stage in ("base", "edit")


CODES: Final[dict[str, Rule]] = {
    # The files themselves (sources/).
    "not-a-file": Rule("error", "files", "a folder, a pipe or a device where a file should be"),
    "link-outside-plan": Rule("error", "files", "a link that leads out of the plan"),
    "unreadable": Rule("error", "files", "a file that the system will not let siplan read"),
    "file-too-large": Rule("error", "files", "a file over 1 MiB"),
    "not-utf8": Rule("error", "files", "a file that is not UTF-8 text"),
    "missing-file": Rule("error", "files", "a file that every plan has is not there"),
    "misnamed-file": Rule("error", "files", "a file or folder of the plan whose name keeps siplan from reading it"),
    "unexpected-file": Rule("warning", "files", "another YAML file in the plan that siplan does not read"),
    # YAML (loading/parsing.py).
    "syntax": Rule("error", "yaml", "the text is not YAML"),
    "conflict-markers": Rule("error", "yaml", "a merge left its conflict markers"),
    "tab-indentation": Rule("error", "yaml", "a tab where YAML wants spaces"),
    "control-character": Rule("error", "yaml", "a character that text does not hold"),
    "empty-file": Rule("error", "yaml", "a file with nothing in it"),
    "empty-value": Rule("error", "yaml", "a field with nothing after its colon"),
    "duplicate-key": Rule("error", "yaml", "a field that stands twice in one record"),
    "complex-key": Rule("error", "yaml", "a list or a mapping where a field's name should be"),
    "anchor": Rule("error", "yaml", "an anchor (&name)"),
    "alias": Rule("error", "yaml", "an alias (*name)"),
    "merge-key": Rule("error", "yaml", "a merge key (<<)"),
    "tag": Rule("error", "yaml", "a tag (!name)"),
    "directive": Rule("error", "yaml", "a directive (%YAML, %TAG)"),
    "several-documents": Rule("error", "yaml", "more than one document in a file"),
    "too-deep": Rule("error", "yaml", "records nested over 32 deep"),
    "too-many-nodes": Rule("error", "yaml", "over 100,000 values in one file"),
    "more-findings": Rule("error", "yaml", "more errors in a file than are listed"),
    "more-warnings": Rule("warning", "yaml", "more warnings in a file than are listed"),
    # The form of records (loading/).
    "newer-format": Rule("error", "form", "a plan of a newer format than this siplan reads"),
    "unknown-field": Rule("error", "form", "a field that this kind of record does not have"),
    "missing-field": Rule("error", "form", "a field that this kind of record must have"),
    "wrong-shape": Rule("error", "form", "a text, a list or a record where another of them should be"),
    "bad-value": Rule("error", "form", "a value that the field does not take"),
    "bad-date": Rule("error", "form", "a date that does not exist or is not written as one"),
    "bad-id": Rule("error", "form", "an id that is not of the form that its kind of record has"),
    "unquoted-id": Rule("warning", "form", "an id without quotes that other YAML tools read as a number"),
    # How records fit together (checks/).
    "duplicate-id": Rule("error", "fit", "an id that two records share"),
    "misplaced-id": Rule("error", "fit", "an id that does not continue that of the record it stands in"),
    "unknown-lead": Rule("error", "fit", "a lead that roles.yaml does not list"),
    "unknown-area": Rule("error", "fit", "an area that areas.yaml does not list"),
    "unknown-measure": Rule("error", "fit", "a measure that measures.yaml does not list"),
    "target-kind": Rule(
        "error", "fit", "a target with a field that its kind does not ask, or without one that it needs"
    ),
    "unknown-reference": Rule("error", "fit", "a reference to a record that is not there"),
    "same-as-loop": Rule(
        "error", "fit", "same_as that names itself, or a milestone that is itself the same as another"
    ),
    "alias-clash": Rule("error", "fit", "an alias that is also another role's code or alias"),
    "dates-reversed": Rule("error", "fit", "an end before its beginning"),
    "too-much-repeated": Rule("error", "fit", "more that its rows repeat than a plan can be answered for"),
    "too-many-occurrences": Rule("error", "fit", "more occurrences a year than a plan can be answered for"),
    "log-misplaced": Rule("error", "fit", "a log entry about a record that the log is not for", ("logs",)),
    "log-void": Rule("error", "fit", "a log entry that voids one which does not stand above it", ("logs",)),
    "void-ambiguous": Rule("error", "fit", "a log entry that voids one of several, without saying which", ("logs",)),
    "log-lost": Rule(
        "error", "fit", "a log entry about a status, deadline or lead that its record does not have", ("logs",)
    ),
    "complete-early": Rule(
        "error", "fit", "an action that its log calls complete while a milestone of it is open", ("logs", "plan.yaml")
    ),
    "unknown-rating": Rule("error", "fit", "a rating that plan.yaml's scheme does not have", ("logs",)),
    "unknown-period": Rule(
        "error", "fit", "a reading of a period that the calendar does not have", ("readings", "plan.yaml")
    ),
    "note-target": Rule("error", "fit", "a source note about a record or field that is not there"),
    "policy-code": Rule("error", "fit", "a severity or a waiver for a code that cannot have one", ("policy",)),
    "note-answers-nothing": Rule(
        "warning", "fit", "a source note that answers a diagnostic which no longer arises", ("sound", "findings")
    ),
    "lead-alias": Rule("warning", "fit", "a lead named by an alias"),
    "who-differs": Rule("warning", "fit", "the Who cell names other leads than the record does", ("roles.yaml",)),
    "deadline-before-plan": Rule(
        "warning", "fit", "a deadline that had passed when the plan was adopted", ("plan.yaml",)
    ),
    "no-deadline": Rule("warning", "fit", "a milestone or stage that nothing dates", ("plan.yaml",)),
    "no-milestones": Rule("warning", "fit", "an action with neither a milestone nor a log", ("sound",)),
    "unused-role": Rule("warning", "fit", "a role that leads nothing", ("sound",)),
    "not-in-glossary": Rule(
        "warning", "fit", "a role that leads but is missing from the document's glossary", ("sound",)
    ),
    "area-unanswered": Rule("warning", "fit", "an area that no priority answers", ("sound",)),
    "reading-differs": Rule("warning", "fit", "the wording says another date than the record", ("plan.yaml",)),
    "due-missing": Rule("warning", "fit", "the wording says for certain when, and the record does not", ("plan.yaml",)),
    "recurrence-missing": Rule(
        "warning", "fit", "the wording says that it recurs, and the record does not", ("plan.yaml",)
    ),
    "wording-unread": Rule("warning", "fit", "a wording that cannot be read for a date", ("plan.yaml",)),
    "wording-elsewhere": Rule(
        "warning", "fit", "a wording that points at another place in the document", ("plan.yaml",)
    ),
    "clause-unused": Rule(
        "warning", "fit", "a clause of the When cell that nothing in the action takes up", ("plan.yaml",)
    ),
    "split-text": Rule(
        "warning", "fit", "a text in brackets without quotes, which is split at its commas", ("sound", "text")
    ),
    "repeated-text": Rule("warning", "fit", "two milestones with one text"),
    "same-as-differs": Rule("warning", "fit", "a milestone dated or led otherwise than the one it is the same as"),
    "log-period": Rule(
        "warning", "fit", "a log entry about an occurrence that its record does not have", ("logs", "plan.yaml")
    ),
    "log-before-plan": Rule(
        "warning", "fit", "a log entry of a day before the plan, without a word on it", ("logs", "plan.yaml")
    ),
    "log-empty": Rule("warning", "fit", "a log entry that says nothing", ("logs",)),
    "evidence-empty": Rule("warning", "fit", "evidence that shows nothing: none, n/a, -", ("logs",)),
    # The plan before an edit (changes/against.py).
    "plan-new": Rule("warning", "base", "no plan to compare with: everything is new"),
    "plan-moved": Rule("warning", "base", "a plan that was in another folder before"),
    "base-unread": Rule("error", "base", "a plan before the edit that cannot be read whole"),
    # What an edit does (changes/policy/).
    "record-removed": Rule("error", "edit", "a record taken out of the plan instead of cancelled"),
    "id-reused": Rule("error", "edit", "an id that named another record before"),
    "deadline-rewritten": Rule("error", "edit", "a promised date or its words changed, instead of the log"),
    "deadline-reread": Rule("warning", "edit", "a promised date changed because its wording is read otherwise now"),
    "slip-unapproved": Rule("error", "edit", "a deadline that the log moves later without a reason and who approved"),
    "log-rewritten": Rule("error", "edit", "a log entry that was changed, taken out or moved"),
    "void-by-place": Rule("error", "edit", "a new log entry that voids another by its place in the file"),
    "void-unexplained": Rule("error", "edit", "a log entry voided without a reason"),
    "no-evidence": Rule("error", "edit", "something recorded complete without evidence"),
    "dated-ahead": Rule("error", "edit", "a log entry dated after the day on which it was recorded"),
    "lead-dropped": Rule("error", "edit", "a lead taken away with no other in its place"),
    "area-abandoned": Rule("error", "edit", "an area that loses its last open action"),
    "reopened-unexplained": Rule("error", "edit", "something cancelled that is reopened without a reason"),
    "policy-changed": Rule("warning", "edit", "a change of the policy by which changes are judged"),
    "waiver-expired": Rule("warning", "edit", "a waiver whose last day has passed"),
}
"""Every code that siplan can give, with its rule. Codes are stable: one is never used for another rule."""

ALWAYS_SHOWN: Final = frozenset({"plan-new", "plan-moved", "base-unread", "policy-changed", "waiver-expired"})
"""Codes that no policy turns off or waives: a policy does not hide what becomes of itself."""

_HOMES: Final[dict[Stage, str]] = {"fit": "si_plan.checks", "edit": "si_plan.changes.policy"}


def module_of(code: str) -> str:
    """The name of the module that has the check or rule of a code, whose docstring explains it; empty for a code of
    another stage, which a text of explanations/ explains."""
    home = _HOMES.get(CODES[code].stage)
    return f"{home}.{code.replace('-', '_')}" if home else ""
