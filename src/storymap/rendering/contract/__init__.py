"""What a page and the scripts around it are given: the one definition of each block of data.

A module is a block of data, but for `names`, which holds what both sides call things by. All of it becomes TypeScript,
in `web/src/data/contract.ts`, by `python -m tools.contract`; a test fails when that file is not up to date, and another
holds what real stories send to these types. A string after a field says what the field is, for readers of both.

Nothing here needs more than Python's own library, so that the types can be written out on any machine.
"""
