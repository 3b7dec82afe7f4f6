"""Many plans asked as one: a portfolio's file, its members, and the processes in which each member is asked.

A member's plan is read in a process of its own, reduced to what may cross, and asked; what comes back are rows and
totals, never a plan. `queries/` says how the answers of several plans are one.

    file        portfolio.yaml read, and what is wrong in it
    members     from the file to the members: folders, revisions, globs; all of it below the portfolio's folder
    member_plan one member's plan, as it may cross
    running     processes side by side, each within its limits
    asking      a question put to every member, and what came of each
    checking    the file and every plan checked
"""
