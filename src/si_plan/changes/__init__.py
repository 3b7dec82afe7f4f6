"""What an edit does to a plan: the difference between two states, by id, and the policy that judges it."""
