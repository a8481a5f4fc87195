"""A corpus: archives of articles, in bulk, to tables of what they name. The only room that knows Dask.

`run_corpus` is the door. Sources are divided into partitions by size (`division`), each partition becomes one part of
each table (`partition_task`), and at the end the places of all parts are added up (`place_merge`).
"""
