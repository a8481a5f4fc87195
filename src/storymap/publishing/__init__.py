"""Stage 4: a story to the folder that a newsroom uploads. It stands on rendering, and writes only its own folder."""
