"""Who takes part in an event: those whom its sentence names, whom its words mean by others, and who came, as later sentences say.

Begin with `attendants` (the event's own sentence) and `attend` (later ones); `told` and `hero` know whom a text has spoken of.
"""
