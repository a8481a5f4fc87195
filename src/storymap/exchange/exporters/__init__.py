"""Exporters, a module a format, all of one shape: see `registry.Exporter`."""
