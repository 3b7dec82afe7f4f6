"""A file or folder of the plan whose name keeps siplan from reading it.

What is in 2.yml, 2.YAML or 2.yaml.txt would be in no answer, and nobody would notice that it is missing. Recording
would begin a second log beside the first. What is called Progress or Plan.yaml is read on Windows and macOS and nowhere
else: the plan would not say the same to everyone.

To put it right: rename it as the hint says, or move it out of the plan's folder.

Fails:

    # progress/1.1.yml
    - {on: 2016-10-03, at: "1.1.1", status: complete, evidence: [Minutes of 3 October]}

Passes:

    # progress/1.1.yaml
    - {on: 2016-10-03, at: "1.1.1", status: complete, evidence: [Minutes of 3 October]}
"""
