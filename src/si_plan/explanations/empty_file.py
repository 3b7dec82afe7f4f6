"""A file with nothing in it.

A file that was emptied by mistake looks like one that was never needed. Comments alone do not count either: what
they say is no data; nor does an empty list of areas or roles.

To put it right: write its records, or bring the file back from git. plan.yaml, areas.yaml and roles.yaml are in every
plan; any other file can be deleted, as a log that has no entry yet.

Fails:

    progress/1.1.yaml holds the line "# to be written" and no other.

Passes:

    progress/1.1.yaml holds one entry, or is not there.
"""
