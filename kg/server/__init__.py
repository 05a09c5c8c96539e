"""The graph over HTTP: SPARQL 1.1 Protocol, pages for people. Read-only; every query runs in a process that can be killed."""
