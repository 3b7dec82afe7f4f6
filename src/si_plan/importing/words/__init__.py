"""The words of a raw file, counted without the readers."""
