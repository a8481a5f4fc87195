"""Makes the packed basemap that the package ships, from the pinned packages of sources.json."""
