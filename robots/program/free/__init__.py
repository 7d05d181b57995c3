"""Free Python: any text, run as it is, its robot words and loops turned into places to wait.

It runs in the browser's own Python only, never on the server or in the gateway. `free_program`
gives the same `CompiledProgram` that the compiler gives for the taught subset, so that one runner
counts its time and writes its trace.
"""
