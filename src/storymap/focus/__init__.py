"""What a story is about: how much each place matters, and what the map shows at first. Pure: no I/O, no HTML.

`find_focus` is the door. It counts how often and how prominently the article names each place (`mention_counts`,
`weights`), gives each place the box that shows it at its best (`own_frames`), and grows from the heaviest places the
frame that earns most (`frame`). Roles follow from the frame (`roles`).
"""
