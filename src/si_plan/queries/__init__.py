"""Questions to a plan: pure functions of the plan and a selection (with its day) to typed rows."""
