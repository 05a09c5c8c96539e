"""What belongs together in one sentence: clauses, their parts, the phrase of a noun; and who says "we".

Begin with `clauses`; `scenes` parts a sentence more finely, for those that tell of several documents.
"""
