"""The files of a draft plan, from rows that are laid out."""
