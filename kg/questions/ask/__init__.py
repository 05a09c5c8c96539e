"""Questions in words: what they name, which competency question they ask, and a reply from the graph's rows alone."""
