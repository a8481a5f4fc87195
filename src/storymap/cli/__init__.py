"""The command line: one module a command. Arguments in, files and exit codes out; no logic.

`main` is the group of commands; `options`, `gazetteer` and `console` are shared; `output` and `review` belong to some.
"""
