"""An id that is not of the form that its kind of record has.

An id says what kind of record it names: 2 a priority, 2.4 an action, 2.4.1 a milestone, 2.4.S1 a stage, 2.4.D1 a
duty, A1 an area, M1 a measure, N1 a source note. A role has a short code in capitals.

To put it right: write the id in its form.

Fails:

    # areas.yaml
    - id: Reading
      title: Reading

Passes:

    # areas.yaml
    - id: A1
      title: Reading
"""
