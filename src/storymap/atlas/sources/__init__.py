"""From files to the stories of an atlas: story folders, published folders, story data, feeds, lists of all these."""
