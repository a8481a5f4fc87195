"""Files and packages with many places, for a gazetteer of a user: each reader yields them one after the other."""
