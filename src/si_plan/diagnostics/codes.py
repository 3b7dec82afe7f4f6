"""The one table of codes: what each means, its severity, where it is found and what finding it needs."""

from typing import Final, Literal, NamedTuple

Severity = Literal["error", "warning"]
Grade = Literal["error", "warning", "off"]
"""What a plan's policy makes of a code."""

Stage = Literal["files", "yaml", "form", "fit", "base", "edit", "portfolio"]
"""Where a code is found:

    files       as the plan's files are read (sources/)
    yaml        as their text is read as YAML (loading/parsing.py)
    form        as each record is validated (loading/)
    fit         by the check of its name, about how records fit together (checks/)
    base        as the plan before an edit is read (changes/against.py)
    edit        by the rule of its name, about what an edit does (changes/policy/)
    portfolio   as the file of a portfolio is read, and its members are looked for (portfolio/)
"""

Need = Literal[
    "sound", "plan.yaml", "roles.yaml", "actions", "logs", "readings", "role_log", "policy", "refs", "editions",
    "clocks", "later format", "in force", "text", "findings",
]  # fmt: skip
"""What a check needs, in the order in which it is looked for: last come editions and clocks, which take longest.
Without it, the check is not run:

    sound                   a plan without errors, for a check that looks for what is missing: a misspelt lead is one
                            mistake, and not also a role that leads nothing
    plan.yaml, roles.yaml   this file without a mistake of form; else the check would judge made-up values
    actions                 a plan that has any: one just begun is not told what nothing in it does yet
    logs, readings,         a plan that has any of these (`logs`: of what has happened, or of roles): the check looks at
    role_log, policy,       nothing else
    refs, editions, clocks
    later format            a plan that has what came with a later format than the first
    in force                what the last edition promises: what was dropped before is not judged again
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
    "link-outside-plan": Rule("error", "files", "a link that leads outside the plan"),
    "unreadable": Rule("error", "files", "a file that siplan may not read"),
    "file-too-large": Rule("error", "files", "a file over 1 MiB"),
    "not-utf8": Rule("error", "files", "a file that is not UTF-8 text"),
    "missing-file": Rule("error", "files", "a file that the plan needs is missing"),
    "misnamed-file": Rule("error", "files", "a file or folder with a name that siplan does not read"),
    "unexpected-file": Rule("warning", "files", "another YAML file in the plan that siplan does not read"),
    # YAML (loading/parsing.py).
    "syntax": Rule("error", "yaml", "the text is not YAML"),
    "conflict-markers": Rule("error", "yaml", "a merge left its conflict markers in the file"),
    "tab-indentation": Rule("error", "yaml", "a tab where YAML needs spaces"),
    "control-character": Rule("error", "yaml", "a hidden control character in the text"),
    "empty-file": Rule("error", "yaml", "a file with nothing in it"),
    "empty-value": Rule("error", "yaml", "a field with nothing after its colon"),
    "duplicate-key": Rule("error", "yaml", "a field that is in one record twice"),
    "complex-key": Rule("error", "yaml", "a list or a record where a field's name should be"),
    "anchor": Rule("error", "yaml", "an anchor (&name)"),
    "alias": Rule("error", "yaml", "an alias (*name)"),
    "merge-key": Rule("error", "yaml", "a merge key (<<)"),
    "tag": Rule("error", "yaml", "a tag (!name)"),
    "directive": Rule("error", "yaml", "a directive (%YAML, %TAG)"),
    "several-documents": Rule("error", "yaml", "more than one document in a file"),
    "too-deep": Rule("error", "yaml", "records nested more than 32 deep"),
    "too-many-nodes": Rule("error", "yaml", "more than 100,000 values in one file"),
    "more-findings": Rule("error", "yaml", "more errors in a file than siplan lists"),
    "more-warnings": Rule("warning", "yaml", "more warnings in a file than siplan lists"),
    # The form of records (loading/).
    "newer-format": Rule("error", "form", "a plan in a newer format than this version of siplan reads"),
    "unknown-field": Rule("error", "form", "a field that this kind of record does not have"),
    "missing-field": Rule("error", "form", "a field that this kind of record must have"),
    "wrong-shape": Rule("error", "form", "text, a list or a record where something else should be"),
    "bad-value": Rule("error", "form", "a value that the field does not take"),
    "bad-date": Rule("error", "form", "a date that does not exist, or is not written as one"),
    "bad-id": Rule("error", "form", "an id in the wrong form for its kind of record"),
    "unquoted-id": Rule("warning", "form", "an id without quotes that other YAML tools read as a number"),
    # How records fit together (checks/).
    "duplicate-id": Rule("error", "fit", "an id that two records share"),
    "duplicate-ref": Rule("error", "fit", "a ref that two records of a kind share", ("refs",)),
    "misplaced-id": Rule("error", "fit", "an id that does not begin with the id of the record around it"),
    "unknown-lead": Rule("error", "fit", "a lead that is not in roles.yaml"),
    "unknown-area": Rule("error", "fit", "an area that is not in areas.yaml"),
    "unknown-inspection": Rule("error", "fit", "an inspection that is not in plan.yaml", ("plan.yaml",)),
    "unknown-measure": Rule("error", "fit", "a measure or target that is not in measures.yaml"),
    "target-kind": Rule(
        "error", "fit", "a target with a field that its kind does not use, or without one that it needs"
    ),
    "unknown-reference": Rule("error", "fit", "a reference to a record that does not exist"),
    "same-as-loop": Rule(
        "error", "fit", "a milestone that is the same as itself, or as one that is the same as another"
    ),
    "unknown-edition": Rule("error", "fit", "an edition that is not in plan.yaml", ("editions", "plan.yaml")),
    "edition-order": Rule(
        "error", "fit", "editions out of order, or a record of editions that cannot be so", ("editions", "plan.yaml")
    ),
    "format-too-old": Rule(
        "error", "fit", "a plan that says an older format than it needs", ("later format", "plan.yaml")
    ),
    "unknown-event": Rule("error", "fit", "an event that is not in plan.yaml", ("clocks", "plan.yaml")),
    "alias-clash": Rule("error", "fit", "an alias that is also another role's code or alias"),
    "dates-reversed": Rule("error", "fit", "an end before its beginning"),
    "too-much-repeated": Rule("error", "fit", "more repeated text than siplan can answer with"),
    "too-many-occurrences": Rule("error", "fit", "more occurrences a year than siplan can answer with"),
    "log-misplaced": Rule("error", "fit", "a log entry in the wrong log", ("logs",)),
    "log-void": Rule("error", "fit", "a log entry that undoes one that is not above it", ("logs",)),
    "void-ambiguous": Rule("error", "fit", "a log entry that undoes one of several, without saying which", ("logs",)),
    "log-lost": Rule(
        "error", "fit", "a log entry about a status, deadline or lead that its record cannot have", ("logs",)
    ),
    "role-successor": Rule("error", "fit", "a successor that a role cannot have", ("role_log",)),
    "complete-early": Rule(
        "error",
        "fit",
        "an action that its log calls complete while one of its milestones is open",
        ("logs", "plan.yaml"),
    ),
    "unknown-rating": Rule("error", "fit", "a rating that is not in plan.yaml", ("logs",)),
    "unknown-period": Rule(
        "error", "fit", "a result for a period that the calendar does not have", ("readings", "plan.yaml")
    ),
    "note-target": Rule("error", "fit", "a source note about a record or field that does not exist"),
    "policy-code": Rule("error", "fit", "a severity or a waiver for a code that cannot have one", ("policy",)),
    "note-answers-nothing": Rule(
        "warning", "fit", "a source note that explains a finding which is no longer there", ("sound", "findings")
    ),
    "lead-alias": Rule("warning", "fit", "a lead named by an alias"),
    "who-differs": Rule("warning", "fit", "the Who cell names other leads than the record", ("roles.yaml", "in force")),
    "cell-blank": Rule(
        "warning", "fit", "a Who or When cell that the document leaves blank", ("plan.yaml", "in force")
    ),
    "deadline-before-plan": Rule(
        "warning", "fit", "a deadline that had passed when the plan was adopted", ("plan.yaml", "in force")
    ),
    "no-actions": Rule("warning", "fit", "a plan or a priority with no actions", ("sound",)),
    "no-deadline": Rule("warning", "fit", "a milestone or stage without a date", ("plan.yaml", "in force")),
    "no-milestones": Rule("warning", "fit", "an action with nothing that shows when it is done", ("sound", "in force")),
    "inspection-missing": Rule(
        "warning", "fit", "an area that does not say which of several inspections named it", ("plan.yaml",)
    ),
    "unused-role": Rule("warning", "fit", "a role that leads nothing", ("sound", "actions")),
    "role-vacant": Rule(
        "warning",
        "fit",
        "a role that is vacant or abolished, and still leads open work or answers for it",
        ("sound", "role_log", "in force"),
    ),
    "not-in-glossary": Rule(
        "warning", "fit", "a role that leads but is missing from the document's glossary", ("sound",)
    ),
    "area-unanswered": Rule("warning", "fit", "an area that no priority answers", ("sound", "actions", "in force")),
    "reading-differs": Rule(
        "warning", "fit", "the words give a different date from the record", ("plan.yaml", "in force")
    ),
    "due-missing": Rule("warning", "fit", "the words give a date, and the record does not", ("plan.yaml", "in force")),
    "recurrence-missing": Rule(
        "warning", "fit", "the words say that it recurs, and the record does not", ("plan.yaml", "in force")
    ),
    "wording-unread": Rule("warning", "fit", "words that siplan cannot read as a date", ("plan.yaml", "in force")),
    "wording-elsewhere": Rule(
        "warning", "fit", "words that point to another place in the document", ("plan.yaml", "in force")
    ),
    "clause-unused": Rule(
        "warning", "fit", "a line of the When cell that nothing in the action uses", ("plan.yaml", "in force")
    ),
    "split-text": Rule("warning", "fit", "text in brackets without quotes, split at its commas", ("sound", "text")),
    "repeated-text": Rule("warning", "fit", "two milestones with the same text", ("in force",)),
    "same-as-differs": Rule(
        "warning", "fit", "a milestone with other dates or leads than the one it is the same as", ("in force",)
    ),
    "log-period": Rule(
        "warning", "fit", "a log entry about an occurrence that its record does not have", ("logs", "plan.yaml")
    ),
    "log-before-plan": Rule(
        "warning", "fit", "a log entry dated before the plan, without an explanation", ("logs", "plan.yaml")
    ),
    "log-dropped": Rule(
        "warning",
        "fit",
        "a log entry about a record that an edition had dropped by then",
        ("sound", "logs", "editions"),
    ),
    "log-empty": Rule("warning", "fit", "a log entry that says nothing", ("logs",)),
    "evidence-empty": Rule("warning", "fit", "evidence that shows nothing: none, n/a, -", ("logs",)),
    # The plan before an edit (changes/against.py).
    "plan-new": Rule("warning", "base", "no earlier plan to compare with: everything is new"),
    "plan-moved": Rule("warning", "base", "a plan that was in another folder before"),
    "base-unread": Rule(
        "error", "base", "an earlier plan that siplan cannot read in full, so it could not check every change"
    ),
    # What an edit does (changes/policy/).
    "edition-unannounced": Rule(
        "error", "edit", "an edition that was not announced, or since, until or earlier changed without one"
    ),
    "adoption-mixed": Rule("error", "edit", "an adoption that does more than adopt, or keeps less than it must"),
    "record-removed": Rule("error", "edit", "a record taken out of the plan instead of cancelled"),
    "id-reused": Rule("error", "edit", "an id that named another record before"),
    "deadline-rewritten": Rule("error", "edit", "a promised date changed in the plan instead of in the log"),
    "deadline-reread": Rule("warning", "edit", "a promised date changed because its words are now read differently"),
    "event-redated": Rule(
        "error", "edit", "the day of an event changed without a reason, where deadlines count from it"
    ),
    "deadline-recounted": Rule(
        "warning", "edit", "deadlines that move because the day that they count from, or the calendar, was changed"
    ),
    "slip-unapproved": Rule(
        "error", "edit", "a deadline moved later without a reason, or without saying who approved it"
    ),
    "moved-too-often": Rule("error", "edit", "a deadline moved later more often than the change rules allow"),
    "log-rewritten": Rule("error", "edit", "a log entry that was changed, taken out or moved"),
    "void-by-place": Rule("error", "edit", "a new log entry that undoes another by its place in the file"),
    "void-unexplained": Rule("error", "edit", "a log entry undone without a reason"),
    "no-evidence": Rule("error", "edit", "something recorded complete without evidence"),
    "dated-ahead": Rule("error", "edit", "a log entry dated after the day it was recorded"),
    "lead-dropped": Rule("error", "edit", "a lead taken away with nobody in their place"),
    "area-abandoned": Rule("error", "edit", "an area that loses its last open action"),
    "reopened-unexplained": Rule("error", "edit", "something cancelled, then reopened without a reason"),
    "policy-changed": Rule("warning", "edit", "a change to the rules that siplan checks changes by"),
    "waiver-expired": Rule("warning", "edit", "a waiver whose last day has passed"),
    # The plans of a portfolio (portfolio/).
    "unknown-theme": Rule("error", "portfolio", "a theme that the portfolio does not list"),
    "member-unread": Rule("error", "portfolio", "a member of a portfolio whose plan cannot be read"),
}
"""Every code that siplan can give, with its rule. Codes are stable: one is never used for another rule."""

ALWAYS_SHOWN: Final = frozenset(
    {
        "plan-new", "plan-moved", "base-unread", "policy-changed", "waiver-expired", "edition-unannounced",
        "adoption-mixed",
    }
)  # fmt: skip
"""Codes that no policy turns off or waives: a policy does not hide what becomes of itself, nor of the editions."""

_HOMES: Final[dict[Stage, str]] = {"fit": "si_plan.checks", "edit": "si_plan.changes.policy"}


def module_of(code: str) -> str:
    """The name of the module that has the check or rule of a code, whose docstring explains it; empty for a code of
    another stage, which a text of explanations/ explains."""
    home = _HOMES.get(CODES[code].stage)
    return f"{home}.{code.replace('-', '_')}" if home else ""
