"""From the problems of a story to what the editor shows of them: where each is, and the buttons that mend it.

A problem says in words what it is. The words are compared with what the story holds, so a name that looks like one of
our sentences is no more than a name: what cannot be found in the story again has no button.
"""
