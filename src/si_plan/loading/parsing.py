"""YAML text to data and marks: one pass over libyaml's events, under the limits of the file format.

Every scalar stays the text in the file; the model gives it a type. Nothing recursive, no tree
of nodes, no anchors to expand: the pass stops at the first limit passed, so hostile text costs no more than
honest text of its size.

    reader      the pass
    leniency    what libyaml reads and another reader would not
    refusals    what a file may not have, and the messages for it
    document    what the pass makes: data with the place of each value
"""

from si_plan.loading.document import ID_FIELDS, Document, Path, end_last_line
from si_plan.loading.reader import parse
from si_plan.loading.refusals import MOST_DEPTH, MOST_NODES

__all__ = ["ID_FIELDS", "MOST_DEPTH", "MOST_NODES", "Document", "Path", "end_last_line", "parse"]
