"""A plan of a newer format than this siplan reads.

A newer format may say things that this release would pass over, and its answers would be wrong.

To put it right: install a newer siplan. Change the number back only if it was raised by mistake.

Fails:

    # plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03

Passes:

    # plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
"""
