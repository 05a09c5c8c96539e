"""Who holds which post: what ties a name to a post in a sentence, and the house and state that the phrase leaves open.

Begin with `find`, then `holdings` (the rules in their order) and `offices` (whose post it is).
"""
