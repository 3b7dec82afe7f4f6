"""What siplan has to say about a plan: diagnostics, the one table of their codes, and the texts that explain each.

codes      the table: severity, stage, summary and needs of each code
findings   what is wrong, by record and field (`Finding`) or at its place in a file (`Diagnostic`); the order of many
           diagnostics, and how many of a file are listed
explaining what each code means, from `explanations/` or the docstring of its check
"""

from si_plan.diagnostics.codes import ALWAYS_SHOWN, CODES, Need, Rule, Severity, module_of
from si_plan.diagnostics.findings import (
    MOST_NAMED,
    MOST_PER_FILE,
    Diagnostic,
    Finding,
    Location,
    Tally,
    apply_severities,
    gravity,
    limit_per_file,
    list_names,
    more_findings,
    quote,
    sameness,
    sort_by_place,
)

__all__ = [
    "ALWAYS_SHOWN",
    "CODES",
    "MOST_NAMED",
    "MOST_PER_FILE",
    "Diagnostic",
    "Finding",
    "Location",
    "Need",
    "Rule",
    "Severity",
    "Tally",
    "apply_severities",
    "gravity",
    "limit_per_file",
    "list_names",
    "module_of",
    "more_findings",
    "quote",
    "sameness",
    "sort_by_place",
]
