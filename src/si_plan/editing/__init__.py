"""Edits of plan files that touch only their own lines, and the writing of them.

An edit goes through these modules, in this order:

    typed       what people type for a field, as the field has it
    rules       whether an entry may be recorded on the plan as it stands
    recording, promising, accepting
                what is to change: logs; fields and records of the promise; dates that the words say
    edits       an edit names a value by its path; its text is kept only if siplan's reader and ruamel.yaml's both find
                just that edit in it
    splices     the edit as a splice, in the file's own indentation, quotes and line ends
    nodes       where every value stands, from the parser's events
    rendering   a value as text, each scalar written by ruamel.yaml
    changes     the files before and after, their changed lines, the diff; `si_plan.writing` writes them

`starting` has the files of a plan that begins.
"""
