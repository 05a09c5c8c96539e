"""Kinds of events: which of them one event may be called by, which hold others, which are encounters of a few."""

from __future__ import annotations

# kinds that one event may be called by
GROUPS = {
    "forum": "forum", "conference": "forum", "exhibition": "forum", "meeting": "meet", "talks": "meet", "call": "meet",
    "session": "session", "visit": "visit", "opening": "opening",
}  # fmt: skip
CONTAINERS = ("forum", "session")  # groups of events that others take place within
ENCOUNTERS = ("talks", "meeting", "call")
