"""A file that every plan has is not there.

Every plan has plan.yaml, areas.yaml, roles.yaml and at least one file in priorities/. Without roles.yaml, say,
nobody can tell whether a lead exists.

To put it right: write it, or bring it back from git: `git checkout -- plan`.

Fails:

    The plan has no areas.yaml.

Passes:

    The plan has plan.yaml, areas.yaml, roles.yaml and priorities/1.yaml.
"""
