"""The Python face: the taught subset of Python, read from text and written to it."""
