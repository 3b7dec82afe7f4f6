"""What an edit does to a plan: the difference of two states of it by id, and the policy of what may not pass unseen."""
