"""The reference of /api/v1/ as a page of the site, read from its OpenAPI schema.

Swagger's own page sets styles inline, which the content security policy forbids, and has marks
that a screen reader cannot read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

Schema = dict[str, Any]
GENERATOR: Any = SchemaGenerator  # it is not typed


@dataclass(frozen=True)
class Value:
    """A parameter of a request, or a field of an answer."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class Operation:
    """One address, what may be asked of it and what it answers; `many`: a page of a list."""

    key: str
    path: str
    words: str
    parameters: list[Value]
    answer: list[Value]
    many: bool


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The reference, for anybody."""
    return render(request, "marketplace/api_reference.html", {"operations": operations()})


@cache
def operations() -> list[Operation]:
    """Every GET of the schema, in the order of its address; in English, as its names are."""
    with translation.override("en"):
        schema: Schema = GENERATOR().get_schema(request=None, public=True)
    found = sorted(schema["paths"].items())
    return [_operation(path, item["get"], schema) for path, item in found if "get" in item]


def _operation(path: str, described: Schema, schema: Schema) -> Operation:
    answered = described["responses"]["200"]["content"]["application/json"]["schema"]
    shape = _resolved(answered, schema)
    many = "results" in shape.get("properties", {})
    if many:
        shape = _resolved(shape["properties"]["results"]["items"], schema)
    return Operation(
        key=described["operationId"],
        path=path,
        words=described.get("description", ""),
        parameters=[_value(p["name"], p["schema"], p) for p in described.get("parameters", [])],
        answer=[_value(name, field, field) for name, field in shape["properties"].items()],
        many=many,
    )


def _value(name: str, kind: Schema, described: Schema) -> Value:
    words = "" if "enum" in kind else described.get("description", "")
    return Value(name, _kind(kind), words.partition("\n")[0])


def _kind(schema: Schema) -> str:
    """The type in a word, with the values that it may have."""
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"[{_kind(schema['items'])}]"
    return str(schema.get("format") or schema.get("type") or "string")


def _resolved(schema: Schema, whole: Schema) -> Schema:
    """The schema that a reference stands for."""
    if "$ref" not in schema:
        return schema
    name = schema["$ref"].rpartition("/")[2]
    resolved: Schema = whole["components"]["schemas"][name]
    return resolved
