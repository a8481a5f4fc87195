"""Fuzzing: every reader is given inputs that are made, mutated and broken. `make fuzz` runs it, for as long as asked.

Each input must be read or refused by a StorymapError, in ten seconds of one core and one gigabyte beyond the start;
a page that is rendered of it must hold no live markup of the input. The corpus is made by `seeds.py`; nothing is
downloaded. Hypothesis makes the inputs. Atheris was left out: it needs a compiler on most machines, and the libraries
that parse (GDAL, Arrow, Pillow, ammonia) would have to be built for it before their branches guided anything.
"""
