"""ArchieML, as newsrooms type it in shared documents: its head as front matter, its text as Markdown."""
