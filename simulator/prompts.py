"""Prompts: Jinja files beside the code that uses them, each with a version that is kept.

Everything that is filled in is data. It becomes one line without the marks that fence it in, so
that no text of a person, a file or a model can pass for a part of the prompt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from simulator.text import plain_line

if TYPE_CHECKING:
    from jinja2 import Template

_VERSION = re.compile(r"\A\{#-? version (\d+)\b")
_FENCE = re.compile(r"[<>]{2,}|`{3,}|\[/?INST\]|<\|", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent, and which prompt it was made with."""

    text: str
    made_with: str
    """Name and version, as in `citizen 1`."""


def prompt(package: str, name: str, /, **data: Any) -> Prompt:
    """The prompt `prompts/<name>.jinja` of a package with its data filled in.

    Raises:
        ValueError: the file does not begin with its version.
        jinja2.TemplateError: something that the prompt needs is not given.
    """
    template, version = _template(package, name)
    return Prompt(template.render(data).strip(), f"{name} {version}")


@cache
def _template(package: str, name: str) -> tuple[Template, str]:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    source = (files(package) / "prompts" / f"{name}.jinja").read_text(encoding="utf-8")
    version = _VERSION.match(source)
    if version is None:
        raise ValueError(f"prompt {name} of {package} does not begin with its version")
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_as_data,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # not HTML; `_as_data` is what escapes here
    )
    return environment.from_string(source), version[1]


def _as_data(value: Any) -> Any:
    """A value on one line, without what fences parts of a prompt in."""
    if not isinstance(value, str):
        return value
    return _FENCE.sub(" ", plain_line(value))
