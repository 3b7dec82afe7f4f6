"""Part of the plan before this edit cannot be read, so the edit could not be checked there.

A record that is malformed in the base can be compared with nothing. A deadline rewritten in it, or an action taken out
of it, would pass unseen.

To put it right: correct the plan on the base branch first, in an edit of its own that someone reads line by line.

Fails:

    `siplan validate --since REF`, where a file of the plan at REF is no YAML

Passes:

    `siplan validate --since REF`, where the plan at REF can be read whole
"""
