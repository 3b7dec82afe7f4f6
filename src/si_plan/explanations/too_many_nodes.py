"""Over 100,000 values in one file.

The whole of a real plan has a few thousand. A file like that is damaged, or made to overwhelm whatever reads it.

To put it right: split it: one file for each priority, one log for each action.

Fails:

    priorities/2.yaml has 100,001 values.

Passes:

    priorities/1.yaml has a few dozen values.
"""
