"""Another YAML file in the plan that siplan does not read.

Someone meant it to count. What is in leads.yaml or source-notes.yml is in no answer, and nobody notices that it is
missing.

To put it right: rename it as the hint says, put what is in it where it belongs, or move it out of the plan's folder.

Fails:

    # source-notes.yml
    - {id: N1, at: "1.1#title", document: Train a tuter, recorded: Train a tutor, why: A slip of the pen.}

Passes:

    # source-notes.yaml
    - {id: N1, at: "1.1#title", document: Train a tuter, recorded: Train a tutor, why: A slip of the pen.}
"""
