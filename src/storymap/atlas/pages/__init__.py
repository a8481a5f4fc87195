"""The pages of an atlas: one with all stories and places, and one for each place."""
