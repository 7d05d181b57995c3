"""What runs in the browser's own Python: the pupil's program read, checked and played there.

The page's worker calls `answers.answer` and `stage` with plain texts and numbers, so that nothing
of Python has to be kept alive on the other side. The same code runs on the server's Python.
"""
