"""When and where an event is: by its own words, by the day and the city that the text has come to, by the events beside it.

Begin with `when` and `where` (one sentence), then `timeline` and `stage` (the text); `settle` completes the events of a release;
`likely_day` weighs all days that the text tells, and decides where it is sure that the rules erred.
"""
