"""The texts of official notices (文书文本): the city's own from notices.yaml, else the standard ones from texts.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from errors import PackError
from knowledge.pack import Notice, NoticePart, Text

TEXTS = Path(__file__).with_name("texts.yaml")
EVERY = "every"

Kind = Literal["heading", "template"]


def part_text(notice: Notice, part: NoticePart, kind: Kind) -> Text | None:
    """Heading or template of a part; None where neither the city nor the standard has one."""
    own = part.heading if kind == "heading" else part.template
    return own or _standard(notice.code, part.code, kind) or _standard(EVERY, part.code, kind)


def opening(notice: Notice) -> Text | None:
    """The first sentences of a notice. Where the city writes no English for them, the standard's stands beside it."""
    standard = _standard(notice.code, "opening")
    if notice.template is None:
        return standard
    return notice.template if notice.template.en or standard is None else Text(zh=notice.template.zh, en=standard.en)


def standing(notice: Notice, key: Literal["number", "addressee", "prevails"]) -> Text:
    """A text that every notice has."""
    found = _standard(notice.code, key) or _standard(EVERY, key)
    if found is None:
        raise PackError(f"texts.yaml: no {key} under {EVERY}; add it in zh and en")
    return found


def templates(notice: Notice) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Every text of a notice that is filled, with its place in notices.yaml."""
    if (first := opening(notice)) is not None:
        yield ("template",), first
    for part in notice.contents:
        for kind in ("heading", "template"):
            if (found := part_text(notice, part, kind)) is not None:
                yield ("contents", part.code, kind), found


def with_texts(notice: Notice, changes: Mapping[str, str]) -> Notice:
    """The notice with texts of the city's own, named by their place: `template.zh`, `contents.query.template.en`."""
    parts: dict[str, dict[str, dict[str, str]]] = {}
    own: dict[str, str] = {}
    for place, text in changes.items():
        match place.split("."):
            case ["template", language]:
                own[language] = text
            case ["contents", part, kind, language]:
                parts.setdefault(part, {}).setdefault(kind, {})[language] = text
            case _:
                raise PackError(f"notices.yaml: a text has no place {place!r}; name it as the verifier does")
    contents = tuple(
        part.model_copy(update={kind: Text.model_validate(texts) for kind, texts in parts.get(part.code, {}).items()})
        for part in notice.contents
    )
    template = Text.model_validate(own) if own else notice.template
    return notice.model_copy(update={"contents": contents, "template": template})


def _standard(notice: str, *path: str) -> Text | None:
    found: Any = _texts().get(notice, {})
    for key in path:
        found = found.get(key)
        if found is None:
            return None
    return Text.model_validate(found)


@cache
def _texts() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast("dict[str, Any]", yaml.load(TEXTS.read_text(encoding="utf-8"), Loader=loader))
