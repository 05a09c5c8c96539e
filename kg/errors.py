"""Errors that stop a command, and the exit codes of the program.

BuildError
├── EvidenceError   a fact whose sentence is not in its release: nothing is written
├── OutputError     a dump could not be written, or a strict parser refused it: the files before stay
├── DecisionError   a line of the file of decisions that is none, or decisions that contradict each other
├── NothingRead     no release at all in what was to be read
├── SettingError    a setting or option that makes no sense
├── MissingFiles    a data folder of the package is not there (kg.reference.files)
└── NotFound        nothing in the graph is called so
"""

from __future__ import annotations

OK, FINDINGS, USAGE, UNREADABLE, INTERNAL = 0, 1, 2, 3, 4


class BuildError(Exception):
    """A build that cannot be finished; one plain line."""


class EvidenceError(BuildError):
    """A fact whose sentence is not in its release."""


class OutputError(BuildError):
    """A file that could not be written whole, or that a strict parser refuses."""


class DecisionError(BuildError):
    """A line of the file of decisions that is none, or decisions that contradict each other."""


class NothingRead(BuildError):
    """No release at all in what was to be read."""


class SettingError(BuildError):
    """A setting or option that makes no sense."""


class NotFound(BuildError):
    """Nothing in the graph is called so."""
