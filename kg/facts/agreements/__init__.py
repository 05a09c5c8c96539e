"""Agreements: which documents a text tells of, how far each has come, between whom, signed by whom, when and where.

Begin with `find`, then `sketches` (documents while they are read), `status`, `parties`, `signing`; `closing` completes them.
"""
