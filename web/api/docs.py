"""The API documentation as a page of our own: it loads nothing from elsewhere and follows the same CSP."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from web.api import schemas
from web.pages import page
from web.problems import locale_of

TITLE = "一证 API"
DESCRIPTION = (
    "The applicant's side: one conversation from 我想开个奶茶店 to the departments' queues. "
    "All JSON is UTF-8. The token of a conversation travels as Authorization: Bearer, or as its cookie; a write "
    "with the cookie needs the page's Origin. Errors are RFC 9457 problem details."
)
_REQUESTS = (
    schemas.OpenRequest, schemas.TextMessage, schemas.ChoiceMessage, schemas.FileMessage, schemas.SignatureMessage,
    schemas.Signature, schemas.ProblemDetails,
)  # fmt: skip
"""Shapes that no route names in a type, since it reads its body itself."""
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A named part with its shape in words."""

    name: str
    shape: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Line, ...]
    bodies: tuple[Line, ...]
    answers: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    name: str
    description: str
    properties: tuple[Line, ...]


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, made once."""
    if app.openapi_schema is None:
        described = get_openapi(title=TITLE, version=app.version, description=DESCRIPTION, routes=app.routes)
        shapes = described.setdefault("components", {}).setdefault("schemas", {})
        for model in _REQUESTS:
            own = model.model_json_schema(ref_template="#/components/schemas/{model}")
            own.pop("$defs", None)
            shapes.setdefault(model.__name__, own)
        described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path, operations in described["paths"].items():
            for operation in operations.values():
                _complete(operation)
                _name_path_parameters(path, operation)
        app.openapi_schema = described
    return app.openapi_schema


def _name_path_parameters(path: str, operation: dict[str, Any]) -> None:
    """Our routes take the request as it is, so nothing else tells of the parameters in their paths."""
    named = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in _NAMED.findall(path)
    ]
    if named:
        operation["parameters"] = [*named, *operation.get("parameters", [])]


async def show(request: Request) -> Response:
    """The page."""
    described = openapi(cast(FastAPI, request.app))
    values = {
        "title": TITLE,
        "description": DESCRIPTION,
        "operations": [
            _operation(method, path, operation)
            for path, operations in described["paths"].items()
            for method, operation in operations.items()
        ],
        "schemas": [_schema(name, schema) for name, schema in described["components"]["schemas"].items()],
    }
    return HTMLResponse(page(request, "api.html", locale_of(request), values))


async def raw(request: Request) -> Response:
    """The description as JSON."""
    return Response(orjson.dumps(openapi(cast(FastAPI, request.app))), media_type="application/json")


def _complete(operation: dict[str, Any]) -> None:
    answers = cast("dict[str, dict[str, Any]]", operation["responses"])
    # FastAPI describes its own answer to a wrong parameter, which these routes never give
    operation["responses"] = {
        status: answer for status, answer in answers.items() if "HTTPValidationError" not in str(answer)
    }
    if "401" in operation["responses"]:
        operation["security"] = [{"token": []}]


def _operation(method: str, path: str, operation: dict[str, Any]) -> Operation:
    bodies = operation.get("requestBody", {}).get("content", {})
    return Operation(
        method=method,
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=tuple(
            Line(one["name"], f"{one['in']}, {_shape(one['schema'])}") for one in operation.get("parameters", ())
        ),
        bodies=tuple(Line(kind, _shape(content.get("schema", {}))) for kind, content in bodies.items()),
        answers=tuple(
            Line(status, _content(answer.get("content", {})), answer["description"])
            for status, answer in operation["responses"].items()
        ),
    )


def _schema(name: str, schema: dict[str, Any]) -> Schema:
    required = schema.get("required", ())
    lines = tuple(
        Line(part if part in required else f"{part}?", _shape(one), one.get("description", ""))
        for part, one in schema.get("properties", {}).items()
    )
    return Schema(name, schema.get("description", ""), lines or (Line(name, _shape(schema)),))


def _content(content: dict[str, Any]) -> str:
    shapes = (f"{kind} {_shape(one['schema']) if one.get('schema') else ''}" for kind, one in content.items())
    return ", ".join(shape.strip() for shape in shapes)


def _shape(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " | ".join(_shape(part) for part in schema[several])
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"[{_shape(schema.get('items', {}))}]"
    if "properties" in schema:
        return "{" + ", ".join(schema["properties"]) + "}"
    return str(schema.get("type", "any"))
