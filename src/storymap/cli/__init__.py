"""Commands of the command line, one module each: arguments in, files and exit codes out. No logic."""
