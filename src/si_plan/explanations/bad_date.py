"""A date that does not exist or is not written as one.

Dates decide what is overdue, so they are written in one way, which cannot be misread: year, month, day, with as
much of it as is meant. 2016-09 is the whole of September.

To put it right: write 2016-09-30, 2016-09 or 2016. What the document says, such as By Sept 2016, goes into `when`.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By 31 Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09-31}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By end of Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09-30}
"""
