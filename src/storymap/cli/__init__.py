"""The command line: one module a command. Arguments in, files and exit codes out; no logic.

`main` is the group of commands. `options`, `gazetteer`, `console`, `output` and `review` are what commands share or use.
"""
