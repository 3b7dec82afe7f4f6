"""siplan reschedule"""

from si_plan.cli.recording import Recording, as_recording

command = as_recording(
    Recording("reschedule", takes=("due", "reason", "approved_by"), needs=("due",)),
    "Record a new deadline; a later one takes a reason and someone who approved it.",
)
