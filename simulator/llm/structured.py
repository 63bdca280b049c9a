"""Replies of a given shape: the schema as servers accept it, and reading what they make of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.llm.errors import LLMError
from simulator.llm.request import Request

Shape = TypeVar("Shape", bound=BaseModel)


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """The `response_format` for a shape: `json_schema` is what all servers know."""
    schema = shape.model_json_schema()
    return {
        "type": "json_schema",
        "json_schema": {"name": shape.__name__, "schema": schema, "strict": True},
    }


def in_words(request: Request, shape: type[BaseModel]) -> Request:
    """The same request with the schema told, for a server that does not take one."""
    schema = json.dumps(shape.model_json_schema(), ensure_ascii=False)
    told = {
        "role": "user",
        "content": f"Antwoord met één JSON-object volgens dit schema, en niets anders:\n{schema}",
    }
    return replace(request, messages=[*request.messages, told])


def shaped(text: str, shape: type[Shape]) -> Shape:
    """The reply as data; a fence or words around the object are forgiven.

    Raises:
        LLMError: there is no such object in it.
    """
    begin, end = text.find("{"), text.rfind("}")
    try:
        return shape.model_validate_json(text[begin : end + 1])
    except ValidationError as error:
        raise LLMError("unreadable", str(error)[:500]) from error
