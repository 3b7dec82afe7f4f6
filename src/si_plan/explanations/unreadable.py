"""A file that the system will not let siplan read.

An answer that leaves a file out could be wrong, so siplan says which one it could not have. The message gives the
system's own reason.

To put it right: see that the file is there and that you may read it; a link may point at a file that has gone.

Fails:

    priorities/2.yaml is a link to a file that is not there.

Passes:

    priorities/2.yaml can be opened.
"""
