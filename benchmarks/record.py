"""Where figures are kept: one file a benchmark under benchmarks/results, with the machine that they were measured on."""

from __future__ import annotations

import json
import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
LIBRARIES = ("natasha", "numpy", "pymorphy3", "pyoxigraph", "rdflib")


def save(name: str, figures: Any) -> None:
    """Write figures over those before."""
    FOLDER.mkdir(exist_ok=True)
    data = {"machine": machine(), "figures": figures}
    (FOLDER / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(name: str) -> Any:
    """The figures that were saved."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["figures"]


def machine() -> dict[str, Any]:
    """What the figures depend on beside the program."""
    return {
        "cores": os.cpu_count(), "processor": _processor(), "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }  # fmt: skip


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
