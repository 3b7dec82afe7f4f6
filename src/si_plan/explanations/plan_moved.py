"""The plan was in another folder before this edit.

The edit is compared with the plan in its old folder, so nothing is lost from sight. A move is still worth a second
look: the pull request check, the owners' file and other people's commands may name the old folder.

To put it right: nothing, if the move is meant. Otherwise put the folder back (`git mv NEW OLD`).

Fails:

    `git mv plan improvement-plan` in the edit that is checked

Passes:

    an edit in which the plan's folder stays where it was
"""
