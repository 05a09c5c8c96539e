"""The one door to pyvis: a drawing given as plain values becomes one self-contained page.

pyvis 0.3.2 is used through `generate_html()` only, and with a template of our own, because its template prints the
heading and menu entries unescaped, shows titles as HTML as soon as one of them contains "href", and loads two files
from the network whatever one asks for; `write_html()` writes in the locale's encoding, and `show()` fails.
Adding edges one by one is quadratic there and loses parallel ones, so the lists are filled directly.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment
from pyvis.network import Network  # type: ignore[import-untyped]

TEMPLATE = "page.html"


def page(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    options: Mapping[str, Any],
    parts: Mapping[str, Any],
    scripts: Sequence[str],
    style: str,
) -> str:
    """The whole page as text.

    nodes, edges, options   as vis-network takes them
    parts                   further values for `static/page.html`; escaped there like everything else
    scripts, style          sources to embed; the Content-Security-Policy allows them by their hashes and nothing else
    """
    network = Network(directed=True, heading="", cdn_resources="in_line")
    network.nodes = [dict(node) for node in nodes]
    network.edges = [dict(edge) for edge in edges]
    network.options = dict(options)
    network.path = TEMPLATE
    network.templateEnv = _environment()
    network.templateEnv.globals.update(parts, scripts=list(scripts), style=style, policy=policy(scripts, style))
    html = network.generate_html()
    if not isinstance(html, str):
        raise TypeError("pyvis gave no text")
    return html


def policy(scripts: Sequence[str], style: str) -> str:
    """A Content-Security-Policy under which only these scripts and this style run, and nothing is fetched."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def embedded(value: object) -> str:
    """JSON that is safe inside a script element: no "<", ">", "&", and no line separators of old JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _environment() -> Environment:
    template = files("kg.page").joinpath("static", TEMPLATE).read_text(encoding="utf-8")
    environment = Environment(loader=DictLoader({TEMPLATE: template}), autoescape=True, keep_trailing_newline=True)
    environment.filters["embedded"] = embedded
    return environment
