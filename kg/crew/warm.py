"""Imported once by the process that all workers are forked from (multiprocessing's fork server): they find the models loaded."""

import os

# a matrix library with threads must not be forked, and each worker has its own core anyway
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

from kg.crew import task  # noqa: E402

task.load()
