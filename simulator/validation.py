"""Fitting a document to a model: every mistake at its place, in Dutch, with what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.behaviours import behaviours
from simulator.documents import Document, DocumentError, Path_, Problem
from simulator.language import N_, _

Model = TypeVar("Model", bound=BaseModel)

MAX_PROBLEMS = 200

MAX_KNOWN = 500
"""Words that a misspelt one is compared with; comparing is slow."""


def fit(document: Document, model: type[Model]) -> Model:
    """The document as a `model`.

    Raises:
        DocumentError: with every mistake, in order of place.
    """
    if not isinstance(document.data, dict):
        message = _("Hier wordt een lijst met sleutels verwacht, zoals 'id: mijn-scenario'.")
        raise DocumentError([document.problem((), "shape", message)])
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems = {_problem(document, model, detail) for detail in error.errors()[:MAX_PROBLEMS]}
        raise DocumentError(sorted(problems)) from None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Bedoelde u 'x'?` with a leading space, or nothing when no known word is near."""
    names = dict.fromkeys(islice(known, MAX_KNOWN))
    near = get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return " " + _("Bedoelde u '{word}'?").format(word=near[0]) if near else ""


def _problem(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Problem:
    path = _written(document, detail["loc"])
    kind = detail["type"]
    return document.problem(
        path, _code(kind), _message(document, model, detail), key=kind == "extra_forbidden"
    )


def _written(document: Document, location: tuple[str | int, ...]) -> Path_:
    """Drops what pydantic adds to a location: names of union members stand in no file."""
    path: Path_ = ()
    last = location[-1] if location else None
    for part in location:
        longer = (*path, part)
        if longer in document.values or (part is last and longer in document.keys):
            path = longer
    return path


def _code(kind: str) -> str:
    codes = {
        "extra_forbidden": "unknown-key",
        "missing": "missing-key",
        "unknown_behaviour": "unknown-id",
        "unknown_id": "unknown-id",
        "literal_error": "choice",
    }
    if kind in codes:
        return codes[kind]
    return "type" if kind.endswith("_type") else "value"


def _message(document: Document, model: type[BaseModel], detail: ErrorDetails) -> str:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    location = detail["loc"]
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        known = _keys_at(model, location[:-1])
        text = _("Onbekende sleutel '{key}'.").format(key=location[-1])
        return text + did_you_mean(str(location[-1]), known)
    if kind == "missing":
        return _("De sleutel '{key}' ontbreekt.").format(key=location[-1])
    if kind == "unknown_behaviour":
        text = _("Onbekend gedrag '{name}'.").format(name=context["name"])
        return text + did_you_mean(str(context["name"]), behaviours())
    if kind == "literal_error":
        choices = [
            word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")
        ]
        text = _("'{given}' kan hier niet. Kies uit: {choices}.").format(
            given=_short(given), choices=", ".join(choices)
        )
        return text + (did_you_mean(given, choices) if isinstance(given, str) else "")
    fixed = _FIXED.get(kind)
    if fixed is not None:
        return _(fixed).format(key=name, given=_short(given), **context)
    if kind.endswith("_type"):
        return _("'{key}' heeft de verkeerde vorm: {given}.").format(key=name, given=_short(given))
    # Our own validators speak Dutch already; anything else is at least named.
    return detail["msg"][:1].upper() + detail["msg"][1:].rstrip(".") + "."


_FIXED = {
    "string_type": N_("'{key}' moet tekst zijn; zet {given} tussen aanhalingstekens."),
    "list_type": N_("'{key}' moet een lijst zijn: [één, twee] of regels met een streepje."),
    "int_type": N_("'{key}' moet een heel getal zijn, niet {given}."),
    "int_parsing": N_("'{key}' moet een heel getal zijn, niet {given}."),
    "float_type": N_("'{key}' moet een getal zijn, niet {given}."),
    "float_parsing": N_("'{key}' moet een getal zijn, niet {given}."),
    "bool_type": N_("'{key}' moet true of false zijn, niet {given}."),
    "dict_type": N_("'{key}' moet uit sleutels met waarden bestaan, niet {given}."),
    "model_type": N_("'{key}' moet uit sleutels met waarden bestaan, niet {given}."),
    "model_attributes_type": N_("'{key}' moet uit sleutels met waarden bestaan, niet {given}."),
    "too_short": N_("'{key}' moet ten minste {min_length} onderdeel hebben."),
    "too_long": N_("'{key}' mag ten hoogste {max_length} onderdelen hebben."),
    "string_too_short": N_("'{key}' mag niet leeg zijn."),
    "string_too_long": N_("'{key}' is te lang: ten hoogste {max_length} tekens."),
    "string_pattern_mismatch": N_(
        "'{given}' kan hier niet: gebruik kleine letters, cijfers, - en _."
    ),
    "greater_than_equal": N_("'{key}' moet ten minste {ge} zijn, niet {given}."),
    "less_than_equal": N_("'{key}' mag ten hoogste {le} zijn, niet {given}."),
    "greater_than": N_("'{key}' moet groter zijn dan {gt}, niet {given}."),
    "less_than": N_("'{key}' moet kleiner zijn dan {lt}, niet {given}."),
    "finite_number": N_("'{key}' moet een gewoon getal zijn, niet {given}."),
}


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _keys_at(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a location of a model."""
    at: list[Any] = [model]
    for part in location:
        after: list[Any] = []
        for kind in _models_in(at):
            for name, field in kind.model_fields.items():
                if part in (name, field.alias):
                    after.append(field.annotation)
        at = after or at
    return [
        field.alias or name for kind in _models_in(at) for name, field in kind.model_fields.items()
    ]


def _models_in(annotations: list[Any]) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    waiting = list(annotations)
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            found.append(annotation)
        else:
            waiting.extend(get_args(annotation))
    return found
