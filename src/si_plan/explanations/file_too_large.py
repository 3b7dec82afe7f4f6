"""A file over 1 MiB.

The largest priority of a real plan has a hundredth of that. A file so large is a mistake, or made to keep the
reader busy.

To put it right: split it: one file for each priority, one log for each action.

Fails:

    priorities/2.yaml has 1,048,577 bytes.

Passes:

    priorities/1.yaml has 1,048,576 bytes.
"""
