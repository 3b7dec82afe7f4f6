"""A link that leads out of the plan.

A plan is complete in its own folder: what a reviewer sees there is what siplan reads. A link to elsewhere could
show any file of the machine, and at a git revision there is nothing behind it.

To put it right: delete the link and put the file itself there. A link to another file of the same plan is fine in
the working tree.

Fails:

    priorities/2.yaml is a link to a file beside the plan's folder.

Passes:

    priorities/2.yaml is a file, or is not there.
"""
