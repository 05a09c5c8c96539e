"""Static pages: one template, no script at all, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader


def document(template: str, **values: object) -> str:
    """A page from `static/<template>`; its Content-Security-Policy allows its own style sheet and nothing else."""
    style = _source("view.css")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return _environment().get_template(template).render(style=style, policy=policy, **values)


@cache
def _environment() -> Environment:
    return Environment(loader=FunctionLoader(_source), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _source(name: str) -> str:
    return files("kg.views").joinpath("static", name).read_text(encoding="utf-8")
