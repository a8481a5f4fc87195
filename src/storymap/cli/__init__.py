"""The command line: one module a command. Arguments in, files and exit codes out; no logic.

`main` is the group of commands; `options`, `gazetteer` and `console` are shared; `output` and `review` belong to some.
"""

import gc

# A command makes much and soon ends: looking for garbage would take a tenth of its time. This stands here because it
# has to come before the libraries, which make most of it.
gc.set_threshold(200_000, 20, 50)
