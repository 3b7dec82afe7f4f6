"""A file with nothing in it.

A file that was emptied by mistake looks like one that was never needed. Comments alone do not count either: what
they say is no data; nor does an empty
list of areas or roles.

To put it right: write its records, bring the file back from git, or delete it if it is a log that has no entry yet.

Fails:

    progress/1.1.yaml holds the line "# to be written" and no other.

Passes:

    progress/1.1.yaml holds one entry, or is not there.
"""
