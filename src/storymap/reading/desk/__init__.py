"""The desk of a newsroom: what it set down in storymap.toml, and what it accepted and refused. Door: `read_desk`."""
