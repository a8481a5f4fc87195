"""`make bench PARTS=atlas`: a made archive through `storymap corpus` and `storymap atlas`, at several sizes."""
