"""Sixth station: facts as quads, one named graph a passage; dumps that appear whole or not at all."""
