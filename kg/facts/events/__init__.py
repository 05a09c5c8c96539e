"""Meetings, visits, sittings, forums and openings: each module reads one way of telling them and gives drafts.

Begin with `find`, which joins them and decides what stands; then `gathered` (events told by a noun) and `met` (by a verb).
"""
