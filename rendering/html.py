"""A document as an HTML fragment for pages: headings, tables with scope, changes marked in words as well as colour."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.documents.model import Block, Document, Items, Paragraph, Rows, Table
from knowledge.documents.numbering import numbered
from knowledge.documents.values import iso_date
from knowledge.documents.words import say
from rendering.wording import conditional

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).with_name("templates")


def render_html(document: Document, *, top: int = 2) -> str:
    """The fragment, an <article>; `top` is the level of its title's heading."""
    locale = document.locale
    return _template().render(
        document=document,
        sections=list(numbered(document)),
        top=top,
        date=iso_date(document.date, locale),
        reference=say("reference", locale, reference=document.reference),
        words={key: say(key, locale) for key in ("changed_tag", "section_signature")},
        kind_of=_kind_of,
        conditional=partial(conditional, locale=locale),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("document.html")


def _kind_of(block: Block) -> str:
    match block:
        case Paragraph():
            return "paragraph"
        case Rows():
            return "rows"
        case Table():
            return "table"
        case Items():
            return "items"
