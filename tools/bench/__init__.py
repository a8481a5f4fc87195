"""Measures storymap beside what somebody would do without it. `make bench` runs it and writes the tables to the docs.

Ratios are of one run on one machine; nothing here is a test.
"""
