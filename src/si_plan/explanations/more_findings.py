"""More errors in a file than are listed.

One slip, such as a wrong indentation, can make every record of a file wrong. At most 100 errors of a file are
listed, so that the first stays in sight.

To put it right: mend those that are listed and run `siplan validate` again; the rest are often gone with them.

Fails:

    areas.yaml has 101 areas with wrong ids.

Passes:

    areas.yaml has one area, A1.
"""
