"""The graph in other programs' formats, and into other stores."""
