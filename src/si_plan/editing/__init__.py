"""Edits of plan files that touch only their own lines, and the writing of them."""
