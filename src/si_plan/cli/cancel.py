"""siplan cancel"""

from si_plan.cli.recording import Recording, as_recording

command = as_recording(
    Recording("cancel", takes=("reason", "approved_by"), says={"status": "cancelled"}),
    "Record that something will not be done, and why.",
)
