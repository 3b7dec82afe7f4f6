"""siplan update"""

from si_plan.cli.recording import Recording, as_recording

command = as_recording(
    Recording("update", takes=("status", "rating", "evidence")),
    "Record how things stand: a status, a rating, a note, evidence.",
)
