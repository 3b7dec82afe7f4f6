"""Records nested over 32 deep.

No plan goes beyond eight. A file like that is damaged, or made to overwhelm whatever reads it.

To put it right: look for brackets that are opened and never closed.

Fails:

    A file with 33 lists, each within the one before.

Passes:

    A file with actions in a priority, and milestones in each action.
"""
