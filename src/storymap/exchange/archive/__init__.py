"""The desk's archive of a story: its sources as they are, its page, and how the same page is built again."""
