"""The version, in a module that every room may import and that imports nothing."""

__version__ = "0.1.0"
