"""There was no plan before this edit, so no change could be checked.

Everything in the plan counts as new. That is right once, when a plan is adopted. At any other time it means that the
plan was looked for in the wrong place, and that removed actions or moved deadlines would pass unseen. Where there are
other plans already, the message names them: the new one may be a copy.

To put it right: nothing, if this is the plan's first edit. Otherwise compare with a revision that has the plan.

Fails:

    `siplan validate --since REF`, where REF has no plan in this place, and none that is gone since

Passes:

    `siplan validate --since REF`, where REF has the plan
"""
