"""Stage: an article's text to the places it names. Recognition, candidates, evidence, resolution, score."""
