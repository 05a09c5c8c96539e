"""Fourth station: who did what with whom. Posts, agreements, events, commitments.

`extract` is the way in, `model` what comes out. Each folder builds on those before it and knows none behind it; read them in this order:

    story           what is known of a release while it is read
    sentences       what belongs together in one sentence
    time_and_place  when and where an event is
    posts           who holds which post
    participants    who takes part in an event
    events          the ways of telling an event
    agreements      documents, how far they have come, their sides and signatories
"""
