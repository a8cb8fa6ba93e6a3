"""Pages from templates: one Jinja2 environment that escapes everything and fails on what is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from starlette.requests import Request

from dialogs.conversation import Locale
from web.words import words_in

HERE = Path(__file__).parent
STATIC = HERE / "static"
SCRIPT_TEXTS = (
    "retry", "not_sent", "offline", "typing", "say_placeholder", "uploading", "upload_checking", "upload_failed",
    "upload_cancel", "problem_trouble_detail", "plan_open", "you",
)  # fmt: skip
"""Texts that scripts show."""


def page(request: Request, template: str, locale: Locale, values: Mapping[str, Any]) -> str:
    """A whole page in a locale; in a demonstration it says so."""
    return _template(template, locale).render(values, demonstration=request.app.state.site.demonstration)


def macro(template: str, name: str, locale: Locale, *values: Any) -> str:
    """What one macro of a template draws: a part of a page that is sent after the page."""
    return str(getattr(_module(template, locale), name)(*values))


def asset(name: str) -> str:
    """The address of a static file, with a mark of its content: kept for ever, and a new one is loaded at once."""
    return f"/static/{_mark()}/{name}"


def script_data(value: Any) -> Markup:
    """Data for a <script type="application/json">: nothing in it can end the element."""
    text = orjson.dumps(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def script_texts(locale: Locale) -> dict[str, str]:
    """The texts that scripts show, placeholders still open."""
    say = words_in(locale)
    return {key: say.raw(key) for key in SCRIPT_TEXTS}


@cache
def _environment(locale: Locale) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shared: dict[str, Any] = {"say": words_in(locale), "asset": asset, "locale": locale}
    environment.globals.update(shared)
    return environment


@cache
def _template(name: str, locale: Locale) -> Template:
    return _environment(locale).get_template(name)


@cache
def _module(name: str, locale: Locale) -> Any:
    return _template(name, locale).module


@cache
def _mark() -> str:
    # One mark for all: modules import each other by relative address, so they must lie in one folder.
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
