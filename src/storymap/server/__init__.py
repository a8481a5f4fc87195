"""Preview and editor: a server for one person on this machine."""
