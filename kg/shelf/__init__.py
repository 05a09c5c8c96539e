"""What a graph keeps beside its dumps, so that it can grow: extractions, what identity decided, the store on disk."""
