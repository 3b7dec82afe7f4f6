"""siplan complete"""

from si_plan.cli.recording import Recording, as_recording

command = as_recording(
    Recording("complete", takes=("evidence",), says={"status": "complete"}),
    "Record that something is complete, and where that can be seen.",
)
