"""TEI (Text Encoding Initiative, P5): its text to blocks, and its names of places to mentions."""
