"""Recordings without what is written beside the sound and the picture: a module a container, all without decoding.

Each takes the bytes of a file and returns those of a clean one that plays as before, or raises StorymapError with words
that follow the recording's name. The door is `cleaning.clean_recording`.
"""
