"""Fourth station: who did what with whom. Posts, agreements, events, commitments."""
