"""Fifth station: which things of many releases are one, and what their IRIs are."""
