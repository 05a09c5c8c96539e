"""`python -m kg`: the command `kg` where its script is not on the path."""

from kg.cli import main

main(prog_name="kg")
