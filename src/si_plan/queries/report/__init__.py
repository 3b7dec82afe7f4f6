"""What a report says: pure functions of the plan, an audience, a day and what went before to one typed `Report`."""
