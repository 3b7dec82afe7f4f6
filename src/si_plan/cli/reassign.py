"""siplan reassign"""

from si_plan.cli.recording import Recording, as_recording

command = as_recording(
    Recording("reassign", takes=("leads", "reason", "approved_by"), needs=("leads",)),
    "Record who leads from now on.",
)
