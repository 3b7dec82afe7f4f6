"""A YAML file in the plan that siplan does not read.

Someone meant it to count. A priority in 2.yml or 2.yaml.txt is in no answer, and nobody notices that it is missing.

To put it right: rename it as the hint says, or move it out of the plan's folder.

Fails:

    # priorities/2.yml
    id: "2"
    title: Every pupil attends
    areas: [A1]
    actions:
      - id: "2.1"
        title: Ring home on the first day
        leads: [HT]
        when: [By Sept 2016]
        due: 2016-09
        milestones:
          - {id: "2.1.1", text: Rota in place, due: 2016-09}

Passes:

    # priorities/2.yaml
    id: "2"
    title: Every pupil attends
    areas: [A1]
    actions:
      - id: "2.1"
        title: Ring home on the first day
        leads: [HT]
        when: [By Sept 2016]
        due: 2016-09
        milestones:
          - {id: "2.1.1", text: Rota in place, due: 2016-09}
"""
