"""Every command of the editor as a plan: from the texts as they are, and those it was made from, to an edit."""
