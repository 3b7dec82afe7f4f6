"""Questions to a plan: pure functions that take a plan and a selection (with its day) and return typed rows."""
