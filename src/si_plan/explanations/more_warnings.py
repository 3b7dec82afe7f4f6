"""More warnings in a file than are listed.

At most 100 warnings of a file are listed, so that the first stays in sight.

To put it right: mend those that are listed, or have source notes answer for them, and run `siplan validate` again.

Fails:

    priorities/1.yaml has 101 ids without quotes.

Passes:

    priorities/1.yaml has every id in quotes.
"""
