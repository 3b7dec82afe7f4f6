"""A merge left its conflict markers.

git could not join two edits of one place and left both, between lines of <<<<<<<, ======= and >>>>>>>. With some
settings it adds a line of ||||||| and below it what stood there before either edit. Two people who record on one
action on the same day meet in this way at the end of its log.

To put it right: keep what is right, and delete these lines and what stands between ||||||| and =======. In a log keep
both entries, the older first: neither replaces the other. Then `git add` the file and go on with the merge.

Fails:

    # progress/1.1.yaml
    <<<<<<< HEAD
    - {on: 2016-10-03, at: "1.1.1", status: in_progress, by: HT}
    =======
    - {on: 2016-10-05, at: "1.1.1", note: Second school trained, by: HT}
    >>>>>>> autumn

Passes:

    # progress/1.1.yaml
    - {on: 2016-10-03, at: "1.1.1", status: in_progress, by: HT}
    - {on: 2016-10-05, at: "1.1.1", note: Second school trained, by: HT}
"""
