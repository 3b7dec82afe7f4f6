"""How everything that a plan tracks stands on a day: its status, its deadline in force, its occurrences."""
