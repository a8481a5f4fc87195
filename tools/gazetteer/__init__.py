"""Makes the packed gazetteer and lexicon that ship with storymap, from packages pinned by version and sha256."""
