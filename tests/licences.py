"""The licences of everything that an installed `kg` brings along, from the packages' own metadata.

    python -m tests.licences > LICENSES.md

Of what the metadata say the SPDX expression counts, then the classifiers, then the licence field; where these say
less than all, `REVIEWED` has what somebody read in the package's own words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

PROJECT = "digicoop-kg"
USERS_EXTRAS = ("cluster", "fetch", "serve")
REVIEWED = {
    # "The data is licensed under Creative Commons Attribution-Share Alike": the dictionary of OpenCorpora
    "pymorphy2-dicts-ru": "MIT AND CC-BY-SA-3.0",
    "pymorphy3-dicts-ru": "MIT AND CC-BY-SA-3.0",
}
# a classifier of the Python package index -> SPDX
_CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.1-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
}
_FIELDS = {"bsd": "BSD-3-Clause", "bsd 3-clause": "BSD-3-Clause", "apache 2.0": "Apache-2.0", "apache-2": "Apache-2.0",
           "apache license 2.0": "Apache-2.0", "mit license": "MIT", "w3c": "W3C", "psfl": "PSF-2.0", "lgpl-2.1": "LGPL-2.1-only"}  # fmt: skip
_SPDX = re.compile(r"[A-Za-z0-9.+()-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+()-]+)*")

HEAD = """# Licences

`kg` is under Apache-2.0 (`LICENSE`). Made by `make lock`; a test keeps it current.

## Parts of this repository that came from others

| part | from | licence |
|---|---|---|
| `kg/page/static/vendor/vis-network.min.js` | npm `vis-network` | MIT (or Apache-2.0), `kg/page/static/vendor/LICENSE-MIT` |
| `kg/server/static/yasgui/` | npm `@zazuko/yasgui`, copyright Triply and Zazuko GmbH | MIT |
| `kg/reference/cities_*.tsv` | names and sizes of towns from [GeoNames](https://www.geonames.org/), chosen and rearranged | CC-BY-4.0 |
| `seeds/*.txt` | news of mpt.gov.by, see `seeds/README.md` | their publisher's |

## Packages that `pip install 'digicoop-kg[fetch,serve]'` brings

| package | licence | wanted by |
|---|---|---|
"""


def key(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(name: str = PROJECT, extras: tuple[str, ...] = USERS_EXTRAS) -> dict[str, set[str]]:
    """Every package that installing `name` brings -> who wants it. Raises PackageNotFoundError if one is not installed."""
    found: dict[str, set[str]] = {}
    todo = [(name, extras)]
    done = set()
    while todo:
        package, wanted = todo.pop()
        if (package, wanted) in done:
            continue
        done.add((package, wanted))
        for need in _needs(package, wanted):
            found.setdefault(key(need.name), set()).add(key(package))
            todo.append((key(need.name), tuple(sorted(need.extras))))
    return found


def _needs(package: str, extras: tuple[str, ...]) -> Iterator[Requirement]:
    for line in metadata.requires(package) or []:
        need = Requirement(line)
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield need


def licence(name: str) -> str:
    """A package's licence in SPDX's words; "unknown" where neither metadata nor review say."""
    if name in REVIEWED:
        return REVIEWED[name]
    data = metadata.metadata(name)
    if data.get("License-Expression"):
        return str(data["License-Expression"])
    classes = [c.rpartition(" :: ")[2] for c in data.get_all("Classifier") or [] if c.startswith("License ::")]
    known = sorted({_CLASSIFIERS[c] for c in classes if c in _CLASSIFIERS})
    field = (data.get("License") or "").strip()
    if known:
        return " OR ".join(known)
    field = _FIELDS.get(field.lower(), field)
    return field if _SPDX.fullmatch(field) else "unknown"


def table() -> str:
    """The whole file."""
    rows = (f"| {name} | {licence(name)} | {', '.join(sorted(by))} |\n" for name, by in sorted(closure().items()))
    return HEAD + "".join(rows)


if __name__ == "__main__":
    sys.stdout.write(table())
