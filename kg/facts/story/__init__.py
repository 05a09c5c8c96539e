"""What is known of a release while it is read: its people and bodies, of which state they are, whose release it is, the events told so far.

Begin with `so_far`, which all rules share; then `people`, `bodies` and `homes`; `drafts` are events that are still being read.
"""
